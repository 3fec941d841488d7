"""The embedded model's file: brought under a progress bar, and offered where it is missing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from edascribe_codegen.models import ModelError, fetch
from edascribe_lsp.progress import Reporter, with_progress
from edascribe_lsp.session import Session

_MEGABYTE = 1_000_000
_DOWNLOAD = types.MessageActionItem(title="Download (93 MB)")


async def fetch_model(ls: Session) -> Path | None:
    """Brings the file into the cache and has the models opened anew; None where the user cancels it.

    Raises:
        ModelError: it could not be fetched; the message says what to do.
    """
    reporter = Reporter(ls)
    loop = asyncio.get_running_loop()

    def tell(done: int, of: int) -> None:
        loop.call_soon_threadsafe(reporter.tell, done // _MEGABYTE, of // _MEGABYTE)

    path = await with_progress(ls, asyncio.to_thread(fetch, tell), "Fetching the embedded model", "93 MB", reporter=reporter)
    if path is not None:
        await ls.assistant.reset()
        ls.assistant.tell()
    return path


async def offer_model(ls: Session, message: str) -> None:
    """Says that the model is missing, with a button that brings it where the client has buttons."""
    request = types.ShowMessageRequestParams(type=types.MessageType.Error, message=f"Edascribe: {message}", actions=[_DOWNLOAD])
    window = ls.client_capabilities.window
    if not window or not window.show_message:
        ls.show(types.MessageType.Error, message)
        return
    try:
        chosen = await ls.window_show_message_request_async(request)
        if chosen is not None and chosen.title == _DOWNLOAD.title:
            await fetch_model(ls)
    except JsonRpcException:
        # A client that says it has buttons and has none.
        ls.show(types.MessageType.Error, message)
    except ModelError as error:
        ls.show(types.MessageType.Error, str(error))
