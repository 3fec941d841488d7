"""``textDocument/hover``: what is known about the word under the cursor."""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.hover import hover
from edascribe_codegen.python_help import hover_python
from edascribe_lsp import convert
from edascribe_lsp.lookup import python_at, spot_at
from edascribe_lsp.session import Session


async def answer(ls: Session, params: types.HoverParams) -> types.Hover | None:
    """What is known about the word at a position."""
    python = await python_at(ls, params.text_document.uri, params.position)
    if python is not None:
        told = await hover_python(python.checker, python.document.text, python.offset)
        return convert.hover(told, python.document.lines, markdown=_renders_markdown(ls)) if told else None
    spot = await spot_at(ls, params.text_document.uri, params.position)
    if spot is None:
        return None
    found = hover(spot.outline, spot.offset, spot.catalogue, spot.around)
    return convert.hover(found, spot.document.lines, markdown=_renders_markdown(ls)) if found else None


def _renders_markdown(ls: Session) -> bool:
    documents = ls.client_capabilities.text_document
    formats = documents.hover.content_format if documents and documents.hover else None
    return not formats or types.MarkupKind.Markdown in formats
