"""The options that a procedure of the user's takes, from the call in its body that takes its arguments apart.

These are known: OpenSTA's and OpenROAD's ``parse_key_args``, tcllib's ``cmdline``, and the package ``argparse``. A list of options
that the call has in a variable has been put in its place before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edascribe_codegen.catalogue.schema import Kind, Option, Parser, Positional, Value
from edascribe_grammars import list_elements, one_byte_each


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The options, and the positionals where these are told too; ``open`` says that others may come and are left as they are."""

    options: tuple[Option, ...]
    positionals: tuple[Positional, ...] | None = None
    parser: Parser
    open: bool = False


def taken(call: str) -> Taken | None:
    """What a call that takes arguments apart tells of them; None for one that cannot be read."""
    words = fields(call)
    reader = READERS.get(words[0].removeprefix("::")) if words else None
    return reader(words) if reader is not None else None


def fields(text: str) -> list[str]:
    """The elements of a Tcl list, without their braces and quotes."""
    found, _ = list_elements(one_byte_each(text), 0, len(text))
    return [text[element.start : element.end] for element in found]


def list_argument(words: Sequence[str]) -> int | None:
    """The number of the word of such a call that lists the options; None if it parses other arguments than the procedure's.

    ``words`` are as they are written. The arguments of a procedure are in ``args``.
    """
    name = words[0].rpartition("::")[2]
    if name == "parse_proc_arguments":
        return 2 if words[1:3] == ["-args", "$args"] else None
    if name == "argparse":
        last = len(words) - 1
        return last - 1 if last > 1 and words[last] in ("$args", "${args}") else last or None
    at, distance = (2, 2) if name == "parse_key_args" else (1, 1)
    return at + distance if words[at : at + 1] == ["args"] and len(words) > at + distance else None


def _key_args(words: Sequence[str]) -> Taken | None:
    """``parse_key_args COMMAND args KEYS {-key ...} ?FLAGS {-flag ...}? ?UNKNOWN_IS_ERROR?``."""
    if len(words) < 5 or words[4].startswith("$"):
        return None
    flags = words[6] if len(words) > 6 else ""
    options = [Option(name=name, value=Value(), placeholder=name[1:]) for name in fields(words[4]) if name.startswith("-")]
    options += [Option(name=name) for name in fields(flags) if name.startswith("-")]
    return Taken(options=tuple(options), parser="opensta", open=flags.startswith("$") or words[7:8] == ["0"])


def _cmdline(words: Sequence[str], *, typed: bool = False, known: bool = False, described: bool = True) -> Taken | None:
    """``cmdline::getoptions args {{name.arg default comment} {flag comment} ...}`` and its relatives.

    ``typed`` names types behind the dot and takes prefixes, ``known`` leaves unknown options, and without ``described`` the list
    has the names alone. From tcllib's manual of ``cmdline`` 1.5.
    """
    if len(words) < 3 or words[2].startswith("$"):
        return None
    options = []
    for element in fields(words[2]):
        parts = fields(element)
        if parts:
            options.append(_cmdline_option(parts if described else parts[:1], typed=typed))
    options += [Option(name=name, hidden=True) for name in ("-help", "-?")] if described else []
    # The first argument that is no option ends the options, and names are exact, as with yosys; typed names may be short.
    return Taken(options=tuple(options), parser="tcl" if typed else "yosys", open=known)


def _cmdline_option(parts: Sequence[str], *, typed: bool) -> Option:
    name = parts[0].removesuffix(".secret")
    hidden = name != parts[0]
    name, _, kind = name.partition(".")
    if kind and kind[-1] in "?*":
        # The value may be left out.
        return Option(name=f"-{name}", summary=_said(parts[2:]), hidden=hidden)
    if not kind:
        return Option(name=f"-{name}", summary=_said(parts[1:]), hidden=hidden)
    kind = kind.rstrip("+")
    value = _typed(kind) if typed else Value()
    said = "; ".join(part for part in (_said(parts[2:]), f"default {parts[1]}" if len(parts) > 1 and parts[1] else "") if part)
    return Option(name=f"-{name}", value=value, placeholder=name, summary=said, hidden=hidden)


def _typed(kind: str) -> Value:
    """The type of a typed option: one of several words in parentheses, or a class that ``string is`` knows."""
    if kind.startswith("("):
        return Value(kinds=("enum",), values=tuple(kind.strip("()").split("|")))
    return Value(kinds=(_CLASSES.get(kind, "string"),))


def _argparse(words: Sequence[str]) -> Taken | None:
    """``argparse ?-switch ...? {element ...} ?arguments?``, as the manual of ``argparse`` 0.6 has it."""
    at = list_argument(words)
    if at is None or words[at].startswith("$"):
        return None
    switches = set(words[1:at])
    options: list[Option] = []
    positionals: list[Positional] = []
    elements = fields(words[at])
    for element, before in zip(elements, ["", *elements], strict=False):
        parts = fields(element)
        # A sign of a comment that stands alone makes one of the element behind it.
        if not parts or parts[0].startswith("#") or before == "#":
            continue
        if not parts[0]:
            switches.update(parts[1:])
            continue
        made = _element(parts, enums="-enum" not in switches)
        (options if isinstance(made, Option) else positionals).append(made)  # type: ignore[arg-type]
    if "-help" in switches:
        options.append(Option(name="-help", hidden=True))
    # With these, options may be written in other ways, or go on to somebody else.
    loose = not switches.isdisjoint({"-pass", "-long", "-equalarg"})
    counted = not loose and switches.isdisjoint({"-mixed", "-pfirst"})
    return Taken(options=tuple(options), positionals=tuple(positionals) if counted else None, parser="tcl", open=loose)


def _element(parts: Sequence[str], *, enums: bool) -> Option | Positional:
    """One element of a definition: ``-name=``, ``name``, ``-alias|name``, with flag characters behind and switches after it.

    Without ``enums`` the words of an enumeration are given elsewhere, by its name.
    """
    match = _NAME.fullmatch(parts[0])
    name, flags = (match[2], match[3]) if match else (parts[0].lstrip("-"), "")
    given = dict(_switches(parts[1:]))
    value = Value()
    if given.get("-enum") and enums:
        value = Value(kinds=("enum",), values=tuple(fields(given["-enum"])))
    elif given.get("-type"):
        value = Value(kinds=(_CLASSES.get(given["-type"], "string"),))
    said = "; ".join(
        part for part in (given.get("-help", ""), f"default {given['-default']}" if "-default" in given else "") if part
    )
    optional = "?" in flags or "-optional" in given
    catchall = "*" in flags or "-catchall" in given
    required = "!" in flags or "-required" in given
    if not parts[0].startswith("-") and "-switch" not in given:
        return Positional(name=name, value=value, optional=optional or (catchall and not required), repeated=catchall, summary=said)
    valued = bool(flags) or not given.keys().isdisjoint({"-argument", "-optional", "-required", "-catchall", "-upvar"})
    return Option(
        name=f"-{name}",
        value=value if valued and not optional and not catchall else None,
        placeholder=name if valued else "",
        required=required,
        summary=said,
    )


def _switches(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The switches of an element, each with its argument if it takes one."""
    at = 0
    while at < len(words):
        takes = words[at] in _VALUED_SWITCHES and at + 1 < len(words)
        yield words[at], words[at + 1] if takes else ""
        at += 1 + takes


def _said(parts: Sequence[str]) -> str:
    return " ".join(parts[:1]).strip()


_NAME = re.compile(r"(-?(?:[\w-]+\|)*)([\w-]+)([=?!*^]*)")
_VALUED_SWITCHES = frozenset(
    {"-alias", "-key", "-pass", "-default", "-value", "-level", "-require", "-forbid", "-allow", "-imply", "-validate", "-errormsg"}
    | {"-enum", "-type", "-help"}
)
_CLASSES: Mapping[str, Kind] = {"integer": "int", "wideinteger": "int", "digit": "int", "double": "float", "list": "list"}
READERS: Mapping[str, Callable[[Sequence[str]], Taken | None]] = {
    "parse_key_args": _key_args,
    "sta::parse_key_args": _key_args,
    "cmdline::getoptions": _cmdline,
    "cmdline::getKnownOptions": lambda words: _cmdline(words, known=True),
    "cmdline::getopt": lambda words: _cmdline(words, described=False),
    "cmdline::getKnownOpt": lambda words: _cmdline(words, described=False, known=True),
    "cmdline::typedGetoptions": lambda words: _cmdline(words, typed=True),
    "cmdline::typedGetopt": lambda words: _cmdline(words, typed=True, described=False),
    # This one takes them as `define_proc_attributes` says.
    "parse_proc_arguments": lambda _: None,
    "argparse": _argparse,
    "argparse::argparse": _argparse,
}
"""The commands that take arguments apart, by their names without leading colons."""
