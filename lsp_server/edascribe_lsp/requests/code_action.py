"""``textDocument/codeAction``: fixes of faults, certain or likely ones, options that a call lacks, and code for a comment."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from edascribe_codegen.instead import alternatives
from edascribe_codegen.missing import missing_options
from edascribe_codegen.outline import Outline
from edascribe_codegen.repair import repair
from edascribe_grammars import Fault
from edascribe_lsp import convert
from edascribe_lsp.analysis import Target
from edascribe_lsp.comment import comment_at
from edascribe_lsp.documents import Document
from edascribe_lsp.requests import generate
from edascribe_lsp.session import Session

FIX_ALL = "source.fixAll.edascribe"
OPTIONS = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, FIX_ALL])


async def answer(ls: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the faults in a range, and about all faults of a document."""
    document = ls.documents.get(params.text_document.uri)
    if document is None:
        return []
    target = await ls.analyser.target(document, ls.settings)
    if not target.is_wanted:
        return []
    checked = await ls.analyser.check(target)
    faults = (*checked.faults, *ls.analyser.python_faults(document))
    wanted = params.context.only
    versioned = convert.takes_versions(ls.client_capabilities)
    actions: list[types.CodeAction] = []
    if _wants(types.CodeActionKind.QuickFix, wanted):
        outline = await ls.analyser.outline(target)
        start, end = document.lines.offset(params.range.start), document.lines.offset(params.range.end)
        for fault in faults:
            if fault.start <= end and start <= fault.end:
                actions += _for_fault(ls, target, outline, fault, versioned=versioned)
    _, fixes = repair(document.text, (fault for fault in faults if fault.severity != "information"), 0, len(document.text))
    if fixes and _wants(FIX_ALL, wanted) and (len(fixes) > 1 or wanted):
        edit = convert.edits(document, [(fix.start, fix.end, fix.text) for fix in fixes], versioned=versioned)
        title = f"Fix all that is certain ({len(fixes)})"
        actions.append(types.CodeAction(title=title, kind=FIX_ALL, edit=edit))
    if _wants(types.CodeActionKind.RefactorRewrite, wanted):
        actions += _for_comment(ls, target, params.range.start)
    return actions


def _for_comment(ls: Session, target: Target, position: types.Position) -> Iterator[types.CodeAction]:
    """To write the code for the comment at a position."""
    document = target.document
    comment = comment_at(document.lines, position.line)
    is_within = comment is not None and document.lines.offset(types.Position(position.line, 0)) < comment.end
    if is_within and target.catalogue is not None and not ls.is_withheld(document.path):
        title = "Generate script from comment"
        command = types.Command(title=title, command=generate.COMMAND, arguments=[document.uri, position.line])
        yield types.CodeAction(title=title, kind=types.CodeActionKind.RefactorRewrite, command=command)


def _for_fault(ls: Session, target: Target, outline: Outline, fault: Fault, *, versioned: bool) -> Iterator[types.CodeAction]:
    """The certain fix of a fault, else what may be meant, else what is missing."""
    document, catalogue = target.document, target.catalogue
    if fault.fix is not None:
        fixes = [fault.fix]
    else:
        fixes = [] if catalogue is None else alternatives(outline, fault, catalogue, ls.analyser.workspace.defined)
    for fix in fixes:
        edit = convert.edits(document, [(fix.start, fix.end, fix.text)], versioned=versioned)
        yield _action(fix.title, edit, fault, document, preferred=fault.fix is not None)
    if fault.code == "api/missing-option" and catalogue is not None and not fixes:
        yield from _additions(ls, missing_options(outline, fault, catalogue), fault, document, versioned=versioned)


def _additions(
    ls: Session, missing: list[tuple[str, str, int]], fault: Fault, document: Document, *, versioned: bool
) -> Iterator[types.CodeAction]:
    """An action for each option that may be added, with its placeholder as a snippet where the client takes one."""
    for option, placeholder, at in missing:
        if convert.takes_snippets(ls.client_capabilities):
            value = f" ${{1:{placeholder}}}" if placeholder else ""
            edit = convert.snippet(document, at, f" {option}{value}")
        else:
            edit = convert.insertion(
                document, at, " ".join(["", option, *([placeholder] if placeholder else [])]), versioned=versioned
            )
        yield _action(f"Add {option}", edit, fault, document, preferred=False)


def _action(title: str, edit: types.WorkspaceEdit, fault: Fault, document: Document, *, preferred: bool) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=convert.diagnostics([fault], document.lines),
        edit=edit,
        is_preferred=preferred or None,
    )


def _wants(kind: str, wanted: object) -> bool:
    """Whether the client asked for a kind of actions, by itself or by one that it is a part of."""
    if not isinstance(wanted, list | tuple):
        return True
    names = [str(getattr(each, "value", each)) for each in wanted]
    plain = str(getattr(kind, "value", kind))
    return any(plain == name or plain.startswith(f"{name}.") for name in names)
