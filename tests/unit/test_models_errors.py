from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx2
import huggingface_hub.errors
import openai
import pytest
from faults import certificate as self_signed
from stand_in import Exchange, Handler, serving

from edascribe_codegen.models import Chunk, Model, ModelError, ModelSettings, generate, open_model, openai_like, tgi
from edascribe_codegen.models.connection import Served
from edascribe_codegen.models.errors import exceptions_of
from edascribe_codegen.models.stream import bounded
from edascribe_codegen.types import Prompt

PROMPT = Prompt(header="", api="", context="", cursor="# x\n", max_tokens=8)
ADAPTERS = {"openai": (openai_like.OpenAILikeModel, openai_like.FOREIGN), "tgi": (tgi.TGIModel, tgi.FOREIGN)}
EVERY_FOREIGN = sorted(
    {*exceptions_of(openai), *exceptions_of(huggingface_hub.errors), *exceptions_of(httpx2)},
    key=lambda cls: (cls.__module__, cls.__name__),
)


def client(kind: str, url: str, **settings: object) -> Model:
    """An adapter without the question what the server is."""
    cls, _ = ADAPTERS[kind]
    chosen = ModelSettings(url=url, key="sesame", connect_timeout=1, **{"event_timeout": 5, "total_timeout": 10, **settings})
    return cls(chosen, Served(kind=kind, server="stand-in", name="m"))


async def failure(kind: str, handler: Handler, **settings: object) -> str:
    """What a user reads when a server behaves like this."""
    async with serving(handler) as url:
        model = client(kind, url, **settings)
        with pytest.raises(ModelError) as caught:
            await generate(model, PROMPT)
        await model.close()
    message = str(caught.value)
    assert "sesame" not in message
    assert "\n" not in message
    return message.replace(url, "URL")


def piece(kind: str, text: str) -> dict[str, object]:
    if kind == "tgi":
        return {"index": 1, "token": {"id": 1, "text": text, "logprob": -1, "special": False}}
    return {
        "id": "1",
        "object": "text_completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "text": text, "finish_reason": None}],
    }


both = pytest.mark.parametrize("kind", ["openai", "tgi"])


def test_there_are_exceptions_to_explain():
    assert {openai.APIStatusError, huggingface_hub.errors.HfHubHTTPError, httpx2.ReadTimeout} <= set(EVERY_FOREIGN)
    assert len(EVERY_FOREIGN) > 80


@pytest.mark.parametrize("cls", EVERY_FOREIGN, ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
async def test_every_exception_of_the_client_libraries_becomes_a_model_error(cls):
    """Raised out of the adapter that uses the library, or of both for the HTTP library they share."""
    kinds = [kind for kind in ADAPTERS if kind != {"openai": "tgi", "huggingface_hub": "openai"}.get(cls.__module__.split(".")[0])]
    assert kinds

    async def chunks() -> AsyncGenerator[Chunk, None]:
        yield Chunk(text="a")
        raise cls.__new__(cls)

    for kind in kinds:
        with pytest.raises(ModelError, match="http://h:1") as caught:
            async for _ in bounded(chunks(), PROMPT, ModelSettings(url="http://h:1"), ADAPTERS[kind][1]):
                pass
        assert isinstance(caught.value.__cause__, cls)


@both
@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (
            401,
            {"error": {"message": "Invalid API Key sesame"}},
            "URL refuses the key (HTTP 401: Invalid API Key ***). Set EDASCRIBE_MODEL_KEY",
        ),
        (403, {"detail": "not yours"}, "URL refuses the key (HTTP 403: not yours). Set EDASCRIBE_MODEL_KEY"),
        (
            404,
            {"message": "no model x"},
            "URL does not know this request or this model (HTTP 404: no model x). Check EDASCRIBE_MODEL_URL",
        ),
        (400, {"error": "too long", "error_type": "validation"}, "URL does not accept the request (HTTP 400: too long)."),
        (422, {"error": "too long", "error_type": "validation"}, "URL does not accept the request (HTTP 422: too long)."),
        (429, {"error": "overloaded", "error_type": "overloaded"}, "URL is busy (HTTP 429: overloaded). Try again"),
        (503, b"", "URL is busy (HTTP 503). Try again"),
        (500, b"<html>oops</html>", "URL failed (HTTP 500). Try again"),
        (500, b"\xff\xfe\x00", "URL failed (HTTP 500"),
        (424, ["a"], "URL does not accept the request (HTTP 424"),
        (502, b"x" * 5000, "URL failed (HTTP 502: xxx"),
        (418, {"error": None}, "URL does not accept the request (HTTP 418"),
    ],
)
async def test_statuses(kind, status, body, expected):
    message = await failure(kind, lambda exchange: exchange.answer(status, body))
    assert message.startswith(expected)
    assert len(message) < 500


@both
async def test_a_redirect_is_named_and_not_followed(kind):
    seen: list[str] = []

    async def handler(exchange: Exchange) -> None:
        seen.append(exchange.path)
        await exchange.answer(307, b"", {"location": "http://127.0.0.1:1/elsewhere"})

    message = await failure(kind, handler)
    assert message == "URL redirects to http://127.0.0.1:1/elsewhere. Set EDASCRIBE_MODEL_URL to the final address."
    assert len(seen) == 1


@both
async def test_nobody_listens(kind):
    model = client(kind, "http://127.0.0.1:1")
    with pytest.raises(
        ModelError, match=r"^No model server answers at http://127\.0\.0\.1:1\. Start it, or correct EDASCRIBE_MODEL_URL"
    ):
        await generate(model, PROMPT)
    await model.close()


@both
async def test_an_unknown_host(kind, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    model = client(kind, "http://no-such-host.invalid")
    with pytest.raises(ModelError, match=r"^The host of http://no-such-host\.invalid is not known"):
        await generate(model, PROMPT)
    await model.close()


@both
async def test_an_unknown_certificate_and_the_bundle_that_knows_it(kind, certificate: Path):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)

    async def handler(exchange: Exchange) -> None:
        await exchange.answer(500, b"reached")

    async with serving(handler, tls) as url:
        model = client(kind, url)
        with pytest.raises(ModelError, match=r"certificate of https://127.* was not accepted.*EDASCRIBE_CA_BUNDLE"):
            await generate(model, PROMPT)
        await model.close()
        model = client(kind, url, ca_bundle=str(certificate))
        with pytest.raises(ModelError, match="HTTP 500: reached"):
            await generate(model, PROMPT)
        await model.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory, need) -> Path:
    """A certificate for 127.0.0.1 with its key, signed by itself."""
    return self_signed(tmp_path_factory.mktemp("tls"), need("openssl"))


@both
async def test_silence_before_the_headers(kind):
    message = await failure(kind, Exchange.dropped, event_timeout=0.2)
    assert message.startswith("URL did not answer in time.")


@both
async def test_silence_in_the_middle(kind):
    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        await exchange.event(piece(kind, "a"))
        await exchange.dropped()

    assert (await failure(kind, handler, event_timeout=0.3)).startswith("URL did not answer in time.")


@both
async def test_signs_of_life_without_an_event(kind):
    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        while True:
            await exchange.send(b": ping\n\n")
            await asyncio.sleep(0.02)

    assert (await failure(kind, handler, event_timeout=0.3)).startswith("URL did not answer in time.")


@both
async def test_a_stream_that_is_too_slow_as_a_whole(kind):
    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        while True:
            await exchange.event(piece(kind, ""))
            await asyncio.sleep(0.02)

    assert (await failure(kind, handler, total_timeout=0.3)).startswith("URL did not answer in time.")


@both
async def test_a_stream_without_end_stops_at_max_tokens(kind):
    dropped = asyncio.Event()

    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        try:
            while True:
                await exchange.event(piece(kind, "a"))
        finally:
            dropped.set()

    async with serving(handler) as url:
        model = client(kind, url)
        candidate = await generate(model, PROMPT)
        await asyncio.wait_for(dropped.wait(), 5)
        await model.close()
    assert (candidate.text, candidate.stopped) == ("a" * PROMPT.max_tokens, "length")


@both
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"data: \xc3",
        b"data: {\n\n",
        b"data: [1]\n\n",
        b"data: null\n\n",
        b'data: {"choices": 3, "token": 3}\n\n',
        b'data: {"choices": [{"text": 5}], "token": {"text": 5}}\n\n',
        b'data: {"choices": [{}], "token": {}}\n\n',
        b"data: " + b"[" * 100_000 + b"\n\n",
        b"<html>not a stream</html>",
        b"data: [DONE]\n\n",
    ],
)
async def test_answers_that_are_no_stream_of_tokens(kind, data):
    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        await exchange.send(data)

    message = await failure(kind, handler)
    assert message.startswith(("The answer of URL is not what a model server sends", "URL ended its answer too early"))


@both
async def test_half_a_character_at_the_end_of_a_packet_is_waited_for(kind):
    import json

    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        event = piece(kind, "é")
        if kind == "tgi":
            event |= {"details": {"finish_reason": "eos_token", "generated_tokens": 1, "input_length": 1}, "generated_text": "é"}
        else:
            event["choices"][0]["finish_reason"] = "stop"
        data = b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n"
        at = data.index("é".encode()) + 1
        await exchange.send(data[:at])
        await asyncio.sleep(0.05)
        await exchange.send(data[at:])

    async with serving(handler) as url:
        model = client(kind, url)
        assert (await generate(model, PROMPT)).text == "é"
        await model.close()


@both
async def test_a_connection_that_breaks(kind):
    async def handler(exchange: Exchange) -> None:
        await exchange.start(headers={"content-length": "1000"})
        await exchange.event(piece(kind, "a"))

    assert (await failure(kind, handler)).startswith("URL broke off its answer")


@both
async def test_a_server_that_promises_to_keep_the_connection_and_closes_it(kind):
    """As llama.cpp does after every stream: the next request must not meet the closing."""
    import json

    async def handler(exchange: Exchange) -> None:
        last = piece(kind, "a")
        if kind == "tgi":
            last |= {"details": {"finish_reason": "length", "generated_tokens": 1, "input_length": 1}}
        else:
            last["choices"][0]["finish_reason"] = "length"
        data = b"data: " + json.dumps(last).encode() + b"\n\n"
        await exchange.start(headers={"connection": "keep-alive", "content-length": str(len(data))})
        await exchange.send(data)
        await exchange.reader.read(1)

    async with serving(handler) as url:
        model = client(kind, url)
        for _ in range(3):
            assert (await generate(model, PROMPT)).text == "a"
        await model.close()


@both
async def test_an_error_in_the_stream(kind):
    async def handler(exchange: Exchange) -> None:
        await exchange.start()
        await exchange.event(
            {"error": {"message": "out of memory"} if kind == "openai" else "out of memory", "error_type": "generation"}
        )

    assert (await failure(kind, handler)).startswith("URL broke off with an error: out of memory.")


@both
async def test_cancelling_is_never_swallowed(kind):
    asked = asyncio.Event()
    dropped = asyncio.Event()

    async def handler(exchange: Exchange) -> None:
        asked.set()
        await exchange.dropped()
        dropped.set()

    async with serving(handler) as url:
        model = client(kind, url)
        task = asyncio.create_task(generate(model, PROMPT))
        await asyncio.wait_for(asked.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(dropped.wait(), 5)
        await model.close()


@both
async def test_the_key_is_in_no_log(kind, caplog):
    caplog.set_level(logging.DEBUG)
    await failure(kind, lambda exchange: exchange.answer(500, b"sesame"))
    assert caplog.records
    assert "sesame" not in caplog.text


@pytest.mark.parametrize(
    ("path", "answers", "expected"),
    [
        ("", {}, "names no model"),
        ("/v1", {"/v1/models": (200, {"data": []})}, "names no model"),
        ("", {"/v1/models": (200, b"<html>")}, "names no model"),
        ("", {"/v1/models": (200, {"data": "x"})}, "names no model"),
        ("", {"/info": (500, b"boom")}, "failed (HTTP 500: boom)"),
        ("", {"/info": (401, b""), "/v1/models": (401, b"")}, "refuses the key (HTTP 401)"),
        ("", {"/info": (200, {"model_id": 1})}, "names no model"),
    ],
)
async def test_what_stands_at_the_url(path, answers, expected):
    async def handler(exchange: Exchange) -> None:
        await exchange.answer(*answers.get(exchange.path, (404, b"")))

    async with serving(handler) as url:
        with pytest.raises(ModelError) as caught:
            await open_model(ModelSettings(url=url + path))
    assert str(caught.value).startswith(url + " " + expected)


async def test_a_silent_server_is_noticed_when_it_is_opened():
    async with serving(Exchange.dropped) as url:
        with pytest.raises(ModelError, match="did not answer in time"):
            await open_model(ModelSettings(url=url, connect_timeout=0.1))
