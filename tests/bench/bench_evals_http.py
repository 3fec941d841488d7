"""The same tasks, asked at temperature 0 of the embedded model and of a llama.cpp server over HTTP, beside a bare load generator.

The product is run as its user runs it, `edascribe-evals run`, once with its embedded model and once with a server that its address
names, behind a proxy that writes every request down. Then the load generator sends the very same requests to a server that has just
been started, too, in the same order over as many connections, and leaves each where the product left it. Both are measured from the
first request to the end of the last, in rounds that take turns, since what else the machine does is not the same at all times.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench_replay import model_server
from inspect_ai.log import list_eval_logs, read_eval_log
from wiretap import Call, bare, wiretap

from edascribe_codegen.models import fetch
from edascribe_evals.tasks import read_tasks

TASKS = 12
ROUNDS = 2
CONNECTIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one round put on the server: times in seconds, ``idle`` of the product's had no request under way."""

    tokens: int
    product: float
    idle: float
    bare: float


async def _measure(tasks: int, samples: int, connections: int, rounds: int) -> dict[str, Any]:
    everything = [task.id for task in read_tasks()]
    # Evenly over all tools, and each round too.
    chosen = [everything[place * len(everything) // tasks] for place in range(tasks)]
    asked = ["--samples", str(samples), "--temperature", "0", "--connections", str(connections), "--display", "none"]
    loads = []
    with tempfile.TemporaryDirectory() as folder:
        embedded, http = Path(folder, "embedded"), Path(folder, "http")
        await _run(embedded, chosen, asked, url="", key="")
        for turn in range(rounds):
            async with model_server() as (url, key), wiretap(url) as (tapped, calls):
                await _run(http / str(turn), chosen[turn::rounds], asked, url=tapped, key=key)
            async with model_server() as (url, key):
                alone = await _replay(url, key, calls, connections)
            first, last = min(call.start for call in calls), max(call.end for call in calls)
            tokens = sum(call.pieces for call in calls)
            loads.append(Load(tokens=tokens, product=last - first, idle=_idle(calls), bare=alone))
        one, other = _answers(embedded), _answers(http)
    if one.keys() != other.keys():
        raise RuntimeError("The two runs did not answer the same tasks.")
    tokens, product, alone = (sum(getattr(load, name) for load in loads) for name in ("tokens", "product", "bare"))
    return {
        "evals_http_answers": len(other),
        "evals_http_pass_at_1": round(sum(passed for passed, _ in other.values()) / len(other), 4),
        "evals_embedded_pass_at_1": round(sum(passed for passed, _ in one.values()) / len(one), 4),
        "evals_http_judged_as_embedded": sum(one[each][0] == other[each][0] for each in one),
        "evals_http_same_text_as_embedded": sum(one[each][1] == other[each][1] for each in one),
        "evals_http_connections": connections,
        "evals_http_tokens": tokens,
        "evals_http_tokens_per_s": round(tokens / product, 2),
        "evals_http_bare_tokens_per_s": round(tokens / alone, 2),
        "evals_http_throughput_ratio": round(alone / product, 3),
        "evals_http_throughput_ratio_worst_round": round(min(load.bare / load.product for load in loads), 3),
        "evals_http_idle_share": round(sum(load.idle for load in loads) / product, 4),
    }


async def _run(logs: Path, tasks: Sequence[str], asked: Sequence[str], *, url: str, key: str) -> None:
    """Runs the product on some tasks."""
    only = [word for task in tasks for word in ("--only", task)]
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).parent / "edascribe-evals",
        *("run", "--log-dir", logs, *only, *asked),
        env={**os.environ, "EDASCRIBE_MODEL_URL": url, "EDASCRIBE_MODEL_KEY": key},
        stdout=asyncio.subprocess.DEVNULL,
    )
    if await process.wait():
        raise RuntimeError("The product did not finish its run.")


async def _replay(url: str, key: str, calls: Sequence[Call], connections: int) -> float:
    """Seconds that a load generator takes for the same requests."""
    waiting = iter(calls)

    async def connection() -> None:
        for call in waiting:
            await bare(url, key, call, to_the_end=call.whole)

    start = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(connections)))
    return time.perf_counter() - start


def _idle(calls: Sequence[Call]) -> float:
    """Seconds between the first request and the end of the last in which none was under way."""
    idle, busy_until = 0.0, calls[0].start
    for call in sorted(calls, key=lambda call: call.start):
        idle += max(0.0, call.start - busy_until)
        busy_until = max(busy_until, call.end)
    return idle


def _answers(logs: Path) -> dict[tuple[str, int], tuple[bool, str]]:
    """Whether each answer passes, and its text, by task and number."""
    return {
        (str(sample.id), sample.epoch): (score.value == "C", sample.output.completion)
        for log in map(read_eval_log, list_eval_logs(str(logs)))
        for sample in log.samples or ()
        for score in (sample.scores or {}).values()
    }


def measure(tasks: int = TASKS, samples: int = 1, connections: int = CONNECTIONS, rounds: int = ROUNDS) -> dict[str, Any]:
    """pass@1 both ways, how many answers are the same, and tokens per second beside those of a bare load generator."""
    file = fetch()
    kept = os.environ.get("EDASCRIBE_CACHE")
    with tempfile.TemporaryDirectory() as cache:
        # With a cache of its own no editor's server is asked, nor this one by an editor.
        Path(cache, file.name).symlink_to(file.resolve())
        os.environ["EDASCRIBE_CACHE"] = cache
        try:
            return asyncio.run(_measure(tasks, samples, connections, rounds))
        finally:
            if kept is None:
                del os.environ["EDASCRIBE_CACHE"]
            else:
                os.environ["EDASCRIBE_CACHE"] = kept


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tasks", type=int, default=TASKS)
    parser.add_argument("--samples", type=int, default=1)
    parser.add_argument("--connections", type=int, default=CONNECTIONS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    print(json.dumps(measure(**vars(parser.parse_args())), indent=2))
