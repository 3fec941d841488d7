"""``foldingRange``, ``documentLink`` and ``semanticTokens``: what an editor shows of a text's structure."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from edascribe_codegen.marks import folds
from edascribe_codegen.outline import Outline
from edascribe_lsp import convert, wire
from edascribe_lsp.documents import Document
from edascribe_lsp.session import Session
from edascribe_lsp.tokens import Tokens


async def folding_ranges(ls: Session, params: types.FoldingRangeParams) -> wire.Answer | None:
    """The blocks and comments of a document that can be folded."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    target = await ls.analyser.target(document, ls.settings)
    if not target.is_wanted:
        return None
    outline = await ls.analyser.outline(target)
    return wire.encoded(convert.folding_ranges(folds(outline, ls.analyser.folds(document.uri)), document.lines))


async def links(ls: Session, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """The files that a document sources."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not document.path:
        return []
    outline = await ls.analyser.outline(await ls.analyser.target(document, ls.settings))
    entry = ls.analyser.workspace.entry(document.name)
    found = []
    for start, end, word in outline.sources:
        target = entry.links.get(word) if entry is not None else None
        if target is not None:
            uri = from_fs_path(target)
            found.append(types.DocumentLink(range=document.lines.range(start, end), target=uri, tooltip=Path(target).name))
    return found


async def tokens(ls: Session, params: types.SemanticTokensParams) -> wire.Answer | None:
    """All tokens of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    kept, outline = await _tokens(ls, document)
    return wire.encoded(kept.whole(outline, document.lines))


async def tokens_delta(ls: Session, params: types.SemanticTokensDeltaParams) -> wire.Answer | None:
    """What has changed of a document's tokens."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    kept, outline = await _tokens(ls, document)
    return wire.encoded(kept.change(outline, document.lines, params.previous_result_id))


async def tokens_range(ls: Session, params: types.SemanticTokensRangeParams) -> wire.Answer | None:
    """The tokens of a stretch of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    kept, outline = await _tokens(ls, document)
    lines = document.lines
    return wire.encoded(kept.within(outline, lines, lines.offset(params.range.start), lines.offset(params.range.end)))


async def _tokens(ls: Session, document: Document) -> tuple[Tokens, Outline]:
    """The document's tokens so far, and its outline as it stands."""
    target = await ls.analyser.target(document, ls.settings)
    outline = await ls.analyser.outline(target)
    return ls.analyser.tokens(document.uri, target.catalogue, ls.documents.encoding), outline
