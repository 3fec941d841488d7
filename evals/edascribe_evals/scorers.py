"""How answers are judged, one scorer per kind of suite; a log can be scored again without asking the model."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from inspect_ai.scorer import CORRECT, INCORRECT, Score, Scorer, Target, accuracy, scorer
from inspect_ai.solver import TaskState

from edascribe_codegen.catalogue import resolve
from edascribe_codegen.pipeline import check_candidate
from edascribe_codegen.types import Candidate, EditorContext, Prompt, Timings
from edascribe_evals import questions
from edascribe_evals.eda_corpus import checker, faults, uses
from edascribe_evals.grading import grade
from edascribe_evals.infilling import first_line, gaps, similarity
from edascribe_evals.resources import python_checker, shared
from edascribe_evals.tasks import read_tasks

if TYPE_CHECKING:
    from edascribe_codegen.python_api import PythonChecker


def scorer_of(suites: str) -> Scorer:
    """The scorer of a suite."""
    match suites:
        case questions.INFILLING:
            return infilled()
        case questions.EDA_CORPUS:
            return within_api()
        case _:
            return executed(suites)


@scorer(metrics=[accuracy()])
def executed(suites: str) -> Scorer:
    """Runs the answer in its tool and compares what it left."""
    tasks = {each.id: each for each in read_tasks(Path(suites))}
    slots = asyncio.Semaphore(2)

    async def run_and_compare(state: TaskState, target: Target) -> Score:  # noqa: ARG001
        text = state.output.completion
        if not text.strip():
            reason = f"Nothing valid came out: {state.metadata.get('reason', '')}"
            return Score(value=INCORRECT, answer=text, explanation=reason, metadata={"failure": "rejected by the check"})
        async with slots:
            grade_ = await asyncio.to_thread(grade, tasks[str(state.sample_id)], text)
        return Score(
            value=CORRECT if grade_.passed else INCORRECT,
            answer=text,
            explanation="\n".join(grade_.reasons) or "It passes.",
            metadata={"failure": failure(grade_.reasons), "sandboxed": grade_.sandboxed, "output": grade_.output},
        )

    return run_and_compare


def failure(reasons: tuple[str, ...]) -> str:
    """The kind of failure that a grade's reasons are, or nothing."""
    if not reasons:
        return ""
    if any("did not come to its end" in reason for reason in reasons):
        return "error in the tool"
    return (
        "over a limit"
        if any("It ran for more" in reason or "It wrote too much" in reason for reason in reasons)
        else "wrong result"
    )


@scorer(metrics=[accuracy()])
def infilled() -> Scorer:
    """Compares what is shown with what the script's author wrote, and says whether the model's first answer is sound in its place.

    Correct is an answer whose first line is the author's, blanks aside; nothing shown is wrong, and similar by 0.
    """
    known = {gap.id: gap for gap in gaps()}

    async def compare(state: TaskState, target: Target) -> Score:
        gap = known[str(state.sample_id)]
        shown = state.output.completion
        rejections = state.metadata["rejections"]
        first = rejections[0]["text"] if rejections else state.metadata["candidate"]
        right = first_line(shown) == first_line(target.text)
        python = await shared(python_checker)
        figures = {
            "similarity": similarity(shown, target.text) if shown.strip() else 0.0,
            "valid": float(await is_valid(first, gap.context, python)),
            "shown": float(bool(shown.strip())),
            # What the check says of the author's own text: no model can be told to do better.
            "author_valid": float(await is_valid(target.text, gap.context, python)),
        }
        kind = "" if right else "another text" if shown.strip() else "rejected by the check"
        return Score(
            value=CORRECT if right else INCORRECT,
            answer=shown,
            explanation=f"The author wrote: {target.text}",
            metadata={"failure": kind, "figures": figures, "file": f"{gap.repository}/{gap.path}"},
        )

    return compare


async def is_valid(text: str, context: EditorContext, python: PythonChecker) -> bool:
    """Whether a text adds nothing wrong at a place: syntax, and commands, options and values, or in Python the packages' API."""
    catalogue = await asyncio.to_thread(resolve, context.tool, context.version)
    prompt = Prompt(header="", context="", api="", cursor="")
    candidate = Candidate(text=text, model="", stopped="stop", timings=Timings())
    checked = await asyncio.to_thread(check_candidate, context, catalogue, prompt, candidate)
    if not text.strip() or checked.faults:
        return False
    if context.language != "python":
        return True
    start, end = len(context.before), len(context.before + text)
    faults = await python.faults(context.before + text + context.after)
    return not any(fault.severity == "error" and fault.start < end and fault.end > start for fault in faults)


@scorer(metrics=[accuracy()])
def within_api() -> Scorer:
    """Correct is a script that uses OpenROAD's API and nothing that this does not have. It is not run.

    ``calls`` is the share of the reference's names of the API that the answer uses too, each as often as it is there.
    """

    async def check_statically(state: TaskState, target: Target) -> Score:
        text = state.output.completion
        wanted = uses(target.text)
        if not text.strip():
            found = [f"Nothing valid came out: {state.metadata.get('reason', '')}"]
        else:
            found = await faults(text, await shared(checker))
        kind = "rejected by the check" if not text.strip() else "outside the API" if found else ""
        return Score(
            value=INCORRECT if found else CORRECT,
            answer=text,
            explanation="\n".join(found) or "Within the API.",
            metadata={"failure": kind, "figures": {"calls": (wanted & uses(text)).total() / max(1, wanted.total())}},
        )

    return check_statically
