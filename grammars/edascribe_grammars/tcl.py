"""Reads Tcl: a script and the scripts, expressions and lists in it, down to any depth.

What is surely sound is read by a quick reader in C (`grammars/tcl/bindings/python/reader.c`), of which nothing need be said but its
calls and the variables that it reads. All else is read by the grammar, whose trees tell what is wrong. The two never disagree.
"""

from __future__ import annotations

import itertools
import operator
import re
from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from tree_sitter import Language as Grammar
from tree_sitter import Node, Parser

from edascribe_grammars import _tcl
from edascribe_grammars.braces import likely_open_brace
from edascribe_grammars.calls import Call, Source, words_of
from edascribe_grammars.expression import expression_fault
from edascribe_grammars.fault import Fault, Fix, moved_fault
from edascribe_grammars.lists import list_elements
from edascribe_grammars.shapes import CODE, Role, Shape, Shapes, read_arguments


class Reading(NamedTuple):
    """What was found in a stretch of script, in the order of the text."""

    calls: tuple[Call, ...]
    faults: tuple[Fault, ...]
    reads: tuple[int, ...]  # where variables are read by `$`


def one_byte_each(text: str) -> bytes:
    """The text with one byte for each character, so that the offsets of the parsers are offsets in characters.

    No character outside of ASCII has a meaning in Tcl's syntax, so one that has none either stands for all of them; and for NUL,
    which the parsers take for the end of the text. A backslash at the end of a line is space wherever it stands, and given to the
    parsers as that it does not become a part of the token after it.
    """
    if not text.isascii() or "\0" in text:
        text = _FOREIGN.sub("\x1a", text)
    source = text.encode("ascii")
    # One character is looked for ten times as fast as two.
    if b"\\" not in source:
        return source
    if b"\r" in source or b"\\\\\n" in source:
        return _CONTINUATION.sub(lambda match: match.group(1) + b" " * (match.end() - match.end(1)), source)
    return source.replace(b"\\\n", b"  ")


def script_nodes(source: bytes) -> list[Node]:
    """The commands and comments of a script, outermost only."""
    return _script_parser.parse(source).root_node.children


def expression_nodes(source: bytes) -> list[Node]:
    """The operands, operators and parentheses of an expression, outermost only."""
    return _expression_parser.parse(source).root_node.children


def role_of_last(call: Call, shapes: Shapes) -> Role:
    """What the last word of a call is, as far as the call is written."""
    roles, _ = read_arguments(call.words, shapes, (call.name or "").removeprefix("::"))
    return roles[-1] if roles else "word"


class Commands(NamedTuple):
    """The outermost commands of a script, comments included: those that are surely sound, then the grammar's nodes of the others.

    Offsets are those of the whole text, of nodes those in the source less ``base``.
    """

    starts: list[int]
    calls: list[Call]
    reads: list[int]
    nodes: list[Node]
    base: int

    def before(self, end: int) -> Commands:
        """The commands that start before an offset."""
        starts = self.starts[: bisect_left(self.starts, end)]
        sound = len(self.starts) - len(self.nodes)
        return Commands(
            starts,
            self.calls[: bisect_left(self.calls, end, key=_start)],
            self.reads[: bisect_left(self.reads, end)],
            self.nodes[: max(0, len(starts) - sound)],
            self.base,
        )


def commands(source: bytes, words_from: Source) -> Commands:
    """The outermost commands of a source; ``words_from`` is what their words refer to, and offsets count from its origin."""
    origin = words_from.origin
    stop, starts, calls, reads = _tcl.read_script(source, 0, len(source), Call, words_from, origin)
    if stop == len(source):
        return Commands(starts, calls, reads, [], 0)
    nodes = script_nodes(source[stop:])
    starts += [node.start_byte + stop + origin for node in nodes]
    return Commands(starts, calls, reads, nodes, stop)


def read(source: bytes, outermost: Commands, words_from: Source, shapes: Shapes) -> Reading:
    """Reads commands down to any depth.

    ``source`` is the text by ``one_byte_each``, ``outermost`` are commands of it, and ``words_from`` is what their words refer to:
    positions in ``source`` count from its origin.
    """
    state = _State(source, words_from, shapes, [], [], [], [], {})
    _take(outermost.calls, outermost.reads, state)
    _read_nodes(outermost.nodes, outermost.base, state)
    for _ in range(DEEPEST):
        if not state.found:
            break
        found = dict(state.found)
        state.found.clear()
        for start, end in found.pop("script", []):
            _read_script(start, end, state)
        for start, end in found.pop("expression", []):
            _read_expression(start, end, state)
        for role, stretches in found.items():
            for start, end in stretches:
                _read_list(role, start, end, state)
    origin = words_from.origin
    message = f"nested more than {DEEPEST} deep: not checked any further"
    for start, end in itertools.chain.from_iterable(state.found.values()):
        state.faults.append(_fault("too-deep", message, start + origin, end + origin))
    # A call is found before those inside of it, and stays so where both start at one place.
    state.calls.sort(key=_start)
    state.faults.sort(key=_start)
    state.reads.sort()
    return Reading(tuple(state.calls), tuple(state.faults), tuple(state.reads))


class _State(NamedTuple):
    """A text that is being read, what was read of it, and what is still to be.

    ``pending`` are nodes to look at, ``found`` are stretches of ``source`` to parse, by their role.
    """

    source: bytes
    words_from: Source
    shapes: Shapes
    calls: list[Call]
    faults: list[Fault]
    reads: list[int]
    pending: list[list[Node]]
    found: dict[Role, list[tuple[int, int]]]


def _take(calls: list[Call], reads: list[int], state: _State) -> None:
    """Takes what was read of sound text, and finds the stretches in it that are to be parsed."""
    state.calls.extend(calls)
    state.reads.extend(reads)
    shapes = state.shapes
    for call in calls:
        name = call.command
        if name is None or name not in shapes:
            continue
        shape = shapes[name]
        if not isinstance(shape, Shape) or call.count not in shape.mere_data:
            roles, faults = read_arguments(call.words, shapes, name)
            state.faults.extend(faults)
            _find_code(call, roles, call.is_plain, state)


def _find_code(call: Call, roles: list[Role], is_plain: Callable[[int], bool], state: _State) -> None:
    """Finds the stretches of a call that are to be parsed."""
    origin = state.words_from.origin
    for index, role in enumerate(roles):
        # What a word with a substitution or an escape becomes is known only to Tcl.
        if role in CODE and is_plain(index):
            word = call.words[index]
            start, end = word.start - origin, word.end - origin
            if word.kind != "bare":
                start, end = start + 1, end - word.closed
            state.found.setdefault(role, []).append((start, end))


def _read_script(start: int, end: int, state: _State) -> None:
    words_from = state.words_from
    stop, _, calls, reads = _tcl.read_script(state.source, start, end, Call, words_from, words_from.origin)
    if stop == end:
        _take(calls, reads, state)
    else:
        _read_nodes(script_nodes(state.source[start:end]), start, state)


def _read_expression(start: int, end: int, state: _State) -> None:
    words_from = state.words_from
    stop, _, calls, reads = _tcl.read_expression(state.source, start, end, Call, words_from, words_from.origin)
    if stop == end:
        _take(calls, reads, state)
        return
    tokens = expression_nodes(state.source[start:end])
    fault = expression_fault(tokens, state.source, start, start, end)
    if fault is not None:
        state.faults.append(moved_fault(fault, words_from.origin))
    _read_nodes(tokens, start, state)


def _read_nodes(nodes: list[Node], base: int, state: _State) -> None:
    """Reads what the grammar made of a stretch, but for the stretches in it that are to be parsed in their turn."""
    reads, pending, words_from, source = state.reads, state.pending, state.words_from, state.source
    shift = base + words_from.origin
    pending.append(nodes)
    while pending:
        for node in pending.pop():
            kind = node.type
            if kind == "variable":
                reads.append(node.start_byte + shift)
                if node.child_count:
                    _read_inside(node, shift, state)
            elif kind == "command":
                start, end, children = node.start_byte, node.end_byte, node.children
                name = _NAME.match(source, start + base)
                command = name[1].decode() if name is not None else None
                words = words_of(children, shift, words_from)
                call = Call(start + shift, end + shift, words_from, command, len(words), made=words)
                state.calls.append(call)
                if source[start + base] == _CLOSE_BRACE:
                    message = "close-brace without an open one"
                    state.faults.append(_fault("unexpected-close-brace", message, start + shift, start + shift + 1))
                elif command is not None and command in state.shapes:
                    _read_arguments(call, command, children, state)
                pending.append(children)
            elif node.child_count and kind != "binary_operator":
                _read_inside(node, shift, state)


def _read_inside(node: Node, shift: int, state: _State) -> None:
    """Reads what is in a word or a substitution: it is looked at in its turn, but for how it ends."""
    inner = node.children
    last = inner[-1]
    kind = last.type
    if kind in _BROKEN:
        _check_end(node, last, shift, state)
    elif kind == "escape" and node.type == "bare_word":
        _check_last_space(node.end_byte + shift - state.words_from.origin, state)
    state.pending.append(inner)


def _read_arguments(call: Call, name: str, children: list[Node], state: _State) -> None:
    """Reads the words of a call of a command with a shape."""
    roles, faults = read_arguments(call.words, state.shapes, name)
    # A wrong number of arguments may be but the consequence of words that are open or glued.
    if faults and not any(child.child_count and child.children[-1].type in _BROKEN for child in children):
        state.faults.extend(faults)
    _find_code(call, roles, lambda index: _is_plain(children[index]), state)


def _is_plain(node: Node) -> bool:
    """Whether a word stands for itself."""
    return node.type == "braced_word" or (not node.child_count and node.type != "variable")


def _read_list(role: Role, start: int, end: int, state: _State) -> None:
    """Checks a list and finds the scripts that are its elements."""
    source, origin, faults = state.source, state.words_from.origin, state.faults
    elements, fault = list_elements(source, start, end)
    if fault is not None:
        faults.append(moved_fault(fault, origin))
        return
    if role == "cases":
        if not elements:
            faults.append(_fault("switch-body", "`switch` without a pattern and a body", start + origin, end + origin))
        elif len(elements) % 2:
            last = elements[-1]
            faults.append(_fault("switch-body", "a pattern of `switch` without a body", last.start + origin, last.end + origin))
        scripts = [element for element in elements[1::2] if source[element.start : element.end] != b"-"]
        state.found.setdefault("script", []).extend([(element.start, element.end) for element in scripts])
    elif role == "lambda":
        if len(elements) in {2, 3}:
            state.found.setdefault("parameters", []).append((elements[0].start, elements[0].end))
            state.found.setdefault("script", []).append((elements[1].start, elements[1].end))
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


def _check_end(node: Node, last: Node, shift: int, state: _State) -> None:
    """Reports what is unclosed or follows too closely; ``last`` is the last named child of ``node``."""
    kind = last.type
    if kind == "unclosed":
        start = node.start_byte + shift
        code, message, length = _UNCLOSED[node.type]
        state.faults.append(_fault(code, message, start, min(start + length, last.end_byte + shift)))
        if node.type == "braced_word":
            _hint_at_brace(start, state)
    elif kind == "extra_characters":
        start, end = last.start_byte + shift, last.end_byte + shift
        what = "close-quote" if node.type == "quoted_word" else "close-brace"
        fix = Fix(title="Insert a space", start=start, end=start, text=" ")
        code, message = f"syntax/extra-after-{what}", f"extra characters after {what}"
        state.faults.append(Fault(code=code, message=message, start=start, end=end, fix=fix))


def _hint_at_brace(start: int, state: _State) -> None:
    """Says which brace probably lacks its partner, after the one at ``start`` stayed open."""
    origin = state.words_from.origin
    brace = likely_open_brace(state.source, start - origin)
    if brace is not None:
        message = "perhaps it is this `{` that lacks its close-brace: the one it has is indented like one of a block further out"
        at = brace + origin
        code = "syntax/likely-open-brace"
        state.faults.append(Fault(code=code, message=message, start=at, end=at + 1, severity="information"))


def _check_last_space(end: int, state: _State) -> None:
    """Reports a backslash that a space keeps from continuing the line; ``end`` is that of a word."""
    source, origin = state.source, state.words_from.origin
    if source[end - 2 : end] != b"\\ ":
        return
    blank = _BLANK_TO_END.match(source, end)
    if blank is not None:
        start, stop = end - 2 + origin, blank.end(1) + origin
        fix = Fix(title="Remove the space", start=start + 1, end=stop, text="")
        message = "a space after the backslash: the line does not go on"
        state.faults.append(Fault(code="syntax/space-after-backslash", message=message, start=start, end=stop, fix=fix))


def _fault(code: str, message: str, start: int, end: int) -> Fault:
    return Fault(code=f"syntax/{code}", message=message, start=start, end=end)


# Each level of nesting reads its text once more; no real script comes near this.
DEEPEST = 64
_FOREIGN = re.compile(r"[^\x01-\x7f]")
# An even number of backslashes before the one that counts.
_CONTINUATION = re.compile(rb"(?<!\\)((?:\\\\)*)\\\r?\n")
_BLANK_TO_END = re.compile(rb"([ \t]*)\r?\n")
# As reader.c has it, too.
_NAME = re.compile(rb"(?:::)?([A-Za-z_][!#%-:<-Z^-z|~]*)(?=[ \t\v\f\r\n;\]]|\Z)")
_CLOSE_BRACE = ord("}")
_BROKEN = frozenset({"unclosed", "extra_characters"})
_UNCLOSED = {
    "braced_word": ("missing-close-brace", "missing close-brace for this `{`", 1),
    "quoted_word": ("missing-close-quote", 'missing close-quote for this `"`', 1),
    "command_substitution": ("missing-close-bracket", "missing close-bracket for this `[`", 1),
    "variable": ("missing-variable-end", "missing close-parenthesis or close-brace of this variable", 2),
}
_start = operator.attrgetter("start")
_script_parser = Parser(Grammar(_tcl.language()))
_expression_parser = Parser(Grammar(_tcl.language_expr()))
