"""yosys: reading, elaboration, synthesis, mapping and clean-up."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family, wanted
from edascribe_training.data.families.yosys_scene import STAGES, at
from edascribe_training.data.scene import file_name, listed

FAMILIES: list[Family] = []
_own = family("yosys", FAMILIES)
_LATE = ("synthesized", "mapped")
_SOME = STAGES[1:]


@_own
def sources_read(draw: Draw) -> Draft:
    scene = at(draw, "begun")
    define = draw.one("SYNTHESIS", "FPGA", "USE_FAST_ADD", "NO_ASSERT", "LOW_POWER")
    flags, said = draw.one(
        ("", ""),
        ("-sv ", "‹ as SystemVerilog| in SystemVerilog mode|, SystemVerilog›"),
        (f"-D{define} ", f"‹ with {define} defined| with the macro {define}| (define {define})›"),
        ("-defer ", "‹ without elaborating it yet| and defer elaboration|, deferred›"),
        ("-nolatches ", "‹ and report an error for every latch| and allow no latches›"),
        ("-noautowire ", "‹ with implicit wires forbidden| without implicit wire declarations›"),
    )
    check = draw.chance(0.5)
    more = f"\nhierarchy -check -top {scene.rtl.top}" if check else ""
    then = f"‹ and check the hierarchy under| and set and check the top module| with top›  {scene.rtl.top}" if check else ""
    return Draft(
        tasks=(
            f"‹Read|Load› {scene.source}{said}{then}.",
            f"‹Read|Load|Parse› the ‹design|Verilog|sources› from {scene.source}{said}{then}.",
        ),
        code=f"read_verilog {flags}{scene.source}{more}",
    )


@_own
def top_checked(draw: Draw) -> Draft:
    scene = at(draw, "read")
    if draw.chance(0.3):
        return Draft(
            tasks=(
                "‹Find|Let yosys find› the top module ‹by itself|automatically› and check the hierarchy.",
                "Hierarchy check, top chosen automatically.",
            ),
            code="hierarchy -check -auto-top",
        )
    return Draft(
        tasks=(
            f"‹Make|Set› {scene.rtl.top} the top ‹module|› and ‹check|verify› ‹that no module is missing|the hierarchy›.",
            f"‹Elaborate|Check› the hierarchy with top {scene.rtl.top}.",
            f"Top module is {scene.rtl.top}; fail on missing modules.",
        ),
        code=f"hierarchy -check -top {scene.rtl.top}",
    )


@_own
def processes(draw: Draw) -> Draft:
    scene = at(draw, "read")
    more = draw.some(
        [
            ("opt", "optimize"),
            ("memory -nomap", "‹collect the memories, unmapped|turn memories into memory cells›"),
            ("opt_clean", "clean up"),
            ("flatten", "flatten"),
            ("fsm", "‹extract and optimize state machines|run FSM extraction›"),
        ],
        0,
        3,
    )
    code = "\n".join([f"hierarchy -check -top {scene.rtl.top}", "procs", *(name for name, _ in more)])
    then = "".join(f", {said}" for _, said in more)
    return Draft(
        tasks=(
            f"‹Elaborate|Set up› {scene.rtl.top} as top and ‹turn the always blocks into|convert processes to› ‹registers and multiplexers|netlist cells›{then}.",
            f"Hierarchy for {scene.rtl.top}, then processes to logic{then}.",
        ),
        code=code,
    )


@_own
def generic_synthesis(draw: Draw) -> Draft:
    scene = at(draw, "read")
    flags = draw.some(
        [
            (" -flatten", "‹flatten it|flattened|without hierarchy›"),
            (" -noabc", "‹no ABC|skip ABC|without ABC›"),
            (" -nofsm", "‹without FSM extraction|leave state machines alone›"),
            (" -noshare", "‹no resource sharing|without sharing resources›"),
            (" -noalumacc", "without extracting adders and ALUs"),
        ],
        0,
        2,
    )
    top = draw.chance(0.8)
    said = "".join(f", {words}" for _, words in flags)
    of = scene.rtl.top if top else "‹the design|it›, top found automatically"
    return Draft(
        tasks=(
            f"‹Synthesize|Run generic synthesis of› {of}{said}.",
            f"Generic synthesis ‹for|of› {of}{said}.",
            f"‹Run|Do› the ‹default|standard› synthesis ‹script|flow› ‹on|for› {of}{said}.",
        ),
        code=f"synth {f'-top {scene.rtl.top}' if top else '-auto-top'}{''.join(flag for flag, _ in flags)}",
    )


@_own
def partial_synthesis(draw: Draw) -> Draft:
    scene = at(draw, "read")
    label, said = draw.one(
        ("coarse", "‹only the coarse part|just the coarse-grain steps|stop before fine-grain mapping›"),
        ("begin:fine", "from the beginning to before the fine-grain part"),
    )
    run = "-run begin:fine" if label != "coarse" else "-run :fine"
    return Draft(
        tasks=(f"‹Synthesize|Run synth for› {scene.rtl.top}, {said}.", f"synth of {scene.rtl.top}: {said}."),
        code=f"synth -top {scene.rtl.top} {run}",
    )


@_own
def lut_synthesis(draw: Draw) -> Draft:
    scene = at(draw, "read")
    inputs = draw.one(4, 4, 5, 6)
    target, said = draw.one(
        (f"synth -top {scene.rtl.top} -lut {inputs}", f"LUTs with {inputs} inputs"),
        (f"synth_ice40 -top {scene.rtl.top}", "an iCE40"),
        (f"synth_ecp5 -top {scene.rtl.top}", "an ECP5"),
        (f"synth_xilinx -top {scene.rtl.top}", "‹a Xilinx 7 series FPGA|Xilinx›"),
        (f"synth_gowin -top {scene.rtl.top}", "a Gowin FPGA"),
        (f"synth_intel_alm -top {scene.rtl.top}", "Intel ALMs"),
        (f"synth_nexus -top {scene.rtl.top}", "‹a Lattice Nexus|Nexus›"),
        (f"synth_greenpak4 -top {scene.rtl.top}", "GreenPAK4"),
        (f"synth_machxo2 -top {scene.rtl.top}", "a MachXO2"),
    )
    return Draft(
        tasks=(f"‹Synthesize|Map› {scene.rtl.top} ‹for|to› {said}.", f"FPGA synthesis of {scene.rtl.top} for {said}."),
        code=target,
    )


@_own
def library_mapping(draw: Draw) -> Draft:
    scene = at(draw, "synthesized")
    delay = draw.one("", "", f" -D {draw.one(500, 800, 1000, 1500, 2000, 2500, 4000, 5000)}")
    clean = draw.one("", "\nopt_clean", "\nopt_clean -purge", "\nclean")
    what = draw.whole(0, 3)
    target = f"‹, delay target {delay[4:]} ps| with a target delay of {delay[4:]} ps|; period {delay[4:]} ps›" if delay else ""
    then = "‹, then clean up| and remove what is unused|; clean up afterwards›" if clean else ""
    if what == 0:
        return Draft(
            tasks=(
                f"‹Map|Replace› the flip-flops ‹to|by› cells of {scene.liberty}.",
                f"‹Registers|Flip-flops› to library cells ({scene.liberty}).",
            ),
            code=f"dfflibmap -liberty {scene.liberty}",
        )
    if what == 1:
        return Draft(
            tasks=(
                f"‹Map|Technology-map› the ‹combinational logic|logic|gates› to {scene.liberty}{target}{then}.",
                f"ABC with {scene.liberty}{target}{then}.",
            ),
            code=f"abc -liberty {scene.liberty}{delay}{clean}",
        )
    return Draft(
        tasks=(
            f"‹Map|Technology-map› ‹registers|flip-flops› and ‹logic|gates› to ‹the cells of|› {scene.liberty}{target}{then}.",
            f"Mapping to {scene.liberty}: first the flip-flops, then the ‹combinational part|logic›{target}{then}.",
            f"‹Use|Take› {scene.liberty} for flip-flop and logic mapping{target}{then}.",
        ),
        code=f"dfflibmap -liberty {scene.liberty}\nabc -liberty {scene.liberty}{delay}{clean}",
    )


@_own
def whole_flow(draw: Draw) -> Draft:
    scene = at(draw, "begun", "read")
    netlist = draw.one(f"{scene.rtl.top}_netlist.v", "netlist.v", "mapped.v", f"{scene.rtl.top}_syn.v", "gates.v", "out.v")
    flat = draw.chance(0.5)
    clean = draw.one("opt_clean", "opt_clean -purge", "clean")
    read = f"read_verilog {scene.source}\n" if scene.stage == "begun" else ""
    noattr = draw.one("", " -noattr", " -noattr")
    stat = draw.chance(0.3)
    report = draw.one("area.rpt", "stat.txt", "cells.rpt")
    said = "‹, flattened| and flatten it|, no hierarchy›" if flat else ""
    then = f"‹; cell statistics with areas to {report}|, and put the area statistics into {report}›" if stat else ""
    without = "‹ without attributes|, no attributes›" if noattr else ""
    start = f"‹Read|Load› {scene.source}, synthesize {scene.rtl.top}{said}" if read else f"‹Synthesize|Take› {scene.rtl.top}{said}"
    return Draft(
        tasks=(
            f"{start}, map ‹it|everything› to {scene.liberty}, clean up and write ‹the netlist to|› {netlist}{without}{then}.",
            f"‹Complete|Whole› flow for {scene.rtl.top}{' from ' + scene.source if read else ''}{said}: synthesis, mapping to {scene.liberty}, netlist {netlist}{without}{then}.",
        ),
        code=f"{read}synth -top {scene.rtl.top}{' -flatten' if flat else ''}\ndfflibmap -liberty {scene.liberty}\nabc -liberty {scene.liberty}\n{clean}\n"
        + (f"tee -o {report} stat -liberty {scene.liberty}\n" if stat else "")
        + f"write_verilog{noattr} {netlist}",
    )


@_own
def optimizations(draw: Draw) -> Draft:
    at(draw, *_SOME)
    code, said = draw.one(
        ("opt", "‹Run the usual optimizations|Optimize the design›"),
        ("opt -full", "‹Optimize with all options|Run all optimizations, full›"),
        ("opt_clean -purge", "‹Remove unused cells and wires, also wires with public names|Clean up, purge named wires too›"),
        ("opt_expr -full", "‹Fold constants, with all options|Simplify constant expressions fully›"),
        ("opt_merge", "‹Merge identical cells|Merge cells that have the same inputs›"),
        ("opt_merge -share_all", "Merge identical cells, ‹flip-flops too|including registers›"),
        ("opt_dff", "‹Optimize the flip-flops|Simplify flip-flops, such as constant ones›"),
        ("opt_reduce -full", "‹Simplify reduction operators and multiplexers fully|Reduce multiplexer trees and reductions, full›"),
        ("wreduce", "‹Make operators no wider than needed|Reduce the word size of operators›"),
        ("peepopt", "Run the peephole optimizations"),
        ("opt_muxtree", "‹Remove dead branches of multiplexer trees|Prune multiplexer trees›"),
        ("share -aggressive", "‹Share resources aggressively|Merge shareable arithmetic, aggressively›"),
        ("alumacc", "‹Extract ALU and MACC cells|Turn adders and comparisons into $alu cells›"),
        ("opt_demorgan", "Push inverters through by De Morgan's rule"),
        ("opt_share", "Merge operators behind multiplexers"),
        ("freduce", "‹Merge functionally equal nets|Detect equivalent functions and merge them›"),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def flattening(draw: Draw) -> Draft:
    scene = at(draw, "elaborated", "synthesized", "mapped")
    wanted([] if scene.flat else [1])
    unit = draw.of(scene.rtl.units)
    match draw.whole(0, 2):
        case 0:
            more = draw.one("", "\nopt_clean", "\nopt_clean -purge")
            return Draft(
                tasks=(
                    f"‹Flatten|Dissolve the hierarchy of› the design{'‹ and clean up|, then remove what is unused›' if more else ''}.",
                    f"‹No hierarchy any more|One flat module›{', cleaned up' if more else ''}.",
                ),
                code=f"flatten{more}",
            )
        case 1:
            return Draft(
                tasks=(
                    f"Flatten ‹everything|the design› but keep ‹module|› {unit.module} as it is.",
                    f"{unit.module} stays a module, ‹flatten|dissolve› the rest.",
                ),
                code=f"setattr -mod -set keep_hierarchy 1 {unit.module}\nflatten",
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Keep|Protect› the hierarchy of ‹module|› {unit.module} ‹against flattening|when flattening›.",
                    f"Set keep_hierarchy on {unit.module}.",
                ),
                code=f"setattr -mod -set keep_hierarchy 1 {unit.module}",
            )


@_own
def memories(draw: Draw) -> Draft:
    scene = at(draw, "elaborated")
    wanted([unit for unit in scene.rtl.units if unit.kind == "bank"])
    code, said = draw.one(
        ("memory", "‹Turn memories into flip-flops and logic|Map all memories to registers›"),
        ("memory -nomap", "‹Collect the memories into $mem cells, but do not map them|Memory passes without mapping›"),
        ("memory_collect", "‹Join the ports of each memory into one cell|Collect memory ports›"),
        ("memory_dff", "Merge flip-flops into the ports of memories"),
        ("memory\nopt -full", "Map memories to flip-flops and optimize fully"),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def state_machines(draw: Draw) -> Draft:
    scene = at(draw, "elaborated")
    wanted([unit for unit in scene.rtl.units if unit.kind in ("fsm", "alu")])
    encoding, said = draw.one(("one-hot", "one-hot"), ("binary", "binary"))
    code, words = draw.one(
        ("fsm", "‹Extract, optimize and map the state machines|Run the FSM passes›"),
        (f"fsm -encoding {encoding}", f"‹Extract state machines and encode them {said}|FSM extraction, {said} encoding›"),
        ("fsm -nomap", "‹Extract the state machines but leave them unmapped|FSM passes without mapping›"),
        ("fsm_detect\nfsm_extract", "‹Detect and extract the state machines|Find state machines and extract them›"),
    )
    return Draft(tasks=(f"{words}.",), code=code)


@_own
def nets_split(draw: Draw) -> Draft:
    at(draw, *_LATE)
    code, said = draw.one(
        ("splitnets", "‹Split multi-bit nets into single bits|One net per bit inside›"),
        ("splitnets -ports", "‹Split all buses into single-bit nets, ports too|One net per bit, also at the ports›"),
        (
            "splitnets -ports -format __",
            "‹Split buses and ports into bits named like a_3_|Single bits everywhere, names like bus_3_›",
        ),
        ("setundef -zero", "‹Set undefined values to zero|Replace x by 0›"),
        ("setundef -undriven -zero", "‹Tie undriven nets to zero|Drive everything undriven with 0›"),
        ("setundef -one", "Replace undefined constants by ones"),
        ("splitnets -ports\nopt_clean -purge", "Split all nets and ports into bits, then purge what is unused"),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def tie_cells(draw: Draw) -> Draft:
    at(draw, "mapped")
    high, low, pin = draw.one(("TIEHI", "TIELO", "Y"), ("LOGIC1", "LOGIC0", "Z"), ("TIE1", "TIE0", "Q"))
    buffer, inp, out = draw.one(("BUFX2", "A", "Y"), ("BUFX4", "A", "Y"), ("CLKBUF1", "A", "Y"))
    return draw.one(
        Draft(
            tasks=(
                f"‹Use|Insert› tie cells for constants: {high} for one, {low} for zero, pin {pin}.",
                f"Constants by {high}/{pin} and {low}/{pin}.",
            ),
            code=f"hilomap -hicell {high} {pin} -locell {low} {pin}",
            before="setundef -zero\n",
            probe="stat",
        ),
        Draft(
            tasks=(
                f"‹Put|Insert› {buffer} buffers where ports are connected directly‹ to each other|› (pins {inp} and {out}).",
                f"Buffer feedthroughs with {buffer} ({inp} -> {out}).",
            ),
            code=f"insbuf -buf {buffer} {inp} {out}",
            probe="stat",
        ),
    )


@_own
def gate_set(draw: Draw) -> Draft:
    at(draw, "synthesized")
    gates = draw.one("AND,OR,XOR", "NAND", "NAND,NOR", "AND,XOR", "simple", "AND,MUX")
    said = {"simple": "the simple set of gates (AND, OR, XOR, MUX)"}.get(gates, f"{listed(gates.split(','))} gates")
    return Draft(
        tasks=(f"Let ABC use ‹nothing but|only› {said}‹ (inverters are always there)|›.", f"ABC, restricted to {said}."),
        code=f"abc -g {gates}",
    )


@_own
def abc_options(draw: Draw) -> Draft:
    scene = at(draw, "synthesized")
    code, said = draw.one(
        ("abc -dff", "Run ABC on logic and registers together"),
        ("abc -fast", "Run ABC with the fast script"),
        ("abc -lut 4", "Map the logic to LUTs of 4 inputs with ABC"),
        ("abc -lut 6", "Map to 6-input LUTs by ABC"),
        (f"abc -liberty {scene.liberty} -dff", f"ABC mapping to {scene.liberty}, clock domains passed to it too"),
        (f"abc -keepff -liberty {scene.liberty}", f"ABC with {scene.liberty}, keep the names around flip-flops"),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def written_netlist(draw: Draw) -> Draft:
    scene = at(draw, *_SOME)
    top = scene.rtl.top
    stem = draw.one(top, f"{top}_out", "out", "final", "result", f"{top}_{scene.stage}", "design")
    code, said = draw.one(
        (f"write_verilog {stem}.v", f"‹Verilog|the netlist as Verilog› to {stem}.v"),
        (f"write_verilog -noattr {stem}.v", f"Verilog without attributes to {stem}.v"),
        (f"write_verilog -noattr -noexpr {stem}.v", f"Verilog to {stem}.v, no attributes, cells instead of expressions"),
        (
            f"write_verilog -noexpr -nohex -nodec {stem}.v",
            f"Verilog to {stem}.v with cells instead of expressions and constants in binary",
        ),
        (f"write_verilog -attr2comment {stem}.v", f"Verilog to {stem}.v, attributes as comments"),
        (f"write_json {stem}.json", f"‹the netlist as JSON|JSON› to {stem}.json"),
        (f"write_rtlil {stem}.il", f"‹RTLIL|yosys's own format› to {stem}.il"),
        (f"write_blif {stem}.blif", f"‹BLIF|the netlist as BLIF› to {stem}.blif"),
        (f"write_edif {stem}.edif", f"EDIF to {stem}.edif"),
        (f"write_spice -top {top} {stem}.sp", f"a SPICE netlist of {top} to {stem}.sp"),
        (f"write_smt2 -wires {stem}.smt2", f"an SMT2 model with wires to {stem}.smt2"),
        (f"write_table {stem}.tab", f"the connectivity table to {stem}.tab"),
        (f"write_cxxrtl {stem}.cc", f"a C++ simulation model (CXXRTL) to {stem}.cc"),
    )
    return Draft(
        tasks=(
            f"‹Write|Save|Export› {said}.",
            f"{stem}.{code.rpartition('.')[2]}: {said.rpartition(' to ')[0]}."
            if said.endswith(code.split(" ")[-1])
            else f"‹Dump|Export› {said}.",
        ),
        code=code,
    )


@_own
def several_formats(draw: Draw) -> Draft:
    scene = at(draw, *_LATE)
    stem = draw.one(scene.rtl.top, "out", "final", f"{scene.rtl.top}_net")
    several = draw.some(
        [
            ("write_verilog -noattr", "v", "Verilog without attributes"),
            ("write_json", "json", "JSON"),
            ("write_blif", "blif", "BLIF"),
            ("write_edif", "edif", "EDIF"),
            ("write_rtlil", "il", "RTLIL"),
        ],
        2,
        3,
    )
    return Draft(
        tasks=(
            f"‹Write|Save› the netlist as {', '.join(f'{stem}.{end} ({said})' for _, end, said in several)}.",
            f"Export {listed(said for *_, said in several)}, all named {stem} with their own endings ({', '.join(end for _, end, _ in several)}).",
        ),
        code="\n".join(f"{command} {stem}.{end}" for command, end, _ in several),
    )


@_own
def checks(draw: Draw) -> Draft:
    at(draw, "elaborated", *_LATE)
    report, to = draw.one(("", ""), ("tee -o {} ", "‹, output to {}| into {}|, log it to {}›"))
    name = file_name(draw, "check lint problems")
    code, said = draw.one(
        (
            "check",
            "‹Check the design for undriven wires, loops and multiple drivers|Run the sanity checks|Look for common problems›",
        ),
        (
            "check -noinit",
            "‹Check the design, also that no init values are left|Sanity check with -noinit semantics: no init attributes may remain›",
        ),
        (
            "check -mapped",
            "‹Check that only mapped cells are left, and the usual problems|Check the netlist, complain of unmapped cells›",
        ),
    )
    return Draft(tasks=(f"{said}{to.format(name, name, name)}.",), code=f"{report.format(name)}{code}", probe="")
