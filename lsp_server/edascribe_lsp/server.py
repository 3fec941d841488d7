"""The language server: which request is answered where.

Beside the protocol's own messages it sends two notifications, ``edascribe/status`` (see ``assistant.py``) and
``edascribe/completionDetails`` (see ``requests/inline_completion.py``), and knows one command,
``edascribe.generateFromComment`` (see ``requests/generate.py``).
"""

from __future__ import annotations

from lsprotocol import types

from edascribe_lsp.requests import completion, configuration, diagnostics, generate, hover, inline_completion
from edascribe_lsp.session import Session


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
    server.feature(types.TEXT_DOCUMENT_HOVER)(hover.answer)
    server.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION, inline_completion.OPTIONS)(inline_completion.answer)
    server.command(generate.COMMAND)(generate.run)
    return server
