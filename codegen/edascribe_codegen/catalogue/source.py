"""Reads the registry of a tool's commands from its Tcl sources, where the program itself is not at hand. Runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edascribe_codegen.catalogue.evidence import Procedure
from edascribe_codegen.catalogue.procedures import Registry
from edascribe_grammars import Call, parse

_DEFINE = ("define_cmd_args", "define_hidden_cmd_args")


def read_sources(texts: Iterable[str], version: str) -> Registry:
    """The synopses and procedures that the texts of OpenROAD's or OpenSTA's Tcl files define.

    Commands that are written in C++ and have no ``define_cmd_args`` are not seen.
    """
    synopses: dict[str, str] = {}
    procedures: dict[str, Procedure] = {}
    for text in texts:
        calls = parse(text, "tcl").calls
        spaces = [(call.start, call.end, name) for call in calls if (name := _namespace(call))]
        for call in calls:
            space = "::".join(name for start, end, name in spaces if start < call.start and call.end <= end)
            match [word.value for word in call.words]:
                case [str(define), str(name), str(synopsis), *_] if define.removeprefix("sta::") in _DEFINE:
                    synopses[name] = synopsis
                case ["proc", str(name), str(arguments), str(body)]:
                    procedures[_qualified(name, space)] = Procedure(tuple(_arguments(arguments)), body)
                case [("sta::proc_redirect" | "proc_redirect"), str(name), str(body)]:
                    # Such a procedure takes `> file` off its arguments before its body runs.
                    procedures[_qualified(name, space)] = Procedure((("args", False),), f"parse_redirect_args args\n{body}")
    commands = {name for name in procedures if "::" not in name}
    return Registry(version=version, synopses=synopses, procedures=procedures, exports=(), commands=tuple(sorted(commands)))


def _namespace(call: Call) -> str | None:
    """The namespace whose script a call runs."""
    words = [word.value for word in call.words]
    return words[2] if len(words) == 4 and words[:2] == ["namespace", "eval"] else None


def _qualified(name: str, space: str) -> str:
    return name.removeprefix("::") if name.startswith("::") or not space else f"{space}::{name}"


def _arguments(text: str) -> Iterator[tuple[str, bool]]:
    """The names in a parameter list, each with whether it has a default."""
    for call in parse(text.replace("\n", " "), "tcl").calls:
        for word in call.words:
            name, *default = (word.value or "").split(maxsplit=1)
            yield name, bool(default)
