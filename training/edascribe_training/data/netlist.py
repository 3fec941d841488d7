"""Maps a drawn design to the osu018 cells, and tells which objects the netlist has, for the names in tasks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edascribe_evals.execution import LIBERTY, LIBERTY_NAME, run_texts

if TYPE_CHECKING:
    import random

    from edascribe_training.data.rtl import Rtl

_INSTANCE = re.compile(r"^  ([A-Z][A-Z0-9]*X\d|DFFSR|CLKBUF\d|LATCH) (\\\S+ |\w+) \((.*?)\);", re.MULTILINE | re.DOTALL)
_PIN = re.compile(r"\.(\w+)\(\s*([^()]*?)\s*\)")
_NET = re.compile(r"\\?([\w.]+?)\s*(?:\[(\d+)\])?\s*")
_REGISTERS = ("DFF", "LATCH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """An instance: its full name as OpenSTA says it, its library cell, and its nets by pin."""

    name: str
    cell: str
    pins: dict[str, str]

    @property
    def is_register(self) -> bool:
        """Whether it stores a bit."""
        return self.cell.startswith(_REGISTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Netlist:
    """A mapped design."""

    rtl: Rtl
    text: str
    cells: tuple[Cell, ...]

    @property
    def registers(self) -> tuple[Cell, ...]:
        """The cells that store a bit."""
        return tuple(cell for cell in self.cells if cell.is_register)

    @property
    def gates(self) -> tuple[Cell, ...]:
        """The other cells."""
        return tuple(cell for cell in self.cells if not cell.is_register)

    @property
    def nets(self) -> tuple[str, ...]:
        """The nets that cells drive and that have a plain name."""
        driven = (cell.pins.get(pin, "") for cell in self.cells for pin in ("Y", "Q", "YS"))
        return tuple(dict.fromkeys(net for net in driven if re.fullmatch(r"\w+", net)))


class MappingError(Exception):
    """A design could not be mapped; the message is yosys's."""


def map_rtl(rtl: Rtl, random: random.Random) -> Netlist:
    """The design as a flat netlist, its registers named after what they hold in half of the designs.

    Raises:
        MappingError: yosys did not map it.
    """
    script = (
        f"read_verilog design.v; synth -flatten -top {rtl.top}; dfflibmap -liberty {LIBERTY_NAME}; abc -liberty {LIBERTY_NAME}; "
        "setundef -zero; opt_clean -purge; write_verilog -noattr -noexpr -nodec -defparam mapped.v"
    )
    result = run_texts(["yosys", "-p", script], {"design.v": rtl.text}, {LIBERTY_NAME: LIBERTY})
    text = result.text("mapped.v")
    if text is None:
        raise MappingError(f"{rtl.top}: {result.failure or (result.text('.stdout') or '')[-300:]}")
    text = re.sub(r"^/\*.*?\*/\n", "", text, count=1)
    if random.random() < 0.6:
        text = _named_registers(text)
    cells = tuple(
        Cell(name=name.strip().removeprefix("\\"), cell=cell, pins=dict(_PIN.findall(pins)))
        for cell, name, pins in _INSTANCE.findall(text)
    )
    return Netlist(rtl=rtl, text=text, cells=cells)


def _named_registers(text: str) -> str:
    """The netlist with its registers named as synthesis tools do: count_reg_3_ drives count[3]."""
    taken: set[str] = set()

    def named(found: re.Match[str]) -> str:
        cell, _, pins = found.groups()
        net = dict(_PIN.findall(pins)).get("Q", "")
        if not cell.startswith(_REGISTERS) or not net:
            return found[0]
        base, bit = ("", "")
        if found_net := _NET.fullmatch(net):
            base, bit = found_net[1], found_net[2]
        name = base.replace(".", "_") + "_reg" + (f"_{bit}_" if bit else "")
        if not base or base.startswith("_") or name in taken:
            return found[0]
        taken.add(name)
        return f"  {cell} {name} ({pins});"

    return _INSTANCE.sub(named, text)
