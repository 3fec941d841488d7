"""Which tool, version and language a file is for: from what it says itself, then the user's setting, then the commands it uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from edascribe_codegen.catalogue import available, load, shared_folders
from edascribe_grammars import Language

_DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*edascribe:.*?\btool=([\w-]+)(?:@([\w.+-]+))?", re.MULTILINE)
_SHEBANG = re.compile(r"#!.*?\b(sta|openroad|yosys|klayout|tclsh[\d.]*|wish[\d.]*|python[\d.]*)\b")
_PROGRAMS = {"sta": "opensta", "tclsh": "tcl", "wish": "tcl", "python": "python"}
_FIRST_WORD = re.compile(r"(?:^|[;\[{])[ \t]*([A-Za-z_]\w*)(?![\w:])", re.MULTILINE)
_NAMESPACE = re.compile(r"(?<![\w:$])(?:::)?([A-Za-z]\w*)::\w")
# What stands behind `import` or `from`, as far as it names modules.
_IMPORT = re.compile(r"^[ \t]*(?:import[ \t]+([\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)|from[ \t]+([\w.]+))", re.MULTILINE)
_DEFINED = re.compile(r"^[ \t]*proc[ \t]+(\w+)", re.MULTILINE)
# Only SDC files say by their name which commands they hold; OpenSTA reads them all.
_SUFFIXES = {".sdc": "opensta"}
_HEAD = 4_000
_SAMPLE = 100_000
FALLBACK = "opensta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """A tool ("python" where a Python file names none), its version ("" for the newest), and in words how it was found.

    ``folders`` are those of the catalogues that the file's project shares.
    """

    tool: str
    version: str
    language: Language
    why: str
    folders: tuple[Path, ...] = ()


def detect(text: str, *, path: str = "", default: str = "", default_version: str = "") -> Detection:
    """Finds a file's tool.

    The first of these that says something wins: a comment ``# edascribe: tool=opensta@2.0.17`` at the top, a shebang line,
    ``default`` (the user's setting), the suffix, the tool with most commands in the text, OpenSTA. A Python file is for the tool
    whose modules it imports, whatever the setting.
    """
    suffix = PurePath(path).suffix.lower()
    shebang = _SHEBANG.match(text)
    program = re.sub(r"[\d.]+$", "", shebang.group(1)) if shebang else ""
    language: Language = "python" if suffix in (".py", ".pyi", ".pyw") or program == "python" else "tcl"
    folders = shared_folders(path)

    def found(tool: str, why: str, version: str = "") -> Detection:
        return Detection(tool=tool, version=version, language=language, why=why, folders=folders)

    directive = _DIRECTIVE.search(text[:_HEAD])
    if directive:
        return found(directive.group(1), f"the comment `{directive.group().strip()}`", directive.group(2) or "")
    if shebang and program != "python":
        return found(_PROGRAMS.get(program, program), f"the first line `{shebang.group()}`")
    if language == "python":
        return found(*_by_imports(text, default, folders))
    if default:
        return found(default, "the settings", default_version)
    if suffix in _SUFFIXES:
        return found(_SUFFIXES[suffix], f"the suffix {suffix}")
    return found(*_by_commands(text, folders))


def _by_imports(text: str, default: str, folders: Sequence[Path]) -> tuple[str, str]:
    """The tool whose modules a Python file imports, the preferred one or the first of several; else only the language is known."""
    lines = (" ".join(found) for found in _IMPORT.findall(text[:_SAMPLE]))
    imported = [module.partition(".")[0] for line in lines for module in re.findall(r"[\w.]+", line)]
    tools = {module.partition(".")[0]: pack.tool for pack in available(folders) for module in pack.imports}
    named = {tools[module]: module for module in reversed(imported) if module in tools}
    if not named:
        return "python", "the file's language"
    tool = default if default in named else tools[next(module for module in imported if module in tools)]
    return tool, f"the import of {named[tool]}"


def _by_commands(text: str, folders: Sequence[Path]) -> tuple[str, str]:
    """The tool whose commands a text begins its lines with, or whose namespaces it names.

    Names that only one tool has count first, then all. Of a tool and one that it contains, it is the contained one unless
    there are commands that this does not have. A tool's ensemble (``yosys``) says it alone.
    """
    text = text[:_SAMPLE]
    words = set(_FIRST_WORD.findall(text)).difference(_DEFINED.findall(text))
    spaces = set(_NAMESPACE.findall(text))
    tools = sorted({pack.tool for pack in available(folders) if pack.language == "tcl" and pack.tool != "tcl"})
    catalogues = {tool: load(tool, folders=folders) for tool in tools}
    for tool, catalogue in catalogues.items():
        if catalogue.ensemble in words:
            return tool, f"the command {catalogue.ensemble}"
    used = {
        tool: words.intersection(catalogue.own_names) | {f"{space}::" for space in spaces.intersection(catalogue.namespaces)}
        for tool, catalogue in catalogues.items()
    }
    families = {tool: catalogue.contains or tool for tool, catalogue in catalogues.items()}

    def score(tool: str) -> tuple[int, int, bool, bool]:
        catalogue = catalogues[tool]
        alone = used[tool].difference(*(used[other] for other in tools if families[other] != families[tool]))
        if catalogue.ensemble and alone == used[tool] and len(alone) == 1 and "_" not in next(iter(alone)):
            # Its commands are everyday words (check, design, flatten): one of them says nothing.
            return 0, 0, False, False
        return len(alone), len(used[tool]), not catalogue.contains, tool == FALLBACK

    best = max(tools, key=score, default=FALLBACK)
    if not used.get(best):
        return FALLBACK, "nothing else known"
    return best, f"{len(used[best])} of its commands in the file"
