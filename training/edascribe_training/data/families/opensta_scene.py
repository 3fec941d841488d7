"""OpenSTA: draws what episodes stand on: a mapped design, and above the tasks the constraints that a file begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edascribe_training.data.netlist import map_rtl
from edascribe_training.data.rtl import draw_rtl
from edascribe_training.data.scene import Clock, Scene

if TYPE_CHECKING:
    import random


def draw_scene(random: random.Random) -> Scene:
    """A design that is constrained in three of four draws, tightly in some, so that there are violations."""
    netlist = map_rtl(draw_rtl(random), random)
    rtl = netlist.rtl
    if random.random() < 0.25:
        return Scene(netlist=netlist, clocks=(), setup="")
    least, most = random.choice(((0.4, 1.2), (1.5, 4), (4, 12)))
    ports = list(rtl.clocks) if random.random() < 0.85 else list(rtl.clocks[:1])
    clocks = tuple(
        Clock(
            name=random.choice((port, port, port.upper(), f"{port}_i", f"c{number}")),
            port=port,
            period=f"{round(random.uniform(least, most), 1):g}",
        )
        for number, port in enumerate(ports)
    )
    if len({clock.name for clock in clocks}) < len(clocks):
        clocks = tuple(Clock(name=clock.port, port=clock.port, period=clock.period) for clock in clocks)
    lines = [f"create_clock -name {clock.name} -period {clock.period} [get_ports {clock.port}]" for clock in clocks]
    if random.random() < 0.75:
        clock = random.choice(clocks)
        if random.random() < 0.5:
            names = [port.pins for port in random.sample(rtl.inputs, min(3, len(rtl.inputs)))]
            inputs = f"[get_ports {{{' '.join(names)}}}]"
        else:
            inputs = f"[delete_from_list [all_inputs] [get_ports {{{' '.join(rtl.clocks)}}}]]"
        lines.append(f"set_input_delay {random.choice(('0.1', '0.2', '0.3', '0.5'))} -clock {clock.name} {inputs}")
        lines.append(f"set_output_delay {random.choice(('0.1', '0.2', '0.3', '0.4'))} -clock {clock.name} [all_outputs]")
    if random.random() < 0.3:
        lines.append(f"set_load {random.choice(('0.02', '0.04', '0.08'))} [all_outputs]")
    if random.random() < 0.2:
        lines.append(f"set_input_transition {random.choice(('0.1', '0.15', '0.2'))} [all_inputs]")
    return Scene(netlist=netlist, clocks=clocks, setup="\n".join(lines) + "\n")


def given(scene: Scene) -> dict[str, str | bytes]:
    """The files that are there."""
    return {"design.v": scene.netlist.text}


def top(scene: Scene) -> str:
    """The name of the design."""
    return scene.netlist.rtl.top


def setup(scene: Scene) -> str:
    """The constraints that the file begins with."""
    return scene.setup


def head(scene: Scene) -> str:
    """The lines that read the design, which the driver has run already."""
    return f"read_liberty cells.lib\nread_verilog design.v\nlink_design {scene.netlist.rtl.top}\n"
