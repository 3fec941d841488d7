"""How a pair is made of what an editor knows: the prompt by the product's own code, and the answer as the product would take it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from edascribe_codegen.catalogue import load
from edascribe_codegen.models.model_file import EMBEDDED_PROFILE
from edascribe_codegen.pipeline import check_candidate
from edascribe_codegen.profile import Ruler
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.stop import end_of_answer
from edascribe_codegen.trim import end_of_sense
from edascribe_codegen.types import Candidate, CheckedCompletion, EditorContext, Prompt, Timings
from edascribe_training.rows import PairRow, TextRow

if TYPE_CHECKING:
    from edascribe_codegen.catalogue import Catalogue
    from edascribe_codegen.types import Intent
    from edascribe_grammars import Language as Code
    from edascribe_training.rows import Language

Kind = Literal["script", "infill", "look-up", "repair", "real"]
Level = Literal["easy", "medium", "hard"]
# The versions that scripts are run in, and others whose catalogues fit many of the same scripts.
RUN = {"opensta": "2.0.17", "yosys": "0.23", "klayout": "0.30.12", "tcl": "8.6"}
OTHERS = {"opensta": "3.1.0", "yosys": "0.70"}
# An answer is cut by the product where its tokens end; a token of the domain's tokenizer has three to four characters.
_LONGEST = 600


class RefusedError(Exception):
    """The product would not show the answer; the message says why, the same for the same reason."""


def context_of(tool: str, before: str, task: str = "", after: str = "", version: str = "") -> EditorContext:
    """What an editor knows: at the line below the comment of a task, or where ghost text is due."""
    language: Code = "python" if tool in ("klayout", "openroad-python") else "tcl"
    intent: Intent = "generate" if task else "ghost_text"
    return EditorContext(
        language=language,
        tool=tool,
        version=version or load(tool, RUN.get(tool, "")).version,
        before=f"{before}# {task}\n" if task else before,
        after=after,
        intent=intent,
        comment=task,
    )


def prompt_of(context: EditorContext) -> Prompt:
    """The prompt for the embedded model. The lengths of its parts are estimated, as they are where nothing was counted yet."""
    return build_prompt(context, catalogue_of(context), replace(EMBEDDED_PROFILE, ruler=Ruler()))


def judged(context: EditorContext, prompt: Prompt, answer: str) -> CheckedCompletion:
    """What the product says of an answer."""
    candidate = Candidate(text=answer, model="", stopped="stop", timings=Timings())
    return check_candidate(context, catalogue_of(context), prompt, candidate)


def catalogue_of(context: EditorContext) -> Catalogue:
    """The catalogue of a context's tool, in its version."""
    return load(context.tool, context.version)


def refuse(context: EditorContext, prompt: Prompt, answer: str) -> None:
    """Holds an answer against what the product does with it.

    Raises:
        RefusedError: it would be cut, or not be shown.
    """
    if len(answer) > _LONGEST:
        raise RefusedError("longer than an answer may be")
    ends = [end for end in (end_of_answer(answer, context), end_of_sense(answer, context)) if end is not None]
    if ends and answer[min(ends) :].strip():
        raise RefusedError("the product would cut it")
    checked = judged(context, prompt, answer)
    if checked.verdict != "accepted":
        code = checked.faults[0].code if checked.faults else "no code"
        raise RefusedError(f"the product would not show it: {code}")


def level_of(answer: str) -> Level:
    """How hard a task is, by the lines of its answer: up to two, up to five, more."""
    lines = sum(1 for line in answer.splitlines() if line.strip(" \t}"))
    return "easy" if lines <= 2 else "medium" if lines <= 5 else "hard"


def pair(context: EditorContext, prompt: str, answer: str, kind: Kind, *, source: str, licence: str) -> PairRow:
    """A row."""
    return PairRow(
        tool=context.tool,
        language=context.language,
        kind=kind,
        level=level_of(answer),
        task=context.comment,
        prompt=prompt,
        answer=answer,
        source=source,
        licence=licence,
        hash=digest(prompt, answer),
    )


def text_row(text: str, language: Language, tool: str, *, source: str, licence: str) -> TextRow:
    """A row."""
    return TextRow(text=text, language=language, tool=tool, source=source, licence=licence, hash=digest(text))


def digest(*texts: str) -> str:
    """The SHA-256 of texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
