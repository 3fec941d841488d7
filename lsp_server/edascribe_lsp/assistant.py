"""The model as a session sees it: opened when it is first needed, its trouble told once, its state shown.

The notification ``edascribe/status`` tells the client the state whenever it changes: ``{"state": "ready" | "thinking" |
"offline", "message": "...", "model": "...", "retryIn": seconds | null}``. ``offline`` comes with what to do about it; the features
that need no model go on. ``model`` is the one that answered last; where it is not the first one of the user's list, ``message``
says why. Where a server does not work, it is left alone for ``retryIn`` seconds, longer after each failure; the next request after
that tries it again. One that the user makes tries it at once where no other server works.
"""

from __future__ import annotations

import asyncio
import importlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from lsprotocol import types

from edascribe_codegen import models
from edascribe_codegen.models import ModelError, ModelSettings, Server, Servers, lacks_file_only, listed
from edascribe_codegen.python_api import PythonApiError
from edascribe_codegen.types import EditorContext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from edascribe_codegen.catalogue import Catalogue
    from edascribe_codegen.python_api import PythonChecker
    from edascribe_codegen.types import CheckedCompletion, Tries
    from edascribe_grammars import Language
    from edascribe_lsp.session import Session
    from edascribe_lsp.settings import Settings

STATUS = "edascribe/status"
State = Literal["ready", "thinking", "offline"]


class OfflineError(Exception):
    """The model cannot be asked; the message says what to do, and the user has been told."""


class Assistant:
    """Completes through the session's model."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._servers: Servers | None = None
        self._running = 0
        self._trouble = ""
        self._model = ""
        self._instead = ""
        self._told: tuple[State, str, str, float | None] | None = None
        self.answers_several = False
        self._preparations: dict[tuple[str, str], asyncio.Task[ModuleType]] = {}

    async def prepare(self, catalogue: Catalogue, language: Language) -> ModuleType:
        """The pipeline with all in memory that it needs of a tool, and the model's adapter; prepared once, and not in the loop.

        It takes most of a second, so it is done before the first completion is asked for. No model is asked or started.
        """
        key = (catalogue.tool, catalogue.version)
        if key not in self._preparations:
            work = asyncio.to_thread(_prepare, catalogue, language, self._session.settings)
            self._preparations[key] = asyncio.ensure_future(work)
        return await asyncio.shield(self._preparations[key])

    async def complete(
        self,
        context: EditorContext,
        catalogue: Catalogue,
        *,
        asked: bool,
        follow: Callable[[str], None] | None = None,
        deadline: float | None = None,
        tries: Tries = "at once",
        apart_from: Sequence[str] = (),
        background: bool = False,
    ) -> CheckedCompletion:
        """Completes; ``asked`` says that the user is waiting for it, so that it is tried even right after a failure.

        ``follow``, ``deadline``, ``tries``, ``apart_from`` and ``background`` are those of ``pipeline.complete``. Where a server of
        the list fails, the next one is asked.

        Raises:
            OfflineError: no model could be asked.
        """
        if self._servers is None:
            self._servers = Servers(_listed(self._session.settings))
        servers = self._servers
        python = await self._python(context)
        self._running += 1
        self.tell()
        try:
            pipeline = await self.prepare(catalogue, context.language)
            failed: list[Server] = []
            while True:
                server = None
                try:
                    async with servers.asked(now=asked, apart_from=failed) as (server, model):
                        completion: CheckedCompletion = await pipeline.complete(
                            context,
                            catalogue,
                            model,
                            python=python,
                            follow=follow,
                            deadline=deadline,
                            tries=tries,
                            apart_from=apart_from,
                            background=background,
                        )
                except PythonApiError:
                    # The document's own check tells of it.
                    python = None
                except ModelError:
                    if server is None:
                        # There is no further one.
                        raise
                    failed.append(server)
                else:
                    self.answers_several = model.profile.answers_several
                    self._answered(model.name, servers.troubles if server is not servers.first else ())
                    return completion
        except ModelError as error:
            message = " ".join(dict.fromkeys(servers.troubles)) or str(error)
            if message != self._trouble:
                self._trouble = message
                self._tell_trouble(message)
            raise OfflineError(message) from error
        finally:
            self._running -= 1
            self.tell()

    async def _python(self, context: EditorContext) -> PythonChecker | None:
        """The checker that a completion is held to: the one that checks the session's documents, once it runs."""
        if context.language != "python":
            return None
        checker = await self._session.analyser.python(self._session.settings)
        return checker if checker.is_running else None

    def _tell_trouble(self, message: str) -> None:
        """Tells the user why no model can be asked, and offers the embedded one where its file is all that is missing."""
        if any(not server.url for server in _listed(self._session.settings)) and lacks_file_only():
            # It needs the session, which needs this module.
            from edascribe_lsp.fetching import offer_model

            self._session.start(offer_model(self._session, message))
        else:
            self._session.show(types.MessageType.Error, message)

    def tell(self) -> None:
        """Tells the client the state where it is not the one it was told last."""
        state: State = "thinking" if self._running else "offline" if self._trouble else "ready"
        retry_at = None if self._servers is None else self._servers.retry_at
        told = (state, self._trouble if state == "offline" else self._instead, self._model, retry_at)
        if told != self._told:
            self._told = told
            retry_in = None if retry_at is None else max(0.0, round(retry_at - time.monotonic(), 1))
            self._session.protocol.notify(STATUS, {"state": told[0], "message": told[1], "model": told[2], "retryIn": retry_in})

    async def reset(self) -> None:
        """Leaves the models and forgets their trouble, so that the next completion opens those that are set then."""
        servers, self._servers = self._servers, None
        self._trouble = self._model = self._instead = ""
        if servers is not None:
            await servers.close()

    def _answered(self, model: str, troubles: tuple[str, ...]) -> None:
        """Shows the user where a model answers in place of those before it in the list, and where the first one is back."""
        instead = f"{model} answers instead. {' '.join(troubles)}" if troubles else ""
        if instead and instead != self._instead:
            self._session.show(types.MessageType.Warning, instead)
        elif self._instead and not instead:
            self._session.show(types.MessageType.Info, f"{model} answers again.")
        self._trouble, self._model, self._instead = "", model, instead


def common_settings(settings: Settings) -> ModelSettings:
    """What is set for all model servers alike. Raises ModelError."""
    return ModelSettings(
        kind=settings.model_kind,
        name=settings.model_name,
        endpoint=settings.model_endpoint,
        tokenizer=settings.model_tokenizer,
        key=settings.model_key,
        ca_bundle=settings.ca_bundle,
        event_timeout=settings.model_timeout,
    )


def _prepare(catalogue: Catalogue, language: Language, settings: Settings) -> ModuleType:
    pipeline = importlib.import_module("edascribe_codegen.pipeline")
    context = EditorContext(language=language, tool=catalogue.tool, version=catalogue.version, before="# Report the slack\n")
    # The first prompt makes the index of the tool's entries.
    pipeline.build_prompt(context, catalogue)
    models.prepare(settings.model_url, settings.model_kind)
    return pipeline


def _listed(settings: Settings) -> tuple[ModelSettings, ...]:
    servers = listed(settings.model_url, common_settings(settings))
    return tuple(replace(server, key=settings.model_keys.get(server.url, server.key)) for server in servers)
