"""What was accepted is counted in a file of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from edascribe_codegen.acceptances import acceptances_file, keep_acceptance, kept_acceptances


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_DATA", str(tmp_path / "data"))


def test_nothing_was_accepted_yet() -> None:
    assert list(kept_acceptances()) == []


def test_each_acceptance_is_one_line_without_the_text() -> None:
    keep_acceptance("report_checks", "ghost_text", "opensta", "2.0.17")
    keep_acceptance("puts a\nputs b\n", "generate", "tcl", "8.6")
    first, second = kept_acceptances()
    assert (first.kind, first.tool, first.version, first.characters, first.lines) == ("ghost_text", "opensta", "2.0.17", 13, 1)
    assert (second.kind, second.characters, second.lines) == ("generate", 14, 2)
    assert first.time <= second.time
    assert first.time.utcoffset() is not None
    assert b"puts" not in acceptances_file().read_bytes()


def test_lines_that_are_damaged_are_passed_over() -> None:
    keep_acceptance("a", "ghost_text", "tcl", "8.6")
    with acceptances_file().open("ab") as stream:
        stream.write(b'{"time": "2026-\n[1]\n\xff\n')
    keep_acceptance("b", "ghost_text", "tcl", "8.6")
    assert len(list(kept_acceptances())) == 2
