"""yosys: draws designs in Verilog, and how far the script above the tasks has brought them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edascribe_evals.execution import LIBERTY
from edascribe_training.data.draft import DoesNotApplyError
from edascribe_training.data.rtl import Rtl, draw_rtl

if TYPE_CHECKING:
    import random

    from edascribe_training.data.draft import Draw

# What has been done: nothing but the import, sources read, processes made, generic synthesis, mapping to the library's cells.
STAGES = ("begun", "read", "elaborated", "synthesized", "mapped")


@dataclass(frozen=True, slots=True, kw_only=True)
class YosysScene:
    """A design, the names of its files, and what has been done with it."""

    rtl: Rtl
    source: str
    liberty: str
    stage: str
    flat: bool
    setup: str


def draw_scene(random: random.Random) -> YosysScene:
    """A design at one of the stages."""
    rtl = draw_rtl(random)
    source = random.choice((f"{rtl.top}.v", f"{rtl.top}.v", "top.v", "rtl.v", "chip.v"))
    liberty = random.choice(("cells.lib", "osu018.lib", "tech.lib", "stdcells.lib", "typ.lib", "slow.lib"))
    stage = random.choice(("begun", "read", "elaborated", "synthesized", "synthesized", "mapped", "mapped"))
    flat = random.random() < 0.5
    lines = ["yosys -import"] if random.random() < 0.9 or stage == "begun" else []
    prefix = "" if lines else "yosys "
    if stage != "begun":
        lines.append(f"read_verilog {source}")
    if stage == "elaborated":
        lines += [f"hierarchy -check -top {rtl.top}", random.choice(("procs", "procs\nopt_clean", "procs\nopt"))]
        if flat:
            lines.append("flatten")
    elif stage in ("synthesized", "mapped"):
        lines.append(f"synth -top {rtl.top}{' -flatten' if flat else ''}")
    if stage == "mapped":
        lines += [f"dfflibmap -liberty {liberty}", f"abc -liberty {liberty}"]
        if random.random() < 0.6:
            lines.append(random.choice(("opt_clean", "opt_clean -purge", "clean")))
    text = "\n".join(prefix + line.replace("procs", "proc" if prefix else "procs") for block in lines for line in block.split("\n"))
    return YosysScene(rtl=rtl, source=source, liberty=liberty, stage=stage, flat=flat, setup=text + "\n")


def at(draw: Draw, *stages: str) -> YosysScene:
    """The scene, where it is at one of the stages and its commands are imported."""
    scene: YosysScene = draw.design
    if scene.stage not in stages or "yosys -import" not in scene.setup:
        raise DoesNotApplyError
    return scene


def given(scene: YosysScene) -> dict[str, str | bytes]:
    """The files that are there."""
    return {scene.source: scene.rtl.text, scene.liberty: LIBERTY.read_bytes()}


def setup(scene: YosysScene) -> str:
    """What the script has done so far."""
    return scene.setup


def head(_scene: YosysScene) -> str:
    """Nothing: reading belongs to the script itself."""
    return ""


def top(_scene: YosysScene) -> str:
    """Nothing is linked."""
    return ""
