"""Several model servers: the first that works is asked, it is said which one that is and why, and the first comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from editor import TOOL, editor
from faults import DONE, MODELS, event, failing, hanging, sending, status
from stand_in import Exchange, serving

from edascribe_codegen.models import ModelError, ModelSettings, Server, Servers, fallback

Answer = Callable[[Exchange], Awaitable[None]]
ASKING = TOOL + "# Report the slack\n\n"


def named(name: str, answer: Answer) -> Answer:
    """A server with one model."""

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/v1/models":
            await exchange.answer(200, MODELS | {"data": [{**MODELS["data"][0], "id": name}]})
        elif exchange.path == "/v1/completions":
            await answer(exchange)
        else:
            await exchange.answer(404, b"")

    return handler


def writing(command: str) -> Answer:
    return sending(event(command + "\n"), DONE)


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback, "_FIRST_PAUSE", 0.1)


async def asked(servers: Servers, *, now: bool = True) -> str:
    async with servers.asked(now=now) as (_, model):
        return model.name


async def test_the_second_server_answers_in_place_of_the_first_and_it_is_said() -> None:
    answers = {"first": status(500)}

    async def first(exchange: Exchange) -> None:
        await answers["first"](exchange)

    async with AsyncExitStack() as stack:
        gpu = await stack.enter_async_context(serving(named("gpu-model", first)))
        spare = await stack.enter_async_context(serving(named("spare-model", writing("report_tns"))))
        ed = await stack.enter_async_context(editor(settings={"modelUrl": f"{gpu} {spare}"}))
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == ["report_tns"]
        said = f"spare-model answers instead. {gpu} failed (HTTP 500: no). Try again; if it stays, the server's log says why."
        assert ed.messages == [f"Edascribe: {said}"]
        await ed.until(lambda: ed.states[-1] == "ready")
        assert ed.statuses[-1] == ("ready", said, "spare-model")
        (retry,) = {retry for retry in ed.retries if retry is not None}
        assert 0 < retry <= 2

        # It works again; it is not told a second time that it did not.
        answers["first"] = writing("report_wns")
        await asyncio.sleep(2.1)
        await ed.change(((1, 2), (1, 8), "Show"))
        await ed.ghost_text(2)
        await ed.change(((1, 2), (1, 6), "Print"))
        assert await ed.ghost_text(2) == ["report_wns"]
        assert ed.messages == [f"Edascribe: {said}", "Edascribe: gpu-model answers again."]
        await ed.until(lambda: ed.statuses[-1] == ("ready", "", "gpu-model"))
        assert ed.retries[-1] is None


async def test_when_none_works_the_trouble_of_all_is_told() -> None:
    async with AsyncExitStack() as stack:
        refused = await stack.enter_async_context(failing("refused"))
        broken = await stack.enter_async_context(failing("500"))
        ed = await stack.enter_async_context(editor(settings={"modelUrl": f"{refused} {broken}"}))
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        assert ed.messages == [
            f"Edascribe: No model server answers at {refused}. Start it, or correct EDASCRIBE_MODEL_URL. "
            f"{broken} failed (HTTP 500: no). Try again; if it stays, the server's log says why."
        ]
        await ed.until(lambda: ed.states[-1] == "offline")


async def test_the_embedded_model_stands_in(embedded_gguf: Path) -> None:
    async with failing("refused") as url, editor(settings={"modelUrl": f"{url} embedded"}) as ed:
        await ed.open(ASKING)
        await ed.ghost_text(2)
        (said,) = ed.messages
        assert said == (
            "Edascribe: SmolLM2-135M-Instruct (embedded) answers instead. "
            f"No model server answers at {url}. Start it, or correct EDASCRIBE_MODEL_URL."
        )


async def test_a_server_that_failed_is_looked_at_again_after_ever_longer_pauses() -> None:
    probes: list[float] = []
    works = False

    async def first(exchange: Exchange) -> None:
        if exchange.path == "/v1/models":
            probes.append(asyncio.get_running_loop().time())
        await (named("first", writing(""))(exchange) if works else exchange.answer(500, b""))

    async with serving(first) as gpu, serving(named("second", writing(""))) as spare:
        servers = Servers([ModelSettings(url=gpu, kind="openai"), ModelSettings(url=spare, kind="openai")])
        async with asyncio.timeout(30):
            while len(probes) < 4:
                assert await asked(servers, now=False) == "second"
                await asyncio.sleep(0.01)
        pauses = [later - earlier for earlier, later in pairwise(probes)]
        assert all(pause >= 0.05 * 2**number for number, pause in enumerate(pauses))
        works = True
        async with asyncio.timeout(30):
            answered = "second"
            while answered == "second":
                await asyncio.sleep(0.01)
                answered = await asked(servers, now=False)
        assert servers.troubles == ()
        await servers.close()


def test_pauses_grow_up_to_a_minute_and_are_not_the_same_for_all() -> None:
    servers = [Server(settings=ModelSettings()) for _ in range(20)]
    for number in range(12):
        start = time.monotonic()
        for server in servers:
            server.fail("It is gone.")
        waits = [server.retry_at - start for server in servers]
        longest = min(0.1 * 2**number, 60)
        assert all(0.5 * longest <= wait <= longest + 1 for wait in waits)
        assert len({round(wait / longest, 6) for wait in waits}) > 10
    servers[0].succeed()
    assert (servers[0].trouble, servers[0].pause) == ("", 0.1)


async def test_nobody_waits_for_a_server_that_is_looked_at_again() -> None:
    hangs = False

    async def first(exchange: Exchange) -> None:
        await (hanging(None)(exchange) if hangs else exchange.answer(500, b""))

    async with serving(first) as gpu, serving(named("second", writing(""))) as spare:
        servers = Servers([ModelSettings(url=gpu, kind="openai"), ModelSettings(url=spare, kind="openai")])
        assert await asked(servers) == "second"
        hangs = True
        await asyncio.sleep(0.15)
        async with asyncio.timeout(3):
            assert await asked(servers) == "second"
        await servers.close()


async def test_a_server_that_has_just_failed_is_not_asked_unasked() -> None:
    asked_for: list[str] = []

    async def handler(exchange: Exchange) -> None:
        asked_for.append(exchange.path)
        await exchange.answer(500, b"")

    async with serving(handler) as url:
        servers = Servers([ModelSettings(url=url, kind="openai")])
        for now, more in ((False, 1), (False, 0), (True, 1)):
            before = len(asked_for)
            with pytest.raises(ModelError, match="HTTP 500"):
                await asked(servers, now=now)
            assert len(asked_for) == before + more
        await servers.close()


async def test_a_model_that_fails_is_closed_by_the_last_of_its_users() -> None:
    async with serving(named("m", writing(""))) as url:
        servers = Servers([ModelSettings(url=url, kind="openai")])
        blocks: list[Any] = [servers.asked(now=True) for _ in range(2)]
        for block in blocks:
            await block.__aenter__()
        for block, is_open in zip(blocks, (True, False), strict=True):
            await block.__aexit__(ModelError, ModelError("x"), None)
            assert servers.first.is_open is is_open
        await servers.close()
