"""Says of most calls, in a microsecond or two, that nothing is wrong with them; of the others it says nothing.

What a command may look like is compiled from its catalogue entry into a regular expression over the text of the call. It is
narrower than what the tool takes: a call that it does not match is looked at by ``api.call_faults``, which says what is wrong, if
anything. That a call which it matches has no fault there either is held by a test over real scripts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.schema import Command, Option, Parser, Positional, Value
from edascribe_codegen.objects import KIND_FOUND, LIST_MAKER, OBJECTS, alike
from edascribe_grammars import Call

# Compiling an expression takes as long as it then saves at so many calls for each option, and once more for the rest.
_WORTH_COMPILING = 30
_MANY = sys.maxsize

# What follows tells where each of these ends, so that none of them is ever tried again shorter (`++`, `*+`).
_GAP = r"(?:[ \t]++|\\\n)++"
_VARIABLE = r"\$(?:[\w:]++(?:\(\w+\))?|\{\w+\})[\w./]*+"
_NESTED = r"(?:[^\[\]]++|\[[^\[\]]*+\])*+\]"
_BARE = r"[^\s;\"{}\[\]$\\>-][^\s;\"{}\[\]$\\]*+|-?[\d.][^\s;\"{}\[\]$\\]*+"
# An index of an array in quotes may have quotes of its own.
_QUOTED = r"\"(?!-[A-Za-z]|--\"|\\[^\[])(?:[^\"\\\[$]++|\\.|\$(?![\w:]*\()|\[[^\[\]{}\"\\]*+\])*+\""
_WORD = rf"(?:{_BARE}|\{{(?!-[A-Za-z-])[^{{}}\\]*+\}}|{_QUOTED}|{_VARIABLE}|\[{_NESTED})"
_OPTION_NAMES = re.compile(r"(?<=[\s])-[A-Za-z]\w*")
_NUMBER = r"\d+(?:\.\d*)?(?:[eE]-?\d+)?|\.\d+"
# One name may be the beginning of another.
_ENDED = r"(?!\S)"
_COMPUTED = re.compile(r"\[|\$\w")
_SUBCOMMAND = re.compile(rf"\S+{_GAP}([a-z]+)(?!\S)")


class _Form:
    """What calls of one command look like that have no fault: their text, what must be there, and what not together."""

    __slots__ = ("_beginning", "_command", "_expression", "_groups", "_needs", "_parser", "_repeated", "_required", "_tries")

    def __init__(self, command: Command, parser: Parser, beginning: str) -> None:
        self._command = command
        self._parser = parser
        self._beginning = beginning
        self._tries = 0
        self._expression: re.Pattern[str] | None = None
        self._repeated = frozenset(option.name for option in command.options if option.repeated)
        self._required = frozenset(option.name for option in command.options if option.required)
        self._needs = command.needs
        self._groups = tuple(frozenset(group) for group in (*command.exclusive, *command.conflicts))

    def fits(self, call: Call) -> bool:
        """Whether a call surely has no fault."""
        if self._expression is None:
            self._tries += 1
            if self._tries < _WORTH_COMPILING * (1 + len(self._command.options)):
                return False
            self._expression = _expression(self._command, self._parser, self._beginning)
        source = call.source
        text, start, end = source.text, call.start - source.origin, call.end - source.origin
        if self._expression.fullmatch(text, start, end) is None:
            return False
        if text.find("-", start, end) < 0:
            return not self._required
        given = _OPTION_NAMES.findall(text, start, end)
        names = frozenset(given)
        return (
            (len(names) == len(given) or names <= self._repeated)
            and self._required <= names
            # Most commands have neither, and asking an empty generator takes as long as matching a short call.
            and not (self._needs and any(option in names and names.isdisjoint(others) for option, others in self._needs))
            and (not self._groups or all(len(group & names) < 2 for group in self._groups))
        )


class Quick:
    """The forms of one catalogue's commands, made when they are worth it.

    ``counts`` are the commands of which nothing matters but how many words a call has, its name among them.
    """

    __slots__ = ("_catalogue", "_forms", "counts")

    def __init__(self, catalogue: Catalogue) -> None:
        self.counts: dict[str | None, range] = {}
        self._catalogue = catalogue
        self._forms: dict[str, _Form | range | None] = {}

    def is_sound(self, call: Call) -> bool:
        """Whether a call surely has no fault; False says nothing."""
        name = call.command
        if name is None:
            # Which command it is shows when the script runs.
            text, start, end = call.place
            return _COMPUTED.match(text, start, end) is not None
        form = self._forms.get(name)
        if form is None and name not in self._forms:
            form = self._forms[name] = self._form(name)
            if isinstance(form, range):
                self.counts[name] = form
        if form is None:
            return self._is_sound_subcommand(name, call)
        return call.count in form if isinstance(form, range) else form.fits(call)

    def _is_sound_subcommand(self, name: str, call: Call) -> bool:
        """Whether a call of an ensemble such as `string length` surely has no fault."""
        text, start, end = call.place
        begun = _SUBCOMMAND.match(text, start, end)
        if begun is None:
            return False
        full = f"{name} {begun[1]}"
        if full not in self._forms:
            self._forms[full] = self._subform(name, begun[1])
        form = self._forms[full]
        return form is not None and (call.count - 1 in form if isinstance(form, range) else form.fits(call))

    def _form(self, name: str) -> _Form | range | None:
        command = self._catalogue.find(name)
        if command is None:
            # A qualified name may come from a package that no catalogue knows.
            return range(_MANY) if "::" in name else None
        if command.name != name or command.subcommands:
            return None
        return _form_of(command, self._catalogue.parser(name), re.escape(name))

    def _subform(self, name: str, subcommand: str) -> _Form | range | None:
        command = self._catalogue.find(name)
        found = [sub for sub in command.subcommands if sub.name == subcommand] if command and command.name == name else []
        return _form_of(found[0], self._catalogue.parser(name), re.escape(name) + _GAP + subcommand) if found else None


def _form_of(command: Command, parser: Parser, beginning: str) -> _Form | range | None:
    """The form of a command whose calls begin like this, or only how many words they may have."""
    if command.positionals is None or parser == "yosys":
        return None
    names = {positional.name for positional in command.positionals}
    together = [name for group in command.conflicts for name in group] + [name for _, others in command.needs for name in others]
    if not names.isdisjoint(together) or any(names.isdisjoint(group) for group in command.one_of):
        return None
    plain = not any(_is_checked(positional.value) for positional in command.positionals)
    if not command.options and plain:
        return _counted(command.positionals)
    return _Form(command, parser, beginning)


def _counted(positionals: Collection[Positional]) -> range:
    """How many words a call may have, its name among them, where only their number matters."""
    least = sum(not positional.optional for positional in positionals)
    many = any(positional.repeated for positional in positionals)
    return range(least + 1, _MANY if many else len(positionals) + 2)


def _is_checked(value: Value) -> bool:
    """Whether the check looks at what a value is."""
    numbers = all(kind in ("int", "float", "percent") for kind in value.kinds)
    return value.kinds == ("enum",) or numbers or all(kind in OBJECTS for kind in value.kinds)


def _expression(command: Command, parser: Parser, beginning: str) -> re.Pattern[str]:
    options = [option for option in command.options if option.words == 1 and not option.attached]
    some = f"(?:{_GAP}(?:{'|'.join(_option(option) for option in options)}))*+" if options else ""
    text, closing = beginning + some, ""
    # With a positional that one of a group must be, the group is satisfied.
    one_of = {name for group in command.one_of for name in group}
    positionals = command.positionals or ()
    needed = [not positional.optional or positional.name in one_of for positional in positionals]
    for number, positional in enumerate(positionals):
        optional = not needed[number]
        # Tcl's own commands take options first, OpenSTA's anywhere.
        word = f"{_GAP}{_value(positional.value)}" + (some if parser == "opensta" else "")
        if positional.repeated:
            text += f"(?:{word}){'*' if optional else '+'}+"
            break
        if not any(needed[number:]):
            text += f"(?:{word}"
            closing += ")?"
        else:
            text += f"(?:{word})?" if optional else word
    redirect = rf"(?:{_GAP}>>?(?:{_GAP})?{_WORD})?" if command.redirect and parser == "opensta" else ""
    return re.compile(text + closing + redirect)


def _option(option: Option) -> str:
    name = re.escape(option.name) + _ENDED
    return name if option.value is None else f"{name}{_GAP}{_value(option.value)}"


def _value(value: Value) -> str:
    """What a value may look like that has no fault."""
    if value.kinds == ("enum",):
        words = "|".join(re.escape(word) for word in value.values)
        return rf"(?:(?:{words}){_ENDED}{_list_of(words) if value.many else ''}|{_VARIABLE})"
    # What makes a list is looked into.
    lists = LIST_MAKER.pattern if value.many else r"(?!)"
    if all(kind in ("int", "float", "percent") for kind in value.kinds):
        number = _number(value)
        return rf"(?:{number}{_list_of(number) if value.many else ''}|{_VARIABLE}|(?!{lists})\[{_NESTED})"
    if all(kind in OBJECTS for kind in value.kinds):
        others = [name for name, kind in KIND_FOUND.items() if alike(kind).isdisjoint(value.kinds)]
        return rf"(?!\[(?:{'|'.join(others)})\b|{lists}){_WORD}"
    return _WORD


def _list_of(element: str) -> str:
    """The form of a list in braces, as another one beside that of its elements."""
    return rf"|\{{\s*(?:{element})(?:\s+(?:{element}))*\s*\}}"


def _number(value: Value) -> str:
    digits = r"\d+" if value.kinds == ("int",) else _NUMBER
    if value.minimum is None:
        return f"-?(?:{digits})"
    if value.minimum == 0:
        return rf"(?=[^\s]*[1-9])(?:{digits})" if value.exclusive else digits
    # Another bound is compared where the fault is told.
    return "(?!)"
