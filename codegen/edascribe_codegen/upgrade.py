"""What a tool's upgrade breaks in scripts: the faults that a check against the new version finds, one against the old not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.difference import Difference
from edascribe_codegen.check import check, shapes_of
from edascribe_codegen.project import CheckedFile, check_project
from edascribe_grammars import Call, Fault, Fix, Word, parse


def breaks(files: Sequence[Path], old: str, new: str, difference: Difference) -> Iterator[CheckedFile]:
    """The Tcl files with the faults that come with the upgrade from ``old`` to ``new``, which name the catalogues.

    A fault's message says what is gone and, where it is known, what to write instead; its fix does so where the call is right then.

    Raises:
        CatalogueError: a catalogue is not at hand.
        OSError: a file cannot be read.
    """
    for before, after in zip(check_project(files, old), check_project(files, new), strict=True):
        known = {(fault.code, fault.start, fault.end) for fault in before.faults}
        broken = [
            fault
            for fault in after.faults
            if (fault.code, fault.start, fault.end) not in known
            and (fault.severity != "information" or _is_taken(after.text[fault.start : fault.end], fault, difference))
        ]
        if broken:
            # Only what breaks is read once more, for its calls.
            calls = parse(after.text, "tcl", shapes_of(difference.new)).calls
            unknown = {fault.start for fault in before.faults if fault.code == "api/unknown-command"}
            broken = list(_explained(broken, after.text, calls, unknown, difference))
        yield replace(after, faults=tuple(broken), fixed=None)


def _is_taken(word: str, fault: Fault, difference: Difference) -> bool:
    """Whether the name of a command that is gone is taken for the beginning of another's now."""
    return fault.code == "api/abbreviated-command" and difference.old.find(word) is not None


def _explained(
    faults: Sequence[Fault], text: str, calls: Sequence[Call], unknown: Collection[int], difference: Difference
) -> Iterator[Fault]:
    """The faults as what they are, changes of the tool; those of calls whose command was ``unknown`` before are left out."""
    for fault in faults:
        around = [call for call in calls if call.start <= fault.start and fault.end <= call.end]
        call = min(around, key=lambda call: call.end - call.start, default=None)
        if call is None:
            yield fault
        elif call.words[0].start not in unknown:
            yield _explained_in(call, fault, text, difference)


def _explained_in(call: Call, fault: Fault, text: str, difference: Difference) -> Fault:
    """The fault of a call with what is gone and what to write instead."""
    word = next((word for word in call.words if word.start == fault.start), None)
    if fault.code == "api/abbreviated-command" and fault.fix is not None:
        message = f"`{call.name}` is gone, and `{fault.fix.text}` is taken for it now."
        return replace(fault, message=message, severity="warning", fix=None)
    if word is None or not word.value or fault.code not in _GONE:
        return fault
    named = call.words[1] if call.name == difference.old.ensemble and len(call.words) > 1 else call.words[0]
    meant = _meant(named, word, difference.old)
    if meant is None:
        return fault
    name, option = meant
    if not option and difference.new.find(name) is not None:
        fix = Fix(title=f"Write {name}", start=word.start, end=word.end, text=name)
        return replace(fault, message=f"`{word.value}` stood for `{name}` and is not clear any more. Write `{name}`.", fix=fix)
    what = f"{option} of `{name}`" if option else f"`{name}`"
    successor = difference.successors.get(f"{name} {option}" if option else name) or difference.successors.get(name)
    if successor is None:
        return replace(fault, message=f"{what} is gone. No replacement is known.", fix=None)
    place = word if successor.startswith("-") else named
    instead = f" instead of `{name}`" if option and place is named else ""
    fix = Fix(title=f"Write {successor}", start=place.start, end=place.end, text=successor)
    mended = text[call.start : fix.start] + fix.text + text[fix.end : call.end]
    right = _faults(mended, difference.new) < _faults(text[call.start : call.end], difference.new)
    return replace(fault, message=f"{what} is gone. Write `{successor}`{instead}.", fix=fix if right else None)


def _faults(text: str, catalogue: Catalogue) -> int:
    """How many faults of the API one call has by itself."""
    faults = check(text, "tcl", catalogue).faults
    return sum(fault.code.startswith("api/") and fault.severity != "information" for fault in faults)


_GONE = ("api/unknown-command", "api/unknown-subcommand", "api/unknown-option")


def _meant(named: Word, word: Word, old: Catalogue) -> tuple[str, str] | None:
    """The command, and if the word is none of its names the option, that the old version took them for; None if it did not."""
    name = (named.value or "").removeprefix("::")
    begun = old.starting_with(name) if old.abbreviates and old.find(name) is None else ()
    command = old.find(begun[0] if len(begun) == 1 else name) or old.find_subcommand(old.ensemble, name)
    if command is None or word.start == named.start:
        return (command.name, "") if command else None
    options = [option.name for option in command.options if option.name.startswith(word.value or "")]
    return (command.name, min(options, key=len)) if options else None
