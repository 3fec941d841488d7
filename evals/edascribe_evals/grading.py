"""Grades a script: what it left on every design is compared with what the reference leaves there."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from edascribe_evals.execution import LIBERTY, LIBERTY_NAME, STATE, complaint, execute, read_constraints, run_texts
from edascribe_evals.klayout import COMPARISON
from edascribe_evals.sandbox import STDOUT, Result
from edascribe_evals.tasks import Cells, Constraints, Equivalent, Layout, Library, Text, inputs

if TYPE_CHECKING:
    from edascribe_evals.tasks import Check, Task

# What a line consists of, blanks apart: numbers that are no part of a name, names, and signs.
NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])")
WORD = re.compile(rf"{NUMBER.pattern}|\w+|[^\w\s]")
# Numbers that are as good as equal.
EQUAL = 1e-9
# A list of objects in a written SDC file.
ITEM = re.compile(r"\[get_\w+ \{[^}]*\}\]")
LIST = re.compile(rf"\[list (?:{ITEM.pattern} ?)+\]")
# How many characters of a tool's output are kept.
OUTPUT = 2000
# OpenSTA tells these on stdout of its own accord.
NOISE = ("Warning:", "Warning ")
# yosys numbers its steps, so the number depends on what was done before.
STEP = re.compile(r"\d+(?:\.\d+)*\. ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Passed where there are no reasons against it. Each names the design; ``output`` is the end of what the tool said there."""

    reasons: tuple[str, ...]
    sandboxed: bool
    output: str = ""

    @property
    def passed(self) -> bool:
        """Whether every check held on every design."""
        return not self.reasons


class GradingError(Exception):
    """The reference itself does not run here, so nothing can be graded."""


def grade(task: Task, answer: str, *, unprotected: bool = False) -> Grade:
    """Runs an answer in its context on the task's designs, up to the first that it fails on, and compares.

    Raises:
        GradingError: the reference does not run.
        SandboxError: there is no sandbox here.
    """
    for design in task.file.designs:
        actual = execute(task, task.script(answer), design, unprotected=unprotected)
        if reasons := judge(task, design, actual):
            said = (actual.text(STDOUT) or "")[-OUTPUT:]
            return Grade(reasons=tuple(f"{design}: {reason}" for reason in reasons), sandboxed=not unprotected, output=said)
    return Grade(reasons=(), sandboxed=not unprotected)


def judge(task: Task, design: str, actual: Result) -> list[str]:
    """The reasons against one run, none where it is right."""
    if said := complaint(actual):
        return [said]
    expected = expect(task, design)
    return [reason for check in task.file.checks if (reason := compare(task, design, check, actual, expected))]


@lru_cache(maxsize=1024)
def expect(task: Task, design: str) -> Result:
    """What the reference leaves on a design.

    Raises:
        GradingError: it does not run.
    """
    result = execute(task, task.script(task.reference), design)
    if said := complaint(result):
        raise GradingError(f"The reference of {task.id} does not run on {design}. {said}")
    return result


def compare(task: Task, design: str, check: Check, actual: Result, expected: Result) -> str:
    """What one check has against a run, or nothing."""
    match check:
        case Constraints():
            return compare_constraints(*(held(run, design) for run in (actual, expected)))
        case Text():
            name = check.file or STDOUT
            text = actual.text(name)
            right = expected.text(name) or ""
            return (
                f"It did not write {name}."
                if text is None
                else compare_texts(check, *(meant(name, each) for each in (text, right)))
            )
        case Cells():
            return compare_cells(netlist(check.file, actual), netlist(check.file, expected))
        case Library():
            return compare_library(netlist(check.file, actual))
        case Equivalent():
            return prove_equivalent(check.file, actual, task, design)
        case Layout():
            return compare_layouts(check, actual, expected)


def held(run: Result, design: str) -> Result:
    """The constraints that a run left, as another OpenSTA holds them."""
    return read_constraints(run.text(STATE) or "", design)


def constraints(sdc: str) -> set[str]:
    """The commands of a written SDC file, without regard to order, the order of lists in braces, and line breaks."""
    joined = re.sub(r"\s*\\\n\s*", " ", sdc)
    lines = (" ".join(line.split()) for line in joined.splitlines() if line.strip() and not line.startswith("#"))
    return {LIST.sub(lambda found: f"[list {' '.join(sorted(ITEM.findall(found[0])))}]", line) for line in lines}


def compare_constraints(actual: Result, expected: Result) -> str:
    """Names constraints that are missing or too many."""
    if cause := complaint(actual):
        return f"Its constraints cannot be read again. {cause}"
    have, want = (constraints(run.text(STATE) or "") for run in (actual, expected))
    missing, extra = want - have, have - want
    said = [f"missing: {line}" for line in sorted(missing)[:3]] + [f"not asked for: {line}" for line in sorted(extra)[:3]]
    return "; ".join(said)


def meant(name: str, text: str) -> str:
    """A text without what its format leaves open: in CSV the quotes, in JSON blanks, line breaks and the order of keys."""
    if name.endswith(".csv"):
        return text.replace('"', "")
    if name.endswith(".json"):
        try:
            return json.dumps(json.loads(text), indent=0, sort_keys=True)
        except ValueError:
            return text
    return text


def compare_texts(check: Text, actual: str, expected: str) -> str:
    """Names the first line that is different. Blanks do not count, nor do empty lines; numbers are compared by value."""
    lines = [text_lines(actual), text_lines(expected)]
    if check.any_order:
        lines = [sorted(each) for each in lines]
    for have, want in zip(*lines, strict=False):
        if not same_line(have, want, check.tolerance):
            return f"It wrote {have[:120]!r} where {want[:120]!r} is right."
    return "" if len(lines[0]) == len(lines[1]) else f"It wrote {len(lines[0])} lines where {len(lines[1])} are right."


def text_lines(text: str) -> list[str]:
    """The lines that count, with single spaces."""
    return [
        " ".join(line.split()) for line in text.splitlines() if line.strip() and not line.startswith(NOISE) and not STEP.match(line)
    ]


def same_line(have: str, want: str, tolerance: float) -> bool:
    """Whether two lines consist of the same names and signs, and of numbers that differ by no more than the tolerance."""
    return all(
        abs(float(one) - float(other)) <= tolerance + EQUAL if NUMBER.fullmatch(one) and NUMBER.fullmatch(other) else one == other
        for one, other in zip_longest(WORD.findall(have), WORD.findall(want), fillvalue="")
    )


Netlist = dict[str, Any]


def netlist(file: str, result: Result) -> Netlist | str:
    """The modules that another yosys reads in what the script left, or why it cannot."""
    name = file or STATE
    text = result.text(name)
    if text is None:
        return f"It did not write {name}."
    read = "read_verilog -icells netlist; proc" if file else "read_rtlil netlist"
    return read_netlist(read, text) or f"{name} is no netlist of cells that yosys can read."


@lru_cache(maxsize=256)
def read_netlist(read: str, text: str) -> Netlist | None:
    """The modules of a netlist, or None where the command cannot read it."""
    left = run_texts(["yosys", "-q", "-p", f"{read}; write_json netlist.json"], {"netlist": text}, {})
    written = left.text("netlist.json")
    if not written:
        return None
    modules: Netlist = json.loads(written)["modules"]
    return {name: module for name, module in modules.items() if "blackbox" not in module["attributes"]}


def wiring(module: dict[str, Any]) -> Counter[int]:
    """How ports and cells are connected, whatever cells and nets are called: a mark for each of them.

    A net's mark is made of its ports and of the cells at it, a cell's of its type and the nets at its pins. Each round sees one
    cell further, and the last one tells no more cells apart (the refinement of colours by Weisfeiler and Leman).
    """
    # Nets are numbers and constants are texts, which are their own marks.
    nets: dict[int | str, Any] = {}
    for name, port in sorted(module["ports"].items()):
        for index, bit in enumerate(port["bits"]):
            if isinstance(bit, int):
                nets[bit] = hash((nets.get(bit), name, index))

    def marked(bits: list[int | str]) -> tuple[Any, ...]:
        return tuple(bit if isinstance(bit, str) else nets.get(bit) for bit in bits)

    cells: dict[str, int] = {}
    told_apart = -1
    while told_apart < (told_apart := len(set(cells.values()))):
        at: dict[int | str, list[tuple[int, str, int]]] = defaultdict(list)
        for name, cell in module["cells"].items():
            pins = sorted(cell["connections"].items())
            cells[name] = hash((cell["type"], *((pin, marked(bits)) for pin, bits in pins)))
            for pin, bits in pins:
                for index, bit in enumerate(bits):
                    at[bit].append((cells[name], pin, index))
        nets |= {bit: hash((nets.get(bit), *sorted(found))) for bit, found in at.items()}
    return Counter(
        [*cells.values(), *(hash((name, port["direction"], marked(port["bits"]))) for name, port in module["ports"].items())]
    )


def compare_cells(actual: Netlist | str, expected: Netlist | str) -> str:
    """Names the module that is different."""
    if isinstance(actual, str) or isinstance(expected, str):
        return str(actual if isinstance(actual, str) else expected)
    if set(actual) != set(expected):
        return f"Its modules are {', '.join(sorted(actual))} where {', '.join(sorted(expected))} are right."
    for name, module in expected.items():
        if wiring(actual[name]) != wiring(module):
            have, want = (Counter(cell["type"] for cell in each["cells"].values()) for each in (actual[name], module))
            if have != want:
                return f"The module {name} has other cells than is right: {dict(have)}."
            return f"The ports or connections of the module {name} are not those that are right."
    return ""


def compare_library(actual: Netlist | str) -> str:
    """Names cells that are none of the liberty file's, nor modules of the netlist."""
    if isinstance(actual, str):
        return actual
    known = set(re.findall(r"^\s*cell\s*\(\s*\"?(\w+)", LIBERTY.read_text(), re.MULTILINE))
    types = {cell["type"] for module in actual.values() for cell in module["cells"].values()}
    strange = sorted(types - known - set(actual))
    if strange:
        return f"It holds cells that are not in the library: {', '.join(strange[:5])}."
    return "" if types & known else "It holds no cell of the library."


def prove_equivalent(file: str, actual: Result, task: Task, design: str) -> str:
    """Has another yosys prove that a netlist does what the design's source does. Registers are matched by their names."""
    text = actual.text(file or STATE)
    if text is None:
        return f"It did not write {file or STATE}."
    read = "read_verilog -icells netlist" if file else "read_rtlil netlist"
    prepare = "proc; memory -nomap; async2sync; flatten; opt_clean"
    script = (
        f"{read}; read_liberty -ignore_miss_func -overwrite {LIBERTY_NAME}; "
        f"hierarchy -check -top {design}; {prepare}; rename {design} gate; design -stash gate; "
        f"read_verilog design.v; hierarchy -check -top {design}; {prepare}; rename {design} gold; design -stash gold; "
        "design -copy-from gold -as gold gold; design -copy-from gate -as gate gate; "
        "equiv_make gold gate equiv; hierarchy -top equiv; opt_clean; equiv_struct; "
        "equiv_simple -undef; equiv_induct -undef; equiv_status -assert; tee -o proven equiv_status"
    )
    left = run_texts(["yosys", "-q", "-p", script], {"netlist": text}, inputs(task.file.tool, design) | {LIBERTY_NAME: LIBERTY})
    return "" if "proven" in left.files else "It is not proven to do what the source does."


def compare_layouts(check: Layout, actual: Result, expected: Result) -> str:
    """Has another process compare two layout files with KLayout: shapes by XOR, labels, cells."""
    if check.file not in actual.files:
        return f"It did not write {check.file}."
    contents = {
        "driver.py": COMPARISON.read_bytes(),
        "view": b"cells" if check.cells else b"top",
        "actual": actual.files[check.file],
        "expected": expected.files[check.file],
    }
    said = run_texts(None, contents, {}).text("differences")
    return f"{check.file} is no layout that KLayout can read." if said is None else said.strip()
