"""OpenROAD's Python API: from a source tree in the shape of the real one, and the shipped pack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edascribe_codegen.catalogue import Catalogue, CatalogueError, load
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.headers import read_classes, read_functions
from edascribe_codegen.catalogue.library import SHIPPED, read
from edascribe_codegen.catalogue.openroad_python import in_python
from edascribe_codegen.catalogue.render import member_line

TREE = {
    "src/OpenRoad-py.i": """
        %include <std_string.i>
        %{
        #include "ord/Design.h"
        const char* hidden_version();
        %}
        %include "ord/Design.h"
        %newobject Design::getFloorplan();
        const char *openroad_version();
        %inline %{
        namespace ord {
        void set_thread_count(int threads);
        int thread_count() { return 1; }
        }
        %}
    """,
    "src/OpenRoad.i": '%include "ord/OnlyTcl.h"',
    "include/ord/OnlyTcl.h": "class OnlyTcl { public: void no(); };",
    "include/ord/Design.h": """
        #pragma once
        #define TWO_LINES \\
          class Nothing { public: int no(); };
        namespace odb { class dbBlock; }
        namespace ord {
        class Tech;
        // class Old { public: int no(); };
        class Design
        {
         public:
          explicit Design(Tech* tech);
          ~Design();
          void readDef(const std::string& file_name, bool continue_on_errors = false, const char* sep = "/");
          odb::dbBlock* getBlock();  // int no();
          std::vector<odb::dbInst*> insts(std::pair<int, int> at, const std::map<std::string, int>& by = {});
          Design& operator=(const Design& other);
          static int count() { if (true) { return 1; } return 2; }
          int limit{3};
          std::optional<int> from(void* raw);
          Design(const Design&) = delete;
          void print() const;
          enum class Mode { A, B };
         private:
          void secret();
          Tech* tech_;
        };
        }
    """,
    "src/odb/src/swig/common/odb.i": '%include "odb/db.h"\n%include "nosuch/x.h"\n',
    "src/odb/include/odb/db.h": """
        namespace odb {
        struct Rect { int xMin() const; };
        class dbInst : public dbObject {
         public:
          Point getLocation() const;
          void getLocation(int& x, int& y) const;
          void getBox(Rect& rect);
          bool getRect(Rect& rect);
          dbSet<dbITerm> getITerms();
          dbPlacementStatus getPlacementStatus();
          void setOrigin(int, int);
          static dbInst* create(dbBlock* block, dbMaster* master, const char* name);
          const std::vector<std::pair<std::int16_t, std::string>> layers() const;
        };
        template <typename T> class dbTemplate { public: int no(); };
        }
    """,
    "src/pad/src/pad-py.i": '%include "pad/ICeWall.h"',
    "src/pad/include/pad/ICeWall.h": "namespace pad { class ICeWall { int hidden(); public: void placePads(); }; }",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


@pytest.fixture
def catalogue(tree: Path) -> Catalogue:
    return Catalogue(build("openroad-python", source=tree))


def line(catalogue: Catalogue, scope: str, name: str) -> str | None:
    found = catalogue.find_member(scope, name)
    return member_line(*found) if found else None


def test_the_classes_of_a_tree(catalogue: Catalogue, tree: Path) -> None:
    names = {scope.full_name for scope in catalogue.scopes}
    assert names == {"openroad", "openroad.Design", "odb.dbInst", "odb.Rect", "pad.ICeWall"}
    assert set(catalogue.imports) == {"openroad", "odb", "pad"}
    assert (catalogue.provenance.source, catalogue.provenance.kind) == (str(tree), "sources")
    assert catalogue.provenance.date


@pytest.mark.parametrize(
    ("scope", "name", "expected"),
    [
        ("Design", "__init__", "Design(tech: Tech)"),
        ("Design", "readDef", 'Design.readDef(file_name: str, continue_on_errors: bool = False, sep: str = "/") -> None'),
        ("Design", "getBlock", "Design.getBlock() -> dbBlock"),
        ("Design", "insts", "Design.insts(at: tuple[int, int], by: dict[str, int] = ...) -> list[dbInst]"),
        ("Design", "count", "Design.count() -> int"),
        ("Design", "from", None),
        ("Design", "_from", "Design._from(raw: Any) -> int | None"),
        ("Design", "_print", "Design._print() -> None"),
        ("Design", "limit", None),
        ("Design", "secret", None),
        ("Design", "no", None),
        ("Design", "operator", None),
        ("openroad", "openroad_version", "openroad.openroad_version() -> str"),
        ("openroad", "set_thread_count", "openroad.set_thread_count(threads: int) -> None"),
        ("openroad", "thread_count", "openroad.thread_count() -> int"),
        ("openroad", "hidden_version", None),
        ("dbInst", "getLocation", "dbInst.getLocation() -> list[int] | () -> tuple[int, int]"),
        ("dbInst", "getBox", "dbInst.getBox() -> Rect"),
        ("dbInst", "getRect", "dbInst.getRect() -> tuple[bool, Rect]"),
        ("dbInst", "getITerms", "dbInst.getITerms() -> list[dbITerm]"),
        ("dbInst", "getPlacementStatus", "dbInst.getPlacementStatus() -> str"),
        ("dbInst", "setOrigin", "dbInst.setOrigin(arg0: int, arg1: int) -> None"),
        ("odb.dbInst", "create", "dbInst.create(block: dbBlock, master: dbMaster, name: str) -> dbInst"),
        ("dbInst", "layers", "dbInst.layers() -> list[list[int, str]]"),
        ("Rect", "xMin", "Rect.xMin() -> int"),
        ("ICeWall", "placePads", "ICeWall.placePads() -> None"),
        ("ICeWall", "hidden", None),
    ],
)
def test_members(catalogue: Catalogue, scope: str, name: str, expected: str | None) -> None:
    assert line(catalogue, scope, name) == expected


@pytest.mark.parametrize(
    "text", ["", "class", "class A {", "class A { public: int f(", "{{{", "class A { public: int f( { } ;", "}}};"]
)
def test_any_text_is_read(text: str) -> None:
    list(read_classes(text))
    read_functions(text)


@pytest.mark.parametrize(
    ("cpp", "python"),
    [
        ("const std::string&", "str"),
        ("std::vector<std::pair<dbNet*, int>>&", "list[tuple[dbNet, int]]"),
        ("std::variant<dbBTerm*, dbITerm*>*", "dbBTerm | dbITerm"),
        ("dbMatrix<dbGCellGrid::GCellData>", "Any"),
        ("odb::PtrMap<dbTechLayer, dbTechVia*>*", "dict[dbTechLayer, dbTechVia]"),
        ("dbTechLayerDir", "str"),
        ("unsigned int", "int"),
        ("FILE*", "Any"),
    ],
)
def test_types(cpp: str, python: str) -> None:
    assert in_python(cpp, returned=False) == python


def test_a_tree_without_interfaces_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="has no interface files for Python"):
        build("openroad-python", source=tmp_path)


def test_the_shipped_pack_has_what_the_facts_have(shared: Path) -> None:
    facts = json.loads((shared / "facts" / "openroad-python-2026-08-22.json").read_text())
    pack = read(SHIPPED / "openroad-python-2026-08-22.json")
    assert {scope.name for scope in pack.scopes} == set(facts["classes"])
    for scope in pack.scopes:
        known = {"_print" if method["name"] == "print" else method["name"] for method in facts["classes"][scope.name]["methods"]}
        assert {member.name for member in scope.members} - {"__init__"} == known - {scope.name}
    forms = [form for scope in pack.scopes for member in scope.members for form in member.signatures]
    assert all(form.count("<") == form.count(">") - form.count("->") == 0 for form in forms)
    assert load("openroad-python").find_member("dbSBox", "getDX") is not None
