"""Builds the prompt: the tool's own API entries, the file so far, the cursor last."""

from __future__ import annotations

import re
from dataclasses import replace

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.members import find_members
from edascribe_codegen.catalogue.render import prompt_line
from edascribe_codegen.catalogue.retrieve import retrieve
from edascribe_codegen.constrain import constraint
from edascribe_codegen.types import EditorContext, Prompt
from edascribe_grammars import call_before, parse

# A small model on a CPU reads some 250 tokens a second, so each entry and each line of context costs time to the first word.
_ENTRIES = {"ghost_text": 2, "generate": 6}
_CONTEXT_CHARACTERS = {"ghost_text": 800, "generate": 1_200}
_MAX_TOKENS = {"ghost_text": 64, "generate": 160}
_COMMENT_LINES = 4


def build_prompt(context: EditorContext, catalogue: Catalogue) -> Prompt:
    """Makes the prompt for a context: entries found for the task, the text before the cursor, what ends the answer."""
    head, cursor = _split_at_task(context.before)
    names = _entries(context, catalogue, _task(context, cursor))
    language = "Tcl" if context.language == "tcl" else "Python"
    return Prompt(
        header=f"# {catalogue.title} {catalogue.version} {language} script. Below each comment stands the code that does it.\n\n",
        context=_tail(_without_open_tasks(head), _CONTEXT_CHARACTERS[context.intent]),
        api=_api(names, catalogue),
        cursor=cursor,
        cited=names,
        stop=("\n\n\n", "```"),
        max_tokens=_MAX_TOKENS[context.intent],
        grammar=constraint(context, catalogue),
    )


def with_entry(prompt: Prompt, name: str, catalogue: Catalogue) -> Prompt:
    """The prompt with the entry of one more command, nearest to the cursor, where it has none of it yet."""
    command = catalogue.find(name)
    if command is None or name in prompt.cited or not catalogue.is_own(name):
        return prompt
    return replace(prompt, api=prompt.api + _api((name,), catalogue), cited=(*prompt.cited, name))


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
    writing = call_before(context.before, len(context.before))
    name = writing.words[0].value if writing and len(writing.words) > 1 else None
    begun = catalogue.find(name) if name else None
    used = [call.name for call in parse(context.before, "tcl").calls if call.name] if task else []
    found = retrieve(catalogue, task, used=used, count=count) if task else ()
    wanted = [name for name in found if begun is None or name != begun.name]
    return (*reversed(wanted), *([begun.name] if begun else []))


def _api(names: tuple[str, ...], catalogue: Catalogue) -> str:
    """The entries: all synopses, then of each what it is for, as a comment, with an example line below.

    The examples are worked answers in the form of the task that follows. On the embedded model this order, and the file before the
    entries, chose the right command more often than entries kept whole or put before the file.
    """
    if not names:
        return ""
    synopses = "".join(f"# {prompt_line(name, catalogue)}\n" for name in names)
    known = map(catalogue.knowledge, names)
    examples = (f"# {entry.summary}\n{entry.example}\n" for entry in known if entry and entry.example)
    return "\n".join(["# API:\n" + synopses, *examples, ""])


def _split_at_task(text: str) -> tuple[str, str]:
    """The text before the comment that stands right above the cursor's line, and that comment with the line so far."""
    lines = text.split("\n")
    first = len(lines) - 1
    while first > 0 and len(lines) - first <= _COMMENT_LINES and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    head = "\n".join(lines[:first])
    return head + "\n" if first else "", "\n".join(lines[first:])


def _without_open_tasks(text: str) -> str:
    """The text without comments that no code follows: they would teach the model to answer a comment with a comment."""
    kept: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            while kept and kept[-1].lstrip().startswith("#"):
                kept.pop()
            if not kept or not kept[-1]:
                continue
        kept.append(line)
    return "\n".join(kept) + "\n" if kept and kept[-1] else "\n".join(kept)


def _tail(text: str, characters: int) -> str:
    """The last whole lines of a text, at most so many characters."""
    if len(text) <= characters:
        return text
    tail = text[-characters:]
    return tail[tail.find("\n") + 1 :]
