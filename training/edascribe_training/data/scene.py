"""What OpenSTA's families draw from: a netlist with its clocks, and the quantities and objects that their code and words name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edascribe_training.data.draft import Draw
    from edascribe_training.data.netlist import Netlist
    from edascribe_training.data.rtl import Port


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock that the script has defined on a port; its period is in ns."""

    name: str
    port: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A linked netlist, and the clocks that are defined on it by ``setup``; none where it is not constrained yet."""

    netlist: Netlist
    clocks: tuple[Clock, ...]
    setup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A value as the tool takes it, and with its unit as somebody may say it, a template."""

    value: str
    said: str

    def __str__(self) -> str:
        return self.value


def ns(draw: Draw, least: float, most: float, step: float = 0.05) -> Quantity:
    """A time in ns."""
    value = draw.number(least, most, step)
    ps = f"{1000 * float(value):.4g}"
    said = f"{value} ns|{value} ns|{value}ns" + (f"|{ps} ps|{ps}ps" if float(value) < 1 else f"|{value}n")
    return Quantity(value=value, said=f"‹{said}›")


def pf(draw: Draw, least: float, most: float, step: float = 0.005) -> Quantity:
    """A capacitance in pF."""
    value = draw.number(least, most, step)
    ff = f"{1000 * float(value):.4g}"
    return Quantity(value=value, said=f"‹{value} pF|{value}pF|{ff} fF|{ff}fF›")


def ports(names: Iterable[str]) -> str:
    """The call that finds ports."""
    return _found("get_ports", names)


def pins(names: Iterable[str]) -> str:
    """The call that finds pins."""
    return _found("get_pins", names)


def cells(names: Iterable[str]) -> str:
    """The call that finds instances."""
    return _found("get_cells", names)


def clocks(names: Iterable[str]) -> str:
    """The call that finds clocks."""
    return _found("get_clocks", names)


def nets(names: Iterable[str]) -> str:
    """The call that finds nets."""
    return _found("get_nets", names)


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them, a template."""
    several = list(names)
    if len(several) == 1:
        return several[0]
    return f"{', '.join(several[:-1])} ‹and|and|&› {several[-1]}"


def file_name(draw: Draw, stems: str, suffixes: str = "rpt rpt txt") -> str:
    """The name of a file to write, seldom in a folder's way of naming."""
    stem = draw.of(stems.split())
    prefix = draw.one("", "", "", draw.one("final_", "post_", "pre_", "block_", "top_", "chip_"))
    return f"{prefix}{stem}.{draw.of(suffixes.split())}"


def whole(port: Port) -> str:
    """A port's name where all its bits are meant."""
    return port.pins


def _found(command: str, names: Iterable[str]) -> str:
    several = list(names)
    if len(several) == 1 and not set(several[0]) & set("[]*$"):
        return f"[{command} {several[0]}]"
    return f"[{command} {{{' '.join(several)}}}]"
