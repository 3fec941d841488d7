"""OpenROAD's API, read from Tcl sources: what the synopses say and the procedures correct."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from edascribe_codegen.catalogue import load, opensta
from edascribe_codegen.catalogue.procedures import commands, namespaces
from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.catalogue.schema import Command
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
    ],
)
def test_sources(text: str, expected: str) -> None:
    assert synopsis(_visible(read(text))) == expected


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
    ],
)
def test_checked_scripts(text: str, expected: list[tuple[str, str]]) -> None:
    text = f"set library x\n{text}"
    found = [(fault.code, text[fault.start : fault.end]) for fault in check(text, "tcl", load("openroad")).faults]
    assert found == expected
