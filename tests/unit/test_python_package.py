"""Catalogues of Python packages: parsed from stubs and sources, told by compiled modules, and never run here."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from edascribe_codegen.catalogue import Catalogue, CatalogueError
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.render import member_line
from edascribe_codegen.catalogue.stubs import read_module

SOURCE = '''
"""A module. Of some kind."""
import os
LIMIT = 3
NAMES: list[str] = []

class Base:
    """A base."""
    shared: ClassVar[int]
    """How much is shared. Really."""
    size: float

    def __init__(self, name, *, depth: int = 1):
        self.name: str = name
        self.depth = depth
        self._hidden = 1

    @property
    def area(self) -> float:
        """The area."""

    @area.setter
    def area(self, value: float) -> None: ...

    @overload
    def find(self, name: str) -> Base: ...
    @overload
    def find(self, index: int, /) -> Base: ...

    @classmethod
    def make(cls) -> Base: ...
    @staticmethod
    def count(a, b=os.path.join("x", "y", "a very long default value")) -> int: ...
    def _private(self): ...
    def many(self, *args: int, key: str, **rest): ...
    async def wait(self, /, seconds: float = 1.5) -> None: ...

    class Inner(enum.Enum):
        A = 1

class Derived(Base):
    def find(self, name): ...

class _Hidden: ...

def top(a: int) -> str:
    """Makes it. More."""
'''


def catalogue(tmp_path: Path, text: str = SOURCE) -> Catalogue:
    (tmp_path / "__init__.py").write_text(text)
    return Catalogue(build("python:mine", source=tmp_path))


@pytest.mark.parametrize(
    ("scope", "name", "expected"),
    [
        ("Base", "__init__", "Base(name, *, depth: int = 1)"),
        ("Base", "name", "Base.name: str"),
        ("Base", "depth", "Base.depth"),
        ("Base", "shared", "Base.shared: int"),
        ("Base", "size", "Base.size: float"),
        ("Base", "area", "Base.area: float"),
        ("Base", "find", "Base.find(name: str) -> Base | (index: int, /) -> Base"),
        ("Base", "make", "Base.make() -> Base"),
        ("Base", "count", "Base.count(a, b=...) -> int"),
        ("Base", "many", "Base.many(*args: int, key: str, **rest)"),
        ("Base", "wait", "Base.wait(seconds: float = 1.5) -> None"),
        ("Base", "_private", None),
        ("Base", "_hidden", None),
        ("Base.Inner", "A", "Base.Inner.A: int"),
        ("Derived", "find", "Derived.find(name)"),
        ("Derived", "area", "Base.area: float"),
        ("mine", "top", "mine.top(a: int) -> str"),
        ("mine", "LIMIT", "mine.LIMIT: int"),
        ("mine", "NAMES", "mine.NAMES: list[str]"),
        ("_Hidden", "x", None),
    ],
)
def test_members_of_sources(tmp_path: Path, scope: str, name: str, expected: str | None) -> None:
    found = catalogue(tmp_path).find_member(scope, name)
    assert (member_line(*found) if found else None) == expected


@pytest.mark.parametrize(
    ("scope", "name", "expected"),
    [("Base", "area", "The area."), ("Base", "shared", "How much is shared."), ("mine", "top", "Makes it."), ("Base", "size", "")],
)
def test_texts_are_first_sentences(tmp_path: Path, scope: str, name: str, expected: str) -> None:
    found = catalogue(tmp_path).find_member(scope, name)
    assert found is not None
    assert found[1].summary == expected


def test_a_file_that_is_no_python_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "old.py").write_text("print 1\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "part.py").write_text("class Part: ...\n")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "case.py").write_text("class Case: ...\n")
    (tmp_path / "both.py").write_text("class Old: ...\n")
    (tmp_path / "both.pyi").write_text("class New: ...\n")
    with caplog.at_level(logging.WARNING):
        read = catalogue(tmp_path)
    assert "old.py cannot be read" in caplog.text
    assert read.find_scope("mine.sub.part.Part") is not None
    assert read.find_scope("Case") is None
    assert (read.find_scope("Old"), read.find_scope("New") is None) == (None, False)


@pytest.mark.parametrize(
    "text", ["", "class A:\n  def f(): ...\n", "class A(B[C], metaclass=D):\n  x = y = 1\n", "x: int\n'text'\n"]
)
def test_odd_modules_are_read(text: str) -> None:
    list(read_module(text, "m"))


def test_an_installed_package_is_read() -> None:
    """One with a stub for a part that is compiled."""
    read = Catalogue(build("python:msgspec"))
    assert read.provenance.source == sys.executable
    assert read.version.count(".") > 0
    found = read.find_member("msgspec.json.Decoder", "decode")
    assert found is not None
    assert found[1].signatures
    assert len(read.scopes) > 20


def test_a_compiled_module_tells_of_itself() -> None:
    read = Catalogue(build("python:math"))
    found = read.find_member("math", "hypot")
    assert found is not None
    assert found[1].kind == "function"
    assert found[1].signatures == ("(*coordinates) -> value",)
    assert read.find_member("math", "pi") is not None


def test_what_is_no_package_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="has no package nosuch_package"):
        build("python:nosuch_package")
    with pytest.raises(CatalogueError, match="is no name of a Python package"):
        build("python:no-name")
    with pytest.raises(CatalogueError, match="has no Python modules"):
        build("python:mine", source=tmp_path)
    with pytest.raises(CatalogueError, match="Is it Python"):
        build("python:math", executable="true")
