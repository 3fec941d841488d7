"""The shipped packs: what they say is what the tools do."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.catalogue.library import SHIPPED, encode
from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.catalogue.schema import Command, Knowledge

VERSIONS = ("2.0.17", "3.1.0")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path))


@pytest.mark.parametrize(
    ("version", "name", "expected"),
    [
        (
            "2.0.17",
            "create_clock",
            "create_clock [-name name] -period period [-waveform waveform] [-add] [-comment comment] [pins]",
        ),
        ("2.0.17", "with_output_to_variable", "with_output_to_variable var [cmds]..."),
        ("2.0.17", "define_corners", "define_corners corner1 [corner2]..."),
        ("2.0.17", "disconnect_pin", "disconnect_pin net pin|-all"),
        ("2.0.17", "make_net", "make_net net_path"),
        (
            "2.0.17",
            "get_net",
            "get_net [-hierarchical] [-hsc separator] [-regexp] [-nocase] [-quiet] [-of_objects objects] [patterns]",
        ),
        ("2.0.17", "worst_slack", "worst_slack [-corner corner] [-max] [-min]"),
        (
            "2.0.17",
            "set_clock_groups",
            "set_clock_groups [-name name] -logically_exclusive|-physically_exclusive|-asynchronous [-allow_paths] "
            "[-comment comment] -group clocks...",
        ),
        ("2.0.17", "source", "source [-echo] [-verbose] filename [> filename]"),
        ("3.1.0", "include", "include [-e|-echo] [-v|-verbose] filename [> filename]"),
        ("3.1.0", "report_wns", "report_wns [-min] [-max] [-digits digits] [> filename]"),
        ("3.1.0", "define_property", None),
        ("2.0.17", "lsearch", None),
    ],
)
def test_entries(version: str, name: str, expected: str | None) -> None:
    command = load("opensta", version).find(name)
    assert command is not None
    assert expected is None or synopsis(command) == expected


def test_types_that_the_tool_checks() -> None:
    opensta = load("opensta", "2.0.17")
    waveform = _value(opensta, "create_clock", "-waveform")
    assert (waveform.kinds, waveform.many) == (("float",), True)
    assert _value(opensta, "create_clock", "-period").minimum == 0
    fields = _value(opensta, "report_checks", "-fields")
    # A word that is no field is passed over by the tool, so it is no fault.
    assert (fields.kinds, fields.many, fields.values[0]) == (("enum", "string"), True, "capacitance")
    assert "slack_only" in _value(opensta, "report_checks", "-format").values
    assert _value(opensta, "set_power_activity", "-activity").kinds == ("float",)


def test_options_that_the_procedures_reject_are_not_there() -> None:
    assert "-activiity" not in {option.name for option in _command(load("opensta", "2.0.17"), "set_power_activity").options}


def test_the_packs_are_what_their_script_makes(root: Path, shared: Path) -> None:
    made = {f"{pack.tool}-{pack.version}.json": encode(pack) for pack in _script(root).packs()}
    assert set(made) == {path.name for path in SHIPPED.glob("*.json")}
    for name, content in made.items():
        assert content == (SHIPPED / name).read_bytes(), name


@pytest.mark.parametrize("version", VERSIONS)
def test_every_command_of_the_facts_is_there(shared: Path, version: str) -> None:
    facts = json.loads((shared / "facts" / f"opensta-{version}.json").read_text("utf-8"))
    assert {fact["name"] for fact in facts["commands"]} <= set(load("opensta", version).own_names)


def test_every_tcl_command_of_the_facts_is_there(shared: Path) -> None:
    facts = json.loads((shared / "facts" / "tcl-8.6.13.json").read_text("utf-8"))["commands"]
    tcl = load("tcl")
    assert set(facts) <= set(tcl.names)
    for name, fact in facts.items():
        subcommands = {sub.name for sub in _command(tcl, name).subcommands}
        if subcommands:
            assert set(fact.get("sub", {})) <= subcommands, name
        flags = {flag for flag in fact.get("flags", ()) if flag.startswith("-")}
        assert flags <= {option.name for option in _command(tcl, name).options}, name


@pytest.mark.parametrize(("tool", "version"), [*(("opensta", version) for version in VERSIONS), ("tcl", "8.6")])
def test_every_command_has_a_summary_in_own_words(tool: str, version: str) -> None:
    catalogue = load(tool, version)
    for name in catalogue.own_names:
        known = catalogue.knowledge(name)
        assert known is not None, name
        assert known.words, name
        assert len(known.summary) < 120
        assert known.summary.endswith("."), name
        assert not known.example or known.example.split()[0] == name or name in known.example, name
        for sub in _command(catalogue, name).subcommands:
            assert catalogue.summary(f"{name} {sub.name}"), f"{name} {sub.name}"


@pytest.mark.parametrize(("tool", "version"), [*(("opensta", version) for version in VERSIONS), ("tcl", "8.6")])
def test_examples_have_no_fault(tool: str, version: str) -> None:
    from edascribe_codegen.check import check

    catalogue = load(tool, version)
    defined = ("next_path", "make_paths", "update_all", "read_constraints", "risky", "slow", "base")
    for name, known in _known(catalogue):
        # An example is one line of a script that sets the variables.
        found = check(known.example, "tcl", catalogue, defined=defined).faults
        faults = [fault for fault in found if fault.code != "api/unset-variable"]
        assert not faults, f"{name}: {known.example}: {faults[0].message}"


def test_tcl_counts_arguments_as_the_catalogue_does(need: Callable[[str], str], tmp_path: Path) -> None:
    """tclsh refuses fewer and more arguments than the catalogue has, and takes the least number that it has."""
    # What waits, ends the program or works only in certain places is not called.
    left_out = {"after", "exec", "exit", "gets", "my", "next", "nextto", "read", "self", "socket", "update", "vwait", "yield",
                "yieldto", "history", "unknown", "tclLog", "oo::object"}  # fmt: skip
    # A condition that is no expression is told before the missing script.
    left_out |= {"if"}
    lines = []
    for words, command in _forms(load("tcl")):
        if words.split()[0] in left_out or command.positionals is None:
            continue
        least = sum(not positional.optional for positional in command.positionals)
        many = any(positional.repeated for positional in command.positionals) or bool(command.options) or command.open
        given = [positional.value.values[0] if positional.value.values else "x" for positional in command.positionals]
        lines.append(f"{{{words}}} {{{' '.join(given)}}} {least} {-1 if many else len(command.positionals)}")
    script = tmp_path / "counts.tcl"
    script.write_text(_COUNTS.replace("FORMS", "\n".join(lines)), "utf-8")
    (tmp_path / "work").mkdir()
    program = [need("tclsh"), str(script)]
    ended = subprocess.run(
        program, cwd=tmp_path / "work", capture_output=True, text=True, timeout=60, check=True, stdin=subprocess.DEVNULL
    )
    # `puts x` and its like print the x.
    assert [line for line in ended.stdout.splitlines() if line != "x"] == [f"{len(lines)} forms"]


# Each form runs in an interpreter of its own with the given words, filled up with x.
_COUNTS = r"""
proc refused {words given count} {
  set child [interp create]
  set script [concat $words [lrange [concat $given [lrepeat 9 x]] 0 [expr {$count - 1}]]]
  set failed [catch {interp eval $child $script} message]
  catch {interp delete $child}
  if {!$failed} { return 0 }
  foreach pattern [list "wrong # args*" "unknown or ambiguous subcommand*" "unknown subcommand*" "no value given for*" \
                        "*called with too many arguments*" "invalid command name \"[lindex $words 0]\"*"] {
    if {[string match $pattern $message]} { return 1 }
  }
  return 0
}
set forms {
FORMS
}
foreach {words given least most} $forms {
  if {$least > 0 && ![refused $words $given [expr {$least - 1}]]} { puts "$words: fewer than $least arguments are accepted" }
  if {[refused $words $given $least]} { puts "$words: $least arguments are refused" }
  if {$most >= 0 && ![refused $words $given [expr {$most + 1}]]} { puts "$words: more than $most arguments are accepted" }
  if {$most >= 0 && [refused $words $given $most]} { puts "$words: $most arguments are refused" }
}
puts "[expr {[llength $forms] / 4}] forms"
"""


def test_every_interpreters_commands_are_known(need: Callable[[str], str]) -> None:
    ended = subprocess.run([need("tclsh")], input="puts [info commands]", capture_output=True, text=True, timeout=20, check=True)
    assert set(ended.stdout.split()) <= set(load("tcl").names)


def _forms(catalogue: Catalogue) -> Iterator[tuple[str, Command]]:
    for name in catalogue.own_names:
        command = _command(catalogue, name)
        if command.subcommands:
            yield from ((f"{name} {sub.name}", sub) for sub in command.subcommands)
        else:
            yield name, command


def _known(catalogue: Catalogue) -> Iterator[tuple[str, Knowledge]]:
    for name in catalogue.own_names:
        known = catalogue.knowledge(name)
        if known is not None and known.example:
            yield name, known


def _command(catalogue: Catalogue, name: str) -> Command:
    command = catalogue.find(name)
    assert command is not None, name
    return command


def _value(catalogue: Catalogue, name: str, option: str):  # type: ignore[no-untyped-def]
    return next(found.value for found in _command(catalogue, name).options if found.name == option)


def _script(root: Path) -> ModuleType:
    path = root / "codegen" / "packs" / "make_packs.py"
    spec = importlib.util.spec_from_file_location("make_packs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
