"""A procedure of the user's as a command, so that it is completed, shown, explained and checked like the tool's own.

Its options come from what the text says of them: ``define_proc_attributes -info -define_args`` (Synopsys tools),
``sta::define_cmd_args`` (OpenSTA and OpenROAD), else from the calls in its body that take its arguments apart; else it has its
parameters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec

from edascribe_codegen.catalogue import synopsis
from edascribe_codegen.catalogue.prose import first_sentence
from edascribe_codegen.catalogue.render import kind_in_words
from edascribe_codegen.catalogue.render import synopsis as one_line
from edascribe_codegen.catalogue.schema import Command, Kind, Option, Parser, Positional, Value
from edascribe_codegen.outline import Proc
from edascribe_codegen.own_options import Taken, fields, taken


class Contract(NamedTuple):
    """What the calls of a procedure are held to: a command, how it reads its arguments, and what it takes before them.

    ``counts`` are the numbers of words, its name included, with which a call is right whatever the words are.
    """

    command: Command
    parser: Parser
    leading: tuple[Positional, ...] = ()
    counts: range = range(0)


def command_of(proc: Proc) -> Command:
    """The procedure as a command of a catalogue, with the types that the names of its arguments tell."""
    return _command(proc.name, proc.parameters, proc.declared, proc.parsed)


@lru_cache(maxsize=4_096)
def _command(name: str, parameters: tuple[tuple[str, str | None], ...], declared: str, parsed: tuple[str, ...]) -> Command:
    proc = Proc(name, parameters, 0, 0, 0, 0, "", declared, parsed)
    words = fields(proc.declared)
    if words and words[0].endswith("define_proc_attributes"):
        return _by_attributes(proc.name, words[2:])
    found = _taken(proc)
    if words and words[0].endswith("define_cmd_args"):
        said = synopsis.parse(proc.name, words[2] if len(words) > 2 else "")
        return msgspec.structs.replace(said, options=_together((*said.options, *(found.options if found else ()))))
    own = _parameters(proc)
    if found is None:
        return Command(name=proc.name, positionals=own)
    options = tuple([_with_type(option) for option in found.options])
    # Of what follows the options nothing is known unless the call tells it.
    rest = found.positionals if found.positionals is not None else own[-1:] if own[1:] else None
    positionals = None if rest is None else (*own[:-1], *rest)
    return Command(name=proc.name, options=options, positionals=positionals, open=found.open)


def parser_of(proc: Proc) -> Parser:
    """How the procedure reads its arguments, near enough to follow what is being written."""
    found = _taken(proc)
    if found is not None and len(proc.parameters) == 1 and not found.positionals:
        return found.parser
    # What comes before the options must not end them, nor what is missing yet behind them.
    return "opensta" if command_of(proc).options else "tcl"


def contracts(procs: Iterable[Proc]) -> dict[str, Contract | None]:
    """The contracts of procedures by their names, with namespaces and without; None where several that differ have one name."""
    found: dict[str, Contract | None] = {}
    for proc in procs:
        own = _contract(proc.name, proc.parameters, proc.declared, proc.parsed)
        for name in {proc.name, proc.name.rpartition("::")[2]}:
            found[name] = own if found.get(name, own) == own else None
    return found


@lru_cache(maxsize=4096)
def _contract(name: str, parameters: tuple[tuple[str, str | None], ...], declared: str, parsed: tuple[str, ...]) -> Contract:
    """What a procedure refuses; what is only guessed of its arguments, from their names or from its documentation, is left out."""
    proc = Proc(name, parameters, 0, 0, 0, 0, "", declared, parsed)
    positionals = tuple([msgspec.structs.replace(positional, value=Value()) for positional in _parameters(proc)])
    if not parsed or not positionals or not positionals[-1].repeated:
        return Contract(Command(name=name, positionals=positionals), "tcl", counts=_counts(positionals))
    found = _taken(proc)
    if found is None:
        told = command_of(proc) if "define_proc_attributes" in declared else Command(name=name, positionals=None)
        return Contract(told, "opensta", positionals[:-1])
    documented = command_of(proc).options if declared else ()
    more = [msgspec.structs.replace(option, value=option.value and Value(), required=False) for option in documented]
    command = Command(name=name, options=_together((*found.options, *more)), positionals=found.positionals, open=found.open)
    return Contract(command, found.parser, positionals[:-1])


def _counts(positionals: tuple[Positional, ...]) -> range:
    """The numbers of words of a call with these arguments and no options."""
    most = sys.maxsize if any(positional.repeated for positional in positionals) else len(positionals)
    return range(1 + sum(not positional.optional for positional in positionals), min(most + 2, sys.maxsize))


def _taken(proc: Proc) -> Taken | None:
    """What the calls in the body that take the arguments apart tell together; None where none of them can be read."""
    found = [taken(call) for call in proc.parsed]
    known = [each for each in found if each is not None]
    if not known:
        return None
    return Taken(
        options=_together([option for each in known for option in each.options]),
        positionals=known[0].positionals if len(found) == 1 else None,
        parser=known[0].parser,
        open=len(known) < len(found) or any(each.open for each in known),
    )


def _together(options: Iterable[Option]) -> tuple[Option, ...]:
    """Options, of those with one name the first."""
    found: dict[str, Option] = {}
    for option in options:
        found.setdefault(option.name, option)
    return tuple(found.values())


def _with_type(option: Option) -> Option:
    """An option with the type that its name tells, where nothing else does."""
    guess = option.value is not None and option.value == Value()
    return msgspec.structs.replace(option, value=synopsis.value_of(option.placeholder)) if guess else option


def _parameters(proc: Proc) -> tuple[Positional, ...]:
    """The parameters with the types that their names tell; one with a default must be given if one behind it must."""
    found: list[Positional] = []
    optional = True
    for name, default in reversed(proc.parameters):
        rest = name == "args" and not found
        optional = optional and (rest or default is not None)
        found.insert(0, Positional(name=name, value=synopsis.value_of(name), optional=optional, repeated=rest))
    return tuple(found)


def summary(proc: Proc) -> str:
    """The first sentence of what is said about a procedure."""
    said = (command_of(proc).summary if proc.declared else "") or proc.comment
    return first_sentence(said)


def markdown(proc: Proc, place: str) -> str:
    """A hover text: how it is called, what its comment says, its options or defaults, and the place of its definition."""
    command = command_of(proc)
    parts = [f"```tcl\n{one_line(command)}\n```"]
    if command.summary:
        parts.append(command.summary)
    if proc.comment:
        # The lines of a comment are the author's own layout, and may hold what Markdown would take for its own.
        parts.append("\n".join(f"    {line}" for line in proc.comment.splitlines()))
    rows = [
        _row(option.name, option.value, required=option.required, text=option.summary)
        for option in command.options
        if not option.hidden
    ]
    rows += [_row(p.name, None, required=False, text=p.summary) for p in command.positionals or () if p.summary]
    rows += [f"| `{name}` | default `{default}` |" for name, default in proc.parameters if default and not command.options]
    if rows:
        parts.append("\n".join(["| argument | |", "|---|---|", *rows]))
    parts.append(f"*{place}*")
    return "\n\n".join(parts)


def _row(name: str, value: Value | None, *, required: bool, text: str) -> str:
    words = kind_in_words(value) if value is not None and value != Value() else ""
    cell = "; ".join(part for part in (words, "required" if required else "", text) if part)
    return f"| `{name}` | {cell.replace('|', chr(92) + '|')} |"


def _by_attributes(proc: str, words: list[str]) -> Command:
    """The command that ``-info`` and ``-define_args`` describe."""
    # Flags like -hide_body may stand anywhere between.
    given = {name: text for name, text in pairwise(words) if name in ("-info", "-define_args")}
    options: list[Option] = []
    positionals: list[Positional] = []
    described = given.get("-define_args", "")
    for row in fields(described):
        if not row.strip():
            continue
        name, text, placeholder, kind, attributes = (*fields(row), "", "", "", "")[:5]
        value = _value(kind, attributes)
        required = "required" in attributes.split()
        if name.startswith("-"):
            flag = kind == "boolean"
            options.append(
                Option(name=name, value=None if flag else value, placeholder=placeholder, required=required, summary=text)
            )
        else:
            positionals.append(Positional(name=name, value=value, optional=not required, summary=text))
    return Command(
        name=proc,
        summary=given.get("-info", ""),
        options=tuple(options),
        positionals=tuple(positionals) or (None if not options else ()),
    )


def _value(kind: str, attributes: str) -> Value:
    """The type that ``define_proc_attributes`` gives an argument."""
    values = re.search(r"\bvalues\s+\{([^{}]*)\}", attributes)
    if values:
        return Value(kinds=("enum",), values=tuple(values[1].split()))
    kinds: dict[str, Kind] = {"string": "string", "int": "int", "float": "float", "list": "list"}
    return Value(kinds=(kinds.get(kind, "unknown"),))
