"""Reads Tcl: the grammar's trees of a script and of the scripts, expressions and lists in it, down to any depth."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Language as Grammar
from tree_sitter import Node, Parser

from edascribe_grammars import _tcl
from edascribe_grammars.calls import Call, Source, Word, WordKind
from edascribe_grammars.expression import expression_fault
from edascribe_grammars.fault import Fault, Fix, moved_fault
from edascribe_grammars.lists import list_elements
from edascribe_grammars.shapes import Role, Shapes, read_arguments


class Reading(NamedTuple):
    """What was found in a stretch of script, in the order of the text."""

    calls: tuple[Call, ...]
    faults: tuple[Fault, ...]


def one_byte_each(text: str) -> bytes:
    """The text with one byte for each character, so that the offsets of the parsers are offsets in characters.

    No character outside of ASCII has a meaning in Tcl's syntax, so one that has none either stands for all of them; and for NUL,
    which the parsers take for the end of the text. A backslash at the end of a line is space wherever it stands, and given to the
    parsers as that it does not become a part of the token after it.
    """
    if not text.isascii() or "\0" in text:
        text = _FOREIGN.sub("\x1a", text)
    source = text.encode("ascii")
    if b"\\\r\n" in source or b"\\\\\n" in source:
        return _CONTINUATION.sub(lambda match: match.group(1) + b" " * (match.end() - match.end(1)), source)
    return source.replace(b"\\\n", b"  ")


def script_nodes(source: bytes) -> list[Node]:
    """The commands and comments of a script, outermost only."""
    return _script_parser.parse(source).root_node.named_children


def expression_nodes(source: bytes) -> list[Node]:
    """The operands, operators and parentheses of an expression, outermost only."""
    return _expression_parser.parse(source).root_node.children


def words_of(command: Node, base: int, words_from: Source) -> tuple[Word, ...]:
    """The words of a command whose offsets count from ``base``."""
    return tuple([_word(node, base, words_from) for node in command.named_children])


def role_of_last(call: Call, shapes: Shapes) -> Role:
    """What the last word of a call is, as far as the call is written."""
    arguments = read_arguments(call.words, shapes, (call.name or "").removeprefix("::"))
    return arguments[0][-1] if arguments is not None else "word"


def read(source: bytes, nodes: list[Node], base: int, words_from: Source, shapes: Shapes) -> Reading:
    """Reads commands down to any depth.

    ``source`` is the text by ``one_byte_each``, ``nodes`` are commands whose offsets count from ``base`` in it, and ``words_from``
    is what their words refer to: positions in ``source`` count from its origin.
    """
    origin = words_from.origin
    calls: list[Call] = []
    faults: list[Fault] = []
    # Trees that are still to be looked at: nodes, where their offsets count from, and the node they are children of.
    pending: list[tuple[list[Node], int]] = [(nodes, base)]
    # Stretches that are still to be parsed, with how deep they are nested.
    stretches: list[tuple[Role, int, int, int]] = []
    depth = 0
    while pending or stretches:
        if not pending:
            role, start, end, depth = stretches.pop()
            if depth > DEEPEST:
                message = f"nested more than {DEEPEST} deep: not checked any further"
                faults.append(_fault("too-deep", message, start + origin, end + origin))
                continue
            if role == "script":
                pending.append((script_nodes(source[start:end]), start))
            elif role == "expression":
                tokens = expression_nodes(source[start:end])
                fault = expression_fault(tokens, source, start, end)
                if fault is not None:
                    faults.append(moved_fault(fault, origin))
                pending.append((tokens, start))
            else:
                _read_list(role, source, start, end, depth, origin, stretches, faults)
            continue
        children, base = pending.pop()
        for node in children:
            kind = node.type
            if kind == "command":
                calls.append(_read_command(node, base, depth, source, words_from, pending, stretches, faults, shapes))
            elif node.named_child_count:
                inner = node.named_children
                _check_end(node, inner, base, origin, faults)
                pending.append((inner, base))
    calls.sort(key=_position)
    faults.sort(key=_position)
    return Reading(tuple(calls), tuple(faults))


def _read_command(
    node: Node,
    base: int,
    depth: int,
    source: bytes,
    words_from: Source,
    pending: list[tuple[list[Node], int]],
    stretches: list[tuple[Role, int, int, int]],
    faults: list[Fault],
    shapes: Shapes,
) -> Call:
    origin = words_from.origin
    words: list[Word] = []
    # Words with a substitution or escape inside: their roles do not matter, since only Tcl knows what they become.
    inexact: set[int] = set()
    for child in node.named_children:
        word = _word(child, base, words_from)
        if child.named_child_count:
            inner = child.named_children
            _check_end(child, inner, base, origin, faults)
            if word.kind != "braced":
                inexact.add(len(words))
                if word.kind == "bare":
                    _check_last_space(source, word.start - origin, word.end - origin, origin, faults)
            pending.append((inner, base))
        words.append(word)
    call = Call(words[0].start, words[-1].end, tuple(words))
    name = source[words[0].start - origin : words[0].end - origin]
    if 0 not in inexact and words[0].kind == "bare":
        if name.startswith(b"}"):
            faults.append(_fault("unexpected-close-brace", "close-brace without an open one", words[0].start, words[0].start + 1))
        arguments = read_arguments(call.words, shapes, name.decode("ascii").removeprefix("::"))
        if arguments is not None:
            roles, wrong = arguments
            faults += wrong
            for index, role in enumerate(roles):
                if role in _READ and index not in inexact:
                    word = words[index]
                    start, end = word.start - origin, word.end - origin
                    if word.kind != "bare":
                        start, end = start + 1, end - word.closed
                    if word.kind != "expanded":
                        stretches.append((role, start, end, depth + 1))
    return call


def _word(node: Node, base: int, words_from: Source) -> Word:
    shift = base + words_from.origin
    end = node.end_byte
    kind = _KINDS[node.type]
    closed = True
    if kind != "bare" and node.named_child_count:
        last = node.named_children[-1]
        if last.type == "unclosed":
            closed = False
        elif last.type == "extra_characters":
            end = last.start_byte
    return Word(node.start_byte + shift, end + shift, kind, words_from, closed)


def _read_list(
    role: Role,
    source: bytes,
    start: int,
    end: int,
    depth: int,
    origin: int,
    stretches: list[tuple[Role, int, int, int]],
    faults: list[Fault],
) -> None:
    """Checks a list and queues the scripts that are its elements."""
    elements, fault = list_elements(source, start, end)
    if fault is not None:
        faults.append(moved_fault(fault, origin))
        return
    if role == "cases":
        if len(elements) % 2:
            last = elements[-1]
            message = "a pattern of `switch` without a body" if elements else "no patterns"
            faults.append(_fault("switch-body", message, last.start + origin, last.end + origin))
        elif not elements:
            faults.append(_fault("switch-body", "`switch` without a pattern and a body", start + origin, end + origin))
        for element in elements[1::2]:
            if source[element.start : element.end] != b"-":
                stretches.append(("script", element.start, element.end, depth + 1))
    elif role == "lambda":
        if len(elements) in {2, 3}:
            stretches.append(("parameters", elements[0].start, elements[0].end, depth + 1))
            stretches.append(("script", elements[1].start, elements[1].end, depth + 1))
        else:
            faults.append(_fault("lambda", "a lambda is {parameters body ?namespace?}", start + origin, end + origin))
    elif role == "parameters":
        for element in elements:
            parts, fault = list_elements(source, element.start, element.end)
            if fault is None and len(parts) not in {1, 2}:
                message = "a parameter is a name, or a name and its default in braces"
                fault = _fault("parameter", message, element.start, element.end)
            if fault is not None:
                faults.append(moved_fault(fault, origin))


def _check_end(node: Node, inner: list[Node], base: int, origin: int, faults: list[Fault]) -> None:
    """Reports what is unclosed or follows too closely; ``inner`` are the named children of ``node``."""
    last = inner[-1]
    kind = last.type
    if kind == "unclosed":
        start = base + node.start_byte + origin
        code, message, length = _UNCLOSED[node.type]
        faults.append(_fault(code, message, start, min(start + length, base + last.end_byte + origin)))
    elif kind == "extra_characters":
        start, end = base + last.start_byte + origin, base + last.end_byte + origin
        what = "close-quote" if node.type == "quoted_word" else "close-brace"
        faults.append(
            Fault(
                code=f"syntax/extra-after-{what}",
                message=f"extra characters after {what}",
                start=start,
                end=end,
                fix=Fix(title="Insert a space", start=start, end=start, text=" "),
            )
        )


def _check_last_space(source: bytes, start: int, end: int, origin: int, faults: list[Fault]) -> None:
    """Reports a backslash that a space keeps from continuing the line."""
    if source[end - 2 : end] == b"\\ " and _BLANK_TO_END.match(source, end):
        stop = _BLANK_TO_END.match(source, end).start(1)  # type: ignore[union-attr]
        faults.append(
            Fault(
                code="syntax/space-after-backslash",
                message="a space after the backslash: the line does not go on",
                start=end - 2 + origin,
                end=stop + origin,
                fix=Fix(title="Remove the space", start=end - 1 + origin, end=stop + origin, text=""),
            )
        )


def _fault(code: str, message: str, start: int, end: int) -> Fault:
    return Fault(code=f"syntax/{code}", message=message, start=start, end=end)


def _position(item: Call | Fault) -> tuple[int, int]:
    return item.start, -item.end


# Each level of nesting reads its text once more; no real script comes near this.
DEEPEST = 64
_FOREIGN = re.compile(r"[^\x01-\x7f]")
# An even number of backslashes before the one that counts.
_CONTINUATION = re.compile(rb"(?<!\\)((?:\\\\)*)\\\r?\n")
_BLANK_TO_END = re.compile(rb"[ \t]*()\r?\n")
_KINDS: dict[str, WordKind] = {
    "bare_word": "bare",
    "braced_word": "braced",
    "quoted_word": "quoted",
    "expanded_word": "expanded",
}
_READ = frozenset({"script", "expression", "list", "parameters", "cases", "lambda", "variables"})
_UNCLOSED = {
    "braced_word": ("missing-close-brace", "missing close-brace for this `{`", 1),
    "quoted_word": ("missing-close-quote", 'missing close-quote for this `"`', 1),
    "command_substitution": ("missing-close-bracket", "missing close-bracket for this `[`", 1),
    "variable": ("missing-variable-end", "missing close-parenthesis or close-brace of this variable", 2),
}
_script_parser = Parser(Grammar(_tcl.language()))
_expression_parser = Parser(Grammar(_tcl.language_expr()))
