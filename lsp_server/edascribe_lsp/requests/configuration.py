"""The connection's beginning and end, and the settings: pulled from clients that let us, pushed by the others."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from edascribe_lsp import indexing, settings
from edascribe_lsp.parent import is_visible, wait_for_end
from edascribe_lsp.requests import diagnostics
from edascribe_lsp.session import Session

# A client that says it answers and does not must not leave the user without settings for good.
_PATIENCE = 5.0

_log = logging.getLogger(__name__)


def initialize(ls: Session, params: types.InitializeParams) -> None:
    """Takes the position encoding that was agreed and the first settings, and watches over the editor's process."""
    ls.documents.encoding = str(getattr(ls.workspace.position_encoding, "value", ls.workspace.position_encoding))
    ls.folders = indexing.folders_of(params)
    ls.initial_settings = params.initialization_options
    ls.settings, _ = settings.parse(ls.initial_settings)
    if params.process_id is not None and is_visible(params.process_id):
        ls.start(_end_with(ls, params.process_id))


async def initialized(ls: Session, _params: types.InitializedParams) -> None:
    """Asks for the settings and to be told of changes; the client is told that all is ready when they are there."""
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration:
        ls.start(_register(ls))
    if workspace and workspace.configuration:
        await _pull(ls)
    else:
        await _use(ls, None)
    # Not before, for ghost text that was asked for before ends when the settings come.
    ls.assistant.tell()
    ls.start(indexing.watch(ls))
    ls.start(indexing.index(ls, ls.folders))


async def changed(ls: Session, params: types.DidChangeConfigurationParams) -> None:
    """Takes changed settings."""
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.configuration:
        await _pull(ls)
    elif isinstance(params.settings, Mapping):
        await _use(ls, params.settings.get(settings.SECTION, params.settings))


async def shutdown(ls: Session, _params: None) -> None:
    """Lets go of the model and of all that was started."""
    ls.was_shut_down = True
    ls.end_completions()
    await ls.keep_counts()
    await ls.assistant.reset()
    await ls.analyser.close()


async def _pull(ls: Session) -> None:
    items = [types.ConfigurationItem(section=settings.SECTION)]
    try:
        async with asyncio.timeout(_PATIENCE):
            answer = await ls.workspace_configuration_async(types.ConfigurationParams(items=items))
    except (TimeoutError, JsonRpcException) as error:
        _log.warning("The client did not tell its settings: %r", error)
        answer = []
    await _use(ls, answer[0] if answer else None)


async def _use(ls: Session, configuration: Any) -> None:
    """Puts settings to use; problems are shown in one message, once."""
    before = ls.settings
    ls.settings, problems = settings.parse(configuration, ls.initial_settings)
    if problems and problems != ls.problems:
        ls.show(types.MessageType.Warning, " ".join(problems))
    ls.problems = problems
    if ls.settings == before:
        return
    ls.end_completions()
    ls.ask_again_what_is_withheld()
    if ls.settings.model() != before.model():
        await ls.assistant.reset()
        ls.assistant.tell()
    ls.analyser.ask_again()
    for document in ls.documents:
        ls.replace_check(document.uri, diagnostics.check(ls, document.uri))


async def _register(ls: Session) -> None:
    registration = types.Registration(
        id="edascribe-settings",
        method=types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        register_options={"section": settings.SECTION},
    )
    try:
        await ls.client_register_capability_async(types.RegistrationParams(registrations=[registration]))
    except JsonRpcException as error:
        _log.warning("The client will not tell of changed settings: %s", error)


async def _end_with(ls: Session, process: int) -> None:
    """Ends the server when the process has ended. Not by ``sys.exit``, which would wait for input that never comes."""
    await wait_for_end(process)
    _log.warning("The editor's process %d has ended; ending too.", process)
    try:
        await asyncio.wait_for(ls.assistant.reset(), _PATIENCE)
    finally:
        os._exit(1)
