"""Says of most calls, in a microsecond or two, that nothing is wrong with them; of the others it says nothing.

What a command may look like is compiled from its catalogue entry into a regular expression over the text of the call. It is
narrower than what the tool takes: a call that it does not match is looked at by ``api.call_faults``, which says what is wrong, if
anything. That a call which it matches has no fault there either is held by a test over real scripts.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Command, Option, Parser, Positional, Value
from edascribe_codegen.objects import KIND_FOUND, OBJECTS, alike
from edascribe_grammars import Call

# Compiling a large command's expression takes as long as some hundred calls of it: only what comes often is worth it.
_WORTH_COMPILING = 50

_GAP = r"(?:[ \t]|\\\n)+"
_VARIABLE = r"\$(?:[\w:]+(?:\(\w+\))?|\{\w+\})[\w./]*"
_NESTED = r"(?:[^\[\]]|\[[^\[\]]*\])*\]"
_BARE = r"[^\s;\"{}\[\]$\\>-][^\s;\"{}\[\]$\\]*|-?[\d.][^\s;\"{}\[\]$\\]*"
_WORD = rf"(?:{_BARE}|\{{(?!-[A-Za-z])[^{{}}\\]*\}}|\"(?!-[A-Za-z])[^\"\\\[$]*\"|{_VARIABLE}|\[{_NESTED})"
_OPTION_NAMES = re.compile(r"(?<=[\s])-[A-Za-z]\w*")
_NUMBER = r"\d+(?:\.\d*)?(?:[eE]-?\d+)?|\.\d+"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What calls of one command look like that have no fault: their text, what must be there, and what not together."""

    expression: re.Pattern[str]
    repeated: frozenset[str]
    required: frozenset[str]
    groups: tuple[frozenset[str], ...]
    needs: tuple[tuple[str, frozenset[str]], ...]

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether a call surely has no fault."""
        if self.expression.fullmatch(text, start, end) is None:
            return False
        if text.find("-", start, end) < 0:
            return not self.required
        given = _OPTION_NAMES.findall(text, start, end)
        names = frozenset(given)
        single = len(names) == len(given) or names <= self.repeated
        if (
            not single
            or not self.required <= names
            or any(option in names and names.isdisjoint(others) for option, others in self.needs)
        ):
            return False
        return all(len(group & names) < 2 for group in self.groups)


class Quick:
    """The forms of one catalogue's commands, made when they are worth it.

    ``counts`` are the commands of which nothing matters but how many words a call has, its name among them.
    """

    __slots__ = ("_catalogue", "_forms", "_seen", "counts")

    def __init__(self, catalogue: Catalogue) -> None:
        self.counts: dict[str | None, range] = {}
        self._catalogue = catalogue
        self._forms: dict[str, _Form | None] = {}
        self._seen: dict[str, int] = {}

    def is_sound(self, call: Call) -> bool:
        """Whether a call surely has no fault; False says nothing."""
        name = call.command
        if name is None:
            return False
        if name in self.counts:
            return call.count in self.counts[name]
        if name not in self._forms:
            seen = self._seen[name] = self._seen.get(name, 0) + 1
            if seen < _WORTH_COMPILING:
                return False
            form = self._form(name)
            if isinstance(form, range):
                self.counts[name] = form
                return call.count in form
            self._forms[name] = form
        form = self._forms[name]
        return form is not None and form.fits(*call.place)

    def _form(self, name: str) -> _Form | range | None:
        command = self._catalogue.find(name)
        if command is None or command.name != name or command.positionals is None or command.subcommands:
            return None
        parser = self._catalogue.parser(name)
        names = {positional.name for positional in command.positionals}
        together = [name for group in command.conflicts for name in group] + [
            name for _, others in command.needs for name in others
        ]
        if parser == "yosys" or not names.isdisjoint(together) or any(names.isdisjoint(group) for group in command.one_of):
            return None
        plain = not any(_is_checked(positional.value) for positional in command.positionals)
        if not command.options and plain:
            return _counted(command.positionals)
        return _matched(command, parser)


def _counted(positionals: Collection[Positional]) -> range:
    """How many words a call may have, its name among them, where only their number matters."""
    least = sum(not positional.optional for positional in positionals)
    many = any(positional.repeated for positional in positionals)
    return range(least + 1, 1_000_000 if many else len(positionals) + 2)


def _is_checked(value: Value) -> bool:
    """Whether the check looks at what a value is."""
    numbers = not value.many and all(kind in ("int", "float", "percent") for kind in value.kinds)
    return value.kinds == ("enum",) or numbers or all(kind in OBJECTS for kind in value.kinds)


def _matched(command: Command, parser: Parser) -> _Form:
    options = [option for option in command.options if option.words == 1 and not option.attached]
    some = f"(?:{_GAP}(?:{'|'.join(_option(option) for option in options)}))*" if options else ""
    text, closing = re.escape(command.name) + some, ""
    # With a positional that one of a group must be, the group is satisfied.
    one_of = {name for group in command.one_of for name in group}
    for positional in command.positionals or ():
        optional = positional.optional and positional.name not in one_of
        # Tcl's own commands take options first, OpenSTA's anywhere.
        word = f"{_GAP}{_value(positional.value)}" + (some if parser == "opensta" else "")
        if positional.repeated:
            text += f"(?:{word}){'*' if optional else '+'}"
            break
        text += f"(?:{word}" if optional else word
        closing += ")?" if optional else ""
    redirect = rf"(?:{_GAP}>>?(?:{_GAP})?{_WORD})?" if command.redirect and parser == "opensta" else ""
    return _Form(
        expression=re.compile(text + closing + redirect),
        repeated=frozenset(option.name for option in options if option.repeated),
        required=frozenset(option.name for option in command.options if option.required),
        groups=tuple(frozenset(group) for group in (*command.exclusive, *command.conflicts)),
        needs=tuple((option, frozenset(others)) for option, others in command.needs),
    )


def _option(option: Option) -> str:
    name = re.escape(option.name)
    return name if option.value is None else f"{name}{_GAP}{_value(option.value)}"


def _value(value: Value) -> str:
    """What a value may look like that has no fault."""
    if value.kinds == ("enum",):
        words = "|".join(re.escape(word) for word in value.values)
        some = rf"|\{{\s*(?:{words})(?:\s+(?:{words}))*\s*\}}" if value.many else ""
        return rf"(?:{words}{some}|{_VARIABLE})"
    if not value.many and all(kind in ("int", "float", "percent") for kind in value.kinds):
        return f"(?:{_number(value)}|{_VARIABLE}|\\[{_NESTED})"
    if all(kind in OBJECTS for kind in value.kinds):
        others = [name for name, kind in KIND_FOUND.items() if alike(kind).isdisjoint(value.kinds)]
        return rf"(?!\[(?:{'|'.join(others)})\b){_WORD}"
    return _WORD


def _number(value: Value) -> str:
    digits = r"\d+" if value.kinds == ("int",) else _NUMBER
    if value.minimum is None:
        return f"-?(?:{digits})"
    if value.minimum == 0:
        return rf"(?=[^\s]*[1-9])(?:{digits})" if value.exclusive else digits
    # Another bound is compared where the fault is told.
    return "(?!)"
