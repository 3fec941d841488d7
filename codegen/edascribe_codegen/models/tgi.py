"""Text Generation Inference (TGI), through Hugging Face's client and TGI's own API."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import httpx2
import huggingface_hub.errors
from huggingface_hub import AsyncInferenceClient, ChatCompletionStreamOutput, TextGenerationStreamOutput

from edascribe_codegen.constrain import flattened, regex
from edascribe_codegen.models.chat import code_of
from edascribe_codegen.models.connection import HTTP_ERRORS, Served, http_client, probe
from edascribe_codegen.models.errors import exceptions_of
from edascribe_codegen.models.reading import counter, measured
from edascribe_codegen.models.settings import ModelSettings
from edascribe_codegen.models.stream import Chunk, Description, bounded, persistent
from edascribe_codegen.types import Prompt, StopReason

FOREIGN: tuple[type[Exception], ...] = (*exceptions_of(huggingface_hub.errors), *HTTP_ERRORS)

# TGI refuses a request with more stop sequences (`max_stop_sequences` of its launcher, `maxItems` of its API document).
_MAX_STOPS = 4


class TGIModel:
    """A model behind a TGI server."""

    def __init__(self, settings: ModelSettings, served: Served, http: httpx2.AsyncClient | None = None) -> None:
        self.name = served.name
        self._settings = settings
        self.profile = served.profile
        self._http = http or http_client(settings)
        self._count = counter(settings, served, self._http)

    def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """The answer piece by piece."""

        def ask() -> AsyncGenerator[Chunk, None]:
            code = code_of(self._chunks(prompt), prompt)
            return bounded(measured(code, prompt, self.profile, self._count), prompt, self._settings, FOREIGN)

        return persistent(ask)

    async def describe(self) -> Description:
        """Asks the server anew, so that an answer means that it lives."""
        served = await probe(replace(self._settings, kind="tgi"), self._http)
        return {
            "kind": "tgi",
            "server": served.server,
            "url": self._settings.server,
            "model": served.name,
            "context_length": served.context_length,
        }

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def _chunks(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """TGI's tokens without the stop sequence, which it sends as part of the text where others leave it out."""
        pending = ""
        logprobs: tuple[float, ...] = ()
        async with _Request(self._settings, self._http) as client, aclosing(_pieces(client, prompt)) as pieces:
            async for text, logprob, counts in pieces:
                pending += text
                logprobs += logprob
                end = min((at for at in map(pending.find, prompt.stop) if at >= 0), default=None)
                if end is not None:
                    yield Chunk(text=pending[:end], logprobs=logprobs, **counts | {"stopped": "stop"})
                    return
                if counts:
                    yield Chunk(text=pending, logprobs=logprobs, **counts)
                    return
                safe = len(pending) - _begun(pending, prompt.stop)
                if safe:
                    yield Chunk(text=pending[:safe], logprobs=logprobs)
                    pending, logprobs = pending[safe:], ()


class _Request(AsyncInferenceClient):
    """One request of Hugging Face's client over our HTTP client; leaving it drops the connection of an answer not read to its end.

    The client keeps every answer open until it is closed itself, hence one for every request.
    """

    def __init__(self, settings: ModelSettings, http: httpx2.AsyncClient) -> None:
        # The library would look for the user's Hugging Face token and send it to this server. So it gets one that means nothing,
        # whose header is taken away again: the key is in our HTTP client.
        no_header: Any = {"authorization": None}
        super().__init__(base_url=f"{settings.base_url}/", token="-", headers=no_header, timeout=settings.event_timeout)  # noqa: S106
        self._async_client = http


async def _pieces(
    client: AsyncInferenceClient, prompt: Prompt
) -> AsyncGenerator[tuple[str, tuple[float, ...], dict[str, Any]], None]:
    """The text of each event, the log-probabilities of its tokens, and what the last one says of the answer."""
    if prompt.chat:
        async with aclosing(await _chat_events(client, prompt)) as chat:
            async for message in chat:
                for choice in message.choices:
                    told = choice.logprobs.content if choice.logprobs is not None else ()
                    logprobs = tuple(token.logprob for token in told)
                    counts = {"stopped": _stopped(choice.finish_reason)} if choice.finish_reason else {}
                    yield choice.delta.content or "", logprobs, counts
        return
    async with aclosing(await _events(client, prompt)) as events:
        async for event in events:
            # The end of the answer and the like are no tokens of its text.
            said = not event.token.special
            yield event.token.text if said else "", (event.token.logprob,) if said else (), _counts(event)


async def _chat_events(client: AsyncInferenceClient, prompt: Prompt) -> AsyncGenerator[ChatCompletionStreamOutput, None]:
    sampled = prompt.temperature > 0
    events: Any = await client.chat_completion(
        [dict(message) for message in prompt.messages],
        stream=True,
        max_tokens=prompt.max_tokens,
        temperature=prompt.temperature if sampled else 0.0,
        logprobs=True if prompt.scored else None,
        seed=prompt.seed + 1 if sampled and prompt.seed is not None else None,
        stop=list(prompt.stop[:_MAX_STOPS]) or None,
    )
    return events  # type: ignore[no-any-return]


async def _events(client: AsyncInferenceClient, prompt: Prompt) -> AsyncGenerator[TextGenerationStreamOutput, None]:
    sampled = prompt.temperature > 0
    expression: Any = regex(flattened(prompt.grammar)) if prompt.grammar is not None else None
    events: Any = await client.text_generation(
        prompt.text,
        stream=True,
        details=True,
        return_full_text=False,
        max_new_tokens=prompt.max_tokens,
        do_sample=sampled,
        temperature=prompt.temperature if sampled else None,
        # TGI's seeds begin at one.
        seed=prompt.seed + 1 if sampled and prompt.seed is not None else None,
        grammar=_regex(expression),
        stop=list(prompt.stop[:_MAX_STOPS]) or None,
    )
    return events  # type: ignore[no-any-return]


def _regex(expression: str | None) -> Any:
    return {"type": "regex", "value": expression} if expression else None


def _counts(event: TextGenerationStreamOutput) -> dict[str, Any]:
    """What the last event says of the answer; nothing for the others."""
    if event.details is None:
        return {}
    return {
        "stopped": _stopped(event.details.finish_reason),
        "prompt_tokens": event.details.input_length,
        "completion_tokens": event.details.generated_tokens,
    }


def _stopped(reason: str) -> StopReason:
    return "length" if reason == "length" else "stop"


def _begun(text: str, stops: tuple[str, ...]) -> int:
    """How many characters at the end of a text may be the beginning of a stop sequence."""
    return max((size for stop in stops for size in range(1, len(stop)) if text.endswith(stop[:size])), default=0)
