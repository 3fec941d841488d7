"""What is offered in place of commands and options that are not known, by OpenSTA 3.1.0's catalogue."""

from __future__ import annotations

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check_syntax, shapes_of
from edascribe_codegen.instead import alternatives
from edascribe_codegen.outline import outline
from edascribe_grammars import parse

OPENSTA = load("opensta", "3.1.0")


def offered(text: str) -> list[str]:
    """The text with each of what is offered at its first fault."""
    found = outline(parse(text, "tcl", shapes_of(OPENSTA)))
    fault = check_syntax(found.syntax, OPENSTA).faults[0]
    return [text[: fix.start] + fix.text + text[fix.end :] for fix in alternatives(found, fault, OPENSTA)]


def test_names_of_another_version() -> None:
    assert offered("set n [connect_pins a b]")[0] == "set n [connect_pin a b]"
    assert offered("report_cell u1")[0] == "report_instance u1"
    assert offered("report_pulse_width_checks")[0] == "report_check_types -min_pulse_width"
    assert offered("set_load -corner c 1 a") == []
    assert offered("report_dcalc -corner c -from a")[0] == "report_dcalc -scene c -from a"
    assert offered("report_check_types -max_transition")[0] == "report_check_types -max_slew"


def test_words_with_the_same_letters() -> None:
    assert offered("set_input_delay 1 -clk c [get_ports a]")[0] == "set_input_delay 1 -clock c [get_ports a]"
    assert offered("reprt_chcks")[0] == "report_checks"


def test_nothing_that_is_far_off() -> None:
    assert offered("no_such_thing_at_all") == []
    assert offered("report_tns -zzzz") == []
    assert offered("create_clock -name c") == []
