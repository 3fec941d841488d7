"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edascribe_codegen import cli

BAD = "report_checks -path_dealy max\ncreate_clok -period 10\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.tcl"
    path.write_text(BAD)
    return path


def test_check_names_faults_with_place_and_suggestion(bad: Path) -> None:
    result = run("check", "--tool", "opensta@2.0.17", bad)
    assert result.exit_code == 1
    assert "bad.tcl:1:15: error: `report_checks` of OpenSTA 2.0.17 has no option -path_dealy." in result.stdout
    assert "Did you mean `-path_delay`?" in result.stdout
    assert "bad.tcl:2:1: error:" in result.stdout
    assert "Did you mean `create_clock`?" in result.stdout
    assert "1 file checked, 2 faults." in result.stdout


def test_check_prints_json(bad: Path) -> None:
    result = run("check", "--tool", "opensta@2.0.17", "--format", "json", bad)
    first, second = json.loads(result.stdout)
    assert (first["line"], first["column"], first["end"]) == (1, 15, {"line": 1, "column": 26})
    assert (first["code"], first["severity"], first["fix"]["text"]) == ("api/unknown-option", "error", "-path_delay")
    assert (second["code"], second["line"], second["path"]) == ("api/unknown-command", 2, str(bad))


def test_check_of_a_clean_file_is_status_0(tmp_path: Path) -> None:
    path = tmp_path / "clean.tcl"
    path.write_text("report_checks -path_delay max\n")
    result = run("check", path)
    assert (result.exit_code, result.stdout) == (0, "1 file checked, no faults.\n")


def test_the_environment_names_the_tool_of_files_that_do_not_say_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_TOOL", "openroad")
    (tmp_path / "a.sdc").write_text("global_placement\nglobal_place\n")
    (tmp_path / "b.sdc").write_text("# edascribe: tool=opensta@2.0.17\nglobal_placement\n")
    result = run("check", "--format", "json", tmp_path)
    first, second = json.loads(result.stdout)
    assert (Path(first["path"]).name, first["line"], first["message"].split()[0]) == ("a.sdc", 2, "OpenROAD")
    assert (Path(second["path"]).name, second["line"], second["message"].split()[0]) == ("b.sdc", 2, "OpenSTA")


@pytest.mark.parametrize("content", [b"\x00\xff\xfe" * 1000, b"", b"\xef\xbb\xbfputs 1\n", b"puts {", "puts 🙂\r\n".encode()])
def test_check_of_any_bytes_ends(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.tcl"
    path.write_bytes(content)
    assert run("check", path).exit_code in (0, 1)


def test_check_of_a_missing_file_says_so(tmp_path: Path) -> None:
    result = run("check", tmp_path / "none.tcl")
    assert result.exit_code == 2
    assert "none.tcl: No such file or directory" in result.stderr


def test_catalogue_show_and_its_suggestion() -> None:
    assert "report_checks [-from" in run("catalogue", "show", "report_checks", "--tool", "opensta@2.0.17").stdout
    result = run("catalogue", "show", "report_chekcs")
    assert result.exit_code == 1
    assert "Did you mean report_checks?" in result.stderr


def test_catalogue_search_ranks_names_with_scores() -> None:
    result = run("catalogue", "search", "--json", "--count", "3", "how much margin is left")
    found = json.loads(result.stdout)
    assert found[0]["name"] == "report_worst_slack"
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert len(found) == 3
    assert "Region.sized" in run("catalogue", "search", "--tool", "klayout", "grow polygons by a distance").stdout
    nothing = run("catalogue", "search", "xyzzy")
    assert nothing.exit_code == 1
    assert "Try other words" in nothing.output


def test_catalogue_list() -> None:
    lines = run("catalogue", "list").stdout.split("\n")
    assert any("opensta" in line and "2.0.17" in line for line in lines)
    assert any("opensta" in line and "3.1.0" in line for line in lines)


def test_an_unknown_tool_says_what_there_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bad: Path) -> None:
    monkeypatch.setattr("sys.argv", ["edascribe", "check", "--tool", "nosuch", str(bad)])
    with pytest.raises(SystemExit) as exit_status:
        cli.main()
    assert exit_status.value.code == 2
    assert "opensta" in capsys.readouterr().err


def test_a_dead_model_url_is_one_message(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_MODEL_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("sys.argv", ["edascribe", "generate", "--tool", "opensta", "report the slack"])
    with pytest.raises(SystemExit) as exit_status:
        cli.main()
    assert exit_status.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "127.0.0.1:9" in captured.err


def test_the_exporter_is_printed_or_written(tmp_path: Path) -> None:
    printed = run("catalogue", "exporter", "vivado")
    written = run("catalogue", "exporter", "vivado", "-o", tmp_path / "e.tcl")
    assert (printed.exit_code, written.exit_code) == (0, 0)
    assert "namespace eval ::edascribe_export" in printed.stdout
    assert (tmp_path / "e.tcl").read_text() == printed.stdout
    assert f"source {tmp_path / 'e.tcl'}" in written.stderr
    assert run("catalogue", "exporter", "other").exit_code == 2
    assert run("catalogue", "exporter", "vivado", "-o", tmp_path).exit_code == 2


def test_a_catalogue_is_built_for_the_team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "__init__.py").write_text("def grow(size: int) -> None:\n    '''Make it larger.'''\n")
    result = run("catalogue", "build", "python:mine", "--source", "mine", "--share")
    assert result.exit_code == 0
    (path,) = (tmp_path / ".edascribe" / "catalogues").iterdir()
    assert path.name in result.stdout
    assert "mine" in run("catalogue", "list").stdout
    assert "grow(size: int) -> None" in run("catalogue", "show", "mine.grow").stdout
    path.write_text("{")
    result = run("catalogue", "list")
    assert path.name in result.stderr
    assert "is not a catalogue" in result.stderr
    assert run("catalogue", "show", "mine.grow").exit_code == 1
