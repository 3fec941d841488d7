"""What the families of each tool draw from: their scenes, with the files that are given and what the script begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from edascribe_training.data.families import (
    klayout_edits,
    klayout_measure,
    klayout_regions,
    klayout_scene,
    klayout_scripts,
    opensta_clocks,
    opensta_exceptions,
    opensta_queries,
    opensta_reports,
    opensta_scene,
    tcl_files,
    tcl_scene,
    tcl_timing,
    yosys_flows,
    yosys_queries,
    yosys_scene,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from edascribe_training.data.draft import Family, Tool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How a tool's episodes are made: ``draw`` gives the scene, ``given`` its files, ``head`` what a file may begin with.

    ``setup`` is what runs above all tasks, ``top`` the design's name where the tool links one. A script that ``stands_on`` its
    beginning says nothing without it.
    """

    families: tuple[Family, ...]
    draw: Callable[[random.Random], Any]
    given: Callable[[Any], dict[str, str | bytes]]
    setup: Callable[[Any], str]
    head: Callable[[Any], str]
    top: Callable[[Any], str]
    stands_on: bool = False


STAGES: dict[Tool, Stage] = {
    "opensta": Stage(
        families=(*opensta_clocks.FAMILIES, *opensta_exceptions.FAMILIES, *opensta_reports.FAMILIES, *opensta_queries.FAMILIES),
        draw=opensta_scene.draw_scene,
        given=opensta_scene.given,
        setup=opensta_scene.setup,
        head=opensta_scene.head,
        top=opensta_scene.top,
    ),
    "klayout": Stage(
        families=(*klayout_measure.FAMILIES, *klayout_regions.FAMILIES, *klayout_edits.FAMILIES, *klayout_scripts.FAMILIES),
        draw=klayout_scene.draw_scene,
        given=klayout_scene.given,
        setup=klayout_scene.setup,
        head=klayout_scene.head,
        top=klayout_scene.top,
        stands_on=True,
    ),
    "yosys": Stage(
        families=(*yosys_flows.FAMILIES, *yosys_queries.FAMILIES),
        draw=yosys_scene.draw_scene,
        given=yosys_scene.given,
        setup=yosys_scene.setup,
        head=yosys_scene.head,
        top=yosys_scene.top,
    ),
    "tcl": Stage(
        families=(*tcl_timing.FAMILIES, *tcl_files.FAMILIES),
        draw=tcl_scene.draw_scene,
        given=tcl_scene.given,
        setup=tcl_scene.setup,
        head=tcl_scene.head,
        top=tcl_scene.top,
    ),
}
