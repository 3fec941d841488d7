"""Eight editors that type at once, each with a language server of its own, on one ``edascribe model serve``.

What each of them types is what the replay types (see ``bench_replay``), another script first in each. Nothing may be lost (each
request is answered, a superseded one as cancelled), nobody may be starved, and memory must not grow.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import statistics
import time
from contextlib import AsyncExitStack
from typing import Any

import psutil
from bench_replay import Exercise, Figures, exercises, model_server, play, quantile
from lsp_client import Client, client

from edascribe_codegen.models import fetch

EDITORS = 8
SECONDS = 120.0
# Seconds after which memory is read first: all is loaded then, and each editor has had answers.
SETTLED = 60.0
# Seconds for what was asked last to be answered.
PATIENCE = 30.0


async def _measure(editors: int, seconds: float) -> dict[str, Any]:
    async with AsyncExitStack() as stack:
        url, key = await stack.enter_async_context(model_server())
        servers = [
            await stack.enter_async_context(client(EDASCRIBE_MODEL_URL=url, EDASCRIBE_MODEL_KEY=key)) for _ in range(editors)
        ]
        figures = [Figures() for _ in servers]
        session = exercises()
        end = time.perf_counter() + seconds
        typing = [
            asyncio.create_task(_type(server, session[number:] + session[:number], own, end))
            for number, (server, own) in enumerate(zip(servers, figures, strict=True))
        ]
        await asyncio.sleep(SETTLED)
        model = _model_process()
        early = _megabytes(model), [_megabytes(psutil.Process(server.process.pid)) for server in servers]
        await asyncio.gather(*typing)
        late = _megabytes(model), [_megabytes(psutil.Process(server.process.pid)) for server in servers]
        lost = sum([await server.lost(PATIENCE) for server in servers])
        messages = [message for server in servers for message in server.messages]
    if messages:
        print("shown to the users:", *messages, sep="\n  ")
    shares = [len(own.with_model) / (len(own.with_model) + own.superseded or 1) for own in figures]
    waits = [wait for own in figures for wait in own.with_model]
    return {
        "editors": editors,
        "editors_keystrokes": sum(own.keys for own in figures),
        "editors_lost": lost,
        "editors_messages": len(messages),
        "editors_model_answers": len(waits),
        "editors_model_answers_least_of_an_editor": min(len(own.with_model) for own in figures),
        "editors_model_answers_most_of_an_editor": max(len(own.with_model) for own in figures),
        "editors_answered_of_asked_least": round(min(shares), 3),
        "editors_answered_of_asked_most": round(max(shares), 3),
        "editors_with_model_ms_p50": round(1000 * quantile(waits, 0.5)),
        "editors_with_model_ms_p95": round(1000 * quantile(waits, 0.95)),
        "editors_without_model_ms_p95": round(1000 * quantile([wait for own in figures for wait in own.without_model], 0.95), 1),
        "editors_model_server_mb_early": round(early[0]),
        "editors_model_server_mb_late": round(late[0]),
        "editors_language_server_mb_early": round(statistics.median(early[1])),
        "editors_language_server_mb_late": round(statistics.median(late[1])),
    }


async def _type(server: Client, session: list[Exercise], figures: Figures, end: float) -> None:
    """Types one script after the other until the time is over; what was begun is typed to its end."""
    while True:
        for exercise in session:
            if time.perf_counter() >= end:
                return
            await play(server, exercise, figures)


def _model_process() -> psutil.Process:
    """The model server that this benchmark has started."""
    for process in psutil.Process().children(recursive=True):
        # A server of an earlier part may have ended and not be reaped yet.
        with contextlib.suppress(psutil.NoSuchProcess):
            if "edascribe_codegen.models.llama" in process.cmdline():
                return process
    raise RuntimeError("The model server is gone.")


def _megabytes(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 2**20


def measure(editors: int = EDITORS, seconds: float = SECONDS) -> dict[str, Any]:
    """Answers, their times and shares by editor, and memory after a minute and at the end."""
    fetch()
    return asyncio.run(_measure(editors, seconds))


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
