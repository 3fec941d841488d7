from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from edascribe_codegen.catalogue import (
    Catalogue,
    CatalogueError,
    available,
    load,
    load_file,
    problems,
    resolve,
    shared_folders,
    write,
)
from edascribe_codegen.catalogue.library import SHIPPED, read


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees or changes the user's own catalogues."""
    monkeypatch.setenv("EDASCRIBE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("EDASCRIBE_CATALOGUES", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def opensta() -> Catalogue:
    return load("opensta", "2.0.17")


def test_the_newest_version_is_the_default() -> None:
    assert load("opensta").version == "3.1.0"
    assert load("opensta") is load("opensta", "3.1.0")


def test_a_pack_stands_on_its_base(opensta: Catalogue) -> None:
    assert (opensta.tool, opensta.title, opensta.language) == ("opensta", "OpenSTA", "tcl")
    assert opensta.find("foreach") is load("tcl").find("foreach")
    assert "foreach" in opensta.names
    assert "foreach" not in opensta.own_names
    assert list(opensta.names) == sorted(opensta.names)
    assert "env" in opensta.variables
    assert "sta_continue_on_error" in opensta.variables


def test_a_tool_may_have_a_command_that_its_base_has_too(opensta: Catalogue) -> None:
    assert opensta.is_own("source")
    assert not opensta.is_own("puts")
    assert not load("opensta", "3.1.0").is_own("source")
    assert [option.name for option in _options(opensta, "source") if not option.hidden] == ["-echo", "-verbose"]


@pytest.mark.parametrize("name", ["report_checks", "::report_checks", "sta::report_checks", "::sta::report_checks"])
def test_commands_are_found_in_their_namespaces(opensta: Catalogue, name: str) -> None:
    command = opensta.find(name)
    assert command is not None
    assert command.name == "report_checks"


@pytest.mark.parametrize("name", ["", "::", "report_check", "ord::report_checks", "sta::foreach", "sta::sta::report_checks"])
def test_other_names_are_not_found(opensta: Catalogue, name: str) -> None:
    assert opensta.find(name) is None


def test_subcommands_are_found_by_a_unique_prefix(opensta: Catalogue) -> None:
    assert _sub(opensta, "string", "length") == "length"
    assert _sub(opensta, "string", "len") == "length"
    assert _sub(opensta, "string", "to") is None
    assert _sub(opensta, "nosuch", "length") is None


def test_names_by_prefix(opensta: Catalogue) -> None:
    assert list(opensta.starting_with("report_w")) == ["report_wns", "report_worst_slack"]
    assert list(opensta.starting_with("zzz")) == []


def test_only_the_tools_own_commands_are_read_by_its_parser(opensta: Catalogue) -> None:
    assert opensta.parser("report_checks") == "opensta"
    assert opensta.parser("lsort") == "tcl"
    assert opensta.parser("nosuch") == "tcl"


def test_unknown_tools_and_versions_are_told_with_what_is_there() -> None:
    with pytest.raises(CatalogueError, match=r"opensta 9\.9\. At hand: 2\.0\.17, 3\.1\.0"):
        load("opensta", "9.9")
    with pytest.raises(
        CatalogueError, match=r"'nosuch'\. At hand: klayout, openroad, openroad-python, opensta, python, tcl, yosys"
    ):
        load("nosuch")


def test_what_is_available() -> None:
    found = {(pack.tool, pack.version): pack for pack in available()}
    assert set(found) >= {("opensta", "2.0.17"), ("opensta", "3.1.0"), ("tcl", "8.6")}
    assert found["opensta", "2.0.17"].commands == 176
    assert found["opensta", "2.0.17"].source == "shipped pack"
    assert problems() == ()


def test_a_users_folder_beats_the_shipped_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = msgspec.structs.replace(read(SHIPPED / "opensta-2.0.17.json"), commands=(), version="2.9")
    write(mine, tmp_path / "mine.json")
    assert load("opensta", folders=[tmp_path]).version == "2.9"
    assert load("opensta").version == "3.1.0"
    monkeypatch.setenv("EDASCRIBE_CATALOGUES", os.pathsep.join([str(tmp_path / "missing"), str(tmp_path)]))
    assert load("opensta").version == "2.9"
    assert load("opensta", "3.1.0").version == "3.1.0"
    assert ("opensta", "2.9") in {(pack.tool, pack.version) for pack in available()}


def test_versions_are_ordered_by_number(tmp_path: Path) -> None:
    shipped = read(SHIPPED / "opensta-2.0.17.json")
    for version in ("2.9", "2.10", "2.10-rc"):
        write(msgspec.structs.replace(shipped, version=version), tmp_path / f"{version}.json")
    assert load("opensta", folders=[tmp_path]).version in ("2.10", "2.10-rc")


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "is not a catalogue"),
        (b"\x00\xff", "is not a catalogue"),
        (b'{"name": "left-pad"}', "missing required field `format`"),
        (b'{"format": 1, "tool": "opensta"}', "is not a catalogue"),
        (b'{"format": 7, "whatever": []}', "has the format 7, this version of Edascribe reads 1"),
    ],
)
def test_bad_files_are_named_and_skipped(tmp_path: Path, content: bytes, wrong: str) -> None:
    path = tmp_path / "opensta-4.0.json"
    path.write_bytes(content)
    assert load("opensta", "3.1.0", folders=[tmp_path]).version == "3.1.0"
    assert ("opensta", "4.0") not in {(pack.tool, pack.version) for pack in available([tmp_path])}
    (problem,) = problems([tmp_path])
    assert str(path) in problem
    assert wrong in problem
    assert "edascribe catalogue build" in problem
    with pytest.raises(CatalogueError, match=str(path)):
        load_file(path)
    with pytest.raises(CatalogueError, match=str(path)):
        load("opensta", "4.0", folders=[tmp_path])


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "opensta-5.json"
    shipped = read(SHIPPED / "opensta-2.0.17.json")
    write(msgspec.structs.replace(shipped, version="5", commands=shipped.commands[:3]), path)
    assert len(load("opensta", "5", folders=[tmp_path]).own_names) == 3
    write(msgspec.structs.replace(shipped, version="5", commands=shipped.commands[:4]), path)
    assert len(load("opensta", "5", folders=[tmp_path]).own_names) == 4


def test_writing_leaves_the_old_file_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "opensta.json"
    pack = read(SHIPPED / "opensta-2.0.17.json")
    write(pack, path)

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(CatalogueError, match=r"No space left on device.*EDASCRIBE_CACHE"):
        write(msgspec.structs.replace(pack, version="9"), path)
    assert read(path) == pack
    assert [file.name for file in tmp_path.iterdir()] == ["opensta.json"]


def test_summaries(opensta: Catalogue) -> None:
    assert opensta.summary("puts") == "Print text or write it to a file."
    assert opensta.summary("string length") == "Return the number of characters."
    assert opensta.summary("nosuch") == ""


def _options(catalogue: Catalogue, name: str) -> tuple[msgspec.Struct, ...]:
    command = catalogue.find(name)
    assert command is not None
    return command.options


def _sub(catalogue: Catalogue, name: str, subcommand: str) -> str | None:
    found = catalogue.find_subcommand(name, subcommand)
    return found.name if found else None


def test_what_a_team_shares_beats_what_is_installed(tmp_path: Path) -> None:
    shared = tmp_path / "project" / ".edascribe" / "catalogues"
    write(msgspec.structs.replace(read(SHIPPED / "opensta-3.1.0.json"), version="3.0"), shared / "ours.json")
    (shared / "bad.json").write_text("{")
    folders = shared_folders(tmp_path / "project" / "scripts" / "a.tcl")
    assert folders == (shared,)
    assert resolve("opensta", folders=folders).version == "3.0"
    assert resolve("opensta", "3.0", folders=folders).version == "3.0"
    assert resolve("opensta", "3.1.0", folders=folders).version == "3.1.0"
    assert resolve("yosys", "0.70", folders=folders).version == "0.70"
    (problem,) = problems(folders)
    assert str(shared / "bad.json") in problem
    assert shared_folders("") == ()
    assert shared_folders(tmp_path / "a.tcl") == ()
