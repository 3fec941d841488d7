"""`edascribe catalogue build` against each tool that can be installed here, and how much it finds."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edascribe_codegen import cli
from edascribe_codegen.catalogue.installed import _ask
from edascribe_codegen.catalogue.library import read
from edascribe_codegen.catalogue.schema import Command, Pack


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test changes the user's own catalogues."""
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("EDASCRIBE_CATALOGUES", raising=False)
    monkeypatch.chdir(tmp_path)
    _ask.cache_clear()
    return tmp_path / "cache"


def built(*arguments: str) -> Pack:
    """The catalogue that a call of the command keeps."""
    result = CliRunner().invoke(cli.app, ["catalogue", "build", *arguments])
    assert result.exit_code == 0, result.output
    kept = re.search(r"kept in (\S+\.json)", result.stdout)
    assert kept is not None
    return read(Path(kept[1]))


def options(commands: tuple[Command, ...]) -> int:
    return sum(len(command.options) + options(command.subcommands) for command in commands)


@pytest.mark.parametrize(
    ("tool", "program", "wanted"),
    [
        # What extractors found in the same versions: commands, options.
        ("opensta", "sta", (161, 605)),
        ("yosys", "yosys", (247, 1119)),
        ("tcl", "tclsh", (100, 100)),
    ],
)
def test_a_program_is_asked(need: Callable[[str], str], tool: str, program: str, wanted: tuple[int, int]) -> None:
    path = need(program)
    pack = built(tool)
    assert len(pack.commands) >= wanted[0]
    assert options(pack.commands) >= wanted[1]
    assert (pack.tool, pack.provenance.source, pack.provenance.kind) == (tool, path, "program")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", pack.provenance.date)


@pytest.mark.parametrize(
    ("arguments", "members"),
    [
        (("--source", "<wheel>"), 9000),
        # The stubs have sixteen values that their classes do not tell.
        (("--exe", sys.executable), 8980),
    ],
)
def test_the_wheel_of_klayout_is_read(arguments: tuple[str, str], members: int) -> None:
    found = find_spec("klayout")
    if found is None or found.origin is None:
        pytest.skip("the wheel klayout is not installed")
    option, value = arguments
    pack = built("klayout", option, value.replace("<wheel>", str(Path(found.origin).parent)))
    assert len(pack.scopes) >= 285
    assert sum(len(scope.members) for scope in pack.scopes) >= members
    # Of what Edascribe knows in own words it says that; of the rest what the wheel says.
    shown = CliRunner().invoke(cli.app, ["catalogue", "show", "Layout.under_construction", "--tool", "klayout"])
    assert "under construction" in shown.stdout


def test_what_a_python_has_installed_is_read() -> None:
    pack = built("python:tree_sitter")
    assert "Parser" in {scope.name for scope in pack.scopes}


def test_what_was_built_is_used_and_listed(need: Callable[[str], str]) -> None:
    path = need("tclsh")
    pack = built("tcl", "--exe", path)
    listed = CliRunner().invoke(cli.app, ["catalogue", "list"]).stdout
    assert re.search(rf"tcl\s+{re.escape(pack.version)}\s", listed)
    shown = CliRunner().invoke(cli.app, ["catalogue", "show", "lindex", "--tool", "tcl"]).stdout
    assert f"Tcl {pack.version}" in shown
    assert shutil.which("tclsh") == path
