"""What a server tells of how its model reads: how long prompts may be, what its tokens are, and whether it takes a chat.

Whatever a server does not answer is left at what is safe with any: nothing here fails.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import httpx2

from edascribe_codegen.infill import TOKENS, infill_of
from edascribe_codegen.models.connection import HTTP_ERRORS, Served
from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.models.model_file import EMBEDDED, EMBEDDED_PROFILE
from edascribe_codegen.models.settings import ModelSettings
from edascribe_codegen.models.stream import Chunk
from edascribe_codegen.profile import AT_ONCE, ONE_CORE, Pace, Profile, Ruler
from edascribe_codegen.types import Prompt

# What names of models say that were taught to follow instructions.
_INSTRUCTED = re.compile(r"(?:^|[-_/.: ])(?:instruct|chat|it|assistant)(?:$|[-_/.: \d])", re.IGNORECASE)

# A chat that ends with the beginning of an answer: where its text ends a prompt, a model goes on from there.
_BEGUN = "create_clock -name"
_CHAT = [{"role": "user", "content": "Define a clock."}, {"role": "assistant", "content": _BEGUN}]

# A server that batches (TGI, vLLM, SGLang) answers so many requests of one user nearly as quickly as one.
_BATCHED = 8

Count = Callable[[str], Awaitable[int]]


async def profile_of(settings: ModelSettings, served: Served, http: httpx2.AsyncClient) -> Profile:
    """What prompts have to know of a server's model, by what the server tells, the user's tokenizer and the model's name.

    A model that fills in is asked to complete. Another one is asked by chat if its name says that it follows instructions and the
    server has a chat template for it. The setting ``endpoint`` goes before. The embedded model is asked in the same way wherever it
    is served.

    Raises:
        ModelError: the tokenizer that the user named cannot be used.
    """
    encode = await asyncio.to_thread(_tokenizer, settings.tokenizer) if settings.tokenizer else None
    if served.name == EMBEDDED.title and settings.endpoint == "auto":
        return replace(EMBEDDED_PROFILE, ruler=Ruler(encode))
    try:
        async with asyncio.timeout(2 * settings.connect_timeout):
            tokens, limits, (chat, prefill) = await asyncio.gather(
                _single_tokens(settings, served, http, encode), _limits(settings, served, http), _chat(settings, served, http)
            )
    except TimeoutError:
        tokens, limits, chat, prefill = None, _Limits(), False, False
    infill = infill_of(served.name, None if tokens is None else tokens.__contains__)
    if settings.endpoint == "auto":
        chat = chat and infill is None and _INSTRUCTED.search(served.name) is not None
    else:
        chat = settings.endpoint == "chat"
    return replace(
        served.profile,
        context_tokens=served.context_length or limits.context,
        input_tokens=limits.input,
        infill=infill,
        chat=chat,
        prefill=chat and prefill,
        # TGI makes an automaton of a regular expression, so it must be one of a single name or call.
        steps=served.kind == "tgi",
        at_once=limits.slots or (_BATCHED if served.kind == "tgi" or served.server in {"vLLM", "SGLang"} else AT_ONCE),
        ruler=Ruler(encode),
        # Until it is measured, llama.cpp is taken to run on a processor. The others run on graphics processors.
        pace=Pace(ONE_CORE if served.server == "llama.cpp" else None),
    )


def counter(settings: ModelSettings, served: Served, http: httpx2.AsyncClient) -> Count | None:
    """Asks a server for the tokens of a text; None for a server of which it is not known how."""

    async def count(text: str) -> int:
        if served.kind == "tgi":
            tokens = await _post(settings, http, "/tokenize", {"inputs": text})
            # What TGI puts before every text stands nowhere in it.
            return sum(token["start"] != token["stop"] for token in tokens)
        if served.server == "llama.cpp":
            body = {"content": text, "add_special": False, "parse_special": True}
            return len((await _post(settings, http, "/tokenize", body))["tokens"])
        body = {"model": served.name, "prompt": text, "add_special_tokens": False}
        return int((await _post(settings, http, "/tokenize", body))["count"])

    return count if served.kind == "tgi" or served.server in {"llama.cpp", "vLLM", "SGLang"} else None


async def measured(
    chunks: AsyncGenerator[Chunk, None], prompt: Prompt, profile: Profile, count: Count | None
) -> AsyncGenerator[Chunk, None]:
    """The chunks of an answer, from whose counts and time the profile learns, and meanwhile what its ruler wants to know."""
    ruler, clock = profile.ruler, asyncio.get_running_loop().time
    start = clock()
    first: float | None = None
    read: int | None = None
    learning = asyncio.create_task(_learn(ruler, count)) if count is not None and ruler.is_curious else None
    try:
        async with aclosing(chunks):
            async for chunk in chunks:
                if first is None and chunk.text:
                    first = clock() - start
                if chunk.prompt_tokens:
                    ruler.report(prompt.text, chunk.prompt_tokens)
                    read = chunk.prompt_tokens - (chunk.cached_tokens or 0)
                yield chunk
    finally:
        if first is not None and read is not None:
            profile.pace.report(read, first)
        if learning is not None:
            learning.cancel()
            await asyncio.wait([learning])


async def _learn(ruler: Ruler, count: Count) -> None:
    try:
        await ruler.learn(count)
    except HTTP_ERRORS:
        return


async def _single_tokens(
    settings: ModelSettings, served: Served, http: httpx2.AsyncClient, encode: Callable[[str], int] | None
) -> set[str] | None:
    """The fill-in-the-middle tokens that the model has; None where nobody can tell."""
    if encode is not None:
        return {token for token in TOKENS if encode(token) == 1}
    count = counter(settings, served, http)
    if count is None:
        return None
    try:
        return {token for token, size in zip(TOKENS, await asyncio.gather(*map(count, TOKENS)), strict=True) if size == 1}
    except HTTP_ERRORS:
        return None


class _Limits(NamedTuple):
    """How many tokens a prompt and its answer may have together, how many the prompt alone, and how many requests have a slot."""

    context: int | None = None
    input: int | None = None
    slots: int | None = None


async def _limits(settings: ModelSettings, served: Served, http: httpx2.AsyncClient) -> _Limits:
    """What the server tells of its limits."""
    path = {"llama.cpp": "/props", "SGLang": "/get_server_info"}.get(served.server, "/info" if served.kind == "tgi" else "")
    if not path:
        return _Limits()
    try:
        told = (await http.get(settings.base_url + path)).json()
        if served.kind == "tgi":
            return _Limits(input=_number(told.get("max_input_tokens")))
        if served.server == "llama.cpp":
            context = _number(told["default_generation_settings"]["n_ctx"])
            return _Limits(context=context, slots=_number(told.get("total_slots")))
        return _Limits(context=_number(told.get("context_length")), input=_number(told.get("max_req_input_len")))
    except HTTP_ERRORS:
        return _Limits()


async def _chat(settings: ModelSettings, served: Served, http: httpx2.AsyncClient) -> tuple[bool, bool]:
    """Whether the server has a chat template for its model, and whether a model goes on from an answer that has begun."""
    try:
        if served.kind == "tgi":
            told = await _post(settings, http, "/chat_tokenize", {"messages": _CHAT})
            return True, told["templated_text"].endswith(_BEGUN)
        if served.server == "llama.cpp":
            return True, (await _post(settings, http, "/apply-template", {"messages": _CHAT}))["prompt"].endswith(_BEGUN)
        if served.server == "vLLM":
            goes_on = {"add_generation_prompt": False, "continue_final_message": True}
            await _post(settings, http, "/tokenize", {"model": served.name, "messages": _CHAT, **goes_on})
            return True, True
    except HTTP_ERRORS:
        return False, False
    # SGLang does not tell whether there is a template; where there is one, it goes on from an answer.
    return served.server == "SGLang", served.server == "SGLang"


async def _post(settings: ModelSettings, http: httpx2.AsyncClient, path: str, body: dict[str, Any]) -> Any:
    """The JSON of an answer. Raises one of ``HTTP_ERRORS`` where there is none, as does what is not as expected in it."""
    return (await http.post(settings.base_url + path, json=body, timeout=settings.connect_timeout)).json()


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None


def _tokenizer(path: str) -> Callable[[str], int]:
    """How many tokens a text has by a ``tokenizer.json``."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError("EDASCRIBE_MODEL_TOKENIZER needs a library: pip install 'edascribe[tokenizer]'.") from error
    file = Path(path).expanduser()
    if not file.is_file():
        raise ModelError(f"EDASCRIBE_MODEL_TOKENIZER is {path!r}, and there is no such file; give the model's tokenizer.json.")
    try:
        tokenizer = Tokenizer.from_file(str(file))
    # The library raises nothing more precise.
    except Exception as error:
        raise ModelError(f"EDASCRIBE_MODEL_TOKENIZER is {path!r}, which is no tokenizer.json: {error}.") from error
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids)
