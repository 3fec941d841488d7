"""A typing session on real scripts, played to the language server with the embedded model, key by key.

The session is made of ten scripts of the corpus: of each, a comment and the code below it are typed anew where they stand. When the
keys are struck follows what is known of practised typists (a median of 140 ms within words, longer after signs and at line ends,
slips that are taken back at the next key, a look at the ghost text after a comment, some words before which ghost text is asked for
by its key and waited for). The person at the keys wants the script as it
is: ghost text that says what comes next is accepted or typed along, other ghost text is typed over. Only waiting for nothing is
left out, so that a keystroke to which all has been said is followed by the next one at once.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import statistics
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import psutil
from corpus import scripts
from lsp_client import Client, Page, client
from wiretap import Call, bare, wiretap

from edascribe_codegen.cache import cache_folder
from edascribe_codegen.detect import detect
from edascribe_codegen.models import fetch
from edascribe_codegen.models.model_file import model_path
from edascribe_codegen.models.server import acquire, default_threads, server_folder, write_state

SCRIPTS = 10
TOOLS = ("opensta", "openroad", "yosys")
# Characters of a script that are typed, and of a whole script, least and most.
TYPED = (55, 85)
SIZE = (600, 8_000)

# Seconds after a key.
WITHIN_WORD = 0.14
AFTER_SIGN = 0.22
AFTER_LINE = 0.7
AFTER_COMMENT = 3.0
PATIENCE = 6.0
# Shares of slips of the finger, and of words of code before which the person asks for ghost text and waits.
SLIPS = 0.03
ASKS = 0.9


class Exercise(NamedTuple):
    """What is typed, and where."""

    name: str
    before: str
    typed: str
    after: str


@dataclass(slots=True, kw_only=True)
class Figures:
    """What happened to the keystrokes; times are in seconds.

    ``calls`` are the requests that the model server was sent, ``calls_before_keys`` how many of them there were when each key was
    struck, ``timed`` the answers that needed some of their own: seconds,
    seconds that a pause was waited for, the calls (a second one where the first answer was rejected).
    """

    keys: int = 0
    accepted: int = 0
    along: int = 0
    slips: int = 0
    superseded: int = 0
    without_model: list[float] = field(default_factory=list)
    shown_without_model: int = 0
    with_model: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    ratios_with_pause: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    calls_before_keys: list[int] = field(default_factory=list)
    timed: list[tuple[float, float, list[Call]]] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)


def exercises(count: int = SCRIPTS) -> list[Exercise]:
    """The scripts, one of a folder, of as many tools as there are, in an order of no meaning."""
    found: dict[str, list[Exercise]] = {tool: [] for tool in TOOLS}
    shuffled = sorted(scripts(), key=lambda script: random.Random(script.repository + script.path).random())
    seen: set[tuple[str, str]] = set()
    for script in shuffled:
        if not script.path.endswith((".tcl", ".sdc")) or not SIZE[0] <= len(script.text) <= SIZE[1] or not script.text.isascii():
            continue
        tool = detect(script.text, path=script.path).tool
        place = (tool, script.path.rpartition("/")[0])
        if tool not in found or place in seen:
            continue
        exercise = _exercise(f"{script.repository}/{script.path}", script.text.replace("\r\n", "\n"))
        if exercise is not None:
            seen.add(place)
            found[tool].append(exercise)
    rounds = zip(*(found[tool] + [None] * count for tool in TOOLS), strict=False)
    return [exercise for turn in rounds for exercise in turn if exercise is not None][:count]


def _exercise(name: str, text: str) -> Exercise | None:
    """A comment of a few words with the lines of code below it."""
    for match in re.finditer(r"^# ?[A-Z][\w ,-]{6,28}\n(?:[ \t]*[a-z$\[].*\n)+", text, re.MULTILINE):
        typed = match.group()
        while len(typed) > TYPED[1] and typed.count("\n") > 2:
            typed = typed[: typed.rstrip("\n").rfind("\n") + 1]
        if TYPED[0] <= len(typed) <= TYPED[1] and match.start() > 100 and typed.count("{") == typed.count("}"):
            typed = typed.removesuffix("\n")
            return Exercise(name, text[: match.start()], typed, text[match.start() + len(typed) :])
    return None


def pause_after(key: str, line: str, chance: random.Random) -> float:
    """Seconds until the next key; ``line`` is the line that the key ended or stands in."""
    usual = WITHIN_WORD if key.isalnum() or key == "_" else AFTER_SIGN
    if key == "\n":
        usual = AFTER_COMMENT if line.lstrip().startswith("#") else AFTER_LINE
    return usual * chance.lognormvariate(0, 0.35)


async def play(server: Client, exercise: Exercise, figures: Figures) -> None:
    """Types one exercise."""
    chance = random.Random(exercise.name)
    uri = f"file:///replay/{len(exercise.name)}/{Path(exercise.name).name}"
    page = Page(server, uri, exercise.before, exercise.after)
    await server.open(uri, page.text)
    rest = exercise.typed
    shown: dict[str, Any] | None = None
    while rest:
        text = shown["insertText"] if shown else ""
        line = page.before[page.before.rfind("\n") + 1 :]
        if shown and len(text) >= 5 and rest.startswith(text):
            await page.accept(shown)
            figures.accepted += 1
            rest, key = rest[len(text) :], "\t"
        elif chance.random() < SLIPS and rest[0].isalpha():
            figures.slips += 1
            page.type("q")
            await _answered(server, page, 0.25, figures)
            page.erase()
            key = "\b"
        else:
            figures.along += text.startswith(rest[0])
            rest, key = rest[1:], rest[0]
            page.type(key)
        if key == " " and not line.lstrip().startswith("#") and chance.random() < ASKS:
            shown = await _answered(server, page, PATIENCE, figures, invoked=True)
        else:
            shown = await _answered(server, page, pause_after(key, line, chance), figures)
    server.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


async def _answered(
    server: Client, page: Page, seconds: float, figures: Figures, *, invoked: bool = False
) -> dict[str, Any] | None:
    """Asks after a key and waits until the next one; the ghost text that is on the screen then."""
    figures.keys += 1
    figures.calls_before_keys.append(len(figures.calls))
    told, asked = len(server.details), len(figures.calls)
    number, future = page.ask(invoked=invoked)
    await asyncio.wait([future], timeout=seconds)
    if not future.done():
        # What an editor does when the next key is struck.
        server.notify("$/cancelRequest", {"id": number})
        figures.superseded += 1
        await future
        return None
    result, answer = future.result()
    items = (result or {}).get("items", [])
    if len(server.details) == told:
        figures.without_model.append(answer)
        figures.shown_without_model += bool(items)
    else:
        figures.with_model.append(answer)
        own = figures.calls[asked:]
        paused = server.details[-1]["timings"]["paused"]
        figures.paused.append(paused)
        if own and all(call.pieces for call in own) and server.details[-1]["version"] == page.version:
            figures.timed.append((answer, paused, own))
    return items[0] if items else None


@asynccontextmanager
async def model_server() -> AsyncIterator[tuple[str, str]]:
    """An embedded model's server of our own: its URL and key."""
    command = [str(Path(sys.executable).parent / "edascribe"), "model", "serve"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        url = (await process.stdout.readline()).decode().strip().partition("=")[2]
        key = (await process.stdout.readline()).decode().strip().partition("=")[2]
        yield url, key
    finally:
        process.send_signal(2)
        await process.wait()


def quantile(values: Sequence[float], share: float) -> float:
    """A quantile of values, nan where there are none."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


@asynccontextmanager
async def tapped_embedded() -> AsyncIterator[tuple[str, list[Call]]]:
    """A cache of its own whose embedded server is reached through a wiretap, and the calls that are made of it."""
    with TemporaryDirectory() as cache:
        for kept in (model_path(), cache_folder() / "catalogues"):
            if kept.exists():
                (Path(cache) / kept.name).symlink_to(kept)
        folder = Path(cache) / server_folder().name
        state, lease = await asyncio.to_thread(acquire, folder, default_threads())
        try:
            async with wiretap(state.url) as (tapped, calls):
                write_state(folder, replace(state, url=tapped))
                yield cache, calls
        finally:
            lease.release()
            await asyncio.to_thread(psutil.Process(state.pid).wait, 30)


async def _measure(count: int) -> dict[str, Any]:
    async with tapped_embedded() as (cache, calls), model_server() as (other, other_key):
        figures = Figures(calls=calls)
        async with client(EDASCRIBE_CACHE=cache) as server:
            for exercise in exercises(count):
                first = len(calls)
                answers = len(figures.timed)
                await play(server, exercise, figures)
                # The other server is asked the same things in the same order, so that its cache is in the same state each time.
                wanted = {id(call) for _, _, own in figures.timed[answers:] for call in own}
                last = max((number for number, call in enumerate(calls) if id(call) in wanted), default=first - 1)
                alone = {id(call): await bare(other, other_key, call) for call in calls[first : last + 1]}
                for seconds, paused, own in figures.timed[answers:]:
                    without = sum(alone[id(call)] for call in own)
                    figures.ratios.append((seconds - paused) / without)
                    figures.ratios_with_pause.append(seconds / without)
                    figures.own.append(seconds - paused - sum(call.seconds for call in own))
            if server.messages:
                print(server.messages)
    # The server's own counts: of each call, and of all calls that one key led to.
    evaluated = [call.evaluated for call in calls if call.evaluated is not None]
    ends = [*figures.calls_before_keys[1:], len(calls)]
    by_key = [
        sum(call.evaluated or 0 for call in calls[begin:end])
        for begin, end in zip(figures.calls_before_keys, ends, strict=True)
        if any(call.evaluated is not None for call in calls[begin:end])
    ]
    answered = len(figures.without_model) + len(figures.with_model)
    return {
        "replay_keystrokes": figures.keys,
        "replay_slips": figures.slips,
        "replay_accepted": figures.accepted,
        "replay_typed_along": figures.along,
        "replay_superseded": figures.superseded,
        "replay_answered_without_model": round(len(figures.without_model) / answered, 3),
        "replay_of_these_shown": figures.shown_without_model,
        "replay_without_model_ms_p50": round(1000 * quantile(figures.without_model, 0.5), 2),
        "replay_without_model_ms_p95": round(1000 * quantile(figures.without_model, 0.95), 2),
        "replay_answer_ms_p50": round(1000 * quantile(figures.without_model + figures.with_model, 0.5), 2),
        "replay_answer_ms_p95": round(1000 * quantile(figures.without_model + figures.with_model, 0.95), 1),
        "replay_with_model_ms_p50": round(1000 * quantile(figures.with_model, 0.5), 1),
        "replay_with_model_ms_p95": round(1000 * quantile(figures.with_model, 0.95), 1),
        "replay_model_calls_per_100_keys": round(100 * len(calls) / figures.keys, 1),
        "replay_timed_against_bare": len(figures.ratios),
        "replay_ratio_to_bare_p50": round(quantile(figures.ratios, 0.5), 3),
        "replay_ratio_to_bare_with_pause_p50": round(quantile(figures.ratios_with_pause, 0.5), 3),
        "replay_own_ms_p50": round(1000 * quantile(figures.own, 0.5), 1),
        "replay_pause_ms_p50": round(1000 * quantile(figures.paused, 0.5), 1),
        "replay_keys_that_called_the_model": len(by_key),
        "replay_evaluated_tokens_of_a_call_p50": statistics.median(evaluated) if evaluated else None,
        "replay_evaluated_tokens_of_a_call_p95": quantile(evaluated, 0.95),
        "replay_evaluated_tokens_of_a_key_p50": statistics.median(by_key) if by_key else None,
        "replay_evaluated_tokens_of_a_key_p95": quantile(by_key, 0.95),
    }


def measure(count: int = SCRIPTS) -> dict[str, Any]:
    """Times from keystroke to answer, shares and ratios; the model's own times are from the same run, on a second server."""
    fetch()
    return asyncio.run(_measure(count))


if __name__ == "__main__":
    begun = time.perf_counter()
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else SCRIPTS), indent=2))
    print(f"{time.perf_counter() - begun:.0f} s")
