"""Look-up while writing beside retrieval alone, neither and both: calls asked for in engineers' words, greedy, raw answers."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.check import check
from edascribe_codegen.lookup import answer
from edascribe_codegen.models import Model, embedded_model, fetch, generate
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.stop import end_of_answer
from edascribe_codegen.types import EditorContext
from edascribe_grammars import parse

CALLS = Path(__file__).resolve().parents[1] / "data/calls.json"
VERSIONS = {"opensta": "2.0.17", "openroad": "", "yosys": "0.23"}

# Draws of the bootstrap, and the part of them that its interval holds.
DRAWS = 2_000
# More than the longest of the wanted calls has.
MAX_TOKENS = 40
# For each way; all of them take less than 15 minutes.
SECONDS = 200.0

Way = Literal["neither", "retrieval", "look_up", "both"]
WAYS: tuple[Way, ...] = ("both", "retrieval", "look_up", "neither")


class Outcome(NamedTuple):
    """What became of one task; ``tokens`` are those that the server evaluated, of the prompts and of the answer."""

    command: bool
    call: bool
    valid: bool
    tokens: int
    seconds: float


def measure(count: int = 0) -> dict[str, Any]:
    """Shares of right commands, right calls (options in any order) and valid calls with each way, and what a call costs.

    With ``count``, of about so many tasks only. On a slow machine each way ends when its time is over.
    """
    fetch()
    return asyncio.run(_measure(count))


async def _measure(count: int) -> dict[str, Any]:
    found: dict[Way, list[Outcome]] = {}
    model = await embedded_model()
    # What is asked in steps here is asked so by `answer` alone.
    cast(Any, model).profile = replace(model.profile, steps=True)
    try:
        for way in WAYS:
            found[way] = await _outcomes(model, way, wanted_calls(count))
    finally:
        await model.close()
    tasks = min(map(len, found.values()))
    figures: dict[str, Any] = {"lookup_tasks": tasks}
    for way in WAYS:
        outcomes = found[way][:tasks]
        for name, share in _shares(outcomes).items():
            figures[f"lookup_{way}_{name}"] = share
        figures[f"lookup_{way}_call_interval"] = interval([outcome.call for outcome in outcomes])
        figures[f"lookup_{way}_tokens_median"] = statistics.median(outcome.tokens for outcome in outcomes)
        figures[f"lookup_{way}_ms_median"] = round(statistics.median(outcome.seconds for outcome in outcomes) * 1000)
    for way in WAYS[1:]:
        pairs = list(zip(found["both"], found[way], strict=False))
        figures[f"lookup_both_over_{way}_command"] = interval([one.command - other.command for one, other in pairs])
        figures[f"lookup_both_over_{way}_call"] = interval([one.call - other.call for one, other in pairs])
    return figures


def wanted_calls(count: int) -> list[tuple[Catalogue, dict[str, Any]]]:
    """As many tasks of each tool, the tools in turn, so that a run which is cut has tasks of each."""
    tasks = json.loads(CALLS.read_text())
    tasks = tasks[:: max(1, len(tasks) // count)] if count else tasks
    tools = [[(load(tool, version), task) for task in tasks if task["tool"] == tool] for tool, version in VERSIONS.items()]
    return [one for row in zip(*tools, strict=False) for one in row]


async def _outcomes(model: Model, way: Way, tasks: Sequence[tuple[Catalogue, dict[str, Any]]]) -> list[Outcome]:
    """What becomes of the tasks, of the first ones where the time does not last for all."""
    outcomes: list[Outcome] = []
    start = time.monotonic()
    for catalogue, task in tasks:
        if time.monotonic() - start > SECONDS:
            break
        outcomes.append(await _outcome(model, catalogue, way, task))
        if len(outcomes) % 50 == 0:
            print(f"  {way}: {len(outcomes)} of {len(tasks)} in {time.monotonic() - start:.0f} s, {_shares(outcomes)}", flush=True)
    return outcomes


async def _outcome(model: Model, catalogue: Catalogue, way: Way, task: dict[str, Any]) -> Outcome:
    """The raw answer to one task; nothing is repaired or asked again."""
    context = EditorContext(language="tcl", tool=catalogue.tool, version=catalogue.version, before=f"# {task['task']}\n")
    prompt = replace(build_prompt(context, catalogue, model.profile), max_tokens=MAX_TOKENS)
    # No way reads what the server has kept of the same prompt in another one.
    prompt = replace(prompt, header=f"# {way}\n{prompt.header}")
    if way in ("neither", "look_up"):
        prompt = replace(prompt, api="", cited=())

    def stop(text: str) -> int | None:
        return end_of_answer(text, context)

    if way in ("look_up", "both"):
        candidate = await answer(model, prompt, context, catalogue, stop_when=stop)
    else:
        candidate = await generate(model, prompt, stop_when=stop)
    text, timings = candidate.text.strip(), candidate.timings
    calls = [normal(wanted, catalogue) for wanted in task["wanted"]]
    made = normal(text, catalogue)
    read = (timings.prompt_tokens or 0) - (timings.cached_tokens or 0)
    return Outcome(
        command=made[0] in {name for name, _, _ in calls},
        call=made in calls,
        valid=bool(text) and not check(text + "\n", "tcl", catalogue).faults,
        tokens=read + (timings.completion_tokens or 0),
        seconds=timings.total,
    )


def normal(call: str, catalogue: Catalogue) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """A call's name, its options with their values in one order, and its positionals."""
    calls = parse(call, "tcl").calls
    if not calls or not calls[0].words:
        return "", (), ()
    name, *words = [call[word.start : word.end] for word in calls[0].words]
    command = catalogue.find(name)
    takes = {option.name: option.value is not None for option in command.options} if command else {}
    options, positionals = [], []
    rest = iter(words)
    for word in rest:
        if word in takes:
            options.append((word, next(rest, "") if takes[word] else ""))
        else:
            positionals.append(word.strip("{}"))
    return name, tuple(sorted(options)), tuple(positionals)


def _shares(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The shares of right commands, right calls and valid calls."""
    return {
        name: round(statistics.mean(getattr(outcome, name) for outcome in outcomes), 3) for name in ("command", "call", "valid")
    }


def interval(values: Sequence[float]) -> str:
    """The mean of the tasks' values with its bootstrap interval of 95 %."""
    draw = random.Random(1)
    means = sorted(statistics.fmean(draw.choices(values, k=len(values))) for _ in range(DRAWS))
    return f"{statistics.fmean(values):.3f} [{means[int(0.025 * DRAWS)]:.3f}, {means[int(0.975 * DRAWS)]:.3f}]"


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 0), indent=1))
