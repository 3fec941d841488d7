"""Checking many files: procs across files, comments that switch faults off, fixes, SARIF, and processes side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from edascribe_codegen import cli
from edascribe_codegen.project import check_project, find_files
from edascribe_codegen.suppress import wanted
from edascribe_grammars import Fault

BAD = "create_clok -period 10\n"


def codes(*paths: Path, processes: int = 0) -> list[tuple[str, str]]:
    checked = check_project(list(find_files(paths)), "opensta@2.0.17", processes=processes)
    return [(file.path.name, fault.code) for file in checked for fault in file.faults]


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_tcl", ".tcl").replace("_sdc", ".sdc")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_folders_are_searched_for_scripts_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, a_tcl=BAD, sub__b_sdc=BAD, notes="create_clok", node_modules__c_tcl=BAD)
    assert codes(tmp_path) == [("a.tcl", "api/unknown-command"), ("b.sdc", "api/unknown-command")]


def test_procs_of_the_other_files_are_known(tmp_path: Path) -> None:
    write(tmp_path, a_tcl="proc mine {} {}\n", b_tcl="mine\n")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    "line",
    [
        "source lib/more.tcl",
        'source "lib/more.tcl"',
        "source [file dirname [info script]]/lib/more.tcl",
        "source $::env(HERE)/lib/more.tcl",
    ],
)
def test_procs_of_sourced_files_are_known(tmp_path: Path, line: str) -> None:
    write(tmp_path, main_tcl=f"{line}\nmine\n", lib__more_tcl="proc mine {} {}\n")
    assert codes(tmp_path / "main.tcl") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("bad\n# edascribe: off\nbad\n# edascribe: on\nbad\n", [1, 5]),
        ("bad ;# edascribe: off\nbad\n", [2]),
        ("# edascribe: off api/unknown\nbad\n", []),
        ("# edascribe: off syntax/\nbad\n", [2]),
        ("bad ;# edascribe: off syntax/ api/unknown-command\n", []),
        ("puts {# edascribe: tool=opensta}\nbad\n", [2]),
    ],
)
def test_comments_switch_faults_off(text: str, lines: list[int]) -> None:
    starts = [index for index in range(len(text)) if text.startswith("bad", index)]
    faults = [Fault(code="api/unknown-command", message="", start=start, end=start + 3) for start in starts]
    assert [text.count("\n", 0, fault.start) + 1 for fault in wanted(faults, text)] == lines


def test_fixes_are_written_and_all_else_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.tcl"
    path.write_bytes(b"# \xc3\xa9\r\nreport_checks -path_dealy max\r\n")
    result = CliRunner().invoke(cli.app, ["check", "--tool", "opensta@2.0.17", "--fix", str(path)])
    assert result.exit_code == 1
    assert "1 file fixed." in result.stdout
    assert path.read_bytes() == b"# \xc3\xa9\r\nreport_checks -path_delay max\r\n"


def test_a_file_that_is_not_utf8_is_never_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "a.tcl"
    path.write_bytes(b"# \xe9\nreport_checks -path_dealy max\n")
    CliRunner().invoke(cli.app, ["check", "--tool", "opensta@2.0.17", "--fix", str(path)])
    assert path.read_bytes() == b"# \xe9\nreport_checks -path_dealy max\n"


def test_sarif_has_place_rule_and_fix(tmp_path: Path) -> None:
    path = tmp_path / "a.tcl"
    path.write_text("report_checks -path_dealy max\n")
    result = CliRunner().invoke(cli.app, ["check", "--tool", "opensta@2.0.17", "--format", "sarif", str(path)])
    log = json.loads(result.stdout)
    (run,) = log["runs"]
    (found,) = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][found["ruleIndex"]]["id"] == found["ruleId"] == "api/unknown-option"
    region = found["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 15, "endLine": 1, "endColumn": 26}
    assert found["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "-path_delay"


def test_processes_side_by_side_find_the_same(tmp_path: Path) -> None:
    write(tmp_path, **{f"f{number:02}_tcl": BAD * (number % 3) for number in range(40)})
    assert codes(tmp_path, processes=2) == codes(tmp_path, processes=1)
    assert len(codes(tmp_path, processes=2)) == sum(number % 3 for number in range(40))


def test_a_program_is_no_script(tmp_path: Path) -> None:
    path = tmp_path / "a.tcl"
    path.write_bytes(b"\x7fELF\x00\x01" + bytes(range(256)) * 100)
    assert codes(path) == [("a.tcl", "syntax/not-text")]


def test_a_thousand_faults_are_placed_in_no_time_each(tmp_path: Path) -> None:
    path = tmp_path / "a.tcl"
    path.write_text("report_tsn\n" * 1000)
    result = CliRunner().invoke(cli.app, ["check", "--tool", "opensta@2.0.17", "--format", "json", str(path)])
    assert [fault["line"] for fault in json.loads(result.stdout)] == list(range(1, 1001))
