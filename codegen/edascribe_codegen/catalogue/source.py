"""Reads the registry of a tool's commands from its Tcl sources, where the program itself is not at hand. Runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from edascribe_codegen.catalogue import opensta
from edascribe_codegen.catalogue.documents import read_page
from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.evidence import Procedure
from edascribe_codegen.catalogue.pages import read_markdown
from edascribe_codegen.catalogue.procedures import Registry, commands, namespaces
from edascribe_codegen.catalogue.prose import Explanation
from edascribe_codegen.catalogue.schema import Pack, read_today
from edascribe_grammars import Call, parse

_DEFINE = ("define_cmd_args", "define_hidden_cmd_args", "define_sta_cmd_args")
# Folders of a source tree that hold no code of the tool.
_ASIDE = frozenset({"build", "doc", "docs", "etc", "examples", "regression", "test", "tests", "third-party"})


def read_tree(tool: str, root: Path, base: frozenset[str]) -> Pack:
    """The API that the Tcl sources of OpenSTA or OpenROAD define; ``root`` is the root of their source tree.

    ``base`` are the names of Tcl's own commands. The READMEs of OpenROAD's tools explain commands and options. Commands that are
    written in C++ and have no ``define_cmd_args`` are not seen. Raises CatalogueError.
    """
    title = opensta.TITLES[tool]
    if tool == "openroad" and not any((root / "src" / "sta").glob("tcl/*.tcl")):
        raise CatalogueError(
            f"{root} lacks OpenSTA in src/sta, whose commands OpenROAD has, too. Is it the root of OpenROAD's sources? "
            "Then run there: git submodule update --init src/sta"
        )
    registry = read_sources(_texts(root, "*.tcl"), source_version(root))
    if not registry.synopses:
        raise CatalogueError(f"{root} has no Tcl sources with define_cmd_args. Name the root folder of {title}'s sources.")
    explained = dict(registry.explanations)
    for text in _texts(root, "README.md"):
        for described in read_page(read_markdown(text)):
            said = {option.name: option.summary for option in described.options}
            said |= {positional.name: positional.summary for positional in described.positionals or ()}
            explained.setdefault(described.name, Explanation(described.summary, said))
    registry = msgspec.structs.replace(registry, explanations=explained)
    return opensta.pack(
        tool,
        registry.version,
        commands(registry, base),
        variables=registry.variables,
        provenance=read_today(str(root), "sources"),
        modules=namespaces(registry),
    )


def _texts(root: Path, pattern: str) -> Iterator[str]:
    """The texts of a tree's files of which no folder is set aside."""
    for path in sorted(root.rglob(pattern)):
        if _ASIDE.isdisjoint(path.relative_to(root).parts):
            yield path.read_text("utf-8", "replace")


def source_version(root: Path) -> str:
    """The version that CMakeLists.txt gives the project, or, where that has none that counts, today's date."""
    try:
        text = (root / "CMakeLists.txt").read_text("utf-8", "replace")
    except OSError:
        text = ""
    found = re.search(r"^\s*project\s*\([^)]*\bVERSION\s+(\d+(?:\.\d+)+)", text, re.MULTILINE | re.IGNORECASE)
    return found[1] if found else datetime.now(UTC).date().isoformat()


def read_sources(texts: Iterable[str], version: str) -> Registry:
    """The synopses and procedures that the texts of OpenROAD's or OpenSTA's Tcl files define."""
    synopses: dict[str, str] = {}
    procedures: dict[str, Procedure] = {}
    explanations: dict[str, Explanation] = {}
    aliases: set[str] = set()
    variables: set[str] = set()
    for text in texts:
        variables.update(opensta.variables_in(text))
        calls = parse(text, "tcl").calls
        spaces = [(call.start, call.end, name) for call in calls if (name := _namespace(call))]
        for call in calls:
            space = "::".join(name for start, end, name in spaces if start < call.start and call.end <= end)
            match [word.value for word in call.words]:
                case [str(define), str(name), str(synopsis), *more] if define.removeprefix("sta::") in _DEFINE:
                    synopses[name] = synopsis
                    if more:
                        explanations[name] = _explanation(more)
                case [("define_cmd_alias" | "sta::define_cmd_alias"), str(alias), str(name)]:
                    aliases.add(alias)
                    procedures[alias] = Procedure((("args", False),), f"eval [concat {name} $args]")
                case ["proc", str(name), str(arguments), str(body)]:
                    procedures[_qualified(name, space)] = Procedure(tuple(_arguments(arguments)), body)
                case [("sta::proc_redirect" | "proc_redirect"), str(name), str(body)]:
                    # Such a procedure takes `> file` off its arguments before its body runs.
                    procedures[_qualified(name, space)] = Procedure((("args", False),), f"parse_redirect_args args\n{body}")
    names = {name for name in procedures if "::" not in name} | aliases
    return Registry(
        version=version,
        synopses=synopses,
        procedures=procedures,
        exports=(),
        commands=tuple(sorted(names)),
        variables=tuple(sorted({*variables, "hierarchy_separator"} if variables else variables)),
        explanations=explanations,
    )


def _explanation(words: list[str | None]) -> Explanation:
    """What the options ``-help`` and ``-arg_help`` of ``define_cmd_args`` say."""
    given = {str(key): value or "" for key, value in zip(words[::2], words[1::2], strict=False)}
    pairs = [word.value or "" for call in parse(given.get("-arg_help", "").replace("\n", " "), "tcl").calls for word in call.words]
    return Explanation(given.get("-help", ""), dict(zip(pairs[::2], pairs[1::2], strict=False)))


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
