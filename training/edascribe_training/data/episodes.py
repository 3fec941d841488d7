"""Episodes: some tasks one after the other on one design, as the file of an engineer grows; each that works out makes pairs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from edascribe_training.data.draft import DoesNotApplyError, Draft, Draw
from edascribe_training.data.pieces import infilled, looked_up, repaired
from edascribe_training.data.rendering import OTHERS, RefusedError, context_of, pair, prompt_of, refuse, text_row
from edascribe_training.data.running import Step, run_steps
from edascribe_training.data.scenes import STAGES
from edascribe_training.data.wording import joined, worded
from edascribe_training.rows import Language, PairRow, TextRow

if TYPE_CHECKING:
    from edascribe_training.data.draft import Tool
    from edascribe_training.data.scenes import Stage

LICENCE = "Apache-2.0"
# Tasks of an episode, and the wordings that a task is asked in.
_TASKS = (3, 6)
_WORDINGS = (1, 2, 2, 3)
# How often the file above the task is all of it, only what it begins with, or nothing.
_WHOLE, _BEGINNING = 0.4, 0.4
_HEAD, _OTHER_VERSION = 0.3, 0.12
_INFILLED, _LOOKED_UP, _REPAIRED = 0.45, 0.15, 0.2
# How often a task and the one before it are also asked for together.
_COMBINED = 0.6


class Made(msgspec.Struct, kw_only=True):
    """What episodes made, and how often what was dropped why."""

    pairs: list[PairRow] = msgspec.field(default_factory=list)
    texts: list[TextRow] = msgspec.field(default_factory=list)
    dropped: dict[str, int] = msgspec.field(default_factory=dict)

    def drop(self, why: str) -> None:
        """Counts one more that is dropped."""
        self.dropped[why] = self.dropped.get(why, 0) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """A task that worked out: the comment as it stands in the file, and its code."""

    family: str
    draft: Draft
    comment: str

    @property
    def lines(self) -> str:
        return f"{self.draft.before}# {self.comment}\n{self.draft.code}\n"


def make_episode(tool: Tool, name: str, made: Made) -> None:
    """Draws an episode by the seed that its name is, runs it, and adds what comes of it."""
    chance = random.Random(name)
    stage = STAGES[tool]
    scene = stage.draw(chance)
    draw = Draw(random=chance, design=scene)
    drafts = _drafts(stage, draw)
    steps = [Step(code=stage.setup(scene))]
    for _, draft in drafts:
        steps += [Step(code=draft.before), Step(code=draft.code, probe=draft.probe)]
    outcomes = run_steps(tool, stage.given(scene), steps, top=stage.top(scene))
    head = stage.head(scene) if chance.random() < _HEAD else ""
    beginning = f"{head}{stage.setup(scene)}"
    done: list[_Done] = []
    last = -1
    for number, (family, draft) in enumerate(drafts):
        outcome = outcomes[2 * number + 2]
        if not outcome.sound:
            made.drop(f"{tool}: {outcome.why}")
            continue
        each = _Done(family=family, draft=draft, comment=worded(chance.choice(draft.tasks), chance))
        _pairs(tool, beginning, done, each, chance=chance, made=made)
        if last == number - 1 and done and not draft.before and chance.random() < _COMBINED:
            _pairs(tool, beginning, done[:-1], _combined(done[-1], each), chance=chance, made=made)
        done.append(each)
        last = number
    if done:
        whole = "\n".join([beginning, *(each.lines for each in done)]).lstrip("\n")
        language: Language = "python" if tool == "klayout" else "tcl"
        made.texts.append(text_row(whole, language, tool, source="generated", licence=LICENCE))


def _drafts(stage: Stage, draw: Draw) -> list[tuple[str, Draft]]:
    """The tasks of an episode, of different families."""
    wanted = draw.whole(*_TASKS)
    weights = [family.weight for family in stage.families]
    found: dict[str, Draft] = {}
    for _ in range(6 * wanted):
        family = draw.random.choices(stage.families, weights)[0]
        if family.name in found or len(found) == wanted:
            continue
        try:
            found[family.name] = family.make(draw)
        except DoesNotApplyError:
            continue
    return list(found.items())


def _combined(one: _Done, other: _Done) -> _Done:
    """Two tasks, one right after the other, as one."""
    return _Done(
        family=f"{one.family}, {other.family}",
        draft=Draft(
            tasks=tuple(joined(first, second) for first in one.draft.tasks for second in other.draft.tasks),
            code=f"{one.draft.code}\n{other.draft.code}",
            before=one.draft.before,
        ),
        comment="",
    )


def _pairs(tool: Tool, beginning: str, done: list[_Done], each: _Done, *, chance: random.Random, made: Made) -> None:
    """The pairs of a task in some wordings, each in a view of the file above."""
    code, source = each.draft.code + "\n", f"generated: {each.family}"
    wordings = dict.fromkeys(worded(chance.choice(each.draft.tasks), chance) for _ in range(chance.choice(_WORDINGS)))
    for task in wordings:
        above = _above(tool, beginning, done, chance) + each.draft.before
        version = OTHERS.get(tool, "") if chance.random() < _OTHER_VERSION else ""
        context = context_of(tool, above, task, version=version)
        prompt = prompt_of(context)
        try:
            refuse(context, prompt, code)
        except RefusedError as why:
            made.drop(f"{tool}{' ' + version if version else ''}: {why}")
            continue
        made.pairs.append(pair(context, prompt.text, code, "script", source=source, licence=LICENCE))
        if chance.random() < _LOOKED_UP:
            made.pairs += looked_up(context, prompt, code, chance, source=source, licence=LICENCE)
        if chance.random() < _REPAIRED:
            made.pairs += repaired(context, prompt, code, chance, source=source, licence=LICENCE)
    if chance.random() < _INFILLED:
        above = (
            _above(tool, beginning, done, chance)
            + each.draft.before
            + (f"# {each.comment}\n" if each.comment and chance.random() < 0.7 else "")
        )
        made.pairs += infilled(tool, above, code, chance, source=source, licence=LICENCE)


def _above(tool: Tool, beginning: str, done: list[_Done], chance: random.Random) -> str:
    """What the file says above a task: all so far, or only how it begins, or nothing."""
    drawn = chance.random()
    if drawn < _WHOLE and done:
        return "\n".join([beginning, *(each.lines for each in done)]).lstrip("\n") + "\n"
    if drawn < _WHOLE + _BEGINNING or STAGES[tool].stands_on:
        return beginning + ("\n" if beginning and chance.random() < 0.5 else "")
    return ""
