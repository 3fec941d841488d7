"""What may stand in place of a command or an option that is not known, for the user to choose: no fix that is certain."""

from __future__ import annotations

import re
from collections.abc import Collection

from rapidfuzz import fuzz, process

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.difference import successor
from edascribe_codegen.meaning import callee
from edascribe_codegen.outline import Outline
from edascribe_grammars import Fault, Fix

_MOST = 3
# How alike two names must be, in percent, that have not the same letters in the same order.
_ALIKE = 75


def alternatives(outline: Outline, fault: Fault, catalogue: Catalogue, defined: Collection[str] = ()) -> list[Fix]:
    """The words that may be meant where a command or an option is not known, the likeliest first.

    ``defined`` are the names of the commands that there are beside the catalogue's.
    """
    written = outline.syntax.text[fault.start : fault.end]
    at = outline.call_at(fault.start)
    if at is None or fault.code not in ("api/unknown-command", "api/unknown-option"):
        return []
    if fault.code == "api/unknown-command":
        known = [*catalogue.names, *defined]
        renamed = successor(catalogue, written)
    else:
        name = at[0].words[0].value or ""
        command = catalogue.find(name)
        called = None if command is None else callee(command, at[0].words, catalogue)
        if called is None:
            return []
        known = [option.name for option in called.command.options if not option.hidden]
        renamed = successor(catalogue, name, written)
    there = renamed.partition(" ")[0] in known
    titles = {renamed: f"Change to {renamed}, as it is called in {catalogue.title} {catalogue.version}"} if there else {}
    titles |= {other: f"Change to {other}" for other in _alike(written, known) if other not in titles}
    return [Fix(title=title, start=fault.start, end=fault.end, text=text) for text, title in list(titles.items())[:_MOST]]


def _alike(written: str, known: Collection[str]) -> list[str]:
    """The names that have all letters of a word in their order, and those that are spelled much like it."""
    letters = re.compile(".*".join(map(re.escape, written)))
    names = {name: fuzz.ratio(written, name) for name in known if letters.match(name)} if len(written) > 2 else {}
    names |= {
        name: score for name, score, _ in process.extract(written, known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST)
    }
    return sorted(names, key=lambda name: (-names[name], name))
