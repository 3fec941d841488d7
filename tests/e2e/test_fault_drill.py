"""Model servers that fail in every way: what the user reads, and that all that needs no model goes on meanwhile."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from editor import TOOL, Editor, editor
from stand_in import Exchange, serving

ASKING = TOOL + "# Report the worst path\n\nreport_cheks\n"
MODELS = {"object": "list", "data": [{"id": "m", "object": "model", "created": 0, "owned_by": "tests"}]}

Answer = Callable[[Exchange], Awaitable[None]]


def status(code: int, message: str) -> Answer:
    return lambda exchange: exchange.answer(code, {"error": {"message": message}})


def sending(*pieces: bytes) -> Answer:
    async def answer(exchange: Exchange) -> None:
        await exchange.start()
        for piece in pieces:
            await exchange.send(piece)

    return answer


async def endless(exchange: Exchange) -> None:
    await exchange.start()
    while True:
        await exchange.send(event("puts "))


def event(text: str, reason: str | None = None) -> bytes:
    choice = {"index": 0, "text": text, "finish_reason": reason, "logprobs": None}
    body = {"id": "1", "object": "text_completion", "created": 0, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(body)}\n\n".encode()


async def deterministic_features_work(ed: Editor, wrong: str = "report_cheks") -> None:
    """Diagnostics, completion and hover answer as if there were no model."""
    (fault,) = await ed.change(((3, 0), (3, len(wrong)), "report_chekcs"))
    assert fault.range.start.line == 3
    assert "report_checks" in await ed.labels(3, 6)
    assert await ed.change(((3, 0), (3, 13), "report_tns")) == []
    assert "report_tns" in await ed.hover(3, 3)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            status(401, "no"),
            "URL refuses the key (HTTP 401: no). Set EDASCRIBE_MODEL_KEY to a key that it accepts.",
        ),
        (
            status(404, "no"),
            "URL does not know this request or this model (HTTP 404: no). "
            "Check EDASCRIBE_MODEL_URL, EDASCRIBE_MODEL_NAME and EDASCRIBE_MODEL_KIND.",
        ),
        (
            status(422, "no"),
            "URL does not accept the request (HTTP 422: no). `edascribe model info` shows what it serves.",
        ),
        (status(429, "no"), "URL is busy (HTTP 429: no). Try again in a moment."),
        (status(500, "no"), "URL failed (HTTP 500: no). Try again; if it stays, the server's log says why."),
        (
            sending(b"data: {\n\n"),
            "The answer of URL is not what a model server sends (JSONDecodeError: Expecting property name enclosed in double "
            "quotes: line 1 column 2 (char 1)). Check EDASCRIBE_MODEL_URL and EDASCRIBE_MODEL_KIND.",
        ),
        (
            sending(event("report_tns"), b"data: \xc3"),
            "The answer of URL is not what a model server sends (UnicodeDecodeError: utf-8 unexpected end of data). "
            "Check EDASCRIBE_MODEL_URL and EDASCRIBE_MODEL_KIND.",
        ),
    ],
    ids=["401", "404", "422", "429", "500", "malformed", "half-a-character"],
)
async def test_what_the_user_reads(answer: Answer, message: str) -> None:
    async with serving(_after_models(answer)) as url, editor(settings={"modelUrl": url}) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        await ed.until(lambda: ed.states[-1] == "offline")
        assert [said.replace(url, "URL") for said in ed.messages] == [f"Edascribe: {message}"]
        await deterministic_features_work(ed)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:{port}", "No model server answers at URL. Start it, or correct EDASCRIBE_MODEL_URL."),
        ("http://no-such-host.invalid", "The host of URL is not known. Check EDASCRIBE_MODEL_URL and your network."),
    ],
    ids=["refused", "dns"],
)
async def test_a_server_that_cannot_be_reached(url: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = url.format(port=taken.getsockname()[1])
        async with editor(settings={"modelUrl": url}) as ed:
            await ed.open(ASKING)
            assert await ed.ghost_text(2) == []
            assert [said.replace(url, "URL") for said in ed.messages] == [f"Edascribe: {message}"]
            await deterministic_features_work(ed)


@pytest.mark.parametrize("begun", [None, b": ping\n\n", event("report_t")], ids=["headers", "first-event", "middle"])
async def test_a_server_that_hangs_holds_up_nothing_else(begun: bytes | None) -> None:
    reached, dropped = asyncio.Event(), asyncio.Event()

    async def hang(exchange: Exchange) -> None:
        reached.set()
        if begun is not None:
            await exchange.start()
            await exchange.send(begun)
        await exchange.dropped()
        dropped.set()

    async with serving(_after_models(hang)) as url, editor(settings={"modelUrl": url}) as ed:
        await ed.open(ASKING)
        asking = asyncio.ensure_future(ed.ghost_text(2))
        await asyncio.wait_for(reached.wait(), 30)
        assert ed.states[-1] == "thinking"
        await deterministic_features_work(ed)
        assert await asking == []
        await asyncio.wait_for(dropped.wait(), 30)


async def test_whole_lines_are_shown_when_a_server_hangs_after_them() -> None:
    async def hang(exchange: Exchange) -> None:
        await exchange.start()
        await exchange.send(event("foreach pin [get_pins *] {\n"))
        await exchange.send(event("  puts $pin\n}\n"))
        await exchange.dropped()

    async with serving(_after_models(hang)) as url, editor(settings={"modelUrl": url}) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2, invoked=False) == ["foreach pin [get_pins *] {\n  puts $pin\n}"]


@pytest.mark.parametrize(
    "answer",
    [endless, sending(event("Here is how you report the worst path:\n"), event("", "stop"), b"data: [DONE]\n\n")],
    ids=["endless", "prose"],
)
async def test_an_answer_that_is_no_code_is_not_shown(answer: Answer) -> None:
    async with serving(_after_models(answer)) as url, editor(settings={"modelUrl": url}) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        await ed.until(lambda: any("No ghost text at line 3" in line for line in ed.log))
        assert ed.messages == []
        await deterministic_features_work(ed)


def _after_models(answer: Answer) -> Any:
    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/v1/models":
            await exchange.answer(200, MODELS)
        elif exchange.path == "/v1/completions":
            await answer(exchange)
        else:
            await exchange.answer(404, b"")

    return handler
