"""Asks an installed tclsh for Tcl's own commands, and takes over what the shipped pack knows of those that are still called so."""

from __future__ import annotations

import re

import msgspec

from edascribe_codegen.catalogue import synopsis
from edascribe_codegen.catalogue.programs import ask_script
from edascribe_codegen.catalogue.schema import Command, Option, Pack, Positional, read_today

_SCRIPT = "tcl_dump.tcl"


class Form(msgspec.Struct, frozen=True):
    """What tclsh tells of a command: the form of a call from its error, the options that another names, its subcommands."""

    usage: str
    options: tuple[str, ...]
    subcommands: dict[str, Form] = msgspec.field(default_factory=dict)


class _Dump(msgspec.Struct, frozen=True):
    version: str
    loaded: tuple[str, ...]
    commands: dict[str, Form]


def build(executable: str, known: Pack) -> Pack:
    """The commands of the tclsh at ``executable``; ``known`` is the shipped pack of Tcl. Raises CatalogueError.

    tclsh tells how many arguments a command takes and the names of its options, but not which arguments are scripts, expressions
    or variables: that is known of the shipped commands, and holds where the number of arguments is the same.
    """
    dump = ask_script([executable, _SCRIPT], _SCRIPT, _Dump, wanted="its commands", title="tclsh")
    before = {command.name: command for command in known.commands}
    commands = {name: merged(before.get(name), entry(name, form)) for name, form in dump.commands.items()}
    # What is loaded on demand, stands in a namespace or exists in methods only cannot be provoked.
    commands |= {name: Command(name=name, positionals=None, open=True) for name in dump.loaded if ":" not in name}
    commands |= {name: command for name, command in before.items() if name not in dump.commands}
    return msgspec.structs.replace(
        known,
        version=dump.version,
        commands=tuple(commands[name] for name in sorted(commands)),
        provenance=read_today(executable),
    )


def entry(name: str, form: Form) -> Command:
    """A command as tclsh shows it: the form of its call in Tcl's notation, its options, its subcommands."""
    if form.subcommands:
        return Command(name=name, subcommands=tuple(entry(sub, inner) for sub, inner in sorted(form.subcommands.items())))
    options = tuple(Option(name=option) for option in form.options)
    if not form.usage:
        return Command(name=name, options=options, positionals=None, open=True)
    # An error shows the words that were given, too: "string length string", "child eval arg".
    usage = form.usage.partition('" or "')[0]
    words = re.sub(rf"^\S*{re.escape(name)}\S*(?=\s|$)|^\S+\s+{re.escape(name)}(?=\s|$)", "", usage).strip()
    read = synopsis.parse(name, _in_brackets(_OPTIONS.sub("", words)))
    # Of `?-option value ...?` tclsh says no more than the names, so options may have values.
    vague = _OPTIONS.search(words) is not None or not {option.name for option in options} <= {
        option.name for option in read.options
    }
    return msgspec.structs.replace(
        read,
        options=tuple({option.name: option for option in (*options, *read.options)}.values()),
        positionals=None if vague else read.positionals,
        open=vague,
    )


_OPTIONS = re.compile(r"\?-?(?:option|switch|switche)s?(?: value)?(?: \.\.\.)?\?")


def _in_brackets(usage: str) -> str:
    """A form of a call in the notation of a synopsis: ``?arg ...?`` becomes ``[arg]...``."""
    usage = re.sub(r"\?(\S+) \.\.\.\?", r"[\1]...", usage)
    usage = re.sub(r"\?([^?]*) \.\.\.\?", r"[arg]...", usage)
    return re.sub(r"\?([^?]*)\?", r"[\1]", usage)


def merged(known: Command | None, shown: Command) -> Command:
    """A command that is known as it is shown."""
    if known is None:
        return shown
    if shown.subcommands:
        before = {sub.name: sub for sub in known.subcommands}
        return msgspec.structs.replace(known, subcommands=tuple(merged(before.get(sub.name), sub) for sub in shown.subcommands))
    if known.subcommands:
        return known
    least, most = _arity(known.positionals)
    shown_least, shown_most = _arity(shown.positionals)
    if shown.positionals is not None and known.positionals is not None and (least > shown_most or most < shown_least):
        return shown
    names = {option.name for option in known.options}
    more = tuple(option for option in shown.options if option.name not in names)
    if not more:
        return known
    # Whether they take a value is not shown, so the arguments cannot be counted any more.
    return msgspec.structs.replace(known, options=(*known.options, *more), positionals=None, open=True)


def _arity(positionals: tuple[Positional, ...] | None) -> tuple[int, float]:
    """The least and the greatest number of arguments."""
    needed = sum(not positional.optional for positional in positionals or ())
    return needed, float("inf") if any(positional.repeated for positional in positionals or ()) else len(positionals or ())
