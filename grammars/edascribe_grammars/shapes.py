"""Which arguments of a command are code: the table that tells braces with a script from braces with data, and Tcl's own part of it.

A tool's table is Tcl's with entries added or replaced, ``{**TCL_SHAPES, "foreach_in_collection": Shape(...)}``. The commands of an
ensemble stand in a table of their own under its name. What no row of roles can say, such as ``if``, is a function.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

from edascribe_grammars.calls import Word
from edascribe_grammars.fault import Fault, Fix

Role = Literal[
    "word",  # taken as it is
    "script",
    "expression",
    "list",
    "parameters",  # the parameter list of a procedure
    "variable",  # the name of a variable that is set
    "variables",  # a list of names of variables that are set
    "read",  # the name of a variable that is read
    "linked",  # the name of a variable that is tied to one of another scope
    "cases",  # a list of patterns and scripts in turn
    "lambda",  # a list of a parameter list, a script and perhaps a namespace
]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What the arguments of a command are.

    ``positionals`` are the roles of the arguments in order, ``rest`` is the role of those that follow and ``last``, if given, that
    of the very last one. ``options`` are the options by name with the role of their value, None for one without a value; they may
    stand anywhere and are not counted. With a ``usage`` the number of positional arguments must lie within ``minimum`` and
    ``maximum``, and the fault tells the usage.
    """

    positionals: tuple[Role, ...] = ()
    rest: Role = "word"
    last: Role | None = None
    options: Mapping[str, Role | None] | None = None
    minimum: int = 0
    maximum: int | None = None
    usage: str = ""

    @cached_property
    def has_code(self) -> bool:
        """Whether an argument is to be read, and not taken as it is."""
        roles = {*self.positionals, self.rest, self.last, *(self.options or {}).values()}
        return not CODE.isdisjoint(roles)

    def takes(self, count: int) -> bool:
        """Whether ``count`` positional arguments are a right number of them."""
        return not self.usage or self.minimum <= count <= (count if self.maximum is None else self.maximum)

    @cached_property
    def mere_data(self) -> range:
        """How many words a call may have, its name among them, of which none is code and nothing is wrong with their number."""
        if self.has_code:
            return range(0)
        if not self.usage:
            return range(_MANY)
        return range(self.minimum + 1, _MANY if self.maximum is None else self.maximum + 2)


_MANY = sys.maxsize
# The roles of arguments that are read; the others only say what a word is for.
CODE: frozenset[Role | None] = frozenset({"script", "expression", "list", "parameters", "cases", "lambda", "variables"})

Reading: TypeAlias = tuple[list[Role], list[Fault]]
Irregular: TypeAlias = Callable[[tuple[Word, ...]], Reading]
Shapes: TypeAlias = "Mapping[str, Shape | Irregular | Mapping[str, Shape | Irregular]]"


def read_arguments(words: tuple[Word, ...], shapes: Shapes, name: str) -> Reading:
    """The role of each word of a call of ``name``, and what is wrong with their number; no roles for a command without a shape."""
    shape = shapes.get(name)
    skip = 1
    if isinstance(shape, Mapping):
        shape = shape.get(words[1].value or "") if len(words) > 1 else None
        skip = 2
    if shape is None:
        return [], []
    if not isinstance(shape, Shape):
        return shape(words)
    return _regular(words, shape, skip)


def _regular(words: tuple[Word, ...], shape: Shape, skip: int) -> Reading:
    roles: list[Role] = ["word"] * skip
    if shape.options:
        positions = _take_options(words, shape, skip, roles)
    else:
        positions = list(range(skip, len(words)))
        roles += ["word"] * len(positions)
    known = True
    for order, position in enumerate(positions):
        if words[position].kind == "expanded":
            known = False
            break
        roles[position] = shape.positionals[order] if order < len(shape.positionals) else shape.rest
    if shape.last is not None and positions and words[positions[-1]].kind != "expanded":
        roles[positions[-1]] = shape.last
    count = len(positions)
    if known and not shape.takes(count):
        return roles, [_usage(words, shape.usage, count < shape.minimum)]
    return roles, []


def _take_options(words: tuple[Word, ...], shape: Shape, skip: int, roles: list[Role]) -> list[int]:
    """Gives the options and their values their roles and returns the positions of the other words."""
    positions = []
    options = shape.options or {}
    at = skip
    while at < len(words):
        roles.append("word")
        text = words[at].text
        if text in options:
            role = options[text]
            if role is not None and at + 1 < len(words):
                roles.append(role)
                at += 1
        else:
            positions.append(at)
        at += 1
    return positions


def _usage(words: tuple[Word, ...], usage: str, missing: bool) -> Fault:
    what = "missing arguments" if missing else "too many arguments"
    first, last = words[0], words[-1]
    return Fault(code="syntax/arguments", message=f"{what}: {usage}", start=first.start, end=last.end)


def _if(words: tuple[Word, ...]) -> Reading:
    """``if expr ?then? body ?elseif expr ?then? body ...? ?else? ?body?``."""
    roles: list[Role] = ["word"] * len(words)
    count = len(words)
    if any(word.kind == "expanded" for word in words):
        return roles, []
    at = 1
    clause = words[0]
    while True:
        if at >= count:
            return roles, [_after(clause, f"missing condition after `{clause.text}`")]
        roles[at] = "expression"
        at += 1
        if at < count and words[at].text == "then":
            at += 1
        if at >= count:
            return roles, [_after(clause, f"missing body after the condition of `{clause.text}`")]
        roles[at] = "script"
        at += 1
        if at >= count:
            return roles, []
        clause = words[at]
        if clause.text != "elseif":
            break
        at += 1
    if clause.text == "else":
        at += 1
        if at >= count:
            return roles, [_after(clause, "missing body after `else`")]
    if at == count - 1 and not _glued(words[at]):
        roles[at] = "script"
        return roles, []
    word = words[at]
    if _glued(word):
        brace = word.start + word.text.index("{")
        fix = Fix(title="Insert a space", start=brace, end=brace, text=" ")
        message = f"missing space before the `{{` after `{word.text.partition('{')[0]}`"
        return roles, [Fault(code="syntax/missing-space", message=message, start=word.start, end=brace + 1, fix=fix)]
    if at == count - 1:
        return roles, []
    message = "`else` or `elseif` expected here"
    if clause.text == "else":
        message = "extra words after the body of `else`"
        at += 1
    return roles, [Fault(code="syntax/arguments", message=message, start=words[at].start, end=words[-1].end)]


def _glued(word: Word) -> bool:
    """Whether a word is ``else{`` or the like, where a space was forgotten."""
    return word.kind == "bare" and word.text.startswith(("else{", "elseif{"))


def _after(clause: Word, message: str) -> Fault:
    return Fault(code="syntax/arguments", message=message, start=clause.start, end=clause.end)


def _foreach(words: tuple[Word, ...]) -> Reading:
    """``foreach varlist list ?varlist list ...? body``."""
    roles: list[Role] = ["word"] * len(words)
    expanded = any(word.kind == "expanded" for word in words)
    if not expanded and (len(words) < 4 or len(words) % 2):
        return roles, [_usage(words, f"{words[0].text} varlist list ?varlist list ...? body", missing=True)]
    if len(words) > 2 and words[-1].kind != "expanded":
        roles[-1] = "script"
    if not expanded:
        for at in range(1, len(words) - 1, 2):
            roles[at] = "variables"
    return roles, []


def _switch(words: tuple[Word, ...]) -> Reading:
    """``switch ?options? string {pattern body ...}`` or with the patterns and bodies as arguments."""
    roles: list[Role] = ["word"] * len(words)
    if any(word.kind == "expanded" for word in words):
        return roles, []
    at = 1
    # The last two words are never options: Tcl takes `switch -x {...}` so.
    while at < len(words) - 2 and words[at].text.startswith("-"):
        option = words[at].text
        at += 1
        if option == "--":
            break
        if option in {"-matchvar", "-indexvar"}:
            roles[at] = "variable"
            at += 1
    rest = len(words) - at - 1
    if rest < 1:
        return roles, [_usage(words, "switch ?options? string {pattern body ...}", missing=True)]
    if rest == 1:
        roles[-1] = "cases"
        return roles, []
    for position in range(at + 2, len(words), 2):
        roles[position] = "script"
    if rest % 2:
        return roles, [_after(words[-1], "a pattern of `switch` without a body")]
    return roles, []


def _try(words: tuple[Word, ...]) -> Reading:
    """``try body ?on code vars script ...? ?trap pattern vars script ...? ?finally script?``."""
    roles: list[Role] = ["word"] * len(words)
    if any(word.kind == "expanded" for word in words):
        return roles, []
    usage = "try body ?on code variables body ...? ?trap pattern variables body ...? ?finally body?"
    if len(words) < 2:
        return roles, [_usage(words, usage, missing=True)]
    roles[1] = "script"
    at = 2
    while at < len(words):
        handler = words[at].text
        length = 2 if handler == "finally" else 4
        if handler not in {"on", "trap", "finally"}:
            return roles, [_after(words[at], "`on`, `trap` or `finally` expected here")]
        if at + length > len(words):
            return roles, [_usage(words, usage, missing=True)]
        if length == 4:
            roles[at + 2] = "variables"
        roles[at + length - 1] = "script"
        at += length
    return roles, []


def _uplevel(words: tuple[Word, ...]) -> Reading:
    """``uplevel ?level? script``: several arguments are joined, so only a single one is a script for certain."""
    roles: list[Role] = ["word"] * len(words)
    level = len(words) > 2 and words[1].kind == "bare" and (words[1].text.lstrip("#").isdigit() or "$" in words[1].text)
    if len(words) == 2 + level:
        roles[-1] = "script"
    return roles, []


def _upvar(words: tuple[Word, ...]) -> Reading:
    """``upvar ?level? other mine ?other mine ...?``."""
    roles: list[Role] = ["word"] * len(words)
    first = 1 + (len(words) % 2 == 0)
    for position in range(first + 1, len(words), 2):
        roles[position] = "linked"
    return roles, []


def _variable(words: tuple[Word, ...]) -> Reading:
    """``variable name ?value name value ...?``."""
    roles: list[Role] = ["word"] * len(words)
    for position in range(1, len(words), 2):
        roles[position] = "linked"
    return roles, []


def _only_argument(role: Role) -> Irregular:
    """A command that joins its arguments: only a single one is what ``role`` says."""

    def read(words: tuple[Word, ...]) -> Reading:
        roles: list[Role] = ["word"] * len(words)
        if len(words) == 2:
            roles[1] = role
        return roles, []

    return read


def _joined_after(count: int) -> Irregular:
    """A command that joins the arguments after the first ``count`` into a script."""

    def read(words: tuple[Word, ...]) -> Reading:
        roles: list[Role] = ["word"] * len(words)
        if len(words) == count + 2:
            roles[-1] = "script"
        return roles, []

    return read


def _after_command(words: tuple[Word, ...]) -> Reading:
    """``after ms ?script?``, ``after idle script``, ``after cancel id``."""
    roles: list[Role] = ["word"] * len(words)
    if len(words) == 3 and words[1].text not in {"cancel", "info"}:
        roles[2] = "script"
    return roles, []


def _lost_clause(words: tuple[Word, ...]) -> Reading:
    """``else`` at the start of a line, where Tcl no longer connects it with its ``if``."""
    name = words[0].text
    message = f"`{name}` must stand on the line of the close-brace before it: `}} {name} ... {{`"
    roles: list[Role] = ["word"] * len(words)
    if words[-1].kind == "braced" and len(words) > 1:
        roles[-1] = "script"
    return roles, [Fault(code="syntax/lost-clause", message=message, start=words[0].start, end=words[0].end)]


_REGEXP_OPTIONS: Mapping[str, Role | None] = {
    **dict.fromkeys(("-about", "-all", "-expanded", "-indices", "-inline", "-line", "-lineanchor", "-linestop", "-nocase", "--")),
    "-start": "word",
}

TCL_SHAPES: Shapes = MappingProxyType(
    {
        "if": _if,
        "else": _lost_clause,
        "elseif": _lost_clause,
        "while": Shape(positionals=("expression", "script"), minimum=2, maximum=2, usage="while condition body"),
        "for": Shape(
            positionals=("script", "expression", "script", "script"), minimum=4, maximum=4, usage="for start condition next body"
        ),
        "foreach": _foreach,
        "lmap": _foreach,
        "switch": _switch,
        "try": _try,
        "proc": Shape(positionals=("word", "parameters", "script"), minimum=3, maximum=3, usage="proc name parameters body"),
        "catch": Shape(
            positionals=("script", "variable", "variable"), minimum=1, maximum=3, usage="catch script ?result? ?options?"
        ),
        "expr": _only_argument("expression"),
        "eval": _only_argument("script"),
        "uplevel": _uplevel,
        "after": _after_command,
        "time": Shape(positionals=("script",)),
        "apply": Shape(positionals=("lambda",)),
        "namespace": {"eval": _joined_after(2), "inscope": _joined_after(2), "code": _joined_after(1)},
        "interp": {"eval": _joined_after(2)},
        "package": {"ifneeded": Shape(positionals=("word", "word", "script"))},
        "dict": {
            "for": Shape(positionals=("variables", "word", "script"), minimum=3, maximum=3, usage="dict for {key value} dict body"),
            "map": Shape(positionals=("variables", "word", "script"), minimum=3, maximum=3, usage="dict map {key value} dict body"),
            "with": Shape(positionals=("variable",), last="script"),
            "update": Shape(positionals=("variable",), last="script"),
            "set": Shape(positionals=("variable",)),
            "unset": Shape(positionals=("variable",)),
            "append": Shape(positionals=("variable",)),
            "lappend": Shape(positionals=("variable",)),
            "incr": Shape(positionals=("variable",)),
        },
        "array": {
            "set": Shape(positionals=("variable", "list")),
            **dict.fromkeys(("exists", "get", "names", "size", "unset"), Shape(positionals=("read",))),
        },
        "set": Shape(positionals=("variable",), minimum=1, maximum=2, usage="set variable ?value?"),
        "incr": Shape(positionals=("variable",), minimum=1, maximum=2, usage="incr variable ?increment?"),
        "append": Shape(positionals=("variable",)),
        "lappend": Shape(positionals=("variable",)),
        "lassign": Shape(positionals=("word",), rest="variable"),
        "global": Shape(rest="linked"),
        "variable": _variable,
        "upvar": _upvar,
        "unset": Shape(rest="read", options={"-nocomplain": None, "--": None}),
        "lset": Shape(positionals=("variable",)),
        "regexp": Shape(positionals=("word", "word"), rest="variable", options=_REGEXP_OPTIONS),
        "regsub": Shape(positionals=("word", "word", "word", "variable"), options=_REGEXP_OPTIONS),
        "binary": {"scan": Shape(positionals=("word", "word"), rest="variable")},
        "file": {"stat": Shape(positionals=("word", "variable")), "lstat": Shape(positionals=("word", "variable"))},
        "info": {"exists": Shape(positionals=("read",))},
        "gets": Shape(positionals=("word", "variable")),
        "scan": Shape(positionals=("word", "word"), rest="variable"),
        "oo::class": {"create": Shape(positionals=("word", "script"))},
        "oo::define": Shape(positionals=("word",), last="script"),
    }
)
