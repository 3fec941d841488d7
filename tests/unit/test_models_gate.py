"""How many requests are under way at a server at a time, and which comes next."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from edascribe_codegen.models import Chunk, Description, generate
from edascribe_codegen.models.gate import Gate, GatedModel
from edascribe_codegen.profile import Profile
from edascribe_codegen.types import Prompt


class Server:
    """Answers as it is told, and keeps which requests it was sent, in their order."""

    def __init__(self, places: int) -> None:
        self.gate = Gate(places)
        self.sent: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}

    def ask(self, name: str) -> asyncio.Task[list[str]]:
        """Begins a request; those whose names have small letters are in the background."""
        self.begin(name)
        return asyncio.create_task(self._answer(name))

    def begin(self, name: str) -> None:
        """Makes that a request may end later."""
        self._ends[name] = asyncio.Event()

    def end(self, *names: str) -> None:
        for name in names:
            self._ends[name].set()

    async def _answer(self, name: str) -> list[str]:
        return [chunk async for chunk in self.gate.through(self._chunks(name), background=name.islower())]

    async def _chunks(self, name: str) -> AsyncGenerator[str, None]:
        self.sent.append(name)
        yield name
        await self._ends[name].wait()
        if name == "X":
            raise ValueError(name)
        yield "."


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("places", "names", "first", "order"),
    [
        (1, "ABC", "A", "ABC"),
        (2, "ABC", "AB", "ABC"),
        (1, "AbcD", "A", "ADbc"),
        (1, "abC", "a", "aCb"),
        (2, "aBcdE", "aB", "aBEcd"),
        (1, "XA", "X", "XA"),
    ],
)
async def test_the_users_own_request_comes_next(places: int, names: str, first: str, order: str) -> None:
    server = Server(places)
    tasks = [server.ask(name) for name in names]
    await settled()
    assert server.sent == list(first)
    for position in range(len(order)):
        server.end(order[position])
        await settled()
    assert server.sent == list(order)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [repr(result) if name == "X" else result for name, result in zip(names, results, strict=True)] == [
        "ValueError('X')" if name == "X" else [name, "."] for name in names
    ]


async def test_who_turns_away_gives_up_the_place_also_one_that_was_just_given() -> None:
    server = Server(1)
    held = server.gate.through(server._chunks(""))
    server.begin("")
    assert await anext(held) == ""
    waiting, given, last = (server.ask(name) for name in "ABC")
    await settled()
    waiting.cancel()
    await held.aclose()
    # The place was given to B, who has not run since.
    given.cancel()
    server.end("C")
    assert await last == ["C", "."]
    assert server.sent == ["", "C"]


async def test_an_answer_that_is_left_gives_its_place_back() -> None:
    server = Server(1)
    server.begin("A")
    left = server.gate.through(server._chunks("A"))
    assert await anext(left) == "A"
    await left.aclose()
    next_one = server.ask("B")
    server.end("B")
    assert await next_one == ["B", "."]


async def test_a_model_is_asked_as_much_at_a_time_as_its_profile_says() -> None:
    class Slow:
        name = "slow"
        profile = Profile(at_once=2)
        running = most = 0

        async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
            self.running += 1
            self.most = max(self.most, self.running)
            await settled()
            yield Chunk(text=prompt.cursor)
            self.running -= 1
            yield Chunk(stopped="stop")

        async def describe(self) -> Description:
            return {"model": self.name}

        async def close(self) -> None:
            self.name = "closed"

    model = Slow()
    gated = GatedModel(model)
    prompts = [Prompt(header="", context="", api="", cursor=str(number)) for number in range(5)]
    answers = await asyncio.gather(*[generate(gated, prompt) for prompt in prompts])
    assert [answer.text for answer in answers] == list("01234")
    assert (model.most, model.running, gated.name, gated.profile.at_once) == (2, 0, "slow", 2)
    assert await gated.describe() == {"model": "slow"}
    await gated.close()
    assert gated.name == "closed"
