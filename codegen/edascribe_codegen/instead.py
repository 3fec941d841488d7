"""What may stand in place of a command or an option that is not known, for the user to choose: no fix that is certain."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from rapidfuzz import fuzz, process

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.outline import Outline
from edascribe_grammars import Fault, Fix

# What later versions call a command or an option. OpenSTA 2.0.17 says so itself: it warns of the old name, or calls the new one.
_RENAMED: Mapping[str, Mapping[str, str]] = {
    "opensta": {
        "connect_pins": "connect_pin",
        "disconnect_pins": "disconnect_pin",
        "read_parasitics": "read_spef",
        "report_cell": "report_instance",
        "report_check_types -all_violators": "-violators",
        "report_check_types -max_transition": "-max_slew",
        "report_check_types -min_transition": "-min_slew",
    }
}
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
        name, known = written, [*catalogue.names, *defined]
    else:
        words = [word.value or "" for word in at[0].words[:2]]
        command = catalogue.find(words[0])
        if command is not None and command.subcommands:
            command = catalogue.find_subcommand(*words) if len(words) > 1 else None
        if command is None:
            return []
        name, known = f"{words[0]} {written}", [option.name for option in command.options if not option.hidden]
    renamed = _renamed(catalogue, name)
    titles = {renamed: f"Change to {renamed}, as it is called in {catalogue.title} {catalogue.version}"} if renamed in known else {}
    titles |= {other: f"Change to {other}" for other in _alike(written, known) if other not in titles}
    return [Fix(title=title, start=fault.start, end=fault.end, text=text) for text, title in list(titles.items())[:_MOST]]


def _renamed(catalogue: Catalogue, name: str) -> str:
    return next((_RENAMED[tool][name] for tool in (catalogue.tool, catalogue.contains) if name in _RENAMED.get(tool, ())), "")


def _alike(written: str, known: Collection[str]) -> list[str]:
    """The names that have all letters of a word in their order, and those that are spelled much like it."""
    letters = re.compile(".*".join(map(re.escape, written)))
    names = {name: fuzz.ratio(written, name) for name in known if letters.match(name)} if len(written) > 2 else {}
    names |= {
        name: score for name, score, _ in process.extract(written, known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_MOST)
    }
    return sorted(names, key=lambda name: (-names[name], name))
