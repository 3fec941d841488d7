"""yosys: statistics, selections, changes of objects, proofs, and small programs around its commands."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family, wanted
from edascribe_training.data.families.yosys_scene import at
from edascribe_training.data.scene import file_name, listed

FAMILIES: list[Family] = []
_own = family("yosys", FAMILIES)
_LATE = ("synthesized", "mapped")
_MADE = ("elaborated", "synthesized", "mapped")
_GROUPS = (
    ("t:\\$add", "adders ($add)", ("elaborated",)),
    ("t:\\$mux", "multiplexers ($mux)", ("elaborated",)),
    ("t:\\$_DFF*", "‹generic flip-flops|flip-flops ($_DFF...)›", ("synthesized",)),
    ("t:\\$_XOR_", "XOR gates ($_XOR_)", ("synthesized",)),
    ("t:\\$_NAND_", "NAND gates ($_NAND_)", ("synthesized",)),
    ("t:DFF*", "‹flip-flop cells|cells whose type begins with DFF›", ("mapped",)),
    ("t:INVX*", "‹inverters|inverter cells INVX*›", ("mapped",)),
    ("t:NAND*", "NAND cells", ("mapped",)),
    ("t:OAI*", "OAI cells", ("mapped",)),
    ("t:*X1", "cells of drive strength X1", ("mapped",)),
)


def kept(draw: Draw, stems: str) -> tuple[str, str]:
    """What stands before a reporting command so that its text goes to a file, and the words for it; or nothing of both."""
    if draw.chance(0.35):
        return "", ""
    name = file_name(draw, stems)
    quiet = draw.one("", "-q ")
    flag, said = draw.one(
        ("-o", f"‹ to| into| and save it as|, saved to› {name}"),
        ("-o", f"‹ in the file| to› {name}"),
        ("-a", f", appended to {name}"),
    )
    return f"tee {quiet}{flag} {name} ", said


def group(draw: Draw) -> tuple[str, str]:
    """A selection of cells that fits the stage, and its words."""
    scene = at(draw, *_MADE)
    return draw.of([(pattern, said) for pattern, said, stages in _GROUPS if scene.stage in stages])


@_own
def statistics(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    tee, where = kept(draw, "stat area cells usage")
    flags, said = draw.one(
        ("", ""),
        (f" -top {scene.rtl.top}", f"‹ for {scene.rtl.top}, hierarchy included| with {scene.rtl.top} as top›"),
        (f" -liberty {scene.liberty}", f"‹ with the areas of {scene.liberty}| with chip area from {scene.liberty}›"),
        (
            f" -liberty {scene.liberty} -top {scene.rtl.top}",
            f" of the whole hierarchy under {scene.rtl.top} with areas from {scene.liberty}",
        ),
        (" -width", "‹ with cells told apart by width| per width›"),
        (" -tech cmos", "‹ with an estimate of transistors| and the estimated number of CMOS transistors›"),
        (" -json", "‹ as JSON| in JSON format›"),
    )
    return Draft(
        tasks=(
            f"‹Report|Print|Show› ‹the|› ‹cell|design› statistics{said}{where}.",
            f"‹Statistics|Cell counts|How many cells are there? Statistics›{said}{where}.",
            f"‹Count cells and wires|Print how many cells and wires there are›{said}{where}.",
        ),
        code=f"{tee}stat{flags}",
    )


@_own
def reports(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    tee, where = kept(draw, "report depth modules ports")
    code, said = draw.one(
        ("ltp", "‹the longest topological path|the longest path in the netlist›"),
        ("ltp -noff", "‹the deepest combinational path, flip-flops left out|the logic depth without registers›"),
        ("ls", "‹the modules of the design|which modules there are›"),
        (f"ls {scene.rtl.top}", f"‹cells and wires of {scene.rtl.top}|what is in module {scene.rtl.top}›"),
        ("portlist", "the port lists of all modules"),
        (f"portlist {scene.rtl.top}", f"‹the ports of {scene.rtl.top}|the port list of module {scene.rtl.top}›"),
        ("torder", "‹the cells in topological order|a topological order of the cells›"),
        ("scc", "‹combinational loops|strongly connected components›"),
    )
    return Draft(tasks=(f"‹Report|Print|Show› {said}{where}.", f"‹I need|Give me› {said}{where}."), code=f"{tee}{code}")


@_own
def counted(draw: Draw) -> Draft:
    pattern, said = group(draw)
    tee, where = kept(draw, "count cells number")
    return Draft(
        tasks=(
            f"‹Count|Print the number of› the {said}{where}.",
            f"How many {said} are there?{' Count' + where if where else ''}".rstrip(".") + ("." if where else ""),
            f"Number of {said}{where}.",
        ),
        code=f"{tee}select -count {pattern}",
    )


@_own
def listed_objects(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    pattern, said = group(draw)
    port = draw.of(scene.rtl.outputs)
    tee, where = kept(draw, "list selected names")
    code, words = draw.one(
        (f"select -list {pattern}", f"all {said}"),
        ("select -list i:*", "‹all input ports|the inputs of all modules›"),
        ("select -list o:*", "‹all output ports|the outputs of all modules›"),
        (f"select -list {scene.rtl.top}/w:*", f"all wires of {scene.rtl.top}"),
        (f"select -list {scene.rtl.top}/c:*", f"all cells of {scene.rtl.top}"),
        (
            f"select -list {scene.rtl.top}/{port.name} %ci*",
            f"‹everything in the input cone of|what drives› {port.name} in {scene.rtl.top}, directly or not",
        ),
        ("select -list A:keep_hierarchy", "modules with the attribute keep_hierarchy"),
    )
    before = f"setattr -mod -set keep_hierarchy 1 {scene.rtl.top}\n" if "A:keep" in code else ""
    return Draft(tasks=(f"‹List|Print› {words}{where}.", f"‹Names of|List› {words}{where}."), code=f"{tee}{code}", before=before)


@_own
def asserted(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    code, said = draw.one(
        (
            "select -assert-none t:\\$dlatch t:\\$_DLATCH_*",
            "‹Fail if there is a latch|Make sure that no latch was inferred|Stop with an error if latches are left›",
        ),
        ("select -assert-none t:\\$_* t:\\$dff*", "Fail if generic flip-flops or gates are left"),
        (
            f"select -assert-count 1 {scene.rtl.top}/{scene.rtl.outputs[0].name}",
            f"Make sure that {scene.rtl.top} has exactly one wire {scene.rtl.outputs[0].name}",
        ),
        ("check -assert", "‹Check the design and fail on any problem|Run check; problems are errors›"),
    )
    if "t:\\$_*" in code:
        at(draw, "mapped")
    return Draft(
        tasks=(f"{said}.",),
        code=f"{code}\nlog {draw.one('checked', 'ok', 'clean')}" if draw.chance(0.3) else code,
        probe="log passed\nputs passed",
    )


@_own
def attributes(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    unit, port = draw.of(scene.rtl.units), draw.of(scene.rtl.ports)
    wanted([] if scene.flat else [1])
    key = draw.one("keep", "dont_touch", "my_group", "reviewed", "syn_keep")
    code, said = draw.one(
        (
            f"setattr -set {key} 1 {scene.rtl.top}/c:{unit.instance}",
            f"the attribute {key} on ‹instance|cell› {unit.instance} in {scene.rtl.top}",
        ),
        (f"setattr -set {key} 1 {scene.rtl.top}/w:{port.name}", f"the attribute {key} on wire {port.name} of {scene.rtl.top}"),
        (f"setattr -mod -set {key} 1 {unit.module}", f"the attribute {key} on module {unit.module}"),
        (f"setattr -set keep 1 {scene.rtl.top}/c:*", f"keep on every cell of {scene.rtl.top}"),
    )
    return Draft(tasks=(f"‹Set|Put› {said}.", f"{said.removeprefix('the ')}: ‹set it|please›."), code=code)


@_own
def removed_and_renamed(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    unit, port = draw.of(scene.rtl.units), draw.of(scene.rtl.outputs)
    new = draw.one(f"{scene.rtl.top}_syn", "chip", "core_top", f"{scene.rtl.top}_v2", "dut")
    code, said = draw.one(
        (f"renames -top {new}", f"‹Rename|Change the name of› the top module to {new}"),
        (f"renames {scene.rtl.top} {new}", f"‹Rename|Call› module {scene.rtl.top} ‹to|now› {new}"),
        ("renames -hide w:*", "Make all public wire names private"),
        ("renames -enumerate", "Give all private names a running number"),
        ("renames -wire", "Name the cells after the wires that they drive"),
        (f"delete {scene.rtl.top}/o:{port.name}", f"‹Delete|Remove› the wire of output {port.name} in {scene.rtl.top}"),
        (
            f"delete -output {scene.rtl.top}/o:{port.name}",
            f"‹Make {port.name} of {scene.rtl.top} no output any more|{port.name} of {scene.rtl.top} is no longer an output›",
        ),
    )
    if unit.module in code:
        wanted([] if scene.flat else [1])
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def ports_added(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    name, width = draw.one("scan_en", "test_mode", "dbg", "spare", "iso"), draw.one(1, 1, 4, 8)
    bits, article = (f"{width}-bit ", "an " if width == 8 else "a ") if width > 1 else ("", "an ")
    code, said = draw.one(
        (
            f"add -input {name} {width} {scene.rtl.top}",
            f"‹Give {scene.rtl.top} {article}{bits}input {name}|Add {article}{bits}input {name} to {scene.rtl.top}›",
        ),
        (
            f"add -output {name} {width} {scene.rtl.top}",
            f"‹Give {scene.rtl.top} {article}{bits}output {name}|Add {article}{bits}output {name} to {scene.rtl.top}›",
        ),
        (f"add -wire {name} {width} {scene.rtl.top}", f"‹Add|Make› a {bits}wire {name} in {scene.rtl.top}"),
        (
            f"add -global_input {name} {width}",
            f"‹Add|Put› {article}{bits}input {name} ‹to|into› every module, connected through the hierarchy",
        ),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def cells_changed(draw: Draw) -> Draft:
    at(draw, "mapped")
    one, other = draw.one(("INVX1", "INVX2"), ("INVX1", "INVX4"), ("BUFX2", "BUFX4"), ("AND2X1", "AND2X2"), ("OR2X1", "OR2X2"))
    return Draft(
        tasks=(
            f"‹Change|Turn› all {one} ‹cells|› into {other}.",
            f"{one} -> {other} everywhere.",
            f"Use {other} instead of {one} ‹in the netlist|throughout›.",
        ),
        code=f"chtype -set {other} t:{one}",
    )


@_own
def parameters(draw: Draw) -> Draft:
    scene = at(draw, "read")
    unit = draw.of(wanted([unit for unit in scene.rtl.units if unit.kind == "counter"]))
    value = draw.one(2, 3, 4, 5)
    return Draft(
        tasks=(f"‹Set|Change› parameter STEP of ‹module|› {unit.module} to {value}.", f"STEP = {value} for {unit.module}."),
        code=f"chparam -set STEP {value} {unit.module}",
    )


@_own
def blackboxes(draw: Draw) -> Draft:
    scene = at(draw, "read", "elaborated")
    unit = draw.of(scene.rtl.units)
    wanted([] if scene.flat and scene.stage != "read" else [1])
    code, said = draw.one(
        (
            f"blackbox {unit.module}",
            f"‹Make {unit.module} a black box|Treat {unit.module} as black box|Throw away what is in {unit.module}, keep its ports›",
        ),
        (
            f"blackbox {unit.module}\nhierarchy -check -top {scene.rtl.top}",
            f"Make {unit.module} a black box and check the hierarchy under {scene.rtl.top}",
        ),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def snapshots(draw: Draw) -> Draft:
    scene = at(draw, *_MADE)
    name = draw.one("before", "golden", "checkpoint", "rtl", "stage1", "gold")
    code, said = draw.one(
        (f"design -save {name}", f"‹Save|Keep› the current design ‹as|under the name› {name}"),
        (f"design -stash {name}", f"Put the current design aside as {name} and start empty"),
        (f"copy {scene.rtl.top} {scene.rtl.top}_{name}", f"‹Copy|Duplicate› module {scene.rtl.top} as {scene.rtl.top}_{name}"),
        ("design -reset", "‹Throw the design away|Start with an empty design again›"),
    )
    return Draft(
        tasks=(f"{said}.",), code=code, probe=f"design -load {name}\nputs [string length {name}]" if "-save" in code else ""
    )


@_own
def clocking(draw: Draw) -> Draft:
    at(draw, "elaborated")
    code, said = draw.one(
        ("async2sync", "‹Turn asynchronous resets into synchronous logic|Make asynchronous flip-flops synchronous›"),
        ("clk2fflogic", "Model clocks by logic, for formal tools"),
        ("dffunmap", "Turn flip-flops with enable and synchronous reset into plain ones with logic"),
        ("dffunmap -ce-only", "Unmap the clock enables of flip-flops only"),
        ("zinit -all", "Make all flip-flops start with zero"),
        ("dfflegalize -cell \\$_DFF_P_ x", "Legalize flip-flops to plain positive-edge ones without reset"),
        ("simplemap", "Map word-level cells to single-bit gates"),
        ("techmap", "Map all cells to gates by the default techmap"),
        ("expose -evert-dff", "Cut the flip-flops out: their inputs and outputs become ports"),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def per_module(draw: Draw) -> Draft:
    scene = at(draw, *_LATE)
    wanted([] if scene.flat else [1])
    units = draw.some(sorted({unit.module for unit in scene.rtl.units}), 2, 3)
    var, suffix = draw.one("module", "m", "name", "block"), draw.one("rpt", "txt")
    names = " ".join(units)
    code, said = draw.one(
        (
            f"foreach {var} {{{names}}} {{\n    tee -o ${var}.{suffix} stat ${var}\n}}",
            f"the statistics of each of the modules {listed(units)} to a file <module>.{suffix}",
        ),
        (f"foreach {var} {{{names}}} {{\n    write_verilog -noattr -selected ${var}.v ${var}\n}}", ""),
        (
            f"foreach {var} {{{names}}} {{\n    tee -a modules.{suffix} ls ${var}\n}}",
            f"what ls says of the modules {listed(units)}, one after the other, to modules.{suffix}",
        ),
    )
    if not said:
        code = f"foreach {var} {{{names}}} {{\n    select ${var}\n    write_verilog -noattr -selected ${var}.v\n}}\nselect -clear"
        said = f"each of the modules {listed(units)} as Verilog without attributes to a file of its own, <module>.v"
    return Draft(tasks=(f"‹Write|Save› {said}.", f"In a loop: {said}."), code=code)


@_own
def read_back(draw: Draw) -> Draft:
    scene = at(draw, *_LATE)
    name = draw.one("stat.txt", "cells.txt", "count.rpt", "tmp_stat.rpt")
    channel, text = draw.one(("file", "text"), ("f", "report"), ("fh", "content"))
    pattern, said, stages = draw.one(
        ("Number of cells:\\s+(\\d+)", "cells", _LATE),
        ("Number of wires:\\s+(\\d+)", "wires", _LATE),
        ("Number of wire bits:\\s+(\\d+)", "wire bits", _LATE),
    )
    wanted([1] if scene.stage in stages and scene.flat else [])
    count = draw.one("count", "number", "n", said.split()[-1])
    return Draft(
        tasks=(
            f"‹Print|puts› ‹nothing but|just› the number of {said}, taken from the statistics ‹that go|written› to {name}.",
            f"‹Save|Put› the statistics in {name}, read the number of {said} from it and print ‹that number|it›.",
        ),
        code=f"tee -q -o {name} stat\nset {channel} [open {name}]\nset {text} [read ${channel}]\nclose ${channel}\nregexp {{{pattern}}} ${text} -> {count}\nputs ${count}",
    )


@_own
def own_procedures(draw: Draw) -> Draft:
    scene = at(draw, "read")
    name = draw.one("run_synth", "synthesize", "do_synth", "flow")
    return Draft(
        tasks=(
            f"‹Define|Write› a ‹procedure|proc› {name} that synthesizes the given top module flat and maps it to the given liberty file.",
            f"Proc {name} with arguments top and liberty: flat synthesis, then flip-flop and logic mapping.",
        ),
        code=f"proc {name} {{top liberty}} {{\n    synth -flatten -top $top\n    dfflibmap -liberty $liberty\n    abc -liberty $liberty\n}}",
        probe=f"{name} {scene.rtl.top} {scene.liberty}",
    )


@_own
def variables_and_conditions(draw: Draw) -> Draft:
    scene = at(draw, "begun")
    top, source = scene.rtl.top, scene.source
    name = draw.one("TOP", "DESIGN", "DESIGN_NAME", "TOP_MODULE")
    var = name.lower()
    code, said = draw.one(
        (
            f"set {var} {top}\nread_verilog {source}\nhierarchy -check -top ${var}",
            f"‹Keep|Put› the top's name {top} in ‹a|the› variable {var}, read {source} and check the hierarchy with it",
        ),
        (
            f'set {var} [expr {{[info exists ::env({name})] ? $::env({name}) : "{top}"}}]\nread_verilog {source}\nhierarchy -check -top ${var}',
            f"Read {source} and check the hierarchy; the top comes from the environment variable {name}, {top} if that is not set",
        ),
        (
            f"foreach file [glob *.v] {{\n    read_verilog $file\n}}\nhierarchy -check -top {top}",
            f"Read all Verilog files of this folder, then check the hierarchy under {top}",
        ),
        (
            f'if {{![file exists {source}]}} {{\n    error "{source} is missing"\n}}\nread_verilog {source}',
            f"Read {source}; if there is no such file, stop with the error '{source} is missing'",
        ),
    )
    return Draft(tasks=(f"{said}.",), code=code)


@_own
def schematic(draw: Draw) -> Draft:
    scene = at(draw, "elaborated")
    unit = draw.of(scene.rtl.units)
    name = draw.one(unit.module, scene.rtl.top, "schematic", "graph")
    target = scene.rtl.top if scene.flat else unit.module
    width = draw.one("", " -width", " -stretch")
    said = {
        "": "",
        " -width": "‹ with bus widths|, widths shown›",
        " -stretch": "‹ with inputs left and outputs right|, stretched›",
    }[width]
    return Draft(
        tasks=(
            f"‹Draw|Write› a ‹schematic|graph› of {target}{said} as {name}.dot.",
            f"{name}.dot: the schematic of module {target}{said}.",
        ),
        code=f"show -format dot -prefix {name}{width} {target}",
    )
