"""What a family of tasks draws: code for a tool, and the task in several wordings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

Tool = Literal["opensta", "yosys", "klayout", "tcl"]
TOOLS: tuple[Tool, ...] = ("opensta", "yosys", "klayout", "tcl")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A task and the code that does it.

    ``tasks`` are wordings with alternatives (`wording.expand`). ``before`` is what the file must say above, such as an import or
    the variable that the task goes on from. ``probe`` is run behind the code, and is not a part of it, so that something comes of
    code that only defines something.
    """

    tasks: tuple[str, ...]
    code: str
    before: str = ""
    probe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Chance, and the design whose objects a family may name. Each tool's ``design`` is of a class of its own."""

    random: random.Random
    design: Any

    def one(self, *options: Value) -> Value:
        """One of several."""
        return self.random.choice(options)

    def of(self, several: Sequence[Value]) -> Value:
        """One of a sequence."""
        return self.random.choice(several)

    def some(self, several: Sequence[Value], least: int, most: int) -> list[Value]:
        """From ``least`` to ``most`` different ones, in their order."""
        count = min(len(several), self.random.randint(least, most))
        return [several[at] for at in sorted(self.random.sample(range(len(several)), count))]

    def chance(self, share: float) -> bool:
        """True for such a share of the draws."""
        return self.random.random() < share

    def whole(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(least, most)

    def number(self, least: float, most: float, step: float) -> str:
        """A number in steps, as it is written: without zeros behind."""
        value = least + step * self.random.randint(0, round((most - least) / step))
        return f"{value:.6g}"


Make = Callable[[Draw], Draft]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of task. ``weight`` is how often it is drawn beside the others of its tool."""

    tool: Tool
    name: str
    make: Make
    weight: float = 1.0


class DoesNotApplyError(Exception):
    """A family has nothing to ask of this design."""


def wanted(several: Sequence[Value]) -> Sequence[Value]:
    """The sequence itself, where it has something.

    Raises:
        DoesNotApplyError: it is empty.
    """
    if not several:
        raise DoesNotApplyError
    return several


def family(tool: Tool, into: list[Family], weight: float = 1.0) -> Callable[[Make], Make]:
    """Puts the function below into a list of families, under its name."""

    def add(make: Make) -> Make:
        into.append(Family(tool=tool, name=make.__name__, make=make, weight=weight))
        return make

    return add
