"""The story of a completion: context -> prompt -> candidate -> checked completion."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.check import Checked, check, check_syntax
from edascribe_codegen.constrain import Grammar, one_of
from edascribe_codegen.lookup import answer
from edascribe_codegen.models import Model
from edascribe_codegen.profile import Profile
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.python_api import PythonChecker
from edascribe_codegen.python_help import members_python
from edascribe_codegen.repair import ask_again, repair
from edascribe_codegen.sampling import asked_at_once, is_same, ranked, rounds
from edascribe_codegen.stop import end_of_answer
from edascribe_codegen.trim import LEAST, end_of_sense, sensible
from edascribe_codegen.types import Candidate, CheckedCompletion, EditorContext, Prompt, Rejection, Tries
from edascribe_grammars import Fault, Fix, edit, sound_insertion

# The members of an object are known in some ten milliseconds once its package was read; ghost text does not wait for that.
_MEMBERS_SECONDS = 0.1


async def complete(
    context: EditorContext,
    catalogue: Catalogue,
    model: Model,
    *,
    python: PythonChecker | None = None,
    follow: Callable[[str], None] | None = None,
    deadline: float | None = None,
    tries: Tries = "at once",
    apart_from: Sequence[str] = (),
    background: bool = False,
) -> CheckedCompletion:
    """Asks the model for what belongs at the cursor and returns it checked; the best sound candidate wins.

    A completion that adds a syntax fault or leaves the tool's API is never shown: then the verdict is ``rejected``, ``reason`` says
    why, and ``rejections`` tells it of every candidate. With a checker, Python is held to the API of the installed packages, and
    behind a dot to the members of the object, where the checker knows them.
    ``follow`` is told the text so far of the likeliest candidate at hand whenever it has grown. From the ``deadline`` on, a time of
    the event loop's clock, a candidate is the whole lines that it has, and no further one is asked for. ``tries`` says whether
    there is but one candidate, or further ones in turn until one is sound, or several at once where the server has room for them,
    which are ranked by their scores (``sampling``). A user who has seen some wants another one, ``apart_from`` those. In the
    ``background`` they give way to those that a user waits for.

    Raises:
        ModelError: the model could not be asked; the message says what to do.
        PythonApiError: the checker was given and does not work.
    """
    (context, prompt), member = await asyncio.gather(
        asyncio.to_thread(_asked, context, catalogue, model.profile), _member(context, python)
    )
    if member is not None:
        prompt = replace(prompt, grammar=member)

    async def ask(asked: Prompt, told: Callable[[str], None] | None) -> CheckedCompletion:
        def watch(text: str) -> int | None:
            if told is not None:
                told(text)
            ends = (end_of_answer(text, context), end_of_sense(text, context))
            return min((end for end in ends if end is not None), default=None)

        candidate = await answer(model, asked, context, catalogue, stop_when=watch, deadline=deadline)
        # A long file takes a while to check, and the event loop has keystrokes to answer meanwhile.
        checked = await asyncio.to_thread(check_candidate, context, catalogue, asked, candidate)
        if python is not None and context.language == "python" and checked.verdict != "rejected":
            checked = await _held_to_python_api(checked, context, python)
        return checked

    rejections: list[Rejection] = []
    # Another answer at the same temperature needs another seed.
    seeds = itertools.count(10 * len(apart_from))
    for number, temperatures in enumerate(rounds(context.intent, tries, model.profile, another=bool(apart_from))):
        # All but the likeliest give way to other requests.
        prompts = [
            replace(
                prompt,
                temperature=temperature,
                seed=next(seeds),
                background=background or place > 0,
                scored=len(temperatures) > 1,
            )
            for place, temperature in enumerate(temperatures)
        ]
        checked = await asked_at_once(prompts, ask, follow)
        rejections += [Rejection(text=each.candidate.text, reason=each.reason) for each in checked if each.verdict == "rejected"]
        sound = tuple(each for each in ranked(checked) if not any(is_same(each.text, text) for text in apart_from))
        if sound:
            return replace(sound[0], rejections=tuple(rejections), alternatives=sound[1:])
        # A script is worth a second look at what was wrong with the first answer; ghost text would come too late for it.
        if context.intent == "generate" and number == 0:
            prompt = ask_again(prompt, checked[0], catalogue)
        if deadline is not None and asyncio.get_running_loop().time() >= deadline:
            break
    last = checked[0]
    if last.verdict != "rejected":
        last = replace(last, text="", verdict="rejected", reason="The model has written nothing else that is sound.")
    return replace(last, rejections=tuple(rejections))


def check_candidate(context: EditorContext, catalogue: Catalogue, prompt: Prompt, candidate: Candidate) -> CheckedCompletion:
    """Judges one candidate in its place: accepted, repaired by certain fixes, or rejected with the reason."""
    text = _trimmed(candidate.text, context)
    faults = _faults_of(text, context, catalogue)
    repairs: tuple[Fix, ...] = ()
    if faults:
        start = len(context.before)
        whole, repairs = repair(context.before + text + context.after, faults, start, start + len(text))
        mended = whole[start : len(whole) - len(context.after)]
        if repairs and not _faults_of(mended, context, catalogue):
            text = mended
        else:
            repairs = ()
    judged = CheckedCompletion(
        text=text, verdict="accepted", reason="", prompt=prompt, candidate=candidate, faults=faults, repairs=repairs
    )
    if context.max_lines and text.strip().count("\n") >= context.max_lines:
        reason = f"The command takes more lines than ghost text may have, which is {context.max_lines}."
        return replace(judged, text="", verdict="rejected", reason=reason)
    if repairs:
        reason = "; ".join(fix.title for fix in repairs)
        return replace(judged, verdict="repaired", reason=reason)
    if faults:
        return replace(judged, text="", verdict="rejected", reason=faults[0].message)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n")):
        return replace(judged, text="", verdict="rejected", reason="The model wrote no code.")
    if context.intent == "ghost_text" and len(text.strip()) < LEAST:
        return replace(
            judged, text="", verdict="rejected", reason=f"What the model wrote is too short to be shown: `{text.strip()}`."
        )
    return judged


async def _member(context: EditorContext, python: PythonChecker | None) -> Grammar | None:
    """The constraint to the members of the object behind whose dot the cursor is, where they are known at once."""
    if python is None or context.language != "python":
        return None
    try:
        async with asyncio.timeout(_MEMBERS_SECONDS):
            begun, names = await members_python(python, context.before + context.after, len(context.before))
    except TimeoutError:
        return None
    return one_of(names, begun)


async def _held_to_python_api(checked: CheckedCompletion, context: EditorContext, python: PythonChecker) -> CheckedCompletion:
    """The completion, rejected where it uses what the installed packages do not have."""
    faults = await python.faults(context.before + checked.text + context.after)
    added = tuple(fault for fault in faults if fault.severity == "error" and _touches(fault, checked.text, context))
    if not added:
        return checked
    return replace(checked, text="", verdict="rejected", reason=added[0].message, faults=(*checked.faults, *added))


def _asked(context: EditorContext, catalogue: Catalogue, profile: Profile) -> tuple[EditorContext, Prompt]:
    """The context with its check, which all answers' checks go on from, and the prompt."""
    context = replace(context, checked=_checked(context, catalogue))
    return context, build_prompt(context, catalogue, profile)


def _checked(context: EditorContext, catalogue: Catalogue) -> Checked:
    known, text = context.checked, context.before + context.after
    if known is not None and known.catalogue is catalogue and known.syntax.text == text:
        return known
    return check(text, context.language, catalogue)


def _trimmed(text: str, context: EditorContext) -> str:
    """What is sensible of the answer, without blank ends and, below a comment, its own comments; a script is whole lines."""
    text = sensible(text, context)
    if context.before.rstrip("\n").rpartition("\n")[2].lstrip().startswith("#"):
        lines = text.split("\n")
        while len(lines) > 1 and (not lines[0].strip() or lines[0].lstrip().startswith("#")):
            lines.pop(0)
        text = "\n".join(lines)
    if context.intent == "generate":
        return text.strip("\n").rstrip() + "\n" if text.strip() else ""
    return text.rstrip()


def _faults_of(text: str, context: EditorContext, catalogue: Catalogue) -> tuple[Fault, ...]:
    """The faults that inserting a text would add: syntax by the rule for insertions, API where they touch it."""
    known = _checked(context, catalogue)
    whole = edit(known.syntax, len(context.before), len(context.before), text)
    syntax = sound_insertion(context.before, text, context.after, context.language, known=known.syntax, whole=whole)
    if syntax:
        return syntax
    checked = check_syntax(whole, catalogue, defined=known.known, elsewhere=known.elsewhere, previous=known)
    return tuple(
        fault
        for fault in checked.faults
        if fault.code.startswith("api/")
        and fault.severity != "information"
        and _touches(fault, text, context)
        and not (fault.code == "api/unset-variable" and _is_read_elsewhere(whole.text[fault.start : fault.end], context))
    )


def _touches(fault: Fault, text: str, context: EditorContext) -> bool:
    """Whether a fault of the whole text lies, at least in part, in the text that was inserted."""
    start = len(context.before)
    return fault.start < start + len(text) and fault.end > start


def _is_read_elsewhere(variable: str, context: EditorContext) -> bool:
    """Whether the user's own text reads a variable that it does not set, so that something outside of it does."""
    return re.search(rf"\$\{{?{re.escape(variable)}\b", context.before + "\n" + context.after) is not None
