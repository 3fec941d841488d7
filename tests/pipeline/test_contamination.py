"""What is measured on stands in nothing that was learnt from; and an overlap would be found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edascribe_evals.cli import app
from edascribe_evals.contamination import contamination, tasks
from edascribe_evals.infilling import gaps
from edascribe_evals.overlap import overlaps, shipped
from edascribe_evals.tasks import read_tasks

TEXT = "report the worst slack of every endpoint that the clock of the receiver captures"


def test_what_is_measured_on_stands_in_nothing_that_was_learnt_from(shared: Path) -> None:
    found = contamination()
    assert [each for several in found.values() for each in several] == []
    assert len(list(tasks())) > 1000
    assert len(list(shipped())) > 5000


@pytest.mark.parametrize(
    ("learnt", "is_found"),
    [
        (TEXT, True),
        (f"# First, {TEXT.upper()}\nputs x", True),
        (TEXT.replace("every", "each"), True),
        ("report the worst slack of a clock", False),
        ("", False),
    ],
)
def test_an_overlap_is_found(learnt: str, is_found: bool) -> None:
    assert [each.measured for each in overlaps([("mine", TEXT)], [("other", "puts x"), ("theirs", learnt)])] == ["mine"] * is_found


def test_what_everybody_writes_is_no_overlap() -> None:
    line = "while {[gets $file line] >= 0} {"
    assert overlaps([("mine", line)], [("theirs", f"set file [open a]\n{line}\n}}")]) == []
    assert overlaps([("mine", f"{line} {TEXT}")], [("theirs", TEXT)]) != []


def test_a_training_file_that_holds_what_is_measured_on_is_told(tmp_path: Path, shared: Path) -> None:
    task = read_tasks()[0]
    gap = max(gaps(), key=lambda gap: len(gap.line))
    clean, task_inside, gap_inside = (tmp_path / f"{name}.jsonl" for name in ("clean", "task", "gap"))
    clean.write_text(json.dumps({"prompt": "Make a clock.", "answer": "create_clock -period 3 [get_ports c]"}) + "\n")
    task_inside.write_text(json.dumps({"messages": [{"content": f"Please: {task.file.comment}"}]}) + "\n")
    gap_inside.write_text(clean.read_text() + json.dumps([gap.before[-200:] + gap.target]) + "\n")
    for path, named in ((clean, ""), (task_inside, task.id), (gap_inside, gap.id)):
        result = CliRunner().invoke(app, ["contamination", str(path)])
        assert result.exit_code == (1 if named else 0), result.stdout
        assert named in result.stdout
