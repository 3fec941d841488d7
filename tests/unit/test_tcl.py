"""Tcl's own commands, asked of the installed tclsh."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edascribe_codegen.catalogue import CatalogueError, tcl
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.library import SHIPPED, read
from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.catalogue.schema import Command, Pack


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return read(SHIPPED / "tcl-8.6.json")


def test_the_installed_tclsh_agrees_with_the_shipped_pack(need: Callable[[str], str], shipped: Pack) -> None:
    """What is not equal has more options than the pack, which tclsh names."""
    pack = build("tcl", executable=need("tclsh"))
    if not pack.version.startswith("8.6"):
        pytest.skip(f"the installed Tcl is {pack.version}; the comparison needs 8.6")
    assert pack.provenance.source == need("tclsh")
    asked = {command.name: command for command in pack.commands}
    known = {command.name: command for command in shipped.commands}
    assert known.keys() <= asked.keys()
    assert len(asked) > 100
    assert sum(len(command.subcommands) for command in pack.commands) >= sum(
        len(command.subcommands) for command in shipped.commands
    )
    different = [name for name in known if asked[name] != known[name]]
    assert set(different) <= {"file", "interp", "socket", "zlib"}


@pytest.mark.parametrize(
    ("usage", "options", "expected"),
    [
        ("lindex list ?index ...?", [], "x list [index]..."),
        ("x compare ?-nocase? ?-length int? string1 string2", ["-nocase", "-length"], "x [-nocase] [-length int] string1 string2"),
        ("x ?-option value ...? list", ["-index", "-unique"], "x [-index] [-unique] [arg]..."),
        ("x ?-option value ...? list", [], "x [arg]..."),
        ('x channelId ?numChars?" or "x ?-nonewline? channelId', [], "x channelId [numChars]"),
        ("", [], "x [arg]..."),
        ("x", [], "x"),
        ("x {a b} script", [], "x a b script"),
    ],
)
def test_forms_of_calls(usage: str, options: list[str], expected: str) -> None:
    usage = usage.replace("lindex", "x").replace("x compare", "x")
    assert synopsis(tcl.entry("x", tcl.Form(usage, tuple(options)))) == expected


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        (tcl.Form("lindex list ?index ...?", ()), True),
        (tcl.Form("", ()), True),
        (tcl.Form("lindex a b c d", ()), True),
        (tcl.Form("lindex", ()), False),
        (tcl.Form("lindex list ?index ...?", ("-new",)), False),
    ],
)
def test_what_is_known_holds_where_the_arity_does(shipped: Pack, shown: tcl.Form, *, same: bool) -> None:
    known = next(command for command in shipped.commands if command.name == "lindex")
    assert (tcl.merged(known, tcl.entry("lindex", shown)) == known) is same


def test_new_and_lost_subcommands_are_told() -> None:
    known = Command(name="string", subcommands=(Command(name="length"), Command(name="gone")))
    shown = tcl.entry(
        "string", tcl.Form("", (), {"length": tcl.Form("string length string", ()), "insert": tcl.Form("string insert a b", ())})
    )
    assert [synopsis(sub) for sub in tcl.merged(known, shown).subcommands] == ["insert a b", "length string"]


def test_what_is_no_tclsh_is_told(need: Callable[[str], str]) -> None:
    with pytest.raises(CatalogueError, match="Is it tclsh"):
        build("tcl", executable=need("true"))
