"""``textDocument/completion`` and ``completionItem/resolve``: what may stand at the cursor, and what is known of one of them."""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.python_help import suggest_python
from edascribe_codegen.suggest import Suggestions, suggest
from edascribe_lsp import convert, wire
from edascribe_lsp.documents import Document
from edascribe_lsp.lookup import python_at, spot_at
from edascribe_lsp.session import Session

OPTIONS = types.CompletionOptions(trigger_characters=["-", "[", "$", "/", "{", ":", "."], resolve_provider=True)

_CALLS = ("command", "procedure", "builtin")


async def answer(ls: Session, params: types.CompletionParams) -> wire.Answer:
    """The words that may stand at a position; names of the design are read when they are first wanted."""
    python = await python_at(ls, params.text_document.uri, params.position)
    if python is not None:
        found = await suggest_python(python.checker, python.document.text, python.offset)
        return _listed(ls, found, python.document)
    spot = await spot_at(ls, params.text_document.uri, params.position)
    if spot is None:
        return wire.encoded(wire.CompletionList(is_incomplete=False, items=[]))
    found = suggest(spot.outline, spot.offset, spot.catalogue, spot.around)
    typed = params.context.trigger_character if params.context else None
    if typed == "{" and found.items and found.items[0].kind in _CALLS:
        # A block begins, mostly with a line's end; that must not choose the first of all commands.
        return wire.encoded(wire.CompletionList(is_incomplete=False, items=[]))
    if found.design:
        names = ls.design.names
        whole = await ls.design.get()
        if ls.design.names is not names:
            found = suggest(spot.outline, spot.offset, spot.catalogue, ls.around(spot.document))
        found = found._replace(whole=found.whole and whole)
    return _listed(ls, found, spot.document)


def _listed(ls: Session, found: Suggestions, document: Document) -> wire.Answer:
    """The suggestions as the client takes them; they are kept, to tell more of one."""
    number = ls.offer(found)
    return wire.encoded(convert.completion_list(found, document.lines, convert.Takes.of(ls.client_capabilities), number))


async def resolve(ls: Session, item: types.CompletionItem) -> types.CompletionItem:
    """A word of the last list with all that is known of it."""
    number, offered = ls.offered
    index = int(item.sort_text or -1)
    if item.data == number and 0 <= index < len(offered.items):
        explain = offered.items[index].explain
        if explain is not None:
            item.documentation = types.MarkupContent(kind=types.MarkupKind.Markdown, value=explain())
    return item
