"""The language server: which request is answered where.

Beside the protocol's own messages it sends three notifications, ``edascribe/status`` (see ``assistant.py``),
``edascribe/completionDetails`` (see ``requests/inline_completion.py``) and ``edascribe/tool``, what an open document is for
whenever that changes: ``{"uri", "tool", "title", "version", "why"}``, an empty tool where it is left to others. Its commands are
``edascribe.generateFromComment`` (see ``requests/generate.py``), ``edascribe.showLastRejections`` (see
``requests/rejections.py``), ``edascribe.accepted`` (see ``requests/inline_completion.py``), ``edascribe.listTools`` and
``edascribe.buildCatalogue`` (see ``requests/tools.py``), ``edascribe.testModel`` and ``edascribe.fetchModel`` (see
``requests/model_server.py``).
"""

from __future__ import annotations

from lsprotocol import types

from edascribe_lsp import indexing
from edascribe_lsp.requests import (
    code_action,
    completion,
    configuration,
    diagnostics,
    generate,
    hover,
    inline_completion,
    model_server,
    navigation,
    rejections,
    signature_help,
    structure,
    symbols,
    tools,
)
from edascribe_lsp.session import Session
from edascribe_lsp.tokens import LEGEND


def create_server() -> Session:
    """A server for one client, ready to be started on stdio or TCP."""
    server = Session()
    server.feature(types.INITIALIZE)(configuration.initialize)
    server.feature(types.INITIALIZED)(configuration.initialized)
    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(configuration.changed)
    server.feature(types.SHUTDOWN)(configuration.shutdown)
    server.feature(types.TEXT_DOCUMENT_DID_OPEN)(diagnostics.opened)
    server.feature(types.TEXT_DOCUMENT_DID_CHANGE)(diagnostics.changed)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE)(diagnostics.saved)
    server.feature(types.TEXT_DOCUMENT_DID_CLOSE)(diagnostics.closed)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, completion.OPTIONS)(completion.answer)
    server.feature(types.COMPLETION_ITEM_RESOLVE)(completion.resolve)
    server.feature(types.TEXT_DOCUMENT_HOVER)(hover.answer)
    server.feature(types.TEXT_DOCUMENT_SIGNATURE_HELP, signature_help.OPTIONS)(signature_help.answer)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(navigation.definition)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(navigation.find_references)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)(navigation.highlight)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(navigation.prepare_rename)
    server.feature(types.TEXT_DOCUMENT_RENAME, navigation.RENAME)(navigation.rename)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(symbols.of_document)
    server.feature(types.WORKSPACE_SYMBOL)(symbols.of_workspace)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, code_action.OPTIONS)(code_action.answer)
    server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(structure.folding_ranges)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)(structure.links)
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)(structure.tokens)
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, LEGEND)(structure.tokens_delta)
    server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, LEGEND)(structure.tokens_range)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(indexing.files_changed)
    server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(indexing.folders_changed)
    server.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION, inline_completion.OPTIONS)(inline_completion.answer)
    server.command(generate.COMMAND)(generate.run)
    server.command(inline_completion.ACCEPTED)(inline_completion.accepted)
    server.command(rejections.COMMAND)(rejections.show)
    server.command(tools.LIST)(tools.list_tools)
    server.command(tools.BUILD)(tools.build)
    server.command(model_server.TEST)(model_server.test)
    server.command(model_server.FETCH)(model_server.fetch)
    return server
