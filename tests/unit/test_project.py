"""The project's own promises: its pages are true, its modules are quiet, its licence terms hold."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "vscode-ext/README.md")


def test_every_path_in_the_architecture_exists(root: Path) -> None:
    text = (root / "ARCHITECTURE.md").read_text()
    named = set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", text))
    below = [root / "codegen/edascribe_codegen", root / "lsp_server/edascribe_lsp", root]
    missing = [path for path in named if not any((folder / path).exists() for folder in below)]
    assert len(named) > 10
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_relative_links_lead_somewhere(root: Path, page: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (root / page).read_text())
    assert [link for link in links if not (root / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_that_pages_name_are_there(root: Path, page: str) -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", (root / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ {4})make ([a-z][\w-]*)", (root / page).read_text(), re.MULTILINE))
    assert named <= targets


def test_commands_that_the_readme_names_exist(root: Path) -> None:
    text = (root / "README.md").read_text()
    named = set(re.findall(r"\bedascribe ((?:catalogue |model )?[a-z]+)\b", text))
    script = "import typer.main, edascribe_codegen.cli as c; m = typer.main.get_command(c.app); print('\\n'.join(m.commands))"
    top = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert named
    assert {name.split()[0] for name in named} <= set(top)


def test_the_folders_are_the_packages(root: Path) -> None:
    wheel = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert [path for path in wheel["packages"] if not (root / path / "__init__.py").exists()] == []


@pytest.mark.parametrize("module", ["edascribe_codegen.cli", "edascribe_lsp.__main__"])
def test_starting_up_imports_nothing_heavy(module: str) -> None:
    heavy = ("openai", "huggingface_hub", "numpy", "bm25s", "xllamacpp")
    script = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_no_page_or_source_says_where_it_was_made(root: Path) -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.split("\n")
    private = re.compile(r"/(?:work|root|home)/\w")
    found = []
    for name in filter(None, tracked):
        path = root / name
        if (
            path.suffix in (".py", ".md", ".toml", ".json", ".yml", ".yaml", ".js", ".mjs", ".ts", ".sh", ".tcl", ".c", "")
            and path.is_file()
        ):
            if name.startswith("grammars/tcl/src/"):
                continue
            found += [name] if private.search(path.read_text(errors="replace")) else []
    assert found == []
