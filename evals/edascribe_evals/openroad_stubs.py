"""OpenROAD's Python API as stub files, by which `ty` checks scripts: there is no package of it to install."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from edascribe_codegen.catalogue import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edascribe_codegen.catalogue.schema import Member, Scope

TOOL = "openroad-python"
# What the headers of the classes do not declare: the base of odb's classes (dbObject.h), and the functions that OpenROAD's own
# interface file (OpenRoad-py.i) gives to Python. A module has more than is known here.
ODB = """
class dbObject:
    def getObjectType(self) -> int: ...
    def getDb(self) -> dbDatabase: ...
    def getId(self) -> int: ...
    def getTypeName(self) -> str: ...
    def getDbName(self) -> str: ...
    def isValid(self) -> bool: ...
"""
OPENROAD = """
def get_db() -> dbDatabase: ...
def get_db_tech() -> dbTech: ...
def get_db_block() -> dbBlock: ...
def __getattr__(name: str) -> Any: ...
"""
# Timing's enumerations (Timing.h), whose values SWIG makes attributes of the class.
CONSTANTS = {"Timing": ("Rise", "Fall", "Min", "Max")}
FUNCTIONS = ("get_db", "get_db_tech", "get_db_block")


@lru_cache(maxsize=1)
def stubs() -> dict[str, str]:
    """The stub files' texts by the names of their modules. What a type's name says nothing of may be anything."""
    classes = {scope.name: scope for scope in load(TOOL).scopes if scope.name}
    bodies: dict[str, list[str]] = {}
    for scope in classes.values():
        bodies.setdefault(scope.module, []).append(_class(scope))
    head = "from typing import Any, overload\n"
    return {
        "odb": "\n".join((head, ODB, *bodies["odb"], "def __getattr__(name: str) -> Any: ...\n")),
        "openroad": "\n".join((head, "from odb import *\n", *bodies["openroad"], OPENROAD)),
    }


def _class(scope: Scope) -> str:
    """A class, and its static methods as SWIG also gives them: ``dbInst_create``."""
    lines = [f"class {scope.name}({', '.join(scope.bases)}):", "    pass"]
    lines += [f"    {name}: int" for name in CONSTANTS.get(scope.name, ())]
    flat: list[str] = []
    for member in scope.members:
        lines += [f"    {line}" for line in _functions(member, member.name)]
        if member.kind == "function":
            flat += _functions(member, f"{scope.name}_{member.name}", flat=True)
    return "\n".join([*lines, *flat, ""])


def _functions(member: Member, name: str, *, flat: bool = False) -> Iterator[str]:
    for signature in member.signatures:
        if len(member.signatures) > 1:
            yield "@overload"
        if member.kind == "function" and not flat:
            yield "@staticmethod"
            yield f"def {name}{signature}: ..."
        elif flat:
            yield f"def {name}{signature}: ..."
        else:
            yield f"def {name}(self, {signature.removeprefix('(')}: ...".replace("(self, )", "(self)")
