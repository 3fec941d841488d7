"""What logs say: one outcome per sample, and pass@k with its spread."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from math import comb
from statistics import fmean
from typing import TYPE_CHECKING

from inspect_ai.log import list_eval_logs, read_eval_log

from edascribe_evals.questions import NAMED
from edascribe_evals.tasks import MeasureError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

RESAMPLES = 2000
LEVELS = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One answer to one task. ``seconds`` are those of the whole completion, tokens those of its last candidate.

    ``figures`` are what else its scorer measured. Tasks of one ``group`` are alike, as the gaps of a file are.
    """

    task: str
    tool: str
    level: str
    epoch: int
    passed: bool
    failure: str
    seconds: float
    tokens: int
    group: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One log: a model, the parts that it went without, how it was asked, and its outcomes.

    ``suite`` is one of ``NAMED``, or empty for tasks that are run. ``seeds`` are those of the first try of each sample; ``version``
    is Edascribe's, ``server`` and ``machine`` are what answered and where, in words, empty in logs that do not tell.
    """

    suite: str
    model: str
    without: tuple[str, ...]
    created: str
    temperature: float
    wording: int
    outcomes: tuple[Outcome, ...]
    seeds: tuple[int, ...] = ()
    version: str = ""
    server: str = ""
    machine: str = ""

    @property
    def parts(self) -> str:
        """Which parts took part, in words."""
        if "catalogue" in self.without:
            return "plain prompt"
        return ", ".join(f"no {part}" for part in self.without) or "all parts"

    @property
    def tasks(self) -> int:
        """How many tasks were answered."""
        return len({outcome.task for outcome in self.outcomes})

    @property
    def samples(self) -> int:
        """How many answers there are of a task."""
        return max(outcome.epoch for outcome in self.outcomes)


def by_name(runs: Sequence[Run]) -> dict[str, Run]:
    """The runs under names that say which parts took part, and what else tells one from the others."""
    several = len({run.model for run in runs}) > 1
    names = [f"{run.model}, {run.parts}" if several else run.parts for run in runs]
    differences: tuple[Callable[[Run], str], ...] = (
        lambda run: f"T={run.temperature:g}",
        lambda run: f"wording {run.wording}",
        lambda run: f"samples: {run.samples}",
        lambda run: f"tasks: {run.tasks}",
        lambda run: run.created,
    )
    for tell in differences:
        said: dict[str, set[str]] = defaultdict(set)
        for name, run in zip(names, runs, strict=True):
            said[name].add(tell(run))
        names = [f"{name}, {tell(run)}" if len(said[name]) > 1 else name for name, run in zip(names, runs, strict=True)]
    return dict(zip(names, runs, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean over tasks with its 95 % interval from a bootstrap over their groups, which are the tasks where they are not alike."""

    mean: float
    low: float
    high: float
    tasks: int


def pass_at_k(samples: int, passed: int, k: int) -> float:
    """The unbiased estimate that one of k answers passes (Chen et al. 2021, arXiv 2107.03374).

    Raises:
        ValueError: there are fewer samples than k.
    """
    if samples < k:
        raise ValueError(f"pass@{k} needs {k} samples or more, not {samples}.")
    return 1.0 - comb(samples - passed, k) / comb(samples, k)


def by_task(outcomes: Iterable[Outcome]) -> dict[str, list[bool]]:
    """What passed, per task."""
    grouped: dict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        grouped[outcome.task].append(outcome.passed)
    return grouped


def estimate(outcomes: Iterable[Outcome], k: int) -> Estimate | None:
    """pass@k over the tasks that the outcomes belong to; None where the samples are too few."""
    grouped = by_task(outcomes).values()
    if not grouped or min(map(len, grouped)) < k:
        return None
    return spread([[pass_at_k(len(each), sum(each), k)] for each in grouped])


def mean_of(outcomes: Iterable[Outcome], figure: Callable[[Outcome], float]) -> Estimate | None:
    """The mean of a figure; None where there are no outcomes."""
    groups: dict[str, list[float]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.group or outcome.task].append(figure(outcome))
    return spread(list(groups.values())) if groups else None


def spread(groups: Sequence[Sequence[float]]) -> Estimate:
    """The mean of all values with its interval, the groups drawn anew each time."""
    chance = random.Random(0)  # noqa: S311
    sums = [(sum(group), len(group)) for group in groups]
    means = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(sums, k=len(sums))
        means.append(sum(total for total, _ in drawn) / sum(count for _, count in drawn))
    means.sort()
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
    count = sum(count for _, count in sums)
    return Estimate(mean=sum(total for total, _ in sums) / count, low=low, high=high, tasks=count)


def passes(outcome: Outcome) -> float:
    """1 for an answer that passes: its mean over tasks is pass@1."""
    return float(outcome.passed)


def comes_to_its_end(outcome: Outcome) -> float:
    """1 for an answer that its tool ran to the end, whatever came out."""
    return float(outcome.failure in {"", "wrong result"})


def difference(one: Run, other: Run, figure: Callable[[Outcome], float] = passes) -> Estimate | None:
    """How much higher a figure is in the second run, over the tasks that both have, paired by task; None where they have none."""
    first, second = (_by_task(run, figure) for run in (one, other))
    both = sorted(first.keys() & second.keys())
    return spread([[second[task] - first[task]] for task in both]) if both else None


def _by_task(run: Run, figure: Callable[[Outcome], float]) -> dict[str, float]:
    """The mean of a figure for each task."""
    values: dict[str, list[float]] = defaultdict(list)
    for outcome in run.outcomes:
        values[outcome.task].append(figure(outcome))
    return {task: fmean(found) for task, found in values.items()}


# What is said of gaps that were filled in.
FIGURES: tuple[tuple[str, Callable[[Outcome], float]], ...] = (
    ("same line, %", passes),
    ("edit similarity, %", lambda each: each.figures["similarity"]),
    ("valid, %", lambda each: each.figures["valid"]),
    ("shown, %", lambda each: each.figures["shown"]),
)


def read_runs(folder: Path) -> list[Run]:
    """The runs of a folder of logs, by model, those with all parts and the most samples first. Samples without score are left out.

    Raises:
        MeasureError: there are no scored samples.
    """
    if not folder.is_dir():
        raise MeasureError(f"{folder} is no folder. `edascribe-evals run` writes one.")
    runs = []
    for info in list_eval_logs(str(folder)):
        log = read_eval_log(info)
        if log.status != "success":
            continue
        outcomes = []
        for sample in log.samples or []:
            score = next(iter((sample.scores or {}).values()), None)
            if score is None:
                continue
            told = sample.metadata
            judged = score.metadata or {}
            outcomes.append(
                Outcome(
                    task=str(sample.id),
                    tool=told["tool"],
                    level=told["level"],
                    epoch=sample.epoch,
                    passed=score.value == "C",
                    failure=judged.get("failure", ""),
                    group=judged.get("file", ""),
                    figures=judged.get("figures", {}),
                    seconds=told["seconds"],
                    tokens=(told["timings"]["prompt_tokens"] or 0) + (told["timings"]["completion_tokens"] or 0),
                )
            )
        given, how = log.eval.task_args, log.eval.metadata or {}
        runs.append(
            Run(
                suite=given["suites"] if given["suites"] in NAMED else "",
                model=given["model"],
                without=tuple(sorted(given.get("without", ()))),
                created=log.eval.created,
                temperature=given.get("temperature", 0.0),
                wording=given.get("wording", 0),
                outcomes=tuple(outcomes),
                seeds=tuple(how.get("seeds", ())),
                version=log.eval.packages.get("edascribe", ""),
                server=how.get("server", ""),
                machine=how.get("machine", ""),
            )
        )
    if not any(run.outcomes for run in runs):
        raise MeasureError(
            f"There are no finished runs in {folder}. `edascribe-evals run --log-dir {folder}` goes on with what is there."
        )
    return sorted(
        (run for run in runs if run.outcomes), key=lambda run: (run.model, len(run.without), run.parts, -run.samples, run.created)
    )
