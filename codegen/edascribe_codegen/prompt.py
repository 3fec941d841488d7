"""Builds the prompt: the file so far, the tool's own API entries, the cursor last; in the form and the size for the model."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from edascribe_codegen.budget import BELOW, BLOCK, FILE, PROCS, end_of, first_lines, last_blocks, last_that_fit, share
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.members import find_members
from edascribe_codegen.catalogue.render import prompt_line
from edascribe_codegen.catalogue.retrieve import retrieve
from edascribe_codegen.constrain import constraint
from edascribe_codegen.infill import without_tokens
from edascribe_codegen.nearby import commands_before, following, proc_line
from edascribe_codegen.profile import Profile
from edascribe_codegen.types import EditorContext, Prompt
from edascribe_grammars import call_before, parse

_ENTRIES = {"ghost_text": 2, "generate": 6}
_MAX_TOKENS = {"ghost_text": 64, "generate": 160}
_COMMENT_LINES = 4
# No token has so many characters of a script on average: farther lines need not be looked at.
_CHARACTERS_PER_TOKEN = 16
_API_TITLE = "# API:\n"
_ANY_MODEL = Profile()


def build_prompt(context: EditorContext, catalogue: Catalogue, profile: Profile = _ANY_MODEL) -> Prompt:
    """Makes the prompt for a context and a model: what `budget` keeps of the file, of the entries and of what follows."""
    ruler, infill = profile.ruler, None if profile.chat else profile.infill
    max_tokens = _MAX_TOKENS[context.intent]
    budget = profile.budget(context.intent, max_tokens)
    language = "Tcl" if context.language == "tcl" else "Python"
    header = f"# {catalogue.title} {catalogue.version} {language} script. Below each comment stands the code that does it.\n\n"
    head, cursor = _split_at_task(context.before)
    names = _entries(context, catalogue, _task(context, cursor))
    left = budget - ruler.count(header) - (ruler.count(infill.prompt("", "")) if infill is not None else 0)
    cursor = end_of(without_tokens(cursor, infill), left, ruler)
    left -= ruler.estimate(cursor)
    if infill is not None:
        below = first_lines(without_tokens(context.after, infill), share(budget, BELOW, left), ruler)
    else:
        below = first_lines(without_tokens(following(context.after, context.language)), share(budget, BELOW, left), ruler)
    left -= ruler.count(below)
    file = last_blocks(_lines_without_open_tasks(without_tokens(head, infill), budget), share(budget, FILE, left), ruler)
    left -= ruler.estimate(file)
    procs = [f"# {without_tokens(proc_line(proc), infill)}\n" for proc in context.procs]
    procs = procs[len(procs) - last_that_fit(procs, share(budget, PROCS, left), ruler) :]
    left -= sum(map(ruler.count, procs))
    entries = [_entry(name, catalogue) for name in names]
    kept = last_that_fit(["".join(entry) for entry in entries], left - ruler.count(_API_TITLE + "\n"), ruler)
    return Prompt(
        header=header,
        context=file,
        api=_api(entries[len(entries) - kept :], procs),
        cursor=cursor,
        below=below,
        infill=infill,
        chat=profile.chat,
        prefill=profile.prefill,
        cited=names[len(names) - kept :],
        # A chat's answer may begin with a fence, and is cut at the next one.
        stop=("\n\n\n", *(() if profile.chat else ("```",)), *(infill.stop if infill else ())),
        max_tokens=max_tokens,
        grammar=constraint(context, catalogue),
    )


def with_entry(prompt: Prompt, name: str, catalogue: Catalogue, profile: Profile = _ANY_MODEL) -> Prompt:
    """The prompt with the entry of one more command nearest to the cursor, where it has none of it and the model can read it."""
    command = catalogue.find(name)
    if command is None or name in prompt.cited or not catalogue.is_own(name):
        return prompt
    more = replace(prompt, api=prompt.api + _api([_entry(name, catalogue)], []), cited=(*prompt.cited, name))
    return more if profile.ruler.estimate(more.text) <= profile.longest(prompt.max_tokens) else prompt


def _task(context: EditorContext, cursor: str) -> str:
    """The task in words: the comment asked for, else the comment lines at the beginning of ``cursor``, else nothing."""
    if context.comment:
        return context.comment
    return " ".join(re.sub(r"^\s*#+\s?", "", line) for line in cursor.split("\n")[:-1]).strip()


def _entries(context: EditorContext, catalogue: Catalogue, task: str) -> tuple[str, ...]:
    """The names of the entries that a completion will need, the likeliest last, nearest to the cursor."""
    count = _ENTRIES[context.intent]
    if context.language != "tcl":
        if not task or not catalogue.scopes:
            return ()
        return (retrieve(catalogue, task, count=count) or find_members(catalogue, task, context.before, count))[::-1]
    writing = call_before(context.before, len(context.before), start=context.start)
    name = writing.words[0].value if writing and len(writing.words) > 1 else None
    begun = catalogue.find(name) if name else None
    found: tuple[str, ...] = ()
    if task:
        used = commands_before(parse(context.before, "tcl"), len(context.before)) if context.used is None else context.used
        found = _retrieved(catalogue, task, used, count)
    wanted = [name for name in found if begun is None or name != begun.name]
    return (*reversed(wanted), *([begun.name] if begun else []))


@lru_cache(maxsize=64)
def _retrieved(catalogue: Catalogue, task: str, used: tuple[str, ...], count: int) -> tuple[str, ...]:
    """What a task needs, which is the same at each keystroke below it."""
    return retrieve(catalogue, task, used=used, count=count)


def _entry(name: str, catalogue: Catalogue) -> tuple[str, str]:
    """An entry: its synopsis, and what it is for, as a comment, with an example line below."""
    known = catalogue.knowledge(name)
    example = f"\n# {known.summary}\n{known.example}\n" if known and known.example else ""
    return f"# {prompt_line(name, catalogue)}\n", example


def _api(entries: list[tuple[str, str]], procs: list[str]) -> str:
    """The entries: all synopses, the user's own procedures before them, then the examples.

    The examples are worked answers in the form of the task that follows. On the embedded model this order, and the file before the
    entries, chose the right command more often than entries kept whole or put before the file.
    """
    if not entries and not procs:
        return ""
    synopses = "".join([*procs, *(synopsis for synopsis, _ in entries)])
    return "".join([_API_TITLE, synopses, *(example for _, example in entries), "\n"])


def _split_at_task(text: str) -> tuple[str, str]:
    """The text before the comment that stands right above the cursor's line, and that comment with the line so far."""
    start = text.rfind("\n") + 1
    for _ in range(_COMMENT_LINES):
        above = text.rfind("\n", 0, start - 1) + 1 if start else 0
        if not start or not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return text[:start], text[start:]


def _lines_without_open_tasks(text: str, tokens: int) -> list[tuple[int, str]]:
    """The lines that may fit, with their numbers, without comments that no code follows.

    Those would teach the model to answer a comment with a comment.
    """
    number, start = 0, max(0, len(text) - _CHARACTERS_PER_TOKEN * tokens)
    if start:
        whole = text.find("\n", start) + 1
        number, start = text.count("\n", 0, whole), whole
        block = whole
        for _ in range(-number % BLOCK):
            block = text.find("\n", block) + 1 or len(text)
        # Where lines are so long that no block begins among them, it begins with the first one that is whole.
        if block < len(text):
            number, start = -(-number // BLOCK) * BLOCK, block
    kept: list[tuple[int, str]] = []
    for at, line in enumerate(text[start:].splitlines(keepends=True), number):
        if not line.strip():
            while kept and kept[-1][1].lstrip().startswith("#"):
                kept.pop()
            if not kept or not kept[-1][1].strip():
                continue
        kept.append((at, line))
    return kept
