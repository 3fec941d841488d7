"""What is wrong with a Tcl expression: operands and operators must take turns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tree_sitter import Node

from edascribe_grammars.fault import Fault, Fix


def expression_fault(tokens: Sequence[Node], source: bytes, base: int, start: int, end: int) -> Fault | None:
    """The first fault of an expression, None where there is none.

    ``tokens`` are the children of the expression's tree, ``base`` is what their offsets lack to those in ``source``,
    of which the expression is ``source[start:end]``. What
    follows a first fault is mostly its consequence, so there is no second.
    """
    operand_next = True
    # What is open: the offset of a parenthesis or question mark, its kind, and whether a comma may stand in it.
    opened: list[tuple[int, str, bool]] = []
    function_at = -1
    count = len(tokens)
    for index, token in enumerate(tokens):
        kind = token.type
        if kind in _OPERANDS:
            if not operand_next:
                return _missing_operator(token, source, base)
            operand_next = False
            if kind == "name":
                if index + 1 < count and tokens[index + 1].type == "(":
                    function_at = index + 1
                elif (fault := _bare_word(token, source, base)) is not None:
                    return fault
        elif kind in {"binary_operator", "sign"}:
            if operand_next and kind == "binary_operator":
                return _missing_operand(token, base)
            operand_next = True
        elif kind == "unary_operator":
            if not operand_next:
                return _missing_operator(token, source, base)
        elif kind == "(":
            if index != function_at and not operand_next:
                return _missing_operator(token, source, base)
            opened.append((token.start_byte, "(", index == function_at))
            operand_next = True
        elif kind == ")":
            while opened and opened[-1][1] == ":":
                opened.pop()
            if not opened or opened[-1][1] != "(":
                return _at(token, base, "expression-parenthesis", "close-parenthesis without an open one")
            _, _, function = opened.pop()
            if operand_next and not (function and tokens[index - 1].type == "("):
                return _missing_operand(token, base)
            operand_next = False
        elif kind == ",":
            while opened and opened[-1][1] == ":":
                opened.pop()
            if operand_next:
                return _missing_operand(token, base)
            if not opened or not opened[-1][2]:
                return _at(token, base, "expression-comma", "a comma stands only between the arguments of a function")
            operand_next = True
        elif kind == "?":
            if operand_next:
                return _missing_operand(token, base)
            opened.append((token.start_byte, "?", False))
            operand_next = True
        elif kind == ":":
            if operand_next:
                return _missing_operand(token, base)
            while opened and opened[-1][1] == ":":
                opened.pop()
            if not opened or opened[-1][1] != "?":
                return _at(token, base, "expression-ternary", "`:` without a `?` before it")
            opened[-1] = (opened[-1][0], ":", False)
            operand_next = True
        else:
            return _invalid(token, source, base)
    if operand_next:
        message = "missing operand at the end of the expression" if count else "empty expression"
        return Fault(code="syntax/expression-operand", message=message, start=start if not count else max(start, end - 1), end=end)
    for offset, kind, _ in opened:
        if kind == "(":
            return _span(base + offset, 1, "expression-parenthesis", "missing close-parenthesis for this `(`")
        if kind == "?":
            return _span(base + offset, 1, "expression-ternary", "`?` without the `:` that belongs to it")
    return None


_OPERANDS = frozenset({"number", "name", "variable", "command_substitution", "quoted_word", "braced_word"})
_BOOLEAN = re.compile(rb"(?i:t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|off?|inf(inity)?|nan)\Z")
_WORD_OPERATORS = {b"and": "&&", b"or": "||", b"not": "!"}


def _bare_word(token: Node, source: bytes, base: int) -> Fault | None:
    name = source[base + token.start_byte : base + token.end_byte]
    if _BOOLEAN.match(name):
        return None
    if name.lower() in _WORD_OPERATORS:
        return _word_operator(token, name, base)
    shown = name.decode()
    return _at(
        token, base, "expression-bare-word", f'bare word `{shown}` in an expression: write ${shown}, "{shown}" or {shown}(...)'
    )


def _missing_operator(token: Node, source: bytes, base: int) -> Fault:
    name = source[base + token.start_byte : base + token.end_byte]
    if token.type == "name" and name.lower() in _WORD_OPERATORS:
        return _word_operator(token, name, base)
    return _at(token, base, "expression-operator", "missing operator before this operand")


def _word_operator(token: Node, name: bytes, base: int) -> Fault:
    operator = _WORD_OPERATORS[name.lower()]
    start, end = base + token.start_byte, base + token.end_byte
    return Fault(
        code="syntax/expression-operator",
        message=f"`{name.decode()}` is no operator of Tcl: use `{operator}`",
        start=start,
        end=end,
        fix=Fix(title=f"Use {operator}", start=start, end=end, text=operator),
    )


def _missing_operand(token: Node, base: int) -> Fault:
    return _at(token, base, "expression-operand", "missing operand before this")


def _invalid(token: Node, source: bytes, base: int) -> Fault:
    character = source[base + token.start_byte : base + token.end_byte]
    if character == b"=":
        return _at(token, base, "expression-operator", "`=` is no operator of Tcl: compare with `==` (numbers) or `eq` (text)")
    return _at(token, base, "expression-character", "a character that no expression may have here")


def _at(token: Node, base: int, code: str, message: str) -> Fault:
    return Fault(code=f"syntax/{code}", message=message, start=base + token.start_byte, end=base + token.end_byte)


def _span(start: int, length: int, code: str, message: str) -> Fault:
    return Fault(code=f"syntax/{code}", message=message, start=start, end=start + length)
