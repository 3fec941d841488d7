"""Runs a script in its tool, one function per tool, and returns the files that it left.

Whatever a script does to its interpreter, all that comes of it are files, and these are data: another process, which it cannot
reach, reads them by the tool's own means and says what they hold. A script that forges them must say what is right for each design,
in the tool's language, which is to solve the task.
"""

from __future__ import annotations

import re
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from edascribe_evals.klayout import run_python
from edascribe_evals.sandbox import Result, run
from edascribe_evals.tasks import inputs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edascribe_evals.tasks import Task

LIBERTY = Path("/usr/share/qflow/tech/osu018/osu018_stdcells.lib")
LIBERTY_NAME = "cells.lib"
# The same cells in another corner, for OpenSTA.
SLOW_NAME = "slow.lib"
SLOWER = 1.4
# The state that the tool holds after the script, and the sign that the script came to its end.
STATE = ".state"
DONE = ".done"
ERROR = ".error"

# Tables of delays and transitions in a liberty file, the numbers in them, and the library's name.
TABLE = re.compile(r"(?:cell|rise|fall)_(?:rise|fall|transition)\s*\([^)]*\)\s*\{[^}]*\}")
VALUES = re.compile(r"values\s*\([^)]*\)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
LIBRARY = re.compile(r"(library\s*\(\s*\w+)")

# OpenSTA's exit status is always 0 and `source` goes on after an error, so the text runs under catch.
# `exit` is how many scripts end.
OPENSTA = f"""
read_liberty {LIBERTY_NAME}
read_verilog design.v
link_design @TOP@
rename exit edascribe_exit
proc edascribe_finish {{}} {{
    write_sdc -no_timestamp {STATE}
    close [open {DONE} w]
    edascribe_exit
}}
proc exit {{args}} {{ edascribe_finish }}
set edascribe_file [open script.tcl]
set edascribe_text [read $edascribe_file]
close $edascribe_file
if {{[catch {{uplevel #0 $edascribe_text}} edascribe_message]}} {{
    set edascribe_file [open {ERROR} w]
    puts $edascribe_file $edascribe_message
    close $edascribe_file
}} else {{
    edascribe_finish
}}
"""

# Constraints are read again in an interpreter that knows nothing but them. The singular forms, like get_cell, evaluate what they
# are given.
READER = f"""
read_liberty {LIBERTY_NAME}
read_verilog design.v
link_design @TOP@
set edascribe_reader [interp create -safe]
foreach name [interp eval $edascribe_reader {{info commands}}] {{
    if {{$name ne "list"}} {{ interp hide $edascribe_reader $name }}
}}
set edascribe_known {{
    create_clock create_generated_clock create_voltage_area current_design group_path
    get_cells get_clocks get_lib_cells get_lib_pins get_libs get_nets get_pins get_ports
}}
foreach name [concat $edascribe_known [info commands set_*]] {{ interp alias $edascribe_reader $name {{}} $name }}
set edascribe_file [open constraints.sdc]
set edascribe_text [read $edascribe_file]
close $edascribe_file
if {{[catch {{interp eval $edascribe_reader $edascribe_text}} edascribe_message]}} {{
    set edascribe_file [open {ERROR} w]
    puts $edascribe_file $edascribe_message
    close $edascribe_file
}} else {{
    write_sdc -no_timestamp {STATE}
    close [open {DONE} w]
}}
"""

# A failing pass ends yosys at once. Many scripts import its commands themselves, which must stay possible.
YOSYS = f"""
proc edascribe_finish {{}} {{
    yosys write_rtlil {STATE}
    close [open {DONE} w]
}}
source script.tcl
edascribe_finish
"""

# SystemExit is how some scripts end.
KLAYOUT = f"""
try:
    exec(compile(open("script.py").read(), "script.py", "exec"), {{"__name__": "__main__"}})
except SystemExit as end:
    if end.code:
        raise
open("{DONE}", "w").close()
"""

TCL = f"""
rename exit edascribe_exit
proc exit {{args}} {{
    if {{$args eq "" || $args == 0}} {{ close [open {DONE} w] }}
    edascribe_exit {{*}}$args
}}
source script.tcl
exit
"""


def execute(task: Task, script: str, design: str, *, unprotected: bool = False) -> Result:
    """Runs a whole script on a design in the task's tool."""
    files = inputs(task.file.tool, design)
    match task.file.tool:
        case "klayout":
            return run_texts(None, {"script.py": script, "driver.py": KLAYOUT}, files, unprotected=unprotected)
        case "opensta":
            driver, program = OPENSTA.replace("@TOP@", design), ["sta", "-no_splash", "-exit", "driver.tcl"]
        case "yosys":
            driver, program = YOSYS, ["yosys", "-c", "driver.tcl"]
        case "tcl":
            driver, program = TCL, ["tclsh", "driver.tcl"]
    if task.file.tool != "tcl":
        files[LIBERTY_NAME] = LIBERTY
    contents = {"script.tcl": script, "driver.tcl": driver}
    if task.file.tool == "opensta":
        contents[SLOW_NAME] = slow_liberty()
    return run_texts(program, contents, files, unprotected=unprotected)


@lru_cache(maxsize=1)
def slow_liberty() -> str:
    """The library with delays and transitions that are longer by one factor."""

    def slow_down(table: re.Match[str]) -> str:
        return VALUES.sub(lambda values: NUMBER.sub(lambda number: f"{SLOWER * float(number[0]):.6g}", values[0]), table[0])

    return LIBRARY.sub(r"\1_slow", TABLE.sub(slow_down, LIBERTY.read_text()), count=1)


@lru_cache(maxsize=4096)
def read_constraints(text: str, design: str) -> Result:
    """What a fresh OpenSTA holds once it has read constraints for a design, as its STATE."""
    driver = READER.replace("@TOP@", design)
    files = inputs("opensta", design) | {LIBERTY_NAME: LIBERTY}
    return run_texts(["sta", "-no_splash", "-exit", "driver.tcl"], {"constraints.sdc": text, "driver.tcl": driver}, files)


def run_texts(
    program: list[str] | None, contents: Mapping[str, str | bytes], files: dict[str, Path], *, unprotected: bool = False
) -> Result:
    """Runs a program, or driver.py where there is none, beside files that are given by their contents, and others."""
    with tempfile.TemporaryDirectory(prefix="edascribe-evals-") as folder:
        written = {}
        for name, content in contents.items():
            written[name] = Path(folder, name.lstrip("."))
            written[name].write_bytes(content.encode() if isinstance(content, str) else content)
        if program is None:
            return run_python(files | written, unprotected=unprotected)
        return run(program, files | written, unprotected=unprotected)


def complaint(result: Result) -> str:
    """Why a run did not come to its end, or nothing where it did."""
    if result.failure:
        return result.failure
    if DONE in result.files:
        return ""
    said = result.text(ERROR) or result.text(".stdout") or ""
    return "The script did not come to its end: " + ("\n".join(said.strip().splitlines()[-5:]) or "it said nothing.")
