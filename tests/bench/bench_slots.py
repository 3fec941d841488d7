"""How soon a cancelled request frees the slot of the embedded model's server, by llama.cpp's own ``/slots``."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from contextlib import aclosing
from typing import Any

import httpx2
from bench_replay import model_server

from edascribe_codegen.models import Model, fetch, open_model
from edascribe_codegen.models.settings import ModelSettings
from edascribe_codegen.types import Prompt

CANCELS = 20
# Seconds after which a request whose prompt is being read is cancelled, from and to.
READING = (0.1, 0.8)
# Pieces of an answer after which it is cancelled, from and to.
PIECES = (2, 12)
# Seconds after which a slot counts as lost.
PATIENCE = 10.0


async def _measure(cancels: int) -> dict[str, Any]:
    async with model_server() as (url, key):
        model = await open_model(ModelSettings(url=url, key=key))
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {key}"}, trust_env=False) as http:
            chance = random.Random(1)
            reading = [await _freed(http, url, model, chance, reading=True) for _ in range(cancels)]
            writing = [await _freed(http, url, model, chance, reading=False) for _ in range(cancels)]
        await model.close()
    figures: dict[str, Any] = {"slot_cancels": 2 * cancels}
    for name, seconds in (("reading", reading), ("writing", writing)):
        figures[f"slot_freed_{name}_ms_p50"] = round(1000 * statistics.median(seconds), 1)
        figures[f"slot_freed_{name}_ms_max"] = round(1000 * max(seconds), 1)
    return figures


async def _freed(http: httpx2.AsyncClient, url: str, model: Model, chance: random.Random, *, reading: bool) -> float:
    """Seconds from the cancel of one request until no slot is at work.

    Raises:
        RuntimeError: the request was not under way when it was cancelled, or its slot stays at work.
    """
    # No two prompts begin alike, so that none is found in the server's cache.
    words = " ".join(f"get_pins u{chance.randrange(10**6)}/A" for _ in range(200 if reading else 5))
    prompt = Prompt(header="", context=f"# {words}\n", api="", cursor="", max_tokens=200)
    due = asyncio.Event()
    asking = asyncio.create_task(_ask(model, prompt, chance.randint(*PIECES), due))
    if reading:
        await asyncio.sleep(chance.uniform(*READING))
    else:
        await due.wait()
    if due.is_set() is reading or asking.done() or not await _busy(http, url):
        raise RuntimeError("The request was not under way as it should be when it was cancelled.")
    start = time.perf_counter()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    while await _busy(http, url):
        if time.perf_counter() - start > PATIENCE:
            raise RuntimeError("The slot of a cancelled request stays at work.")
        await asyncio.sleep(0.001)
    return time.perf_counter() - start


async def _ask(model: Model, prompt: Prompt, pieces: int, due: asyncio.Event) -> None:
    """Takes an answer, and says when so many pieces of it have come."""
    async with aclosing(model.stream(prompt)) as chunks:
        async for chunk in chunks:
            pieces -= bool(chunk.text)
            if not pieces:
                due.set()


async def _busy(http: httpx2.AsyncClient, url: str) -> bool:
    answer = await http.get(f"{url}/slots")
    answer.raise_for_status()
    return any(slot["is_processing"] for slot in answer.json())


def measure(cancels: int = CANCELS) -> dict[str, Any]:
    """Milliseconds, with the server's own answers to ``/slots`` in them, for prompts being read and answers being written."""
    fetch()
    return asyncio.run(_measure(cancels))


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
