"""Tcl's own commands with scripts in them, as grammar rules for what follows their names."""

from __future__ import annotations

import string

from edascribe_codegen.constrain.form import Node, Rule, chars, choice, many, optional, sequence, some
from edascribe_codegen.constrain.words import block, condition, gap, integer, word

_name = some(chars(string.ascii_letters + string.digits + "_:"))
_space = optional(Rule("space"))
_names = choice(Rule("bare"), Rule("braced"))
_cases = some(choice(Rule("bare"), Rule("quoted"), Rule("braced")), Rule("space"), choice(block, "-"), _space)
# Tcl's own commands with scripts in them.
CONTROL: dict[str, Node] = {
    "if": sequence(
        gap, condition, optional(gap, "then"), gap, block,
        many(gap, "elseif", gap, condition, gap, block), optional(gap, "else", gap, block),
    ),
    "while": sequence(gap, condition, gap, block),
    "for": sequence(gap, block, gap, condition, gap, block, gap, block),
    "foreach": sequence(gap, _names, gap, word, gap, block),
    "lmap": sequence(gap, _names, gap, word, gap, block),
    "proc": sequence(gap, _name, gap, _names, gap, block),
    "catch": sequence(gap, block, optional(gap, Rule("bare"), optional(gap, Rule("bare")))),
    "expr": choice(sequence(gap, "{", Rule("expression"), "}"), sequence(gap, Rule("formula"))),
    "namespace": sequence(gap, "eval", gap, _name, gap, block),
    "switch": sequence(
        many(gap, choice("-exact", "-glob", "-regexp", "-nocase")), optional(gap, "--"), gap, word, gap, "{", _space, _cases, "}"
    ),
    "time": sequence(gap, block, optional(gap, integer)),
}  # fmt: skip
# Commands of Tcl whose arguments are scripts in ways that are left to the check.
UNKNOWN_CODE = frozenset(
    {
        "after", "apply", "array for", "case", "coroutine", "dict filter", "dict map", "dict for", "dict update", "dict with",
        "else", "elseif", "eval", "interp", "oo::class", "oo::define", "package ifneeded", "subst", "trace", "try", "uplevel",
    }
)  # fmt: skip
