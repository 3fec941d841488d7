"""Three answers ranked by their scores beside one answer after the other: calls asked for in engineers' words, as ghost text."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from dataclasses import replace
from typing import Any, NamedTuple, cast

from bench_lookup import interval, normal, wanted_calls

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.models import embedded_model, fetch
from edascribe_codegen.pipeline import complete
from edascribe_codegen.types import CheckedCompletion, EditorContext

# Of as many tasks as this lasts for; a program of its own takes all.
SECONDS = 120.0


class Judged(NamedTuple):
    """Whether an answer's command is one of the wanted, and whether its whole call is."""

    command: bool
    call: bool


class Outcome(NamedTuple):
    """What became of one task: the first answer by score, the first one by turn, and the best of all that are offered."""

    ranked: Judged
    in_turn: Judged
    best: Judged
    sound: int


def measure(seconds: float = SECONDS) -> dict[str, Any]:
    """Shares of right commands and right calls of what is shown first by each rule, and of the best that is offered.

    The embedded model's server has one slot, so how long it takes says nothing of a server that is asked so.
    """
    fetch()
    return asyncio.run(_measure(seconds))


async def _measure(seconds: float) -> dict[str, Any]:
    model = await embedded_model()
    # It is asked for one answer after the other in real life.
    cast(Any, model).profile = replace(model.profile, at_once=3)
    outcomes: list[Outcome] = []
    start = time.monotonic()
    try:
        for catalogue, task in wanted_calls(0):
            if time.monotonic() - start > seconds:
                break
            before = f"# {task['task']}\n"
            context = EditorContext(language="tcl", tool=catalogue.tool, version=catalogue.version, before=before)
            outcomes.append(_outcome(await complete(context, catalogue, model), catalogue, task))
    finally:
        await model.close()
    figures: dict[str, Any] = {"sampling_tasks": len(outcomes)}
    for rule in ("in_turn", "ranked", "best"):
        for part in ("command", "call"):
            share = statistics.mean(getattr(getattr(outcome, rule), part) for outcome in outcomes)
            figures[f"sampling_{rule}_{part}"] = round(share, 3)
    for part in ("command", "call"):
        gains = [getattr(outcome.ranked, part) - getattr(outcome.in_turn, part) for outcome in outcomes]
        figures[f"sampling_ranked_over_in_turn_{part}"] = interval(gains)
    figures["sampling_sound_answers_mean"] = round(statistics.mean(outcome.sound for outcome in outcomes), 2)
    return figures


def _outcome(completion: CheckedCompletion, catalogue: Catalogue, task: dict[str, Any]) -> Outcome:
    wanted = [normal(call, catalogue) for call in task["wanted"]]
    commands = {name for name, _, _ in wanted}
    sound = [completion, *completion.alternatives] if completion.verdict != "rejected" else []

    def judge(answer: CheckedCompletion) -> Judged:
        made = normal(answer.text.strip(), catalogue)
        return Judged(made[0] in commands, made in wanted)

    judged = [judge(answer) for answer in sound]
    # The one that was asked for first has the lowest seed.
    by_turn = sorted(zip([answer.prompt.seed or 0 for answer in sound], judged, strict=True))
    nothing = Judged(False, False)
    return Outcome(
        ranked=judged[0] if judged else nothing,
        in_turn=by_turn[0][1] if by_turn else nothing,
        best=Judged(any(each.command for each in judged), any(each.call for each in judged)),
        sound=len(sound),
    )


if __name__ == "__main__":
    print(json.dumps(measure(float(sys.argv[1]) if len(sys.argv) > 1 else 3_600.0), indent=1))
