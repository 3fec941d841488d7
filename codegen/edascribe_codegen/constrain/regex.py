"""The constraint as TGI takes it: a regular expression, with what is nested in itself let in to a depth only."""

from __future__ import annotations

from collections import Counter

from edascribe_codegen.constrain.form import Chars, Choice, Grammar, Node, Repeat, Sequence, Text


def regex(grammar: Grammar, depth: int = 2) -> str | None:
    """The grammar as a regular expression of the plainest kind: groups, sets, repetitions.

    Inside of itself a rule is followed ``depth`` times, so the expression takes less than the grammar. None where nothing is left.
    """
    return _Renderer(grammar, depth).node(grammar.root)


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
        self._open[name] += 1
        made = self.node(self._rule_of(name))
        self._open[name] -= 1
        return made


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
