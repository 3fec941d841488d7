"""Catalogues of proprietary shells: the exporters run in Tcl against stand-ins of those shells, and what they wrote is read."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from edascribe_codegen.catalogue import Catalogue, CatalogueError, load
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.render import kind_in_words, synopsis
from edascribe_codegen.catalogue.schema import Command, Pack
from edascribe_codegen.catalogue.shells import SHELLS, exporter
from edascribe_codegen.check import check

STAND_INS = Path(__file__).parents[1] / "data" / "shells"
Export = Callable[..., tuple[Path, str]]


@pytest.fixture
def export(tmp_path: Path, need: Callable[[str], str]) -> Export:
    """Sources an exporter in the stand-in of its shell, and gives the file and what was printed."""

    def run(shell: str, redirect: str = "variable", before: str = "", after: str = "") -> tuple[Path, str]:
        script = tmp_path / "session.tcl"
        (tmp_path / "exporter.tcl").write_text(exporter(shell))
        output = tmp_path / "export.txt"
        lines = (f"source {{{STAND_INS / shell}.tcl}}", f"set edascribe_output {{{output}}}", before, "source exporter.tcl", after)
        script.write_text("\n".join(lines))
        environment = {**os.environ, "STAND_IN_REDIRECT": redirect}
        ended = subprocess.run(
            [need("tclsh"), script], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=True
        )
        return output, ended.stdout

    return run


def described(pack: Pack, *names: str) -> list[str]:
    """The commands as one line each."""
    commands = {command.name: command for command in pack.commands}
    return [f"{synopsis(commands[name])} -- {commands[name].summary}" for name in names]


def types(command: Command) -> dict[str, str]:
    """What the options with a value take, by their names."""
    return {option.name: kind_in_words(option.value) for option in command.options if option.value is not None}


@pytest.mark.parametrize("redirect", ["variable", "file"])
def test_a_synopsys_shell(export: Export, redirect: str) -> None:
    path, printed = export("synopsys", redirect)
    assert "commands of dc_shell U-2022.12-SP3" in printed
    pack = build("dc_shell", dump=path)
    assert (pack.tool, pack.version, pack.title, pack.base) == ("dc_shell", "U-2022.12-SP3", "Design Compiler", "tcl")
    assert pack.provenance.in_words == f"from what the tool wrote in {path}, {pack.provenance.date}"
    assert described(
        pack, "report_power_use", "define_clock", "read_script", "clean_log", "only_in_man", "another_name"
    ) == snapshot(
        [
            "report_power_use [-cells] [-nworst number] [-sort_by name|leakage|switching|total] [-greater_than "
            "threshold] [-rails rails_or_names_of_supply_nets] [-digits digits] [-setup|-hold] [object_list] [> "
            "filename] -- Show where the power goes",
            "define_clock [-name clock_name] -period period_value [-through through_list]... [-add] objects [> "
            "filename] -- Define a clock",
            "read_script [-echo] file [> filename] -- Run a script",
            "clean_log infile outfile [> filename] -- Removes lines that are there twice",
            "only_in_man [-quick] [-early|-late] -count count_value object_list [> filename] -- Does a thing "
            "that only the manual tells of.",
            "another_name [-echo] file [> filename] -- Run a script",
        ]
    )
    commands = {command.name: command for command in pack.commands}
    assert types(commands["report_power_use"]) == snapshot(
        {
            "-nworst": "number of at least 0",
            "-sort_by": "one of name, leakage, switching, total",
            "-greater_than": "value",
            "-rails": "value",
            "-digits": "number of at least 0",
        }
    )
    assert types(commands["define_clock"])["-period"] == "number greater than 0"
    # Those that the help has no words for are there, with whatever arguments; Tcl's own are in the catalogue underneath.
    for name in ("my_proc", "broken", "crashes", "silent", "autoloaded_thing"):
        assert commands[name].open
        assert commands[name].positionals is None
    assert "set" not in commands


def test_a_cadence_shell(export: Export) -> None:
    path, printed = export("cadence")
    assert "commands of innovus 23.12-s091_1" in printed
    pack = build("innovus", dump=path)
    assert (pack.version, pack.title) == ("23.12-s091_1", "Innovus")
    assert described(pack, "addThing", "mem_spread", "syn_some") == snapshot(
        [
            "addThing [-help] -cell cellName [-dontSnap] -inst instName [-loc x y] [-count n]... [-status "
            "fixed|soft_fixed|placed] [-early|-late] [> filename] -- ",
            "mem_spread [-help] [-mask string] [-neg_only] inst_name... [> filename] -- Look at the memories.",
            "syn_some [-physical] [-effort low|medium|high] [design]... [> filename] -- makes gates of it",
        ]
    )
    commands = {command.name: command for command in pack.commands}
    assert types(commands["addThing"]) == snapshot(
        {
            "-cell": "string",
            "-inst": "string",
            "-loc": "list",
            "-count": "whole number",
            "-status": "one of fixed, soft_fixed, placed",
        }
    )
    assert [option.name for option in commands["addThing"].options if option.required] == ["-cell", "-inst"]
    assert commands["crashes"].open


def test_vivado(export: Export) -> None:
    path, _ = export("vivado")
    pack = build("vivado", dump=path)
    assert (pack.version, pack.title) == ("2023.2", "Vivado")
    assert described(pack, "shape_design", "late_thing") == snapshot(
        [
            "shape_design [-name value] -part value [-include_dirs value] [-generic value]... [-flatten "
            "full|none|rebuilt] [-directive default|AreaOptimized] [-limit value] [-rtl] [-quiet] [-verbose] "
            "files... -- Give the design its shape",
            "late_thing [-quiet] [-verbose] [objects] -- Is there once its feature is loaded",
        ]
    )
    commands = {command.name: command for command in pack.commands}
    options = {option.name: option for option in commands["shape_design"].options}
    assert types(commands["shape_design"])["-include_dirs"] == "list of value"
    assert options["-verbose"].summary == "Suspend message limits during command execution"
    assert options["-flatten"].summary == "Flatten the hierarchy. Default: rebuilt"
    # A word that is broken over two lines is none of the values, but there is one more that is not known.
    assert options["-directive"].value is not None
    assert options["-directive"].value.kinds == ("enum", "string")


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("addThing -cell a -inst b -loc {1 2} > log.txt", []),
        ("addThing -cell a -inst b -status soft", []),
        ("addThing -cell a -inst b -status loose", ["api/unknown-value"]),
        ("addThing -cell a", ["api/missing-option"]),
        ("addThing -cell a -inst b -count many", ["api/wrong-type"]),
        ("addThing -cell a -inst b -early -late", ["api/exclusive-options"]),
        ("addThing -cell a -inst b -layer m1", ["api/unknown-option"]),
        ("syn_some", []),
        ("syn_some top sub", []),
        ("crashes -with anything", []),
        ("addTing -cell a", ["api/unknown-command"]),
    ],
)
def test_scripts_are_checked_against_it(export: Export, line: str, codes: list[str]) -> None:
    path, _ = export("cadence")
    catalogue = Catalogue(build("innovus", dump=path), load("tcl"))
    assert [fault.code for fault in check(line, "tcl", catalogue).faults] == codes


def test_an_exporter_leaves_nothing_behind(export: Export) -> None:
    left = "[info globals *edascribe*] [info commands *edascribe*] [namespace children :: *edascribe*] $sh_enable_page_mode"
    path, printed = export("synopsys", after=f'puts "left: {left}"')
    assert "left: edascribe_output   true\n" in printed
    assert sorted(file.name for file in path.parent.iterdir()) == ["export.txt", "exporter.tcl", "session.tcl"]


def test_a_shell_that_cannot_be_redirected_is_told(export: Export) -> None:
    path, printed = export("synopsys", "none")
    assert "edascribe: the export failed: edascribe: this shell lets nobody capture what its help prints" in printed
    assert not path.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text[: len(text) // 2], "was cut short"),
        (lambda text: text.replace("export 1", "export 9"), "was not written by an exporter of this version"),
        (lambda text: text.replace("shell vivado", "shell other"), "was not written by an exporter of this version"),
        (lambda text: "", "was not written by an exporter of this version"),
        (lambda text: "%%edascribe export 1\n%%edascribe shell vivado\n", "was not written by an exporter"),
    ],
)
def test_a_file_that_is_not_whole_is_told(export: Export, change: Callable[[str], str], message: str) -> None:
    path, _ = export("vivado")
    path.write_text(change(path.read_text()))
    with pytest.raises(CatalogueError, match=message):
        build("vivado", dump=path)


@pytest.mark.parametrize("name", ["../evil", "a b", "", "@1"])
def test_a_tool_has_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="is no name for a tool"):
        build(name, dump=tmp_path)


STRANGE = (
    "",
    "x",
    "Usage: thing",
    "Syntax:\nthing",
    " thing # Builtin",
    "Usage: thing [-a",
    " thing  # x\n   [-a",
    "Usage: thing " + "[{(" * 2_000,
)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("text", STRANGE)
def test_any_help_is_read(shell: str, text: str) -> None:
    command = SHELLS[shell]("thing", text)
    assert command is None or command.name == "thing"
