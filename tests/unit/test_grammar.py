"""The grammars: their corpus, their queries, and that the committed parsers are those of the committed grammar.js."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tree_sitter import Language, Parser, Query

from edascribe_grammars import _tcl

GRAMMARS = Path(__file__).resolve().parents[2] / "grammars"
FOLDERS = {"tcl": GRAMMARS / "tcl", "tcl_expr": GRAMMARS / "tcl" / "expr"}
LANGUAGES = {"tcl": Language(_tcl.language()), "tcl_expr": Language(_tcl.language_expr())}


def corpus() -> list[tuple[str, str, str, str]]:
    """The examples of the tree-sitter corpus files: language, title, source and tree."""
    examples = []
    for name, folder in FOLDERS.items():
        for path in sorted((folder / "test" / "corpus").glob("*.txt")):
            parts = re.split(r"^={3,}\n(.*)\n={3,}\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
            for title, body in zip(parts[::2], parts[1::2], strict=True):
                source, tree = re.split(r"^---\n", body, flags=re.MULTILINE)
                examples.append((name, title, source.removesuffix("\n"), " ".join(tree.split())))
    return examples


@pytest.mark.parametrize(("name", "title", "source", "tree"), corpus())
def test_corpus(name: str, title: str, source: str, tree: str) -> None:
    root = Parser(LANGUAGES[name]).parse(source.encode()).root_node
    assert not root.has_error
    assert str(root) == tree.replace("( ", "(").replace(" )", ")")


@pytest.mark.parametrize(
    ("name", "path"), [(name, path) for name, folder in FOLDERS.items() for path in sorted((folder / "queries").glob("*.scm"))]
)
def test_queries(name: str, path: Path) -> None:
    # The settings of patterns are for editors, and tree-sitter 0.26 for Python crashes on them.
    text = re.sub(r"^.*\(#set! .*\"\)", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert Query(LANGUAGES[name], text).pattern_count > 0


def test_the_parsers_belong_to_the_grammars() -> None:
    recorded = (FOLDERS["tcl"] / "generated.sha256").read_text(encoding="utf-8").split("\n")
    rows = dict(reversed(line.split()) for line in recorded if line)
    assert set(rows) == {"grammar.js", "expr/grammar.js", "src/parser.c", "expr/src/parser.c"}
    for path, digest in rows.items():
        text = (FOLDERS["tcl"] / path).read_bytes().replace(b"\r\n", b"\n")
        assert hashlib.sha256(text).hexdigest() == digest, f"{path} has changed: run `make grammar`"


# Only who changes the grammar needs the generator (Debian: tree-sitter-cli); the digests above hold for everybody else.
GENERATOR = os.environ.get("TREE_SITTER") or shutil.which("tree-sitter")
if GENERATOR:

    def test_generating_again_makes_the_same_parsers(tmp_path: Path) -> None:
        shutil.copytree(GRAMMARS / "tcl", tmp_path / "tcl")
        shutil.copy(GRAMMARS / "generate.sh", tmp_path)
        before = (tmp_path / "tcl" / "src" / "parser.c").read_bytes(), (tmp_path / "tcl" / "expr" / "src" / "parser.c").read_bytes()
        for parser in tmp_path.rglob("parser.c"):
            parser.unlink()
        subprocess.run(["bash", str(tmp_path / "generate.sh")], env={**os.environ, "TREE_SITTER": GENERATOR}, check=True)
        assert (
            (tmp_path / "tcl" / "src" / "parser.c").read_bytes(),
            (tmp_path / "tcl" / "expr" / "src" / "parser.c").read_bytes(),
        ) == before
