"""The user's own procedures are completed, explained and checked by the options that their bodies take apart.

What is refused here, Tcl, tcllib's cmdline and OpenSTA refuse too: the same calls are made in them.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import missing

from edascribe_codegen.catalogue import load
from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.check import check, check_syntax, shapes_of
from edascribe_codegen.declared import command_of, markdown
from edascribe_codegen.meaning import Around
from edascribe_codegen.outline import Proc, outline
from edascribe_codegen.project import check_project
from edascribe_codegen.signature import signature
from edascribe_codegen.suggest import suggest
from edascribe_codegen.workspace import Workspace, entry_of
from edascribe_grammars import edit, parse

OPENSTA = load("opensta", "2.0.17")

# Procedures, with calls and the codes of the faults in them; none means that the call is right.
PLAIN = """\
proc report_corner {corner {count 5}} { return $corner$count }
proc join_all {separator args} { return [join $args $separator] }
proc late {first {middle 2} last} { return $first }
proc nothing {} {}
"""
PLAIN_CALLS = {
    "report_corner slow": "",
    "report_corner slow 3": "",
    "report_corner": "api/missing-argument",
    "report_corner slow 1 2": "api/extra-argument",
    "report_corner -slow": "",
    "join_all , a b c": "",
    "join_all ,": "",
    "join_all": "api/missing-argument",
    "late 1 2": "api/missing-argument",
    "late 1 2 3": "",
    "nothing": "",
    "nothing at_all": "api/extra-argument",
    "report_corner {*}{slow 2}": "",
}
CMDLINE = """\
package require cmdline
namespace eval flow {
    variable synth_options {
        {top.arg "" "the design's top module"}
        {flatten "one module"}
        {effort.arg high}
        {debug.secret}
    }
    proc synth {args} {
        variable synth_options
        array set given [cmdline::getoptions args $synth_options]
        return $given(top)
    }
}
proc place {design args} {
    set options {
        {density.double 0.6 "share of the area"}
        {mode.(fast|slow) fast "how hard to try"}
        {timing "by slack"}
    }
    array set given [::cmdline::typedGetoptions args $options "place ?options?"]
    return $given(density)
}
proc collect {args} {
    array set given [cmdline::getKnownOptions args {{depth.arg 3 "levels"} {all "everything"}}]
    return $args
}
proc loop {args} {
    while {[cmdline::getopt args {verbose out.arg} option value] > 0} { set given($option) $value }
    return [array get given]
}
"""
CMDLINE_CALLS = {
    "flow::synth -top chip -flatten a.v b.v": "",
    "flow::synth -top=chip": "",
    "flow::synth --top chip": "",
    "flow::synth -debug": "",
    "flow::synth -tops chip": "api/unknown-option",
    "flow::synth -top": "api/missing-value",
    "flow::synth file -tops": "",
    "flow::synth -- -tops": "",
    "place chip -density 0.5": "",
    "place chip -dens 0.5 -timing": "",
    "place chip -density much": "api/wrong-type",
    "place chip -mode slow": "",
    "place chip -mode lazy": "api/unknown-value",
    "place chip -hard": "api/unknown-option",
    "place": "api/missing-argument",
    "place -density": "",
    "collect -depth 2 -all -other x": "",
    "collect -depth": "api/missing-value",
    "loop -verbose -out a.txt": "",
}
KEY_ARGS = """\
proc report_worst {args} {
    sta::parse_key_args "report_worst" args keys {-from -count} flags {-verbose -hold}
    return [array get keys]
}
proc report_some {what args} {
    sta::parse_key_args "report_some" args keys {-to} flags {} 0
    return $what
}
sta::define_cmd_args "report_mine" {[-from from_list] [-digits digits] name}
proc report_mine {args} {
    sta::parse_key_args "report_mine" args keys {-from -digits} flags {-full}
    return $args
}
"""
KEY_ARGS_CALLS = {
    "report_worst -from a -count 3 -verbose": "",
    "report_worst -verb": "",
    "report_worst -to b": "api/unknown-option",
    "report_worst -count": "api/missing-value",
    "report_some x -to b -other": "",
    "report_some": "api/missing-argument",
    "report_mine -full x": "",
    "report_mine -fall x": "api/unknown-option",
}
# These two have no interpreter here to compare with; the argument lists are those of their manuals.
ARGPARSE = """\
package require argparse
proc greet {args} {
    argparse {
        # {what comes before the name}
        {-salutation= -default hello -help "how to begin"}
        -modifier=
        {-style= -enum {short long}}
        {-level! -type integer}
        -title
        subject
        rest*
    }
}
proc through {args} {
    argparse -pass others { -known }
}
"""
ARGPARSE_CALLS = {
    "greet -level 1 world": "",
    "greet -level 1 -salutation howdy -title world and more": "",
    "greet -level 1 -sal howdy world": "",
    "greet -level 1 -saluton howdy world": "api/unknown-option",
    "greet world": "api/missing-option",
    "greet -level high world": "api/wrong-type",
    "greet -level 1 -style middle world": "api/unknown-value",
    "greet -level 1": "api/missing-argument",
    "through -known -unknown x": "",
}
ATTRIBUTES = """\
proc report_nets {args} {
    parse_proc_arguments -args $args results
    return $results(-limit)
}
define_proc_attributes report_nets -info "Lists nets" -define_args {
    {-limit "how many" count int required}
    {-order "how" "" one_of_string {optional {values {length fanout}}}}
    {nets "which" nets list required}
}
"""
ATTRIBUTES_CALLS = {
    "report_nets -limit 5 $nets": "",
    "report_nets -limit many $nets": "api/wrong-type",
    "report_nets {a b}": "api/missing-option",
    "report_nets -limit 5 -order size $nets": "api/unknown-value",
    "report_nets -limits 5 $nets": "api/unknown-option",
}


def codes(definitions: str, call: str) -> str:
    """The codes of the faults of a call of a procedure that the same text defines."""
    text = f"{definitions}set nets {{}}\n{call}\n"
    at = text.rindex(call)
    faults = [fault for fault in check(text, "tcl", OPENSTA).faults if fault.start >= at and fault.severity == "error"]
    return " ".join(dict.fromkeys(fault.code for fault in faults))


def rows(*groups: tuple[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    return [(definitions, call, expected) for definitions, calls in groups for call, expected in calls.items()]


def first_missing(expected: str, found: str) -> bool:
    """A required option that is misspelt is both unknown and missing."""
    return found.rsplit(" ", maxsplit=1)[-1] == expected or found.split(" ", maxsplit=1)[0] == expected


@pytest.mark.parametrize(
    ("definitions", "call", "expected"),
    rows(
        (PLAIN, PLAIN_CALLS),
        (CMDLINE, CMDLINE_CALLS),
        (KEY_ARGS, KEY_ARGS_CALLS),
        (ARGPARSE, ARGPARSE_CALLS),
        (ATTRIBUTES, ATTRIBUTES_CALLS),
    ),
)
def test_calls(definitions: str, call: str, expected: str) -> None:
    found = codes(definitions, call)
    assert first_missing(expected, found), found


@pytest.mark.parametrize(
    ("program", "definitions", "calls"),
    [
        (["tclsh"], PLAIN, PLAIN_CALLS),
        (["tclsh"], CMDLINE, CMDLINE_CALLS),
        (["sta", "-no_splash", "-exit"], PLAIN, PLAIN_CALLS),
        (["sta", "-no_splash", "-exit"], KEY_ARGS, KEY_ARGS_CALLS),
    ],
    ids=["tclsh", "cmdline", "plain in sta", "parse_key_args"],
)
def test_the_interpreter_refuses_the_same_calls(
    tmp_path: Path, program: list[str], definitions: str, calls: dict[str, str]
) -> None:
    script = tmp_path / "calls.tcl"
    tests = "\n".join(f"puts $answers [catch {{{call}}}]" for call in calls)
    script.write_text(f"{definitions}\nset answers [open answers.txt w]\n{tests}\nclose $answers\n")
    try:
        subprocess.run([*program, str(script)], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)
    except FileNotFoundError:
        missing(program[0], "install Debian's tcl, tcllib and opensta")
    refused = (tmp_path / "answers.txt").read_text().split()
    assert dict(zip(calls, refused, strict=True)) == {call: "1" if expected else "0" for call, expected in calls.items()}


def procs(text: str) -> dict[str, Proc]:
    return {proc.name: proc for proc in outline(parse(text, "tcl")).procs}


def test_synopses() -> None:
    found = {name: synopsis(command_of(proc)) for name, proc in procs(CMDLINE + KEY_ARGS + ARGPARSE).items()}
    assert found == {
        "flow::synth": "flow::synth [-top top] [-flatten] [-effort effort] [arg]...",
        "place": "place [-density density] [-mode fast|slow] [-timing] design [args]...",
        "collect": "collect [-depth depth] [-all] [arg]...",
        "loop": "loop [-verbose] [-out out] [arg]...",
        "report_worst": "report_worst [-from from] [-count count] [-verbose] [-hold] [arg]...",
        "report_some": "report_some [-to to] what [args]...",
        "report_mine": "report_mine [-from from_list] [-digits digits] [-full] name",
        "greet": "greet [-salutation salutation] [-modifier modifier] [-style short|long] -level level [-title] subject [rest]...",
        "through": "through [-known] [arg]...",
    }


def test_the_hover_has_what_the_list_says() -> None:
    found = markdown(procs(CMDLINE)["flow::synth"], "flow.tcl")
    assert "| `-top` | the design's top module |" in found
    assert "| `-effort` | default high |" in found
    assert "-debug" not in found
    assert "| `-salutation` | how to begin; default hello |" in markdown(procs(ARGPARSE)["greet"], "flow.tcl")


def around(text: str) -> Around:
    workspace = Workspace()
    workspace.put(entry_of("main.tcl", outline(parse(text, "tcl", shapes_of(OPENSTA)))))
    return Around(path="main.tcl", workspace=workspace)


def labels(definitions: str, typed: str) -> list[str]:
    text = f"{definitions}{typed}"
    found = suggest(outline(parse(text, "tcl", shapes_of(OPENSTA))), len(text), OPENSTA, around(text))
    return [item.label for item in found.items]


def test_completion() -> None:
    assert labels(CMDLINE, "flow::synth -") == ["-top", "-flatten", "-effort"]
    assert labels(CMDLINE, "place chip -mode ") == ["fast", "slow"]
    assert labels(CMDLINE, "place chip -timing -d")[0] == "-density"
    assert labels(ARGPARSE, "greet -style ") == ["short", "long"]
    assert labels(KEY_ARGS, "report_mine -f")[:2] == ["-from", "-full"]


def test_signature_help() -> None:
    text = f"{CMDLINE}place chip -density "
    found = signature(outline(parse(text, "tcl", shapes_of(OPENSTA))), len(text), OPENSTA, around(text))
    assert found is not None
    assert found.active is not None
    start, end, _ = found.parameters[found.active]
    assert found.label[start:end] == "-density density"


def test_two_procedures_of_one_name_are_held_to_nothing() -> None:
    text = "if {$fast} {\n  proc run {a} {}\n} else {\n  proc run {a b} {}\n}\nset fast 1\nrun 1 2 3\n"
    assert check(text, "tcl", OPENSTA).faults == ()


def test_options_in_a_variable_of_another_procedure_are_not_taken_for_its_own() -> None:
    text = 'proc a {args} {set o {{x "x"}}; cmdline::getoptions args $o}\nproc b {args} {cmdline::getoptions args $o}\na -y\nb -y\n'
    assert [
        text[fault.start : fault.end] for fault in check(text, "tcl", OPENSTA).faults if fault.code == "api/unknown-option"
    ] == ["-y"]


def test_an_edit_of_the_parameters_is_an_edit_of_all_calls() -> None:
    text = "proc run {a} {}\nputs hello\nrun 1 2\n"
    syntax = parse(text, "tcl", shapes_of(OPENSTA))
    before = check_syntax(syntax, OPENSTA)
    assert [fault.code for fault in before.faults] == ["api/extra-argument"]
    edited = edit(syntax, 10, 11, "a b")
    after = check_syntax(edited, OPENSTA, previous=before)
    assert after.faults == ()


def test_procedures_of_sourced_files_are_checked_in_a_project(tmp_path: Path) -> None:
    (tmp_path / "library.tcl").write_text("source deeper.tcl\n" + CMDLINE)
    (tmp_path / "deeper.tcl").write_text("proc below {x} {}\n")
    main = tmp_path / "main.tcl"
    main.write_text("# edascribe: tool=opensta@2.0.17\nsource library.tcl\nflow::synth -topp a\nbelow\nbelow 1\n")
    (file,) = check_project([main])
    assert [(fault.code, file.text.count("\n", 0, fault.start)) for fault in file.faults] == [
        ("api/unknown-option", 2),
        ("api/missing-argument", 3),
    ]


def test_procedures_of_the_files_that_it_sources_count_in_a_workspace(tmp_path: Path) -> None:
    one, two, three = (str(tmp_path / name) for name in ("one.tcl", "two.tcl", "three.tcl"))
    Path(two).touch()
    workspace = Workspace()

    def put(path: str, text: str) -> None:
        workspace.put(entry_of(path, outline(parse(text, "tcl"))))

    put(one, "source two.tcl\nproc one {x} {}\n")
    put(two, "proc two {x} {}\n")
    put(three, "proc three {x} {}\n")
    found = workspace.contracts(one)
    # Those of the file itself are found where it is checked.
    assert set(found) == {"two"}
    put(one, "source two.tcl\nproc one {x y} {}\n")
    assert workspace.contracts(one) is found
    put(two, "proc two {x y} {}\n")
    changed = workspace.contracts(one)["two"]
    assert changed is not None
    assert [positional.name for positional in changed.command.positionals or ()] == ["x", "y"]
