"""OpenSTA: clocks and their properties, and what is known at the ports."""

from __future__ import annotations

from edascribe_training.data.draft import DoesNotApplyError, Draft, Draw, Family, family, wanted
from edascribe_training.data.scene import Clock, clocks, listed, ns, pf, pins, ports

FAMILIES: list[Family] = []
_own = family("opensta", FAMILIES)


def new_clock(draw: Draw) -> tuple[str, str]:
    """A name for a clock, and a port that none is defined on yet."""
    design = draw.design
    used = {clock.port for clock in design.clocks}
    port = draw.of(wanted([port for port in design.netlist.rtl.clocks if port not in used]))
    return draw.one(port, port, port.upper(), f"{port}_main", "core", "main_clk", f"c_{port}", "sys"), port


def some_clock(draw: Draw) -> Clock:
    """A clock that is defined."""
    found: Clock = draw.of(wanted(draw.design.clocks))
    return found


def clock_said(clock: Clock) -> str:
    """How a clock is named in words."""
    return f"‹{clock.name}|clock {clock.name}|the clock {clock.name}|the {clock.name} clock›"


@_own
def clock_on_port(draw: Draw) -> Draft:
    name, port = new_clock(draw)
    period = ns(draw, 1, 20, draw.one(0.1, 0.25, 0.5, 1))
    named = f" -name {name}" if name != port or draw.chance(0.7) else ""
    said = f"‹called|named|with the name› {name}" if name != port else ""
    return Draft(
        tasks=(
            f"‹Create|Define|Set up|Declare› ‹a|the› clock {said} on ‹port|the port|input› {port} with a period of {period.said}.",
            f"‹Clock|Main clock|Primary clock› {name if name != port else ''} ‹on|at› {port}, ‹period|T =› {period.said}.",
            f"{port} is the clock ‹input|port|pin›{'; call the clock ' + name if name != port else ''}: {period.said} period.",
            f"‹Constrain|Clock› the design with a {period.said} clock {said} ‹at port|at|from› {port}.",
        ),
        code=f"create_clock{named} -period {period} [get_ports {port}]",
    )


@_own
def clock_of_frequency(draw: Draw) -> Draft:
    name, port = new_clock(draw)
    mhz, period = draw.one(
        ("50 MHz", "20"), ("100 MHz", "10"), ("125 MHz", "8"), ("200 MHz", "5"), ("250 MHz", "4"), ("400 MHz", "2.5"), ("500 MHz", "2"),
        ("1 GHz", "1"), ("800 MHz", "1.25"), ("40 MHz", "25"), ("80 MHz", "12.5"), ("25 MHz", "40"), ("160 MHz", "6.25"), ("64 MHz", "15.625"),
    )  # fmt: skip
    return Draft(
        tasks=(
            f"‹Create|Define|Add› a {mhz} clock {name} on ‹port|› {port}.",
            f"{port} runs at {mhz}‹: define the clock| - create a clock| so create a clock›{f', name it {name}' if name != port else ''}.",
            f"Clock {name} on {port}, {mhz}, ‹period in ns|time unit is ns›.",
            f"Set the target frequency ‹of|for› {port} to {mhz}{f' (clock name {name})' if name != port else ''}.",
        ),
        code=f"create_clock -name {name} -period {period} [get_ports {port}]",
    )


@_own
def clock_waveform(draw: Draw) -> Draft:
    name, port = new_clock(draw)
    period = draw.whole(2, 20)
    if draw.chance(0.5):
        share = draw.one(20, 25, 30, 40, 60, 70, 75)
        rise, fall = "0", f"{period * share / 100:.4g}"
        said = f"‹a duty cycle of {share} %|{share}% duty cycle|a {share} per cent duty cycle|{share}/{100 - share} duty cycle›"
    else:
        rise, fall = draw.number(0.1, period / 2 - 0.4, 0.1), draw.number(period / 2, period - 0.2, 0.1)
        said = f"‹rising at {rise} and falling at {fall} ns|edges at {rise} and {fall} ns|rise at {rise} ns, fall at {fall} ns›"
    return Draft(
        tasks=(
            f"‹Create|Define› ‹the|a› {period} ns clock {name} ‹on|at› port {port} with {said}.",
            f"Clock {name} on {port}: period {period} ns, {said}.",
            f"{port} gets a clock ‹named|› {name} of {period} ns with {said}.",
        ),
        code=f"create_clock -name {name} -period {period} -waveform {{{rise} {fall}}} [get_ports {port}]",
    )


@_own
def virtual_clock(draw: Draw) -> Draft:
    name = draw.one("vclk", "v_clk", "virt_clk", "ext_clk", "io_virtual", "vclk_io", "board_clk", "vck")
    period = ns(draw, 2, 20, 0.5)
    code = f"create_clock -name {name} -period {period}"
    outputs = draw.some(draw.design.netlist.rtl.outputs, 1, 2)
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Create|Define|Add› a virtual clock {name} ‹with a period of|of› {period.said}.",
                f"Virtual clock {name}, {period.said}‹, for the I/O constraints|, no source port|›.",
                f"‹Add|Create› {name}, a clock ‹without a source|that is on no port|not attached to any port›, {period.said} period.",
            ),
            code=code,
        )
    delay = ns(draw, 0.1, 1.5, 0.1)
    names = [port.pins for port in outputs]
    said = listed(port.name for port in outputs)
    return Draft(
        tasks=(
            f"‹Create|Define› a virtual clock {name} of {period.said} and ‹constrain|set an output delay of› {delay.said} ‹on|at› {said} ‹relative to|with respect to› it.",
            f"{said} ‹is captured|goes to a chip clocked› by a virtual clock {name} ({period.said}); output delay {delay.said}.",
            f"Virtual clock {name} at {period.said}, then output delay of {delay.said} against it for {said}.",
        ),
        code=f"{code}\nset_output_delay {delay} -clock {name} {ports(names)}",
    )


@_own
def several_clocks(draw: Draw) -> Draft:
    design = draw.design
    free = [port for port in design.netlist.rtl.clocks if port not in {clock.port for clock in design.clocks}]
    if len(free) < 2:
        raise DoesNotApplyError
    periods = [draw.whole(2, 16) for _ in free]
    said = ", ".join(
        f"{port} ‹{period} ns|at {period} ns|with {period} ns|({period} ns)›" for port, period in zip(free, periods, strict=True)
    )
    if draw.chance(0.5):
        pairs = " ".join(f"{port} {period}" for port, period in zip(free, periods, strict=True))
        name, value = draw.one(("port", "period"), ("p", "t"), ("clk_port", "ns"), ("name", "period"))
        code = f"foreach {{{name} {value}}} {{{pairs}}} {{\n    create_clock -name ${name} -period ${value} [get_ports ${name}]\n}}"
        how = "‹ in a loop| with one loop| from a list of ports and periods›"
    else:
        code = "\n".join(
            f"create_clock -name {port} -period {period} [get_ports {port}]" for port, period in zip(free, periods, strict=True)
        )
        how = ""
    return Draft(
        tasks=(
            f"‹Create|Define› a clock on each clock port{how}: {said}.",
            f"‹Define|Set up› these clocks{how}‹, each named after its port|, name = port›: {said}.",
            f"Clocks{how}: {said}.",
        ),
        code=code,
    )


@_own
def generated_clock(draw: Draw) -> Draft:
    clock = some_clock(draw)
    register = draw.of(wanted(draw.design.netlist.registers))
    by = draw.one(2, 2, 4, 8, 3, 16)
    name = draw.one(f"{clock.name}_div{by}", f"clk_div{by}", f"gen_{clock.name}", f"div{by}", f"{clock.name}_by_{by}", "gclk")
    pin = f"{register.name}/Q"
    if draw.chance(0.25):
        return Draft(
            tasks=(
                f"‹Create|Define› the generated clock {name} ‹on|at› ‹pin|› {pin}: {clock.name} ‹multiplied by|times› {by}.",
                f"{pin} ‹carries|outputs› {by}x {clock.name} (source port {clock.port}); ‹define|add› it as generated clock {name}.",
            ),
            code=f"create_generated_clock -name {name} -source [get_ports {clock.port}] -multiply_by {by} [get_pins {pin}]",
        )
    return Draft(
        tasks=(
            f"‹Create|Define› a generated clock {name} ‹on|at› ‹pin|the pin|› {pin}, ‹which is|› {clock.name} divided by {by}‹, source port {clock.port}|›.",
            f"{pin} is a divide-by-{by} of the clock ‹at|on› port {clock.port}: ‹declare|add› generated clock {name}.",
            f"Generated clock {name} at {pin}, source {clock.port}, divide by {by}.",
        ),
        code=f"create_generated_clock -name {name} -source [get_ports {clock.port}] -divide_by {by} [get_pins {pin}]",
    )


@_own
def uncertainty(draw: Draw) -> Draft:
    clock = some_clock(draw)
    setup, hold = ns(draw, 0.05, 0.4, 0.01), ns(draw, 0.02, 0.15, 0.01)
    said, target = (
        ("‹all clocks|every clock|each clock›", "[all_clocks]")
        if draw.chance(0.3)
        else (clock_said(clock), f"[get_clocks {clock.name}]")
    )
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Set|Add|Apply› ‹a clock uncertainty|an uncertainty|clock uncertainty› of {setup.said} ‹to|on|for› {said}.",
                    f"{setup.said} ‹jitter|uncertainty|margin› on {said}‹, setup and hold|, both checks|›.",
                ),
                code=f"set_clock_uncertainty {setup} {target}",
            )
        case 1:
            kind, quantity = draw.one(("setup", setup), ("hold", hold))
            return Draft(
                tasks=(
                    f"‹Set|Use› {quantity.said} of {kind} uncertainty ‹on|for› {said}.",
                    f"{kind.capitalize()} uncertainty of {said}: {quantity.said}.",
                    f"‹Add|Apply› a {kind} margin of {quantity.said} to {said} as clock uncertainty.",
                ),
                code=f"set_clock_uncertainty -{kind} {quantity} {target}",
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Set|Apply› clock uncertainty ‹on|to|for› {said}: {setup.said} ‹for setup|setup› and {hold.said} ‹for hold|hold›.",
                    f"Uncertainty ‹of|on› {said}: setup {setup.said}, hold {hold.said}.",
                    f"‹Model|Account for› jitter on {said} with {setup.said} for setup checks, {hold.said} for hold checks.",
                ),
                code=f"set_clock_uncertainty -setup {setup} {target}\nset_clock_uncertainty -hold {hold} {target}",
            )


@_own
def uncertainty_between(draw: Draw) -> Draft:
    if len(draw.design.clocks) < 2:
        raise DoesNotApplyError
    one, other = draw.random.sample(draw.design.clocks, 2)
    quantity = ns(draw, 0.1, 0.6, 0.05)
    code = f"set_clock_uncertainty {quantity} -from [get_clocks {one.name}] -to [get_clocks {other.name}]"
    both = draw.chance(0.4)
    if both:
        code += f"\nset_clock_uncertainty {quantity} -from [get_clocks {other.name}] -to [get_clocks {one.name}]"
    direction = (
        f"‹between {one.name} and {other.name}, both ways|from {one.name} to {other.name} and back|in both directions between {one.name} and {other.name}›"
        if both
        else f"‹from {one.name} to {other.name}|for paths launched by {one.name} and captured by {other.name}|{one.name} -> {other.name}›"
    )
    return Draft(
        tasks=(
            f"‹Set|Use› an ‹inter-clock uncertainty|uncertainty› of {quantity.said} {direction}.",
            f"{quantity.said} ‹uncertainty|extra margin as uncertainty› {direction}.",
        ),
        code=code,
    )


@_own
def latency(draw: Draw) -> Draft:
    clock = some_clock(draw)
    early, late = ns(draw, 0.1, 0.5, 0.05), ns(draw, 0.6, 1.5, 0.05)
    source = draw.chance(0.5)
    flag, kind = (
        (" -source", "‹source latency|source insertion delay|insertion delay to the clock port›")
        if source
        else ("", "‹network latency|clock tree latency|latency of the clock network›")
    )
    if draw.chance(0.5):
        return Draft(
            tasks=(
                f"‹Set|Give|Apply› ‹a|› {kind} of {late.said} ‹to|on|for› {clock_said(clock)}.",
                f"{clock.name}: {kind} {late.said}.",
            ),
            code=f"set_clock_latency{flag} {late} [get_clocks {clock.name}]",
        )
    flags = (f"{flag} -early", f"{flag} -late") if source else (f"{flag} -min", f"{flag} -max")
    names = ("early", "late") if source else ("min", "max")
    return Draft(
        tasks=(
            f"Set the {kind} of {clock_said(clock)} to {early.said} ({names[0]}) and {late.said} ({names[1]}).",
            f"{kind} ‹on|of› {clock.name}: {names[0]} {early.said}, {names[1]} {late.said}.",
            f"{clock.name} has ‹between {early.said} and {late.said}|{early.said} {names[0]} and {late.said} {names[1]}› of {kind}.",
        ),
        code=f"set_clock_latency{flags[0]} {early} [get_clocks {clock.name}]\nset_clock_latency{flags[1]} {late} [get_clocks {clock.name}]",
    )


@_own
def clock_transition(draw: Draw) -> Draft:
    clock = some_clock(draw)
    value = ns(draw, 0.05, 0.3, 0.01)
    edge = draw.one("", "", " -rise", " -fall", " -max")
    said = {"": "", " -rise": "‹rising|rise›", " -fall": "‹falling|fall›", " -max": "maximum"}[edge]
    return Draft(
        tasks=(
            f"‹Set|Fix› the {said} transition ‹time|› of {clock_said(clock)} ‹to|at› {value.said}.",
            f"{said} slew at the ‹clock pins|register clock pins› of {clock.name}: {value.said}.",
            f"‹Use|Assume› {value.said} {said} clock transition ‹on|for› {clock.name}.",
        ),
        code=f"set_clock_transition{edge} {value} [get_clocks {clock.name}]",
    )


@_own
def propagated(draw: Draw) -> Draft:
    if draw.chance(0.5) or len(draw.design.clocks) == 1:
        wanted(draw.design.clocks)
        said, target = "‹all clocks|every clock|the clocks›", "[all_clocks]"
    else:
        clock = some_clock(draw)
        said, target = clock_said(clock), f"[get_clocks {clock.name}]"
    if draw.chance(0.2):
        return Draft(
            tasks=(
                f"‹Make|Treat› {said} ideal again.",
                f"‹Undo|Remove› clock propagation ‹for|on› {said}.",
                f"Back to ideal clocks: {said}.",
            ),
            code=f"unset_propagated_clock {target}",
            before=f"set_propagated_clock {target}\n",
        )
    return Draft(
        tasks=(
            f"‹Propagate|Calculate› the ‹delays of the|› clock ‹network|tree› ‹of|for› {said}.",
            f"‹Use|Switch to› propagated ‹latency|clocks› for {said}‹ after CTS| instead of ideal latency|›.",
            f"Mark {said} as propagated‹, the clock tree is built|›.",
        ),
        code=f"set_propagated_clock {target}",
    )


@_own
def clock_latch_borrow(draw: Draw) -> Draft:
    clock = some_clock(draw)
    match draw.whole(0, 1):
        case 0:
            high = ns(draw, 0.2, 0.8, 0.05)
            side, flag = draw.one(("high", " -high"), ("low", " -low"), ("", ""))
            return Draft(
                tasks=(
                    f"‹Require|Check› a minimum {side} pulse width of {high.said} on {clock_said(clock)}.",
                    f"Min {side} pulse width ‹of|for› {clock.name}: {high.said}.",
                ),
                code=f"set_min_pulse_width{flag} {high} [get_clocks {clock.name}]",
            )
        case _:
            setup, hold = ns(draw, 0.1, 0.4, 0.05), ns(draw, 0.02, 0.1, 0.01)
            return Draft(
                tasks=(
                    f"‹Set|Use› clock gating checks ‹of|on› {clock_said(clock)}: setup {setup.said}, hold {hold.said}.",
                    f"Gating check margins for {clock.name}: {setup.said} setup and {hold.said} hold.",
                ),
                code=f"set_clock_gating_check -setup {setup} -hold {hold} [get_clocks {clock.name}]",
            )


@_own
def input_delay(draw: Draw) -> Draft:
    clock = some_clock(draw)
    several = draw.some(wanted(draw.design.netlist.rtl.inputs), 1, 3)
    said, target = listed(port.name for port in several), ports(port.pins for port in several)
    late, early = ns(draw, 0.5, 3, 0.1), ns(draw, 0.1, 0.4, 0.05)
    match draw.whole(0, 3):
        case 0 | 1:
            return Draft(
                tasks=(
                    f"‹Set|Apply› an input delay of {late.said} ‹relative to|with respect to|against› {clock_said(clock)} on {said}.",
                    f"{said} ‹arrives|arrive› {late.said} after the ‹rising edge|edge› of {clock.name}.",
                    f"Input delay {late.said} ({clock.name}) ‹for|on› {said}.",
                ),
                code=f"set_input_delay {late} -clock {clock.name} {target}",
            )
        case 2:
            return Draft(
                tasks=(
                    f"Input delays ‹for|of|on› {said} ‹against|w.r.t.› {clock.name}: max {late.said}, min {early.said}.",
                    f"{said} ‹becomes valid|change› between {early.said} and {late.said} after {clock.name}; constrain ‹min and max|both›.",
                    f"Set the maximum input delay of {said} to {late.said} and the minimum to {early.said}, clock {clock.name}.",
                ),
                code=f"set_input_delay -max {late} -clock {clock.name} {target}\nset_input_delay -min {early} -clock {clock.name} {target}",
            )
        case _:
            return Draft(
                tasks=(
                    f"{said} ‹is|are› launched ‹by|at› the falling edge of {clock.name}, {late.said} ‹later|after it›.",
                    f"Input delay of {late.said} from the falling edge of {clock_said(clock)} on {said}.",
                ),
                code=f"set_input_delay {late} -clock {clock.name} -clock_fall {target}",
            )


@_own
def output_delay(draw: Draw) -> Draft:
    clock = some_clock(draw)
    several = draw.some(wanted(draw.design.netlist.rtl.outputs), 1, 3)
    said, target = listed(port.name for port in several), ports(port.pins for port in several)
    late, early = ns(draw, 0.5, 3, 0.1), ns(draw, 0.1, 0.4, 0.05)
    match draw.whole(0, 2):
        case 0:
            said, target = draw.one((said, target), ("‹all outputs|every output|the outputs›", "[all_outputs]"))
            return Draft(
                tasks=(
                    f"‹Set|Apply› an output delay of {late.said} ‹relative to|against› {clock_said(clock)} ‹on|to› {said}.",
                    f"{said}‹: the receiver needs| must be ready› {late.said} before the next {clock.name} edge.",
                    f"Output delay {late.said} on {said}, clock {clock.name}.",
                ),
                code=f"set_output_delay {late} -clock {clock.name} {target}",
            )
        case 1:
            return Draft(
                tasks=(
                    f"Output delay of {said} ‹against|w.r.t.› {clock.name}: ‹max|setup› {late.said}, ‹min|hold› -{early}.",
                    f"‹Constrain|Set› {said} with max output delay {late.said} and min output delay -{early} ns ‹to|relative to› {clock.name}.",
                ),
                code=f"set_output_delay -max {late} -clock {clock.name} {target}\nset_output_delay -min -{early} -clock {clock.name} {target}",
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Add|Put› a second output delay on {said}: {late.said} to {clock.name}, ‹keeping the existing one|without removing what is there›.",
                    f"{said} ‹is|are› also captured by {clock.name} with {late.said} output delay; ‹add it|do not overwrite the other constraint›.",
                ),
                code=f"set_output_delay {late} -clock {clock.name} -add_delay {target}",
            )


@_own
def delay_by_share(draw: Draw) -> Draft:
    clock = some_clock(draw)
    share = draw.one(20, 25, 30, 40, 60)
    which = draw.one("input", "output")
    var = draw.one("period", "t_clk", "per", "half", "budget")
    target, said = f"[all_{which}s]", f"‹all {which}s|every {which}›"
    several = draw.some(wanted(draw.design.netlist.rtl.inputs if which == "input" else draw.design.netlist.rtl.outputs), 1, 2)
    if which == "input":
        said, target = listed(port.name for port in several), ports(port.pins for port in several)
    return Draft(
        tasks=(
            f"‹Set|Give› {said} ‹an|a› {which} delay of {share} % of the period of {clock_said(clock)}.",
            f"{which.capitalize()} delay on {said}: {share}% of {clock.name}'s period‹, read from the clock|›.",
            f"‹Budget|Reserve› {share} per cent of {clock.name} for the outside on {said} ({which} delay).",
        ),
        code=f"set {var} [get_property [get_clocks {clock.name}] period]\nset_{which}_delay [expr {{{share / 100:g} * ${var}}}] -clock {clock.name} {target}",
    )


@_own
def every_input_but_clocks(draw: Draw) -> Draft:
    clock = some_clock(draw)
    delay = ns(draw, 0.2, 2, 0.1)
    var, port = draw.one("inputs", "data_inputs", "ins", "others"), draw.one("port", "p", "each")
    clock_ports = sorted({each.port for each in draw.design.clocks})
    if draw.chance(0.5):
        code = f"set {var} {{}}\nforeach {port} [all_inputs] {{\n    if {{[get_full_name ${port}] ni {{{' '.join(clock_ports)}}}}} {{ lappend {var} ${port} }}\n}}\nset_input_delay {delay} -clock {clock.name} ${var}"
    else:
        code = f"set {var} [delete_from_list [all_inputs] {ports(clock_ports)}]\nset_input_delay {delay} -clock {clock.name} ${var}"
    return Draft(
        tasks=(
            f"‹Set|Apply› {delay.said} input delay ‹from|of› {clock.name} on all inputs ‹except|other than|but› {listed(clock_ports)}.",
            f"All inputs that are not clocks ({listed(clock_ports)}) arrive {delay.said} after {clock.name}.",
            f"Input delay {delay.said} against {clock.name} for ‹everything but|the inputs without› {listed(clock_ports)}.",
        ),
        code=code,
    )


@_own
def loads(draw: Draw) -> Draft:
    value = pf(draw, 0.01, 0.3)
    if draw.chance(0.4):
        return Draft(
            tasks=(
                f"‹Set|Put|Assume› ‹a load of|› {value.said} ‹on|at› ‹all outputs|every output|each output port›.",
                f"All outputs drive {value.said}.",
                f"Output load: {value.said} ‹everywhere|on all outputs›.",
            ),
            code=f"set_load {value} [all_outputs]",
        )
    several = draw.some(wanted(draw.design.netlist.rtl.outputs), 1, 3)
    if draw.chance(0.3):
        values = [pf(draw, 0.01, 0.3) for _ in several]
        said = ", ".join(f"{port.name} {value.said}" for port, value in zip(several, values, strict=True))
        return Draft(
            tasks=(f"‹Set the loads of these outputs|Output loads›: {said}.", f"‹Load|Capacitance› per ‹output|port›: {said}."),
            code="\n".join(f"set_load {value} {ports([port.pins])}" for port, value in zip(several, values, strict=True)),
        )
    flag, said = draw.one(("", ""), ("", ""), (" -pin_load", "‹pin|external pin›"), (" -wire_load", "wire"))
    return Draft(
        tasks=(
            f"‹Set|Put› ‹a|› {said} load of {value.said} on {listed(port.name for port in several)}.",
            f"{listed(port.name for port in several)} ‹drives|drive|sees› {value.said} ‹of|› {said} ‹capacitance|load›.",
        ),
        code=f"set_load{flag} {value} {ports(port.pins for port in several)}",
    )


@_own
def driving(draw: Draw) -> Draft:
    cell, pin = draw.one(
        ("BUFX2", "Y"), ("BUFX4", "Y"), ("INVX1", "Y"), ("INVX4", "Y"), ("INVX8", "Y"), ("DFFPOSX1", "Q"), ("INVX2", "Y")
    )
    several = draw.some(wanted(draw.design.netlist.rtl.inputs), 1, 3)
    said, target = draw.one(
        ("‹all inputs|the inputs›", "[all_inputs]"), (listed(port.name for port in several), ports(port.pins for port in several))
    )
    slew = ns(draw, 0.05, 0.4, 0.01)
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"‹Assume|Set› ‹an input transition|a slew|a transition time› of {slew.said} ‹at|on› {said}.",
                    f"Input ‹slew|transition› {slew.said} on {said}.",
                ),
                code=f"set_input_transition {slew} {target}",
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Model|Assume› ‹a|an external› {cell} as the driver of {said}.",
                    f"{said}: driven by a {cell} ‹from the library|›.",
                    f"‹Set|Use› {cell} as driving cell for {said}.",
                ),
                code=f"set_driving_cell -lib_cell {cell} {target}",
            )
        case _:
            return Draft(
                tasks=(
                    f"{said} ‹is|are› driven by pin {pin} of a {cell}‹, say so|›.",
                    f"‹Set the driving cell of|Driving cell for› {said}‹ to|:› {cell}, ‹output|› pin {pin}.",
                ),
                code=f"set_driving_cell -lib_cell {cell} -pin {pin} {target}",
            )


@_own
def design_limits(draw: Draw) -> Draft:
    slew, cap, fanout = ns(draw, 0.2, 1, 0.05), pf(draw, 0.1, 0.5, 0.02), draw.whole(4, 24)
    limits = draw.some(
        [
            (f"set_max_transition {slew} [current_design]", f"transition {slew.said}"),
            (f"set_max_capacitance {cap} [current_design]", f"capacitance {cap.said}"),
            (f"set_max_fanout {fanout} [current_design]", f"fanout {fanout}"),
        ],
        1,
        3,
    )
    said = ", ".join(text for _, text in limits)
    return Draft(
        tasks=(
            f"‹Limit|Set maximum limits for› the ‹whole|› design: {said}.",
            f"Design rule limits ‹for the current design|on the design|›: max {said}.",
            f"‹Set|Add› the design-wide ‹limits|max constraints›: {said}.",
        ),
        code="\n".join(code for code, _ in limits),
    )


@_own
def port_limits_each(draw: Draw) -> Draft:
    several = draw.some(wanted(draw.design.netlist.rtl.outputs), 1, 2)
    said, target = listed(port.name for port in several), ports(port.pins for port in several)
    kind, quantity = draw.one(("transition", ns(draw, 0.1, 0.6, 0.05)), ("capacitance", pf(draw, 0.05, 0.4, 0.01)))
    return Draft(
        tasks=(
            f"The {kind} at {said} ‹must not exceed|may be at most|shall stay below› {quantity.said}.",
            f"‹Set|Add› a maximum {kind} of {quantity.said} ‹on|for› {said}.",
            f"Max {kind} {quantity.said}: {said}.",
        ),
        code=f"set_max_{kind} {quantity} {target}",
    )


@_own
def clock_pin_objects(draw: Draw) -> Draft:
    register = draw.of(wanted(draw.design.netlist.registers))
    clock = some_clock(draw)
    value = ns(draw, 0.1, 0.9, 0.05)
    return Draft(
        tasks=(
            f"‹Set|Use› a clock latency of {value.said} at the clock pin of {register.name}‹ only|›.",
            f"Useful skew: {value.said} latency on {register.name}/CLK‹ for {clock.name}|›.",
            f"‹Delay|Skew› the clock of ‹register|› {register.name} by {value.said} with a latency on its CLK pin.",
        ),
        code=f"set_clock_latency {value} {pins([f'{register.name}/CLK'])}",
    )


@_own
def remove_clock_property(draw: Draw) -> Draft:
    clock = some_clock(draw)
    value = ns(draw, 0.05, 0.3, 0.01)
    kind = draw.one("latency", "transition", "uncertainty")
    return Draft(
        tasks=(
            f"‹Remove|Drop|Take away› the clock {kind} ‹from|of› {clock_said(clock)} ‹again|›.",
            f"{clock.name}: no {kind} any more‹, unset it|›.",
            f"‹Reset|Clear› the {kind} that was set on {clock.name}.",
        ),
        code=f"unset_clock_{kind} {clocks([clock.name])}",
        before=f"set_clock_{kind} {value} [get_clocks {clock.name}]\n",
    )
