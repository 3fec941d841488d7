"""The README's settings for other editors, in the editors themselves where Debian has them: faults, a hover and a completion."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from conftest import ROOT, missing
from editor import variables

PROBES = Path(__file__).parent / "editors"
SCRIPT = "report_checks -path_dealy max\nset_propag"
PATIENCE = 60


def snippet(editor: str, language: str) -> str:
    """The code that the README gives for an editor, made to ask for another tool so that its settings are seen to arrive."""
    found = re.search(rf"^\*\*{editor}.*?^```{language}\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert found is not None, f"README.md has no {language} for {editor}"
    return found[1].replace('"opensta"', '"openroad"')


def run(program: str, command: list[str], folder: Path) -> dict[str, Any]:
    """What the probe found in an editor that has the script open."""
    answer = folder / "answer.json"
    environment = variables({"ANSWER": str(answer), "SCRIPT": str(folder / "timing.sdc"), "HOME": str(folder), "TERM": "dumb"})
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    result = subprocess.run(
        [program, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert answer.exists(), result.stdout + result.stderr
    found: dict[str, Any] = json.loads(answer.read_text("utf-8"))
    assert "error" not in found, found
    return found


def neovim() -> tuple[str, str]:
    """The program, and which of the README's snippets is for it."""
    program = shutil.which("nvim")
    if program is None:
        missing("Neovim", "install Debian's neovim")
    assert program is not None
    first = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"v(\d+)\.(\d+)", first)
    assert version is not None
    newer = (int(version[1]), int(version[2])) >= (0, 11)
    return program, "Neovim 0.11 and newer" if newer else "Neovim 0.7 to 0.10"


def test_neovim(tmp_path: Path) -> None:
    program, heading = neovim()
    (tmp_path / "init.lua").write_text(snippet(heading, "lua"))
    (tmp_path / "timing.sdc").write_text(SCRIPT)
    command = ["--headless", "--clean", "-u", "init.lua", "timing.sdc", "-c", f"luafile {PROBES / 'probe.lua'}"]
    found = run(program, command, tmp_path)
    assert any("-path_dealy" in fault and "-path_delay" in fault for fault in found["faults"])
    assert "OpenROAD" in found["hover"]
    assert "set_propagated_clock" in found["labels"]


def test_emacs(tmp_path: Path) -> None:
    program = shutil.which("emacs")
    if program is None:
        missing("Emacs", "install Debian's emacs-nox and elpa-eglot")
    assert program is not None
    (tmp_path / "init.el").write_text(snippet("Emacs", "elisp"))
    (tmp_path / "timing.sdc").write_text(SCRIPT)
    found = run(program, ["--batch", "-l", "init.el", "-l", str(PROBES / "probe.el")], tmp_path)
    assert any("-path_dealy" in fault and "-path_delay" in fault for fault in found["faults"])
    assert "OpenROAD" in found["hover"]
    assert found["line"].startswith("set_propagated_clock")


def test_helix_and_sublime_start_the_server() -> None:
    helix = tomllib.loads(snippet("Helix", "toml"))
    sublime = json.loads(snippet("Sublime Text", "json"))
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    server = helix["language-server"]["edascribe"]
    assert server["command"] in scripts
    assert server["config"]["edascribe"] == {"tool": "openroad"}
    assert [language["language-servers"] for language in helix["language"]] == [["edascribe"]]
    client = sublime["clients"]["edascribe"]
    assert client["command"][0] in scripts
    assert client["settings"] == {"edascribe.tool": "openroad"}
