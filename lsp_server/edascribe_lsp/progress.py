"""Work done under a progress bar that the user can cancel."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

from lsprotocol import types

from edascribe_lsp.session import Session, unless_ended

T = TypeVar("T")


async def with_progress(
    ls: Session, work: Coroutine[Any, Any, T], title: str, message: str, token: types.ProgressToken | None
) -> T | None:
    """Does the work and shows its progress, with the client's token or one of our own; None where the user cancels it."""
    task = asyncio.ensure_future(work)
    if token is None:
        token = await _create(ls, task)
    if token is None:
        return await unless_ended(task)
    progress = ls.work_done_progress
    progress.begin(token, types.WorkDoneProgressBegin(title=title, message=message, cancellable=True))
    progress.tokens[token].add_done_callback(lambda _: task.cancel())
    try:
        return await unless_ended(task)
    finally:
        progress.end(token, types.WorkDoneProgressEnd())
        progress.tokens.pop(token, None)


async def _create(ls: Session, task: asyncio.Task[Any]) -> types.ProgressToken | None:
    """A new token; None where the client shows no progress, or the work is done before it answers."""
    window = ls.client_capabilities.window
    if not window or not window.work_done_progress:
        return None
    token = str(uuid.uuid4())
    creating = asyncio.ensure_future(ls.work_done_progress.create_async(token))
    try:
        await asyncio.wait({creating, task}, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if not creating.done():
        creating.cancel()
        return None
    return token if creating.exception() is None else None
