"""What a model is asked: tasks that are run, gaps in real scripts, EDA-Corpus' prompts, each as what an editor would know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edascribe_codegen.types import EditorContext
from edascribe_evals.eda_corpus import pairs
from edascribe_evals.infilling import gaps
from edascribe_evals.openroad_stubs import TOOL
from edascribe_evals.tasks import read_tasks

if TYPE_CHECKING:
    from edascribe_evals.tasks import Task

INFILLING = "infilling"
EDA_CORPUS = "eda-corpus"
# Suites that are no folder.
NAMED = (INFILLING, EDA_CORPUS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A place where something is to be written, and what is right there. ``level`` is how hard it is, or of which kind."""

    id: str
    tool: str
    level: str
    asked: str
    reference: str
    context: EditorContext


def questions(suites: str, wording: int = 0) -> list[Question]:
    """The questions of a suite: one of ``NAMED``, or a folder or file of tasks in one of their wordings.

    Raises:
        TaskError: a task cannot be read.
        CorpusError: the scripts are not there.
    """
    if suites == EDA_CORPUS:
        return [
            Question(id=pair.id, tool=TOOL, level="", asked=pair.prompt, reference=pair.code, context=pair.context)
            for pair in pairs()
        ]
    if suites == INFILLING:
        return [
            Question(
                id=gap.id,
                tool=gap.tool,
                level=gap.kind,
                asked=gap.before.rpartition("\n")[2],
                reference=gap.target,
                context=gap.context,
            )
            for gap in gaps()
        ]
    return [
        Question(
            id=task.id,
            tool=task.file.tool,
            level=task.file.level,
            asked=task.wordings[wording],
            reference=task.reference,
            context=context_of(task, wording),
        )
        for task in read_tasks(Path(suites))
    ]


def context_of(task: Task, wording: int = 0) -> EditorContext:
    """What an editor would know at the place of the task; ``wording`` 0 is the comment, then come its paraphrases."""
    comment = task.wordings[wording]
    before = task.file.context.before.strip("\n")
    return EditorContext(
        language="python" if task.file.tool == "klayout" else "tcl",
        tool=task.file.tool,
        version=task.file.version,
        before=(f"{before}\n" if before else "") + f"# {comment}\n",
        after=task.file.context.after,
        intent="generate",
        comment=comment,
    )
