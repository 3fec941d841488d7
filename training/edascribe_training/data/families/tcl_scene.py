"""Plain Tcl: reports of tools on drawn designs, tables and logs, which scripts read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edascribe_evals.execution import LIBERTY, LIBERTY_NAME, run_texts
from edascribe_training.data.netlist import Netlist, map_rtl
from edascribe_training.data.rtl import draw_rtl

if TYPE_CHECKING:
    import random

# Names of the files by what they hold; each scene takes one of each.
_NAMES = {
    "paths": ("paths.rpt", "setup.rpt", "checks.rpt", "sta_full.rpt", "top_paths.txt", "max.rpt"),
    "ends": ("ends.rpt", "slacks.rpt", "setup_ends.rpt", "sta_end.txt", "endpoint_slack.rpt"),
    "before": ("ends_old.rpt", "run1_ends.rpt", "baseline.rpt", "last_week.rpt"),
    "starts": ("starts.rpt", "path_list.rpt", "sta_summary.txt", "critical.rpt"),
    "power": ("pwr.rpt", "power_report.txt", "total_power.rpt"),
    "stat": ("synth_stat.rpt", "yosys_stat.txt", "gates.rpt", "usage.rpt"),
    "slews": ("slews.rpt", "max_tran.rpt", "transition.rpt"),
    "table": ("instances.csv", "placement.csv", "cells_xy.csv", "insts.csv"),
    "nets": ("nets.csv", "wires.csv", "net_lengths.csv"),
    "log": ("run.log", "flow.log", "synth.log", "router.log", "build.log"),
    "sdc": ("top.sdc", "chip.sdc", "io.sdc", "base.sdc"),
    "verilog": ("top_syn.v", "mapped.v", "gates.v", "chip_netlist.v"),
}
_CODES = ("DRT-0036", "GRT-0012", "SYN-108", "STA-1140", "CTS-041", "PDN-0110", "LIB-77", "IFP-001")
_SAID = (
    "no driver for net {net}", "{net} has high fanout", "cell {cell} is not placed", "antenna ratio of {net} exceeds the limit", "ignoring unknown attribute",
    "clock {net} has no sinks", "wire load model is missing", "{cell} overlaps its neighbour",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportScene:
    """Files that a script finds beside it: their names by what they hold, and their texts by name."""

    netlist: Netlist
    names: dict[str, str]
    texts: dict[str, str]


def draw_scene(random: random.Random) -> ReportScene:
    """A design with its reports."""
    netlist = map_rtl(draw_rtl(random), random)
    rtl = netlist.rtl
    names = {kind: random.choice(several) for kind, several in _NAMES.items()}
    period = random.choice((0.6, 0.8, 1.0, 1.5, 2.5))
    sdc = [
        f"create_clock -name {port} -period {period + number / 2:g} [get_ports {port}]" for number, port in enumerate(rtl.clocks)
    ]
    sdc += [
        f"set_input_delay {random.choice((0.1, 0.2, 0.3))} -clock {port.clock} [get_ports {{{port.pins}}}]" for port in rtl.inputs
    ]
    sdc += [f"set_output_delay {random.choice((0.1, 0.2))} -clock {port.clock} [get_ports {{{port.pins}}}]" for port in rtl.outputs]
    sdc += [f"set_load {random.choice((0.01, 0.02, 0.05))} [get_ports {{{port.pins}}}]" for port in rtl.outputs[:2]]
    count = random.randint(6, 15)
    script = [
        f"read_liberty {LIBERTY_NAME}", "read_verilog design.v", f"link_design {rtl.top}", *sdc,
        f"report_checks -path_delay max -format full -group_count {count} > {names['paths']}",
        f"report_checks -path_delay max -format end -group_count {count + 4} > {names['ends']}",
        f"report_checks -path_delay max -format summary -group_count {count} > {names['starts']}",
        f"report_power > {names['power']}",
        "set_max_transition 0.15 [current_design]",
        f"report_check_types -all_violators -max_transition -format end -digits 3 > {names['slews']}",
        "set_timing_derate -late 1.04 [get_lib_cells {*/INVX1 */NAND2X1}]",
        f"report_checks -path_delay max -format end -group_count {count + 2} > {names['before']}",
    ]  # fmt: skip
    made = run_texts(
        ["sta", "-no_splash", "-exit", "run.tcl"], {"design.v": netlist.text, "run.tcl": "\n".join(script)}, {LIBERTY_NAME: LIBERTY}
    )
    texts = {name: text for kind, name in names.items() if (text := made.text(name)) is not None}
    texts[names["sdc"]] = "\n".join(sdc) + "\n"
    texts[names["verilog"]] = netlist.text
    texts[names["stat"]] = _statistics(netlist)
    texts[names["table"]] = "name,cell,x,y\n" + "".join(
        f"{cell.name},{cell.cell},{random.randint(0, 400) / 4:.2f},{random.randint(0, 40) * 5:.2f}\n" for cell in netlist.cells[:60]
    )
    texts[names["nets"]] = "net,length,vias\n" + "".join(
        f"{net},{random.uniform(2, 300):.1f},{random.randint(2, 30)}\n" for net in netlist.nets[:50]
    )
    texts[names["log"]] = _log(random, netlist)
    return ReportScene(netlist=netlist, names=names, texts={name: text for name, text in texts.items() if text})


def given(scene: ReportScene) -> dict[str, str | bytes]:
    """The files that are there."""
    return dict(scene.texts)


def setup(_scene: ReportScene) -> str:
    """Nothing: a script reads what it needs."""
    return ""


def head(_scene: ReportScene) -> str:
    """Nothing."""
    return ""


def top(_scene: ReportScene) -> str:
    """Nothing is linked."""
    return ""


def _statistics(netlist: Netlist) -> str:
    """What yosys's `stat -liberty` says of the netlist."""
    top = netlist.rtl.top
    script = f"read_verilog design.v; read_liberty -lib {LIBERTY_NAME}; tee -o stat.txt stat -top {top} -liberty {LIBERTY_NAME}"
    return run_texts(["yosys", "-q", "-p", script], {"design.v": netlist.text}, {LIBERTY_NAME: LIBERTY}).text("stat.txt") or ""


def _log(random: random.Random, netlist: Netlist) -> str:
    lines = [f"Flow of {netlist.rtl.top} started"]
    for number in range(random.randint(25, 60)):
        level = random.choice(("INFO", "INFO", "INFO", "WARNING", "WARNING", "ERROR"))
        said = random.choice(_SAID).format(net=random.choice(netlist.nets), cell=random.choice(netlist.cells).name)
        lines.append(
            f"[{level} {random.choice(_CODES)}] {said}"
            if number % 6
            else f"Step {number // 6 + 1}: {random.choice(('place', 'route', 'cts', 'opt'))} took {random.uniform(1, 90):.1f} s"
        )
    return "\n".join([*lines, f"Elapsed: {random.randint(60, 4000)} s, peak memory {random.randint(200, 900)} MB"]) + "\n"
