"""What the procedure behind a command shows: which options it parses, which it needs, and what it checks.

The synopses of OpenSTA and OpenROAD are written by hand: where a body disagrees, it is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from edascribe_codegen.catalogue.schema import Value
from edascribe_grammars import parse


class Procedure(msgspec.Struct, frozen=True):
    """A procedure: its arguments, each with whether it has a default, and its body."""

    arguments: tuple[tuple[str, bool], ...]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the procedure behind a command shows.

    ``keys`` are options that take a value and ``flags`` those that take none. ``complete`` says that there are no others but those
    that are ``mentioned``. ``needed`` are options whose absence is an error, None where that is not known. ``types`` are values
    that are checked, by the option or positional; ``counts`` are the numbers of positionals that are accepted.
    ``counted`` says whether it looks at the number of positionals at all, ``named`` are variables that it puts them into,
    ``element`` is the variable that takes them one after the other, where any number is taken, at least ``least``, and
    ``leading`` is how many have names of their own where all others are taken. ``conflicts`` are options that it does not take
    together, ``repeated`` those that are collected. ``ignored`` says that the arguments are not looked at.
    """

    keys: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    complete: bool = False
    mentioned: frozenset[str] = frozenset()
    needed: frozenset[str] | None = None
    types: Mapping[str, Value] = field(default_factory=dict)
    counts: frozenset[int] = frozenset()
    counted: bool = True
    named: Mapping[int, str] = field(default_factory=dict)
    element: str = ""
    least: int = 0
    leading: int = 0
    conflicts: frozenset[tuple[str, str]] = frozenset()
    repeated: frozenset[str] = frozenset()
    redirect: bool = False
    ignored: bool = False


def evidence_of(name: str, procedures: Mapping[str, Procedure]) -> Evidence:
    """What the procedure of a command, and those that it hands its arguments to, show."""
    qualified = resolve(name, "", procedures)
    if qualified is None:
        return Evidence()
    procedure = procedures[qualified]
    keys: set[str] = set()
    flags: set[str] = set()
    types: dict[str, Value] = {}
    counts: set[int] = set()
    literals: set[str] = set()
    mentioned: set[str] = set()
    needed: set[str] = set()
    collected: set[str] = set()
    parsed: list[bool] = []
    counted = False
    element = ""
    refused = False
    both: set[str] = set()
    named: dict[int, str] = {}
    for body in _bodies(qualified, procedures):
        for found in _PARSE.finditer(body):
            keys.update(re.findall(r"-\w+", found[1]))
            flags.update(re.findall(r"-\w+", found[2] or ""))
            parsed.append("$" not in found[0])
        literals.update(first or second for first, second in _LITERAL.findall(body))
        mentioned.update(_MENTIONED.findall(_PARSE.sub("", body)))
        needed.update(_needed(body))
        for found in _COLLECT.finditer(body):
            collected.update(re.findall(r"-\w+", found[1]))
        # What is looked for by hand and not by the parser is looked for in a loop.
        collected.update(set(_COMPARED.findall(body)) - keys - flags)
        for check, label, variable in _CHECK.findall(body):
            types[label] = types["-" + label.removeprefix("-")] = _checked(CHECKS[check], variable, body)
        for low, high in _COUNT.findall(body):
            counts.update({int(low), int(high or low)})
        counted = counted or _COUNTED.search(body) is not None
        for taken in _ALL_TAKEN.finditer(body):
            element = taken[1] or element or "argument"
        refused = refused or _NONE_REFUSED.search(body) is not None
        both.update(_BOTH.findall(body))
        named |= {int(index): variable for variable, index in _NAMED.findall(body)}
        for formats in _FORMATS.findall(body):
            types["-format"] = Value(kinds=("enum",), values=tuple(formats.split()))
    keys |= literals - flags
    takes_any = any(argument == "args" for argument, _ in procedure.arguments)
    return Evidence(
        keys=frozenset(keys),
        flags=frozenset(flags - keys),
        complete=bool(parsed) and all(parsed),
        mentioned=frozenset(mentioned),
        needed=frozenset(needed) if parsed else None,
        types=types,
        counts=frozenset(counts),
        counted=counted or bool(counts) or not parsed or not takes_any,
        named=named,
        element="" if counts else element,
        least=int(refused),
        leading=0 if parsed or not takes_any else len(procedure.arguments) - 1,
        conflicts=frozenset((f"-{low}", f"-{high}") for low, high in (names.split("_") for names in both)),
        repeated=frozenset(collected),
        redirect="parse_redirect_args" in procedure.body,
        ignored=takes_any and re.search(r"\bargs\b", procedure.body) is None,
    )


def _checked(value: Value, variable: str, body: str) -> Value:
    """The type of an argument of which ``variable`` is checked: where that is an element of a list, so is the argument's value."""
    copied = re.search(_COPIED.format(variable), body) if variable else None
    names = {variable, copied[1] if copied else variable} - {""}
    for one, several, assigned in _ELEMENTS.findall(body):
        if len(several.split()) > 1 and names.intersection(several.split()):
            # The elements are of different types.
            return Value(kinds=("list",))
        if names.intersection((one, *several.split(), *assigned.split())):
            return msgspec.structs.replace(value, many=True)
    return value


def _needed(body: str) -> Iterator[str]:
    """The options without which a body ends in an error."""
    # An option whose value is taken without a look whether it is there.
    yield from set(_TAKEN.findall(body)) - {option for _, option in _EXISTS.findall(body)}
    for call in parse(body, "tcl").calls:
        if "required" in (call.name or ""):
            yield from (word.text for word in call.words if word.text.startswith("-"))
        if call.name != "if":
            continue
        clauses = [word.text for word in call.words[1:] if word.text not in ("then", "elseif", "else")]
        otherwise = clauses.pop() if len(clauses) % 2 else ""
        for condition, then in zip(clauses[::2], clauses[1::2], strict=True):
            for negated, option in _EXISTS.findall(condition):
                if ("&&" if negated else "||") in condition:
                    # One of several will do.
                    continue
                if _FAILS.search(then if negated else otherwise):
                    yield option


def resolve(name: str, space: str, procedures: Mapping[str, Procedure]) -> str | None:
    """The qualified name of the procedure that a name means in a namespace; the commands of ``sta`` are at the top level too."""
    places = (f"{space}::{name}", name, f"sta::{name}")
    return next((place for place in places if place in procedures), None)


def _bodies(name: str, procedures: Mapping[str, Procedure]) -> Iterator[str]:
    """The body of a procedure, whose name is qualified, and of those that it hands its arguments or their rest to."""
    pending = [name]
    seen = {name}
    while pending:
        name = pending.pop()
        body = procedures[name].body.replace("\\\n", " ")
        yield body
        for line in body.splitlines():
            if not _HANDS_ON.search(line) or "parse_key_args" in line:
                continue
            for called in _CALLED.findall(line):
                target = resolve(called, name.rpartition("::")[0], procedures)
                if target is not None and target not in seen and not _CHECKER.match(target.rpartition("::")[2]):
                    seen.add(target)
                    pending.append(target)


_WORDS = r"(\{[^}]*\}|\"[^\"]*\"|\$\w+)"
_PARSE = re.compile(rf"parse_key_args\s+(?:\"[^\"]*\"|\S+)\s+\w+\s+\w+\s+{_WORDS}(?:\s+\w+\s+{_WORDS})?")
# An option that is looked for by hand, before or after the parser: not in an expression or an error's text.
_MENTIONED = re.compile(r"(?<=[\s{\"])(-[A-Za-z]\w*)(?=[\s}\"])")
_EXISTS = re.compile(r"(!\s*)?\[\s*info exists \w+\((-\w+)\)")
_TAKEN = re.compile(r"\$keys\((-\w+)\)")
_FAILS = re.compile(r"error\b")
_HANDS_ON = re.compile(r"\b(?:cmd_)?args1?\b")
# A name where a command stands, or after words that take a command.
_CALLED = re.compile(r"(?:^|[\[{;])\s*(?:(?:eval|concat|catch)\s+\[?(?:concat\s+)?)?(?:::)?([a-z]\w+(?:::\w+)*)\b")
_CHECKER = re.compile(r"check_(?!setup)|parse_redirect|sta_|redirect_")
_LITERAL = re.compile(r"\$arg == \"(-\w+)\"|string match \$arg \"(-\w+)\"")
_CHECK = re.compile(
    r"\bcheck_(positive_float|float|positive_integer|integer|cardinal|percent)\s+\"?(-?\w+)\"?(?:\s+\$(\w+)\b(?!\())?(?=[\s\]])"
)
_COPIED = r"\bset {}\s+\$(\w+)\b(?!\()"
_ELEMENTS = re.compile(r"\bforeach\s+(?:(\w+)|\{([\w\s]*)\})\s|\blassign\s+\S+\s+([\w ]+)")
# All positionals, one after the other, or handed on as one list to a procedure of the tool's own.
_ALL_TAKEN = re.compile(r"\bforeach\s+(\w+)\s+\$args\b|\[\w+::\w+ \$args\]")
_NONE_REFUSED = re.compile(r"\$args\s*==\s*(?:\{\}|\"\")|llength \$args\]?\s*(?:==\s*0|<\s*1)\b")
_COLLECT = re.compile(r"\bparse_list_args\s+(?:\"[^\"]*\"|\S+)\s+\w+\s+\w+\s+\{([^}]*)\}")
_COMPARED = re.compile(r"(?:==|\beq)\s*\"(-\w+)\"")
_COUNT = re.compile(r"\bcheck_argc_eq(\d)(?:or(\d))?")
_COUNTED = re.compile(r"llength \$\w*args|\$\w*args != |extra positional|\bargc\b|cmd_usage_error")
_NAMED = re.compile(r"set (\w+) \[lindex \$(?:cmd_)?args (\d)\]")
_BOTH = re.compile(r"\bparse_(min_max|early_late)(?:_all)?_flags\b")
_FORMATS = re.compile(r"set formats \{([^}]*)\}")

# As the procedures check them: "positive" includes zero, and a cardinal begins at one.
CHECKS: dict[str, Value] = {
    "float": Value(kinds=("float",)),
    "positive_float": Value(kinds=("float",), minimum=0),
    "integer": Value(kinds=("int",)),
    "positive_integer": Value(kinds=("int",), minimum=0),
    "cardinal": Value(kinds=("int",), minimum=1),
    "percent": Value(kinds=("percent",)),
}
