"""What was shown and accepted is counted in a file of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edascribe_codegen import cli
from edascribe_codegen.acceptances import count_of, counts_file, keep_counts, kept_counts, summed

A = count_of("report_checks", "accepted", "ghost_text", "opensta", "2.0.17")
B = count_of("puts a\nputs b\n", "accepted", "generate", "tcl", "8.6")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_DATA", str(tmp_path / "data"))


def stats(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["stats", *arguments])


def test_nothing_was_counted_yet() -> None:
    assert list(kept_counts()) == []
    assert stats().stdout == f"Nothing was shown. Counts go into {counts_file()}, which stays on this machine.\n"
    assert json.loads(stats("--json").stdout) == {"file": str(counts_file()), "counts": []}


def test_what_is_kept_comes_back_without_the_text() -> None:
    keep_counts([A])
    keep_counts([B])
    first, second = kept_counts()
    assert (first.event, first.kind, first.tool, first.version) == ("accepted", "ghost_text", "opensta", "2.0.17")
    assert (first.texts, first.characters, first.lines) == (1, 13, 1)
    assert (second.kind, second.characters, second.lines) == ("generate", 14, 2)
    assert first.time <= second.time
    assert first.time.utcoffset() is not None
    assert b"puts" not in counts_file().read_bytes()


def test_like_counts_are_summed() -> None:
    shown = count_of("report_tns", "shown", "ghost_text", "opensta", "2.0.17")
    one, other, last = summed([shown, A, shown, B, shown])
    assert (one.event, one.texts, one.characters, one.lines) == ("shown", 3, 30, 3)
    assert (other, last) == (A, B)


def test_lines_that_are_damaged_are_passed_over() -> None:
    keep_counts([A])
    with counts_file().open("ab") as stream:
        stream.write(b'{"time": "2026-\n[1]\n\xff\n')
    keep_counts([B])
    assert list(kept_counts()) == [A, B]


def test_stats_prints_what_was_shown_and_accepted() -> None:
    shown = count_of("report_tns", "shown", "ghost_text", "opensta", "2.0.17")
    keep_counts([shown, A, shown, shown, shown, B])
    result = stats()
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert ["ghost", "text", "opensta", "2.0.17", "4", "1", "25%", "13", "1"] in rows
    assert ["generate", "tcl", "8.6", "0", "1", "-", "14", "2"] in rows
    assert str(counts_file()) in result.stdout.replace("\n", "")
    counts = json.loads(stats("--json").stdout)["counts"]
    assert [(count["event"], count["texts"]) for count in counts] == [("shown", 4), ("accepted", 1), ("accepted", 1)]


def test_stats_counts_the_last_days() -> None:
    keep_counts([A])
    with counts_file().open("ab") as stream:
        stream.write(counts_file().read_bytes().replace(A.time.isoformat()[:4].encode(), b"2020", 1))
    assert json.loads(stats("--json").stdout)["counts"][0]["texts"] == 2
    assert json.loads(stats("--json", "--days", "7").stdout)["counts"][0]["texts"] == 1


def test_stats_says_what_cannot_be_read() -> None:
    counts_file().mkdir(parents=True)
    result = stats()
    assert result.exit_code == 2
    assert str(counts_file()) in result.stderr
