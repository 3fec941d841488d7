"""KLayout's classes: the shipped pack, the wheel's stubs, and the reflection in the wheel and in the program."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edascribe_codegen.catalogue import CatalogueError, klayout, load
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.library import SHIPPED, read
from edascribe_codegen.catalogue.render import entry_markdown, member_line
from edascribe_codegen.catalogue.schema import Pack


def size(pack: Pack) -> tuple[int, int]:
    """Classes and members."""
    return len(pack.scopes), sum(len(scope.members) for scope in pack.scopes)


def heads(pack: Pack) -> set[tuple[str, tuple[str, ...]]]:
    """The classes with their bases."""
    return {(scope.full_name, scope.bases) for scope in pack.scopes}


def forms(pack: Pack) -> dict[tuple[str, str], set[str]]:
    """The forms of the public members; a stub writes classes of other modules with their module."""
    return {
        (scope.full_name, member.name): {form.replace("db.", "") for form in member.signatures}
        for scope in pack.scopes
        for member in scope.members
        if not member.name.startswith("_")
    }


def line(name: str, width: int = 240) -> str:
    """How a member is shown in a prompt."""
    scope, _, member = name.rpartition(".")
    found = load("klayout").find_member(scope, member)
    return member_line(*found, width) if found else ""


@pytest.fixture(scope="module")
def wheel() -> Path:
    """The folder of KLayout's wheel."""
    return Path(pytest.importorskip("klayout.db", reason="the wheel klayout is not installed").__file__).parents[1]


@pytest.fixture(scope="module")
def stubs(wheel: Path) -> Pack:
    return build("klayout", source=wheel)


@pytest.fixture(scope="module")
def reflected(wheel: Path) -> Pack:
    return build("klayout", executable=sys.executable)


def test_the_shipped_pack_has_what_the_facts_have(shared: Path) -> None:
    facts = json.loads(gzip.decompress((shared / "facts" / "klayout-0.30.12.json.gz").read_bytes()))
    pack = read(SHIPPED / "klayout-0.30.12.json")
    assert size(pack) == (285, 9000)
    members = {f"{scope.name}.{member.name}" for scope in pack.scopes for member in scope.members}
    known = {f"{name}.{member}" for name, fact in facts.items() for member in (*fact["methods"], *fact["attrs"])}
    assert known < members
    # The facts were freed of texts by the names of fields, which took members of these names, too.
    assert {name.rpartition(".")[2] for name in members - known} == {"doc", "title"}


def test_the_stubs_agree_with_the_shipped_pack(stubs: Pack) -> None:
    if stubs.version != "0.30.12":
        pytest.skip(f"the installed KLayout is {stubs.version}; the comparison needs 0.30.12")
    shipped = read(SHIPPED / "klayout-0.30.12.json")
    assert size(stubs) == size(shipped)
    for known, scope in zip(shipped.scopes, stubs.scopes, strict=True):
        assert (scope.full_name, scope.bases) == (known.full_name, known.bases)
        for old, new in zip(known.members, scope.members, strict=True):
            assert (old.name, old.kind, old.signatures, old.type) == (new.name, new.kind, new.signatures, new.type)
    assert stubs.provenance.kind == "sources"
    assert sum(bool(member.summary) for scope in stubs.scopes for member in scope.members) > 8000


def test_reflection_agrees_with_the_stubs(stubs: Pack, reflected: Pack) -> None:
    """The same classes and bases, and, of the members, nearly all with the same types."""
    assert reflected.version == stubs.version
    assert {(scope.full_name, scope.bases) for scope in reflected.scopes} == {
        (scope.full_name, scope.bases) for scope in stubs.scopes
    }
    written, told = forms(stubs), forms(reflected)
    assert len(told.keys() & written.keys()) > 0.99 * len(written)
    assert sum(told[name] == written[name] for name in told.keys() & written.keys()) > 0.98 * len(written)


def test_what_is_installed_is_asked() -> None:
    """The program where there is one, else the wheel: the Debian package is too large to be installed for this test alone."""
    pack = build("klayout")
    assert pack.provenance.source == (shutil.which("klayout") or sys.executable)
    classes, members = size(pack)
    assert classes > 200
    assert members > 7000
    assert {"Layout", "Region", "Cell"} <= {scope.name for scope in pack.scopes}
    assert not any(scope.name.startswith("Q") for scope in pack.scopes)


def test_what_is_no_klayout_is_told(tmp_path: Path, need: Callable[[str], str]) -> None:
    with pytest.raises(CatalogueError, match="Is it KLayout"):
        klayout.build(need("tclsh"))
    with pytest.raises(CatalogueError, match="has no stubs of KLayout"):
        build("klayout", source=tmp_path)
    (tmp_path / "dbcore.pyi").write_text("class (:\n")
    with pytest.raises(CatalogueError, match=r"dbcore\.pyi cannot be read"):
        build("klayout", source=tmp_path)


@pytest.mark.parametrize("name", ["Layout", "pya.Layout", "klayout.db.Layout", "db.Layout", "klayout.pya.Layout"])
def test_classes_are_found_by_the_names_that_scripts_use(name: str) -> None:
    scope = load("klayout").find_scope(name)
    assert scope is not None
    assert scope.full_name == "klayout.db.Layout"


@pytest.mark.parametrize("name", ["", ".", "pya", "klayout", "nosuch", "pya.nosuch", "odb.Layout", "Layout.", ".Layout"])
def test_other_names_are_no_classes(name: str) -> None:
    assert load("klayout").find_scope(name) is None


def test_a_class_inside_another_is_found_by_its_own_name() -> None:
    scope = load("klayout").find_scope("GeometricalOp")
    assert scope is not None
    assert scope.name == "CompoundRegionOperationNode.GeometricalOp"


def test_members_are_inherited() -> None:
    catalogue = load("klayout")
    found = catalogue.find_member("BoxWithProperties", "area")
    assert found is not None
    assert (found[0].name, found[1].signatures) == ("Box", ("() -> float",))
    own = catalogue.find_member("BoxWithProperties", "from_s")
    assert own is not None
    assert own[0].name == "BoxWithProperties"
    scope = catalogue.find_scope("BoxWithProperties")
    assert scope is not None
    members = [(owner.name, member.name) for owner, member in catalogue.members(scope)]
    assert len({name for _, name in members}) == len(members)
    assert ("Box", "area") in members
    assert catalogue.find_member("BoxWithProperties", "nosuch") is None
    assert catalogue.find_member("nosuch", "area") is None


def test_lines_for_prompts() -> None:
    assert line("Layout.dbu") == "Layout.dbu: float"
    assert line("Layout.top_cell") == "Layout.top_cell() -> Cell"
    assert line("Layout.create_cell", 90) == "Layout.create_cell(name: str) -> Cell | (name: str, lib_name: str) -> Cell | ..."
    assert line("Point.__init__") == "Point() | (dpoint: DPoint) | (v: Vector) | (x: int, y: int)"
    assert line("CellInstArray.cell") == "CellInstArray.cell"


def test_hover_texts() -> None:
    text = entry_markdown("pya.Layout.create_cell", load("klayout"))
    assert text.startswith("```python\nLayout.create_cell(name: str) -> Cell\n")
    assert text.endswith("*klayout.db · KLayout 0.30.12 · shipped pack*")
    text = entry_markdown("BoxWithProperties", load("klayout"))
    assert "class BoxWithProperties(Box)" in text
    assert "| `area() -> float` | from Box.  |" in text
    assert "_create" not in text
    assert entry_markdown("Layout.nosuch", load("klayout")) == ""
    assert entry_markdown("nosuch", load("klayout")) == ""
