"""OpenROAD's Python API: the classes of its C++ headers, as SWIG shows them to Python."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.headers import CppClass, Method, Parameter, read_classes, read_functions, split
from edascribe_codegen.catalogue.schema import FORMAT, Member, MemberKind, Pack, Provenance, Scope, read_today


def read_tree(root: Path, version: str) -> Pack:
    """The API that the interface files of a source tree give to Python; ``root`` is OpenROAD's folder. Raises CatalogueError."""
    classes: dict[str, list[CppClass]] = {}
    functions: dict[str, tuple[Method, ...]] = {}
    for interface in sorted(root.glob("src/**/*.i")):
        module = _module(interface.relative_to(root))
        if not module:
            continue
        text = interface.read_text("utf-8", "replace")
        functions[module] = read_functions(_inline(text))
        for header in _headers(text, root):
            classes.setdefault(module, []).extend(read_classes(header.read_text("utf-8", "replace")))
    if not any(classes.values()):
        raise CatalogueError(f"{root} has no interface files for Python (src/OpenRoad-py.i). Name the root of OpenROAD's sources.")
    return pack(version, classes, read_today(str(root), "sources"), functions)


def pack(
    version: str,
    classes: Mapping[str, Iterable[CppClass]],
    provenance: Provenance,
    functions: Mapping[str, tuple[Method, ...]] | None = None,
) -> Pack:
    """The pack of these classes and functions by their module in Python: ``odb``, ``openroad``."""
    scopes = [_scope(module, found) for module, several in classes.items() for found in several]
    for module, several in (functions or {}).items():
        members = tuple(_members(several, ""))
        if members:
            scopes.append(Scope(name="", module=module, members=members))
    return Pack(
        format=FORMAT,
        tool="openroad-python",
        version=version,
        language="python",
        title="OpenROAD",
        commands=(),
        scopes=tuple(sorted(scopes, key=lambda scope: scope.full_name)),
        imports=tuple(sorted({scope.module for scope in scopes})),
        provenance=provenance,
    )


def _module(interface: Path) -> str:
    """The module in Python that an interface file makes, or nothing where it is one for Tcl."""
    match interface.parts:
        case ("src", "odb", *_, "common", "odb.i"):
            return "odb"
        case ("src", "OpenRoad-py.i"):
            return "openroad"
        case ("src", module, "src", name) if name.endswith("-py.i"):
            return module
    return ""


def _headers(text: str, root: Path) -> Iterator[Path]:
    """The headers of which an interface file makes classes."""
    for name in re.findall(r'^\s*%include\s+"([\w/.-]+\.hh?)"', text, re.MULTILINE):
        # `odb/db.h` is in `src/odb/include/odb`, `ord/Design.h` in `include/ord`.
        places = (root / "include" / name, *root.glob(f"src/*/include/{name}"))
        yield from [place for place in places if place.is_file()][:1]


def _inline(text: str) -> str:
    """The declarations of an interface file that are for Python: not those that are only copied into the C++ code."""
    text = re.sub(r"%inline\s*%\{(.*?)%\}", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"%\{.*?%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"%(?:typemap|exception)\b[^{\n]*\{.*?^\}", "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^\s*%.*$", "", text, flags=re.MULTILINE)


def _scope(module: str, found: CppClass) -> Scope:
    return Scope(
        name=found.name,
        module=module,
        bases=(found.base,) if found.base else (),
        members=tuple(_members(found.methods, found.name)),
    )


def _members(methods: Iterable[Method], owner: str) -> Iterator[Member]:
    by_name: dict[str, list[Method]] = {}
    for method in methods:
        # C++ has names for Python's own words too; SWIG puts a dash before them.
        name = f"_{method.name}" if keyword.iskeyword(method.name) or method.name == "print" else method.name
        by_name.setdefault("__init__" if method.name == owner else name, []).append(method)
    for name, forms in by_name.items():
        kind: MemberKind = "function" if not owner or forms[0].static else "method"
        yield Member(name=name, kind=kind, signatures=tuple(dict.fromkeys(_signature(form, owner) for form in forms)))


# References that SWIG takes off the parameters and returns, from the interface files.
_OUTPUTS = {
    "int": frozenset({"overhang1", "overhang2", "x", "x_spacing", "y", "y_spacing"}),
    "Rect": frozenset({"bbox", "r", "rect"}),
    "dbViaParams": frozenset({"params_return"}),
}


def _signature(method: Method, owner: str) -> str:
    """A form of a call in Python's notation."""
    parameters: list[str] = []
    returned = [] if method.name == owner or method.returns == "void" else [in_python(method.returns, returned=True)]
    for number, parameter in enumerate(_joined(method.params)):
        bare = re.sub(r"^(?:odb::)", "", parameter.type)
        if bare.endswith("&") and parameter.name in _OUTPUTS.get(bare.rstrip("& "), ()):
            returned.append(in_python(bare, returned=False))
            continue
        name = parameter.name or f"arg{number}"
        name += "_" if keyword.iskeyword(name) else ""
        default = f" = {_default(parameter.default)}" if parameter.default else ""
        parameters.append(f"{name}: {in_python(parameter.type, returned=False)}{default}")
    result = returned[0] if len(returned) == 1 else f"tuple[{', '.join(returned)}]" if returned else "None"
    return f"({', '.join(parameters)}) -> {result}"


def _joined(parameters: Iterable[Parameter]) -> Iterator[Parameter]:
    """Parameters as they stand in the header, where a reader took the commas of a template for those between them."""
    waiting: list[str] = []
    for parameter in parameters:
        waiting.append(f"{parameter.type} {parameter.name}".strip())
        text = ", ".join(waiting)
        if text.count("<") == text.count(">"):
            kind = ", ".join([*waiting[:-1], parameter.type])
            yield Parameter(parameter.name, kind, parameter.default)
            waiting = []


def _default(text: str) -> str:
    known = {"nullptr": "None", "std::nullopt": "None", "NULL": "None", "true": "True", "false": "False"}
    if text in known or re.fullmatch(r"-?[\d.]+(?:e\d+)?|\"[^\"]*\"|'[^']*'", text):
        return known.get(text, text)
    return "..."


_SCALARS = {
    "void": "None",
    "bool": "bool",
    **dict.fromkeys(("float", "double"), "float"),
    **dict.fromkeys(("char", "string", "string_view"), "str"),
    **dict.fromkeys(("int", "unsigned", "unsigned int", "unsigned char", "long", "uint", "size_t", "short"), "int"),
    **{f"{sign}int{size}_t": "int" for sign in ("", "u") for size in (8, 16, 32, 64)},
}
_LISTS = frozenset({"vector", "list", "set", "dbSet", "dbVector", "PtrSet", "span"})
_TUPLES = frozenset({"pair", "tuple"})
_DICTS = frozenset({"map", "PtrMap", "unordered_map"})
# Enumerations, which are words in Python: `dbIoType`, `dbPlacementStatus`, `dbTechLayerDir`.
_ENUMERATION = re.compile(r"db\w*(?:Type|Status|Dir|Direction|RuleType|Polarity)")


def in_python(kind: str, *, returned: bool) -> str:
    """What a C++ type is in Python, ``Any`` where that is not known."""
    if re.fullmatch(r"(?:const )?void\s*\*", kind):
        return "Any"
    kind = re.sub(r"\bconst\b|\bstd::|\bodb::|\bord::|&|\*", " ", kind).strip()
    template = re.fullmatch(r"([\w:]+)\s*<(.*)>", kind)
    if template:
        name, inner = template[1], [in_python(part, returned=returned) for part in split(template[2])]
        if name in _LISTS:
            return f"list[{inner[0]}]"
        if name in _TUPLES:
            return f"{'list' if returned else 'tuple'}[{', '.join(inner)}]"
        if name in _DICTS and len(inner) > 1:
            return f"dict[{inner[0]}, {inner[1]}]"
        if name == "optional":
            return f"{inner[0]} | None"
        return " | ".join(inner) if name == "variant" else "Any"
    kind = " ".join(kind.split())
    if kind in _SCALARS:
        return _SCALARS[kind]
    if _ENUMERATION.fullmatch(kind):
        return "str"
    if kind == "Point" and returned:
        return "list[int]"
    return kind.rpartition("::")[2] if re.fullmatch(r"(?:\w+::)*[A-Za-z]\w*", kind) and kind not in ("FILE", "ostream") else "Any"
