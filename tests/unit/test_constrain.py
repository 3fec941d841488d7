"""The grammar for the decoder, in all its forms: what it lets through and what it does not, told by the servers' own readers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import llguidance
import pytest
from grammar_samples import Sampler
from llama_grammar import LlamaGrammar

from edascribe_codegen.catalogue import available, load
from edascribe_codegen.check import check as check_text
from edascribe_codegen.constrain import Grammar, constraint, gbnf, lark, next_step, one_of, regex
from edascribe_codegen.types import EditorContext, Intent

# What no grammar of this size can count: an option given twice, and more needed options than it keeps count of.
UNCOUNTED = {"api/duplicate-option", "api/missing-option", "api/exclusive-options"}


def grammar_at(text: str, tool: str = "opensta", intent: Intent = "ghost_text") -> Grammar | None:
    """The grammar at the ``$0`` of a text."""
    before, _, after = text.partition("$0")
    context = EditorContext(language="tcl", tool=tool, version="", before=before, after=after, intent=intent)
    return constraint(context, load(tool))


@lru_cache(maxsize=64)
def readers(text: str, tool: str, intent: Intent) -> list[Callable[[str], bool]]:
    """The readers of the grammar at a place: its own, llama.cpp's and llguidance's."""
    grammar = grammar_at(text, tool, intent)
    assert grammar is not None
    return readers_of(grammar)


def readers_of(grammar: Grammar) -> list[Callable[[str], bool]]:
    """The readers of a grammar: its own, llama.cpp's and llguidance's."""
    tokens = llguidance.LLTokenizer("byte")
    matcher = llguidance.LLMatcher(tokens, llguidance.LLMatcher.grammar_from_lark(lark(grammar)))
    assert not matcher.get_error()

    def read(answer: str) -> bool:
        reading = matcher.deep_copy()
        signs = list(answer.encode())
        return bool(reading.try_consume_tokens(signs) == len(signs) and reading.is_accepting())

    return [grammar.accepts, LlamaGrammar(gbnf(grammar)).accepts, read]


def check(text: str, answer: str, fits: bool, tool: str = "opensta", intent: Intent = "ghost_text") -> None:
    """Each form of the grammar at ``$0`` lets the answer through, or none does."""
    assert [read(answer) for read in readers(text, tool, intent)] == [fits] * 3


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("$0", "report_checks -path_delay min_max -format full\n"),
        ("$0", "create_clock -name clk -period 2.5 [get_ports clk]\n"),
        ("$0", "create_clock -period 2.5 [get_ports {clk_a clk_b}] -name clk\n"),
        ("$0", "set_input_delay 0.5 -clock [get_clocks clk] [all_inputs]\n"),
        ("$0", "report_checks > timing.rpt\n"),
        ("$0", "get_ports data[0]\n"),
        ("set p 2\n$0", "create_clock -period $p clk\n"),
        ("set p 2\n$0", 'puts "period ${p}ns is [expr {$p * 1e-9 > 0 ? "short" : "none"}] $p/x"\n'),
        ("set p 2\n$0", "set q [expr ($p + 1) / 2]\n"),
        ("$0", "puts {a {b} c}\n"),
        ("$0", "foreach c [all_clocks] {\n  # Each clock\n  report_clock_properties $env(CLOCK); puts -nonewline {}\n}\n"),
        ("$0", "if {![info exists env(X)] && 1} {\n  report_tns\n} else {\n  report_wns\n}\n"),
        ("$0", "if {[catch {report_tns} message]} { report_wns }\n"),
        ("proc mine {a} {}\n$0", "mine 3\n"),
        ("  $0", "report_tns\n"),
        ("report_ch$0", "ecks -digits 3\n"),
        ("report_checks -$0", "path_delay max\n"),
        ("report_checks -from [get_$0", "pins u1/*] -to [get_ports x]\n"),
        ("report_checks -from [get_$0]", "pins u1/*"),
        ('puts "slack [$0"]', "report_tns"),
        ("report_checks \\\n  -fr$0", "om a\n"),
        ("utl::info 1 x\n$0", "utl::info 2 y\n"),
        ("$0", "puts -----\n"),
        ("if {1} {\n  $0\n}", "report_tns\n"),
    ],
)
def test_what_the_tool_has_can_be_written(text: str, answer: str) -> None:
    check(text, answer, True)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("$0", "report_slackness\n"),
        ("$0", "report_checks -path_dealy max\n"),
        ("$0", "report_checks -path_delay longest\n"),
        ("$0", "report_checks -from -to x\n"),
        ("$0", "report_checks {-path_dealy} max\n"),
        ("$0", "create_clock -name clk\n"),
        ("$0", "create_clock -period fast clk\n"),
        ("$0", "set_input_delay 0.5 -clock [get_ports clk] [all_inputs]\n"),
        ("$0", "report_checks -from [get_pinz a]\n"),
        ("$0", "puts [report_slackness]\n"),
        ("$0", 'puts "[report_slackness]"\n'),
        ("$0", "set q [expr {[report_slackness] + 1}]\n"),
        ("$0", "set q [expr {1 + }]\n"),
        ("$0", "if {1} { report_slackness }\n"),
        ("$0", "if {1} {\n  report_tns -colour red\n}\n"),
        ("$0", "foreach c [all_clocks] {\n  # odd } brace\n}\n"),
        ("$0", 'foreach c [all_clocks] {\n  puts "odd } brace"\n}\n'),
        ("$0", "report_tns \\\n"),
        ("$0", "report_checks -from a\\ b\n"),
        ("$0", "report_checks -from a\\\n"),
        ("$0", "puts {a \\}\n"),
        ("set p 2\n$0", "create_clock -period $periode clk\n"),
        ("set p 2\n$0", "puts $pq\n"),
        ("set p 2\n$0", 'puts "$p(x"\n'),
        ("$0", "mine 3\n"),
        ("$0", "utl::info 2 y\n"),
        ("$0", "report_tns; report_wns\n"),
        ("report_checks -$0", "colour red\n"),
        ("report_checks -from [get_$0]", "pins u1/*]"),
        ("$0", "Here is the code:\n"),
    ],
)
def test_what_the_tool_has_not_cannot(text: str, answer: str) -> None:
    check(text, answer, False)


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ("synth -top cpu -flatten\n", True),
        ("yosys synth -top cpu\n", True),
        ("read_verilog -DWIDTH=8 -sv cpu.v\n", True),
        ("abc -liberty cells.lib -D 1000\n", True),
        ("select -assert-none t:latch\n", True),
        ("synth -flaten\n", False),
        ("read_verilog cpu.v -sv\n", False),
        ("report_checks\n", False),
    ],
)
def test_yosys_takes_options_first(answer: str, fits: bool) -> None:
    check("$0", answer, fits, tool="yosys")


def test_a_script_has_any_number_of_lines_and_variables_of_its_own() -> None:
    check("$0", "# All\nset p 2\nforeach c $p {\n  puts $c\n}\nreport_tns\n", True, intent="generate")
    check("$0", "set p 2\nreport_slackness\n", False, intent="generate")


@pytest.mark.parametrize("text", ["# a com$0", "report_slackness -$0", "$0 -digits 3", "report_tns x x x x $0"])
def test_where_nothing_holds_there_is_none(text: str) -> None:
    assert grammar_at(text) is None


@pytest.mark.parametrize(
    ("begun", "answer", "fits"),
    [
        ("", "create_cell('TOP')\nlayout.write_everything()\n# λ", True),
        ("", "create", True),
        ("", "create_cells", False),
        ("", "  create", False),
        ("", "", False),
        ("", "created", False),
        ("", "createλ", False),
        ("cr", "eate_cell", True),
        ("cr", "create", False),
        ("create", "", True),
        ("create", "_cell(1)", True),
        ("create", ".x", True),
        ("create", "x", False),
    ],
)
def test_behind_a_dot_stands_a_member(begun: str, answer: str, fits: bool) -> None:
    grammar = one_of(["create", "create_cell", "dbu"], begun)
    assert grammar is not None
    # By TGI's form as well.
    expression = re.compile(regex(grammar) or "")
    assert [*(read(answer) for read in readers_of(grammar)), expression.fullmatch(answer) is not None] == [fits] * 4


def test_where_no_member_begins_like_that_none_is_held_to() -> None:
    assert one_of(["create"], "x") is None
    assert one_of([], "") is None


def test_there_is_none_for_python() -> None:
    context = EditorContext(language="python", tool="python", version="", before="")
    assert constraint(context, load("opensta")) is None


@pytest.mark.parametrize("tool", ["opensta", "yosys", "openroad"])
def test_every_command_can_be_written(tool: str) -> None:
    grammar = grammar_at("$0", tool)
    assert grammar is not None
    names = {name for name in load(tool).own_names if re.fullmatch(r"[\w:]+", name)}
    assert [name for name in sorted(names) if grammar.after(name) is None] == []


@pytest.mark.parametrize("tool", ["opensta", "yosys", "openroad"])
def test_all_that_can_be_written_passes_the_check(tool: str) -> None:
    head = "set x 1\nset y {a b}\nproc mine {a {b 2}} { puts $a }\n"
    grammar = grammar_at(f"{head}$0", tool)
    assert grammar is not None
    sampler = Sampler(grammar, seed=1)
    for _ in range(400):
        text = sampler.text()
        faults = check_text(head + text, "tcl", load(tool)).faults
        bad = [fault.message for fault in faults if fault.code not in UNCOUNTED and "in this procedure" not in fault.message]
        assert bad == [], text


@pytest.mark.parametrize("tool", sorted({pack.tool for pack in available() if pack.language == "tcl"}))
def test_a_procedure_may_take_what_the_tool_has_no_command_to_find(tool: str) -> None:
    text = "proc mine {cell lib_cell net pin port clk clock instance library} {}\n$0"
    check(text, "mine a {b c} $cell e f g h i [mine a b c d e f g h j]\n", True, tool)


@pytest.mark.parametrize("tool", ["opensta", "openroad"])
def test_all_forms_are_the_same_language(tool: str) -> None:
    grammar = grammar_at("set x 1\n$0", tool)
    assert grammar is not None
    sampler = Sampler(grammar, seed=2, depth=6)
    for _ in range(150):
        check("set x 1\n$0", sampler.text(), True, tool)


@pytest.mark.parametrize("tool", ["opensta", "yosys", "openroad"])
def test_all_forms_of_a_step_are_the_same_language(tool: str) -> None:
    context = EditorContext(language="tcl", tool=tool, version="", before="set x 1\n")
    steps = [
        next_step(context, load(tool), ""),
        *(next_step(context, load(tool), name, named=True) for name in load(tool).names[::12]),
    ]
    for step in filter(None, steps):
        sampler, reads = Sampler(step.grammar, seed=3, depth=6), readers_of(step.grammar)
        texts = [sampler.text() for _ in range(4)]
        assert [text for text in texts if not all(read(text) for read in reads)] == []


@pytest.mark.parametrize(
    ("text", "expected"), [("get_ports data[", True), ("create_clock [", False), ("create_clock -period [", False)]
)
def test_an_element_of_a_bus_is_written_where_it_may_stand(text: str, expected: bool) -> None:
    step = next_step(EditorContext(language="tcl", tool="opensta", version="3.1.0", before=""), load("opensta", "3.1.0"), text)
    assert step is not None
    assert (step.grammar.after("0]") is not None) is expected
