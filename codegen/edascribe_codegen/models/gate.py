"""The way to a server: as many requests at a time as it answers well, and those that a user waits for before the others."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from heapq import heappop, heappush
from typing import TypeVar

from edascribe_codegen.models.stream import Chunk, Description, Model
from edascribe_codegen.profile import Profile
from edascribe_codegen.types import Prompt

T = TypeVar("T")


class GatedModel:
    """A model that is asked as many things at a time as its profile says."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._gate = Gate(model.profile.at_once)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def profile(self) -> Profile:
        """The model's profile."""
        return self._model.profile

    def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """The model's answer, which begins when its turn has come."""
        return self._gate.through(self._model.stream(prompt), background=prompt.background)

    async def describe(self) -> Description:
        """What the server says of itself."""
        return await self._model.describe()

    async def close(self) -> None:
        """Lets go of connections."""
        await self._model.close()


class Gate:
    """Lets as many through at a time as there are ``places``; who waits comes in by turn, what is in the background last."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    async def through(self, chunks: AsyncGenerator[T, None], *, background: bool = False) -> AsyncGenerator[T, None]:
        """The chunks of a request, which is not begun before there is a place, and holds it to its end."""
        async with self._place(background=background), aclosing(chunks):
            async for chunk in chunks:
                yield chunk

    @asynccontextmanager
    async def _place(self, *, background: bool) -> AsyncIterator[None]:
        if self._free:
            self._free -= 1
        else:
            turn = asyncio.get_running_loop().create_future()
            heappush(self._waiting, (background, next(self._order), turn))
            try:
                await turn
            except asyncio.CancelledError:
                # It may have been given a place just before.
                if turn.done() and not turn.cancelled():
                    self._leave()
                raise
        try:
            yield
        finally:
            self._leave()

    def _leave(self) -> None:
        while self._waiting:
            *_, turn = heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1
