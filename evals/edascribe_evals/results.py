"""What logs say: one outcome per sample, and pass@k with its spread."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from math import comb
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
    """One log: a model, the parts that it went without, and its outcomes.

    ``suite`` is one of ``NAMED``, or empty for tasks that are run.
    """

    suite: str
    model: str
    without: tuple[str, ...]
    created: str
    temperature: float
    wording: int
    outcomes: tuple[Outcome, ...]

    @property
    def name(self) -> str:
        """How reports call it."""
        return ", ".join(filter(None, (self.model, *(f"no {part}" for part in self.without))))


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


def difference(one: Run, other: Run, k: int = 1) -> Estimate | None:
    """How much better the second run's pass@k is on the tasks that both have, paired by task."""
    first, second = by_task(one.outcomes), by_task(other.outcomes)
    both = sorted(first.keys() & second.keys())
    if not both or min(len(each[task]) for each in (first, second) for task in both) < k:
        return None
    score: Callable[[list[bool]], float] = lambda each: pass_at_k(len(each), sum(each), k)  # noqa: E731
    return spread([[score(second[task]) - score(first[task])] for task in both])


# What is said of gaps that were filled in.
FIGURES: tuple[tuple[str, Callable[[Outcome], float]], ...] = (
    ("same line, %", lambda each: float(each.passed)),
    ("edit similarity, %", lambda each: each.figures["similarity"]),
    ("valid, %", lambda each: each.figures["valid"]),
    ("shown, %", lambda each: each.figures["shown"]),
)


def read_runs(folder: Path) -> list[Run]:
    """The runs of a folder of logs, those without parts last. Samples without a score are left out.

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
        given = log.eval.task_args
        runs.append(
            Run(
                suite=given["suites"] if given["suites"] in NAMED else "",
                model=given["model"],
                without=tuple(given.get("without", ())),
                created=log.eval.created,
                temperature=given.get("temperature", 0.0),
                wording=given.get("wording", 0),
                outcomes=tuple(outcomes),
            )
        )
    if not any(run.outcomes for run in runs):
        raise MeasureError(
            f"There are no finished runs in {folder}. `edascribe-evals run --log-dir {folder}` goes on with what is there."
        )
    return sorted((run for run in runs if run.outcomes), key=lambda run: (len(run.without), run.name))
