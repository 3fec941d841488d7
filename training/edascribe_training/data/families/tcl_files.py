"""Plain Tcl: statistics, tables, logs, constraints and netlists as texts; files written; procedures."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family
from edascribe_training.data.families.tcl_lines import file_of, loop, target, whole
from edascribe_training.data.scene import file_name

FAMILIES: list[Family] = []
_own = family("tcl", FAMILIES)
_CELL = r"^\s+([A-Z]\w+)\s+(\d+)$"


@_own
def statistics_figures(draw: Draw) -> Draft:
    name = file_of(draw, "stat")
    pattern, said = draw.one(
        (r"Number of cells:\s+(\d+)", "number of cells"),
        (r"Chip area for (?:top )?module .*: ([\d.]+)", "chip area"),
        (r"Number of wires:\s+(\d+)", "number of wires"),
        (r"Number of wire bits:\s+(\d+)", "number of wire bits"),
        (r"Number of public wires:\s+(\d+)", "number of public wires"),
    )
    value = draw.one("value", "number", "n", said.split()[-1])
    if draw.chance(0.5):
        read, text = whole(draw, name)
        code = f"{read}\nregexp {{{pattern}}} ${text} -> {value}\nputs ${value}"
    else:
        code = loop(draw, name, f"if {{[regexp {{{pattern}}} $line -> {value}]}} {{ puts ${value} }}")
    return Draft(
        tasks=(
            f"‹Print|Show|Get› the {said} from {name}‹, yosys' statistics|›.",
            f"What is the {said} in {name}? Print it.",
            f"{said} of {name}.",
        ),
        code=code,
    )


@_own
def cells_of_statistics(draw: Draw) -> Draft:
    name = file_of(draw, "stat")
    opened, puts, closed, where = target(draw, "celltable bom celllist")
    separator = draw.one(" ", ",", ": ", ";")
    match draw.whole(0, 3):
        case 0:
            order, said = draw.one(
                ("-integer -decreasing -index 1", "most frequent first"),
                ("-index 0", "in alphabetical order"),
                ("-integer -index 1", "rarest first"),
            )
            return Draft(
                tasks=(
                    f"{where} cell and count from {name}, {said}, separated by '{separator}'.",
                    f"{where} the cell types of {name} with their numbers ('type{separator}number'), {said}.",
                ),
                code="set cells {}\n"
                + loop(draw, name, f"if {{[regexp {{{_CELL}}} $line -> cell count]}} {{ lappend cells [list $cell $count] }}")
                + f"\n{opened}foreach pair [lsort {order} $cells] {{\n    {puts} [join $pair {{{separator}}}]\n}}{closed}",
            )
        case 1:
            prefix, said = draw.one(
                ("DFF*", "flip-flops"), ("INV*", "inverters"), ("NAND*", "NAND gates"), ("OAI*", "OAI cells"), ("NOR*", "NOR gates")
            )
            total = draw.one("total", "sum", "n")
            return Draft(
                tasks=(
                    f"‹Print|Count› the number of {said} ({prefix}) in {name}.",
                    f"How many {said} ({prefix}) does {name} list in all? Print the sum.",
                ),
                code=f"set {total} 0\n"
                + loop(
                    draw,
                    name,
                    f"if {{[regexp {{{_CELL}}} $line -> cell count] && [string match {prefix} $cell]}} {{\n    incr {total} $count\n}}",
                )
                + f"\nputs ${total}",
            )
        case 2:
            digits = draw.one(1, 2)
            return Draft(
                tasks=(
                    f"{where} each cell type of {name} with its share of all cells in per cent, {digits} decimal{'s' if digits > 1 else ''}.",
                    f"{where} type and share (per cent, {digits} decimal{'s' if digits > 1 else ''}) for the cells in {name}.",
                ),
                code="set all 0\n"
                + loop(
                    draw,
                    name,
                    f"if {{[regexp {{{_CELL}}} $line -> cell count]}} {{\n    set number($cell) $count\n    incr all $count\n}}",
                )
                + f'\n{opened}foreach cell [lsort [array names number]] {{\n    {puts} [format "%s %.{digits}f" $cell [expr {{100.0 * $number($cell) / $all}}]]\n}}{closed}',
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Print|Show› the most frequent cell type in {name} and its number.",
                    f"Which cell is used most in {name}? Print type and count.",
                ),
                code="set most 0\n"
                + loop(
                    draw,
                    name,
                    f"if {{[regexp {{{_CELL}}} $line -> cell count] && $count > $most}} {{\n    set most $count\n    set top $cell\n}}",
                )
                + '\nputs "$top $most"',
            )


@_own
def table_columns(draw: Draw) -> Draft:
    name = file_of(draw, "table")
    opened, puts, closed, where = target(draw, "filtered part selected", "csv txt")
    skip = 'if {[string match "name,*" $line] || $line eq ""} { continue }\n'
    split = "lassign [split $line ,] name cell x y\n"
    match draw.whole(0, 4):
        case 0:
            prefix = draw.one("DFF*", "INV*", "NAND*", "NOR*", "OAI*")
            return Draft(
                tasks=(
                    f"{where} name, x and y of all {prefix} cells in {name} (columns name,cell,x,y with a header line), separated by blanks.",
                    f"{where} the rows of {name} whose cell matches {prefix}: name x y.",
                ),
                code=opened
                + loop(
                    draw,
                    name,
                    f'lassign [split $line ,] name cell x y\nif {{[string match {prefix} $cell]}} {{ {puts} "$name $x $y" }}',
                )
                + closed,
            )
        case 1:
            count = draw.one("count", "number", "instances")
            return Draft(
                tasks=(
                    f"{where} how many instances of each cell {name} has (column 2 of name,cell,x,y; skip the header), sorted by cell.",
                    f"{where} instances per cell type from {name}, alphabetically; the first line is a header.",
                ),
                code=loop(draw, name, f"{skip}incr {count}([lindex [split $line ,] 1])")
                + f'\n{opened}foreach cell [lsort [array names {count}]] {{\n    {puts} "$cell $'
                + f'{count}($cell)"\n}}{closed}',
            )
        case 2:
            axis = draw.one("x", "y")
            return Draft(
                tasks=(
                    f"‹Print|Show› the largest {axis} in {name} and the instance there (columns name,cell,x,y; header line first).",
                    f"Which instance of {name} has the largest {axis}? Print name and {axis}.",
                ),
                code="set most -1\n"
                + loop(draw, name, f"{skip}{split}if {{${axis} > $most}} {{\n    set most ${axis}\n    set found $name\n}}")
                + '\nputs "$found $most"',
            )
        case 3:
            left, right = sorted((draw.whole(5, 40), draw.whole(45, 95)))
            return Draft(
                tasks=(
                    f"{where} the names of the instances in {name} with x between {left} and {right}, both ends included.",
                    f"{where} instances with {left} <= x <= {right} ({name}: name,cell,x,y; with header).",
                ),
                code=opened + loop(draw, name, f"{skip}{split}if {{$x >= {left} && $x <= {right}}} {{ {puts} $name }}") + closed,
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Print|Show› the center of all instances in {name}: mean x and mean y with two decimals.",
                    f"Mean position of the instances ({name}, columns name,cell,x,y), two decimals.",
                ),
                code="set count 0\nset sumx 0.0\nset sumy 0.0\n"
                + loop(draw, name, f"{skip}{split}set sumx [expr {{$sumx + $x}}]\nset sumy [expr {{$sumy + $y}}]\nincr count")
                + '\nputs [format "%.2f %.2f" [expr {$sumx / $count}] [expr {$sumy / $count}]]',
            )


@_own
def net_lengths(draw: Draw) -> Draft:
    name = file_of(draw, "nets")
    skip = 'if {[string match "net,*" $line] || $line eq ""} { continue }\n'
    limit = draw.one(50, 100, 150, 200)
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|Sum up› the total wire length in {name} (columns net,length,vias, header first), one decimal.",
                    f"Total of the column length in {name}, %.1f.",
                ),
                code="set total 0.0\n"
                + loop(draw, name, f"{skip}set total [expr {{$total + [lindex [split $line ,] 1]}}]")
                + "\nputs [format %.1f $total]",
            )
        case 1:
            opened, puts, closed, where = target(draw, "long_nets long")
            return Draft(
                tasks=(
                    f"{where} the nets of {name} that are longer than {limit}, longest first, with their length.",
                    f"{where} net and length for all nets over {limit} in {name}, in descending order.",
                ),
                code="set nets {}\n"
                + loop(
                    draw,
                    name,
                    f"{skip}lassign [split $line ,] net length vias\nif {{$length > {limit}}} {{ lappend nets [list $net $length] }}",
                )
                + f"\n{opened}foreach pair [lsort -real -decreasing -index 1 $nets] {{\n    {puts} [join $pair]\n}}{closed}",
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Print|Show› the number of vias in {name} ‹in all|together› (third column, header line first).",
                    f"Sum of the vias column of {name}.",
                ),
                code="set vias 0\n" + loop(draw, name, f"{skip}incr vias [lindex [split $line ,] 2]") + "\nputs $vias",
            )


@_own
def log_messages(draw: Draw) -> Draft:
    name = file_of(draw, "log")
    level = draw.one("WARNING", "ERROR", "INFO", "WARNING")
    said = {"WARNING": "warnings", "ERROR": "errors", "INFO": "messages of level INFO"}[level]
    match draw.whole(0, 5):
        case 0:
            return Draft(
                tasks=(
                    f"‹Count|Print the number of› the {said} in {name}‹ (lines that begin with [{level} )|›.",
                    f"How many {said} are in {name}? Lines look like '[{level} CODE] text'.",
                ),
                code="set count 0\n"
                + loop(draw, name, f"if {{[string match {{\\[{level} *}} $line]}} {{ incr count }}")
                + "\nputs $count",
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Count|Print› the {said} in {name} per code, most frequent first; lines look like '[{level} CODE] text'.",
                    f"{said} per message code in {name}, descending.",
                ),
                code=loop(draw, name, f"if {{[regexp {{^\\[{level} ([\\w-]+)\\]}} $line -> code]}} {{ incr count($code) }}")
                + '\nforeach {code number} [lsort -stride 2 -index 1 -integer -decreasing [array get count]] {\n    puts "$code $number"\n}',
            )
        case 2:
            return Draft(
                tasks=(
                    f"‹Print|Show› the first of the {said} in {name}, without its tag.",
                    f"Text of the first line tagged {level} in {name}.",
                ),
                code=loop(
                    draw,
                    name,
                    f"if {{[regexp {{^\\[{level} [\\w-]+\\] (.*)}} $line -> message]}} {{\n    puts $message\n    break\n}}",
                ),
            )
        case 3:
            return Draft(
                tasks=(
                    f"‹Print|Show› how many lines of each level (INFO, WARNING, ERROR) {name} has.",
                    f"Number of messages per level in {name}, alphabetically.",
                ),
                code=loop(draw, name, "if {[regexp {^\\[(\\w+) [\\w-]+\\]} $line -> level]} { incr number($level) }")
                + '\nforeach level [lsort [array names number]] {\n    puts "$level $number($level)"\n}',
            )
        case 4:
            return Draft(
                tasks=(
                    f"‹Print|Sum up› the seconds of all steps in {name} ('Step 1: place took 3.4 s'), one decimal.",
                    f"Total runtime of the steps in {name}, %.1f.",
                ),
                code="set seconds 0.0\n"
                + loop(
                    draw,
                    name,
                    "if {[regexp {^Step \\d+: \\w+ took ([\\d.]+) s} $line -> took]} {\n    set seconds [expr {$seconds + $took}]\n}",
                )
                + "\nputs [format %.1f $seconds]",
            )
        case _:
            opened, puts, closed, where = target(draw, "messages problems")
            return Draft(
                tasks=(
                    f"{where} the distinct {said} of {name}, without tag, sorted.",
                    f"{where} each different {level} text of {name} once, in alphabetical order.",
                ),
                code="set messages {}\n"
                + loop(draw, name, f"if {{[regexp {{^\\[{level} [\\w-]+\\] (.*)}} $line -> text]}} {{ lappend messages $text }}")
                + f"\n{opened}foreach text [lsort -unique $messages] {{\n    {puts} $text\n}}{closed}",
            )


@_own
def constraints_read(draw: Draw) -> Draft:
    name = file_of(draw, "sdc")
    match draw.whole(0, 2):
        case 0:
            return Draft(
                tasks=(
                    f"‹Print|List› the clocks defined in {name} with their periods.",
                    f"Clock names and periods from {name}, one per line.",
                ),
                code=loop(
                    draw,
                    name,
                    'if {[regexp {^create_clock -name (\\S+) -period ([\\d.]+)} $line -> clock period]} {\n    puts "$clock $period"\n}',
                ),
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Count|Print› how often each command is used in {name}, sorted by command.",
                    f"Commands of {name} and their counts, alphabetically.",
                ),
                code=loop(draw, name, "if {[regexp {^(\\w+)} $line -> command]} { incr used($command) }")
                + '\nforeach command [lsort [array names used]] {\n    puts "$command $used($command)"\n}',
            )
        case _:
            kind = draw.one("input", "output")
            return Draft(
                tasks=(
                    f"‹Print|List› the ports with an {kind} delay in {name}, and the delay.",
                    f"{kind.capitalize()} delays of {name}: port and value.",
                ),
                code=loop(
                    draw,
                    name,
                    f'if {{[regexp {{^set_{kind}_delay ([\\d.]+) .*get_ports {{(.*)}}}} $line -> delay port]}} {{\n    puts "$port $delay"\n}}',
                ),
            )


@_own
def netlist_text(draw: Draw) -> Draft:
    name = file_of(draw, "verilog")
    cell = draw.of(sorted({each.cell for each in draw.design.netlist.cells}))
    match draw.whole(0, 3):
        case 0:
            return Draft(
                tasks=(
                    f"‹Count|Print the number of› {cell} instances in the netlist {name}.",
                    f"How many {cell} are in {name}? Print it.",
                ),
                code="set count 0\n"
                + loop(draw, name, f"if {{[regexp {{^\\s*{cell} \\S+ \\(}} $line]}} {{ incr count }}")
                + "\nputs $count",
            )
        case 1:
            read, text = whole(draw, name)
            return Draft(
                tasks=(
                    f"‹Print|List› the names of the {cell} instances in {name}.",
                    f"Instance names of all {cell} in the netlist {name}.",
                ),
                code=f"{read}\nforeach {{match instance}} [regexp -all -inline -line {{^\\s*{cell} (\\S+) \\(}} ${text}] {{\n    puts $instance\n}}",
            )
        case 2:
            which = draw.one("input", "output")
            return Draft(
                tasks=(
                    f"‹Print|List› the {which}s that are declared in {name}, without their widths.",
                    f"Names of the {which} ports in {name}.",
                ),
                code=loop(
                    draw,
                    name,
                    f"if {{[regexp {{^\\s*{which}\\s+(?:\\[\\d+:\\d+\\]\\s+)?(\\w+);}} $line -> port]}} {{ puts $port }}",
                ),
            )
        case _:
            return Draft(
                tasks=(f"‹Print|Show› the name of the module in {name}.", f"Which module does {name} define? Print its name."),
                code=loop(draw, name, "if {[regexp {^module (\\w+)} $line -> module]} {\n    puts $module\n    break\n}"),
            )


@_own
def scripts_written(draw: Draw) -> Draft:
    table = file_of(draw, "table")
    out = draw.one("out", "script", "f")
    match draw.whole(0, 2):
        case 0:
            weak, strong = draw.one(("INVX1", "INVX4"), ("INVX1", "INVX2"), ("BUFX2", "BUFX4"))
            name = file_name(draw, "eco resize swap", "tcl")
            return Draft(
                tasks=(
                    f"Write {name} with a line 'replace_cell NAME {strong}' for each {weak} in {table} (columns name,cell,x,y).",
                    f"{name}: replace_cell commands that turn every {weak} of {table} into {strong}.",
                ),
                code=f"set {out} [open {name} w]\n"
                + loop(
                    draw,
                    table,
                    f'lassign [split $line ,] name cell\nif {{$cell eq "{weak}"}} {{ puts ${out} "replace_cell $name {strong}" }}',
                )
                + f"\nclose ${out}",
                probe=f"puts [file size {name}]",
            )
        case 1:
            ports = [port.name for port in draw.some(draw.design.netlist.rtl.outputs, 2, 4)]
            load, name = draw.one("0.05", "0.02", "0.1"), file_name(draw, "loads io_loads", "sdc tcl")
            return Draft(
                tasks=(
                    f"Write {name} with 'set_load {load} [get_ports PORT]' for the ports {', '.join(ports)}.",
                    f"{name}: one set_load {load} line for each of {', '.join(ports)}.",
                ),
                code=f'set {out} [open {name} w]\nforeach port {{{" ".join(ports)}}} {{\n    puts ${out} "set_load {load} \\[get_ports $port\\]"\n}}\nclose ${out}',
            )
        case _:
            name = file_name(draw, "clocks", "sdc")
            periods = " ".join(f"{port} {draw.whole(2, 20)}" for port in draw.design.netlist.rtl.clocks)
            return Draft(
                tasks=(
                    f"Write {name} with a create_clock line for each pair of port and period in {{{periods}}}‹, the clock named after the port|›.",
                ),
                code=f'set {out} [open {name} w]\nforeach {{port period}} {{{periods}}} {{\n    puts ${out} "create_clock -name $port -period $period \\[get_ports $port\\]"\n}}\nclose ${out}',
            )


@_own
def tables_written(draw: Draw) -> Draft:
    name = file_of(draw, "stat")
    match draw.whole(0, 2):
        case 0:
            target_name = file_name(draw, "cells usage", "md")
            return Draft(
                tasks=(
                    f"Write the cell counts of {name} to {target_name} as a Markdown table with the columns cell and count.",
                    f"{target_name}: Markdown table (cell, count) from {name}.",
                ),
                code=f'set out [open {target_name} w]\nputs $out "| cell | count |\\n|---|---|"\n'
                + loop(draw, name, f'if {{[regexp {{{_CELL}}} $line -> cell count]}} {{ puts $out "| $cell | $count |" }}')
                + "\nclose $out",
            )
        case 1:
            target_name = file_name(draw, "cells usage", "json")
            return Draft(
                tasks=(
                    f"Write the cell counts of {name} to {target_name} as a JSON object, cell to count.",
                    f"{target_name}: {{cell: count}} from {name}, as JSON.",
                ),
                code="set parts {}\n"
                + loop(draw, name, f'if {{[regexp {{{_CELL}}} $line -> cell count]}} {{ lappend parts "\\"$cell\\": $count" }}')
                + f'\nset out [open {target_name} w]\nputs $out "{{[join $parts {{, }}]}}"\nclose $out',
            )
        case _:
            width = draw.one(12, 16, 20)
            return Draft(
                tasks=(
                    f"‹Print|Show› the cells of {name} as an aligned table: name left in {width} columns, count right in 6.",
                    f"Aligned listing of {name}: cell (%-{width}s) and count (%6d).",
                ),
                code=loop(
                    draw,
                    name,
                    f'if {{[regexp {{{_CELL}}} $line -> cell count]}} {{\n    puts [format "%-{width}s%6d" $cell $count]\n}}',
                ),
            )


@_own
def file_tasks(draw: Draw) -> Draft:
    suffix = draw.one("rpt", "csv", "v", "log", "txt")
    log = file_of(draw, "log")
    code, said = draw.one(
        (
            f'foreach name [lsort [glob -nocomplain *.{suffix}]] {{\n    puts "$name [file size $name]"\n}}',
            f"‹Print|List› all .{suffix} files here with their sizes, sorted by name",
        ),
        (
            f"file mkdir old\nforeach name [glob -nocomplain *.{suffix}] {{\n    file copy -force $name old\n}}\nputs [llength [glob -nocomplain old/*]]",
            f"Copy all .{suffix} files into a folder old and print how many there are in it",
        ),
        (
            f"file copy -force {log} {log}.bak\nputs [file exists {log}.bak]",
            f"Make a backup of {log} as {log}.bak and print whether it is there",
        ),
        (
            f'if {{[file exists {log}]}} {{\n    puts "{log} [file size {log}] bytes"\n}} else {{\n    puts "{log} is missing"\n}}',
            f"‹Print|Say› how many bytes {log} has ('{log} N bytes'), or '{log} is missing'",
        ),
        (
            f'set file [open {log}]\nputs [llength [split [string trim [read $file]] "\\n"]]\nclose $file',
            f"‹Print|Count› the number of lines in {log}",
        ),
        (
            f'set file [open {log}]\nputs [lindex [split [string trim [read $file]] "\\n"] end]\nclose $file',
            f"‹Print|Show› the last line of {log}",
        ),
    )
    return Draft(tasks=(f"{said}.",), code=code, probe="puts done" if ".bak" in code else "")


@_own
def procedures(draw: Draw) -> Draft:
    table, ends = file_of(draw, "table"), file_of(draw, "ends")
    name, code, said, probe = draw.one(
        (
            draw.one("read_csv", "csv_rows", "load_table"),
            'proc {n} {{file}} {{\n    set channel [open $file]\n    set rows {{}}\n    foreach line [split [string trim [read $channel]] "\\n"] {{\n        lappend rows [split $line ,]\n    }}\n    close $channel\n    return $rows\n}}',
            "reads a CSV file and returns its lines as lists of fields",
            f"puts [llength [{{n}} {table}]]",
        ),
        (
            draw.one("worst_slack", "lowest_slack", "min_slack"),
            "proc {n} {{file}} {{\n    set slacks {{}}\n    set channel [open $file]\n    while {{[gets $channel line] >= 0}} {{\n        if {{[regexp {{(-?[\\d.]+) \\((?:MET|VIOLATED)\\)}} $line -> slack]}} {{ lappend slacks $slack }}\n    }}\n    close $channel\n    return [lindex [lsort -real $slacks] 0]\n}}",
            "returns the smallest slack in a report of endpoints",
            f"puts [{{n}} {ends}]",
        ),
        (
            draw.one("average", "mean", "mean_of"),
            "proc {n} {{values}} {{\n    return [expr {{[tcl::mathop::+ {{*}}$values] / double([llength $values])}}]\n}}",
            "returns the mean of a list of numbers",
            "puts [{n} {1 2 4}]",
        ),
        (
            draw.one("to_ps", "ns_to_ps", "in_ps"),
            "proc {n} {{ns}} {{\n    return [format %.0f [expr {{1000.0 * $ns}}]]\n}}",
            "turns ns into ps without decimals",
            "puts [{n} 1.25]",
        ),
        (
            draw.one("bus_bits", "bits_of", "expand_bus"),
            "proc {n} {{name width}} {{\n    set bits {{}}\n    for {{set i 0}} {{$i < $width}} {{incr i}} {{\n        lappend bits ${{name}}\\[$i\\]\n    }}\n    return $bits\n}}",
            "returns the names of the bits of a bus, as name[0], name[1] and so on; arguments are name and width",
            "puts [{n} data 4]",
        ),
        (
            draw.one("instance_of", "inst_name", "cell_of_pin"),
            "proc {n} {{pin}} {{\n    return [join [lrange [split $pin /] 0 end-1] /]\n}}",
            "returns the instance of a pin name such as u1/u2/Y (all before the last slash)",
            "puts [{n} u1/u2/Y]",
        ),
    )
    code = code.replace("{{", "{").replace("}}", "}").replace("{n}", name)
    return Draft(
        tasks=(f"‹Define|Write› a ‹procedure|proc› {name} that {said}.", f"Proc {name}: {said}."),
        code=code,
        probe=probe.replace("{n}", name),
    )


@_own
def lists_and_numbers(draw: Draw) -> Draft:
    values = [f"{draw.number(-1, 2, 0.1)}" for _ in range(draw.whole(4, 8))]
    var = draw.one("slacks", "values", "delays", "numbers")
    before = f"set {var} {{{' '.join(values)}}}\n"
    digits = draw.one(2, 3)
    code, said = draw.one(
        (f"puts [lindex [lsort -real ${var}] 0]", f"‹Print|Show› the smallest of the numbers in {var}"),
        (f"puts [lindex [lsort -real ${var}] end]", f"‹Print|Show› the largest number in {var}"),
        (
            f"puts [format %.{digits}f [expr {{[tcl::mathop::+ {{*}}${var}] / double([llength ${var}])}}]]",
            f"‹Print|Show› the mean of {var} with {digits} decimals",
        ),
        (
            f"set negative 0\nforeach value ${var} {{\n    if {{$value < 0}} {{ incr negative }}\n}}\nputs $negative",
            f"‹Count|Print› how many of {var} are negative",
        ),
        (f"puts [lsort -real -decreasing ${var}]", f"‹Print|Sort and print› {var} in descending order"),
        (
            f"set scaled [lmap value ${var} {{ format %.0f [expr {{1000 * $value}}] }}]\nputs $scaled",
            f"Multiply all of {var} by 1000 and print them without decimals",
        ),
        (
            f"foreach value ${var} {{\n    if {{$value >= 0}} {{ lappend kept $value }}\n}}\nputs $kept",
            f"‹Print|Keep and print› those of {var} that are not negative",
        ),
    )
    return Draft(tasks=(f"{said}.",), code=code, before=before)
