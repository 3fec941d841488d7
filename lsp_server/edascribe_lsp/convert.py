"""Between the project's values and the protocol's: the only place that knows positions, and what they count.

Inside, a place in a text is an offset in characters (code points). A client counts columns in UTF-8, UTF-16 or UTF-32
units, as agreed when it connects.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types

from edascribe_codegen.candidates import Slot
from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.hover import Hover
from edascribe_codegen.marks import Fold
from edascribe_codegen.outline import Outline
from edascribe_codegen.signature import Signature
from edascribe_codegen.suggest import Suggestions
from edascribe_codegen.types import CheckedCompletion
from edascribe_grammars import Fault
from edascribe_lsp import wire

if TYPE_CHECKING:
    from edascribe_lsp.documents import Document

SOURCE = "edascribe"

# A text with thousands of faults is not a script; an editor would choke on them.
MOST_DIAGNOSTICS = 500

_LINE_END = re.compile(r"\r\n|\n|\r")
_SNIPPET_SIGNS = re.compile(r"[$}\\]")
_CHOICE_SIGNS = re.compile(r"[$},|\\]")
_BEHIND = r"\\\g<0>"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "information": types.DiagnosticSeverity.Information,
}
_VARIABLE = types.SymbolKind.Variable.value
_COMPLETION_KINDS = {
    "procedure": types.CompletionItemKind.Function,
    "variable": types.CompletionItemKind.Variable,
    "file": types.CompletionItemKind.File,
    "folder": types.CompletionItemKind.Folder,
    "object": types.CompletionItemKind.Reference,
    "command": types.CompletionItemKind.Function,
    "builtin": types.CompletionItemKind.Keyword,
    "subcommand": types.CompletionItemKind.Method,
    "option": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.EnumMember,
    "method": types.CompletionItemKind.Method,
    "function": types.CompletionItemKind.Function,
    "property": types.CompletionItemKind.Property,
    "class": types.CompletionItemKind.Class,
    "module": types.CompletionItemKind.Module,
    "constant": types.CompletionItemKind.Constant,
    "keyword": types.CompletionItemKind.Keyword,
}


class Lines:
    """The lines of one text, to turn offsets into positions and back.

    Lines end at ``\\n``, ``\\r\\n`` and ``\\r`` and nowhere else, as the protocol has it (``str.splitlines`` would also
    split at a form feed). A position past the end of a line means the end of that line, one past the last line the end
    of the text, one inside a character its start.
    """

    __slots__ = ("_encoding", "_plain", "_starts", "text")

    def __init__(self, text: str, encoding: str, starts: list[int] | None = None) -> None:
        """``starts`` are where the lines begin, where that is known already."""
        self.text = text
        self._encoding = encoding
        # Where each character is one unit in all encodings, columns need not be counted.
        self._plain = text.isascii()
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))] if starts is None else starts

    def edited(self, start: int, end: int, replacement: str) -> Lines:
        """The lines of the text with ``text[start:end]`` replaced, of which only those near by are looked for again."""
        text = self.text[:start] + replacement + self.text[end:]
        distance = len(replacement) - (end - start)
        # A line end of two characters may have lost its second one, or found one.
        first = bisect_right(self._starts, max(start - 1, 0))
        last = bisect_right(self._starts, end)
        stop = self._starts[last] + distance if last < len(self._starts) else len(text)
        fresh = [match.end() for match in _LINE_END.finditer(text, self._starts[first - 1], stop)]
        rest = [at + distance for at in self._starts[last + 1 :]]
        return Lines(text, self._encoding, self._starts[:first] + fresh + rest)

    def offset(self, position: types.Position) -> int:
        """The offset of a position, always within the text."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self.span(position.line)
        return start + _characters(self.text[start:end], position.character, self._encoding)

    def position(self, offset: int) -> types.Position:
        """The position of an offset; one beyond the text means its end."""
        line, character = self.place(offset)
        return types.Position(line=line, character=character)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset; one beyond the text means its end."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        offset = min(offset, len(self.text))
        return line, offset - start if self._plain else units(self.text[start:offset], self._encoding)

    def wire_range(self, start: int, end: int) -> wire.Range:
        """The range between two offsets, for an answer that has many."""
        return wire.Range(wire.Position(*self.place(start)), wire.Position(*self.place(end)))

    def range(self, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(start=self.position(start), end=self.position(end))

    def line(self, offset: int) -> int:
        """The number of the line, from 0, that an offset is on."""
        return bisect_right(self._starts, offset) - 1

    def span(self, line: int) -> tuple[int, int]:
        """Where a line starts and ends, without its line end; lines past the last one are empty and at the end of the text."""
        if line >= len(self._starts):
            return len(self.text), len(self.text)
        start = self._starts[line]
        if line + 1 == len(self._starts):
            return start, len(self.text)
        end = self._starts[line + 1]
        return start, end - (2 if self.text.startswith("\r\n", end - 2) and end - 2 >= start else 1)

    def units(self, text: str) -> int:
        """How wide a piece of a line is, as the client counts."""
        return units(text, self._encoding)

    def __len__(self) -> int:
        return len(self._starts)


def changed(lines: Lines, change: types.TextDocumentContentChangeEvent) -> Lines:
    """The text after one change, which replaces a range or the whole text."""
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return lines.edited(0, len(lines.text), sound(change.text))
    start, end = lines.offset(change.range.start), lines.offset(change.range.end)
    return lines.edited(start, max(start, end), sound(change.text))


def sound(text: str) -> str:
    """The text with each lone surrogate, which JSON can carry and no encoding can, replaced by one character of the same width."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def diagnostics(faults: Iterable[Fault], lines: Lines) -> list[types.Diagnostic]:
    """The faults as the editor shows them; ``data`` carries the certain fix, with its range, for a code action."""
    found = [_diagnostic(fault, lines) for fault in faults]
    if len(found) <= MOST_DIAGNOSTICS:
        return found
    rest = types.Diagnostic(
        range=found[MOST_DIAGNOSTICS].range,
        message=f"{len(found) - MOST_DIAGNOSTICS} more faults are not shown.",
        severity=types.DiagnosticSeverity.Information,
        source=SOURCE,
    )
    return [*found[:MOST_DIAGNOSTICS], rest]


def _diagnostic(fault: Fault, lines: Lines) -> types.Diagnostic:
    data = None
    if fault.fix is not None:
        data = {
            "fix": {
                "title": fault.fix.title,
                "range": plain(lines.range(fault.fix.start, fault.fix.end)),
                "newText": fault.fix.text,
            }
        }
    return types.Diagnostic(
        range=lines.range(fault.start, fault.end),
        message=fault.message,
        severity=_SEVERITIES[fault.severity],
        code=fault.code,
        source=SOURCE,
        data=data,
    )


def completion_list(suggestions: Suggestions, lines: Lines, takes: Takes, number: int) -> wire.CompletionList:
    """The suggestions as the editor lists them, in the order they come; ``number`` is the list's, for `completionItem/resolve`."""
    items = suggestions.items
    span = lines.wire_range(items[0].start, items[0].end) if items else None
    defaults = wire.ItemDefaults(edit_range=span, data=number) if takes.defaults else None
    made = []
    for index, suggestion in enumerate(items):
        text = snippet_of(suggestion.label, suggestion.slots) if takes.snippets and suggestion.slots else suggestion.label
        plain_text = text == suggestion.label
        made.append(
            wire.CompletionItem(
                label=suggestion.label,
                kind=_COMPLETION_KINDS[suggestion.kind].value,
                sort_text=f"{index:03}",
                detail=None if takes.label_details else suggestion.detail or None,
                label_details=wire.LabelDetails(description=suggestion.detail or None) if takes.label_details else None,
                insert_text_format=None if plain_text else types.InsertTextFormat.Snippet.value,
                text_edit=None if defaults or span is None else wire.TextEdit(range=span, new_text=text),
                text_edit_text=None if plain_text or not defaults else text,
                data=None if defaults else number,
            )
        )
    return wire.CompletionList(is_incomplete=not suggestions.whole, items=made, item_defaults=defaults)


class Takes(NamedTuple):
    """What a client takes in a completion list: snippets, details beside the label, and what all items have said once."""

    snippets: bool = False
    label_details: bool = False
    defaults: bool = False

    @classmethod
    def of(cls, client: types.ClientCapabilities) -> Takes:
        """What a client says that it takes."""
        completion = client.text_document.completion if client.text_document else None
        item = completion.completion_item if completion else None
        list_ = completion.completion_list if completion else None
        return cls(
            snippets=bool(item and item.snippet_support),
            label_details=bool(item and item.label_details_support),
            defaults=bool(list_ and {"editRange", "data"}.issubset(list_.item_defaults or ())),
        )


@lru_cache(maxsize=4_096)
def snippet_of(label: str, slots: tuple[Slot, ...]) -> str:
    """A word with places to be filled in for the arguments that it needs, in the protocol's snippet syntax."""
    parts = [_escaped(label)]
    for number, slot in enumerate(slots, 1):
        if slot.choices:
            place = f"${{{number}|{','.join(_CHOICE_SIGNS.sub(_BEHIND, choice) for choice in slot.choices)}|}}"
        else:
            place = f"${{{number}:{_escaped(slot.name)}}}"
        if slot.braced:
            place = f"{{{place}\\}}" if slot.braced == "line" else f"{{\n\t{place}\n\\}}"
        parts.append(" ".join(part for part in (slot.before, place) if part))
    return " ".join(parts)


def _escaped(text: str) -> str:
    return _SNIPPET_SIGNS.sub(_BEHIND, text)


def hover(found: Hover, lines: Lines, *, markdown: bool) -> types.Hover:
    """What the editor shows at a word; ``markdown`` says whether the client renders it."""
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(contents=types.MarkupContent(kind=kind, value=found.markdown), range=lines.range(found.start, found.end))


def inline_completion(document: Document, start: int, end: int, text: str, *, command: str) -> types.InlineCompletionItem:
    """Ghost text in place of a stretch; accepted, it runs a command with the document's URI, the position of its end and itself."""
    lines = document.lines
    span = lines.range(start, end)
    *above, last = text.split("\n")
    column = lines.units(last) + (0 if above else span.start.character)
    place = {"line": span.start.line + len(above), "character": column}
    done = types.Command(title="Accepted", command=command, arguments=[document.uri, place, {"kind": "ghost_text", "text": text}])
    return types.InlineCompletionItem(insert_text=text, range=span, command=done)


def signature_help(forms: Sequence[Signature], active: int, *, label_offsets: bool) -> types.SignatureHelp:
    """The forms that a call may have; ``label_offsets`` says that the client takes a parameter as a stretch of the label."""
    made = [_signature(form, label_offsets=label_offsets) for form in forms]
    return types.SignatureHelp(signatures=made, active_signature=active, active_parameter=made[active].active_parameter)


def _signature(found: Signature, *, label_offsets: bool) -> types.SignatureInformation:
    parameters = [
        types.ParameterInformation(label=(start, end) if label_offsets else found.label[start:end], documentation=text or None)
        for start, end, text in found.parameters
    ]
    # A number past the last one means that none is active.
    active = len(parameters) if found.active is None else found.active
    return types.SignatureInformation(
        label=found.label, documentation=found.summary or None, parameters=parameters, active_parameter=active
    )


def document_symbols(outline: Outline, lines: Lines) -> list[wire.DocumentSymbol]:
    """The procedures with their parameters in the detail, and the variables outside of them, in the order of the text."""
    symbols = [
        wire.DocumentSymbol(
            name=proc.name,
            kind=types.SymbolKind.Function.value,
            detail=" ".join(name for name, _ in proc.parameters) or None,
            range=lines.wire_range(proc.whole_start, proc.whole_end),
            selection_range=lines.wire_range(proc.start, proc.end),
        )
        for proc in outline.procs
    ]
    for mention in outline.first_settings:
        span = lines.wire_range(mention.start, mention.end)
        symbols.append(wire.DocumentSymbol(name=mention.name, kind=_VARIABLE, range=span, selection_range=span))
    return sorted(symbols, key=lambda symbol: (symbol.range.start.line, symbol.range.start.character))


def folding_ranges(folds: Iterable[Fold], lines: Lines) -> list[wire.FoldingRange]:
    """The stretches of whole lines that can be folded; of a block the line of its closing brace stays, one range for each line."""
    found: dict[int, wire.FoldingRange] = {}
    for fold in folds:
        first, last = lines.line(fold.start), lines.line(fold.end - 1)
        last -= not fold.is_comment
        if last > first and first not in found:
            kind = types.FoldingRangeKind.Comment.value if fold.is_comment else None
            found[first] = wire.FoldingRange(start_line=first, end_line=last, kind=kind)
    return list(found.values())


def insertion(document: Document, offset: int, text: str, *, versioned: bool) -> types.WorkspaceEdit:
    """One edit that puts text at an offset, bound to the document's version where the client can hold it to that."""
    return edits(document, [(offset, offset, text)], versioned=versioned)


def edits(document: Document, changes: Iterable[tuple[int, int, str]], *, versioned: bool) -> types.WorkspaceEdit:
    """Edits of one document, each a stretch and its new text, bound to its version where the client can hold it to that."""
    made = [types.TextEdit(range=document.lines.range(start, end), new_text=text) for start, end, text in changes]
    if not versioned:
        return types.WorkspaceEdit(changes={document.uri: made})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(text_document=identifier, edits=[*made])])


def snippet(document: Document, offset: int, text: str) -> types.WorkspaceEdit:
    """One edit that puts a snippet at an offset of this version of a document."""
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=document.version)
    value = types.StringValue(value=text)
    edit = types.SnippetTextEdit(range=document.lines.range(offset, offset), snippet=value)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(text_document=identifier, edits=[edit])])


def takes_versions(client: types.ClientCapabilities) -> bool:
    """Whether the client holds edits to the version of the document that they were made for."""
    edit = client.workspace.workspace_edit if client.workspace else None
    return bool(edit and edit.document_changes)


def takes_snippets(client: types.ClientCapabilities) -> bool:
    """Whether the client takes snippets in edits."""
    edit = client.workspace.workspace_edit if client.workspace else None
    return bool(edit and edit.document_changes and edit.snippet_edit_support)


def completion_details(completion: CheckedCompletion, catalogue: Catalogue) -> dict[str, Any]:
    """What is to be told of a completion beside its text, as JSON; times are in seconds."""
    timings = completion.candidate.timings
    return {
        "tool": catalogue.tool,
        "toolVersion": catalogue.version,
        "verdict": completion.verdict,
        "reason": completion.reason,
        "cited": list(completion.prompt.cited),
        "faults": [{"code": fault.code, "message": fault.message} for fault in completion.faults],
        "repairs": [fix.title for fix in completion.repairs],
        "rejections": [rejection.reason for rejection in completion.rejections],
        "score": completion.candidate.score,
        "alternatives": [
            {"text": other.text, "verdict": other.verdict, "reason": other.reason, "score": other.candidate.score}
            for other in completion.alternatives
        ],
        "timings": {
            "firstToken": timings.first_token,
            "total": timings.total,
            "promptTokens": timings.prompt_tokens,
            "completionTokens": timings.completion_tokens,
        },
        "model": completion.candidate.model,
    }


def plain(range_: types.Range) -> dict[str, dict[str, int]]:
    """A range as JSON."""
    start, end = range_.start, range_.end
    return {
        "start": {"line": start.line, "character": start.character},
        "end": {"line": end.line, "character": end.character},
    }


def units(line: str, encoding: str) -> int:
    """How many units of the encoding a piece of a line has."""
    if encoding == types.PositionEncodingKind.Utf32 or line.isascii():
        return len(line)
    if encoding == types.PositionEncodingKind.Utf8:
        return len(line.encode())
    return len(line.encode("utf-16-le")) // 2


def _characters(line: str, units: int, encoding: str) -> int:
    """How many characters of a line its first ``units`` units make."""
    if encoding == types.PositionEncodingKind.Utf32 or line.isascii():
        return min(units, len(line))
    if encoding == types.PositionEncodingKind.Utf8:
        data = line.encode()
        cut = min(units, len(data))
        while cut < len(data) and data[cut] & 0xC0 == 0x80:
            cut -= 1
        return len(data[:cut].decode())
    data = line.encode("utf-16-le")
    cut = min(2 * units, len(data))
    if cut < len(data) and data[cut + 1] & 0xFC == 0xDC:
        cut -= 2
    return len(data[:cut].decode("utf-16-le"))
