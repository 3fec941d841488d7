"""The commands that find design objects, and what they find."""

from __future__ import annotations

import re

from edascribe_codegen.catalogue.schema import Kind

# Commands that find objects by name or pattern, by the kind of what they find.
FINDERS: dict[Kind, str] = {
    "clock": "get_clocks",
    "port": "get_ports",
    "pin": "get_pins",
    "net": "get_nets",
    "instance": "get_cells",
    "lib_cell": "get_lib_cells",
    "library": "get_libs",
}
# Calls that return all objects of a kind.
COLLECTIONS: dict[Kind, tuple[str, ...]] = {
    "clock": ("all_clocks",),
    "port": ("all_inputs", "all_outputs"),
    "pin": ("all_registers -data_pins", "all_registers -clock_pins"),
    "instance": ("all_registers -cells",),
}
OBJECTS: tuple[Kind, ...] = tuple(FINDERS)


# What makes a list of its arguments.
LIST_MAKER = re.compile(r"\[(?:::)?(?:list|concat)\b")


def alike(kind: Kind) -> frozenset[Kind]:
    """The kinds that the commands take for each other: a port is a pin of the design."""
    return frozenset({"port", "pin"}) if kind in ("port", "pin") else frozenset({kind})


KIND_FOUND: dict[str, Kind] = {name: kind for kind, name in FINDERS.items()} | {
    "all_clocks": "clock",
    "all_inputs": "port",
    "all_outputs": "port",
}
