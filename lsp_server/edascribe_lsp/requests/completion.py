"""``textDocument/completion``: the commands, options and enum values that may stand at the cursor."""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.suggest import suggest
from edascribe_lsp import convert
from edascribe_lsp.session import Session

OPTIONS = types.CompletionOptions(trigger_characters=["-", "["])


async def answer(ls: Session, params: types.CompletionParams) -> types.CompletionList:
    """The words that may stand at a position."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return types.CompletionList(is_incomplete=False, items=[])
    target = await ls.analyser.target(document, ls.settings)
    if target.catalogue is None:
        return types.CompletionList(is_incomplete=False, items=[])
    found = suggest(document.text, document.lines.offset(params.position), target.language, target.catalogue)
    return types.CompletionList(is_incomplete=False, items=convert.completion_items(found, document.lines))
