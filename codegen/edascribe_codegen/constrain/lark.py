"""The constraint as llguidance takes it, in vLLM's guidance backend and in llama.cpp where it is built in: Lark.

llguidance reads words (lexemes), the longest that fits. So a text, a run of characters of one set and a rule without other rules
are a lexeme each, and the grammar must be written so that the longest one is the right one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from edascribe_codegen.constrain.form import (
    EMPTY,
    NO_RULES,
    Chars,
    Choice,
    Grammar,
    Node,
    Repeat,
    Rule,
    Rules,
    Sequence,
    Text,
    choice,
    is_nullable,
    mentions,
    names_in,
)
from edascribe_codegen.constrain.regex import regex


def lark(grammar: Grammar) -> str:
    """The grammar in llguidance's Lark; its start is ``start``."""
    shared, shared_lexemes = _rendered(grammar.rules)
    lexemes = {name for name in shared_lexemes if name not in grammar.own} | _lexemes(grammar.own)
    # A rule of its own may be a lexeme where the shared one of its name is none; then what mentions it reads otherwise.
    changed, mentioned = lexemes ^ shared_lexemes, mentions(grammar.rules)
    lines = [f"start: {_text(grammar.root, lexemes)}\n"]
    for name in grammar.used():
        if name in grammar.own or not changed.isdisjoint(mentioned[name]):
            lines.append(_line(name, grammar.rule(name), lexemes))
        else:
            lines.append(shared[name])
    return "".join(lines)


@lru_cache(maxsize=16)
def _rendered(rules: Rules) -> tuple[dict[str, str], frozenset[str]]:
    """The lines of shared rules, and the names of those that are lexemes."""
    lexemes = _lexemes(rules.nodes)
    return {name: _line(name, node, lexemes) for name, node in rules.nodes.items()}, frozenset(lexemes)


def _lexemes(rules: Mapping[str, Node]) -> set[str]:
    return {name for name, node in rules.items() if next(names_in(node), None) is None and not is_nullable(node, rules.__getitem__)}


def _line(name: str, node: Node, lexemes: set[str]) -> str:
    if name in lexemes:
        return f"{name.upper()}: {_expression(node)}\n"
    return f"r_{name}: {_text(node, lexemes)}\n"


def _text(node: Node, lexemes: set[str]) -> str:
    match node:
        case Choice():
            return " | ".join(_part(option, lexemes) for option in _together(node.options))
        case Sequence() if node != EMPTY:
            return " ".join(_part(part, lexemes) for part in node.parts)
        case _:
            return _part(node, lexemes)


def _together(options: tuple[Node, ...]) -> list[Node]:
    """The options of a choice, with all texts among them as one: llguidance reads one lexeme faster than many."""
    texts = [option for option in options if isinstance(option, Text)]
    others = [option for option in options if not isinstance(option, Text)]
    return [*([choice(*texts)] if texts else []), *others]


def _part(node: Node, lexemes: set[str]) -> str:
    match node:
        case Text():
            return json.dumps(node.text)
        case Chars() | Choice() if isinstance(node, Chars) or all(isinstance(option, Text) for option in node.options):
            return _expression(node)
        case Sequence() if node == EMPTY:
            return '""'
        case Repeat(part=Chars()) if node.most is None:
            run = _expression(Repeat(node.part, max(node.least, 1)))
            return run if node.least else f"{run}?"
        case Repeat():
            inner = f"({_text(node.part, lexemes)})"
            if (node.least, node.most) in _SIGNS:
                return inner + _SIGNS[node.least, node.most]
            return f"{inner}{{{node.least},{'' if node.most is None else node.most}}}"
        case Rule():
            return node.name.upper() if node.name in lexemes else f"r_{node.name}"
        case _:
            return f"({_text(node, lexemes)})"


_SIGNS: dict[tuple[int, int | None], str] = {(0, None): "*", (1, None): "+", (0, 1): "?"}


def _expression(node: Node) -> str:
    return f"/{regex(Grammar(root=node, rules=NO_RULES))}/"
