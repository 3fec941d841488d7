"""Compares two catalogues: what is gone, new or changed, commands, options and values, and what takes the place of what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import msgspec
from rapidfuzz.distance import OSA

from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.render import kind_in_words
from edascribe_codegen.catalogue.schema import Command, Option, Positional, Value

# Two names that are less alike are not taken for one that was changed.
_ALIKE = 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A command, or a class in Python, that both catalogues have.

    ``gone`` and ``new`` are options or members. ``changed`` says in words what else is different, each with the option or argument
    that it is about.
    """

    name: str
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What is different from ``old`` to ``new``: names of commands and of classes in Python, and the changed ones.

    ``successors`` are what to write for what is gone, where that is known, by the command or ``command -option``.
    """

    old: Catalogue
    new: Catalogue
    gone: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[Change, ...]
    successors: Mapping[str, str]


def compare(old: Catalogue, new: Catalogue) -> Difference:
    """The difference between two catalogues, by the names at the top level.

    A command that only the base has afterwards, as Tcl's own ``source``, is not gone but changed.
    """
    before, after = _names(old), _names(new)
    gone = tuple(name for name in before if new.look_up(name) is None)
    added = tuple(name for name in after if old.look_up(name) is None)
    changed = tuple(change for name in before if (change := _change(name, old, new)) != Change(name=name))
    return Difference(
        old=old, new=new, gone=gone, added=added, changed=changed, successors=dict(_successors(old, new, gone, added, changed))
    )


def successor(catalogue: Catalogue, name: str, option: str = "") -> str:
    """What the tool's release notes say to write instead of a command of another version, or of an option that it had.

    It is empty where they say nothing, and where this version does not have it.
    """
    known = _known(catalogue.tool) or _known(catalogue.contains)
    command = catalogue.find(name)
    there = {one.name for one in command.options} if command is not None else ()
    texts = (*known.get(f"{name} {option}", ()), *known.get(option, ())) if option else known.get(name, ())
    return next((text for text in texts if text in there or catalogue.find(text.split()[0])), "")


def _names(catalogue: Catalogue) -> Sequence[str]:
    """The tool's own commands and classes; its ensemble has nothing of its own."""
    return (*(name for name in catalogue.own_names if name != catalogue.ensemble), *(scope.full_name for scope in catalogue.scopes))


def _change(name: str, old: Catalogue, new: Catalogue) -> Change:
    was, now = old.find(name), new.find(name)
    if was is not None and now is not None:
        before, after = _options(was), _options(now)
        both = [option for option in before if option in after]
        return Change(
            name=name,
            gone=tuple(option for option in before if option not in after and not now.open),
            new=tuple(option for option in after if option not in before and not was.open),
            changed=(
                *((option, text) for option in both for text in _option_changes(before[option], after[option])),
                *_argument_changes(was, now),
            ),
        )
    old_scope, new_scope = old.find_scope(name), new.find_scope(name)
    if old_scope is None or new_scope is None:
        return Change(name=name)
    members = {member.name: member for member in old_scope.members}
    others = {member.name: member for member in new_scope.members}
    return Change(
        name=name,
        gone=tuple(member for member in members if member not in others),
        new=tuple(member for member in others if member not in members),
        changed=tuple(
            (member, "is called in another way")
            for member in members
            if member in others and members[member].signatures != others[member].signatures
        ),
    )


def _options(command: Command) -> dict[str, Option]:
    """The options of a command, and of its subcommands as ``subcommand -option``."""
    options = {option.name: option for option in command.options}
    for subcommand in command.subcommands:
        options |= {f"{subcommand.name} {option.name}": option for option in subcommand.options}
    return options


def _option_changes(was: Option, now: Option) -> Iterator[str]:
    if (was.value is None) != (now.value is None):
        yield "takes no value now" if now.value is None else f"takes a value now ({kind_in_words(now.value)})"
    elif was.value is not None and now.value is not None:
        yield from _value_changes(was.value, now.value)
    if was.required != now.required:
        yield "is required now" if now.required else "is not required now"
    if now.hidden and not was.hidden:
        yield "is not documented any more"


def _value_changes(was: Value, now: Value) -> Iterator[str]:
    """How the type of a value changed; nothing where one of the types was not found."""
    if "unknown" in (*was.kinds, *now.kinds):
        return
    if was.values and now.values:
        gone = [word for word in was.values if word not in now.values]
        added = [word for word in now.values if word not in was.values]
        if gone:
            yield f"does not take {', '.join(gone)} any more"
        if added:
            yield f"takes {', '.join(added)} too"
    elif (was.kinds, was.many, was.minimum) != (now.kinds, now.many, now.minimum):
        yield f"takes {kind_in_words(now)}, not {kind_in_words(was)}"


def _argument_changes(was: Command, now: Command) -> Iterator[tuple[str, str]]:
    """How the positionals changed; other names for the same are no change."""
    if was.positionals is None or now.positionals is None or was.open or now.open:
        return
    shapes = [[(one.optional, one.repeated) for one in command] for command in (was.positionals, now.positionals)]
    if shapes[0] != shapes[1]:
        yield "arguments", f"are {_in_words(now.positionals)}, were {_in_words(was.positionals)}"
        return
    for before, after in zip(was.positionals, now.positionals, strict=True):
        yield from ((after.name, text) for text in _value_changes(before.value, after.value))


def _in_words(positionals: Sequence[Positional]) -> str:
    forms = (f"[{one.name}]" if one.optional else one.name for one in positionals)
    return " ".join(form + "..." * one.repeated for form, one in zip(forms, positionals, strict=True)) or "none"


def _successors(
    old: Catalogue, new: Catalogue, gone: Sequence[str], added: Sequence[str], changed: Sequence[Change]
) -> Iterator[tuple[str, str]]:
    """What to write for what is gone: known from release notes, else another name of the same, else a new name like it."""
    for name in gone:
        instead = successor(new, name) or _alias(name, old, new) or _renamed(name, old, new, added)
        if instead:
            yield name, instead
    for change in changed:
        command = new.find(change.name)
        was = old.find(change.name)
        if command is None or was is None:
            continue
        if not new.is_own(change.name) and (told := successor(new, change.name)):
            # The tool's own form of one of Tcl's commands has gone.
            yield change.name, told
        hidden = (option for option, text in change.changed if text.startswith("is not documented"))
        for option in (*change.gone, *hidden):
            renamed = _renamed_option(option, was, command, change.new) if option in change.gone else None
            if instead := successor(new, change.name, option) or renamed:
                yield f"{change.name} {option}", instead


def _alias(name: str, old: Catalogue, new: Catalogue) -> str | None:
    """The other name that a command had, if it is the only one."""
    command = old.find(name)
    if command is None or not command.options:
        return None
    same = msgspec.structs.replace
    others = [other for other in old.own_names if other != name and same(old.find(other) or command, name=name) == command]
    there = [other for other in others if new.find(other)]
    return there[0] if len(there) == 1 else None


def _renamed(name: str, old: Catalogue, new: Catalogue, added: Sequence[str]) -> str | None:
    """The new command with a name like that of a gone one and mostly the same options."""
    was = old.find(name)
    alike = [other for other in added if OSA.normalized_similarity(name, other) >= _ALIKE]
    if was is None or not alike:
        return None
    best = max(alike, key=lambda other: OSA.normalized_similarity(name, other))
    now = new.find(best)
    if now is None:
        return None
    mine, its = set(_options(was)), set(_options(now))
    positionals = len(was.positionals or ()) == len(now.positionals or ())
    return best if len(mine & its) * 2 >= len(mine | its) and (mine or positionals) else None


def _renamed_option(name: str, was: Command, now: Command, added: Sequence[str]) -> str | None:
    """The new option with a name like that of a gone one and the same type."""
    before, after = _options(was), _options(now)
    alike = [
        other
        for other in added
        if OSA.normalized_similarity(name, other) >= _ALIKE
        and (before[name].value is None) == (after[other].value is None)
        and not any(_value_changes(before[name].value or Value(), after[other].value or Value()))
    ]
    return max(alike, key=lambda other: OSA.normalized_similarity(name, other), default=None)


@lru_cache(maxsize=8)
def _known(tool: str) -> Mapping[str, tuple[str, ...]]:
    """What a tool's release notes say to write instead of a command, ``command -option`` or, in any command, ``-option``."""
    known = msgspec.json.decode(
        files(__package__).joinpath("successors.json").read_bytes(), type=dict[str, dict[str, tuple[str, ...]]]
    )
    return known.get(tool, {})
