"""OpenROAD's API, read from Tcl sources: what the synopses say and the procedures correct."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from edascribe_codegen.catalogue import load, opensta
from edascribe_codegen.catalogue.evidence import CHECKS
from edascribe_codegen.catalogue.procedures import commands, namespaces
from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.catalogue.schema import Command, Value
from edascribe_codegen.catalogue.source import read_sources
from edascribe_codegen.check import check


def read(text: str) -> Command:
    """The only command of a source."""
    (command,) = commands(read_sources([text], "1"), frozenset())
    return command


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The synopsis is all there is.
        ('sta::define_cmd_args "a" {[-x value] name}', "a [-x value] name"),
        # Keys of the parser take a value, flags take none, whatever the synopsis says.
        (
            'sta::define_cmd_args "a" {[-x] [-y word]}\n'
            "proc a { args } {\n  sta::parse_key_args a args \\\n    keys {-x} flags {-y};# why\n  sta::check_argc_eq0 a $args\n}",
            "a [-x value] [-y]",
        ),
        # What is required by the synopsis alone is not.
        (
            'sta::define_cmd_args "a" {-x x -y y -z z}\n'
            "proc a { args } {\n  sta::parse_key_args a args keys {-x -y -z} flags {}\n"
            "  if { ![info exists keys(-x)] } { utl::error A 1 none }\n"
            "  if { [info exists keys(-y)] } { puts y }\n  puts $keys(-z)\n}",
            "a -x x [-y y] -z z",
        ),
        ('sta::define_cmd_args "a" {(-net name | -all) (-on | -off)}', "a -net name|-all -on|-off"),
        ('sta::define_cmd_args "a" {[-to (UP|DOWN)] [-by (step|list_of_steps)]}', "a [-to UP|DOWN] [-by step|list_of_steps]"),
        ('sta::define_cmd_args "a" {[-name <name>] [-at place|{x y}]}', "a [-name name] [-at place|x y]"),
        ('sta::define_cmd_args "a" {# Simple\n[-x x]\n# All\n[-y y]}', "a [-x x] [-y y]"),
        # Arguments are handed on to a procedure in a namespace.
        (
            'sta::define_cmd_args "a" {}\nproc a { args } { mine::go {*}$args }\n'
            "namespace eval mine {\nproc go { args } { sta::parse_key_args a args keys {-deep} flags {} }\n}",
            "a [-deep deep]",
        ),
        ('sta::define_cmd_args "a" {[> file]}\nsta::proc_redirect a { puts x }', "a [> filename]"),
        ("proc a { one {two 2} } {}", "a one [two]"),
        # Positionals that are taken one after the other, or all at once.
        ('sta::define_cmd_args "a" {pads}\nproc a { args } { foreach pad $args { puts $pad } }', "a [pads]..."),
        (
            'sta::define_cmd_args "a" {}\nproc a { args } { if {$args == {}} { error none }\n foreach pad $args { puts $pad } }',
            "a pad...",
        ),
        ('sta::define_cmd_args "a" {halo}\nproc a { args } { lassign [mine::parse $args] x y }', "a [halo]..."),
        ('sta::define_cmd_args "a" {x}\nproc a { args } { sta::check_argc_eq1 a $args; foreach x $args {} }', "a x"),
    ],
)
def test_sources(text: str, expected: str) -> None:
    assert synopsis(_visible(read(text))) == expected


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("sta::check_positive_float -x $keys(-x)", CHECKS["positive_float"]),
        ("set v $keys(-x); sta::check_cardinal -x $v", CHECKS["cardinal"]),
        ("lassign $keys(-x) a b\nsta::check_positive_float -x $b", msgspec.structs.replace(CHECKS["positive_float"], many=True)),
        ("foreach v $keys(-x) { sta::check_integer -x $v }", msgspec.structs.replace(CHECKS["integer"], many=True)),
        ("foreach {name v} $keys(-x) { set w $v; sta::check_integer -x $w }", Value(kinds=("list",))),
        (
            "set x $keys(-x)\nif {[llength $x] == 1} { sta::check_integer -x $x; set a $x } else "
            "{ lassign $x a b; sta::check_integer -x $a }",
            msgspec.structs.replace(CHECKS["integer"], many=True),
        ),
    ],
)
def test_what_is_checked_of_a_value_may_be_its_elements(check: str, expected: Value) -> None:
    command = read(f'sta::define_cmd_args "a" {{-x x}}\nproc a {{args}} {{ sta::parse_key_args a args keys {{-x}}\n{check} }}')
    assert command.options[0].value == expected


def test_namespaces_of_sources() -> None:
    assert namespaces(read_sources(["namespace eval mine {\nproc go {} {}\n}\nproc ::yours::go {} {}\nproc go {} {}"], "1")) == {
        "mine",
        "yours",
    }


def test_bad_sources_are_read_as_far_as_they_go() -> None:
    assert read_sources(['proc a { {"', "sta::define_cmd_args", "\0{"], "1").synopses == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("read_lef", "read_lef [-tech] [-library] [-tech_name name] filename"),
        ("place_pin", None),
        ("repair_antennas", None),
        ("assign_ndr", "assign_ndr -ndr name -net name|-all_clocks"),
        ("repair_tie_fanout", "repair_tie_fanout [-separation dist] [-max_fanout fanout] [-verbose] lib_port"),
        ("create_blockage", "create_blockage -region x1 y1 x2 y2 [-inst instance] [-max_density density] [-soft]"),
        ("create_clock", "create_clock [-name name] -period period [-waveform waveform] [-add] [-comment comment] [pins]"),
        ("tee", "tee -file filename|-variable name [-append] [-quiet] command"),
        ("lsearch", None),
    ],
)
def test_entries(name: str, expected: str | None) -> None:
    command = load("openroad").find(name)
    assert command is not None
    assert expected is None or synopsis(command) == expected


def test_every_option_of_the_facts_is_there(shared: Path) -> None:
    facts = json.loads((shared / "facts" / "openroad-2026-08-22.json").read_text("utf-8"))
    openroad = load("openroad")
    for fact in facts["commands"]:
        command = openroad.find(fact["name"])
        assert command is not None
        # The facts have parentheses and backslashes of the notation in some names.
        wanted = {flag["name"].rstrip(")\\") for flag in fact["flags"]} | {
            name.rstrip("\\") for name in fact.get("hidden_flags", ())
        }
        assert wanted <= {option.name for option in command.options} or command.open, fact["name"]


def test_openstas_commands_are_there_and_known() -> None:
    openroad, opensta = load("openroad"), load("opensta", "3.1.0")
    assert set(opensta.own_names) <= set(openroad.own_names)
    assert openroad.contains == "opensta"
    assert openroad.summary("report_checks") == opensta.summary("report_checks") != ""


def _visible(command: Command) -> Command:
    """The command with its hidden options shown."""
    return msgspec.structs.replace(
        command, options=tuple(msgspec.structs.replace(option, hidden=False) for option in command.options)
    )


def test_an_installed_program_is_asked_as_opensta_is(need: Callable[[str], str]) -> None:
    """With OpenSTA in OpenROAD's place, since its registry is the same and there is no OpenROAD to be had from a package."""
    pack = opensta.build("openroad", need("sta"), frozenset(load("tcl").names))
    assert (pack.tool, pack.title, pack.contains) == ("openroad", "OpenROAD", "opensta")
    assert len(pack.commands) > 150


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("place_pin -pin_name a -layer met1 -location {1 2}", []),
        ("read_lef -lib a.lef", [("api/abbreviated-option", "-lib")]),
        ("proc write_all_files {} {}\nwrite_all", [("api/abbreviated-command", "write_all")]),
        ("get_ports data[7:0]\nget_ports data[3]\nget_ports data[*]", []),
        ("namespace eval pdn {\n  known_to_the_tool_only\n}", []),
        ("namespace eval mine {\n  known_to_nobody\n}", [("api/unknown-command", "known_to_nobody")]),
        ("odb::write_lef $library a.lef", []),
        ("sv_elaborate -whatever a.sv", []),
        ("exclude_io_pin_region -region top:* -region left:*", []),
        ("repair_antennas", []),
        ("place_cell a", [("api/unknown-command", "place_cell")]),
        ("set_wire_rc -layer met1 -signl", [("api/unknown-option", "-signl")]),
        ("place_tapcells -distance 1 extra", [("api/extra-argument", "extra")]),
        ("assign_ndr -net a", [("api/missing-option", "assign_ndr")]),
        ("create_voltage_domain d -area {1 2 3 4}\nset_domain_area d -area {1 2.5 3 4}", []),
        ("insert_decap -cells {DECAP* 1.5 FILL 2}", []),
        ("detailed_placement -max_displacement 5\ndetailed_placement -max_displacement {5 1}", []),
        ("place_pads -row N a b c\nplace_io_fill -row N f1 f2\nset_macro_base_halo 1 2\nplacement_cluster a", []),
        ("place_pads -row N", [("api/missing-argument", "place_pads")]),
    ],
)
def test_checked_scripts(text: str, expected: list[tuple[str, str]]) -> None:
    text = f"set library x\n{text}"
    found = [(fault.code, text[fault.start : fault.end]) for fault in check(text, "tcl", load("openroad")).faults]
    assert found == expected
