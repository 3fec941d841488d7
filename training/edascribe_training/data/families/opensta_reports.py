"""OpenSTA: the tool's own reports, to the screen or to files."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family, wanted
from edascribe_training.data.families.opensta_clocks import clock_said, some_clock
from edascribe_training.data.families.opensta_exceptions import ends
from edascribe_training.data.scene import file_name, listed, pins

FAMILIES: list[Family] = []
_own = family("opensta", FAMILIES)
_CHECKS = (("max", "setup"), ("max", "setup"), ("min", "hold"))
_FORMATS = (
    ("full", "‹in the full format|with every stage|›"),
    ("full_clock", "‹including the clock network|with the clock path›"),
    ("full_clock_expanded", "‹with the clock paths expanded|full with expanded clock paths›"),
    ("short", "‹in short form|short format›"),
    ("end", "‹one line per endpoint|endpoints only|in the end format›"),
    ("summary", "‹as a summary|one line per path with start and end|summary format›"),
)
_FIELDS = (
    ("slew", "‹slews|slew›"),
    ("capacitance", "‹capacitances|cap›"),
    ("input_pins", "input pins"),
    ("nets", "‹nets|net names›"),
)


def redirected(draw: Draw, stems: str) -> tuple[str, str]:
    """The end of a report's command and of its words: to a file, or to the screen."""
    if draw.chance(0.5):
        return "", "‹|| on the screen| here›"
    name = file_name(draw, stems)
    if draw.chance(0.15):
        return f" >> {name}", f"‹, appended to| and append it to› {name}"
    return f" > {name}", f"‹ into| to the file| to|, written to| and save it as› {name}"


@_own
def worst_path(draw: Draw) -> Draft:
    delay, check = draw.of(_CHECKS)
    wanted(draw.design.clocks)
    format_, how = draw.of(_FORMATS)
    out, where = redirected(draw, "timing worst critical setup path")
    flag = "" if format_ == "full" else f" -format {format_}"
    digits = draw.one("", "", " -digits 3", " -digits 4")
    said = f", {digits.split()[1]} ‹digits|decimals›" if digits else ""
    return Draft(
        tasks=(
            f"‹Report|Show|Print› the ‹worst|most critical› {check} path {how}{said}{where}.",
            f"‹Worst|Critical› {check} path {how}{said}{where}.",
            f"‹Report|Show› the {check} path with the ‹least|smallest› slack {how}{said}{where}.",
        ),
        code=f"report_checks -path_delay {delay}{flag}{digits}{out}",
    )


@_own
def worst_paths_of_group(draw: Draw) -> Draft:
    delay, check = draw.of(_CHECKS)
    clock = some_clock(draw)
    count = draw.one(3, 5, 10, 20, 25, 50)
    format_, how = draw.of(_FORMATS)
    limited = draw.chance(0.35)
    slack = draw.one("0", "0", "-0.1", "0.2", "0.5")
    limit = f" -slack_max {slack}" if limited else ""
    under = (
        (
            f" ‹with slack below|whose slack is below|under› {slack}"
            if slack != "0"
            else " ‹that violate|with negative slack|that fail›"
        )
        if limited
        else ""
    )
    grouped = draw.chance(0.5)
    group = f" -path_group {clock.name}" if grouped else ""
    of = f"‹ of| in path group| in the group of› {clock.name}" if grouped else ""
    out, where = redirected(draw, "paths timing setup group violations")
    return Draft(
        tasks=(
            f"‹Report|Print|List› the {count} worst {check} paths{of}{under} {how}{where}.",
            f"‹Top|Worst› {count} {check} paths{of}{under}, {how}{where}.",
            f"Up to {count} {check} paths{of}{under} {how}{where}.",
        ),
        code=f"report_checks -path_delay {delay}{group} -group_count {count}{limit}{'' if format_ == 'full' else f' -format {format_}'}{out}",
    )


@_own
def path_between(draw: Draw) -> Draft:
    start, start_code, end, end_code = ends(draw)
    delay, check = draw.of(_CHECKS)
    wanted(draw.design.clocks)
    out, where = redirected(draw, "path from_to debug")
    which = draw.whole(0, 2)
    said = (f"from {start} to {end}", f"from {start}", f"to {end}")[which]
    code = (f"-from {start_code} -to {end_code}", f"-from {start_code}", f"-to {end_code}")[which]
    return Draft(
        tasks=(
            f"‹Report|Show› the worst {check} path {said}{where}.",
            f"‹{check} timing|Worst {check} path› {said}{where}.",
            f"‹What is|Show me› the {check} slack {said}‹? Full path|, with the path›{where}.",
        ),
        code=f"report_checks -path_delay {delay} {code}{out}",
        before="",
        probe="",
    )


@_own
def path_through(draw: Draw) -> Draft:
    gate = draw.of(wanted(draw.design.netlist.gates))
    wanted(draw.design.clocks)
    delay, check = draw.of(_CHECKS)
    out, where = redirected(draw, "through path debug")
    return Draft(
        tasks=(
            f"‹Report|Show› the worst {check} path through {gate.name}{where}.",
            f"Worst {check} path ‹via|through› ‹the output of|pin Y of› {gate.name}{where}.",
        ),
        code=f"report_checks -path_delay {delay} -through {pins([f'{gate.name}/Y'])}{out}",
    )


@_own
def paths_with_fields(draw: Draw) -> Draft:
    delay, check = draw.of(_CHECKS)
    wanted(draw.design.clocks)
    several = draw.some(_FIELDS, 1, 3)
    fields = " ".join(name for name, _ in several)
    count = draw.one(1, 1, 3, 5)
    digits = draw.one(3, 4, 5)
    out, where = redirected(draw, "fields detailed timing")
    many = f"the {count} worst {check} paths" if count > 1 else f"the worst {check} path"
    return Draft(
        tasks=(
            f"‹Report|Print› {many} with {listed(said for _, said in several)} and {digits} digits{where}.",
            f"{many}, columns: {', '.join(said for _, said in several)}; {digits} ‹digits|decimals›{where}.",
        ),
        code=f"report_checks -path_delay {delay}{f' -group_count {count}' if count > 1 else ''} -fields {{{fields}}} -digits {digits}{out}",
    )


@_own
def paths_per_endpoint(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    paths, count = draw.one(2, 3, 4), draw.one(10, 20, 30)
    unique = draw.chance(0.4)
    out, where = redirected(draw, "endpoints paths")
    how = "‹that differ in their pins|unique|not twice the same›" if unique else ""
    return Draft(
        tasks=(
            f"‹Report|List› up to {paths} {how} setup paths ‹per|for each› endpoint, {count} per group{where}.",
            f"{paths} paths ‹per|to each› endpoint ‹at most|max›{', unique' if unique else ''}, {count} ‹in each group|per path group›{where}.",
        ),
        code=f"report_checks -path_delay max -endpoint_count {paths} -group_count {count}{' -unique_paths_to_endpoint' if unique else ''}{out}",
    )


@_own
def slack_numbers(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    several = draw.some(
        [
            ("report_wns", "WNS", "worst negative slack"),
            ("report_tns", "TNS", "total negative slack"),
            ("report_worst_slack", "the worst slack", "the worst slack"),
        ],
        1,
        3,
    )
    digits = draw.one("", "", " -digits 3", " -digits 4")
    said = f" with {digits.split()[1]} ‹digits|decimals›" if digits else ""
    kinds = listed(draw.one(short, long) for _, short, long in several)
    if draw.chance(0.3):
        name = file_name(draw, "slack summary qor wns")
        code = "\n".join(f"{command}{digits} {'>' if number == 0 else '>>'} {name}" for number, (command, *_) in enumerate(several))
        return Draft(tasks=(f"‹Write|Save› {kinds}{said} to {name}.", f"{name}: {kinds}{said}."), code=code)
    return Draft(
        tasks=(
            f"‹Report|Print|Show› {kinds}{said}.",
            f"‹How bad is it|Timing summary›: {kinds}{said}.",
            f"‹Give me|Report› {kinds} of the design{said}.",
        ),
        code="\n".join(f"{command}{digits}" for command, *_ in several),
    )


@_own
def design_rule_report(draw: Draw) -> Draft:
    out, where = redirected(draw, "drv limits violations slew")
    flag, how = draw.one(
        ("", ""),
        (" -verbose", " ‹verbosely|in detail›"),
        (" -digits 3", " with 3 digits"),
        (" -format slack_only", ", slacks only"),
        (" -format end -digits 3", ", one line each with 3 digits"),
    )
    return Draft(
        tasks=(
            f"‹Report|List› all ‹violations|violators› of the maximum transition{how}{where}.",
            f"‹Which pins|Report the pins that› violate max transition{how}{where}.",
            f"Max transition violations{how}{where}.",
        ),
        code=f"report_check_types -all_violators -max_transition{flag}{out}",
        before="set_max_transition 0.1 [current_design]\n",
    )


@_own
def check_type_report(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    flag, said = draw.one(
        ("-min_pulse_width", "minimum pulse width"),
        ("-max_delay", "setup"),
        ("-min_delay", "hold"),
        ("-recovery", "recovery"),
        ("-removal", "removal"),
    )
    out, where = redirected(draw, "checks pulse_width hold setup")
    verbose = draw.one("", " -verbose")
    return Draft(
        tasks=(
            f"‹Report|Show› the {said} checks{' in detail' if verbose else ''}{where}.",
            f"{said} checks{', verbose' if verbose else ''}{where}.",
        ),
        code=f"report_check_types {flag}{verbose}{out}",
    )


@_own
def power(draw: Draw) -> Draft:
    out, where = redirected(draw, "power pwr")
    wanted(draw.design.clocks)
    if draw.chance(0.4):
        gate = draw.some(draw.design.netlist.registers, 1, 3)
        names = " ".join(each.name for each in gate)
        return Draft(
            tasks=(
                f"‹Report|Show› the power of {listed(each.name for each in gate)}{where}.",
                f"Power of instances {listed(each.name for each in gate)}{where}.",
            ),
            code=f"report_power -instances [get_cells {{{names}}}]{out}",
        )
    digits = draw.one("", " -digits 4", " -digits 3")
    return Draft(
        tasks=(
            f"‹Report|Show› ‹the power|power consumption|the total power›{f' with {digits.split()[1]} digits' if digits else ''}{where}.",
            f"Power report{digits.replace(' -digits ', ', digits ')}{where}.",
        ),
        code=f"report_power{digits}{out}",
    )


@_own
def clock_reports(draw: Draw) -> Draft:
    clock = some_clock(draw)
    name, said, scoped = draw.one(
        ("report_clock_properties", "‹properties|period and waveform›", " {}"),
        ("report_clock_skew -setup", "setup skew", " -clock [get_clocks {}]"),
        ("report_clock_skew -hold", "hold skew", " -clock [get_clocks {}]"),
    )
    if draw.chance(0.5):
        return Draft(
            tasks=(f"‹Report|Show› the {said} of ‹all clocks|every clock|the clocks›.", f"{said} of all clocks."),
            code=name if "skew" in name else "report_clock_properties",
        )
    return Draft(
        tasks=(f"‹Report|Show|Print› the {said} of {clock_said(clock)}.", f"{clock.name}: {said}‹, please|›."),
        code=name + scoped.format(clock.name),
    )


@_own
def constraint_check(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    "‹Check|Verify› ‹whether|that› the constraints are complete‹, verbosely|, in detail›.",
                    "‹Which|List the› endpoints and ports ‹are|that are› unconstrained‹, in detail|›.",
                    "Run the setup checks of the constraints, verbose.",
                ),
                code="check_setup -verbose",
            )
        case 1:
            kind, said = draw.one(
                ("-no_input_delay", "‹inputs without an input delay|input ports that have no input delay›"),
                ("-no_output_delay", "‹outputs without an output delay|unconstrained outputs›"),
                ("-unconstrained_endpoints", "unconstrained endpoints"),
                ("-no_clock", "‹registers without a clock|unclocked registers›"),
            )
            out, where = redirected(draw, "unconstrained check_setup missing")
            return Draft(
                tasks=(f"‹List|Report› {said}{where}.", f"{said}{where}.", f"Check the constraints for {said}{where}."),
                code=f"check_setup -verbose {kind}{out}",
            )
        case 2:
            out, where = redirected(draw, "unconstrained paths")
            return Draft(
                tasks=(
                    f"Report ‹also|› the unconstrained paths{where}.",
                    f"‹Show|Print› paths that are not constrained, too{where}.",
                ),
                code=f"report_checks -unconstrained{out}",
            )
        case _:
            return Draft(
                tasks=(
                    "‹Show|Report› the units ‹in use|of the session›.",
                    "Which units does the tool use?",
                    "Print the units of time, capacitance and so on.",
                ),
                code="report_units",
            )


@_own
def objects_reported(draw: Draw) -> Draft:
    gate = draw.of(wanted(draw.design.netlist.gates))
    net = draw.of(wanted(draw.design.netlist.nets))
    register = draw.of(wanted(draw.design.netlist.registers))
    pin = draw.one("A", "Y") if "A" in gate.pins else "Y"
    code, said = draw.one(
        (f"report_instance {gate.name}", f"‹instance|cell› {gate.name}: its pins and nets"),
        (f"report_net {net}", f"‹drivers and loads|connections› of net {net}"),
        (f"report_net -digits 4 {net}", f"drivers, loads and capacitances of net {net} with 4 digits"),
        (f"report_pin {gate.name}/{pin}", f"‹details of|everything about› pin {gate.name}/{pin}"),
        (f"report_lib_cell {gate.cell}", f"‹ports and functions|description› of library cell {gate.cell}"),
        (f"report_instance {register.name}", f"what ‹register|flop› {register.name} is connected to"),
    )
    return Draft(tasks=(f"‹Show|Print› ‹the|› {said}.", f"‹I want to see|Report› {said}."), code=code)


@_own
def delay_calculation(draw: Draw) -> Draft:
    gate = draw.of(wanted([gate for gate in draw.design.netlist.gates if "A" in gate.pins and "Y" in gate.pins]))
    pin = draw.of([pin for pin in gate.pins if pin != "Y"])
    digits = draw.one("", " -digits 4", " -digits 5")
    flag, said = draw.one(("", ""), (" -max", "maximum "), (" -min", "minimum "))
    return Draft(
        tasks=(
            f"‹Report|Show› ‹how the delay|the calculation of the {said}delay› from {pin} to Y ‹of|through› {gate.name} ‹is calculated|›{digits.replace(' -digits ', ', digits ')}.",
            f"Delay calculation of {gate.name}, {pin} -> Y{digits.replace(' -digits ', ', digits ')}.",
        ),
        code=f"report_dcalc -from [get_pins {gate.name}/{pin}] -to [get_pins {gate.name}/Y]{flag}{digits}",
    )


@_own
def pin_timing(draw: Draw) -> Draft:
    gate = draw.of(wanted(draw.design.netlist.gates))
    wanted(draw.design.clocks)
    name, said = draw.one(
        ("report_slews", "‹slews|transition times›"), ("report_slack", "slacks"), ("report_required", "required times")
    )
    return Draft(
        tasks=(f"‹Report|Show› the {said} at ‹pin|› {gate.name}/Y.", f"{said} ‹at|of› {gate.name}/Y."), code=f"{name} {gate.name}/Y"
    )


@_own
def written_files(draw: Draw) -> Draft:
    top = draw.design.netlist.rtl.top
    wanted(draw.design.clocks)
    name = draw.one(top, "out", "final", f"{top}_out", "constraints", "post_eco")
    code, said = draw.one(
        (f"write_sdc {name}.sdc", f"‹constraints|timing constraints› ‹as SDC|› to {name}.sdc"),
        (f"write_sdc -no_timestamp {name}.sdc", f"constraints to {name}.sdc without a time stamp"),
        (f"write_sdc -digits 3 {name}.sdc", f"constraints to {name}.sdc with 3 digits"),
        (f"write_sdf {name}.sdf", f"delays ‹as SDF|› to {name}.sdf"),
        (f"write_sdf -divider . -digits 4 {name}.sdf", f"delays to {name}.sdf, divider '.' and 4 digits"),
        (f"write_sdf -no_timestamp -no_version {name}.sdf", f"SDF {name}.sdf, without time stamp and version"),
        (f"write_verilog {name}.v", f"netlist to {name}.v"),
    )
    return Draft(tasks=(f"‹Write|Save|Dump› the {said}.", f"‹Export|Write out› the {said}."), code=code)


@_own
def both_checks_to_files(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    count = draw.one(5, 10, 20)
    setup, hold = draw.one(
        ("setup.rpt", "hold.rpt"), ("max.rpt", "min.rpt"), ("timing_setup.txt", "timing_hold.txt"), ("wc.rpt", "bc.rpt")
    )
    if draw.chance(0.5):
        code = f"report_checks -path_delay max -group_count {count} > {setup}\nreport_checks -path_delay min -group_count {count} > {hold}"
    else:
        kind, name = draw.one(("delay", "file"), ("type", "out"), ("mode", "name"))
        code = f"foreach {{{kind} {name}}} {{max {setup} min {hold}}} {{\n    report_checks -path_delay ${kind} -group_count {count} > ${name}\n}}"
    return Draft(
        tasks=(
            f"Write the {count} worst setup paths to {setup} and the {count} worst hold paths to {hold}.",
            f"{setup}: {count} worst setup paths per group; {hold}: the same for hold.",
            f"‹Dump|Save› the top {count} paths, setup to {setup}, hold to {hold}.",
        ),
        code=code,
    )


@_own
def per_clock_reports(draw: Draw) -> Draft:
    wanted(draw.design.clocks)
    count = draw.one(1, 3, 5, 10)
    clock = draw.one("clock", "clk", "c")
    per_file = draw.chance(0.5)
    suffix = draw.one("rpt", "txt")
    tail = f" > [get_name ${clock}].{suffix}" if per_file else ""
    head = "" if per_file else f'    puts "{draw.one("clock", "group", "==")} [get_name ${clock}]"\n'
    where = (
        f" ‹into|to› a file ‹each|of its own›, <clock>.{suffix}"
        if per_file
        else "‹ under a line with its name| with the clock's name above›"
    )
    return Draft(
        tasks=(
            f"‹Report|Write› the {count} worst setup path{'s' if count > 1 else ''} ‹of|for› ‹every|each› clock{where}.",
            f"For each clock: {count} worst path{'s' if count > 1 else ''} (setup){where}.",
        ),
        code=f"foreach {clock} [all_clocks] {{\n{head}    report_checks -path_delay max -path_group [get_name ${clock}] -group_count {count}{tail}\n}}",
    )
