"""Samples of the embedded model at temperature 1, constrained and not: how many leave the tool's API, and what it costs."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.check import check
from edascribe_codegen.lookup import answer
from edascribe_codegen.models import Chunk, Description, Model, embedded_model, fetch, generate
from edascribe_codegen.profile import Profile
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.stop import end_of_answer
from edascribe_codegen.types import EditorContext, Prompt

CALLS = Path(__file__).resolve().parents[1] / "data/calls.json"
# A tool, its version, and the file above the comment.
FILES = {
    "opensta": ("2.0.17", "set period 10\nread_liberty cells.lib\nread_verilog top.v\nlink_design top\n"),
    "openroad": (
        "",
        "read_lef tech.lef\nread_liberty cells.lib\nproc place {density} {\n  global_placement -density $density\n}\n",
    ),
    "yosys": ("0.23", "yosys -import\nset top cpu\nread_verilog cpu.v\n"),
}
CONSTRAINED, FREE, TIMED = 3_000, 300, 60
PROMPTS = 25
MAX_TOKENS = 20
# Seconds after which no sample is begun; the server answers so many at once.
SECONDS = 720.0
AT_ONCE = 4

_COMMANDS = {"api/unknown-command", "api/unknown-subcommand"}
_OPTIONS = {"api/unknown-option"}


class Asked(NamedTuple):
    """A place in a file and what is asked for there."""

    context: EditorContext
    catalogue: Catalogue
    prompt: Prompt


@dataclass(slots=True)
class Recorder:
    """A model that is another one, and keeps what that was asked."""

    model: Model
    prompts: list[Prompt] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The other model's name."""
        return self.model.name

    @property
    def profile(self) -> Profile:
        """The other model's profile."""
        return self.model.profile

    def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """The other model's answer."""
        self.prompts.append(prompt)
        return self.model.stream(prompt)

    async def describe(self) -> Description:
        """What the other model says of itself."""
        return await self.model.describe()

    async def close(self) -> None:
        """Nothing: the other model belongs to another."""


def measure(samples: int = CONSTRAINED) -> dict[str, Any]:
    """Samples, and of them those with a command or an option that the check does not know; the constraint's cost of a token.

    The cost is that of each token after the first; the first token's times tell what compiling the grammar costs a request.
    """
    fetch()
    return asyncio.run(_measure(samples))


async def _measure(samples: int) -> dict[str, Any]:
    model = await embedded_model()
    asked = _asked(model.profile)
    try:
        free = await _samples(model, asked, min(samples, FREE), "free", SECONDS / 4)
        constrained = await _samples(model, asked, samples, "constrained", SECONDS)
        cost = await _cost(model, asked)
    finally:
        await model.close()
    return {**constrained, **free, **cost}


def _asked(profile: Profile) -> list[Asked]:
    """As many places of each tool, the tools in turn, so that a run which is cut has samples of each."""
    tasks = json.loads(CALLS.read_text())
    found: list[list[Asked]] = []
    for tool, (version, file) in FILES.items():
        catalogue = load(tool, version)
        texts = [task["task"] for task in tasks if task["tool"] == tool][::2][:PROMPTS]
        contexts = [
            EditorContext(language="tcl", tool=tool, version=catalogue.version, before=f"{file}# {text}\n") for text in texts
        ]
        found.append([Asked(context, catalogue, build_prompt(context, catalogue, profile)) for context in contexts])
    return [one for row in zip(*found, strict=True) for one in row]


async def _samples(model: Model, asked: Sequence[Asked], count: int, kind: str, seconds: float) -> dict[str, Any]:
    """Draws samples until there are enough or the time is over, and counts what is wrong with them."""
    codes: Counter[str] = Counter()
    done = tokens = 0
    start = time.monotonic()
    # All samples of a prompt follow each other, so that the server has read it.
    each = -(-count // len(asked))
    due = islice(((one, seed) for one in asked for seed in range(each)), count)

    async def draw() -> None:
        nonlocal done, tokens
        for one, seed in due:
            if time.monotonic() - start > seconds:
                return
            prompt = replace(one.prompt, temperature=1.0, seed=seed, max_tokens=MAX_TOKENS)
            stop = _stop(one.context)
            if kind == "free":
                candidate = await generate(model, replace(prompt, grammar=None), stop_when=stop)
            else:
                candidate = await answer(model, prompt, one.context, one.catalogue, stop_when=stop)
            text = candidate.text if candidate.stopped != "length" else _whole_words(candidate.text)
            found = {fault.code for fault in check(one.context.before + text, "tcl", one.catalogue).faults}
            codes["command"] += bool(found & _COMMANDS)
            codes["option"] += bool(found & _OPTIONS)
            if kind == "constrained" and found & (_COMMANDS | _OPTIONS):
                print(f"  outside of the API: {text!r}", flush=True)
            done += 1
            tokens += candidate.timings.completion_tokens or 0
            if done % 250 == 0:
                print(f"  {kind}: {done} of {count} in {time.monotonic() - start:.0f} s, {dict(codes)}", flush=True)

    await asyncio.gather(*(draw() for _ in range(AT_ONCE)))
    return {
        f"constrain_{kind}_samples": done,
        f"constrain_{kind}_tokens": tokens,
        f"constrain_{kind}_unknown_commands": codes["command"],
        f"constrain_{kind}_unknown_options": codes["option"],
    }


async def _cost(model: Model, asked: Sequence[Asked]) -> dict[str, Any]:
    """What a token costs with the grammar and without, at the same prompts, which the server has read.

    The grammar is compiled before the first token, once a request; the tokens after it tell what each of them costs.
    """
    begins: defaultdict[str, list[float]] = defaultdict(list)
    writes: defaultdict[str, list[float]] = defaultdict(list)
    for one in asked[:: max(1, len(asked) // TIMED)]:
        recorder = Recorder(model)
        prompt = replace(one.prompt, temperature=1.0, seed=1, max_tokens=MAX_TOKENS)
        await answer(recorder, prompt, one.context, one.catalogue, stop_when=_stop(one.context))
        for asking in recorder.prompts:
            length = MAX_TOKENS
            # The other steps of the answer may have taken its place in the server's slot.
            await generate(model, replace(asking, grammar=None, stop=(), max_tokens=1))
            for kind in ("constrained", "free"):
                once = asking if kind == "constrained" else replace(asking, grammar=None, stop=(), max_tokens=length)
                candidate = await generate(model, once)
                timings = candidate.timings
                length = timings.completion_tokens or 1
                begins[kind].append(timings.first_token * 1000)
                if length > 4:
                    # What comes after the first piece, which is a token or a few.
                    writes[kind].append((timings.total - timings.first_token) * 1000 / (length - 1))
    each = {kind: median(found) for kind, found in writes.items()}
    first = {kind: median(found) for kind, found in begins.items()}
    return {
        "constrain_timed_requests": len(begins["constrained"]),
        "constrain_ms_per_token": round(each["constrained"], 2),
        "constrain_free_ms_per_token": round(each["free"], 2),
        "constrain_cost_per_token": round(each["constrained"] / each["free"] - 1, 3),
        "constrain_first_token_ms": round(first["constrained"], 1),
        "constrain_free_first_token_ms": round(first["free"], 1),
    }


def _stop(context: EditorContext) -> Callable[[str], int | None]:
    return lambda text: end_of_answer(text, context)


def _whole_words(text: str) -> str:
    """A text that was cut, without its last word, which may be half of a name."""
    return re.sub(r"[^\s\[;{]+$", "", text)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else CONSTRAINED), indent=1))
