"""The open documents, each a value that is replaced when the text changes.

They are kept here and not in pygls's workspace, which also ends lines at form feeds and the like and so would apply
edits in the wrong place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lsprotocol import types
from pygls.uris import to_fs_path

from edascribe_lsp import convert


@dataclass(frozen=True, kw_only=True)
class Document:
    """One version of an open document."""

    uri: str
    language_id: str
    version: int
    lines: convert.Lines

    @property
    def text(self) -> str:
        """The whole text."""
        return self.lines.text

    @cached_property
    def path(self) -> str:
        """The file's path, empty for a document that is no file."""
        return to_fs_path(self.uri) or ""

    @property
    def name(self) -> str:
        """What the workspace knows it by: its path, the URI of one that is no file."""
        return self.path or self.uri


class Documents:
    """The open documents by URI, as the client names them."""

    def __init__(self) -> None:
        self.encoding: str = types.PositionEncodingKind.Utf16.value
        self._documents: dict[str, Document] = {}

    def get(self, uri: str) -> Document | None:
        """The document, or None where the client has not opened it."""
        return self._documents.get(uri)

    def is_open(self, name: str) -> bool:
        """Whether the client has a document of this name open (`Document.name`)."""
        return any(document.name == name for document in self._documents.values())

    def open(self, item: types.TextDocumentItem) -> Document:
        """Takes a document that the client opened."""
        document = Document(
            uri=item.uri,
            language_id=item.language_id,
            version=item.version,
            lines=convert.Lines(convert.sound(item.text), self.encoding),
        )
        self._documents[item.uri] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams) -> Document | None:
        """Applies changes, one after the other; None where the document is not open."""
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return None
        lines = document.lines
        for change in params.content_changes:
            lines = convert.changed(lines, change)
        document = Document(uri=document.uri, language_id=document.language_id, version=params.text_document.version, lines=lines)
        self._documents[document.uri] = document
        return document

    def close(self, uri: str) -> None:
        """Forgets a document."""
        self._documents.pop(uri, None)

    def __iter__(self) -> Iterator[Document]:
        return iter(list(self._documents.values()))
