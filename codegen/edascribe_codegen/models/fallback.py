"""The servers that the user listed, in order: the first one that works is asked, and one that failed is looked at again.

A server that failed is left alone for a while, twice as long after each further failure, and not for the same time by all who met
the failure. Then it is opened again by the next request, while the next one in the list still answers; it gets the requests back as
soon as that has worked.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.models.gate import GatedModel
from edascribe_codegen.models.settings import ModelSettings
from edascribe_codegen.models.stream import Model

# In seconds.
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 60.0
# The parts of a pause between which chance decides.
_JITTER = (0.5, 1.0)


@dataclass(slots=True, eq=False)
class Server:
    """One of the servers: its model once it is open, and its trouble, which stays until it has answered a request."""

    settings: ModelSettings
    opening: asyncio.Task[Model] | None = None
    trouble: str = ""
    users: int = 0
    pause: float = field(default_factory=lambda: _FIRST_PAUSE)
    retry_at: float = 0.0

    @property
    def is_open(self) -> bool:
        """Whether its model can be asked."""
        return self.opening is not None and self.opening.done() and not _has_failed(self.opening)

    async def open(self) -> Model:
        """The open model. One request opens it for all, and it goes on being opened when that request is cancelled.

        Raises:
            ModelError: it could not be opened.
        """
        self.start_opening()
        assert self.opening is not None
        return await asyncio.shield(self.opening)

    def start_opening(self) -> None:
        """Opens it without waiting."""
        if self.opening is None or _has_failed(self.opening):
            self.opening = asyncio.ensure_future(_open(self.settings))
            self.opening.add_done_callback(self._opened)

    def fail(self, message: str) -> None:
        """Keeps what is wrong, and leaves the server alone for a while."""
        self.trouble = message
        self.retry_at = time.monotonic() + self.pause * random.uniform(*_JITTER)  # noqa: S311
        self.pause = min(2 * self.pause, _LONGEST_PAUSE)

    def succeed(self) -> None:
        """Forgets what was wrong."""
        self.trouble, self.pause, self.retry_at = "", _FIRST_PAUSE, 0.0

    async def close(self) -> None:
        """Lets go of the model."""
        opening, self.opening = self.opening, None
        if opening is None:
            return
        if not opening.done():
            opening.cancel()
        elif not _has_failed(opening):
            await opening.result().close()

    def _opened(self, opening: asyncio.Task[Model]) -> None:
        if not opening.cancelled() and (error := opening.exception()) is not None:
            self.fail(str(error))


class Servers:
    """The servers of a list."""

    def __init__(self, settings: Collection[ModelSettings]) -> None:
        self._servers = [Server(settings=one) for one in settings]

    @property
    def first(self) -> Server:
        """The one that the user wants to be asked."""
        return self._servers[0]

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong with the servers, in the order of the list; nothing of those that work, or that were not needed."""
        return tuple(server.trouble for server in self._servers if server.trouble)

    @property
    def retry_at(self) -> float | None:
        """When the first of the servers that do not work is tried again, a time of ``time.monotonic``; None where all work."""
        return next((server.retry_at for server in self._servers if server.trouble), None)

    @asynccontextmanager
    async def asked(self, *, now: bool, apart_from: Collection[Server] = ()) -> AsyncIterator[tuple[Server, Model]]:
        """The server to ask, and its model; a ``ModelError`` in the block is its failure, none means that it works.

        ``now`` says that the user is waiting, so that servers are tried even right after they failed.

        Raises:
            ModelError: no server works; the message is that of the first one.
        """
        server, model = await self._first_that_works([one for one in self._servers if one not in apart_from], now=now)
        server.users += 1
        try:
            yield server, model
            server.succeed()
        except ModelError as error:
            server.fail(str(error))
            if server.users == 1:
                # Perhaps another server stands there by the next time, with another model.
                await server.close()
            raise
        finally:
            server.users -= 1

    async def close(self) -> None:
        """Lets go of all models."""
        for server in self._servers:
            await server.close()

    async def _first_that_works(self, servers: list[Server], *, now: bool) -> tuple[Server, Model]:
        for server in servers:
            if server.trouble and not server.is_open:
                if time.monotonic() >= server.retry_at:
                    server.start_opening()
                continue
            try:
                return server, await server.open()
            except ModelError:
                continue
        # No other one is left, so those that are being opened again are waited for.
        for server in servers:
            if now or (server.opening is not None and not server.opening.done()):
                try:
                    return server, await server.open()
                except ModelError:
                    continue
        raise ModelError(self.troubles[0])


async def _open(settings: ModelSettings) -> Model:
    from edascribe_codegen.models import open_model

    return GatedModel(await open_model(settings))


def _has_failed(opening: asyncio.Task[Model]) -> bool:
    return opening.done() and (opening.cancelled() or opening.exception() is not None)
