from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace

import httpx2
import pytest
from stand_in import Exchange, serving

from edascribe_codegen.constrain.form import Grammar, Rules, Text
from edascribe_codegen.models import Chunk, ModelError, ModelSettings, generate, open_model
from edascribe_codegen.models.connection import Served, http_client, probe
from edascribe_codegen.models.openai_like import OpenAILikeModel
from edascribe_codegen.profile import Profile
from edascribe_codegen.types import Prompt

LLAMA = Served(kind="openai", server="llama.cpp", name="m", context_length=4096)
VLLM = Served(kind="openai", server="vLLM", name="m", context_length=8192)
SGLANG = Served(kind="openai", server="SGLang", name="m", context_length=8192)
OTHER = Served(kind="openai", server="OpenAI-compatible", name="m", context_length=8192)
GRAMMAR = Grammar(root=Text("x"), rules=Rules({}))


def prompt(**changes: object) -> Prompt:
    return Prompt(header="# a\n", api="", context="", cursor="# b\n", **changes)


def event(text: str = "", finish: str | None = None, logprobs: object = None, **more: object) -> dict[str, object]:
    choices = [{"index": 0, "text": text, "finish_reason": finish, "logprobs": logprobs}]
    return {"id": "1", "object": "text_completion", "created": 1, "model": "m", "choices": choices, **more}


def answering(*events: object, seen: list[httpx2.Request] | None = None) -> Callable[[httpx2.Request], httpx2.Response]:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if seen is not None:
            seen.append(request)
        body = "".join(f"data: {json.dumps(value)}\n\n" for value in events) + "data: [DONE]\n\n"
        return httpx2.Response(200, headers={"content-type": "text/event-stream"}, text=body)

    return answer


def model_over(handler: Callable[[httpx2.Request], httpx2.Response], served: Served = VLLM, **settings: str) -> OpenAILikeModel:
    chosen = ModelSettings(url="http://gpu.example:8000/v1/", **settings)
    return OpenAILikeModel(chosen, served, http_client(chosen, httpx2.MockTransport(handler)))


@pytest.mark.parametrize(
    ("served", "asked", "fields"),
    [
        (VLLM, prompt(), {"max_tokens": 64, "temperature": 0.0}),
        (OTHER, prompt(grammar=GRAMMAR, seed=3), {"max_tokens": 64, "temperature": 0.0, "seed": 3}),
        (
            VLLM,
            prompt(grammar=GRAMMAR),
            {"max_tokens": 64, "temperature": 0.0, "structured_outputs": {"grammar": 'start: "x"\n'}},
        ),
        (SGLANG, prompt(grammar=GRAMMAR), {"max_tokens": 64, "temperature": 0.0, "ebnf": 'root ::= "x"\n'}),
        (VLLM, prompt(stop=("\n",), temperature=0.6, max_tokens=9), {"max_tokens": 9, "temperature": 0.6, "stop": ["\n"]}),
        (SGLANG, prompt(scored=True), {"max_tokens": 64, "temperature": 0.0, "logprobs": 1}),
        (LLAMA, prompt(), {"max_tokens": 64, "temperature": 0.0, "cache_prompt": True, "return_progress": True}),
        (
            LLAMA,
            prompt(grammar=GRAMMAR),
            {"max_tokens": 64, "temperature": 0.0, "cache_prompt": True, "return_progress": True, "grammar": 'root ::= "x"\n'},
        ),
    ],
)
async def test_the_request(served, asked, fields):
    seen: list[httpx2.Request] = []
    model = model_over(answering(event("x", "stop"), seen=seen), served)
    await generate(model, asked)
    await model.close()
    (request,) = seen
    assert str(request.url) == "http://gpu.example:8000/v1/completions"
    whole = {"model": "m", "prompt": "# a\n# b\n", "stream": True, "stream_options": {"include_usage": True}}
    assert json.loads(request.content) == whole | fields


@pytest.mark.parametrize(
    ("key", "authorization"),
    [("sesame", "Bearer sesame"), ("", None)],
)
async def test_nothing_of_other_services_is_sent(monkeypatch, key, authorization):
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL", "HF_TOKEN"):
        monkeypatch.setenv(name, "https://of-another-service")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Team: of-another-service\nAuthorization: of-another-service")
    seen: list[httpx2.Request] = []
    model = model_over(answering(event("x", "stop"), seen=seen), key=key)
    await generate(model, prompt())
    await model.close()
    headers = seen[0].headers
    assert headers.get("authorization") == authorization
    assert headers["user-agent"] == "edascribe"
    assert "of-another-service" not in repr(headers.raw)
    assert not [name for name in headers if name.startswith(("x-stainless", "openai"))]


@pytest.mark.parametrize(
    ("events", "last"),
    [
        # vLLM counts in an event of its own, llama.cpp in the last one, with its timings.
        (
            (
                event("ab"),
                event("", "stop"),
                {**event(), "choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}},
            ),
            Chunk(stopped="stop", prompt_tokens=5, completion_tokens=2),
        ),
        (
            (
                event("ab"),
                event(
                    "",
                    "length",
                    usage={
                        "prompt_tokens": 5,
                        "completion_tokens": 2,
                        "total_tokens": 7,
                        "prompt_tokens_details": {"cached_tokens": 4},
                    },
                    timings={"prompt_ms": 36.0, "predicted_ms": 97.0},
                ),
            ),
            Chunk(
                stopped="length",
                prompt_tokens=5,
                completion_tokens=2,
                cached_tokens=4,
                prompt_seconds=0.036,
                completion_seconds=0.097,
            ),
        ),
        ((event("a"), event("b", "stop")), Chunk(stopped="stop")),
    ],
)
async def test_the_last_chunk_says_why_and_how_many(events, last):
    model = model_over(answering(*events))
    chunks = [chunk async for chunk in model.stream(prompt())]
    assert "".join(chunk.text for chunk in chunks) == "ab"
    assert chunks[-1] == last
    candidate = await generate(model, prompt())
    assert (candidate.text, candidate.stopped, candidate.timings.prompt_tokens) == ("ab", last.stopped, last.prompt_tokens)
    await model.close()


@pytest.mark.parametrize(
    "told",
    [
        # Of vLLM and SGLang, and of llama.cpp.
        {"tokens": ["a", "b"], "token_logprobs": [-0.5, -1.5], "top_logprobs": None, "text_offset": [0, 1]},
        {"content": [{"token": "a", "logprob": -0.5}, {"token": "b", "logprob": -1.5, "top_logprobs": []}]},
    ],
)
async def test_an_answers_score_is_the_mean_of_its_tokens(told):
    first = {"tokens": ["x"], "token_logprobs": [-4.0], "top_logprobs": None, "text_offset": [0]}
    model = model_over(answering(event("x", logprobs=first), event("ab", logprobs=told), event("", "stop")))
    assert (await generate(model, prompt(scored=True))).score == -2.0
    assert (await generate(model, prompt(scored=True), stop_when=lambda text: 1 if "a" in text else None)).score == -4.0
    await model.close()
    model = model_over(answering(event("ab"), event("", "stop")))
    assert (await generate(model, prompt())).score is None
    await model.close()


@pytest.mark.parametrize(
    ("cached", "known"),
    [(0, True), (190, True), (490, False)],
)
async def test_how_fast_a_prompt_is_read_is_measured(cached: int, known: bool) -> None:
    progress = {**event(), "choices": [], "prompt_progress": {"total": 500, "cache": cached, "processed": 500, "time_ms": 40}}

    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        await exchange.event(progress)
        await asyncio.sleep(0.05)
        await exchange.event(event("x"))
        await exchange.event(event("y", "stop"))

    async with serving(handler) as url:
        settings = ModelSettings(url=url)
        # An answer that is ended by us tells no more in its last event.
        model = OpenAILikeModel(settings, replace(LLAMA, profile=Profile()), http_client(settings))
        await generate(model, prompt(), stop_when=len)
        pace = model.profile.pace.per_second
        await model.close()
    assert (pace is not None) == known
    assert pace is None or 1 < pace < (500 - cached) / 0.05


async def test_a_reason_that_is_no_end_of_an_answer():
    model = model_over(answering(event("a", "abort")))
    with pytest.raises(ModelError, match="for the reason 'abort'"):
        await generate(model, prompt())
    await model.close()


@pytest.mark.parametrize(
    ("stop_when", "text"),
    [(lambda text: text.find("\n") if "\n" in text else None, "one"), (lambda text: 2 if len(text) > 4 else None, "on")],
)
async def test_the_stop_rule_keeps_what_it_says(stop_when, text):
    model = model_over(answering(event("one"), event("\ntwo"), event("three", "stop")))
    candidate = await generate(model, prompt(), stop_when=stop_when)
    assert (candidate.text, candidate.stopped) == (text, "rule")
    await model.close()


VLLM_MODEL = {"id": "acme/eda", "object": "model", "owned_by": "vllm", "max_model_len": 8192}
LLAMA_MODEL = {"id": "a.gguf", "object": "model", "owned_by": "llamacpp", "meta": {"n_ctx": 4096}}


@pytest.mark.parametrize(
    ("models", "name", "expected"),
    [
        ([VLLM_MODEL], "", Served(kind="openai", server="vLLM", name="acme/eda", context_length=8192)),
        ([LLAMA_MODEL], "", Served(kind="openai", server="llama.cpp", name="a.gguf", context_length=4096)),
        ([{"id": "x"}], "", Served(kind="openai", server="OpenAI-compatible", name="x")),
        ([VLLM_MODEL, {"id": "lora", "owned_by": "vllm"}], "lora", Served(kind="openai", server="vLLM", name="lora")),
        (None, "told", Served(kind="openai", server="OpenAI-compatible", name="told")),
    ],
)
@pytest.mark.parametrize("end", ["", "/", "/v1", "/v1/"])
async def test_the_server_says_what_it_is(models, name, expected, end):
    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/prefix/v1/models" and models is not None:
            await exchange.answer(200, {"object": "list", "data": models})
        else:
            await exchange.answer(404, b"")

    async with serving(handler) as url:
        settings = ModelSettings(url=f"{url}/prefix{end}", name=name)
        http = http_client(settings)
        assert await probe(settings, http) == expected
        await http.aclose()


async def test_a_name_that_is_not_served_is_said_with_those_that_are():
    async def handler(exchange: Exchange) -> None:
        await exchange.answer(*((200, {"data": [VLLM_MODEL]}) if exchange.path == "/v1/models" else (404, b"")))

    async with serving(handler) as url:
        with pytest.raises(ModelError, match=r"has no model 'other'; it serves acme/eda\. Set EDASCRIBE_MODEL_NAME"):
            await open_model(ModelSettings(url=url, name="other"))
        with pytest.raises(ModelError, match=r"is no TGI server"):
            await open_model(ModelSettings(url=url, kind="tgi"))


async def test_no_proxy_stands_before_this_machine_and_one_before_others(monkeypatch):
    seen: list[str] = []

    async def proxy(exchange: Exchange) -> None:
        seen.append(exchange.path)
        await exchange.answer(404, b"")

    async def handler(exchange: Exchange) -> None:
        await exchange.answer(*((200, {"data": [VLLM_MODEL]}) if exchange.path == "/v1/models" else (404, b"")))

    async with serving(proxy) as proxy_url, serving(handler) as url:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy_url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        model = await open_model(ModelSettings(url=url))
        await model.close()
        assert seen == []
        with pytest.raises(ModelError, match="names no model"):
            await open_model(ModelSettings(url="http://gpu.example"))
        assert seen == ["http://gpu.example/info", "http://gpu.example/v1/models"]
