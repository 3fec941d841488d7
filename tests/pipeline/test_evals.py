"""The executed tasks: their graders are tried, and so is what holds a script in."""

from __future__ import annotations

import inspect
import json
import os
import random
import re
import shutil
import socket
import tempfile
import threading
from collections import Counter

import pytest
from typer.testing import CliRunner

from edascribe_evals import grading
from edascribe_evals.cli import app
from edascribe_evals.execution import complaint, execute, read_constraints
from edascribe_evals.grading import constraints, expect
from edascribe_evals.sandbox import run
from edascribe_evals.selftest import try_task, try_tasks
from edascribe_evals.tasks import DESIGNS, SUITES, TaskError, Text, read_task, read_tasks, texts

TOOLS = ("sta", "yosys", "tclsh", "bwrap")
MISSING = [name for name in TOOLS if not shutil.which(name)]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (bash .ci/packages.sh)")

# Each row breaks one check of a grading function: its name, what stands there, what stands there instead.
MUTANTS = (
    ("compare_constraints", "want - have, have - want", "want - want, have - want"),
    ("compare_constraints", "want - have, have - want", "want - have, have - have"),
    ("constraints", 'r"\\s*\\\\\\n\\s*", " "', 'r"\\s*\\\\\\n.*", " "'),
    ("compare_texts", "if not same_line(have, want, check.tolerance)", "if False"),
    ("compare_texts", "if check.any_order", "if True"),
    ("compare_texts", "if check.any_order", "if False"),
    ("compare_texts", "if len(lines[0]) == len(lines[1])", "if True"),
    ("text_lines", "if line.strip()", "if line.strip()[:1].isalpha()"),
    ("same_line", "<= tolerance", "<= 1e9"),
    ("same_line", "<= tolerance", "< 0"),
    ("same_line", "abs(float(one) - float(other))", "float(one) - float(other)"),
    ("same_line", "else one == other", "else True"),
    (
        "same_line",
        'zip_longest(WORD.findall(have), WORD.findall(want), fillvalue="")',
        "zip(WORD.findall(have), WORD.findall(want))",
    ),
    ("meant", 'text.replace(\'"\', "")', "text"),
    ("meant", "sort_keys=True", "sort_keys=False"),
    ("compare_cells", "if isinstance(actual, str) or isinstance(expected, str)", "if True"),
    ("compare_cells", "if set(actual) != set(expected)", "if set(actual) & set(expected) != set(expected)"),
    ("compare_cells", "if wiring(actual[name]) != wiring(module)", "if False"),
    ("wiring", "nets[bit] = hash((nets.get(bit), name, index))", "nets[bit] = 0"),
    ("wiring", "hash((nets.get(bit), *sorted(found)))", "nets.get(bit)"),
    ("wiring", "bit if isinstance(bit, str) else nets.get(bit)", "nets.get(bit)"),
    ("wiring", 'hash((cell["type"], ', 'hash(("cell", '),
    ("wiring", 'hash((name, port["direction"], marked(port["bits"])))', 'hash((name, marked(port["bits"])))'),
    ("wiring", 'hash((name, port["direction"], marked(port["bits"])))', 'hash((name, port["direction"]))'),
    ("compare_library", "if strange", "if False"),
    ("compare_library", "types - known - set(actual)", "types - known - types"),
    ("prove_equivalent", 'if "proven" in left.files', "if True"),
    ("prove_equivalent", "equiv_status -assert; ", ""),
    ("compare_layouts", "said.strip()", '""'),
    ("compare_layouts", 'b"cells" if check.cells else b"top"', 'b"top"'),
)
# Each row breaks what compares two layouts in the sandbox, and names a task by which it is noticed.
BROKEN_COMPARISONS = (
    ("klayout/outline_box", "(polygons ^ right_polygons).is_empty()", "True"),
    ("klayout/name_label", "labels != right_labels", "False"),
    ("klayout/swap_gates", "placements(have[name]) != placements(want[name])", "False"),
    ("klayout/finer_unit", "abs(actual.dbu - expected.dbu) > 1e-9", "False"),
    ("klayout/save_row", "set(have) != set(want)", "False"),
)


KINDS = {
    "compare_constraints": "constraints",
    "constraints": "constraints",
    "compare_texts": "text",
    "text_lines": "text",
    "same_line": "text",
    "meant": "text",
    "compare_cells": "cells",
    "wiring": "cells",
    "compare_library": "library",
    "prove_equivalent": "equivalent",
    "compare_layouts": "layout",
}


def inverter(a, y, kind="INVX1"):
    return {"type": kind, "connections": {"A": [a], "Y": [y]}}


def netlist(*cells, bits=(1, 2), direction="input"):
    ports = {"a": {"direction": direction, "bits": list(bits)}, "z": {"direction": "output", "bits": [9]}}
    return {"ports": ports, "cells": {f"u{index}": cell for index, cell in enumerate(cells)}}


NETLIST = {"top": netlist(inverter(1, 5), inverter(5, 9))}
RENAMED = {"top": netlist(inverter(7, 9), inverter(1, 7))}
OTHER = {
    "narrow": {"top": netlist(*NETLIST["top"]["cells"].values(), bits=(1,))},
    "output": {"top": netlist(*NETLIST["top"]["cells"].values(), direction="output")},
    "type": {"top": netlist(inverter(1, 5), inverter(5, 9, "INVX2"))},
    "fewer": {"top": netlist(inverter(1, 9))},
    "module": {**NETLIST, "more": NETLIST["top"]},
    "gates": {"top": netlist(inverter(1, 5, "$_NOT_"), inverter(5, 9))},
    "no cells": {"top": netlist()},
    "other port": {"top": netlist(inverter(2, 5), inverter(5, 9))},
    "side by side": {"top": netlist(inverter(1, 5), inverter(1, 9))},
    "constant": {"top": netlist(inverter("0", 5), inverter(5, 9))},
    "ring": {"top": netlist(inverter(5, 5), inverter(1, 9))},
    "port to port": {"top": netlist(inverter(1, 5), inverter(5, 9), bits=(1, 9))},
    "cut": {"top": netlist(inverter(1, 5), inverter(6, 9))},
}
# Pairs that differ in one thing alone: which bit of a port, and which constant.
PAIRS = (
    (netlist(inverter(1, 5), inverter(2, 6), bits=(1, 2, 5, 6)), netlist(inverter(1, 6), inverter(2, 5), bits=(1, 2, 5, 6))),
    (netlist(inverter("0", 9)), netlist(inverter("1", 9))),
)
# What the comparing functions say, by hand; true where there is nothing against it.
ROWS = [
    (lambda check=check, texts=texts: not grading.compare_texts(check, *texts), right)
    for check, texts, right in (
        (Text(), ("a b\nc", "a  b\n\nc\n"), True),
        (Text(), ("a\nc", "c\na"), False),
        (Text(any_order=True), ("a\nc", "c\na"), True),
        (Text(any_order=True), ("a\na", "a\nc"), False),
        (Text(), ("a", "a\nb"), False),
        (Text(), ("a\nb", "a"), False),
        (Text(), ("", "1"), False),
        (Text(), ("Warning: old\na", "a"), True),
        (Text(), ("1.0 +2 .5 1e3", "1.00 2 0.50 1000"), True),
        (Text(), ("1.0", "1.01"), False),
        (Text(), ("a,1|b -> c", "a , 1 | b->c"), True),
        (Text(), ("a b", "ab"), False),
        (Text(), ("u07", "u7"), False),
        (Text(), ("bus[1] 2", "bus[2] 2"), False),
        (Text(tolerance=0.01), ("1.0ns", "1.001ns"), False),
        (Text(), ("a", "a b"), False),
        (Text(tolerance=0.01), ("u1 1.005", "u1 1.00"), True),
        (Text(tolerance=0.01), ("u1 1.02", "u1 1.00"), False),
        (Text(tolerance=0.01), ("u1 0.98", "u1 1.00"), False),
        (Text(tolerance=0.01), ("u1 1.00 ns", "u1 1.00"), False),
    )
]
ROWS += [
    (lambda name=name, texts=texts: len({grading.meant(name, text) for text in texts}) == 1, right)
    for name, texts, right in (
        ("a.csv", ('"a",1', "a,1"), True),
        ("a.txt", ('"a",1', "a,1"), False),
        ("a.json", ('{"a": 1,\n "b": [2]}', '{"b":[2], "a":1}'), True),
        ("a.json", ('{"a": 1}', '{"a": "1"}'), False),
        ("a.json", ('{"a": 1}', '{"a": 1'), False),
    )
]
ROWS += [
    (lambda first=first, second=second: not grading.compare_cells(first, second), right)
    for first, second, right in (
        (NETLIST, NETLIST, True),
        (NETLIST, RENAMED, True),
        *((NETLIST, other, False) for other in OTHER.values()),
        *((other, NETLIST, False) for other in OTHER.values()),
        *(({"top": one}, {"top": other}, False) for one, other in PAIRS),
        ("not written", NETLIST, False),
    )
]
ROWS += [
    (lambda netlist=netlist: not grading.compare_library(netlist), right)
    for netlist, right in ((NETLIST, True), (OTHER["gates"], False), (OTHER["no cells"], False), ("not written", False))
]


def test_graders_say_what_is_right():
    assert [row() for row, _ in ROWS] == [right for _, right in ROWS]


def task(name):
    return read_task(SUITES / name)


def test_the_graders_are_sound():
    tasks = read_tasks()
    assert try_tasks(tasks) == []
    counts = {tool: sum(each.file.tool == tool for each in tasks) for tool in ("klayout", "opensta", "tcl", "yosys")}
    assert counts["klayout"] >= 35
    assert counts["opensta"] >= 40
    assert counts["tcl"] >= 20
    assert counts["yosys"] >= 25


@pytest.mark.parametrize(("function", "old", "new"), MUTANTS)
def test_a_broken_grading_function_is_noticed(function, old, new, monkeypatch):
    source = inspect.getsource(getattr(grading, function))
    assert source.count(old) == 1
    space = dict(vars(grading))
    exec(compile("from __future__ import annotations\n" + source.replace(old, new), "mutant", "exec"), space)
    monkeypatch.setattr(grading, function, space[function])
    if any(row() is not right for row, right in ROWS):
        return
    tried = [each for each in read_tasks() if KINDS[function] in {check.__struct_config__.tag for check in each.file.checks}]
    assert any(try_task(each) for each in random.Random(1).sample(tried, len(tried)))


@pytest.mark.parametrize(("name", "old", "new"), BROKEN_COMPARISONS)
def test_a_broken_comparison_of_layouts_is_noticed(name, old, new, monkeypatch, tmp_path):
    source = grading.COMPARISON.read_text()
    assert source.count(old) == 1
    broken = tmp_path / "comparison.py"
    broken.write_text(source.replace(old, new))
    monkeypatch.setattr(grading, "COMPARISON", broken)
    assert try_task(task(name))


# Each row does something that must not be possible; outside the sandbox it is, which shows that the row can fail.
HARM = {
    "reads a file of the user": "close [open {outside}/secret]",
    "writes a file of the user": "close [open {outside}/written w]",
    "reads the reference": f"close [open {SUITES / 'tcl/worst_endpoint/reference.tcl'}]",
    "lists the root of the machine": "if {{[glob -nocomplain /home /root] eq {{}}}} error",
    "connects to a server": "close [socket 127.0.0.1 {port}]",
    "sees the processes of others": "close [open /proc/{pid}/cmdline]; if {{![file exists /proc/{pid}/task/{thread}]}} error",
    "reads the environment of others": "close [open /proc/{pid}/environ]",
    "changes what it is given": "close [open cells.csv w]",
}


@pytest.mark.parametrize("what", HARM)
def test_the_sandbox_holds(what, tmp_path):
    (tmp_path / "secret").write_text("x")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder.is_relative_to(tempfile.gettempdir()):
            folder.chmod(folder.stat().st_mode | 0o777)
    with socket.create_server(("127.0.0.1", 0)) as server:
        harm = HARM[what].format(
            outside=tmp_path, port=server.getsockname()[1], pid=os.getpid(), thread=threading.main_thread().native_id
        )
        script = f"if {{[catch {{{harm}}}]}} {{ puts held }} else {{ puts reached }}"
        each = task("tcl/worst_endpoint")
        assert execute(each, script, "pulse", unprotected=True).text(".stdout") == "reached\n"
        (tmp_path / "written").unlink(missing_ok=True)
        inside = execute(each, script, "pulse")
    assert inside.text(".stdout") == "held\n"
    assert inside.sandboxed
    assert not (tmp_path / "written").exists()


def test_references_agree_with_what_is_read_by_other_means():
    netlist = (DESIGNS / "mapped/pulse.v").read_text()
    instances = re.findall(r"^  ([A-Z]\w+) \\?(\S+) \($", netlist, re.MULTILINE)
    cells = Counter(cell for cell, _ in instances)

    def said(name, file=".stdout"):
        return expect(task(name), "pulse").text(file).splitlines()

    assert said("opensta/cell_statistics") == [f"{cell} {cells[cell]}" for cell in sorted(cells)]
    registers = sorted(name for cell, name in instances if cell.startswith("DFF"))
    assert said("opensta/registers_by_name") == registers
    # Six bits of count, two of scale, one of out: what the source has.
    assert len(registers) == 9
    worst = min(float(number) for number in re.findall(r"(\S+)\s+slack", (DESIGNS / "reports/pulse/timing.rpt").read_text()))
    assert f"{worst:.2f}" in said("tcl/worst_endpoint")[0]


def test_constraints_are_those_of_the_text():
    def held(name, design="pulse"):
        return set(constraints(read_constraints(expect(task(name), design).text(".state"), design).text(".state")))

    assert {"create_clock -name clk -period 5.0000 -waveform {0.0000 2.5000} [get_ports {clk}]"} < held("opensta/source_latency")
    for line in ("-source -early 0.5000", "-source -late 0.7000"):
        assert f"set_clock_latency {line} [get_clocks {{clk}}]" in held("opensta/source_latency")
    assert "set_false_path -from [get_ports {rst_n}]" in held("opensta/reset_false_path")


def test_constraints_are_read_by_an_interpreter_that_knows_nothing_else():
    for text in ("close [open mine w]", "rename write_sdc {}", "proc f {} {}", "puts x", "sta::write_sdc x", "exec id"):
        result = read_constraints(text, "pulse")
        assert complaint(result)
        assert set(result.files) == {".stdout", ".error"}
    inside = "create_clock -name x -period 1 [get_ports {[close [open mine w]]}]\nset_load {[close [open mine w]]} [get_ports clk]"
    assert "mine" not in read_constraints(inside, "pulse").files


def test_what_a_script_writes_comes_back(tmp_path):
    (tmp_path / "in.txt").write_text("x")
    result = run(["/bin/sh", "-c", "cat in.txt; echo y > 'a file'; id -u"], {"in.txt": tmp_path / "in.txt"})
    assert result.text(".stdout").startswith("x")
    assert result.text(".stdout") != "x0\n"
    assert result.text("a file") == "y\n"


def test_no_sandbox_only_where_asked_for(tmp_path):
    answer = tmp_path / "a.tcl"
    answer.write_text(task("tcl/worst_endpoint").reference)
    for options, sandboxed in (([], True), (["--unprotected"], False)):
        result = CliRunner().invoke(app, ["grade", "tcl/worst_endpoint", str(answer), "--json", *options])
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {"task": "tcl/worst_endpoint", "passed": True, "reasons": [], "sandboxed": sandboxed}
    answer.write_text("puts wrong")
    result = CliRunner().invoke(app, ["grade", "tcl/worst_endpoint", str(answer)])
    assert result.exit_code == 1
    assert "pulse: It wrote 'wrong'" in result.stdout


def test_a_task_that_is_wrong_says_what_to_mend(tmp_path):
    folder = tmp_path / "tcl" / "mine"
    shutil.copytree(SUITES / "tcl/worst_endpoint", folder)
    text = (folder / "task.toml").read_text()
    rows = {
        'level = "easy"': ('level = "trivial"', "trivial"),
        'designs = ["pulse", "filter"]': ('designs = ["pulse"]', "two designs or more"),
        'tool = "tcl"': ('tool = "yosys"', "folder is that of tcl"),
        'version = "8.6"': ('verzion = "8.6"', "verzion"),
    }
    for old, (new, said) in rows.items():
        assert old in text
        (folder / "task.toml").write_text(text.replace(old, new))
        with pytest.raises(TaskError, match=said):
            read_task(folder)
    (folder / "task.toml").write_text(text)
    (folder / "reference.tcl").unlink()
    with pytest.raises(TaskError, match=r"reference\.tcl"):
        read_task(folder)


def test_own_tasks_are_lines_of_a_file(tmp_path):
    def run(*arguments):
        return CliRunner().invoke(app, [str(each) for each in arguments])

    mine = tmp_path / "mine.jsonl"
    assert run("init", mine).exit_code == 0
    with pytest.raises(TaskError, match="not there yet"):
        CliRunner().invoke(app, ["init", str(mine)], catch_exceptions=False)
    tasks = read_tasks(mine)
    assert {each.file.tool for each in tasks} == {"klayout", "opensta", "tcl", "yosys"}
    line = next(each for each in tasks if each.file.tool == "tcl")
    original = task(line.id)
    assert (line.reference, line.wrong, line.file.checks) == (original.reference, original.wrong, original.file.checks)
    answer = tmp_path / "answer.tcl"
    for text, status in ((line.reference, 0), ("puts wrong", 1)):
        answer.write_text(text)
        assert run("grade", line.id, answer, "--suites", mine).exit_code == status
    mine.write_text('{"name": "x"}\n')
    with pytest.raises(TaskError, match="line 1"):
        read_tasks(mine)


def test_every_text_that_gives_a_task_away_is_listed():
    tasks = read_tasks()
    assert len(texts(tasks)) == len({each.id for each in tasks}) == len(tasks)
    comments = [text for each in tasks for text in (each.file.comment, *each.file.paraphrases)]
    assert len(set(comments)) == len(comments)
    assert all(each.reference in texts(tasks)[each.id] for each in tasks)
