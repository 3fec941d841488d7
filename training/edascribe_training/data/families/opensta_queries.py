"""OpenSTA: small programs over paths, registers, ports and cells: tables, counts, files of one's own."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family, wanted
from edascribe_training.data.families.opensta_clocks import some_clock
from edascribe_training.data.scene import file_name, ns, pf, ports

FAMILIES: list[Family] = []
_own = family("opensta", FAMILIES)
_CHECKS = (("max", "setup"), ("max", "setup"), ("min", "hold"))


def output(draw: Draw, stems: str, suffixes: str = "csv txt rpt") -> tuple[str, str, str, str]:
    """Where lines go: the line that opens it, the beginning of each `puts`, the line that closes it, and the words."""
    if draw.chance(0.5):
        return "", "puts", "", "‹Print|Print|Show|List|puts›"
    name, var = file_name(draw, stems, suffixes), draw.one("out", "file", "fh", "f", "channel", "rpt")
    return (
        f"set {var} [open {name} w]\n",
        f"puts ${var}",
        f"\nclose ${var}",
        f"‹Write to {name}|Write into {name}|Save in {name}|Write {name} with›",
    )


@_own
def endpoint_table(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    delay, check = draw.of(_CHECKS)
    count = draw.one(5, 10, 20, 30, 50, 100)
    path = draw.one("path", "p", "pe", "path_end", "each")
    opened, puts, closed, where = output(draw, "endpoints slacks worst")
    separator, apart = draw.one(
        (" ", ""), (",", ", comma separated"), (";", ", separated by ;"), ("\\t", ", tab separated"), (": ", ", as 'pin: slack'")
    )
    limited = draw.chance(0.4)
    slack_max = draw.one("0", "0", "0.1", "-0.05", "0.3")
    limit = f" -slack_max {slack_max}" if limited else ""
    under = f" with ‹a slack|slack› ‹below|under|up to› {slack_max}" if limited else ""
    first, second = draw.one(("endpoint", "slack"), ("endpoint", "slack"), ("startpoint", "slack"), ("slack", "endpoint"))
    part = {
        "endpoint": f"[get_full_name [get_property ${path} endpoint]]",
        "startpoint": f"[get_full_name [get_property ${path} startpoint]]",
        "slack": f"[get_property ${path} slack]",
    }
    return Draft(
        tasks=(
            f"{where} {first} and {second} of the {count} worst {check} paths{under}, one per line{apart}.",
            f"{where} the {first} and the {second} of ‹up to|at most› {count} {check} paths{under}{apart}, worst first.",
            f"{where} a line '{first}{separator}{second}' for each of the {count} most critical {check} paths{under}.",
        ),
        code=f'{opened}foreach {path} [find_timing_paths -path_delay {delay} -group_count {count}{limit}] {{\n    {puts} "{part[first]}{separator}{part[second]}"\n}}{closed}',
    )


@_own
def path_ends(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    delay, check = draw.of(_CHECKS)
    path = draw.one("path", "worst", "p", "critical")
    parts = draw.some(
        [
            ("startpoint", f"[get_full_name [get_property ${path} startpoint]]"),
            ("endpoint", f"[get_full_name [get_property ${path} endpoint]]"),
            ("slack", f"[get_property ${path} slack]"),
        ],
        2,
        3,
    )
    separator = draw.one(" ", ", ", " to ", " | ", " .. ", ",")
    line = separator.join(code for _, code in parts)
    said = ", ".join(name for name, _ in parts)
    shown = "/" if "|" in separator else separator.strip() or "a blank"
    sep = f", separated by ‹'{shown}'|{shown}›" if shown != "/" else ", separated by a vertical bar"
    return Draft(
        tasks=(
            f"‹Print|Show|puts› {said} of the ‹worst|most critical› {check} path{sep}.",
            f"{said} of the ‹single worst|worst|most critical› {check} path in one line{sep}.",
        ),
        code=f'set {path} [lindex [find_timing_paths -path_delay {delay}] 0]\nputs "{line}"',
    )


@_own
def path_stages(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    delay, check = draw.of(_CHECKS)
    path, point = draw.one("path", "p", "worst"), draw.one("point", "pt", "stage")
    what, said = draw.one(
        (f"[get_full_name [get_property ${point} pin]]", "‹pins|full pin names›"),
        (
            f"[get_full_name [get_property ${point} pin]] [get_property ${point} arrival]",
            "‹pins and arrival times|pin and arrival›",
        ),
        (f"[get_property ${point} arrival],[get_full_name [get_property ${point} pin]]", "arrival,pin"),
        (f"[get_full_name [get_property ${point} pin]] [get_property ${point} slack]", "‹pins with their slacks|pin and slack›"),
    )
    opened, puts, closed, where = output(draw, "stages points worst_path")
    return Draft(
        tasks=(
            f"{where} the {said} ‹along|of every point of|on› the worst {check} path‹, one per line|, line by line›.",
            f"{where} {said} for ‹each point|all points› of the most critical {check} path.",
        ),
        code=f'{opened}set {path} [lindex [find_timing_paths -path_delay {delay}] 0]\nforeach {point} [get_property ${path} points] {{\n    {puts} "{what}"\n}}{closed}',
    )


@_own
def failing_count(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    delay, check = draw.of(_CHECKS)
    limit = draw.one("0", "0", "0.1", "0.2", "0.5", "1.0", "-0.1")
    said = "‹that violate|with negative slack›" if limit == "0" else f"with a slack below {limit} ns"
    var = draw.one("count", "n", "failing", "paths", "violations")
    code = draw.one(
        f"set {var} [llength [find_timing_paths -path_delay {delay} -group_count 1000 -slack_max {limit}]]\nputs ${var}",
        f"puts [llength [find_timing_paths -path_delay {delay} -group_count 1000 -slack_max {limit}]]",
        f"set {var} 0\nforeach path [find_timing_paths -path_delay {delay} -group_count 1000] {{\n    if {{[get_property $path slack] < {limit}}} {{ incr {var} }}\n}}\nputs ${var}",
    )
    return Draft(
        tasks=(
            f"‹Print|Count and print› ‹how many|the number of› endpoints {said} ‹there are in|for› {check}.",
            f"How many {check} endpoints {said}? Print the ‹number|count›.",
            f"Number of {check} endpoints {said}.",
        ),
        code=code,
    )


@_own
def failing_per_clock(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    delay, check = draw.of(_CHECKS)
    clock = draw.one("clock", "clk", "c")
    limit = draw.one("0", "0.2", "1.0", "5")
    said = "violating" if limit == "0" else f"slack below {limit}"
    what, words = draw.one(
        (
            f"[llength [find_timing_paths -path_delay {delay} -path_group [get_name ${clock}] -group_count 1000 -slack_max {limit}]]",
            f"number of {check} endpoints ({said})",
        ),
        (
            f"[get_property [lindex [find_timing_paths -path_delay {delay} -path_group [get_name ${clock}]] 0] slack]",
            f"worst {check} slack",
        ),
        (f"[llength [all_registers -clock ${clock}]]", "number of registers"),
        (f"[get_property ${clock} period]", "period"),
    )
    opened, puts, closed, where = output(draw, "clocks per_clock domains")
    separator = draw.one(" ", ",", ": ", " = ")
    return Draft(
        tasks=(
            f"{where} name and {words} ‹of|for› ‹each|every› clock, ‹separated|joined› by '{separator}'.",
            f"{where} one line per clock: name{separator}{words}.",
        ),
        code=f'{opened}foreach {clock} [all_clocks] {{\n    {puts} "[get_name ${clock}]{separator}{what}"\n}}{closed}',
    )


@_own
def registers_listed(draw: Draw) -> Draft:
    clock = some_clock(draw)
    what, flag, item = draw.one(
        ("registers", "-cells", "reg"),
        ("clock pins of the registers", "-clock_pins", "pin"),
        ("data pins of the registers", "-data_pins", "pin"),
        ("output pins of the registers", "-output_pins", "pin"),
    )
    sort = draw.chance(0.4)
    opened, puts, closed, where = output(draw, "registers regs flops", "txt rpt list")
    said = f"{what} ‹clocked by|of› {clock.name}"
    if sort:
        var = draw.one("names", "list", "found", "regs")
        code = f"{opened}set {var} {{}}\nforeach {item} [all_registers {flag} -clock {clock.name}] {{\n    lappend {var} [get_full_name ${item}]\n}}\nforeach name [lsort ${var}] {{ {puts} $name }}{closed}"
        order = ", sorted by name"
    else:
        code = (
            f"{opened}foreach {item} [all_registers {flag} -clock {clock.name}] {{\n    {puts} [get_full_name ${item}]\n}}{closed}"
        )
        order = ""
    return Draft(
        tasks=(f"{where} the full names of the {said}{order}.", f"{where} ‹all|every› {said}, one per line{order}."),
        code=code,
    )


@_own
def register_count(draw: Draw) -> Draft:
    clock = some_clock(draw)
    edge, said = draw.one(("", ""), ("-edge_triggered ", "edge-triggered "), ("", ""))
    of = draw.chance(0.5)
    code = f"puts [llength [all_registers {edge}{f'-clock {clock.name}' if of else ''}]]".replace(" ]", "]")
    where = f"‹clocked by|in the domain of|on› {clock.name}" if of else "‹in the design|›"
    return Draft(
        tasks=(
            f"‹Print|Show› the number of {said}registers {where}.",
            f"How many {said}registers are {where if of else 'there'}?",
            f"Count the {said}registers {where} and print it.",
        ),
        code=code,
    )


@_own
def cells_by_type(draw: Draw) -> Draft:
    inst = draw.one("inst", "cell", "i", "c")
    var = draw.one("count", "types", "hist", "number", "use")
    opened, puts, closed, where = output(draw, "cells usage cell_count")
    separator = draw.one(" ", ",", ": ", "\\t")
    by_count = draw.chance(0.4)
    if by_count:
        loop = f'foreach {{type number}} [lsort -stride 2 -index 1 -integer -decreasing [array get {var}]] {{\n    {puts} "$type{separator}$number"\n}}'
        order = ", most frequent first"
    else:
        loop = f'foreach type [lsort [array names {var}]] {{\n    {puts} "$type{separator}$' + f'{var}($type)"\n}}'
        order = ", sorted by ‹name|type›"
    return Draft(
        tasks=(
            f"{where} how often each library cell is used{order}, as 'cell{separator}count'.",
            f"{where} ‹a table of|› the number of instances per library cell{order}, separated by '{separator}'.",
        ),
        code=f"{opened}foreach {inst} [get_cells *] {{\n    incr {var}([get_property ${inst} ref_name])\n}}\n{loop}{closed}",
    )


@_own
def cells_of_type(draw: Draw) -> Draft:
    cell = draw.of(sorted({gate.cell for gate in wanted(draw.design.netlist.cells)}))
    inst = draw.one("inst", "cell", "i", "c", "u")
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Print|List› ‹all|the names of all› {cell} instances.",
                f"Which instances are {cell}? ‹Print|List› them.",
                f"List instances of library cell {cell}, one per line.",
            ),
            code=f'foreach {inst} [get_cells *] {{\n    if {{[get_property ${inst} ref_name] eq "{cell}"}} {{\n        puts [get_full_name ${inst}]\n    }}\n}}',
        )
    prefix = draw.one("DFF", "INV", "NAND", "NOR", "OAI", "AOI", "XOR")
    var = draw.one("n", "count", "total", "found")
    return Draft(
        tasks=(
            f"‹Count|Print the number of› instances whose ‹library cell|cell type› ‹begins|starts› with {prefix}.",
            f"How many {prefix}* cells ‹are there|does the design have›? Print the count.",
        ),
        code=f'set {var} 0\nforeach {inst} [get_cells *] {{\n    if {{[string match "{prefix}*" [get_property ${inst} ref_name]]}} {{ incr {var} }}\n}}\nputs ${var}',
    )


@_own
def port_table(draw: Draw) -> Draft:
    port = draw.one("port", "p", "each")
    opened, puts, closed, where = output(draw, "ports pinout")
    separator = draw.one(" ", ",", ": ", "\\t")
    if draw.chance(0.5):
        which, said = draw.one(
            ("[all_inputs]", "‹inputs|input ports›"), ("[all_outputs]", "‹outputs|output ports›"), ("[get_ports *]", "ports")
        )
        return Draft(
            tasks=(f"{where} the names of ‹all|the› {said}, one per line.", f"{where} ‹every|all› {said}."),
            code=f"{opened}foreach {port} {which} {{\n    {puts} [get_full_name ${port}]\n}}{closed}",
        )
    return Draft(
        tasks=(
            f"{where} name and direction of ‹every port|all ports›, ‹separated|joined› by '{separator}'.",
            f"{where} 'port{separator}direction' for each port.",
        ),
        code=f'{opened}foreach {port} [get_ports *] {{\n    {puts} "[get_full_name ${port}]{separator}[get_property ${port} direction]"\n}}{closed}',
    )


@_own
def fan_in_out(draw: Draw) -> Draft:
    register = draw.of(wanted(draw.design.netlist.registers))
    port = draw.of(wanted(draw.design.netlist.rtl.inputs))
    pin = draw.one("pin", "p", "end", "each")
    code, said = draw.one(
        (
            f"[get_fanin -to [get_pins {register.name}/D] -flat -startpoints_only]",
            f"‹start points|startpoints› ‹that reach|of the logic before|in the fanin of› {register.name}/D",
        ),
        (f"[get_fanin -to [get_pins {register.name}/D] -flat -only_cells]", f"cells in the fanin cone of {register.name}/D"),
        (
            f"[get_fanout -from {ports([port.pins])} -flat -endpoints_only]",
            f"endpoints ‹reached from|in the fanout of› {port.name}",
        ),
        (f"[get_fanout -from {ports([port.pins])} -flat -only_cells]", f"cells in the fanout cone of {port.name}"),
        (
            f"[get_fanout -from [get_pins {register.name}/Q] -flat -endpoints_only]",
            f"endpoints that {register.name}/Q ‹reaches|drives in the end›",
        ),
    )
    if draw.chance(0.35):
        return Draft(tasks=(f"‹Print|Show› ‹how many|the number of› {said}.", f"Count the {said}."), code=f"puts [llength {code}]")
    sort = draw.chance(0.3)
    if sort:
        return Draft(
            tasks=(f"‹Print|List› the {said}, sorted by name.", f"Sorted list of the {said}."),
            code=f"set names {{}}\nforeach {pin} {code} {{ lappend names [get_full_name ${pin}] }}\nputs [join [lsort $names] \\n]",
        )
    return Draft(
        tasks=(f"‹Print|List› the {said}, one per line.", f"‹Which are the|List all› {said}?"),
        code=f"foreach {pin} {code} {{\n    puts [get_full_name ${pin}]\n}}",
    )


@_own
def net_fanout(draw: Draw) -> Draft:
    limit = draw.whole(4, 12)
    net, count = draw.one("net", "n", "each"), draw.one("loads", "fanout", "number", "pins")
    opened, puts, closed, where = output(draw, "fanout nets high_fanout")
    return Draft(
        tasks=(
            f"{where} ‹each net|all nets› with more than {limit} ‹load pins|loads› and ‹its fanout|the number of loads›.",
            f"{where} net name and fanout for ‹nets|every net› whose fanout ‹exceeds|is above› {limit}.",
        ),
        code=f'{opened}foreach {net} [get_nets *] {{\n    set {count} [expr {{[llength [get_pins -of_objects ${net}]] - 1}}]\n    if {{${count} > {limit}}} {{ {puts} "[get_full_name ${net}] ${count}" }}\n}}{closed}',
    )


@_own
def pins_of_instance(draw: Draw) -> Draft:
    cell = draw.of(wanted(draw.design.netlist.cells))
    pin = draw.one("pin", "p", "each")
    what, said = draw.one(
        (f"[get_full_name ${pin}]", "pins"),
        (f"[get_full_name ${pin}] [get_property ${pin} direction]", "pins with their directions"),
        (f"[get_property ${pin} lib_pin_name] [get_full_name [get_nets -of_objects ${pin}]]", "pin names and connected nets"),
    )
    quoted = f'"{what}"' if "] [" in what else what
    return Draft(
        tasks=(f"‹Print|List› the {said} of ‹instance|› {cell.name}.", f"{said} of {cell.name}, one per line."),
        code=f"foreach {pin} [get_pins -of_objects [get_cells {cell.name}]] {{\n    puts {quoted}\n}}",
    )


@_own
def slack_of_outputs(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    port, path = draw.one("port", "p", "output"), draw.one("path", "worst", "found")
    opened, puts, closed, where = output(draw, "outputs output_slack")
    separator = draw.one(" ", ",", ": ")
    return Draft(
        tasks=(
            f"{where} each output port with ‹the worst setup slack to it|its worst slack›, as 'port{separator}slack'‹; leave out ports without a path|, constrained ones only›.",
            f"{where} 'output{separator}slack' for ‹all|the› outputs that are constrained.",
        ),
        code=f'{opened}foreach {port} [all_outputs] {{\n    set {path} [lindex [find_timing_paths -to ${port}] 0]\n    if {{${path} ne ""}} {{\n        {puts} "[get_full_name ${port}]{separator}[get_property ${path} slack]"\n    }}\n}}{closed}',
        before="",
    )


@_own
def slack_bins(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    step = draw.one("0.1", "0.2", "0.25", "0.5", "1")
    count, path = draw.one("bins", "histogram", "hist", "buckets"), draw.one("path", "p", "each")
    low = draw.one("from", "bin", "low")
    return Draft(
        tasks=(
            f"‹Print|Show› a histogram of the setup slacks in ‹steps|bins› of {step} ns: lower bound and number of endpoints, ascending.",
            f"Slack histogram (setup), bin width {step}: ‹lower edge and count|one line per bin with its lower bound and count›, lowest first.",
        ),
        code=f'foreach {path} [find_timing_paths -group_count 1000] {{\n    set {low} [expr {{{step} * floor([get_property ${path} slack] / {step})}}]\n    incr {count}([format %.2f ${low}])\n}}\nforeach {low} [lsort -real [array names {count}]] {{\n    puts "${low} $'
        + f'{count}(${low})"\n}}',
    )


@_own
def startpoint_groups(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    which = draw.one("startpoint", "endpoint")
    limit = draw.one(10, 20, 50, 100)
    path, name, var = draw.one("path", "p"), draw.one("name", "point", "pin"), draw.one("count", "hits", "seen", "times")
    return Draft(
        tasks=(
            f"Among the {limit} worst setup paths, ‹print|count› how often each {which} occurs‹, most frequent first| (most frequent first)›.",
            f"‹Print|List› the {which}s of the {limit} worst setup paths with their number of paths, ‹most frequent first|descending›.",
        ),
        code=f'foreach {path} [find_timing_paths -group_count {limit} -endpoint_count 3] {{\n    incr {var}([get_full_name [get_property ${path} {which}]])\n}}\nforeach {{{name} number}} [lsort -stride 2 -index 1 -integer -decreasing [array get {var}]] {{\n    puts "${name} $number"\n}}',
    )


@_own
def period_sweep(draw: Draw) -> Draft:
    clock = some_clock(draw)
    periods = " ".join(sorted({draw.number(1, 6, 0.5) for _ in range(4)}, key=float, reverse=True))
    var = draw.one("period", "t", "ns")
    opened, puts, closed, where = output(draw, "sweep periods")
    return Draft(
        tasks=(
            f"Try the periods {periods} for {clock.name} (port {clock.port}) and ‹print|write› period and worst setup slack for each; {where[1:].split('|')[0].lower()} one line per period.",
            f"Period sweep of {clock.name} on {clock.port}: for {periods}, {where[1:].split('|')[0].lower()} a line 'period slack'.",
        ),
        code=f'{opened}foreach {var} {{{periods}}} {{\n    create_clock -name {clock.name} -period ${var} [get_ports {clock.port}]\n    {puts} "${var} [worst_slack -max]"\n}}{closed}',
    )


@_own
def slack_tests(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    limit = draw.one("0", "0.1", "0.2")
    var = draw.one("slack", "worst", "wns", "ws")
    yes, no = draw.one(("MET", "VIOLATED"), ("PASS", "FAIL"), ("timing met", "timing violated"), ("ok", "not ok"))
    said = "‹not negative|at least 0›" if limit == "0" else f"at least {limit}"
    return Draft(
        tasks=(
            f"Print {yes} if the worst setup slack is {said}, ‹else|otherwise› {no}.",
            f"{yes} or {no}? Depends on whether the worst setup slack is {said}‹; print it|›.",
        ),
        code=f'set {var} [worst_slack -max]\nif {{${var} >= {limit}}} {{\n    puts "{yes}"\n}} else {{\n    puts "{no}"\n}}',
    )


@_own
def before_and_after(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    strong = draw.one("INVX4", "INVX8", "INVX2")
    gate = draw.of(wanted([gate for gate in draw.design.netlist.gates if gate.cell == "INVX1"]))
    before, after = draw.one(("before", "after"), ("old", "new"), ("slack0", "slack1"))
    return Draft(
        tasks=(
            f"‹Print|Show› the worst slack before and after replacing {gate.name} by {strong}.",
            f"‹What does it bring|Does it help› to make {gate.name} an {strong}? Print the worst setup slack before and after.",
        ),
        code=f'set {before} [worst_slack -max]\nreplace_cell {gate.name} {strong}\nset {after} [worst_slack -max]\nputs "${before} ${after}"',
    )


@_own
def procedures(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    outputs = wanted(draw.design.netlist.rtl.outputs)
    port = draw.of(outputs)
    name, code, said, probe = draw.one(
        (
            draw.one("slack_to", "worst_slack_to", "endpoint_slack"),
            "proc {name} {{pin}} {{\n    set path [lindex [find_timing_paths -to $pin] 0]\n    return [get_property $path slack]\n}}",
            "returns the worst setup slack ‹to|at› the given ‹pin or port|endpoint›",
            "puts [{name} " + ports([port.pins]) + "]",
        ),
        (
            draw.one("count_cells", "cells_of_type", "instances_of"),
            "proc {name} {{type}} {{\n    set count 0\n    foreach inst [get_cells *] {{\n        if {{[get_property $inst ref_name] eq $type}} {{ incr count }}\n    }}\n    return $count\n}}",
            "returns ‹how many instances of|the number of instances of› a library cell there are",
            "puts [{name} INVX1]",
        ),
        (
            draw.one("fanout_of", "net_fanout", "load_count"),
            "proc {name} {{net}} {{\n    return [expr {{[llength [get_pins -of_objects [get_nets $net]]] - 1}}]\n}}",
            "returns the ‹fanout|number of loads› of a net given by name",
            "puts [{name} " + draw.of(wanted(draw.design.netlist.nets)) + "]",
        ),
        (
            draw.one("period_of", "clock_period", "get_period"),
            "proc {name} {{clock}} {{\n    return [get_property [get_clocks $clock] period]\n}}",
            "returns the period of a clock given by name",
            "puts [{name} " + draw.of(draw.design.clocks).name + "]",
        ),
    )
    return Draft(
        tasks=(f"‹Define|Write› a ‹procedure|proc› {name} that {said}.", f"Proc {name}: {said}."),
        code=code.format(name=name),
        probe=probe.replace("{name}", name),
    )


@_own
def set_per_pattern(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    rtl = draw.design.netlist.rtl
    prefix = draw.of(wanted([port.name.split("_")[0] for port in rtl.outputs if "_" in port.name]))
    load, slew = pf(draw, 0.02, 0.2), ns(draw, 0.05, 0.3, 0.05)
    code, said = draw.one(
        (f"set_load {load} [get_ports {{{prefix}_*}}]", f"a load of {load.said} on"),
        (f"set_false_path -to [get_ports {{{prefix}_*}}]", "a false path to"),
        (f"set_max_transition {slew} [get_ports {{{prefix}_*}}]", f"a transition limit of {slew.said} on"),
        (
            f"set_output_delay 0.5 -clock {draw.of(draw.design.clocks).name} [get_ports {{{prefix}_*}}]",
            f"output delay of 0.5 ns against {draw.of(draw.design.clocks).name} on",
        ),
    )
    if draw.design.clocks and "output_delay" in code:
        clock = code.split("-clock ")[1].split(" ")[0]
        said = f"output delay of 0.5 ns against {clock} on"
    ends = [port for port in rtl.ports if port.name.startswith(f"{prefix}_") and not port.is_output]
    if ends:
        return Draft(
            tasks=(
                f"Find the ports that begin with {prefix}_ and print their names.",
                f"‹List|Print› all ports ‹matching|named› {prefix}_*.",
            ),
            code=f"foreach port [get_ports {{{prefix}_*}}] {{\n    puts [get_full_name $port]\n}}",
        )
    return Draft(
        tasks=(f"‹Put|Set› {said} all ports ‹whose names begin with|named› {prefix}_‹*|›.", f"{said} every {prefix}_* port."),
        code=code,
    )


@_own
def lib_cell_query(draw: Draw) -> Draft:
    pattern = draw.one("INV*", "BUF*", "NAND*", "DFF*", "*X4", "X*", "CLKBUF*")
    cell = draw.one("cell", "lc", "lib_cell")
    if draw.chance(0.6):
        return Draft(
            tasks=(
                f"‹List|Print› the library cells ‹that match|matching› {pattern}.",
                f"Which {pattern} cells does the library have? Print ‹their names|the names›.",
            ),
            code=f"foreach {cell} [get_lib_cells */{pattern}] {{\n    puts [get_name ${cell}]\n}}",
        )
    return Draft(
        tasks=(f"‹Print|Show› how many library cells match {pattern}.", f"Number of {pattern} cells in the library."),
        code=f"puts [llength [get_lib_cells */{pattern}]]",
    )


@_own
def pin_slacks(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    limit = draw.number(0, 1, 0.1)
    pin, slack = draw.one("pin", "p", "each"), draw.one("slack", "s", "value")
    prop, said = draw.one(
        ("max_rise_slack", "rising setup slack"),
        ("max_fall_slack", "falling setup slack"),
        ("min_rise_slack", "rising hold slack"),
        ("min_fall_slack", "falling hold slack"),
    )
    opened, puts, closed, where = output(draw, "slacks pin_slacks")
    return (
        Draft(
            tasks=(
                f"{where} the data pins of all registers with their {said}.",
                f"{where} pin and {said} for every register data pin.",
            ),
            code=f'{opened}foreach {pin} [all_registers -data_pins] {{\n    {puts} "[get_full_name ${pin}] [get_property ${pin} {prop}]"\n}}{closed}',
        )
        if draw.chance(0.5)
        else Draft(
            tasks=(
                f"{where} each register data pin whose {said} is below {limit} ns, with the slack.",
                f"{where} register data pins with {said} under {limit}: pin and slack.",
            ),
            code=f'{opened}foreach {pin} [all_registers -data_pins] {{\n    set {slack} [get_property ${pin} {prop}]\n    if {{${slack} < {limit}}} {{ {puts} "[get_full_name ${pin}] ${slack}" }}\n}}{closed}',
        )
    )


@_own
def slow_pins(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    limit = draw.number(0.05, 0.3, 0.05)
    pin, slew = draw.one("pin", "p"), draw.one("slew", "s", "value")
    prop, said = draw.one(("actual_rise_transition_max", "rising"), ("actual_fall_transition_max", "falling"))
    opened, puts, closed, where = output(draw, "slews slow_pins")
    return Draft(
        tasks=(
            f"{where} every pin whose maximum {said} slew is above {limit} ns, with the slew.",
            f"{where} pin and {said} slew (max) where it ‹exceeds|is more than› {limit}.",
        ),
        code=f'{opened}foreach {pin} [get_pins *] {{\n    set {slew} [get_property ${pin} {prop}]\n    if {{${slew} > {limit}}} {{ {puts} "[get_full_name ${pin}] ${slew}" }}\n}}{closed}',
    )


@_own
def json_summary(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    name = file_name(draw, "summary qor timing metrics", "json")
    out = draw.one("out", "file", "f", "fh")
    parts = draw.some(
        [
            ("wns", "[worst_negative_slack -max]"),
            ("tns", "[total_negative_slack -max]"),
            ("cells", "[llength [get_cells *]]"),
            ("registers", "[llength [all_registers]]"),
            ("worst_slack", "[worst_slack -max]"),
        ],
        2,
        3,
    )
    body = ", ".join(f'\\"{key}\\": {code}' for key, code in parts)
    keys = ", ".join(key for key, _ in parts)
    return Draft(
        tasks=(f"Write {name}, a JSON object with {keys}.", f"‹Save|Write› {keys} as JSON to {name}."),
        code=f'set {out} [open {name} w]\nputs ${out} "{{{body}}}"\nclose ${out}',
    )
