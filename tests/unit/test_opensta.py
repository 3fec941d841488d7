"""The extractor against the installed OpenSTA, and against programs that are none."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from edascribe_codegen.catalogue import CatalogueError, installed, keep, load, load_file, opensta, resolve
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.evidence import CHECKS, Evidence
from edascribe_codegen.catalogue.installed import _ask
from edascribe_codegen.catalogue.library import SHIPPED, read
from edascribe_codegen.catalogue.procedures import entry
from edascribe_codegen.catalogue.schema import Pack

_NOTHING = '{"version":"1","synopses":{},"procedures":{},"exports":[],"commands":[],"variables":[]}'


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("EDASCRIBE_CACHE", str(folder))
    monkeypatch.delenv("EDASCRIBE_CATALOGUES", raising=False)
    _ask.cache_clear()
    return folder


@pytest.fixture
def sta(need: Callable[[str], str]) -> str:
    return need("sta")


@pytest.fixture
def tcl_names() -> frozenset[str]:
    return frozenset(load("tcl").names)


def test_the_installed_program_agrees_with_the_shipped_pack(sta: str, tcl_names: frozenset[str]) -> None:
    """Commands, options, types and arities are equal; only the provenance differs."""
    live = opensta.build("opensta", sta, tcl_names)
    if live.version != "2.0.17":
        pytest.skip(f"the installed OpenSTA is {live.version}; the comparison needs 2.0.17")
    shipped = read(SHIPPED / "opensta-2.0.17.json")
    assert {command.name for command in live.commands} == {command.name for command in shipped.commands}
    expected = {command.name: command for command in shipped.commands}
    for command in live.commands:
        assert command == expected[command.name], command.name
    assert msgspec.structs.replace(live, provenance=shipped.provenance) == shipped
    assert live.provenance.source == sta
    assert live.provenance.date


def test_the_program_runs_without_the_users_files(
    sta: str, tcl_names: frozenset[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".sta").write_text("exit\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    assert len(opensta.build("opensta", sta, tcl_names).commands) > 150
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("sleep 20", r"did not answer within 0\.5 s"),
        ("echo hello", r"did not list its commands\. Is it OpenSTA\? It said: hello"),
        ("true", r"It said: nothing"),
        ('echo "{}" > "$EDASCRIBE_DUMP"', r"did not list its commands"),
        (f"cat > $EDASCRIBE_DUMP <<X\n{_NOTHING}\nX", r"has no commands in sta::cmd_args"),
    ],
)  # fmt: skip
def test_other_programs_are_told(tmp_path: Path, tcl_names: frozenset[str], script: str, message: str) -> None:
    program = _program(tmp_path, script)
    with pytest.raises(CatalogueError, match=message):
        opensta.build("opensta", str(program), tcl_names, time_limit=0.5 if "sleep" in script else 10)


def test_a_missing_program_is_told(tmp_path: Path, tcl_names: frozenset[str]) -> None:
    with pytest.raises(CatalogueError, match=r"cannot be started .*--exe"):
        opensta.build("opensta", str(tmp_path / "nosuch"), tcl_names)
    with pytest.raises(CatalogueError, match="Correct its path"):
        installed("opensta", str(tmp_path / "nosuch"))
    with pytest.raises(CatalogueError, match="name the program with --exe"):
        build("opensta", executable=str(tmp_path / "nosuch"))


def test_a_program_is_asked_once(sta: str, cache: Path) -> None:
    first = installed("opensta")
    assert first is not None
    assert first.provenance.source == sta
    (file,) = (cache / "installed").iterdir()
    assert len(load_file(file).own_names) == len(first.own_names)
    _ask.cache_clear()
    pack = read(file)
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(pack, version="kept")))
    kept = installed("opensta")
    assert kept is not None
    assert kept.version == "kept"


def test_a_damaged_cache_is_made_again(sta: str, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = installed("opensta")
    assert first is not None
    (file,) = (cache / "installed").iterdir()
    file.write_bytes(b"{")
    _ask.cache_clear()
    again = installed("opensta")
    assert again is not None
    assert again.own_names == first.own_names
    assert "It is made again" in caplog.text
    assert isinstance(read(file), Pack)


def test_the_installed_program_beats_the_pack_unless_another_version_is_asked_for(sta: str) -> None:
    program = installed("opensta")
    assert program is not None
    assert resolve("opensta") is program
    assert resolve("opensta", program.version) is program
    assert resolve("opensta", "3.1.0").provenance.source == "pack"


def test_without_the_program_there_is_the_pack(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed("opensta") is None
    assert resolve("opensta").version == "3.1.0"
    assert resolve("tcl").version == "8.6"


def test_a_program_found_by_chance_is_passed_over_but_a_named_one_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    program = _program(tmp_path, "echo I am something else")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with caplog.at_level(logging.WARNING):
        assert resolve("opensta").provenance.source == "pack"
    assert "I am something else" in caplog.text
    with pytest.raises(CatalogueError, match="I am something else"):
        resolve("opensta", executable=str(program))


def test_what_was_built_beats_the_shipped_packs(sta: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = tmp_path / "bin" / "my-sta"
    copy.parent.mkdir()
    copy.symlink_to(sta)
    pack = build("opensta", executable=str(copy))
    assert read(keep(pack)) == pack
    assert pack.provenance.source == str(copy)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert resolve("opensta").version == pack.version
    assert resolve("opensta").provenance == pack.provenance


def test_evidence_beats_the_synopsis() -> None:
    evidence = Evidence(
        keys=frozenset({"-name", "-secret"}), flags=frozenset({"-all"}), complete=True, types={"-name": CHECKS["cardinal"]}
    )
    command = entry("c", "[-name] [-all value] [-gone] pins", evidence)
    shown = {option.name: (option.value is not None, option.hidden) for option in command.options}
    assert shown == {"-name": (True, False), "-all": (False, False), "-secret": (True, True)}
    assert command.options[0].value == CHECKS["cardinal"]


def _program(folder: Path, script: str) -> Path:
    path = folder / "sta"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    assert shutil.which(str(path))
    return path
