"""The gaps in real scripts: apart from what is learnt from, always the same, and what their authors wrote."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from edascribe_codegen import corpus
from edascribe_codegen.due import is_due
from edascribe_evals.infilling import GAPS, KINDS, first_line, gaps, plain, similarity
from edascribe_evals.overlap import TOOLS


@pytest.fixture(autouse=True)
def scripts(shared: Path) -> tuple[corpus.Script, ...]:
    return corpus.scripts()


def test_a_gap_is_a_place_in_a_held_out_script() -> None:
    texts = {(script.repository, script.path): script.text.replace("\r\n", "\n") for script in corpus.held_out()}
    for gap in gaps():
        assert texts[gap.repository, gap.path] == gap.before + gap.target + gap.after
        assert gap.repository in corpus.HELD_OUT
        assert is_due(gap.context)
        assert "\n" not in gap.target
        assert gap.after[:1] in ("\n", "")
        assert (gap.before.rpartition("\n")[2].strip() == "") == (gap.kind == "next line"), gap.id


def test_there_are_as_many_of_every_tool_and_kind() -> None:
    assert Counter((gap.tool, gap.kind) for gap in gaps()) == {(tool, kind): GAPS for tool in TOOLS for kind in KINDS}
    assert len({gap.id for gap in gaps()}) == len(gaps())


def test_the_gaps_are_always_the_same() -> None:
    first = gaps()
    gaps.cache_clear()
    assert gaps() == first


def test_no_long_line_of_a_gap_stands_in_a_training_script() -> None:
    known = {plain(line) for script in corpus.training() for line in script.text.split("\n")}
    whole = {gap.id: plain(gap.before.rpartition("\n")[2] + gap.target) for gap in gaps()}
    assert [id_ for id_, line in whole.items() if len(line.split()) >= 10 and line in known] == []


@pytest.mark.parametrize(
    ("text", "target", "same", "similar"),
    [
        ("set x  1\nset y 2", "set x 1", True, 1.0),
        ("\n    set x 1", "set x 1", True, 1.0),
        ("set x 2", "set x 1", False, 6 / 7),
        ("", "set x 1", False, 0.0),
    ],
)
def test_first_lines_are_compared_without_regard_to_blanks(text: str, target: str, same: bool, similar: float) -> None:
    assert (first_line(text) == first_line(target)) is same
    assert similarity(text, target) == pytest.approx(similar)
