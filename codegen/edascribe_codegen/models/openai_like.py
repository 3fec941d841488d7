"""Servers that speak OpenAI's APIs of completions and of chats: vLLM, SGLang, llama.cpp, and TGI's own /v1."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import httpx2
import openai

from edascribe_codegen.constrain import gbnf, lark
from edascribe_codegen.models.chat import code_of
from edascribe_codegen.models.connection import HTTP_ERRORS, Served, http_client, probe
from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.models.reading import counter, measured
from edascribe_codegen.models.settings import ModelSettings
from edascribe_codegen.models.stream import Chunk, Description, bounded, persistent
from edascribe_codegen.types import Prompt, StopReason

FOREIGN: tuple[type[Exception], ...] = (openai.OpenAIError, *HTTP_ERRORS)

_STOPPED: dict[str, StopReason] = {"stop": "stop", "length": "length"}


class OpenAILikeModel:
    """A model behind an OpenAI-compatible endpoint."""

    def __init__(self, settings: ModelSettings, served: Served, http: httpx2.AsyncClient | None = None) -> None:
        self.name = served.name
        self._settings = settings
        self.profile = served.profile
        self._served = served
        self._http = http or http_client(settings)
        self._count = counter(settings, served, self._http)
        self._client = openai.AsyncOpenAI(
            base_url=settings.base_url + "/v1",
            # Set in any case, so that no key of another service is taken from the environment; every request says its own.
            api_key=settings.key or "-",
            max_retries=0,
            timeout=self._http.timeout,
            http_client=self._http,
        )

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """The answer piece by piece."""
        # A grammar that knows a long file takes milliseconds to write down. What fails in it is no fault of the server's.
        extra = await asyncio.to_thread(self._extra, prompt)

        def ask() -> AsyncGenerator[Chunk, None]:
            code = code_of(self._chunks(prompt, extra), prompt)
            return bounded(measured(code, prompt, self.profile, self._count), prompt, self._settings, FOREIGN)

        async with aclosing(persistent(ask)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def describe(self) -> Description:
        """Asks the server anew, so that an answer means that it lives."""
        served = await probe(replace(self._settings, kind="openai", name=self.name), self._http)
        return {
            "kind": "openai",
            "server": served.server,
            "url": self._settings.server,
            "model": served.name,
            "context_length": served.context_length,
        }

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

    async def _chunks(self, prompt: Prompt, extra: dict[str, Any]) -> AsyncGenerator[Chunk, None]:
        last: dict[str, Any] = {}
        # The one difference between the two is where the text is.
        create: Any = self._client.chat.completions.create if prompt.chat else self._client.completions.create
        asked = {"messages": list(prompt.messages)} if prompt.chat else {"prompt": prompt.text}
        async with await create(
            **asked,
            model=self.name,
            max_tokens=prompt.max_tokens,
            temperature=prompt.temperature,
            seed=openai.omit if prompt.seed is None else prompt.seed,
            stop=list(prompt.stop) or openai.omit,
            stream=True,
            stream_options={"include_usage": True},
            logprobs=(True if prompt.chat else 1) if prompt.scored else openai.omit,
            extra_headers={"Authorization": f"Bearer {self._settings.key}" if self._settings.key else openai.omit},
            extra_body=extra,
        ) as events:
            async for event in events:
                text = ""
                logprobs: tuple[float, ...] = ()
                for choice in event.choices or ():
                    text += (choice.delta.content if prompt.chat else choice.text) or ""
                    logprobs += _logprobs(choice)
                    if choice.finish_reason:
                        last["stopped"] = _stopped(choice.finish_reason, self._settings.server)
                last |= _counts(event)
                if text:
                    yield Chunk(text=text, logprobs=logprobs)
                elif (progress := _progress(event)) is not None:
                    yield progress
        if "stopped" in last:
            # Usage comes in an event after the one that says why the answer ended, so the last chunk is made at the end.
            yield Chunk(**last)

    def _extra(self, prompt: Prompt) -> dict[str, Any]:
        """Fields outside OpenAI's API, for the servers that are known to take them; others may refuse what they do not know."""
        server, grammar = self._served.server, prompt.grammar
        # llama.cpp sees that its client has gone when it sends something, so it has to tell how far it has read the prompt.
        extra: dict[str, Any] = {"cache_prompt": True, "return_progress": True} if server == "llama.cpp" else {}
        if prompt.chat and prompt.messages[-1]["role"] == "assistant" and server in {"vLLM", "SGLang"}:
            extra |= {"add_generation_prompt": False, "continue_final_message": True}
        if grammar is not None and server == "llama.cpp":
            # Another llama.cpp is not asked for Lark: one without llguidance would end by it.
            extra["grammar"] = "%llguidance {}\n" + lark(grammar) if self._served.guided else gbnf(grammar)
        elif grammar is not None and server == "SGLang":
            extra["ebnf"] = gbnf(grammar)
        elif grammar is not None and server == "vLLM":
            extra["structured_outputs"] = {"grammar": lark(grammar)}
        return extra


def _stopped(reason: str, server: str) -> StopReason:
    if reason not in _STOPPED:
        raise ModelError(f"{server} ended its answer for the reason {reason!r}. Try again; the server's log says more.")
    return _STOPPED[reason]


def _logprobs(choice: Any) -> tuple[float, ...]:
    """The log-probabilities of an event's tokens; llama.cpp tells those of completions in the form of chats."""
    if choice.logprobs is None:
        return ()
    told = choice.logprobs.model_dump()
    found = [token["logprob"] for token in told.get("content") or ()] or told.get("token_logprobs") or ()
    return tuple(logprob for logprob in found if logprob is not None)


def _progress(event: Any) -> Chunk | None:
    """How much of the prompt llama.cpp has to read, which it tells before it answers."""
    told = (event.model_extra or {}).get("prompt_progress")
    if not isinstance(told, dict):
        return None
    return Chunk(prompt_tokens=told["total"], cached_tokens=told["cache"])


def _counts(event: Any) -> dict[str, Any]:
    counts: dict[str, Any] = {}
    if event.usage is not None:
        counts["prompt_tokens"] = event.usage.prompt_tokens
        counts["completion_tokens"] = event.usage.completion_tokens
        details = event.usage.prompt_tokens_details
        if details is not None and details.cached_tokens is not None:
            counts["cached_tokens"] = details.cached_tokens
    timings = (event.model_extra or {}).get("timings")
    if isinstance(timings, dict):
        counts["prompt_seconds"] = timings["prompt_ms"] / 1000
        counts["completion_seconds"] = timings["predicted_ms"] / 1000
    return counts
