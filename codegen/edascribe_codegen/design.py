"""Names of the design at hand, read tolerantly from the workspace's Verilog, LEF, liberty and SDC, up to a number.

A netlist may be large, so files are read in pieces and a reader stops at a number of names; what it has found by then is good.
"""

from __future__ import annotations

import gzip
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

import msgspec

from edascribe_codegen.catalogue.schema import Kind
from edascribe_codegen.project import SKIPPED

VERILOG = frozenset({".v", ".sv", ".vg", ".vh"})
OTHERS = frozenset({".lib", ".lef", ".tlef", ".sdc"})
# So many names of a kind, files of the workspace, and bytes of one file are read.
MOST_NAMES = 50_000
MOST_FILES = 2_000
MOST_BYTES = 128_000_000
_PIECE = 1 << 18


class Module(msgspec.Struct):
    """A module of a netlist: bus ranges of ports and nets by their name, and its instances with their module and connected pins."""

    ports: dict[str, str] = msgspec.field(default_factory=dict)
    nets: dict[str, str] = msgspec.field(default_factory=dict)
    instances: dict[str, tuple[str, tuple[str, ...]]] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What was read from one file."""

    modules: dict[str, Module] = field(default_factory=dict)
    names: dict[Kind, tuple[str, ...]] = field(default_factory=dict)


def design_files(folders: Iterable[Path]) -> list[str]:
    """The files below folders that may tell names of the design, at most ``MOST_FILES``."""
    paths: list[str] = []
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name not in SKIPPED)
            paths += [f"{place}{os.sep}{name}" for name in sorted(names) if _suffix(name) in VERILOG | OTHERS]
            if len(paths) >= MOST_FILES:
                return paths[:MOST_FILES]
    return paths


def read_design(path: str) -> Content:
    """The names in one file; nothing from one that cannot be read."""
    suffix = _suffix(path)
    try:
        if suffix in VERILOG:
            return Content(modules=_modules(path))
        if suffix == ".lib":
            return Content(names={"lib_cell": _names(path, _LIBERTY_CELL), "library": _names(path, _LIBRARY)})
        if suffix in (".lef", ".tlef"):
            return Content(names={"lib_cell": _names(path, _MACRO), "layer": _names(path, _LAYER)})
        return Content(names={"clock": clocks_in("".join(_pieces(path)))})
    except (OSError, EOFError, gzip.BadGzipFile):
        return Content()


def names_of(contents: Iterable[Content]) -> dict[Kind, tuple[str, ...]]:
    """All names by kind. Instances, nets and pins are those of the modules that no other one instantiates, by their path."""
    found: defaultdict[Kind, dict[str, None]] = defaultdict(dict)
    modules: dict[str, Module] = {}
    for content in contents:
        modules.update(content.modules)
        for kind, names in content.names.items():
            found[kind].update(dict.fromkeys(names))
    inside = {of for module in modules.values() for of, _ in module.instances.values()}
    tops = [name for name in modules if name not in inside]
    for top in tops:
        found["port"].update(dict.fromkeys(_with_bits(modules[top].ports)))
        _descend(modules, top, "", found, {top})
    return {kind: tuple(names)[:MOST_NAMES] for kind, names in found.items()}


def _descend(modules: dict[str, Module], name: str, prefix: str, found: dict[Kind, dict[str, None]], above: set[str]) -> None:
    """Adds what is in a module, then what is in its instances."""
    module = modules[name]
    if len(found["instance"]) >= MOST_NAMES:
        return
    for instance, (_, pins) in module.instances.items():
        found["instance"][prefix + instance] = None
        found["pin"].update(dict.fromkeys([f"{prefix}{instance}/{pin}" for pin in pins]))
    found["net"].update(dict.fromkeys([prefix + net for net in _with_bits({**module.nets, **module.ports})]))
    for instance, (of, _) in module.instances.items():
        if of in modules and of not in above:
            _descend(modules, of, f"{prefix}{instance}/", found, above | {of})


def _with_bits(names: dict[str, str]) -> Iterator[str]:
    """The names, of buses also with ``[*]`` and, where the range is of numbers, with each bit."""
    for name, bus in names.items():
        yield name
        if bus:
            yield f"{name}[*]"
            left, _, right = (part.strip() for part in bus.partition(":"))
            if left.isdigit() and right.isdigit() and abs(int(left) - int(right)) < 256:
                step = 1 if int(right) >= int(left) else -1
                yield from (f"{name}[{bit}]" for bit in range(int(left), int(right) + step, step))


def _modules(path: str) -> dict[str, Module]:
    modules: dict[str, Module] = {}
    current: Module | None = None
    count = 0
    for statement in _statements(path):
        header = _MODULE.search(statement)
        if header is not None:
            current = modules.setdefault(header[1], Module())
            _declare_ansi(statement[header.end() :], current)
            continue
        if current is None:
            continue
        declaration = _DECLARATION.match(statement)
        if declaration is not None:
            kind, bus, names = declaration.groups()
            into = current.ports if kind in ("input", "output", "inout") else current.nets
            for name in _NAMES.findall(_ASSIGNED.sub("", names)):
                into.setdefault(_plain(name), (bus or "").strip("[] "))
        elif (instance := _INSTANCE.match(statement)) is not None and not _KEYWORDS.fullmatch(instance[1]):
            pins = tuple(dict.fromkeys(_PIN.findall(statement, instance.end())))
            current.instances[_plain(instance[2])] = (_plain(instance[1]), pins)
            count += 1
            if count >= MOST_NAMES:
                break
    return modules


def _declare_ansi(text: str, module: Module) -> None:
    """Takes the ports that are declared in a module's header."""
    bus = ""
    for part in text.partition("(")[2].split(","):
        match = _ANSI.match(part)
        if match is None:
            continue
        if match[1]:
            bus = (match[2] or "").strip("[] ")
        elif not module.ports:
            continue
        module.ports.setdefault(_plain(match[3]), bus)


def _statements(path: str) -> Iterator[str]:
    """The statements of a Verilog file, without comments; `endmodule` and the like stand at the start of the next one."""
    rest = ""
    for piece in _pieces(path):
        text = _COMMENTS.sub(" ", rest + piece)
        *whole, rest = text.split(";")
        for statement in whole:
            yield _ATTRIBUTES.sub(" ", statement).strip() if "(*" in statement else statement.strip()
        if len(rest) > 4 * _PIECE:
            rest = ""
    yield rest.strip()


def _names(path: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for piece in _pieces(path):
        names.update(dict.fromkeys(pattern.findall(piece)))
        if len(names) >= MOST_NAMES:
            break
    return tuple(names)


def _pieces(path: str) -> Iterator[str]:
    """A file's text in pieces of whole lines."""
    with gzip.open(path, "rb") if path.endswith(".gz") else Path(path).open("rb") as file:
        read = 0
        while read < MOST_BYTES and (piece := file.read(_PIECE)):
            piece += file.readline()
            read += len(piece)
            yield piece.decode("utf-8", errors="replace")


def clocks_in(text: str) -> tuple[str, ...]:
    """The clocks that a script creates, by name, each once."""
    return tuple(dict.fromkeys(_clocks(text)))


def _clocks(text: str) -> Iterator[str]:
    """The clocks that a script of constraints defines: by name, else by the port that they are created on."""
    for match in _CLOCK.finditer(text):
        named = _CLOCK_NAME.search(match[0])
        if named is not None:
            yield named[1]
        elif (port := _CLOCK_PORT.search(match[0])) is not None:
            yield port[1]


def _plain(name: str) -> str:
    """A name without the backslash and the space of an escaped one."""
    return name.removeprefix("\\").strip()


def _suffix(name: str) -> str:
    return PurePath(name.removesuffix(".gz")).suffix.lower()


_ID = r"(?:\\\S+(?:\s|$)|[A-Za-z_][\w$]*)"
_COMMENTS = re.compile(r"//[^\n]*|/\*.*?\*/|^\s*`[^\n]*", re.DOTALL | re.MULTILINE)
_ATTRIBUTES = re.compile(r"\(\*.*?\*\)", re.DOTALL)
_MODULE = re.compile(rf"(?:^|\s)module\s+({_ID})")
_DECLARATION = re.compile(
    r"(?:end\w*\s+)*(input|output|inout|wire|tri|supply0|supply1|reg|logic)\b\s*(?:wire\b|reg\b|logic\b)?\s*(?:signed\b)?\s*(\[[^\]]*\])?\s*(.*)",
    re.DOTALL,
)
_ASSIGNED = re.compile(r"=[^,]*")
_NAMES = re.compile(_ID)
_INSTANCE = re.compile(rf"(?:end\w*\s+)*({_ID})\s*(?:#\s*\((?:[^()]|\([^()]*\))*\)\s*)?({_ID})\s*(?:\[[^\]]*\]\s*)?\(")
_PIN = re.compile(r"\.\s*([A-Za-z_][\w$]*)\s*\(")
_ANSI = re.compile(
    rf"\s*(?:(input|output|inout)\b\s*(?:wire\b|reg\b|logic\b)?\s*(?:signed\b)?\s*(\[[^\]]*\])?)?\s*({_ID})\s*\)?\s*$"
)
_KEYWORDS = re.compile(
    r"always(?:_comb|_ff|_latch)?|and|assign|begin|buf|case|else|end|for|function|generate|if|initial|localparam|nand|nor|not|or"
    r"|parameter|reg|return|specify|task|typedef|wire|xnor|xor"
)
_LIBERTY_CELL = re.compile(r"^\s*cell\s*\(\s*\"?([^\s\")]+)", re.MULTILINE)
_LIBRARY = re.compile(r"^\s*library\s*\(\s*\"?([^\s\")]+)", re.MULTILINE)
_MACRO = re.compile(r"^\s*MACRO\s+(\S+)", re.MULTILINE)
_LAYER = re.compile(r"^LAYER\s+(\S+)", re.MULTILINE)
_CLOCK = re.compile(r"\bcreate_(?:generated_)?clock\b(?:\\\r?\n|[^\n])*")
_CLOCK_NAME = re.compile(r"\s-name\s+[\"{]?([^\s\"{}\[\]$]+)")
_CLOCK_PORT = re.compile(r"\[\s*get_ports?\s+[\"{]?([^\s\"{}\[\]$]+)")
