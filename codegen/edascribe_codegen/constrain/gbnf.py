"""The constraint as llama.cpp and SGLang take it: GBNF, and the EBNF that is nearly the same."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from edascribe_codegen.constrain.form import (
    EMPTY,
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
    sequence,
)


def gbnf(grammar: Grammar) -> str:
    """The grammar in GBNF; its start is ``root``.

    llama.cpp tries all options of a choice at every character that a model may write, so texts that begin alike are written as one
    beginning with a choice of ends.
    """
    shared = _rendered(grammar.rules)
    lines = [_line("root", grammar.root)]
    lines += [_line(name, grammar.own[name]) if name in grammar.own else shared[name] for name in grammar.used()]
    return "".join(lines)


@lru_cache(maxsize=16)
def _rendered(rules: Rules) -> dict[str, str]:
    return {name: _line(name, node) for name, node in rules.nodes.items()}


def _line(name: str, node: Node) -> str:
    return f"{_name(name)} ::= {_text(_factored(node))}\n"


def _factored(node: Node) -> Node:
    """The node with the options of its choices told apart as early as can be."""
    match node:
        case Sequence():
            return sequence(*[_factored(part) for part in node.parts])
        case Repeat():
            return Repeat(_factored(node.part), node.least, node.most)
        case Choice():
            alike: defaultdict[Node, list[tuple[Node, ...]]] = defaultdict(list)
            for option in node.options:
                parts = option.parts if isinstance(option, Sequence) else (option,)
                first = parts[0] if parts else EMPTY
                alike[Text(first.text[0]) if isinstance(first, Text) else first].append(parts)
            return choice(*[_beginning_alike(options) for options in alike.values()])
        case _:
            return node


def _beginning_alike(options: list[tuple[Node, ...]]) -> Node:
    """Options whose first parts are equal, or texts with the same first character, as one."""
    if len(options) == 1:
        return sequence(*[_factored(part) for part in options[0]])
    first = options[0][0]
    if not isinstance(first, Text):
        return sequence(first, _factored(choice(*[sequence(*rest) for _, *rest in options])))
    texts = [part.text for part, *_ in options if isinstance(part, Text)]
    shared = texts[0]
    while not all(text.startswith(shared) for text in texts):
        shared = shared[:-1]
    rests = [sequence(text[len(shared) :], *rest) for text, (_, *rest) in zip(texts, options, strict=True)]
    return sequence(shared, _factored(choice(*rests)))


def _text(node: Node) -> str:
    """A node as an alternative, without brackets around it."""
    match node:
        case Choice():
            return " | ".join(_part(option) for option in node.options)
        case Sequence() if node != EMPTY:
            return " ".join(_part(part) for part in node.parts)
        case _:
            return _part(node)


def _part(node: Node) -> str:
    """A node as a part of another one."""
    match node:
        case Text():
            return '"' + "".join(_quoted(sign) for sign in node.text) + '"'
        case Chars():
            return "[" + "".join(_code(low) if low == high else f"{_code(low)}-{_code(high)}" for low, high in node.ranges) + "]"
        case Sequence() if node == EMPTY:
            return '""'
        case Repeat():
            inner = _part(node.part)
            if (node.least, node.most) in _SIGNS:
                return inner + _SIGNS[node.least, node.most]
            return f"{inner}{{{node.least},{'' if node.most is None else node.most}}}"
        case Rule():
            return _name(node.name)
        case _:
            return f"({_text(node)})"


_SIGNS: dict[tuple[int, int | None], str] = {(0, None): "*", (1, None): "+", (0, 1): "?", (1, 1): ""}


def _name(name: str) -> str:
    return name.replace("_", "-")


def _quoted(sign: str) -> str:
    return {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}.get(sign, sign)


def _code(code: int) -> str:
    """A character of a set; signs that mean something there are written by their code."""
    sign = chr(code)
    return sign if sign.isascii() and (sign.isalnum() or sign in "_ .,:;/*+=<>!?@%&()#'|~") else _hexadecimal(code)


def _hexadecimal(code: int) -> str:
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
