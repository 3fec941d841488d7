"""``foldingRange``, ``documentLink`` and ``semanticTokens``: what an editor shows of a text's structure."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path

from edascribe_codegen.marks import folds
from edascribe_codegen.workspace import source_target
from edascribe_lsp import convert
from edascribe_lsp.documents import Document
from edascribe_lsp.session import Session
from edascribe_lsp.tokens import Tokens


async def folding_ranges(ls: Session, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """The blocks and comments of a document that can be folded."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return []
    target = await ls.analyser.target(document, ls.settings)
    outline = await ls.analyser.outline(target)
    return convert.folding_ranges(folds(outline, ls.analyser.folds(document.uri)), document.lines)


async def links(ls: Session, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """The files that a document sources."""
    document = ls.documents.get(params.text_document.uri)
    if document is None or not document.path:
        return []
    outline = await ls.analyser.outline(await ls.analyser.target(document, ls.settings))
    found = []
    for start, end, word in outline.sources:
        target = source_target(Path(document.path), word)
        if target is not None:
            uri = from_fs_path(str(target))
            found.append(types.DocumentLink(range=document.lines.range(start, end), target=uri, tooltip=str(target.name)))
    return found


async def tokens(ls: Session, params: types.SemanticTokensParams) -> types.SemanticTokens | None:
    """All tokens of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    kept = await _tokens(ls, document)
    return kept.whole(await ls.analyser.outline(await ls.analyser.target(document, ls.settings)), document.lines)


async def tokens_delta(
    ls: Session, params: types.SemanticTokensDeltaParams
) -> types.SemanticTokens | types.SemanticTokensDelta | None:
    """What has changed of a document's tokens."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    kept = await _tokens(ls, document)
    outline = await ls.analyser.outline(await ls.analyser.target(document, ls.settings))
    return kept.change(outline, document.lines, params.previous_result_id)


async def tokens_range(ls: Session, params: types.SemanticTokensRangeParams) -> types.SemanticTokens | None:
    """The tokens of a stretch of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return None
    kept = await _tokens(ls, document)
    outline = await ls.analyser.outline(await ls.analyser.target(document, ls.settings))
    lines = document.lines
    return kept.within(outline, lines, lines.offset(params.range.start), lines.offset(params.range.end))


async def _tokens(ls: Session, document: Document) -> Tokens:
    """The document's tokens so far; from nothing where another catalogue or other procedures have come about."""
    target = await ls.analyser.target(document, ls.settings)
    await ls.analyser.outline(target)
    return ls.analyser.tokens(document.uri, target.catalogue, ls.documents.encoding)
