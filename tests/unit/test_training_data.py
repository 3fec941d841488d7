from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from edascribe_codegen.corpus import Script
from edascribe_evals.overlap import finder, overlaps
from edascribe_training.data.building import build
from edascribe_training.data.collecting import entries, read_script, real_pairs
from edascribe_training.data.draft import TOOLS
from edascribe_training.data.episodes import Made
from edascribe_training.data.running import Step, run_steps
from edascribe_training.data.scenes import STAGES
from edascribe_training.data.wording import expand, worded
from edascribe_training.rows import read_pairs, read_texts

if TYPE_CHECKING:
    from pathlib import Path

    from edascribe_training.data.draft import Tool

NEEDED = {"opensta": "sta", "yosys": "yosys", "tcl": "tclsh", "klayout": "python3"}
MADE = [tool for tool in TOOLS if tool in STAGES]


def needs(tool: Tool) -> None:
    missing = [name for name in (NEEDED[tool], "yosys", "bwrap") if not shutil.which(name)]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: see .ci/packages.sh")


@pytest.mark.parametrize("tool", MADE)
def test_episodes_give_pairs_that_the_tool_runs_and_the_same_ones_each_time(tool: Tool, tmp_path: Path) -> None:
    needs(tool)
    cards = [build(tmp_path / name, episodes={tool: 2}, real=False).read_bytes() for name in ("one", "other")]
    pairs = list(read_pairs(tmp_path / "one", "train"))
    assert cards[0] == cards[1]
    assert len({pair.hash for pair in pairs}) == len(pairs) >= 5
    assert all(pair.tool == tool and pair.answer.endswith("\n") and pair.answer.strip() for pair in pairs)
    scripts = [pair for pair in pairs if pair.kind == "script"]
    assert scripts
    for pair in scripts:
        assert pair.prompt.endswith(f"# {pair.task}\n")
        assert "# API:" in pair.prompt
    assert any(text.tool == tool for text in read_texts(tmp_path / "one", "train"))


def test_a_step_is_sound_if_the_tool_takes_it_and_something_comes_of_it() -> None:
    needs("opensta")
    stage = STAGES["opensta"]
    scene = stage.draw(random.Random(1))

    def check(code: str, why: str) -> None:
        outcomes = run_steps(
            "opensta", stage.given(scene), [Step(code=code), Step(code="set_load 0.1 [all_outputs]")], top=stage.top(scene)
        )
        assert (outcomes[0].why, outcomes[0].sound) == (why, not why)
        assert outcomes[1].sound == (why not in ("the tool's error", "the tool's warning"))

    check("set_load 0.2 [all_outputs]", "")
    check("puts [llength [get_cells *]]", "")
    check("set count [llength [get_cells *]]", "")
    check("set nothing {}", "nothing came of it")
    check("set_lode 0.2 [all_outputs]", "the tool's error")
    check("get_ports no_such_port", "the tool's warning")
    check("exit", "the tool's error")


def test_a_template_gives_its_alternatives_and_habits_keep_the_names() -> None:
    chance = random.Random(0)
    assert {expand("‹a|b‹c|d››, x", chance) for _ in range(50)} == {"a, x", "bc, x", "bd, x"}
    said = {worded("‹Set|Use› a load of ‹0.2 pF|200 fF› on y_reg[0] and the clock.", chance) for _ in range(200)}
    assert len(said) > 20
    assert all("y_reg[0]" in text and ("0.2 pF" in text or "200 fF" in text) for text in said)


def test_what_is_measured_is_found_in_a_text_as_the_report_finds_it() -> None:
    measured = [
        ("short", "report_checks -path_delay max -format end"),
        (
            "long",
            "Print the area that metal1 covers under the top cell in square micrometres with three decimals, what overlaps once",
        ),
        ("few", "puts $x"),
    ]
    find = finder(measured)

    def check(text: str, name: str) -> None:
        assert find(text) == name
        assert [each.measured for each in overlaps(measured, [("text", text)])] == ([name] if name else [])

    check("x\nreport_checks -path_delay max -format end > a.rpt", "short")
    check("report_checks -path_delay min -format end", "")
    check(
        "print the area that metal1 covers under the top cell, in square micrometres and three decimals, what overlaps once",
        "long",
    )
    check("Print the area of the top cell", "")
    check("puts $x", "")


def test_a_real_script_gives_its_comments_with_their_code_and_its_lines_under_an_open_licence() -> None:
    text = "\n".join([
        "# Copyright of somebody, see the licence",
        "read_liberty cells.lib",
        "",
        "# create the main clock of the chip",
        "create_clock -name main -period 4 [get_ports ck]",
        "set_clock_uncertainty 0.1 [get_clocks main]",
        "",
        "# something else entirely",
        "report_tns",
        "",
        "# create a clock with a flag that is not there",
        "create_clock -no_such_flag",
        "",
    ])  # fmt: skip
    made = Made()
    script = Script(repository="a/b", path="x.sdc", licence="MIT", text=text)
    read_script(script, made)
    real_pairs(script, made)
    assert [row.licence for row in made.texts] == ["MIT"]
    real = [pair for pair in made.pairs if pair.kind == "real"]
    assert [(pair.task, pair.answer) for pair in real] == [
        (
            "create the main clock of the chip",
            "create_clock -name main -period 4 [get_ports ck]\nset_clock_uncertainty 0.1 [get_clocks main]\n",
        )
    ]
    assert real[0].prompt.endswith("# create the main clock of the chip\n")
    assert sum(made.dropped.values()) >= 1
    closed = Made()
    read_script(Script(repository="a/b", path="x.sdc", licence="GPL-3.0", text=text), closed)
    assert (closed.texts, closed.dropped) == ([], {"texts: licence GPL-3.0": 1})


def test_the_catalogues_are_texts_of_their_own_words() -> None:
    rows = list(entries())
    assert {row.tool for row in rows} >= {"opensta", "yosys", "klayout", "tcl"}
    assert any("# report_checks" in row.text for row in rows)
