"""How fast catalogues are read and looked up in, and how long it takes to ask the installed tools."""

from __future__ import annotations

import json
import shutil
import statistics
import time
from collections.abc import Callable
from typing import Any

from edascribe_codegen.catalogue import Catalogue
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.library import SHIPPED, read
from edascribe_codegen.catalogue.members import find_members

RUNS = 9
TOOLS = {"opensta": "sta", "yosys": "yosys", "tcl": "tclsh"}


def measure() -> dict[str, Any]:
    """Milliseconds of CPU, medians of several runs, to read a pack and make a catalogue of it, microseconds for a look-up; and
    seconds that pass until an installed tool has been asked, once.
    """
    figures: dict[str, Any] = {}
    for name in ("klayout-0.30.12", "openroad-python-2026-08-22", "openroad-2026-08-22", "opensta-3.1.0", "yosys-0.70"):
        figures[f"catalogue_{name.rpartition('-')[0].split('-2026')[0]}_load_ms"] = _milliseconds(lambda name=name: _load(name))
    klayout = _load("klayout-0.30.12")
    figures["catalogue_first_find_scope_ms"] = round(_once(lambda: klayout.find_scope("pya.Layout")) * 1000, 2)
    figures["catalogue_find_member_us"] = round(_milliseconds(lambda: klayout.find_member("pya.Layout", "create_cell")) * 1000, 1)
    figures["catalogue_first_find_members_ms"] = round(_once(lambda: find_members(klayout, "write the layout", "", 6)) * 1000, 1)
    figures["catalogue_find_members_ms"] = _milliseconds(lambda: find_members(klayout, "write the layout", "", 6))
    for tool, program in TOOLS.items():
        if shutil.which(program):
            begun = time.perf_counter()
            build(tool)
            figures[f"catalogue_build_{tool}_s"] = round(time.perf_counter() - begun, 2)
    return figures


def _load(name: str) -> Catalogue:
    return Catalogue(read(SHIPPED / f"{name}.json"))


def _milliseconds(work: Callable[[], object]) -> float:
    return round(statistics.median(_once(work) for _ in range(RUNS)) * 1000, 3)


def _once(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
