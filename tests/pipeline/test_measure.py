"""Measuring: estimates by hand-computed values, and a whole run against a scripted model, killed and taken up again."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from itertools import combinations
from pathlib import Path

import pytest
from inspect_ai.log import read_eval_log_sample_summaries

from edascribe_evals.eda_corpus import pairs, uses
from edascribe_evals.infilling import KINDS, gaps
from edascribe_evals.report import page
from edascribe_evals.results import Outcome, Run, by_name, difference, estimate, pass_at_k, read_runs
from edascribe_evals.tasks import SUITES, read_task

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))
from scripted_model import ScriptedModel

COMMAND = [sys.executable, "-c", "from edascribe_evals.cli import main; main()"]


def outcomes(passed):
    """Outcomes of tasks, one text of 0 and 1 each."""
    return tuple(
        Outcome(task=str(task), tool="tcl", level="easy", epoch=epoch, passed=mark == "1", failure="", seconds=1.0, tokens=1)
        for task, marks in enumerate(passed)
        for epoch, mark in enumerate(marks, 1)
    )


def as_run(passed, *without, temperature=0.0):
    return Run(suite="", model="m", without=without, created="2026", temperature=temperature, wording=0, outcomes=outcomes(passed))


@pytest.mark.parametrize(("samples", "passed"), [(5, 0), (5, 1), (5, 3), (5, 5), (8, 2)])
def test_pass_at_k_is_the_share_of_all_draws_that_hold_a_pass(samples, passed):
    for k in range(1, samples + 1):
        draws = list(combinations([True] * passed + [False] * (samples - passed), k))
        assert pass_at_k(samples, passed, k) == pytest.approx(sum(map(any, draws)) / len(draws))


def test_estimates_are_means_over_tasks_with_intervals():
    value = estimate(outcomes(["11", "00", "10", "01"]), 1)
    assert value.mean == 0.5
    assert value.low < 0.5 < value.high
    assert estimate(outcomes(["11", "00", "10", "01"]), 2).mean == 0.75
    assert estimate(outcomes(["11", "0"]), 2) is None
    same = estimate(outcomes(["1"] * 9), 1)
    assert (same.mean, same.low, same.high) == (1, 1, 1)


def test_runs_are_compared_task_by_task():
    gain = difference(as_run(["0", "1", "0", "1"]), as_run(["1", "1", "0", "1", "1"]))
    assert (gain.mean, gain.tasks) == (0.25, 4)


def test_runs_are_called_by_what_tells_them_apart():
    runs = [as_run(["1"]), as_run(["1"], "repair"), as_run(["1"], "catalogue")]
    assert list(by_name(runs)) == ["all parts", "no repair", "plain prompt"]
    twice = [as_run(["1"]), as_run(["1"], temperature=0.8), as_run(["11"], temperature=0.8), as_run(["1"], "repair")]
    assert list(by_name(twice)) == ["all parts, T=0", "all parts, T=0.8, samples: 1", "all parts, T=0.8, samples: 2", "no repair"]


def test_each_part_has_its_worth_in_points_on_the_same_tasks():
    steps = {("catalogue",): "0000", ("constraint", "repair"): "1000", ("repair",): "1100", (): "1110", ("retrieval",): "0010"}
    runs = [as_run(list(passed), *without) for without, passed in steps.items()]
    # A run at another temperature is no step of these.
    text = re.sub(r" <small>.*?</small>", "", page([*runs, as_run(["1"] * 4, temperature=0.8)]))
    section = text[text.index("What each part is worth") :]
    rows = re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>100</td>", section)
    assert rows == [
        ("plain prompt", "0", ""),
        ("and retrieval", "25", "+25.0"),
        ("and the constraint", "50", "+25.0"),
        ("and repair: all parts", "75", "+25.0"),
        ("retrieval", "25", "+50.0"),
        ("repair", "50", "+25.0"),
    ]


async def run(url, *arguments):
    environment = {**os.environ, "EDASCRIBE_MODEL_URL": url}
    return await asyncio.create_subprocess_exec(
        *COMMAND, *arguments, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )


async def finished(url, *arguments):
    process = await run(url, *arguments)
    said = (await process.communicate())[0].decode()
    assert process.returncode == 0, said
    return said


def written(folder):
    """How many samples the only log of a folder holds."""
    logs = list(folder.glob("*.eval"))
    return len(read_eval_log_sample_summaries(str(logs[0]))) if logs else 0


async def test_a_run_that_is_killed_goes_on_and_asks_nothing_twice(tmp_path):
    reference = read_task(SUITES / "opensta/design_rules").reference
    names = ("opensta/cell_statistics", "opensta/design_rules", "opensta/worst_slack")
    command = ["run", "--log-dir", str(tmp_path / "logs"), "--samples", "4", "--connections", "1", "--display", "plain"]
    command += [word for name in names for word in ("--only", name)]
    async with ScriptedModel() as model:
        # The first seven answers come at once; the eighth is being waited for when the run is killed, and the seven are judged.
        model.answers = [*[reference] * 7, [None]]
        process = await run(model.url, *command)
        while len(model.prompts) < 8 or written(tmp_path / "logs") < 7:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        model.prompts.clear()
        model.answers = [reference]
        await finished(model.url, *command)
        assert len(model.prompts) == 12 - 7
        again = await finished(model.url, *command)
        assert len(model.prompts) == 12 - 7, again
    (measured,) = read_runs(tmp_path / "logs")
    assert len(measured.outcomes) == 12
    assert {outcome.task for outcome in measured.outcomes if outcome.passed} == {"opensta/design_rules"}
    assert sum(outcome.passed for outcome in measured.outcomes) == 4
    await finished("", "report", str(tmp_path / "logs"), "--output", str(tmp_path / "report.html"))
    page = (tmp_path / "report.html").read_text()
    assert re.findall(r"<td>opensta/(\w+)</td><td>\w+</td><td>(\d/4)</td>", page) == [
        ("cell_statistics", "0/4"),
        ("design_rules", "4/4"),
        ("worst_slack", "0/4"),
    ]
    assert "http" not in re.sub(r"https?://(www\.w3\.org|purl\.org|creativecommons\.org|matplotlib\.org)[^\s\"<]*", "", page)
    log = sorted((tmp_path / "logs").glob("*.eval"))[-1]
    assert "0.333" in await finished("", "rescore", str(log))


async def test_parts_can_be_left_out(tmp_path):
    async with ScriptedModel() as model:
        model.answers = ["no_such_command\n"]
        command = ["run", "--log-dir", str(tmp_path), "--only", "opensta/design_rules", "--display", "plain", "--ablations"]
        await finished(model.url, *command)
    runs = {run_.without: run_ for run_ in read_runs(tmp_path)}
    assert set(runs) == {(), ("catalogue",), ("retrieval",), ("constraint",), ("repair",), ("constraint", "repair")}
    assert [each.failure for each in runs[()].outcomes] == ["rejected by the check"]
    # What the check would have rejected is run where there is no catalogue to reject it by, and where the first answer counts.
    assert [each.failure for each in runs[("repair",)].outcomes] == ["error in the tool"]
    assert [each.failure for each in runs[("catalogue",)].outcomes] == ["error in the tool"]


async def test_python_is_held_to_the_packages_api_as_in_the_product(tmp_path):
    async with ScriptedModel() as model:
        model.answers = ["layout.no_such_method()\n"]
        command = ["run", "--log-dir", str(tmp_path), "--only", "klayout/outline_box", "--display", "plain"]
        await finished(model.url, *command)
    (measured,) = read_runs(tmp_path)
    assert [each.failure for each in measured.outcomes] == ["rejected by the check"]


async def test_gaps_in_real_scripts_are_filled_in(tmp_path, shared):
    chosen = {kind: next(gap for gap in gaps() if (gap.tool, gap.kind) == ("opensta", kind)) for kind in KINDS}
    async with ScriptedModel() as model:
        for kind, answer in (("next line", chosen["next line"].target), ("middle of a line", "no_such_command [")):
            model.answers = [answer]
            command = ["run", "--suites", "infilling", "--log-dir", str(tmp_path), "--only", chosen[kind].id, "--display", "plain"]
            await finished(model.url, *command)
    runs = {run_.outcomes[0].level: run_ for run_ in read_runs(tmp_path)}
    right, wrong = (runs[kind].outcomes[0] for kind in KINDS)
    assert (right.passed, right.figures) == (True, {"similarity": 1.0, "valid": 1.0, "shown": 1.0, "author_valid": 1.0})
    assert (wrong.passed, wrong.failure, wrong.figures["valid"]) == (False, "rejected by the check", 0.0)
    await finished("", "report", str(tmp_path), "--output", str(tmp_path / "report.html"))
    assert "Infilling" in (tmp_path / "report.html").read_text()


async def test_eda_corpus_is_answered_and_checked(tmp_path, shared):
    pair = next(pair for pair in pairs() if uses(pair.code).total() > 3 and "\n\n" not in pair.code.strip())
    async with ScriptedModel() as model:
        model.answers = [pair.code]
        command = ["run", "--suites", "eda-corpus", "--log-dir", str(tmp_path), "--only", pair.id, "--display", "plain"]
        await finished(model.url, *command)
        (right,) = read_runs(tmp_path)[0].outcomes
        model.answers = ["design.getBlock().getNest()\n"]
        await finished(model.url, *command[:4], str(tmp_path / "wrong"), *command[5:])
    (wrong,) = read_runs(tmp_path / "wrong")[0].outcomes
    assert (right.passed, wrong.passed, wrong.failure) == (True, False, "outside the API")
    assert right.figures["calls"] > wrong.figures["calls"]
    await finished("", "report", str(tmp_path), "--output", str(tmp_path / "report.html"))
    assert "EDA-Corpus: " in (tmp_path / "report.html").read_text()
