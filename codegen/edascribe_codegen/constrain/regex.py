"""The constraint as TGI takes it: a regular expression, with what is nested in itself let in to a depth only."""

from __future__ import annotations

from collections import Counter

from edascribe_codegen.constrain.form import (
    EMPTY,
    NOTHING,
    Chars,
    Choice,
    Grammar,
    Node,
    Repeat,
    Rule,
    Sequence,
    Text,
    choice,
    many,
    sequence,
)

# A longer expression takes a server minutes to make an automaton of.
_LONGEST = 40_000


def regex(grammar: Grammar, depth: int = 1) -> str | None:
    """The grammar as a regular expression of the plainest kind: groups, sets, repetitions.

    Inside of itself a rule is followed ``depth`` times, so the expression takes less than the grammar. None where nothing is left,
    and where the grammar is too large: that of everything, rather than that of a step.
    """
    try:
        return _Renderer(grammar, depth).node(grammar.root)
    except _TooLongError:
        return None


class _TooLongError(Exception):
    pass


class _Renderer:
    def __init__(self, grammar: Grammar, depth: int) -> None:
        self._rule_of = grammar.rule
        self._depth = depth
        self._open: Counter[str] = Counter()

    def node(self, node: Node) -> str | None:
        """A node's expression, which may stand as a part of another one; None where nothing fits it."""
        match node:
            case Text():
                return "".join(_code(ord(sign)) for sign in node.text)
            case Chars():
                return (
                    "[" + "".join(_code(low) if low == high else f"{_code(low)}-{_code(high)}" for low, high in node.ranges) + "]"
                )
            case Sequence():
                parts = [self.node(part) for part in node.parts]
                return None if None in parts else "".join(part for part in parts if part)
            case Choice():
                options = [made for option in node.options if (made := self.node(option)) is not None]
                return f"(?:{'|'.join(options)})" if options else None
            case Repeat():
                inner = self.node(node.part)
                if inner is None:
                    return "" if node.least == 0 else None
                return f"(?:{inner}){_count(node)}"
            case _:
                return self._rule(node.name)

    def _rule(self, name: str) -> str | None:
        if self._open[name] >= self._depth:
            return None
        loop, rest = _split(self._rule_of(name), name)
        self._open[name] += 1
        made = self.node(sequence(many(loop), rest) if loop != NOTHING else rest)
        self._open[name] -= 1
        if made is not None and len(made) > _LONGEST:
            raise _TooLongError
        return made


def _split(node: Node, name: str) -> tuple[Node, Node]:
    """The ways through a rule that end in the rule itself, without that end, and the others."""
    match node:
        case Rule() if node.name == name:
            return EMPTY, NOTHING
        case Sequence() if node.parts:
            loop, rest = _split(node.parts[-1], name)
            return sequence(*node.parts[:-1], loop), sequence(*node.parts[:-1], rest)
        case Choice():
            parts = [_split(option, name) for option in node.options]
            return (
                choice(*[loop for loop, _ in parts if loop != NOTHING]),
                choice(*[rest for _, rest in parts if rest != NOTHING]),
            )
        case _:
            return NOTHING, node


def _count(node: Repeat) -> str:
    signs: dict[tuple[int, int | None], str] = {(0, None): "*", (1, None): "+", (0, 1): "?"}
    return signs.get((node.least, node.most)) or f"{{{node.least},{'' if node.most is None else node.most}}}"


def _code(code: int) -> str:
    """A character, within a set or not: what means something in one of the two has a backslash before it."""
    sign = chr(code)
    if sign in _LINE_SIGNS:
        return _LINE_SIGNS[sign]
    if code >= 0x80:
        return f"\\u{code:04x}"
    return f"\\{sign}" if sign in ".^$*+?()[]{}|\\-/&~" else sign


_LINE_SIGNS = {"\n": "\\n", "\t": "\\t"}
