"""How a tool's program is started: what it sees and may do, and what is said when it does not do as it should."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from edascribe_codegen.catalogue import CatalogueError, programs
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.programs import ask


def program(folder: Path, script: str) -> str:
    """A program that runs a shell script."""
    path = folder / "tool"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_a_program_gets_files_and_gives_files(tmp_path: Path) -> None:
    tool = program(tmp_path, 'cat given; echo to stderr >&2; tr a-z A-Z <given >made; pwd >where; echo "$HOME" >home')
    answer = ask([tool], files={"given": "hello\n"}, wanted=["made", "where", "home", "nosuch"])
    assert answer.printed == "hello\nto stderr\n"
    assert answer.files["made"] == b"HELLO\n"
    assert answer.files["where"] == answer.files["home"]
    assert set(answer.files) == {"made", "where", "home"}
    assert not Path(answer.files["home"].decode().strip()).exists()


def test_a_program_sees_little_of_the_users_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "abc")
    printed = ask([program(tmp_path, "env")], environment={"EXTRA": "1"}).printed
    assert "abc" not in printed
    assert "EXTRA=1" in printed
    assert f"PATH={os.environ['PATH']}" in printed


def test_a_program_changes_nothing_outside_and_reaches_no_network(need: Callable[[str], str], tmp_path: Path) -> None:
    need("bwrap")
    target = tmp_path / "target"
    answer = ask([program(tmp_path, f"echo x >{target} || echo refused; cat /proc/net/dev")])
    assert not target.exists()
    assert "refused" in answer.printed
    assert [line.split(":")[0].strip() for line in answer.printed.splitlines() if ":" in line and "|" not in line][1:] == ["lo"]


def test_a_program_runs_without_bubblewrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_works", lambda bwrap: False)
    assert ask([program(tmp_path, "echo hello")]).printed == "hello\n"


@pytest.mark.parametrize("walls", [True, False])
def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, walls: bool) -> None:
    if not walls:
        monkeypatch.setattr(programs, "_works", lambda bwrap: False)
    begun = time.monotonic()
    with pytest.raises(CatalogueError, match=r"tool did not answer within 0\.2 s and was ended"):
        ask([program(tmp_path, "sleep 60 & sleep 60")], time_limit=0.2)
    assert time.monotonic() - begun < 30


def test_a_program_that_prints_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "OUTPUT_LIMIT", 2**20)
    with pytest.raises(CatalogueError, match="printed more than 1 MB"):
        ask([program(tmp_path, "yes")])


def test_a_file_that_is_too_large_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "OUTPUT_LIMIT", 2**16)
    tool = program(tmp_path, "head -c 100000 /dev/zero >large; ln -s /etc/passwd link; echo x >small")
    assert set(ask([tool], wanted=["large", "link", "small"]).files) == {"small"}


def test_what_cannot_be_built_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"cannot be asked by Edascribe; these can: klayout, openroad, .* --dump FILE"):
        build("nosuch")
    with pytest.raises(CatalogueError, match="Give one of"):
        build("yosys", executable="yosys", source=tmp_path)
    with pytest.raises(CatalogueError, match=r"yosys cannot be read with --dump\. It is read with --exe PROGRAM"):
        build("yosys", dump=tmp_path)
