"""Reads Python for its syntax faults, with tree-sitter's grammar."""

from __future__ import annotations

import re
from typing import NamedTuple

import tree_sitter_python
from tree_sitter import Language as Grammar
from tree_sitter import Node, Parser, Query, QueryCursor, Tree

from edascribe_grammars.fault import Fault


class PythonSyntax(NamedTuple):
    """A Python text by ``one_byte_each`` and its tree, so that the tree's offsets are in characters."""

    source: bytes
    tree: Tree

    @property
    def broken(self) -> bool:
        """Whether there is an error in the tree, which is known without looking for it."""
        return self.tree.root_node.has_error


def parse(text: str) -> PythonSyntax:
    """Parses a Python text."""
    source = _one_byte_each(text)
    return PythonSyntax(source, _parser.parse(source))


def edit(before: PythonSyntax, old: str, text: str, start: int, end: int) -> PythonSyntax:
    """The syntax of ``text``, which ``old`` became by another ``old[start:end]``."""
    length = len(text) - len(old) + end - start
    tree = before.tree.copy()
    tree.edit(
        start_byte=start,
        old_end_byte=end,
        new_end_byte=start + length,
        start_point=_point(text, start),
        old_end_point=_point(old, end),
        new_end_point=_point(text, start + length),
    )
    source = _one_byte_each(text)
    return PythonSyntax(source, _parser.parse(source, tree))


def faults(syntax: PythonSyntax) -> tuple[Fault, ...]:
    """What is wrong with a Python text, in its order."""
    source, tree = syntax
    found = [
        _empty_block(node) for node in QueryCursor(_blocks).captures(tree.root_node).get("block", []) if not node.named_children
    ]
    pending = [tree.root_node] if syntax.broken else []
    while pending:
        node = pending.pop()
        if node.is_missing:
            found.append(_missing(node, source))
        elif node.is_error:
            found.append(_unexpected(node, source))
        elif node.has_error:
            pending += node.children
    found.sort(key=lambda fault: (fault.start, fault.end))
    return tuple(found)


def is_prose(syntax: PythonSyntax, start: int, end: int) -> bool:
    """Whether a stretch of a text lies within a comment or a string of several lines, where anything may stand."""
    node = syntax.tree.root_node.descendant_for_byte_range(start, end)
    if node is None or node.type == "comment":
        return node is not None
    string = node if node.type == "string" else node.parent
    if string is None or string.type != "string":
        return False
    opening = string.children[0].end_byte
    if not opening <= start <= end <= string.children[-1].start_byte:
        return False
    return syntax.source[max(0, opening - 3) : opening] in {b'"""', b"'''"}


def _empty_block(node: Node) -> Fault:
    """The fault of a block without a statement, which the grammar takes; it is shown at the colon before it."""
    colon = node
    while colon.type != ":" and colon.prev_sibling is not None:
        colon = colon.prev_sibling
    return Fault(code=EMPTY_BLOCK, message="missing indented block after this `:`", start=colon.start_byte, end=colon.end_byte)


def _missing(node: Node, source: bytes) -> Fault:
    # The missing token has no width: the fault is shown at the character before it.
    start = max(0, min(node.start_byte, len(source)) - 1)
    what = f"`{node.type}`" if not node.is_named else node.type.replace("_", " ")
    return Fault(
        code="syntax/python-missing", message=f"missing {what}", start=start, end=max(start, min(node.end_byte, len(source)))
    )


def _unexpected(node: Node, source: bytes) -> Fault:
    opened = [child for child in node.children if child.type in _PAIRS]
    for child in reversed(node.children):
        if opened and child.type == _PAIRS[opened[-1].type]:
            opened.pop()
    start, end = node.start_byte, min(node.end_byte, len(source))
    if opened:
        bracket = opened[-1]
        message = f"this `{bracket.type}` is never closed"
        return Fault(code="syntax/python-unclosed", message=message, start=bracket.start_byte, end=bracket.end_byte)
    line = source[start:end].partition(b"\n")[0].strip()
    shown = line[:40].decode("ascii", "replace")
    message = f"not valid Python: `{shown}`" if shown else "not valid Python"
    return Fault(code="syntax/python", message=message, start=start, end=end)


def _one_byte_each(text: str) -> bytes:
    """The text with one byte for each character, so that offsets are in characters: letters stand for letters."""
    if not text.isascii() or "\0" in text:
        text = _FOREIGN.sub(lambda match: "a" if match.group().isalnum() else "\x1a", text)
    return text.encode("ascii")


def _point(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset), offset - (text.rfind("\n", 0, offset) + 1)


EMPTY_BLOCK = "syntax/python-empty-block"
_FOREIGN = re.compile(r"[^\x01-\x7f]")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_grammar = Grammar(tree_sitter_python.language())
_parser = Parser(_grammar)
_blocks = Query(_grammar, "(block) @block")
