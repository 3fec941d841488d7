"""``textDocument/hover``: what is known about the word under the cursor."""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.hover import hover
from edascribe_lsp import convert
from edascribe_lsp.session import Session


async def answer(ls: Session, params: types.HoverParams) -> types.Hover | None:
    """What is known about the word at a position."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    target = await ls.analyser.target(document, ls.settings)
    if target.catalogue is None:
        return None
    outline = await ls.analyser.outline(target)
    found = hover(outline, document.lines.offset(params.position), target.catalogue, ls.around(document))
    return convert.hover(found, document.lines, markdown=_renders_markdown(ls)) if found else None


def _renders_markdown(ls: Session) -> bool:
    documents = ls.client_capabilities.text_document
    formats = documents.hover.content_format if documents and documents.hover else None
    return not formats or types.MarkupKind.Markdown in formats
