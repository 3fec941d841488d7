"""Definition, references, highlights and renaming of procedures and variables, across files."""

from __future__ import annotations

from collections import defaultdict

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from edascribe_codegen.navigate import CannotRenameError, Place, Subject, check_rename, definitions, files_of_references, references
from edascribe_codegen.python_help import Source, definitions_python
from edascribe_lsp import convert
from edascribe_lsp.documents import Document
from edascribe_lsp.lookup import Files, View, collect, python_at, view_of
from edascribe_lsp.session import Session

RENAME = types.RenameOptions(prepare_provider=True)


async def definition(ls: Session, params: types.DefinitionParams) -> list[types.Location]:
    """Where what stands at a position is defined."""
    python = await python_at(ls, params.text_document.uri, params.position)
    if python is not None:
        sources = await definitions_python(python.checker, python.document.text, python.offset)
        files = Files({}, ls.analyser.workspace, ls.documents.encoding)
        return [place for source in sources if (place := _in_python(source, python.document, files)) is not None]
    view = await view_of(ls, params.text_document.uri)
    if view is None:
        return []
    subject = view.subject(params.position)
    if subject is not None and subject.is_variable and subject.owner is None:
        await view.files.load(view.around.workspace.near(view.document.name), subject.tail)
    found = definitions(view.outline, view.document.lines.offset(params.position), view.around, view.files.read)
    await view.files.load([place.path for place in found])
    return [location for place in found if (location := view.files.location(place)) is not None]


async def find_references(ls: Session, params: types.ReferenceParams) -> list[types.Location]:
    """All places that use what stands at a position."""
    view, _, places = await _places(ls, params)
    if view is None:
        return []
    wanted = [place for place in places if params.context.include_declaration or not place.writes]
    return [location for place in wanted if (location := view.files.location(place)) is not None]


async def highlight(ls: Session, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """The places of the document itself that use what stands at a position."""
    view = await view_of(ls, params.text_document.uri)
    subject = view.subject(params.position) if view is not None else None
    if view is None or subject is None:
        return []
    own = next(references(view.outline, subject, view.around, view.files.read))
    return [
        types.DocumentHighlight(
            range=view.document.lines.range(place.start, place.end),
            kind=types.DocumentHighlightKind.Write if place.writes else types.DocumentHighlightKind.Read,
        )
        for place in own
    ]


async def prepare_rename(ls: Session, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """The name at a position that can be changed."""
    view = await view_of(ls, params.text_document.uri)
    subject = view.subject(params.position) if view is not None else None
    if view is None or subject is None:
        return None
    return types.PrepareRenamePlaceholder(range=view.document.lines.range(subject.start, subject.end), placeholder=subject.tail)


async def rename(ls: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits that give what stands at a position another name, in all files."""
    view, subject, places = await _places(ls, params)
    if view is None or subject is None:
        return None
    try:
        check_rename(subject, params.new_name, view.target.catalogue, view.around)
    except CannotRenameError as error:
        raise JsonRpcInvalidParams(str(error)) from error
    by_path: defaultdict[str, list[types.TextEdit]] = defaultdict(list)
    for place in places:
        location = view.files.location(place)
        if location is not None:
            by_path[place.path].append(types.TextEdit(range=location.range, new_text=params.new_name))
    if not convert.takes_versions(ls.client_capabilities):
        return types.WorkspaceEdit(changes={view.files.uri(path): edits for path, edits in by_path.items()})
    return types.WorkspaceEdit(
        document_changes=[
            types.TextDocumentEdit(
                text_document=types.OptionalVersionedTextDocumentIdentifier(
                    uri=view.files.uri(path), version=document.version if (document := view.files.open_document(path)) else None
                ),
                edits=[*edits],
            )
            for path, edits in by_path.items()
        ]
    )


def _in_python(source: Source, document: Document, files: Files) -> types.Location | None:
    """A place in a Python file as the client knows it; None where its file is gone."""
    lines = files.lines(source.path) if source.path else document.lines
    if lines is None:
        return None
    start, end = (lines.span(line)[0] + column for line, column in (source.start, source.end))
    return types.Location(uri=files.uri(source.path) if source.path else document.uri, range=lines.range(start, end))


async def _places(
    ls: Session, params: types.ReferenceParams | types.RenameParams
) -> tuple[View | None, Subject | None, list[Place]]:
    """What stands at a position, and all the places that name it."""
    view = await view_of(ls, params.text_document.uri)
    subject = view.subject(params.position) if view is not None else None
    if view is None or subject is None:
        return view, None, []
    await view.files.load(files_of_references(subject, view.around), subject.tail)
    return view, subject, await collect(references(view.outline, subject, view.around, view.files.read))
