"""The call that is being written at the cursor, however much is still open around it."""

from __future__ import annotations

import re

from tree_sitter import Node

from edascribe_grammars import tcl
from edascribe_grammars.calls import Call, Source, Word, call_of, words_of
from edascribe_grammars.lists import list_elements
from edascribe_grammars.shapes import TCL_SHAPES, Shapes


def call_before(text: str, offset: int, shapes: Shapes | None = None, start: int = 0) -> Call | None:
    """The call that is being written at ``offset``, as far as it is written; None within a comment.

    Its last word ends at the cursor and is empty where a new word would start; where a new command would start it is the only one.
    ``start`` is where the outermost command at the cursor starts, if that is known: it spares reading what is before it.
    """
    shapes = TCL_SHAPES if shapes is None else shapes
    offset = max(0, min(offset, len(text)))
    start = max(0, min(start, offset))
    before = Source(text[start:offset], start)
    source = tcl.one_byte_each(before.text)
    base = 0
    nodes = tcl.script_nodes(source)
    for _ in range(tcl.DEEPEST):
        call, inner = _innermost(nodes, base, source, before)
        if call is None or inner is None:
            return call
        base_inside = _script_inside(call, inner, source, before, shapes)
        if base_inside is None:
            return call
        base, nodes = base_inside
    return None


def _innermost(nodes: list[Node], base: int, source: bytes, before: Source) -> tuple[Call | None, Node | None]:
    """The last call of a script that is still being written, within its open brackets, and its last word if that is open."""
    while True:
        if nodes and nodes[-1].type == "unclosed":
            nodes = nodes[:-1]
        last = nodes[-1] if nodes else None
        end = base + last.end_byte if last is not None else base
        if last is None or (last.type != "comment" and not _SPACE_TO_END.match(source, end)):
            return _empty_call(before), None
        if last.type == "comment":
            if _COMMENT_ENDED.match(source, end):
                return _empty_call(before), None
            return None, None
        call = _call(last, base, source, before)
        word = last.named_children[-1]
        if end < len(source):
            return call, None
        bracket = _open_bracket(word)
        if bracket is None:
            return call, word
        nodes = bracket.named_children


def _open_bracket(node: Node) -> Node | None:
    """The outermost open bracket at the end of a word."""
    while node.named_child_count:
        children = node.named_children
        if children[-1].type == "unclosed":
            if node.type == "command_substitution":
                return node
            if len(children) == 1:
                return None
            node = children[-2]
        elif node.type in {"command_substitution", "variable"}:
            return None
        else:
            node = children[-1]
    return None


def _script_inside(call: Call, word: Node, source: bytes, before: Source, shapes: Shapes) -> tuple[int, list[Node]] | None:
    """The nodes of the script or expression that the open last word of a call is, and where their offsets count from."""
    opened = call.words[-1]
    if opened.kind != "braced" or opened.closed or word.type != "braced_word":
        return None
    role = tcl.role_of_last(call, shapes)
    start = opened.start - before.origin + 1
    if role in {"cases", "lambda"}:
        elements, fault = list_elements(source, start, len(source))
        if fault is None or fault.code != "syntax/list-brace" or len(elements) % 2 != 1:
            return None
        return fault.start + 1, tcl.script_nodes(source[fault.start + 1 :])
    if role == "script":
        return start, tcl.script_nodes(source[start:])
    if role == "expression":
        tokens = tcl.expression_nodes(source[start:])
        bracket = _open_token(tokens)
        return (start, bracket.named_children) if bracket is not None else None
    return None


def _open_token(tokens: list[Node]) -> Node | None:
    """The open bracket at the end of an expression."""
    if not tokens:
        return None
    last = tokens[-1]
    return _open_bracket(last)


def _call(node: Node, base: int, source: bytes, before: Source) -> Call:
    words = words_of(node.children, base + before.origin, before)
    if base + node.end_byte < len(source):
        words = (*words, _empty_word(before))
    elif words[-1].end < before.origin + len(source):
        # Characters glued to a closing brace or quote: the cursor is still in this word.
        words = (*words[:-1], Word(words[-1].start, before.origin + len(source), "bare", before))
    return call_of(words)


def _empty_call(before: Source) -> Call:
    return call_of((_empty_word(before),))


def _empty_word(before: Source) -> Word:
    end = before.origin + len(before.text)
    return Word(end, end, "bare", before)


_SPACE_TO_END = re.compile(rb"(?:[ \t\v\f\r]|\\\r?\n)*\Z")
_COMMENT_ENDED = re.compile(rb"\r?\n")
