"""The check against the catalogue, row by row: what is found where, and that correct scripts stay silent."""

from __future__ import annotations

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check

OPENSTA = "2.0.17"


def faults(text: str, version: str = OPENSTA) -> list[tuple[str, str]]:
    """Code and marked text of each fault."""
    found = check(text, "tcl", load("opensta", version)).faults
    apart = ("information", "api/unset-variable")
    return [
        (fault.code, text[fault.start : fault.end]) for fault in found if fault.severity not in apart and fault.code not in apart
    ]


@pytest.mark.parametrize(
    "text",
    [
        "report_checks -path_delay max -fields {slew cap input_pins}",
        "report_checks -path_del max",
        "report_checks > report.rpt",
        "create_clock -period 10 -waveform {0 5.0} clk",
        "create_clock -period 10 -waveform [list 0 [expr 10 / 2]] clk",
        "set_false_path -from [list [get_ports d] [get_clocks {c[0]}] $more] -to [list a [all_registers]]",
        "report_checks -digits 3 >> report.rpt",
        "create_clock -name clk -period 10 -waveform {0 5} [get_ports clk]",
        "create_clock -period $period $port",
        "set_input_delay -0.5 -clock clk [all_inputs]",
        "set_load -pin_load 0.05 {a b}",
        "foreach pin [get_pins *] { puts [get_full_name $pin] }",
        "proc mine {a} { report_checks -from $a }\nmine u1",
        "set args {-path_delay max}\nreport_checks {*}$args",
        "$command -anything goes",
        "namespace eval mine { proc go {} {} }\nmine::go",
        "with_output_to_variable text { report_checks }\nputs $text",
        "string match -* $name",
        'string equal $name "--"',
        "puts --",
        "switch -- $name { a { puts a } }",
        "lsort -unique -dictionary $names",
        "puts -nonewline stderr done",
        "regexp -- -x $line",
        "if {[llength $x] > 1} { puts many } else { puts few }",
        "puts {report_chekcs is only data}",
        "# report_chekcs in a comment",
    ],
)
def test_correct_scripts_are_silent(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("report_checks -path_dealy max", [("api/unknown-option", "-path_dealy")]),
        ("create_clok -period 10", [("api/unknown-command", "create_clok")]),
        ("if {1} { create_clok -period 10 }", [("api/unknown-command", "create_clok")]),
        ("puts [get_clokcs clk]", [("api/unknown-command", "get_clokcs")]),
        ("if{$x} { puts 1 }", [("api/unknown-command", "if{$x}")]),
        ("proc mine {a} {\n  while{1} { puts $a }\n}", [("api/unknown-command", "while{1}")]),
        ("proc mine {a} {}\nmine{$x}", [("api/unknown-command", "mine{$x}")]),
        ("create_clock -period", [("api/missing-option", "create_clock"), ("api/missing-value", "-period")]),
        ("create_clock -period fast clk", [("api/wrong-type", "fast")]),
        ("report_checks -format fulll", [("api/unknown-value", "fulll")]),
        ("set_load 0.1", [("api/missing-argument", "set_load")]),
        ("set_load -1 [all_outputs]", [("api/wrong-type", "-1")]),
        ("report_checks -from a -rise_from b", [("api/exclusive-options", "-rise_from")]),
        ("report_checks -digits 2 -digits 3", [("api/duplicate-option", "-digits")]),
        ("report_checks -through a -through b", []),
        ("report_checks -from [get_nets n1]", [("api/wrong-object", "[get_nets n1]")]),
        ("report_checks -from [get_pins u1/Q]", []),
        ("all_inputs now", [("api/extra-argument", "now")]),
        ("string lenght $x", [("api/unknown-subcommand", "lenght")]),
        ("report_checks -digits three", [("api/wrong-type", "three")]),
        ("create_clock -period 10 -waveform {0 five} clk", [("api/wrong-type", "five")]),
        ("create_clock -period 10 -waveform [list 0 five] clk", [("api/wrong-type", "five")]),
        ("set_false_path -from [list [get_ports d] [get_nets n]]", [("api/wrong-object", "[get_nets n]")]),
        (
            "set_clock_groups -asynchronous -group [concat [get_clocks a] [list [get_ports d]]] -group b",
            [("api/wrong-object", "[get_ports d]")],
        ),
        ("lsort -uniqe $x", [("api/unknown-option", "-uniqe")]),
    ],
)
def test_faults(text: str, expected: list[tuple[str, str]]) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "full"), [("report_checks -path_del max", "-path_delay"), ("report_check_ty", "report_check_types")]
)
def test_prefixes_are_noted_and_can_be_written_out(text: str, full: str) -> None:
    (fault,) = check(text, "tcl", load("opensta", OPENSTA)).faults
    assert fault.severity == "information"
    assert fault.fix is not None
    assert fault.fix.text == full


def test_both_faults_of_the_readme_with_place_and_suggestion() -> None:
    text = "report_checks -path_dealy max\ncreate_clok -period 10\n"
    first, second = check(text, "tcl", load("opensta", OPENSTA)).faults
    assert "Did you mean `-path_delay`?" in first.message
    assert first.fix is not None
    assert first.fix.text == "-path_delay"
    assert "Did you mean `create_clock`?" in second.message
    assert (second.start, second.end) == (30, 41)


def test_what_another_version_has_is_said() -> None:
    (fault,) = check("report_units", "tcl", load("opensta", OPENSTA)).faults
    assert "It is there in version 3.1.0." in fault.message
    assert faults("report_units", "3.1.0") == []
    (fault,) = check("report_checks -scenes fast", "tcl", load("opensta", OPENSTA)).faults
    assert "It is there in version 3.1.0." in fault.message
