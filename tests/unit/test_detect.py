"""Which tool a file is for, row by row."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from edascribe_codegen.catalogue import resolve, write
from edascribe_codegen.catalogue.schema import Pack
from edascribe_codegen.detect import detect


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        # What the file says itself comes first.
        ("# edascribe: tool=opensta@2.0.17\nyosys synth", "", ("opensta", "2.0.17", "tcl")),
        ("#!/usr/bin/env sta\nplace_pins", "", ("opensta", "", "tcl")),
        ("#!/usr/bin/tclsh8.6\nputs x", "", ("tcl", "", "tcl")),
        ("import os", "a.py", ("python", "", "python")),
        ("create_clock -period 1 clk", "a.sdc", ("opensta", "", "tcl")),
        # OpenROAD has nearly all commands of OpenSTA: it is OpenSTA unless there are others.
        ("read_liberty a.lib\nread_verilog a.v\nlink_design top\nreport_checks", "", ("opensta", "", "tcl")),
        ("read_lef a.lef\nread_verilog a.v\nlink_design top\nreport_checks", "", ("openroad", "", "tcl")),
        ("report_checks\nputs [ord::get_die_area]", "", ("openroad", "", "tcl")),
        ("set slack [sta::worst_slack]", "", ("opensta", "", "tcl")),
        ("foreach x {1 2} {\n  place_pins -hor_layers met3\n}", "", ("openroad", "", "tcl")),
        # Yosys: its own command says it alone, its passes when they are several or no everyday words.
        ("read_verilog a.v\nyosys synth -top top\nwrite_verilog b.v", "", ("yosys", "", "tcl")),
        ("read_verilog a.v\nhierarchy -top top\nopt_clean", "", ("yosys", "", "tcl")),
        ("opt_clean", "", ("yosys", "", "tcl")),
        ("flatten\nextract", "", ("yosys", "", "tcl")),
        ("check $x", "", ("opensta", "", "tcl")),
        ("proc flatten {} {}\nproc extract {} {}\nflatten\nextract", "", ("opensta", "", "tcl")),
        ("sta::define_cmd_args x {}\nread_lef a.lef", "", ("openroad", "", "tcl")),
        # Nothing to go by.
        ("read_verilog a.v\nwrite_verilog b.v", "", ("opensta", "", "tcl")),
        ("puts hello", "", ("opensta", "", "tcl")),
        ("", "", ("opensta", "", "tcl")),
    ],
)
def test_detection(text: str, path: str, expected: tuple[str, str, str]) -> None:
    found = detect(text, path=path)
    assert (found.tool, found.version, found.language) == expected
    assert found.why


def test_the_setting_comes_before_guesses_but_after_what_the_file_says() -> None:
    assert detect("yosys synth", default="opensta", default_version="3.1.0").tool == "opensta"
    assert detect("yosys synth", default="opensta", default_version="3.1.0").version == "3.1.0"
    assert detect("#!/usr/bin/sta\n", default="yosys").tool == "opensta"
    assert detect("# edascribe: tool=yosys\n", default="opensta", default_version="3.1.0").version == ""


@pytest.mark.parametrize(
    ("text", "default", "expected"),
    [
        ("import pya\nlayout = pya.Layout()", "", "klayout"),
        ("import os\nimport klayout.db as kdb", "", "klayout"),
        ("from klayout import db", "", "klayout"),
        ("from openroad import Tech, Design", "", "openroad-python"),
        ("import sys, odb", "", "openroad-python"),
        ("def f():\n    import odb", "opensta", "openroad-python"),
        ("import odb\nimport pya", "", "openroad-python"),
        ("import odb\nimport pya", "klayout", "klayout"),
        ("import os\nimportant = 'import pya'\n# import odb", "", "python"),
        ("import pyatools", "", "python"),
        ("# edascribe: tool=klayout\nimport odb", "", "klayout"),
    ],
)
def test_python_is_for_what_it_imports(text: str, default: str, expected: str) -> None:
    found = detect(text, path="a.py", default=default)
    assert (found.tool, found.language) == (expected, "python")


def test_a_projects_own_catalogues_are_known(tmp_path: Path) -> None:
    """A tool that nobody else has: its commands, and its modules in Python."""
    folder = tmp_path / ".edascribe" / "catalogues"
    head = {"format": 1, "version": "1", "provenance": {"source": "x"}}
    tcl = {"tool": "house", "title": "House", "language": "tcl", "commands": [{"name": "build_house"}], **head}
    python = {"tool": "yard", "title": "Yard", "language": "python", "commands": [], "imports": ["yard"], **head}
    write(msgspec.convert(tcl, Pack), folder / "house.json")
    write(msgspec.convert(python, Pack), folder / "yard.json")
    below = tmp_path / "scripts" / "deep"
    found = detect("build_house now", path=str(below / "a.tcl"))
    assert (found.tool, found.folders) == ("house", (folder,))
    assert resolve(found.tool, found.version, folders=found.folders).title == "House"
    assert detect("from yard.trees import oak", path=str(below / "a.py")).tool == "yard"
    assert detect("build_house now", path="/elsewhere/a.tcl").tool == "opensta"
    assert detect("build_house now").folders == ()
