"""Work done under a progress bar that the user can cancel."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine
from typing import Any, TypeVar

from lsprotocol import types

from edascribe_lsp.session import Session, unless_ended

T = TypeVar("T")


class Reporter:
    """Tells the client how far some work is, once it shows it; work that is handed over to ``with_progress`` may use one."""

    def __init__(self, ls: Session) -> None:
        self._ls = ls
        self.token: types.ProgressToken | None = None

    def tell(self, done: int, of: int) -> None:
        """Says how many of the parts are done."""
        if self.token is not None:
            report = types.WorkDoneProgressReport(message=f"{done} of {of}", percentage=100 * done // of)
            self._ls.work_done_progress.report(self.token, report)


async def with_progress(
    ls: Session,
    work: Coroutine[Any, Any, T],
    title: str,
    message: str,
    token: types.ProgressToken | None = None,
    *,
    reporter: Reporter | None = None,
) -> T | None:
    """Does the work and shows its progress, with the client's token or one of our own; None where the user cancels it."""
    task = asyncio.ensure_future(work)
    if token is None:
        token = await _create(ls, task)
    if token is None:
        return await unless_ended(task)
    progress = ls.work_done_progress
    percentage = 0 if reporter is not None else None
    begin = types.WorkDoneProgressBegin(title=title, message=message, cancellable=True, percentage=percentage)
    progress.begin(token, begin)
    if reporter is not None:
        reporter.token = token
    progress.tokens[token].add_done_callback(lambda _: task.cancel())
    try:
        return await unless_ended(task)
    finally:
        if reporter is not None:
            reporter.token = None
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
        # Nobody waits for the answer any more, which may be an error.
        creating.add_done_callback(lambda answered: answered.cancelled() or answered.exception())
        return None
    return token if creating.exception() is None else None
