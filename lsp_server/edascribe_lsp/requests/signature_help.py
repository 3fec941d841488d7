"""``textDocument/signatureHelp``: how the call at the cursor goes on."""

from __future__ import annotations

from lsprotocol import types

from edascribe_codegen.python_help import signatures_python
from edascribe_codegen.signature import signature
from edascribe_lsp import convert
from edascribe_lsp.lookup import python_at, spot_at
from edascribe_lsp.session import Session

OPTIONS = types.SignatureHelpOptions(trigger_characters=[" ", "(", ","], retrigger_characters=[" ", "-", ")"])


async def answer(ls: Session, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """The signature of the call at a position."""
    python = await python_at(ls, params.text_document.uri, params.position)
    if python is not None:
        told = await signatures_python(python.checker, python.document.text, python.offset)
        return convert.signature_help(told.forms, told.active, label_offsets=_takes_offsets(ls)) if told else None
    spot = await spot_at(ls, params.text_document.uri, params.position)
    if spot is None:
        return None
    asked = params.context is None or params.context.trigger_kind == types.SignatureHelpTriggerKind.Invoked
    found = signature(spot.outline, spot.offset, spot.catalogue, spot.around, asked=asked)
    return convert.signature_help([found], 0, label_offsets=_takes_offsets(ls)) if found else None


def _takes_offsets(ls: Session) -> bool:
    documents = ls.client_capabilities.text_document
    help_ = documents.signature_help if documents else None
    information = help_.signature_information if help_ else None
    parameters = information.parameter_information if information else None
    return bool(parameters and parameters.label_offset_support)
