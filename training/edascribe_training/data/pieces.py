"""Pairs of parts of a script: what ghost text writes, a call whose command was looked up, an answer that is asked for again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edascribe_codegen.prompt import with_entry
from edascribe_codegen.repair import ask_again
from edascribe_codegen.stop import end_of_answer
from edascribe_codegen.trim import end_of_sense
from edascribe_training.data.rendering import catalogue_of, context_of, judged, pair, prompt_of

if TYPE_CHECKING:
    import random

    from edascribe_codegen.types import EditorContext, Prompt
    from edascribe_training.rows import PairRow

# Where somebody who types may stop: before a word, an argument or a member.
_STOP = re.compile(r"(?<=[\s\[(.,=])(?=\w|[-$\"'\[{])")
_LEAST = 3
_OPTION = re.compile(r"(?<= )-[a-z_]{3,}")
_MEMBER = re.compile(r"(?<=\.)[a-z_]{4,}(?=\()")


def infilled(tool: str, above: str, code: str, chance: random.Random, *, source: str, licence: str) -> list[PairRow]:
    """Ghost text at the beginning of a line of the code, or within it: the rest of its command."""
    lines = [found.start() for found in re.finditer(r"^", code, re.MULTILINE) if code[found.start() :].strip(" }\n")]
    start = chance.choice(lines)
    end = code.find("\n", start)
    cuts = [start + found.end() for found in _STOP.finditer(code[start:end]) if _LEAST < found.end() < end - start - _LEAST]
    indented = start + len(code[start:]) - len(code[start:].lstrip(" "))
    cut = chance.choice(cuts) if cuts and chance.random() < 0.6 else indented
    context = context_of(tool, above + code[:cut], after=_closing(code, cut))
    kept = end_of_answer(code[cut:], context)
    answer = code[cut : cut + kept].rstrip("\n") + "\n" if kept else code[cut:]
    sense = end_of_sense(answer, context)
    if sense is not None and answer[sense:].strip():
        return []
    prompt = prompt_of(context)
    if len(answer.strip()) <= _LEAST or judged(context, prompt, answer).verdict != "accepted":
        return []
    return [pair(context, prompt.text, answer, "infill", source=source, licence=licence)]


def _closing(code: str, cut: int) -> str:
    """What stands behind the cursor in an editor that closes blocks by itself: the closing lines of those that are open."""
    opened = code[:cut].count("{") - code[:cut].count("}")
    return "\n" + "\n".join(["}"] * opened) + "\n" if opened > 0 else ""


def looked_up(
    context: EditorContext, prompt: Prompt, code: str, chance: random.Random, *, source: str, licence: str
) -> list[PairRow]:
    """The call of a command whose name is written and whose entry has just come into the prompt."""
    catalogue = catalogue_of(context)
    if context.language != "tcl":
        return []
    starts = [found for found in re.finditer(r"^(\w+)(?= )", code, re.MULTILINE) if catalogue.is_own(found[1])]
    if not starts:
        return []
    found = chance.choice(starts)
    asked = with_entry(replace(prompt, cursor=prompt.cursor + code[: found.end()]), found[1], catalogue)
    rest = code[found.end() :]
    kept = end_of_answer(rest, replace(context, intent="ghost_text", before=context.before + code[: found.end()]))
    answer = rest[:kept].rstrip("\n") + "\n" if kept else rest
    return [pair(context, asked.text, answer, "look-up", source=source, licence=licence)]


def repaired(
    context: EditorContext, prompt: Prompt, code: str, chance: random.Random, *, source: str, licence: str
) -> list[PairRow]:
    """The code asked for again behind a wrong one, with what the product says of that."""
    catalogue = catalogue_of(context)
    for _ in range(4):
        wrong = _spoiled(context, code, chance)
        if wrong == code:
            continue
        rejected = judged(context, prompt, wrong)
        if rejected.verdict == "rejected":
            asked = ask_again(prompt, rejected, catalogue)
            return [pair(context, asked.text, code, "repair", source=source, licence=licence)]
    return []


def _spoiled(context: EditorContext, code: str, chance: random.Random) -> str:
    """The code with one mistake as models make them: a name that is nearly right, an option of another command, a bracket lost."""
    names = list(re.finditer(r"(?:^|(?<=\[))\w+(?= )", code, re.MULTILINE))
    options = list(_OPTION.finditer(code) if context.language == "tcl" else _MEMBER.finditer(code))
    drawn = chance.random()
    if drawn < 0.45 and options:
        found = chance.choice(options)
        known = ("-name", "-object", "-type")
        wrong = (
            chance.choice((_near(found[0], chance), found[0] + "s", *known))
            if context.language == "tcl"
            else _near(found[0], chance)
        )
        return code[: found.start()] + wrong + code[found.end() :]
    if drawn < 0.8 and names and context.language == "tcl":
        found = chance.choice(names)
        return code[: found.start()] + _near(found[0], chance) + code[found.end() :]
    closers = [found.start() for found in re.finditer(r"[\])}\"]", code)]
    if not closers:
        return code
    at = chance.choice(closers)
    return code[:at] + code[at + 1 :]


def _near(name: str, chance: random.Random) -> str:
    """A name that is nearly the right one: a part of it more, less or in another place."""
    parts = name.split("_")
    match chance.randint(0, 4):
        case 0 if len(parts) > 1:
            return "_".join(parts[:-1])
        case 1 if len(parts) > 1:
            return "_".join([parts[0], *reversed(parts[1:])]) if len(parts) > 2 else "_".join(reversed(parts))
        case 2:
            return name.rstrip("s") if name.endswith("s") else name + "s"
        case 3:
            return name + chance.choice(("_list", "_name", "_all", "_value", "_path"))
        case _:
            at = chance.randrange(1, len(name))
            return name[:at] + name[at + 1 :]
