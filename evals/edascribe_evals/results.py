"""What logs say: one outcome per sample, and pass@k with its spread."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

from inspect_ai.log import list_eval_logs, read_eval_log

from edascribe_evals.tasks import MeasureError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

RESAMPLES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One answer to one task. ``seconds`` are those of the whole completion, tokens those of its last candidate."""

    task: str
    tool: str
    level: str
    epoch: int
    passed: bool
    failure: str
    seconds: float
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One log: a model, the parts that it went without, and its outcomes."""

    model: str
    without: tuple[str, ...]
    created: str
    temperature: float
    wording: int
    outcomes: tuple[Outcome, ...]

    @property
    def name(self) -> str:
        """How reports call it."""
        return self.model + "".join(f", no {part}" for part in self.without)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A mean over tasks with its 95 % interval from a bootstrap over tasks; None where the samples are too few for k."""

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
    """pass@k over the tasks that the outcomes belong to."""
    grouped = by_task(outcomes).values()
    if not grouped or min(map(len, grouped)) < k:
        return None
    return spread([pass_at_k(len(each), sum(each), k) for each in grouped])


def spread(values: Sequence[float]) -> Estimate:
    """The mean of one value per task, with its interval."""
    chance = random.Random(0)  # noqa: S311
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]
    return Estimate(mean=sum(values) / len(values), low=low, high=high, tasks=len(values))


def difference(one: Run, other: Run, k: int = 1) -> Estimate | None:
    """How much better the second run's pass@k is on the tasks that both have, paired by task."""
    first, second = by_task(one.outcomes), by_task(other.outcomes)
    both = sorted(first.keys() & second.keys())
    if not both or min(len(each[task]) for each in (first, second) for task in both) < k:
        return None
    score: Callable[[list[bool]], float] = lambda each: pass_at_k(len(each), sum(each), k)  # noqa: E731
    return spread([score(second[task]) - score(first[task]) for task in both])


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
            outcomes.append(
                Outcome(
                    task=str(sample.id),
                    tool=told["tool"],
                    level=told["level"],
                    epoch=sample.epoch,
                    passed=score.value == "C",
                    failure=(score.metadata or {}).get("failure", ""),
                    seconds=told["seconds"],
                    tokens=(told["timings"]["prompt_tokens"] or 0) + (told["timings"]["completion_tokens"] or 0),
                )
            )
        given = log.eval.task_args
        runs.append(
            Run(
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
