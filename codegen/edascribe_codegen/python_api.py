"""Checks Python against the APIs of the packages that are installed, through `ty`, which reads their stubs and runs nothing.

A text is checked by itself: modules that lie beside it are not followed, and no configuration of the user's counts.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from bisect import bisect
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from edascribe_codegen.api import closest
from edascribe_codegen.suppress import wanted
from edascribe_codegen.ty_server import TyError, TyServer
from edascribe_grammars import Fault, Fix, Severity

ADVICE = "Install it with `pip install 'edascribe[python]'`."
# The version whose rules are those below.
KNOWN_TY = "0.0.105"
_CHOOSE = "Set the Python whose packages your scripts use."

# The rules of ty that speak of an API, by https://docs.astral.sh/ty/reference/rules/; all others are off. Stubs may know
# fewer conversions than there are (`klayout.db.Trans(Point(0, 0))` works), so what rests on types is no more than a warning.
RULES: Mapping[str, tuple[str, Severity]] = {
    "missing-attribute": ("api/unknown-attribute", "error"),
    "missing-module-member": ("api/unknown-attribute", "error"),
    "unknown-argument": ("api/unknown-argument", "error"),
    "positional-only-parameter-as-kwarg": ("api/unknown-argument", "error"),
    "missing-argument": ("api/missing-argument", "error"),
    "too-many-positional-arguments": ("api/extra-argument", "error"),
    "parameter-already-assigned": ("api/duplicate-argument", "error"),
    "not-callable": ("api/not-callable", "error"),
    "no-matching-overload": ("api/overload", "warning"),
    "invalid-argument-type": ("api/wrong-type", "warning"),
    "invalid-assignment": ("api/wrong-type", "warning"),
    "invalid-attribute-access": ("api/wrong-type", "warning"),
    "invalid-context-manager": ("api/wrong-type", "warning"),
    "possibly-missing-submodule": ("api/missing-import", "warning"),
    "unresolved-reference": ("api/unknown-name", "warning"),
    "deprecated": ("api/deprecated", "information"),
    "import-not-found": ("api/unresolved-import", "information"),
}

# The folder that ty works in: stubs where those of a package are missing, and an empty ty.toml, above which it looks no further.
STUBS = Path(__file__).parent / "python_stubs"

_SECONDS = 15.0
# A document of that folder that is never written there.
_DOCUMENT = (STUBS / "script.py").as_uri()
# A fault that every ty must find; one whose rules have other names is noticed before it finds nothing at all.
_CANARY = "import os\nos.no_such_name\n"
_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAME = re.compile(r"(?:attribute|member) `(\w+)`")
# What the text itself defines, and the first name in a message: the owner of what is missing or wrong.
_DEFINITION = re.compile(r"^[ \t]*(?:class|(?:async[ \t]+)?def)[ \t]+(\w+)", re.MULTILINE)
_OWNER = re.compile(r"`(\w+)")
# An attribute that comes into being by an assignment, and one of a class that is still being written: `self.name`.
_OPEN = re.compile(r"^Unresolved attribute|type `Self@")
# One of several functions that may be called here does not fit, so the one that is called may.
_ONE_OF_SEVERAL = "info: Union variant"
# Qt's classes are in the KLayout program only, not in the package that has the stubs; `__version__` and the like are in no stubs.
_PROGRAM_ONLY = re.compile(r"^Module `(?:klayout\.)?pya` has no member `Qt?(?:[A-Z]|`)|^Module .* `__\w+__`$")
# What KLayout gives a parametrised cell when it runs: its parameters, and the names of their types.
_PARAMETER = re.compile(r"type `Self@|^Class `PCellDeclarationHelper` has no attribute `Type")
_KLAYOUT = re.compile(r"^[ \t]*(?:import|from)[ \t]+(?:klayout|pya)\b", re.MULTILINE)
_PACKAGES = {"klayout": "klayout", "pya": "klayout"}
# How an overload stands in ty's explanation: its parameters but for `self`.
_OVERLOAD = re.compile(r"^info:\s+\((?:self(?:: [^,)]+)?(?:, )?)?(.*)\) -> ", re.MULTILINE)
_LISTED = 4
# Names that are looked up anew for one text; whoever misspells more has another trouble.
_LOOKED_UP = 10
# Users run scripts from below the folder that has their modules.
_FOLDERS_ABOVE = 3


class PythonApiError(Exception):
    """The API of Python texts cannot be checked; the message says why and what to do."""


class PythonChecker:
    """Checks Python texts, one after the other, through one `ty` that starts with the first of them.

    ``python`` is the interpreter or environment whose packages count, by default that of this process, and ``stubs`` a folder of
    stubs that count besides. ``seconds`` bounds a check.
    """

    def __init__(self, python: str = "", *, stubs: Path | None = None, seconds: float = _SECONDS) -> None:
        self._python = python or sys.prefix
        self._stubs = stubs
        self._seconds = seconds
        self._server: TyServer | None = None
        self._version = 0
        self._turn = asyncio.Lock()

    async def faults(self, text: str, path: str = "") -> tuple[Fault, ...]:
        """What is wrong with a text's use of the APIs, in text order; syntax is left to the grammars.

        ``path`` is where the text belongs, so that the user's own modules there are not called missing. A `ty` that ends or does
        not answer in time is started once more.

        Raises:
            PythonApiError: there is no `ty`, no such interpreter, or no answer.
        """
        sound = _SURROGATE.sub("\ufffd", text)
        async with self._turn:
            try:
                found = await self._ask(sound, path)
            except (TyError, TimeoutError):
                await self._stop()
                try:
                    found = await self._ask(sound, path)
                except (TyError, TimeoutError) as error:
                    await self._stop()
                    reason = str(error) or f"no answer in {self._seconds:g} s"
                    raise PythonApiError(f"The API of Python was not checked, because ty failed twice: {reason}.") from error
        return wanted(found, text)

    async def ask(self, method: str, text: str, offset: int) -> Any:
        """What ty answers to a request of the protocol at a place of a text, columns in characters; None while it does not run.

        It is a check that starts ty, and that tells its user where it cannot be started.
        """
        if self._server is None:
            return None
        sound = _SURROGATE.sub("\ufffd", text)
        starts = line_starts(sound)
        line = bisect(starts, offset) - 1
        position = {"line": line, "character": offset - starts[line]}
        # Both are sent at once, so that no check can put its own text in between.
        self._change(self._server, sound)
        try:
            async with asyncio.timeout(self._seconds):
                return await self._server.request(method, {"textDocument": {"uri": _DOCUMENT}, "position": position})
        except (TyError, TimeoutError):
            return None

    @property
    def is_running(self) -> bool:
        """Whether ty runs, so that it answers at once."""
        return self._server is not None

    @property
    def is_starting(self) -> bool:
        """Whether ty is about to run."""
        return self._server is None and self._turn.locked()

    @property
    def document(self) -> str:
        """The URI by which ty knows the text that it is asked about."""
        return _DOCUMENT

    async def aclose(self) -> None:
        """Ends `ty` after the check that is under way; a later one starts it again."""
        async with self._turn:
            await self._stop()

    async def _stop(self) -> None:
        if self._server is not None:
            server, self._server = self._server, None
            await server.stop()

    async def _ask(self, text: str, path: str) -> list[Fault]:
        async with asyncio.timeout(self._seconds):
            if self._server is None:
                self._server = await self._start()
            faults = _faults(await self._diagnose(self._server, text), text, path)
            meant: dict[str, str | None] = {}
            for fault in faults:
                if fault.code == "api/unknown-attribute" and fault.message not in meant and len(meant) < _LOOKED_UP:
                    names = await self._names_at(self._server, text, fault)
                    meant[fault.message] = closest(text[fault.start : fault.end], names)
            return [_with_suggestion(fault, text, meant.get(fault.message)) for fault in faults]

    async def _start(self) -> TyServer:
        try:
            from ty import find_ty_bin

            program = find_ty_bin()
        except (ImportError, FileNotFoundError) as error:
            raise PythonApiError(f"The API of Python is checked by ty, which is not installed. {ADVICE}") from error
        rules = {"all": "ignore"} | dict.fromkeys(RULES, "error")
        environment: dict[str, Any] = {"python": await _environment(self._python)}
        if self._stubs is not None:
            environment["extra-paths"] = [str(self._stubs)]
        configuration = {"environment": environment, "rules": rules, "src": {"respect-ignore-files": False}}
        server, version = await TyServer.start(program, STUBS, configuration)
        try:
            self._version = 0
            server.notify(
                "textDocument/didOpen",
                {"textDocument": {"uri": _DOCUMENT, "languageId": "python", "version": 0, "text": ""}},
            )
            if not _faults(await self._diagnose(server, _CANARY), _CANARY):
                raise PythonApiError(
                    f"Edascribe does not understand ty {version}. Install the one that it knows: `pip install ty=={KNOWN_TY}`."
                )
            if server.complaint:
                raise PythonApiError(f"{self._python} is no Python environment: {server.complaint} {_CHOOSE}")
        except BaseException:
            await server.stop()
            raise
        return server

    async def _diagnose(self, server: TyServer, text: str) -> list[dict[str, Any]]:
        self._change(server, text)
        report = await server.request("textDocument/diagnostic", {"textDocument": {"uri": _DOCUMENT}})
        return list(report["items"])

    async def _names_at(self, server: TyServer, text: str, fault: Fault) -> tuple[str, ...]:
        """The names that could stand in the place of one: those that ty would complete there, were nothing written yet."""
        self._change(server, text[: fault.start] + text[fault.end :])
        starts = line_starts(text)
        line = bisect(starts, fault.start) - 1
        position = {"line": line, "character": fault.start - starts[line]}
        found = await server.request("textDocument/completion", {"textDocument": {"uri": _DOCUMENT}, "position": position})
        items = found["items"] if isinstance(found, dict) else found or []
        return tuple(str(item["label"]) for item in items)

    def _change(self, server: TyServer, text: str) -> None:
        self._version += 1
        document = {"uri": _DOCUMENT, "version": self._version}
        server.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})


async def _environment(python: str) -> str:
    """The folder of an environment: the one given, or that of an interpreter, which may be a script that finds the real one.

    Raises:
        PythonApiError: there is no such folder or interpreter.
    """
    if os.path.isdir(python):  # noqa: PTH112, ASYNC240 (one look)
        return python
    try:
        process = await asyncio.create_subprocess_exec(
            python, "-I", "-c", "import sys; print(sys.prefix)", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        raise PythonApiError(f"The Python {python} cannot be started ({error.strerror or error}). {_CHOOSE}") from error
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise PythonApiError(f"{python} is no Python interpreter. {_CHOOSE}")
    return said.decode(errors="replace").strip()


def _faults(diagnostics: Iterable[Mapping[str, Any]], text: str, path: str = "") -> list[Fault]:
    """The faults in ty's diagnostics, in text order."""
    starts = line_starts(text)
    own = frozenset(_DEFINITION.findall(text))
    faults = (_fault(diagnostic, text, starts=starts, own=own, path=path) for diagnostic in diagnostics)
    return sorted((fault for fault in faults if fault is not None), key=lambda fault: (fault.start, fault.end))


def _fault(diagnostic: Mapping[str, Any], text: str, *, starts: Sequence[int], own: Collection[str], path: str) -> Fault | None:
    """The fault that a diagnostic tells of, or None where it says nothing of an API; ``own`` are names that the text defines."""
    rule = str(diagnostic.get("code"))
    # What follows the first line explains it, with paths and the like.
    said, _, explained = str(diagnostic["message"]).partition("\n")
    if rule not in RULES or _ONE_OF_SEVERAL in explained:
        return None
    code, severity = RULES[rule]
    start, end = (offset_of(diagnostic["range"][edge], starts, len(text)) for edge in ("start", "end"))
    message = f"{said}."
    owner = _OWNER.search(said)
    is_own = owner is not None and owner.group(1) in own
    match rule:
        case "missing-attribute" | "missing-module-member":
            if _PROGRAM_ONLY.search(said) or ("PCellDeclarationHelper" in text and _PARAMETER.search(said)):
                return None
            if is_own or _OPEN.search(said):
                severity = "warning"
            name = _NAME.search(said)
            if name is not None and text[:end].endswith(name.group(1)):
                start = end - len(name.group(1))
        case "invalid-argument-type" if is_own or said.startswith("Method `__"):
            # The text's own functions, and subscripts.
            return None
        case "invalid-assignment" if not _NAME.search(said) or text.startswith("self.", start):
            # A variable, or an attribute of the text's own class.
            return None
        case "no-matching-overload":
            takes = list(dict.fromkeys(_OVERLOAD.findall(explained)))
            more = f" and {len(takes) - _LISTED} more" if len(takes) > _LISTED else ""
            message += f" It takes {', '.join(f'({each})' for each in takes[:_LISTED])}{more}." if takes else ""
        case "unresolved-reference" if _KLAYOUT.search(text):
            severity = "information"
            message = f"{said}, unless KLayout is started with `-rd {text[start:end]}=...`."
        case "import-not-found":
            module = said.partition("`")[2].rstrip("`")
            if _is_own(module, path):
                return None
            package = _PACKAGES.get(module.partition(".")[0])
            message = f"No module `{module}` is installed here, so its use is not checked."
            message += f" `pip install {package}` brings it." if package else ""
    return Fault(code=code, message=message, start=start, end=end, severity=severity)


def _with_suggestion(fault: Fault, text: str, name: str | None) -> Fault:
    """A fault that says what was probably meant, with a fix where that is certain: one slip of the finger in a long name."""
    if name is None:
        return fault
    written = text[fault.start : fault.end]
    certain = len(written) >= 5 and DamerauLevenshtein.distance(written, name, score_cutoff=2) <= 2
    fix = Fix(title=f"Change to {name}", start=fault.start, end=fault.end, text=name) if certain else None
    return replace(fault, message=f"{fault.message} Did you mean `{name}`?", fix=fix)


def _is_own(module: str, path: str) -> bool:
    """Whether a module that is not installed is the user's own, beside the file or above it."""
    name = module.partition(".")[0]
    if not name:
        return True
    folders = Path(path).absolute().parents[: 1 + _FOLDERS_ABOVE] if path else ()
    return any((folder / name).is_dir() or (folder / f"{name}.py").is_file() for folder in folders)


def line_starts(text: str) -> list[int]:
    """Where the lines of a text start, as ty counts them."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def offset_of(position: Mapping[str, int], starts: Sequence[int], length: int) -> int:
    """The offset of an LSP position whose columns count characters."""
    line = position["line"]
    return min(starts[line] + position["character"], length) if line < len(starts) else length
