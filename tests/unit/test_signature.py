"""The signature at the cursor and its active parameter, by OpenSTA 2.0.17's catalogue."""

from __future__ import annotations

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import shapes_of
from edascribe_codegen.meaning import Around
from edascribe_codegen.outline import outline
from edascribe_codegen.signature import Signature, signature
from edascribe_codegen.workspace import entry_of
from edascribe_grammars import parse

OPENSTA = load("opensta", "2.0.17")


def at(text: str, *, asked: bool = True) -> Signature | None:
    offset = text.index("$0")
    found = outline(parse(text.replace("$0", "", 1), "tcl", shapes_of(OPENSTA)))
    around = Around(path="main.tcl")
    around.workspace.put(entry_of("main.tcl", found))
    return signature(found, offset, OPENSTA, around, asked=asked)


def check(text: str, active: str | None, label: str = "", *, asked: bool = True) -> None:
    """The signature at the $0 has this parameter active."""
    found = at(text, asked=asked)
    assert found is not None
    assert found.label.startswith(label)
    spans = [found.label[start:end] for start, end, _ in found.parameters]
    assert (None if found.active is None else spans[found.active]) == active


def test_it_follows_the_cursor() -> None:
    check("create_clock $0", "pins", "create_clock ")
    check("create_clock -period $0", "-period period")
    check("create_clock -per$0", "-period period")
    check("create_clock -period 10 $0", "pins")
    check("create_clock -period 10 -name c [get_ports clk] $0", None)
    check("set_input_delay -clock $0", "-clock clock")
    check("set_input_delay -clock c 1.5 $0", "port_pin_list")
    check("set x [get_ports $0]", "patterns", "get_ports")
    check("report_checks -path_delay $0", "-path_delay min|min_rise|min_fall|max|max_rise|max_fall|min_max")


def test_subcommands() -> None:
    check("string compare a $0", "string2", "string compare")
    check("string $0", None, "string subcommand")


def test_procedures() -> None:
    text = "# Runs it.\nproc run {stage {corner slow} args} {}\n"
    check(text + "run $0", "stage", "run stage [corner] [args]...")
    check(text + "run synth $0", "corner")
    check(text + "run synth slow a b $0", "args")
    found = at(text + "run $0")
    assert found is not None
    assert found.summary == "Runs it."


def test_nothing_to_say() -> None:
    for text in ("$0", "create_cl$0", "no_such $0", "# create_clock $0", "$command $0"):
        assert at(text) is None, text
    for text in ("expr {$a + $0", "if {$a} {  $0", "foreach x $l {$0"):
        assert at(text) is None, text
    check("set_false_path -from {a $0", "-from from_list")


def test_a_long_one_is_told_whole_when_asked_for_only() -> None:
    delays = "-path_delay min|min_rise|min_fall|max|max_rise|max_fall|min_max"
    check("report_checks -path_delay $0", delays, "report_checks [-from from_list|")
    check("report_checks -path_delay $0", delays, f"report_checks … [{delays}] …", asked=False)
    check(
        "report_checks -path_delay max -thr$0", "-through through_list", "report_checks … [-through through_list]... …", asked=False
    )
    check("report_checks $0", None, "report_checks …", asked=False)
    check("set_input_delay -clock $0", "-clock clock", "set_input_delay … [-clock clock] … delay port_pin_list", asked=False)
    check("create_clock -per$0", "-period period", "create_clock [-name name]", asked=False)


def test_those_of_the_language_are_told_when_asked_for() -> None:
    assert at("set x $0") is not None
    assert at("set x $0", asked=False) is None
    assert at("create_clock $0", asked=False) is not None
    assert at("proc run {x} {}\nrun $0", asked=False) is not None
