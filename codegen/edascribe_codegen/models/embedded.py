"""The embedded model: a small language model on this machine's processor, for those who have set no model server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from edascribe_codegen.models.connection import Served
from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.models.model_file import CONTEXT_TOKENS, EMBEDDED, EMBEDDED_PROFILE, model_path
from edascribe_codegen.models.openai_like import OpenAILikeModel
from edascribe_codegen.models.server import Lease, ServerState, acquire, default_threads, server_folder
from edascribe_codegen.models.settings import ModelSettings
from edascribe_codegen.models.stream import Chunk, Description
from edascribe_codegen.types import Prompt


class EmbeddedModel:
    """The embedded model through the server that all users of this account share.

    A server that has died is started once more by the next request; it has to answer that one before it is started again.
    """

    name = EMBEDDED.title
    profile = EMBEDDED_PROFILE

    def __init__(self) -> None:
        self._folder = server_folder()
        self._threads = default_threads()
        self._state: ServerState | None = None
        self._lease: Lease | None = None
        self._model: OpenAILikeModel | None = None
        self._restarts = 0
        self._connecting = asyncio.Lock()

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """The answer piece by piece."""
        model = await self.connect()
        try:
            async with aclosing(model.stream(prompt)) as chunks:
                async for chunk in chunks:
                    if chunk.stopped:
                        self._restarts = 0
                    yield chunk
        except ModelError as error:
            if self._state is None or self._state.process.is_alive():
                raise
            raise ModelError(
                f"The embedded model's server ended while it answered. The next request starts it again; its log: {self._log}"
            ) from error

    async def describe(self) -> Description:
        """Asks the server, and adds where its files are."""
        description = await (await self.connect()).describe()
        return description | {
            "kind": "embedded",
            "file": str(model_path()),
            "log": self._log,
            "threads": self._threads,
            "pid": self._state.pid if self._state else None,
        }

    async def close(self) -> None:
        """Closes the connections and gives the lease back; the server ends some seconds after its last user."""
        if self._model is not None:
            await self._model.close()
        if self._lease is not None:
            self._lease.release()
        self._model = self._lease = self._state = None

    async def connect(self) -> OpenAILikeModel:
        """A client of the living server, which is started where there is none.

        Raises:
            ModelError: the server does not start, or died again after it was restarted.
        """
        async with self._connecting:
            if self._model is not None and self._state is not None:
                if self._state.process.is_alive():
                    return self._model
                await self.close()
                self._restarts += 1
                if self._restarts > 1:
                    self._restarts = 0
                    raise ModelError(f"The embedded model's server ended again after it was restarted. Its log: {self._log}")
            starting = asyncio.create_task(asyncio.to_thread(acquire, self._folder, self._threads))
            try:
                state, self._lease = await asyncio.shield(starting)
            except asyncio.CancelledError:
                starting.add_done_callback(_release)
                raise
            served = Served(
                kind="openai",
                server="llama.cpp",
                name=self.name,
                context_length=CONTEXT_TOKENS,
                guided=state.guided,
                profile=EMBEDDED_PROFILE,
            )
            self._state = state
            self._model = OpenAILikeModel(ModelSettings(url=state.url, key=state.key, kind="openai"), served)
            return self._model

    @property
    def _log(self) -> str:
        return str(self._folder / "server.log")


def _release(starting: asyncio.Task[tuple[ServerState, Lease]]) -> None:
    """Gives back what a cancelled user no longer wants; a server that has just started lingers for the next one."""
    if not starting.cancelled() and starting.exception() is None:
        _, lease = starting.result()
        lease.release()
