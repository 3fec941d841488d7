"""Variables that a Tcl text reads and nothing sets: misspelt names, mostly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from edascribe_grammars import Fault, Syntax, symbols

# What these run or read may set any variable of the scope that they stand in.
_OPAQUE = frozenset(
    {"eval", "source", "uplevel", "upvar", "subst", "load", "package", "read_sdc", "dict", "namespace", "interp", "array"}
)
_NAME = re.compile(r"[A-Za-z_]\w*")


def unset_variables(syntax: Syntax, given: Collection[str] = ()) -> Iterator[Fault]:
    """A warning for each variable that is read in a scope where nothing can have set it.

    A scope counts only where all that could set its variables is in sight: one that sources or evaluates something is passed over,
    as is a name that also stands in it as a plain word, which a command may take for the name of a variable to set. ``given`` are
    the variables that Tcl and the tool set.
    """
    found = symbols(syntax)
    named: defaultdict[int | None, set[str]] = defaultdict(set)
    opaque: set[int | None] = set()
    bounds = [(procedure.scope_start, procedure.scope_end) for procedure in found.procedures]

    def scope_of(offset: int) -> int | None:
        inside = [index for index, (start, end) in enumerate(bounds) if start <= offset < end]
        return max(inside, key=lambda index: bounds[index][0]) if inside else None

    for call in syntax.calls:
        scope = scope_of(call.start)
        name = (call.name or "").removeprefix("::")
        if name in _OPAQUE or call.name is None:
            opaque.add(scope)
        if name == "set" and len(call.words) == 2:
            # This one reads.
            continue
        for word in call.words[1:]:
            if word.kind == "bare" and word.value is not None and _NAME.fullmatch(word.value):
                named[scope].add(word.value)
    for variable in found.variables:
        if variable.use != "read":
            named[variable.scope].add(variable.name)
    for variable in found.variables:
        if variable.use != "read" or variable.scope in opaque or "::" in variable.name:
            continue
        if variable.name in named[variable.scope] or variable.name in given:
            continue
        where = "here" if variable.scope is None else "in this procedure"
        yield Fault(
            code="api/unset-variable",
            message=f"`{variable.name}` is read, but nothing {where} sets it.",
            start=variable.start,
            end=variable.end,
            severity="warning",
        )
