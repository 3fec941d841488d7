"""A small grammar as a value: what the constraint forms are rendered from, and what may follow a text that has begun already.

A node is a text, a character of a set, a sequence, a choice, a repetition, or the name of a rule. No rule may come round to itself
before a character is read (left recursion).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Exactly this text."""

    text: str


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set, given by ranges of code points, both ends included, in order and apart."""

    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """All parts, one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the options; without any, nothing fits."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The part from ``least`` to ``most`` times; without ``most`` as often as wanted."""

    part: Node
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What the rule of this name says; names are lower-case letters, digits and underscores."""

    name: str


Node: TypeAlias = Text | Chars | Sequence | Choice | Repeat | Rule

EMPTY = Sequence(())
NOTHING = Choice(())


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """Rules that many grammars share. Compared by identity, so that what is made of them is made once."""

    nodes: Mapping[str, Node]


NO_RULES = Rules({})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """A root, the rules that it may name, and its own ones, which come before those of the same name."""

    root: Node
    rules: Rules
    own: Mapping[str, Node] = field(default_factory=dict)

    def rule(self, name: str) -> Node:
        """The rule of a name."""
        return self.own[name] if name in self.own else self.rules.nodes[name]

    def after(self, text: str) -> Grammar | None:
        """The grammar of what may follow ``text`` (its derivative); None where nothing can."""
        node = self.root
        for character in text:
            node = _after(node, ord(character), self.rule)
            if node == NOTHING:
                return None
        return replace(self, root=node)

    def accepts(self, text: str) -> bool:
        """Whether the whole text is in the language."""
        rest = self.after(text)
        return rest is not None and is_nullable(rest.root, rest.rule)

    def used(self) -> Iterator[str]:
        """The names of the rules that the root needs, in the order in which they are met."""
        shared = mentions(self.rules)
        seen: set[str] = set()
        waiting = [*names_in(self.root)]
        for name in waiting:
            if name not in seen:
                seen.add(name)
                yield name
                waiting += names_in(self.own[name]) if name in self.own else shared[name]


@lru_cache(maxsize=16)
def mentions(rules: Rules) -> Mapping[str, tuple[str, ...]]:
    """The names of the rules that each rule mentions."""
    return {name: tuple(dict.fromkeys(names_in(node))) for name, node in rules.nodes.items()}


def sequence(*parts: Node | str) -> Node:
    """The parts one after the other, as simple as it can be said."""
    flat: list[Node] = []
    for given in parts:
        part = Text(given) if isinstance(given, str) else given
        if part == NOTHING:
            return NOTHING
        if isinstance(part, Sequence):
            flat += part.parts
        elif part != Text(""):
            flat.append(part)
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def choice(*options: Node | str) -> Node:
    """One of the options, each once."""
    flat: dict[Node, None] = {}
    for given in options:
        option = Text(given) if isinstance(given, str) else given
        flat |= dict.fromkeys(option.options) if isinstance(option, Choice) else {option: None}
    return next(iter(flat)) if len(flat) == 1 else Choice(tuple(flat))


def optional(*parts: Node | str) -> Node:
    """The parts, or none of them."""
    return Repeat(sequence(*parts), 0, 1)


def many(*parts: Node | str) -> Node:
    """The parts as often as wanted."""
    return Repeat(sequence(*parts))


def some(*parts: Node | str) -> Node:
    """The parts at least once."""
    return Repeat(sequence(*parts), 1)


def chars(included: str, excluded: str = "") -> Chars:
    """A set of characters: ``included`` without ``excluded``."""
    return _set({ord(sign) for sign in included} - {ord(sign) for sign in excluded})


def is_nullable(node: Node, rule: Callable[[str], Node]) -> bool:
    """Whether the empty text fits."""
    match node:
        case Text():
            return not node.text
        case Chars():
            return False
        case Sequence():
            return all(is_nullable(part, rule) for part in node.parts)
        case Choice():
            return any(is_nullable(option, rule) for option in node.options)
        case Repeat():
            return node.least == 0 or is_nullable(node.part, rule)
        case Rule():
            return is_nullable(rule(node.name), rule)


def names_in(node: Node) -> Iterator[str]:
    """The names of the rules that a node mentions."""
    match node:
        case Sequence():
            for part in node.parts:
                yield from names_in(part)
        case Choice():
            for option in node.options:
                yield from names_in(option)
        case Repeat():
            yield from names_in(node.part)
        case Rule():
            yield node.name
        case _:
            pass


def without_dead_ends(rules: Mapping[str, Node]) -> dict[str, Node]:
    """The rules without those that nothing fits, and without the options that lead to one."""
    dead = {name for name, node in rules.items() if node == NOTHING}
    if not dead:
        return dict(rules)
    return without_dead_ends({name: _without(node, dead) for name, node in rules.items() if name not in dead})


def _without(node: Node, dead: set[str]) -> Node:
    match node:
        case Sequence():
            return sequence(*[_without(part, dead) for part in node.parts])
        case Choice():
            return choice(*[kept for option in node.options if (kept := _without(option, dead)) != NOTHING])
        case Repeat():
            part = _without(node.part, dead)
            if part == NOTHING:
                return NOTHING if node.least else EMPTY
            return Repeat(part, node.least, node.most)
        case Rule():
            return NOTHING if node.name in dead else node
        case _:
            return node


def _after(node: Node, sign: int, rule: Callable[[str], Node]) -> Node:
    """What may follow a character (Brzozowski's derivative)."""
    match node:
        case Text():
            return sequence(node.text[1:]) if node.text and ord(node.text[0]) == sign else NOTHING
        case Chars():
            return EMPTY if any(low <= sign <= high for low, high in node.ranges) else NOTHING
        case Sequence():
            found: list[Node] = []
            for position, part in enumerate(node.parts):
                rest = _after(part, sign, rule)
                if rest != NOTHING:
                    found.append(sequence(rest, *node.parts[position + 1 :]))
                if not is_nullable(part, rule):
                    break
            return choice(*found)
        case Choice():
            return choice(*[rest for option in node.options if (rest := _after(option, sign, rule)) != NOTHING])
        case Repeat():
            if node.most == 0:
                return NOTHING
            rest = _after(node.part, sign, rule)
            most = None if node.most is None else node.most - 1
            return sequence(rest, EMPTY if most == 0 else Repeat(node.part, max(node.least - 1, 0), most))
        case Rule():
            return _after(rule(node.name), sign, rule)


def _set(codes: set[int]) -> Chars:
    ranges: list[tuple[int, int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return Chars(tuple(ranges))
