"""The extension in a real VS Code: one ghost text and one generated script; `make vscode-test` runs the whole browser suite."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from conftest import missing

PATIENCE = 300


def test_ghost_text_and_a_generated_script(root: Path, need: Callable[[str], str], embedded_gguf: Path) -> None:
    need("make")
    need("chromium")
    environment = os.environ | {"PATH": f"{Path(need('node')).parent}{os.pathsep}{os.environ['PATH']}"}
    installed = subprocess.run(
        ["bash", ".ci/vscode.sh", "newest"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    if installed.returncode:
        missing("a real VS Code", f"the npm registry has it: {installed.stderr}")
    # The suite starts a server and a browser, which a test that is stopped must not leave behind: they end with their parents.
    result = subprocess.run(
        ["make", "vscode-smoke"], cwd=root, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "2 passed" in result.stdout
