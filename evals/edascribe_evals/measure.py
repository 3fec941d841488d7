"""Measures a model with inspect-ai: the product's own pipeline answers, a scorer judges, the log keeps all of it.

What is asked is in `questions.py`, how it is judged in `scorers.py`.
"""

from __future__ import annotations

import asyncio
import os
import platform
import re
import time
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspect_ai import Task as InspectTask
from inspect_ai import eval_set, score_async
from inspect_ai import task as inspect_task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import read_eval_log, write_eval_log
from inspect_ai.model import ChatMessage, ChatMessageAssistant, ChatMessageUser, ModelOutput
from inspect_ai.scorer import CORRECT
from inspect_ai.solver import Generate, Solver, TaskState, solver
from inspect_ai.util import concurrency

from edascribe_codegen.catalogue import resolve
from edascribe_codegen.models import Model
from edascribe_codegen.pipeline import complete
from edascribe_evals import resources
from edascribe_evals.questions import NAMED, questions
from edascribe_evals.scorers import scorer_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable, Sequence

    from inspect_ai.log import EvalLog

    from edascribe_codegen.models import Chunk, Description
    from edascribe_codegen.profile import Profile
    from edascribe_codegen.types import CheckedCompletion, EditorContext, Prompt, Tries

# Seeds of one sample's candidates lie together, those of the next one behind them.
SEEDS = 100
# How many samples are judged, or wait for either, beside those that are answered.
WAITING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Which parts of the pipeline take part. Without repair, the first answer counts as it is, whatever the check says of it."""

    retrieval: bool = True
    constraint: bool = True
    repair: bool = True


PARTS = ("catalogue", *(each.name for each in fields(Parts)))
# All parts, all but one, and those by which the parts are added one after the other: the plain prompt is without the catalogue.
ABLATIONS: tuple[tuple[str, ...], ...] = ((), *((part,) for part in PARTS), ("constraint", "repair"))


def parts_without(names: Iterable[str]) -> Parts:
    """All parts but some. Without the catalogue there are none: the model is given the task alone, and its first answer counts."""
    return Parts(**dict.fromkeys(PARTS[1:] if "catalogue" in names else names, False))


@dataclass(frozen=True, slots=True, kw_only=True)
class AlteredModel:
    """A model that is asked without some parts of the prompt, and at a temperature and seed of its own for each sample."""

    model: Model
    parts: Parts = field(default_factory=Parts)
    temperature: float = 0.0
    epoch: int = 1

    @property
    def name(self) -> str:
        """The model's own name."""
        return self.model.name

    @property
    def profile(self) -> Profile:
        """The model's own profile; without a constraint, commands are not looked up while they are written either."""
        profile = self.model.profile
        return replace(profile, steps=profile.steps and self.parts.constraint)

    def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """The model's answer to the altered prompt."""
        seed = (prompt.seed or 0) + SEEDS * (self.epoch - 1)
        altered = replace(prompt, temperature=max(prompt.temperature, self.temperature), seed=seed)
        if not self.parts.constraint:
            altered = replace(altered, grammar=None)
        if not self.parts.retrieval:
            altered = replace(altered, api="", cited=())
        return self.model.stream(altered)

    async def describe(self) -> Description:
        """What the server says of itself."""
        return await self.model.describe()

    async def close(self) -> None:
        """Lets go of connections."""
        await self.model.close()


async def answer(
    context: EditorContext, model: Model, parts: Parts, *, temperature: float = 0.0, epoch: int = 1
) -> CheckedCompletion:
    """The pipeline's completion at a place.

    Raises:
        ModelError: the model could not be asked.
    """
    catalogue = await asyncio.to_thread(resolve, context.tool, context.version)
    altered = AlteredModel(model=model, parts=parts, temperature=temperature, epoch=epoch)
    if not parts.repair:
        return await complete(context, catalogue, altered, tries="one")
    # The extra [evals] brings the checker, so that no run is without it unnoticed.
    python = await resources.shared(resources.python_checker) if context.language == "python" else None
    # As the product does it unasked: further answers are tried where one is rejected.
    tries: Tries = "in turn" if context.intent == "ghost_text" else "at once"
    return await complete(context, catalogue, altered, python=python, tries=tries)


def told(checked: CheckedCompletion) -> dict[str, Any]:
    """What the log keeps of a completion beside prompt and text."""
    return {
        "verdict": checked.verdict,
        "reason": checked.reason,
        "cited": list(checked.prompt.cited),
        "candidate": checked.candidate.text,
        "faults": [f"{fault.code}: {fault.message}" for fault in checked.faults],
        "repairs": [fix.title for fix in checked.repairs],
        "rejections": [asdict(rejection) for rejection in checked.rejections],
        "timings": asdict(checked.candidate.timings),
    }


def messages(checked: CheckedCompletion) -> list[ChatMessage]:
    """What `inspect view` shows as a talk: the last try's prompt, the candidates that were rejected and why, what was accepted."""
    talk: list[ChatMessage] = [ChatMessageUser(content=_fenced(checked.prompt.text))]
    for rejection in checked.rejections:
        talk += [ChatMessageAssistant(content=_fenced(rejection.text)), ChatMessageUser(content=f"Rejected: {rejection.reason}")]
    if checked.verdict != "rejected":
        talk.append(ChatMessageAssistant(content=_fenced(checked.candidate.text)))
    return talk


def _fenced(text: str) -> str:
    """A text that is shown as it is: comments of Tcl are headings in Markdown."""
    return f"~~~~\n{text}\n~~~~"


@solver
def pipeline(suites: str, parts: Parts, wording: int, temperature: float) -> Solver:
    """Answers by the product's pipeline, with one model for all samples."""
    asked = {each.id: each for each in questions(suites, wording)}

    async def solve(state: TaskState, generate: Generate) -> TaskState:  # noqa: ARG001
        model = await resources.shared(resources.model)
        context = asked[str(state.sample_id)].context
        async with concurrency("answers", resources.connections):
            start = time.perf_counter()
            checked = await answer(context, model, parts, temperature=temperature, epoch=state.epoch)
            seconds = time.perf_counter() - start
        text = checked.text if parts.repair or checked.verdict == "accepted" else checked.candidate.text
        state.messages = messages(checked)
        state.output = ModelOutput.from_content(model.name, text)
        state.metadata = {**state.metadata, **told(checked), "seconds": seconds}
        return state

    return solve


@inspect_task
def edascribe(
    *,
    suites: str,
    model: str,
    without: tuple[str, ...] = (),
    tools: tuple[str, ...] = (),
    wording: int = 0,
    temperature: float = 0.0,
) -> InspectTask:
    """What is asked, answered by the pipeline without the parts that are named; ``model`` is its name, for the log."""
    parts = parts_without(without)
    samples = [
        Sample(id=each.id, input=each.asked, target=each.reference, metadata={"tool": each.tool, "level": each.level})
        for each in questions(suites, wording)
        if not tools or each.tool in tools or each.id in tools
    ]
    suite = f"-{suites}" if suites in NAMED else ""
    return InspectTask(
        dataset=MemoryDataset(samples),
        solver=pipeline(suites, parts, wording, temperature),
        scorer=scorer_of(suites),
        metadata={"model": model, "without": list(without)},
        name=f"edascribe{suite}{''.join(f'-no-{part}' for part in without)}",
    )


def run(
    log_dir: Path,
    *,
    suites: str,
    withouts: Sequence[tuple[str, ...]],
    only: tuple[str, ...],
    samples: int,
    temperature: float,
    wording: int,
    connections: int,
    display: Any,
) -> bool:
    """Asks all questions once for each set of parts to go without, or goes on with runs that were interrupted; whether all is done.

    Raises:
        ModelError: there is no model.
    """
    name, metadata = asyncio.run(_described())
    metadata["seeds"] = [SEEDS * sample for sample in range(samples)]
    resources.connections = connections
    tasks = [
        edascribe(suites=suites, model=name, without=without, tools=only, wording=wording, temperature=temperature)
        for without in withouts
    ]
    # Each sample is on disk as soon as it is done, so that nothing is asked twice after an interruption.
    done, _ = eval_set(
        tasks,
        log_dir=str(log_dir),
        model=None,
        epochs=samples,
        metadata=metadata,
        # While some answers are judged, the model is asked for others.
        max_samples=connections + WAITING,
        max_tasks=1,
        retry_attempts=0,
        retry_immediate=False,
        log_buffer=1,
        display=display,
        log_dir_allow_dirty=True,
    )
    return done


def rescore(path: Path) -> float:
    """Scores a log again and writes it; the share of answers that pass."""

    async def scored() -> EvalLog:
        log = read_eval_log(str(path))
        try:
            return await score_async(log, scorer_of(log.eval.task_args["suites"]), action="overwrite")
        finally:
            await resources.close()

    log = asyncio.run(scored())
    write_eval_log(log, str(path))
    values = [each.value == CORRECT for sample in log.samples or [] for each in (sample.scores or {}).values()]
    return sum(values) / max(1, len(values))


async def _described() -> tuple[str, dict[str, Any]]:
    """The model's name, and what the log keeps of where it runs: the server without its address, and this machine."""
    async with resources.model() as model:
        described = await model.describe()
        server = str(described.get("server") or described.get("kind"))
        if context_length := described.get("context_length"):
            server += f", context of {context_length} tokens"
        if threads := described.get("threads"):
            server += f", threads: {threads}"
        return model.name, {"server": server, "machine": f"{processor()}, cores: {os.cpu_count()}"}


def processor() -> str:
    """The processor's own name, or else its architecture."""
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.machine()
