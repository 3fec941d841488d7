"""What stands near a cursor that a completion may want: the commands just before it, the user's own procedures, what follows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import takewhile

from edascribe_codegen.outline import Proc
from edascribe_codegen.workspace import Workspace
from edascribe_grammars import Language, Syntax, parse

_LAST_COMMANDS = 5
_PROCS = 4
_NEAR_LINES, _NEAR_CHARACTERS = 30, 4_000
_FOLLOWING_CHARACTERS = 4_000
_FOLLOWING_NAMES = 8
_WORD = re.compile(r"[A-Za-z]{3,}")
_DEFINITION = re.compile(r"^(?:async )?(?:def|class)[ \t]+(\w+)", re.MULTILINE)


def commands_before(syntax: Syntax, offset: int, count: int = _LAST_COMMANDS) -> tuple[str, ...]:
    """The names of the last commands that begin before an offset, in their order, from the chunks that it takes to have so many."""
    names: list[str] = []
    number = bisect_left(syntax.starts, offset)
    while number > 0 and len(names) < count:
        number -= 1
        calls = syntax.calls_within(number, number + 1)
        names[:0] = [call.name for call in calls if call.name and call.start < offset]
    return tuple(names[-count:])


def procs_wanted(
    workspace: Workspace, path: str, before: str, task: str = "", *, withheld: Callable[[str], bool] = lambda _: False
) -> tuple[Proc, ...]:
    """The procedures of a file and of those that it is connected with that may be wanted at the end of a text, the likeliest last.

    They are called in the lines above, or, likelier, most words of their names stand in the task or in the comment and the
    line at the end. Files that are ``withheld`` have none.
    """
    lines = before[-_NEAR_CHARACTERS:].split("\n")[-_NEAR_LINES:]
    above = takewhile(lambda line: line.lstrip().startswith("#"), reversed(lines[:-1]))
    wanted = _words("\n".join([task, lines[-1], *above]))
    called = set(re.findall(r"[\w:]+", "\n".join(lines)))
    scores: dict[str, tuple[float, Proc]] = {}
    for file in workspace.near(path):
        entry = workspace.entry(file)
        for proc in entry.procs if entry is not None and not withheld(file) else ():
            name = proc.name.rpartition("::")[2]
            parts = _words(name)
            is_called = proc.name in called or name in called
            share = len(parts & wanted) / max(1, len(parts))
            if (is_called or share > 0.5) and proc.name not in scores:
                scores[proc.name] = (2 * share + is_called, proc)
    found = sorted(scores.values(), key=lambda scored: scored[0])
    return tuple(proc for _, proc in found[-_PROCS:])


def proc_line(proc: Proc) -> str:
    """A procedure as a prompt shows it: how it is called and the first line of the comment above it."""
    words = [name if default is None else f"{{{name} {default}}}" for name, default in proc.parameters]
    comment = next((line for line in map(_uncommented, proc.comment.split("\n")) if line), "")
    return " ".join(["proc", proc.name, *words]) + (f": {comment}" if comment else "")


@lru_cache(maxsize=32)
def following(after: str, language: Language) -> str:
    """A comment line about what follows the cursor, for models that cannot be shown it; empty where nothing does."""
    # What is behind the cursor on its line belongs to the command that is being written.
    text = after.partition("\n")[2][:_FOLLOWING_CHARACTERS]
    names: Iterable[str]
    if language == "python":
        names = _DEFINITION.findall(text)
    else:
        chunks = parse(text, "tcl").chunks
        calls = [chunk.calls[0] for chunk in chunks if chunk.calls and chunk.calls[0].name]
        names = [
            f"proc {call.words[1].value}" if call.name == "proc" and len(call.words) > 1 else call.name or "" for call in calls
        ]
    shown = [*dict.fromkeys(names)][:_FOLLOWING_NAMES]
    return f"# Further below: {', '.join(shown)}\n\n" if shown else ""


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _uncommented(line: str) -> str:
    return line.strip().lstrip("#").strip()
