"""What may be written at the cursor, by OpenSTA 2.0.17's catalogue."""

from __future__ import annotations

from edascribe_codegen.catalogue import load
from edascribe_codegen.suggest import Suggestion, suggest

OPENSTA = load("opensta", "2.0.17")


def at(text: str) -> tuple[Suggestion, ...]:
    """What is suggested at the $0 of a text; each must replace the word that the cursor is in."""
    offset = text.index("$0")
    text = text.replace("$0", "", 1)
    found = suggest(text, offset, "tcl", OPENSTA)
    for suggestion in found:
        assert suggestion.start <= offset <= suggestion.end
        assert not set(text[suggestion.start : suggestion.end]) & set(' \t\n[];{}"')
    return found


def labels(text: str) -> list[str]:
    """What is suggested, best first."""
    return [suggestion.label for suggestion in at(text)]


def check(text: str, expected: list[str]) -> None:
    """These are suggested and nothing else."""
    assert labels(text) == expected


def test_commands() -> None:
    assert labels("$0")[:2] == ["all_clocks", "all_inputs"]
    assert set(labels("$0")) == set(OPENSTA.names)
    check("report_check_t$0", ["report_check_types"])
    assert labels("set c [get_ports$0]")[0] == "get_ports"
    assert labels("if {$x} {\n  create_cl$0\n}")[0] == "create_clock"
    assert labels("puts a; create_cl$0")[0] == "create_clock"
    assert labels("report_ch$0ecks -path_delay max")[:2] == ["report_check_types", "report_checks"]


def test_the_tools_own_commands_come_before_those_of_tcl() -> None:
    kinds = [suggestion.kind for suggestion in at("$0")]
    assert kinds == sorted(kinds, key=["command", "builtin"].index)
    assert {"command", "builtin"} == set(kinds)


def test_letters_in_order_are_enough() -> None:
    assert "report_checks" in labels("rptchk$0")
    assert labels("rptchk$0")[0] != "puts"
    check("zzz$0", [])


def test_options_that_are_left() -> None:
    assert "-path_delay" in labels("report_checks -pa$0")
    assert "-path_delay" not in labels("report_checks -path_delay max -pa$0")
    assert "-path_delay" not in labels("report_checks -$0 -path_delay max")
    assert "-through" in labels("report_checks -through a -th$0")
    assert "-path_delay" in labels("report_checks $0")
    assert labels("create_clock -name c $0")[0] == "-period"
    assert labels("no_such_command -$0") == []


def test_of_options_that_exclude_each_other_the_given_one_bars_the_rest() -> None:
    command = OPENSTA.find("report_checks")
    assert command is not None
    assert {"-from", "-rise_from", "-fall_from"} in [set(group) for group in command.exclusive]
    assert "-rise_from" in labels("report_checks -ri$0")
    assert "-rise_from" not in labels("report_checks -from a -ri$0")


def test_values() -> None:
    assert set(labels("report_checks -path_delay $0")) >= {"min", "max", "min_max"}
    assert labels("report_checks -path_delay mi$0")[0].startswith("mi")
    check("create_clock -period $0", [])
    check("report_checks -path_delay $d$0", [])


def test_subcommands() -> None:
    assert labels("string le$0")[0] == "length"
    assert "-nocase" in labels("string compare -no$0")
    check("string nothing -$0", [])


def test_nothing_in_comments_strings_and_python() -> None:
    check("# report_ch$0", [])
    check('puts "report_ch$0"', [])
    assert suggest("report_ch", 9, "python", OPENSTA) == ()
