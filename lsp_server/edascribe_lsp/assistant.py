"""The model as a session sees it: opened when it is first needed, its trouble told once, its state shown.

The notification ``edascribe/status`` tells the client the state whenever it changes: ``{"state": "ready" | "thinking" |
"offline", "message": "..."}``. ``offline`` comes with what to do about it; the features that need no model go on.
"""

from __future__ import annotations

import asyncio
import importlib
import time
from typing import TYPE_CHECKING, Literal

from lsprotocol import types

from edascribe_codegen.models import ModelError, ModelSettings, open_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from edascribe_codegen.catalogue import Catalogue
    from edascribe_codegen.models import Model
    from edascribe_codegen.types import CheckedCompletion, EditorContext
    from edascribe_lsp.session import Session
    from edascribe_lsp.settings import Settings

STATUS = "edascribe/status"
State = Literal["ready", "thinking", "offline"]

# After a failure, requests that nobody asked for wait so long, in seconds, twice as long after each further one.
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 60.0


class OfflineError(Exception):
    """The model cannot be asked; the message says what to do, and the user has been told."""


class Assistant:
    """Completes through the session's model."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._opening: asyncio.Task[Model] | None = None
        self._running = 0
        self._trouble = ""
        self._pause = _FIRST_PAUSE
        self._retry_at = 0.0
        self._told: tuple[State, str] | None = None

    async def complete(
        self,
        context: EditorContext,
        catalogue: Catalogue,
        *,
        asked: bool,
        follow: Callable[[str], None] | None = None,
        deadline: float | None = None,
    ) -> CheckedCompletion:
        """Completes; ``asked`` says that the user is waiting for it, so that it is tried even right after a failure.

        ``follow`` and ``deadline`` are those of ``pipeline.complete``.

        Raises:
            OfflineError: the model could not be asked.
        """
        if not asked and time.monotonic() < self._retry_at:
            raise OfflineError(self._trouble)
        self._running += 1
        self.tell()
        try:
            # The pipeline brings retrieval along, which is heavy: not before it is needed, and not in the loop.
            pipeline = await asyncio.to_thread(importlib.import_module, "edascribe_codegen.pipeline")
            completion: CheckedCompletion = await pipeline.complete(
                context, catalogue, await self._model(), follow=follow, deadline=deadline
            )
        except ModelError as error:
            self._failed(str(error))
            if self._running == 1:
                # Perhaps another server stands there by the next time, with another model.
                await self._leave()
            raise OfflineError(str(error)) from error
        else:
            self._trouble, self._pause, self._retry_at = "", _FIRST_PAUSE, 0.0
            return completion
        finally:
            self._running -= 1
            self.tell()

    def tell(self) -> None:
        """Tells the client the state where it is not the one it was told last."""
        state: State = "thinking" if self._running else "offline" if self._trouble else "ready"
        told = (state, self._trouble if state == "offline" else "")
        if told != self._told:
            self._told = told
            self._session.protocol.notify(STATUS, {"state": told[0], "message": told[1]})

    async def reset(self) -> None:
        """Leaves the model and forgets its trouble, so that the next completion opens the one that is set then."""
        self._trouble, self._pause, self._retry_at = "", _FIRST_PAUSE, 0.0
        await self._leave()

    async def _leave(self) -> None:
        opening, self._opening = self._opening, None
        if opening is None:
            return
        if not opening.done():
            opening.cancel()
        elif not _has_failed(opening):
            await opening.result().close()

    async def _model(self) -> Model:
        """The open model. One request opens it for all, and goes on opening it when it is cancelled itself."""
        if self._opening is None or _has_failed(self._opening):
            self._opening = asyncio.ensure_future(_open(self._session.settings))
        return await asyncio.shield(self._opening)

    def _failed(self, message: str) -> None:
        """Shows the trouble where it is new, and pauses."""
        self._retry_at = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)
        if message != self._trouble:
            self._trouble = message
            self._session.show(types.MessageType.Error, message)


def _has_failed(opening: asyncio.Task[Model]) -> bool:
    return opening.done() and (opening.cancelled() or opening.exception() is not None)


async def _open(settings: Settings) -> Model:
    return await open_model(
        ModelSettings(
            url=settings.model_url,
            kind=settings.model_kind,
            name=settings.model_name,
            endpoint=settings.model_endpoint,
            tokenizer=settings.model_tokenizer,
            key=settings.model_key,
            ca_bundle=settings.ca_bundle,
            event_timeout=settings.model_timeout,
        )
    )
