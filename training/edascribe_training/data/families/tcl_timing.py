"""Plain Tcl: data out of timing and power reports."""

from __future__ import annotations

from edascribe_training.data.draft import Draft, Draw, Family, family
from edascribe_training.data.families.tcl_lines import file_of, loop, target, whole

FAMILIES: list[Family] = []
_own = family("tcl", FAMILIES)
_END = r"^(\S+) \(.*\)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+) \(\w+\)"
_ENDS = r"^(\S+) .*?(-?[\d.]+) \((?:MET|VIOLATED)\)"


def end_line(draw: Draw) -> str:
    """A pattern for a line of the end format: endpoint, then slack."""
    return draw.one(_ENDS, r"^(\S+) \(\S+\).*\s(-?\d+\.\d+) \((?:MET|VIOLATED)\)", r"^(\S+)\s.*\s(-?\d+\.\d+) \((?:MET|VIOLATED)\)")


@_own
def worst_in_paths(draw: Draw) -> Draft:
    name = file_of(draw, "paths")
    worst = draw.one("worst", "min", "wns", "lowest")
    slack = r"(-?[\d.]+)\s+slack"
    if draw.chance(0.5):
        code = (
            f'set {worst} ""\n'
            + loop(
                draw,
                name,
                f'if {{[regexp {{{slack}}} $line -> slack] && (${worst} eq "" || $slack < ${worst})}} {{\n    set {worst} $slack\n}}',
            )
            + f"\nputs ${worst}"
        )
    else:
        code = (
            "set slacks {}\n"
            + loop(draw, name, f"if {{[regexp {{{slack}}} $line -> slack]}} {{ lappend slacks $slack }}")
            + "\nputs [lindex [lsort -real $slacks] 0]"
        )
    return Draft(
        tasks=(
            f"‹Print|Find and print› the ‹smallest|worst› slack in {name}‹, a full path report|›.",
            f"What is the worst slack of the paths in {name}? Print it.",
            f"Worst slack from {name}.",
        ),
        code=code,
    )


@_own
def violated_paths(draw: Draw) -> Draft:
    name = file_of(draw, "paths")
    count = draw.one("count", "n", "violations", "bad")
    word, said = draw.one(("VIOLATED", "‹violated|failing›"), ("MET", "‹met|passing›"))
    code = draw.one(
        f"set {count} 0\n"
        + loop(draw, name, f"if {{[string match {{*slack ({word})*}} $line]}} {{ incr {count} }}")
        + f"\nputs ${count}",
        f"set {count} 0\n"
        + loop(draw, name, f"if {{[regexp {{slack \\({word}\\)}} $line]}} {{\n    incr {count}\n}}")
        + f"\nputs ${count}",
    )
    if draw.chance(0.3):
        read, text = whole(draw, name)
        code = f"{read}\nputs [regexp -all {{slack \\({word}\\)}} ${text}]"
    return Draft(
        tasks=(
            f"‹Count|Print the number of› {said} paths in {name}.",
            f"How many paths of {name} are {said}? Print it.",
            f"Number of {said} paths, {name}.",
        ),
        code=code,
    )


@_own
def path_rows(draw: Draw) -> Draft:
    name = file_of(draw, "paths")
    opened, puts, closed, where = target(draw, "paths_table list startend", "csv txt")
    separator, said = draw.one(
        (",", "comma separated"), (" ", "separated by blanks"), (";", "separated by semicolons"), ("\\t", "tab separated")
    )
    start, end = draw.one(("start", "end"), ("from", "to"), ("sp", "ep"), ("startpoint", "endpoint"))
    fields, words = draw.one(
        (f"${start}{separator}${end}{separator}$slack", "startpoint, endpoint and slack"),
        (f"${end}{separator}$slack", "endpoint and slack"),
        (f"$slack{separator}${start}{separator}${end}", "slack, startpoint and endpoint"),
    )
    body = f'regexp {{^Startpoint: (\\S+)}} $line -> {start}\nregexp {{^Endpoint: (\\S+)}} $line -> {end}\nif {{[regexp {{(-?[\\d.]+)\\s+slack}} $line -> slack]}} {{\n    {puts} "{fields}"\n}}'
    if f"${start}" not in fields:
        body = body.split("\n", 1)[1]
    return Draft(
        tasks=(
            f"{where} {words} of ‹each|every› path in {name}, one path per line, {said}.",
            f"{where} one line per path of {name}: {words}, {said}.",
        ),
        code=opened + loop(draw, name, body) + closed,
    )


@_own
def stages_counted(draw: Draw) -> Draft:
    name = file_of(draw, "paths")
    end, count = draw.one("end", "endpoint", "ep"), draw.one("stages", "cells", "count", "n")
    pin, said = draw.one(("\\S+/Y \\(", "‹gates|combinational cells›"), ("\\S+/(?:Y|Q) \\(", "‹cell outputs|stages›"))
    body = f'if {{[regexp {{^Endpoint: (\\S+)}} $line -> {end}]}} {{\n    set {count} 0\n}} elseif {{[regexp {{{pin}}} $line]}} {{\n    incr {count}\n}} elseif {{[string match "*data arrival time*" $line] && ${count} >= 0}} {{\n    puts "${end} ${count}"\n    set {count} -1000\n}}'
    return Draft(
        tasks=(
            f"For each path in {name}, ‹print|show› the endpoint and the number of {said} on the path.",
            f"Endpoint and number of {said} per path of {name}.",
        ),
        code=loop(draw, name, body),
    )


@_own
def cells_on_paths(draw: Draw) -> Draft:
    name = file_of(draw, "paths")
    count = draw.one("count", "use", "hits", "used")
    pattern = r"\S+/\w+ \((\w+)\)"
    order, sorting, words = draw.one(
        ("-stride 2 -index 1 -integer -decreasing", "array get", "most frequent first"),
        ("-stride 2 -index 0", "array get", "in alphabetical order"),
    )
    return Draft(
        tasks=(
            f"‹Count|Print› how often each library cell occurs in the paths of {name}, {words}.",
            f"Which cell types are on the paths of {name}, and how often? {words}.",
        ),
        code=loop(draw, name, f"if {{[regexp {{{pattern}}} $line -> cell]}} {{ incr {count}($cell) }}")
        + f'\nforeach {{cell number}} [lsort {order} [{sorting} {count}]] {{\n    puts "$cell $number"\n}}',
    )


@_own
def delay_sums(draw: Draw) -> Draft:
    name = file_of(draw, "paths")
    total = draw.one("total", "delay", "sum", "spent")
    digits = draw.one(2, 3)
    pattern = r"^\s*(-?[\d.]+)\s+-?[\d.]+ [v^] \S+/Y \((\w+)\)"
    match draw.whole(0, 1):
        case 0:
            return Draft(
                tasks=(
                    f"‹Add up|Sum› the stage delays in {name} per library cell (output pins Y) and print cell and sum with {digits} decimals, largest ‹sum|› first.",
                    f"Delay per cell type over all paths of {name} ({digits} decimals, descending).",
                ),
                code=loop(
                    draw,
                    name,
                    f"if {{[regexp {{{pattern}}} $line -> delay cell]}} {{\n    set {total}($cell) [expr {{[info exists {total}($cell)] ? ${total}($cell) + $delay : $delay}}]\n}}".replace(
                        f"${total}($cell)", f"${total}($cell)"
                    ),
                )
                + f'\nforeach {{cell value}} [lsort -stride 2 -index 1 -real -decreasing [array get {total}]] {{\n    puts [format "%s %.{digits}f" $cell $value]\n}}',
            )
        case _:
            pattern = r"^\s*(-?[\d.]+)\s+-?[\d.]+ [v^] (\S+) \(\w+\)"
            return Draft(
                tasks=(
                    f"‹Print|Find› the pin with the ‹largest|greatest› stage delay in {name}, and the delay.",
                    f"Slowest stage in {name}: pin and delay.",
                ),
                code="set most 0\nset slowest {}\n"
                + loop(
                    draw,
                    name,
                    f"if {{[regexp {{{pattern}}} $line -> delay pin] && $delay > $most}} {{\n    set most $delay\n    set slowest $pin\n}}",
                )
                + '\nputs "$slowest $most"',
            )


@_own
def first_path(draw: Draw) -> Draft:
    name = file_of(draw, "paths")
    pattern = r"^\s*(-?[\d.]+)\s+(-?[\d.]+) ([v^]) (\S+)"
    fields, said = draw.one(
        ("$pin $delay", "pin and delay"),
        ("$pin $time", "pin and arrival time"),
        ("$pin $edge", "pin and edge"),
        ("$pin,$delay,$time", "pin, delay and arrival time, comma separated"),
    )
    return Draft(
        tasks=(
            f"‹Print|List› {said} of each point of the first path in {name}‹, up to the data arrival time|›.",
            f"First path of {name}: {said} per point.",
        ),
        code=loop(
            draw,
            name,
            f'if {{[string match {{*data arrival time*}} $line]}} {{ break }}\nif {{[regexp {{{pattern}}} $line -> delay time edge pin]}} {{\n    puts "{fields}"\n}}',
        ),
    )


@_own
def negative_ends(draw: Draw) -> Draft:
    name = file_of(draw, "ends")
    limit = draw.one("0", "0", "-0.1", "0.1", "0.3")
    said = "‹negative slack|a negative slack|violations›" if limit == "0" else f"a slack below {limit}"
    opened, puts, closed, where = target(draw, "violating bad_ends below")
    separator = draw.one(" ", ",", ": ")
    return Draft(
        tasks=(
            f"{where} the endpoints in {name} with {said}, as 'endpoint{separator}slack'.",
            f"{where} endpoint and slack (separated by '{separator}') of ‹all|the› lines of {name} with {said}.",
        ),
        code=opened
        + loop(
            draw,
            name,
            f'if {{[regexp {{{end_line(draw)}}} $line -> pin slack] && $slack < {limit}}} {{\n    {puts} "$pin{separator}$slack"\n}}',
        )
        + closed,
    )


@_own
def end_figures(draw: Draw) -> Draft:
    name = file_of(draw, "ends")
    pattern = draw.one(r"(-?[\d.]+) \((?:MET|VIOLATED)\)", r"(-?\d+\.\d+) \(\w+\)\s*$")
    digits = draw.one(2, 3)
    match draw.whole(0, 3):
        case 0:
            var = draw.one("tns", "total", "sum")
            return Draft(
                tasks=(
                    f"‹Print|Sum up› the total negative slack of the endpoints in {name}, {digits} decimals.",
                    f"TNS from {name} with {digits} decimals‹: add up the negative slacks|›.",
                ),
                code=f"set {var} 0\n"
                + loop(
                    draw,
                    name,
                    f"if {{[regexp {{{pattern}}} $line -> slack] && $slack < 0}} {{\n    set {var} [expr {{${var} + $slack}}]\n}}",
                )
                + f"\nputs [format %.{digits}f ${var}]",
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Print|Show› the average slack in {name} with {digits} decimals.",
                    f"Mean of the slacks in {name} ({digits} decimals).",
                ),
                code="set sum 0.0\nset count 0\n"
                + loop(
                    draw,
                    name,
                    f"if {{[regexp {{{pattern}}} $line -> slack]}} {{\n    set sum [expr {{$sum + $slack}}]\n    incr count\n}}",
                )
                + f"\nputs [format %.{digits}f [expr {{$sum / $count}}]]",
            )
        case 2:
            low, high = draw.one(("min", "max"), ("low", "high"), ("worst", "best"))
            return Draft(
                tasks=(
                    f"‹Print|Show› the smallest and the largest slack in {name}, separated by a blank.",
                    f"Range of the slacks in {name}: min and max.",
                ),
                code="set slacks {}\n"
                + loop(draw, name, f"if {{[regexp {{{pattern}}} $line -> slack]}} {{ lappend slacks $slack }}")
                + f'\nset sorted [lsort -real $slacks]\nset {low} [lindex $sorted 0]\nset {high} [lindex $sorted end]\nputs "${low} ${high}"',
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Print|Show› the median slack in {name}, the lower one of the two in the middle if their number is even.",
                ),
                code="set slacks {}\n"
                + loop(draw, name, f"if {{[regexp {{{pattern}}} $line -> slack]}} {{ lappend slacks $slack }}")
                + "\nputs [lindex [lsort -real $slacks] [expr {([llength $slacks] - 1) / 2}]]",
            )


@_own
def sorted_ends(draw: Draw) -> Draft:
    name = file_of(draw, "ends")
    count = draw.one(3, 5, 8, 10)
    opened, puts, closed, where = target(draw, "sorted worst")
    direction, said = draw.one(("-increasing", "worst"), ("-decreasing", "best"))
    pairs = draw.one("pairs", "rows", "found", "ends")
    return Draft(
        tasks=(
            f"{where} the {count} endpoints with the {said} slacks in {name}, {said} first, endpoint and slack.",
            f"{where} the {said} {count} endpoints of {name} with their slacks, sorted.",
        ),
        code=f"set {pairs} {{}}\n"
        + loop(draw, name, f"if {{[regexp {{{end_line(draw)}}} $line -> pin slack]}} {{ lappend {pairs} [list $pin $slack] }}")
        + f"\n{opened}foreach pair [lrange [lsort -real {direction} -index 1 ${pairs}] 0 {count - 1}] {{\n    {puts} [join $pair]\n}}{closed}",
    )


@_own
def end_classes(draw: Draw) -> Draft:
    name = file_of(draw, "ends")
    low, high = draw.one(("0", "0.5"), ("0", "0.25"), ("-0.2", "0.1"), ("0.1", "0.4"))
    bad, middle, good = draw.one(("bad", "tight", "good"), ("red", "yellow", "green"), ("fail", "marginal", "pass"))
    pattern = r"(-?[\d.]+) \((?:MET|VIOLATED)\)"
    return Draft(
        tasks=(
            f"‹Count|Print› the endpoints of {name} in three classes: {bad} (slack < {low}), {middle} ({low} <= slack < {high}), {good} (the rest); one line 'class number' each, in this order.",
            f"{name}: how many endpoints are {bad} (below {low}), {middle} (below {high}) or {good}? Print class and count, one per line.",
        ),
        code=f"array set number {{{bad} 0 {middle} 0 {good} 0}}\n"
        + loop(
            draw,
            name,
            f'if {{[regexp {{{pattern}}} $line -> slack]}} {{\n    incr number([expr {{$slack < {low} ? "{bad}" : $slack < {high} ? "{middle}" : "{good}"}}])\n}}',
        )
        + f'\nforeach class {{{bad} {middle} {good}}} {{\n    puts "$class $number($class)"\n}}',
    )


@_own
def two_runs(draw: Draw) -> Draft:
    new, old = file_of(draw, "ends"), file_of(draw, "before")
    name = draw.one("read_slacks", "slacks_of", "load_slacks")
    worse, sign = draw.one(("worse", "<"), ("better", ">"))
    proc = f'proc {name} {{file}} {{\n    set channel [open $file]\n    foreach line [split [read $channel] "\\n"] {{\n        if {{[regexp {{{_ENDS}}} $line -> pin slack]}} {{ dict set slacks $pin $slack }}\n    }}\n    close $channel\n    return $slacks\n}}'
    return Draft(
        tasks=(
            f"‹Print|List› the endpoints whose slack is {worse} in {new} than in {old}: endpoint, old slack, new slack.",
            f"Compare {old} (before) with {new} (now): which endpoints got {worse}? Endpoint, old and new slack.",
        ),
        code=f'{proc}\nset old [{name} {old}]\ndict for {{pin slack}} [{name} {new}] {{\n    if {{[dict exists $old $pin] && $slack {sign} [dict get $old $pin]}} {{\n        puts "$pin [dict get $old $pin] $slack"\n    }}\n}}',
    )


@_own
def starts_grouped(draw: Draw) -> Draft:
    name = file_of(draw, "starts")
    pattern = r"^(\S+) \((\w+)\)\s+(\S+) \((\w+)\)\s+(-?[\d.]+)"
    match draw.whole(0, 2):
        case 0:
            which, var = draw.one(("startpoint", "start"), ("endpoint", "end"))
            return Draft(
                tasks=(
                    f"‹Count|Print› how many paths of {name} each {which} has, most first.",
                    f"Paths per {which} in {name}‹, descending|, most first›.",
                ),
                code=loop(draw, name, f"if {{[regexp {{{pattern}}} $line -> start type end kind slack]}} {{ incr paths(${var}) }}")
                + '\nforeach {point number} [lsort -stride 2 -index 1 -integer -decreasing [array get paths]] {\n    puts "$point $number"\n}',
            )
        case 1:
            return Draft(
                tasks=(
                    f"‹Print|List› the paths of {name} that ‹begin|start› at an input port: startpoint, endpoint, slack.",
                    f"{name}: only paths from ports (input), with endpoint and slack.",
                ),
                code=loop(
                    draw,
                    name,
                    f'if {{[regexp {{{pattern}}} $line -> start type end kind slack] && $type eq "input"}} {{\n    puts "$start $end $slack"\n}}',
                ),
            )
        case _:
            return Draft(
                tasks=(
                    f"‹Print|Show› the worst slack of each startpoint in {name}, sorted by startpoint.",
                    f"Worst slack per startpoint, {name}, in alphabetical order.",
                ),
                code=loop(
                    draw,
                    name,
                    f"if {{[regexp {{{pattern}}} $line -> start type end kind slack]}} {{\n    if {{![info exists worst($start)] || $slack < $worst($start)}} {{ set worst($start) $slack }}\n}}",
                )
                + '\nforeach start [lsort [array names worst]] {\n    puts "$start $worst($start)"\n}',
            )


@_own
def power_rows(draw: Draw) -> Draft:
    name = file_of(draw, "power")
    group = draw.one("Sequential", "Combinational", "Macro", "Total", "Total")
    column, number = draw.one(("internal", 1), ("switching", 2), ("leakage", 3), ("total", 4))
    watts, unit = draw.one(("", "W"), (" * 1e3", "mW"), (" * 1e6", "uW"))
    if draw.chance(0.5):
        show = f"puts [lindex $line {number}]" if not watts else f"puts [format %.3f [expr {{[lindex $line {number}]{watts}}}]]"
        unit_said = "" if not watts else f" in {unit} with three decimals"
        return Draft(
            tasks=(
                f"‹Print|Show› the {column} power ‹of the group|in the row› {group} in {name}{unit_said}.",
                f"{column} power, {group}, from {name}{unit_said}.",
            ),
            code=loop(draw, name, f'if {{[string match "{group} *" $line]}} {{ {show} }}'),
        )
    return Draft(
        tasks=(
            f"‹Print|Show› each group of {name} with its share of the total power in per cent‹, without the total row|›.",
            f"Power shares per group ({name}), one line each: group and per cent.",
        ),
        code=loop(
            draw,
            name,
            'if {[regexp {^(\\w+)\\s.*\\s([\\d.]+)%$} $line -> group share] && $group ne "Total"} {\n    puts "$group $share"\n}',
        ),
    )


@_own
def slew_rows(draw: Draw) -> Draft:
    name = file_of(draw, "slews")
    pattern = r"^(\S+)\s+([\d.]+)\s+([\d.]+)\s+(-[\d.]+)"
    opened, puts, closed, where = target(draw, "drivers to_fix slew_list")
    match draw.whole(0, 1):
        case 0:
            limit = draw.one("0.05", "0.1", "0.02")
            return Draft(
                tasks=(
                    f"{where} the pins of {name} that exceed the limit by more than {limit}, with their transition.",
                    f"{where} pin and transition of the violations in {name} worse than {limit}.",
                ),
                code=opened
                + loop(
                    draw,
                    name,
                    f'if {{[regexp {{{pattern}}} $line -> pin limit slew slack] && $slack < -{limit}}} {{\n    {puts} "$pin $slew"\n}}',
                )
                + closed,
            )
        case _:
            return Draft(
                tasks=(
                    f"{where} the instances that have violating pins in {name}, each once, sorted.",
                    f"{where} every instance of {name}, no duplicates, in alphabetical order.",
                ),
                code="set instances {}\n"
                + loop(
                    draw,
                    name,
                    f"if {{[regexp {{{pattern}}} $line -> pin]}} {{\n    lappend instances [lindex [split $pin /] 0]\n}}",
                )
                + f"\n{opened}foreach instance [lsort -unique $instances] {{\n    {puts} $instance\n}}{closed}",
            )
