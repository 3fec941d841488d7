"""OpenSTA: exceptions, modes, derates, and changes of the netlist."""

from __future__ import annotations

from edascribe_training.data.draft import DoesNotApplyError, Draft, Draw, Family, family, wanted
from edascribe_training.data.families.opensta_clocks import clock_said, some_clock
from edascribe_training.data.scene import cells, listed, ns, pins, ports

FAMILIES: list[Family] = []
_own = family("opensta", FAMILIES)


def ends(draw: Draw) -> tuple[str, str, str, str]:
    """A start and an end of paths: the words and the code of each; not every pair is joined by a path."""
    rtl = draw.design.netlist.rtl
    unit = draw.of(rtl.units)
    inputs = [port for port in rtl.inputs if port.clock == unit.clock] or list(rtl.inputs)
    outputs = [port for port in rtl.outputs if port.clock == unit.clock] or list(rtl.outputs)
    register = draw.of(wanted(draw.design.netlist.registers))
    start, end = draw.of(wanted(inputs)), draw.of(wanted(outputs))
    starts = [
        (f"‹port|input|›  {start.name}", ports([start.pins])),
        (f"‹port|input|›  {start.name}", ports([start.pins])),
        (f"‹register|flop|› {register.name}", pins([f"{register.name}/CLK"])),
    ]
    endings = [
        (f"‹port|output|› {end.name}", ports([end.pins])),
        (f"‹the D pin of|the data pin of› {register.name}", pins([f"{register.name}/D"])),
    ]
    return *draw.of(starts), *draw.of(endings)


@_own
def false_path_from_port(draw: Draw) -> Draft:
    rtl = draw.design.netlist.rtl
    wanted(draw.design.clocks)
    if draw.chance(0.4):
        said, target = f"‹the reset {rtl.reset}|{rtl.reset}|reset port {rtl.reset}›", ports([rtl.reset])
    else:
        several = draw.some(wanted(rtl.inputs), 1, 2)
        said, target = listed(port.name for port in several), ports(port.pins for port in several)
    kind = draw.one("", "", "", "-hold ", "-setup ")
    checks = {"": "", "-hold ": " for hold", "-setup ": " for setup"}[kind]
    return Draft(
        tasks=(
            f"‹Do not time|Ignore|Exclude from timing› ‹all|the› paths ‹from|that start at› {said}{checks}.",
            f"{said} is ‹static|asynchronous|quasi-static|a configuration input›: false path‹ from it|›{checks}.",
            f"‹False path|Cut timing|Set a false path› from {said}{checks}.",
        ),
        code=f"set_false_path {kind}-from {target}",
    )


@_own
def false_path_to_port(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    several = draw.some(wanted(draw.design.netlist.rtl.outputs), 1, 2)
    said, target = listed(port.name for port in several), ports(port.pins for port in several)
    return Draft(
        tasks=(
            f"‹Ignore|Do not check› ‹the timing|timing› ‹to|of paths into› {said}.",
            f"{said} ‹is a debug output|goes to an LED|is not timing critical at all›: ‹set it false|false path|no timing›.",
            f"False path to {said}.",
        ),
        code=f"set_false_path -to {target}",
    )


@_own
def false_path_between(draw: Draw) -> Draft:
    start, start_code, end, end_code = ends(draw)
    wanted(draw.design.clocks)
    return Draft(
        tasks=(
            f"‹Set a|Declare a› false path from {start} to {end}.",
            f"Paths from {start} to {end} ‹need not be timed|are false|never matter›.",
            f"‹Cut|Break› timing {start} -> {end}.",
        ),
        code=f"set_false_path -from {start_code} -to {end_code}",
    )


@_own
def false_path_through(draw: Draw) -> Draft:
    gate = draw.of(wanted(draw.design.netlist.gates))
    wanted(draw.design.clocks)
    return Draft(
        tasks=(
            f"‹Ignore|Exclude› all paths through ‹the output of|› {gate.name}/Y.",
            f"‹Set a false path|False path› through pin {gate.name}/Y.",
            f"Nothing through {gate.name}/Y is to be timed.",
        ),
        code=f"set_false_path -through {pins([f'{gate.name}/Y'])}",
    )


@_own
def clocks_apart(draw: Draw) -> Draft:
    if len(draw.design.clocks) < 2:
        raise DoesNotApplyError
    names = [clock.name for clock in draw.random.sample(draw.design.clocks, len(draw.design.clocks))]
    kind, said = draw.one(
        ("asynchronous", "asynchronous"),
        ("asynchronous", "‹unrelated|asynchronous›"),
        ("logically_exclusive", "logically exclusive"),
        ("physically_exclusive", "physically exclusive"),
    )
    groups = " ".join(f"-group [get_clocks {name}]" for name in names)
    if draw.chance(0.25):
        one, other = names[:2]
        return Draft(
            tasks=(
                f"‹Cut|Ignore› the crossings ‹between {one} and {other}|from {one} to {other} and back›, both ways, with false paths.",
                f"False paths between {one} and {other} in both directions.",
            ),
            code=f"set_false_path -from [get_clocks {one}] -to [get_clocks {other}]\nset_false_path -from [get_clocks {other}] -to [get_clocks {one}]",
        )
    named = draw.one("", "", f"-name {draw.one('grp_async', 'domains', 'cdc')} ")
    said_name = f" ‹Call|Name› the grouping {named.split()[1]}." if named else ""
    return Draft(
        tasks=(
            f"{listed(names)} are {said} ‹to each other|clocks|domains›.{said_name}",
            f"‹Declare|Treat|Make› {listed(names)} {said}‹, do not time between them|›.{said_name}",
            f"‹Clock groups|Put in separate groups›: {' | '.join(names).replace('|', '/')}, {said}.{said_name}",
        ),
        code=f"set_clock_groups {named}-{kind} {groups}",
    )


@_own
def multicycle(draw: Draw) -> Draft:
    start, start_code, end, end_code = ends(draw)
    wanted(draw.design.clocks)
    count = draw.one(2, 2, 3, 3, 4, 5)
    which = draw.whole(0, 2)
    said = (f"from {start} to {end}", f"from {start}", f"to {end}")[which]
    code = (f"-from {start_code} -to {end_code}", f"-from {start_code}", f"-to {end_code}")[which]
    if draw.chance(0.35):
        return Draft(
            tasks=(
                f"‹Allow|Give› paths {said} {count} cycles for setup.",
                f"Setup multicycle of {count} {said}.",
                f"‹Relax|Set› the setup check {said} to {count} clock cycles.",
            ),
            code=f"set_multicycle_path {count} -setup {code}",
        )
    return Draft(
        tasks=(
            f"‹Allow|Give› paths {said} {count} cycles‹, hold check moved back accordingly| and adjust hold by {count - 1}| for setup with the hold edge where it was›.",
            f"Multicycle {count} {said}, setup and ‹the matching hold|hold ({count - 1})›.",
            f"‹Data has {count} cycles|{count} clock cycles are available› {said}: ‹set setup and hold multicycles|constrain setup and hold›.",
        ),
        code=f"set_multicycle_path {count} -setup {code}\nset_multicycle_path {count - 1} -hold {code}",
    )


@_own
def multicycle_between_clocks(draw: Draw) -> Draft:
    if len(draw.design.clocks) < 2:
        raise DoesNotApplyError
    one, other = draw.random.sample(draw.design.clocks, 2)
    count = draw.one(2, 3, 4)
    side, said = draw.one(
        ("", ""),
        ("-start ", "‹, counted in cycles of the launching clock|, relative to the launch clock›"),
        ("-end ", "‹, counted in cycles of the capturing clock|, relative to the capture clock›"),
    )
    return Draft(
        tasks=(
            f"‹Allow|Give› {count} cycles for setup from {one.name} to {other.name}{said}.",
            f"Setup multicycle {count} ‹between|from› clocks {one.name} ‹and|to› {other.name}{said}.",
        ),
        code=f"set_multicycle_path {count} -setup {side}-from [get_clocks {one.name}] -to [get_clocks {other.name}]",
    )


@_own
def delay_bounds(draw: Draw) -> Draft:
    start, start_code, end, end_code = ends(draw)
    most, least = ns(draw, 1, 6, 0.25), ns(draw, 0.1, 0.6, 0.05)
    code = f"-from {start_code} -to {end_code}"
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"Paths from {start} to {end} ‹may take at most|must be faster than› {most.said}.",
                    f"‹Limit|Constrain› the delay from {start} to {end} to {most.said}‹ at most|›.",
                    f"Max delay {most.said} from {start} to {end}.",
                ),
                code=f"set_max_delay {most} {code}",
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹The delay|Delay› from {start} to {end} ‹must be at least|may not be less than› {least.said}.",
                    f"Min delay {least.said} from {start} to {end}.",
                ),
                code=f"set_min_delay {least} {code}",
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Keep|Constrain› the delay from {start} to {end} between {least.said} and {most.said}.",
                    f"Delay from {start} to {end}: min {least.said}, max {most.said}.",
                ),
                code=f"set_max_delay {most} {code}\nset_min_delay {least} {code}",
            )


@_own
def case_analysis(draw: Draw) -> Draft:
    bits = [port for port in draw.design.netlist.rtl.inputs if port.width == 1]
    several = draw.some(wanted(bits), 1, 2)
    value = draw.one(0, 1)
    said, target = listed(port.name for port in several), ports(port.pins for port in several)
    word = ("‹low|0|logic 0|zero›", "‹high|1|logic 1|one›")[value]
    if draw.chance(0.2):
        return Draft(
            tasks=(
                f"‹Remove|Undo› the case analysis ‹on|of› {said}.",
                f"{said} ‹is|are› no longer constant.",
                f"Unset the constant on {said}.",
            ),
            code=f"unset_case_analysis {target}",
            before=f"set_case_analysis {value} {target}\n",
        )
    return Draft(
        tasks=(
            f"‹Analyse|Time› the design with {said} ‹tied|fixed|held› {word}.",
            f"{said} ‹is|are› {word} in this mode‹, set case analysis|›.",
            f"‹Case analysis|Set a constant›: {said} = {value}.",
        ),
        code=f"set_case_analysis {value} {target}",
    )


@_own
def disable_arc(draw: Draw) -> Draft:
    gate = draw.of(wanted([gate for gate in draw.design.netlist.gates if "A" in gate.pins and "Y" in gate.pins]))
    pin = draw.of([pin for pin in gate.pins if pin != "Y"])
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"‹Disable|Break› the ‹timing arc|arc› from {pin} to Y ‹of|in› {gate.name}.",
                    f"{gate.name}: no timing from {pin} to Y.",
                    f"‹Cut|Disable› {gate.name}/{pin} -> {gate.name}/Y.",
                ),
                code=f"set_disable_timing -from {pin} -to Y {cells([gate.name])}",
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Disable|Switch off› all timing through ‹instance|cell|› {gate.name}.",
                    f"No arcs through {gate.name}.",
                    f"Break the paths at ‹instance|› {gate.name}.",
                ),
                code=f"set_disable_timing {cells([gate.name])}",
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Restore|Enable again› the timing of {gate.name}, which is disabled above.",
                    f"Undo the disabled timing on {gate.name}.",
                ),
                code=f"unset_disable_timing {cells([gate.name])}",
                before=f"set_disable_timing {cells([gate.name])}\n",
            )


@_own
def derate(draw: Draw) -> Draft:
    early, late = draw.number(0.85, 0.98, 0.01), draw.number(1.02, 1.15, 0.01)
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Derate|Scale› early delays by {early} and late ones by {late}.",
                    f"OCV derates: early {early}, late {late}.",
                    f"‹Apply|Set› timing derates of {early} (early) and {late} (late) to the design.",
                ),
                code=f"set_timing_derate -early {early}\nset_timing_derate -late {late}",
            )
        case 1:
            kind, said = draw.one(
                ("-cell_delay", "‹cell delays|cells only|delays of cells›"), ("-net_delay", "‹net delays|nets only|wires›")
            )
            return Draft(
                tasks=(
                    f"Derate {said} by {late} for late paths.",
                    f"Late derate of {late} ‹on|for› {said}.",
                    f"‹Make|Assume› {said} {round(100 * float(late) - 100)} % slower in late analysis.",
                ),
                code=f"set_timing_derate -late {kind} {late}",
            )
        case 2:
            kind, said = draw.one(("-clock", "clock"), ("-data", "data"))
            return Draft(
                tasks=(
                    f"‹Derate|Scale› late {said} paths by {late}.",
                    f"Late derate {late}, {said} paths only.",
                    f"{late} derating of the {said} network, late side.",
                ),
                code=f"set_timing_derate -late {kind} {late}",
            )
        case _:
            cell = draw.of(sorted({gate.cell for gate in wanted(draw.design.netlist.gates)}))
            return Draft(
                tasks=(
                    f"All {cell} ‹cells|› are {round(100 * float(late) - 100)} % slower than the library says: derate them late.",
                    f"Late derate of {late} on lib cell {cell}.",
                    f"‹Apply|Set› a late derating factor of {late} to library cell {cell}.",
                ),
                code=f"set_timing_derate -late {late} [get_lib_cells */{cell}]",
            )


@_own
def path_group(draw: Draw) -> Draft:
    rtl = draw.design.netlist.rtl
    wanted(draw.design.clocks)
    name = draw.one("io", "outs", "in2reg", "reg2out", "critical", "ctrl", "grp_io", "outputs", "inputs")
    several = draw.some(rtl.outputs, 1, 2)
    said, code = draw.one(
        ("‹all inputs|the inputs›", "-from [all_inputs]"),
        ("‹all outputs|the outputs›", "-to [all_outputs]"),
        (listed(port.name for port in several), f"-to {ports(port.pins for port in several)}"),
    )
    word = "from" if code.startswith("-from") else "to"
    return Draft(
        tasks=(
            f"‹Put|Collect› the paths {word} {said} ‹into|in› a path group ‹called|named|› {name}.",
            f"Path group {name}: everything {word} {said}.",
            f"Group paths {word} {said} as {name}.",
        ),
        code=f"group_path -name {name} {code}",
    )


@_own
def remove_exceptions(draw: Draw) -> Draft:
    port = draw.of(wanted(draw.design.netlist.rtl.inputs))
    wanted(draw.design.clocks)
    return Draft(
        tasks=(
            f"‹Remove|Delete|Reset› the ‹path exceptions|exceptions› ‹from|that start at› {port.name}.",
            f"Paths from {port.name} ‹shall be timed normally again|are no longer false›.",
        ),
        code=f"unset_path_exceptions -from {ports([port.pins])}",
        before=f"set_false_path -from {ports([port.pins])}\n",
    )


@_own
def swap_cell(draw: Draw) -> Draft:
    weak, strong = draw.one(
        ("INVX1", "INVX2"), ("INVX1", "INVX4"), ("INVX2", "INVX8"), ("BUFX2", "BUFX4"), ("AND2X1", "AND2X2"), ("OR2X1", "OR2X2")
    )
    found = [gate for gate in draw.design.netlist.gates if gate.cell == weak]
    gate = draw.of(wanted(found))
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Swap|Replace› {gate.name} ‹for|by|with› a{'n' if strong[0] in 'AIO' else ''} {strong}.",
                f"‹Upsize|Size up› ‹instance|› {gate.name} to {strong}.",
                f"‹Use|Make it› {strong} instead of {weak} for {gate.name}.",
            ),
            code=f"replace_cell {gate.name} {strong}",
        )
    several = draw.some(found, 2, 3)
    if len(several) < 2:
        raise DoesNotApplyError
    var = draw.one("inst", "name", "cell", "i")
    return Draft(
        tasks=(
            f"Upsize {listed(gate.name for gate in several)} ‹to|into› {strong}.",
            f"‹Replace|Swap› the {weak} instances {listed(gate.name for gate in several)} ‹by|with› {strong}.",
        ),
        code=f"foreach {var} {{{' '.join(gate.name for gate in several)}}} {{\n    replace_cell ${var} {strong}\n}}",
    )


@_own
def swap_all(draw: Draw) -> Draft:
    weak, strong = draw.one(("INVX1", "INVX4"), ("INVX1", "INVX8"), ("BUFX2", "BUFX4"), ("AND2X1", "AND2X2"), ("OR2X1", "OR2X2"))
    wanted([gate for gate in draw.design.netlist.gates if gate.cell == weak])
    var, count = draw.one("inst", "cell", "c", "i"), draw.one("n", "count", "swapped", "total")
    if draw.chance(0.5):
        return Draft(
            tasks=(f"‹Replace|Swap› ‹every|each› {weak} ‹in the design|› ‹by|with› {strong}.", f"All {weak} become {strong}."),
            code=f'foreach {var} [get_cells *] {{\n    if {{[get_property ${var} ref_name] eq "{weak}"}} {{\n        replace_cell ${var} {strong}\n    }}\n}}',
        )
    return Draft(
        tasks=(
            f"Replace every {weak} ‹by|with› {strong} and print how many ‹were|have been› replaced.",
            f"‹Upsize|Swap› all {weak} to {strong}‹, report the count|, then print the number of swaps›.",
        ),
        code=f'set {count} 0\nforeach {var} [get_cells *] {{\n    if {{[get_property ${var} ref_name] eq "{weak}"}} {{\n        replace_cell ${var} {strong}\n        incr {count}\n    }}\n}}\nputs ${count}',
    )


@_own
def activity(draw: Draw) -> Draft:
    rate, duty = draw.number(0.05, 0.5, 0.05), draw.number(0.2, 0.8, 0.1)
    port = draw.of(wanted(draw.design.netlist.rtl.inputs))
    wanted(draw.design.clocks)
    scope, said = draw.one(
        ("-input", "‹all inputs|the inputs›"),
        ("-global", "‹the whole design|every net›"),
        (f"-input_ports {ports([port.pins])}", port.name),
    )
    out = draw.one("", "\nreport_power")
    more = "‹ and report power|, then print the power|; report the power›" if out else ""
    return Draft(
        tasks=(
            f"‹Assume|Set› a switching activity of {rate} and a duty of {duty} ‹on|for› {said}{more}.",
            f"Activity {rate}, duty {duty}: {said}{more}.",
        ),
        code=f"set_power_activity {scope} -activity {rate} -duty {duty}{out}",
        probe="report_power",
    )


@_own
def data_check(draw: Draw) -> Draft:
    registers = draw.some(wanted(draw.design.netlist.registers), 2, 2)
    if len(registers) < 2:
        raise DoesNotApplyError
    one, other = registers
    value = ns(draw, 0.05, 0.4, 0.05)
    kind = draw.one("setup", "hold")
    return Draft(
        tasks=(
            f"‹Add|Set› a data {kind} check of {value.said} from {one.name}/D to {other.name}/D.",
            f"Data-to-data {kind} check {one.name}/D -> {other.name}/D: {value.said}.",
        ),
        code=f"set_data_check -from {pins([f'{one.name}/D'])} -to {pins([f'{other.name}/D'])} -{kind} {value}",
    )


@_own
def time_borrow_and_ideal(draw: Draw) -> Draft:
    clock = some_clock(draw)
    value = ns(draw, 0.1, 1, 0.1)
    return Draft(
        tasks=(
            f"Latches ‹on|of› {clock_said(clock)} may borrow at most {value.said}.",
            f"‹Limit|Set› time borrowing ‹on|for› {clock.name} ‹to|:› {value.said}.",
        ),
        code=f"set_max_time_borrow {value} [get_clocks {clock.name}]",
    )
