"""Says which members of an API in Python are one thing in several forms, of which a list of what was found needs only one.

The forms are KLayout's: in database units or microns (`Box.area`, `DBox.area`; `Cell.bbox`, `Cell.dbbox`), in place or as a copy
(`Region.size`, `Region.sized`; `Region.select_inside`, `Region.inside`), by name or operator (`Region.and_`, `Region.__and__`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from edascribe_codegen.catalogue.contents import Catalogue

_OPERATORS = {"and": "and_", "iand": "and_", "sub": "not_", "isub": "not_", "not": "not_", "or": "or_"}
_OPERATORS |= {"ior": "or_", "xor": "xor", "ixor": "xor"}
_MICRONS = re.compile(r"(?:\b|\d)(?:um2?|µm|microns?|micrometers?)\b|\d\.\d", re.IGNORECASE)


@lru_cache(maxsize=4)
def families(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """All forms of each class and member that has several, itself among them."""
    found: dict[str, list[str]] = defaultdict(list)
    scopes = {scope.name for scope in catalogue.scopes}
    for scope in catalogue.scopes:
        if not scope.name:
            continue
        plain = _plain_class(scope.name, scopes)
        found[plain].append(scope.name)
        members = {member.name for member in scope.members}
        for member in sorted(members - {"__init__"}):
            found[f"{plain}.{_plain_member(member, members)}"].append(f"{scope.name}.{member}")
    return {name: tuple(forms) for forms in found.values() if len(forms) > 1 for name in forms}


def speaks_of_microns(text: str) -> bool:
    """Whether a text gives lengths in microns: it names them, or has a number with decimals."""
    return bool(_MICRONS.search(text))


def in_microns(form: str) -> bool:
    """Whether a form works in microns, of those of a family that has such: `DBox`, `Cell.dbbox`."""
    scope, _, member = form.rpartition(".")
    return bool(re.match(r"D[A-Z]", scope or form) or re.match(r"d[a-z]", member))


def _plain_class(name: str, scopes: set[str]) -> str:
    if name[0] in "DIV" and name[1:] in scopes:
        name = name[1:]
    return name.removeprefix("Simple") if name.removeprefix("Simple") in scopes else name


def _plain_member(name: str, members: set[str]) -> str:
    if name.startswith("__") or name.endswith("_with"):
        operator = _OPERATORS.get(name.strip("_").removesuffix("_with"), name)
        return operator if operator in members else name
    if name.startswith("d") and name != "dup" and name[1:] in members:
        name = name[1:]
    if name.startswith("select_") and name.removeprefix("select_") in members:
        name = name.removeprefix("select_")
    # `snapped` and `snap`, `moved` and `move`, `inverted` and `invert`.
    for ending in (r"(\w)\1ed", "d", "ed"):
        plain = re.sub(rf"{ending}(?=_|$)", r"\1" if "(" in ending else "", name)
        if plain != name and plain in members:
            return plain
    return name
