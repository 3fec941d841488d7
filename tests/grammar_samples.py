"""Random texts of a grammar, for what must hold of all of them."""

from __future__ import annotations

import random

from edascribe_codegen.constrain.form import Chars, Choice, Grammar, Node, Repeat, Sequence, Text


class Sampler:
    """Draws texts of a grammar; below ``depth`` rules within rules it takes the shortest way out."""

    def __init__(self, grammar: Grammar, seed: int, depth: int = 12) -> None:
        self._grammar = grammar
        self._random = random.Random(seed)
        self._depth = depth
        self._heights: dict[str, int] = dict.fromkeys(grammar.used(), 10**6)
        changed = True
        while changed:
            changed = False
            for name, height in self._heights.items():
                lower = 1 + self._height(grammar.rule(name))
                if lower < height:
                    self._heights[name] = lower
                    changed = True

    def text(self, node: Node | None = None, depth: int = 0) -> str:
        """One text."""
        node = self._grammar.root if node is None else node
        match node:
            case Text():
                return node.text
            case Chars():
                # The first ranges are ASCII, which is what most scripts are made of.
                low, high = self._random.choice([one for one in node.ranges if one[0] < 0x80] or node.ranges)
                return chr(self._random.randint(low, high))
            case Sequence():
                return "".join(self.text(part, depth) for part in node.parts)
            case Choice():
                options = node.options
                if depth > self._depth:
                    lowest = min(map(self._height, options))
                    options = tuple(option for option in options if self._height(option) == lowest)
                return self.text(self._random.choice(options), depth)
            case Repeat():
                most = node.least + (0 if depth > self._depth else 2 if node.most is None else node.most - node.least)
                return "".join(self.text(node.part, depth + 1) for _ in range(self._random.randint(node.least, most)))
            case _:
                return self.text(self._grammar.rule(node.name), depth + 1)

    def _height(self, node: Node) -> int:
        match node:
            case Sequence():
                return max(map(self._height, node.parts), default=0)
            case Choice():
                return min(map(self._height, node.options))
            case Repeat():
                return self._height(node.part) if node.least else 0
            case Text() | Chars():
                return 0
            case _:
                return self._heights[node.name]
