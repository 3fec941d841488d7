from __future__ import annotations

import asyncio
import json
from pathlib import Path

import jsonschema
import pytest
from stand_in import Exchange, serving
from stand_in_tgi import StandInTGI

from edascribe_codegen.constrain.form import Grammar, Rules, Text
from edascribe_codegen.models import ModelError, ModelSettings, generate, open_model
from edascribe_codegen.types import Candidate, Prompt


@pytest.fixture(scope="session")
def document(shared: Path) -> dict[str, object]:
    return json.loads((shared / "protocols" / "tgi-openapi.json").read_text("utf-8"))


def prompt(**changes: object) -> Prompt:
    return Prompt(header="# a\n", api="", context="", cursor="# b\n", **changes)


async def ask(server: StandInTGI, asked: Prompt, **settings: str) -> Candidate:
    async with serving(server) as url:
        model = await open_model(ModelSettings(url=url + "/", **settings))
        try:
            return await generate(model, asked)
        finally:
            await model.close()


async def test_one_url_is_enough_and_the_answer_is_whole(document):
    server = StandInTGI(document, tokens=("create", "_clock", " -period 10"))
    candidate = await ask(server, prompt(max_tokens=8))
    assert candidate.text == "create_clock -period 10"
    assert (candidate.model, candidate.stopped) == ("acme/eda-7b", "stop")
    assert (candidate.timings.prompt_tokens, candidate.timings.completion_tokens) == (7, 3)
    assert 0 < candidate.timings.first_token <= candidate.timings.total


@pytest.mark.parametrize(
    ("asked", "parameters"),
    [
        (prompt(max_tokens=8), {"max_new_tokens": 8, "do_sample": False}),
        (prompt(temperature=0.0, seed=3), {"max_new_tokens": 64, "do_sample": False}),
        (prompt(temperature=0.5, seed=0), {"max_new_tokens": 64, "do_sample": True, "temperature": 0.5, "seed": 1}),
        (prompt(stop=("\n\n",)), {"max_new_tokens": 64, "do_sample": False, "stop": ["\n\n"]}),
        (prompt(stop=tuple("abcdef")), {"max_new_tokens": 64, "do_sample": False, "stop": list("abcd")}),
        (
            prompt(grammar=Grammar(root=Text("x"), rules=Rules({}))),
            {"max_new_tokens": 64, "do_sample": False, "grammar": {"type": "regex", "value": "x"}},
        ),
    ],
)
async def test_the_request_is_what_tgi_takes(document, asked, parameters):
    server = StandInTGI(document, tokens=("x",))
    assert (await ask(server, asked)).text == "x"
    whole = {"inputs": "# a\n# b\n", "parameters": parameters | {"details": True, "return_full_text": False}, "stream": True}
    assert server.requests == [whole]


@pytest.mark.parametrize(
    ("tokens", "stop", "text", "stopped"),
    [
        (("a", "\n", "\n", "b"), ("\n\n",), "a", "stop"),
        (("a\n", "b\n", "c"), ("\n\n",), "a\nb\nc", "stop"),
        (("a", "#", "#", "b"), ("##",), "a", "stop"),
        (("a", "x1", "x"), ("1", "2", "3", "4", "x"), "a", "stop"),
        (("a", "b", "5", "c"), ("1", "2", "3", "4", "5"), "ab", "stop"),
        (("a", "\n"), ("\n\n",), "a\n", "stop"),
        (("a", "<|endoftext|>"), (), "a", "stop"),
        (("é", "\U0001f600", "b"), (), "é\U0001f600b", "stop"),
        (("a", "b", "c", "d"), (), "abc", "length"),
    ],
)
async def test_the_text_ends_before_the_stop_sequence(document, tokens, stop, text, stopped):
    candidate = await ask(StandInTGI(document, tokens=tokens), prompt(stop=stop, max_tokens=3 if stopped == "length" else 64))
    assert (candidate.text, candidate.stopped) == (text, stopped)


async def test_a_request_that_breaks_the_document_is_refused_by_the_stand_in(document):
    with pytest.raises(ModelError, match=r"HTTP 422: Input validation error"):
        await ask(StandInTGI(document, tokens=("x",)), prompt(max_tokens=-1))
    with pytest.raises(jsonschema.ValidationError):
        StandInTGI(document)._valid("StreamResponse", {"index": 1, "token": {"text": "x"}})


async def test_the_key_is_sent_and_no_other_token(document, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_of_another_service")
    monkeypatch.setenv("HF_OIDC_RESOURCE", "http://127.0.0.1:1")
    with_key = StandInTGI(document, tokens=("x",))
    await ask(with_key, prompt(), key="sesame")
    assert {headers["authorization"] for headers in with_key.headers} == {"Bearer sesame"}
    without = StandInTGI(document, tokens=("x",))
    await ask(without, prompt())
    assert without.headers
    assert all("authorization" not in headers for headers in without.headers)


async def test_leaving_early_drops_the_connection():
    dropped = asyncio.Event()

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/info":
            await exchange.answer(200, {"model_id": "m", "max_total_tokens": 8, "version": "3"})
            return
        await exchange.start()
        await exchange.event({"index": 1, "token": {"id": 1, "text": "a", "logprob": 0, "special": False}})
        await exchange.dropped()
        dropped.set()

    async with serving(handler) as url:
        model = await open_model(ModelSettings(url=url))
        candidate = await generate(model, prompt(), stop_when=len)
        assert (candidate.text, candidate.stopped) == ("a", "rule")
        await asyncio.wait_for(dropped.wait(), 5)

        dropped.clear()
        reading = asyncio.Event()

        async def read() -> None:
            async for _ in model.stream(prompt()):
                reading.set()

        task = asyncio.create_task(read())
        await asyncio.wait_for(reading.wait(), 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(dropped.wait(), 5)
        await model.close()


async def test_describe_asks_the_server(document):
    async with serving(StandInTGI(document)) as url:
        model = await open_model(ModelSettings(url=url + "/v1"))
        assert await model.describe() == {
            "kind": "tgi",
            "server": "TGI 3.3.6",
            "url": url,
            "model": "acme/eda-7b",
            "context_length": 4096,
        }
        await model.close()
