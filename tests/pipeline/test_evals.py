"""The executed tasks: their graders are tried, and so is what holds a script in."""

from __future__ import annotations

import inspect
import json
import random
import shutil

import pytest
from typer.testing import CliRunner

from edascribe_evals import grading
from edascribe_evals.cli import app
from edascribe_evals.execution import execute
from edascribe_evals.sandbox import run
from edascribe_evals.selftest import try_task, try_tasks
from edascribe_evals.tasks import SUITES, TaskError, read_task, read_tasks, texts

TOOLS = ("sta", "yosys", "tclsh", "bwrap")
MISSING = [name for name in TOOLS if not shutil.which(name)]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (bash .ci/packages.sh)")

# Each row breaks one check of a grading function: its name, what stands there, what stands there instead.
MUTANTS = (
    ("compare_constraints", "want - have, have - want", "want - want, have - want"),
    ("compare_constraints", "want - have, have - want", "want - have, have - have"),
    ("compare_texts", "if not same_line(have, want, check.tolerance)", "if False"),
    ("compare_texts", "if check.any_order", "if True"),
    ("compare_texts", "if len(lines[0]) == len(lines[1])", "if True"),
    ("same_line", "<= tolerance", "<= 1e9"),
    ("same_line", 'NUMBER.sub("#", have) != NUMBER.sub("#", want)', "len(NUMBER.findall(have)) != len(NUMBER.findall(want))"),
    ("compare_cells", "if shape(actual[name]) != shape(module)", "if shape(actual[name])[0] != shape(module)[0]"),
    ("compare_cells", "if shape(actual[name]) != shape(module)", "if shape(actual[name])[1] != shape(module)[1]"),
    ("compare_library", "if strange", "if False"),
    ("prove_equivalent", 'if "proven" in left.files', "if True"),
    ("compare_layouts", "said.strip()", '""'),
    ("compare_layouts", 'b"cells" if check.cells else b"top"', 'b"top"'),
)
# Each row breaks what compares two layouts in the sandbox, and names a task by which it is noticed.
BROKEN_COMPARISONS = (
    ("klayout/outline_box", "(polygons ^ right_polygons).is_empty()", "True"),
    ("klayout/name_label", "labels != right_labels", "False"),
    ("klayout/swap_gates", "placements(have[name]) != placements(want[name])", "False"),
    ("klayout/finer_unit", "abs(actual.dbu - expected.dbu) > 1e-9", "False"),
    ("klayout/save_row", "set(have) != set(want)", "False"),
)


def task(name):
    return read_task(SUITES / name)


def test_the_graders_are_sound():
    tasks = read_tasks()
    assert try_tasks(tasks) == []
    counts = {tool: sum(each.file.tool == tool for each in tasks) for tool in ("klayout", "opensta", "tcl", "yosys")}
    assert counts["klayout"] >= 35
    assert counts["opensta"] >= 40
    assert counts["tcl"] >= 20
    assert counts["yosys"] >= 25


@pytest.mark.parametrize(("function", "old", "new"), MUTANTS)
def test_a_broken_grading_function_is_noticed(function, old, new, monkeypatch):
    source = inspect.getsource(getattr(grading, function))
    assert source.count(old) == 1
    space = dict(vars(grading))
    exec(compile("from __future__ import annotations\n" + source.replace(old, new), "mutant", "exec"), space)
    monkeypatch.setattr(grading, function, space[function])
    kind = {"same_line": "text", "compare_library": "library", "prove_equivalent": "equivalent", "compare_layouts": "layout"}.get(
        function, ""
    )
    kind = kind or {"compare_constraints": "constraints", "compare_texts": "text", "compare_cells": "cells"}[function]
    tried = [each for each in read_tasks() if kind in {check.__struct_config__.tag for check in each.file.checks}]
    random.Random(1).shuffle(tried)
    assert any(try_task(each) for each in tried)


@pytest.mark.parametrize(("name", "old", "new"), BROKEN_COMPARISONS)
def test_a_broken_comparison_of_layouts_is_noticed(name, old, new, monkeypatch, tmp_path):
    source = grading.COMPARISON.read_text()
    assert source.count(old) == 1
    broken = tmp_path / "comparison.py"
    broken.write_text(source.replace(old, new))
    monkeypatch.setattr(grading, "COMPARISON", broken)
    assert try_task(task(name))


@pytest.mark.parametrize(
    "script",
    [
        f"close [open {SUITES / 'tcl/worst_endpoint/reference.tcl'}]",
        "close [open /etc/passwd]",
        "close [open /work/../root]",
        "close [open cells.csv w]",
        "close [open /usr/bin/mine w]",
        "close [open /dev/shm/mine w]",
        "socket 127.0.0.1 22",
        "exec ls /home",
    ],
)
def test_the_sandbox_holds(script):
    each = task("tcl/worst_endpoint")
    result = execute(each, f"if {{[catch {{{script}}}]}} {{ puts held }}", "pulse")
    assert result.text(".stdout") == "held\n"
    assert result.sandboxed


def test_what_a_script_writes_comes_back(tmp_path):
    (tmp_path / "in.txt").write_text("x")
    result = run(["/bin/sh", "-c", "cat in.txt; echo y > 'a file'; id -u"], {"in.txt": tmp_path / "in.txt"})
    assert result.text(".stdout").startswith("x")
    assert result.text(".stdout") != "x0\n"
    assert result.text("a file") == "y\n"


def test_no_sandbox_only_where_asked_for(tmp_path):
    answer = tmp_path / "a.tcl"
    answer.write_text(task("tcl/worst_endpoint").reference)
    for options, sandboxed in (([], True), (["--unprotected"], False)):
        result = CliRunner().invoke(app, ["grade", "tcl/worst_endpoint", str(answer), "--json", *options])
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {"task": "tcl/worst_endpoint", "passed": True, "reasons": [], "sandboxed": sandboxed}
    answer.write_text("puts wrong")
    result = CliRunner().invoke(app, ["grade", "tcl/worst_endpoint", str(answer)])
    assert result.exit_code == 1
    assert "pulse: It wrote 'wrong'" in result.stdout


def test_a_task_that_is_wrong_says_what_to_mend(tmp_path):
    folder = tmp_path / "tcl" / "mine"
    shutil.copytree(SUITES / "tcl/worst_endpoint", folder)
    text = (folder / "task.toml").read_text()
    rows = {
        'level = "easy"': ('level = "trivial"', "trivial"),
        'designs = ["pulse", "filter"]': ('designs = ["pulse"]', "two designs or more"),
        'tool = "tcl"': ('tool = "yosys"', "folder is that of tcl"),
        'version = "8.6"': ('verzion = "8.6"', "verzion"),
    }
    for old, (new, said) in rows.items():
        assert old in text
        (folder / "task.toml").write_text(text.replace(old, new))
        with pytest.raises(TaskError, match=said):
            read_task(folder)
    (folder / "task.toml").write_text(text)
    (folder / "reference.tcl").unlink()
    with pytest.raises(TaskError, match=r"reference\.tcl"):
        read_task(folder)


def test_every_text_that_gives_a_task_away_is_listed():
    tasks = read_tasks()
    assert len(texts(tasks)) == len({each.id for each in tasks}) == len(tasks)
    comments = [text for each in tasks for text in (each.file.comment, *each.file.paraphrases)]
    assert len(set(comments)) == len(comments)
    assert all(each.reference in texts(tasks)[each.id] for each in tasks)
