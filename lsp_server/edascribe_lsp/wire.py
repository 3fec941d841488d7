"""Values of the protocol of which one answer has hundreds or thousands, as structs that are made and written as JSON fast.

The protocol's own classes check each field and are written by reflection, which for a long answer takes longer than all else. A
request of which the answer may be long returns ``encoded(...)`` of these; ``protocol.py`` sends that as it is.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

# An answer as JSON.
Answer: TypeAlias = msgspec.Raw


class Position(msgspec.Struct, frozen=True, gc=False):
    """A line and a column in it, both from 0."""

    line: int
    character: int


class Range(msgspec.Struct, frozen=True, gc=False):
    """From one position to another."""

    start: Position
    end: Position


class Location(msgspec.Struct, frozen=True, gc=False):
    """A range of a file."""

    uri: str
    range: Range


class DocumentSymbol(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Something that a document defines; ``selection_range`` is its name's."""

    name: str
    kind: int
    range: Range
    selection_range: Range
    detail: str | None = None


class WorkspaceSymbol(msgspec.Struct, frozen=True, gc=False):
    """Something that a file of the workspace defines."""

    name: str
    kind: int
    location: Location


class FoldingRange(msgspec.Struct, frozen=True, gc=False, rename="camel", omit_defaults=True):
    """Lines that can be folded."""

    start_line: int
    end_line: int
    kind: str | None = None


class SemanticTokens(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Tokens, five numbers each."""

    data: list[int]
    result_id: str | None = None


class SemanticTokensEdit(msgspec.Struct, frozen=True, rename="camel"):
    """Numbers that stand in place of others."""

    start: int
    delete_count: int
    data: list[int]


class SemanticTokensDelta(msgspec.Struct, frozen=True, rename="camel"):
    """What has changed of the tokens of another answer."""

    edits: list[SemanticTokensEdit]
    result_id: str


class TextEdit(msgspec.Struct, frozen=True, rename="camel"):
    """A stretch and its new text."""

    range: Range
    new_text: str


class LabelDetails(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What stands behind a label: ``detail`` right behind it, ``description`` at the line's end."""

    detail: str | None = None
    description: str | None = None


class CompletionItem(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A word to choose. Its text is put in place of ``text_edit`` where it has one, else of the list's default range."""

    label: str
    kind: int
    sort_text: str
    detail: str | None = None
    label_details: LabelDetails | None = None
    filter_text: str | None = None
    insert_text_format: int | None = None
    text_edit: TextEdit | None = None
    text_edit_text: str | None = None
    command: dict[str, str] | None = None
    data: object = None


class ItemDefaults(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """What all words of a list have, unless they say otherwise."""

    edit_range: Range | None = None
    data: object = None


class CompletionList(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Words to choose from. ``is_incomplete`` says that there are more, so that the client should ask again."""

    is_incomplete: bool
    items: list[CompletionItem]
    item_defaults: ItemDefaults | None = None


def encoded(value: object) -> Answer:
    """A value as JSON."""
    return msgspec.Raw(msgspec.json.encode(value))
