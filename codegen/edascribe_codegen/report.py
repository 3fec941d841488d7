"""Renders checked files, and the difference of two catalogues: as text, as JSON, and as SARIF 2.1.0 for code-review tools."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edascribe_codegen.project import CheckedFile
from edascribe_grammars import Fault, Severity

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from edascribe_codegen.catalogue.difference import Change, Difference

_COLOURS: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "information": "bold blue"}
_SARIF_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "note"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# A longer line says nothing on a screen.
_WIDEST_LINE = 200


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1, the column in characters."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    """Where the lines of a text start, found once for all the faults in it."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def fault_as_json(fault: Fault, text: str, path: str) -> dict[str, Any]:
    """One fault with its place, as JSON values."""
    line, column = position(text, fault.start)
    end_line, end_column = position(text, fault.end)
    return {
        "path": path,
        "line": line,
        "column": column,
        "end": {"line": end_line, "column": end_column},
        "severity": fault.severity,
        "code": fault.code,
        "message": fault.message,
        "fix": {"title": fault.fix.title, "text": fault.fix.text} if fault.fix else None,
    }


def as_json(files: Sequence[CheckedFile]) -> str:
    """All faults as one JSON list."""
    return json.dumps([fault_as_json(fault, file.text, str(file.path)) for file in files for fault in file.faults], indent=2)


def as_sarif(files: Sequence[CheckedFile]) -> str:
    """All faults as a SARIF 2.1.0 log; columns count characters."""
    codes = sorted({fault.code for file in files for fault in file.faults})
    driver = {
        "name": "edascribe",
        "version": version("edascribe"),
        "rules": [{"id": code, "name": code.rpartition("/")[2].title().replace("-", "")} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(fault, file, codes) for file in files for fault in file.faults],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _sarif_result(fault: Fault, file: CheckedFile, codes: list[str]) -> dict[str, Any]:
    location = {"uri": _uri(file.path)}
    result: dict[str, Any] = {
        "ruleId": fault.code,
        "ruleIndex": codes.index(fault.code),
        "level": _SARIF_LEVELS[fault.severity],
        "message": {"text": fault.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": location, "region": _sarif_region(file.text, fault.start, fault.end)}}
        ],
    }
    if fault.fix:
        replacement = {
            "deletedRegion": _sarif_region(file.text, fault.fix.start, fault.fix.end),
            "insertedContent": {"text": fault.fix.text},
        }
        change = {"artifactLocation": location, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": fault.fix.title}, "artifactChanges": [change]}]
    return result


def _sarif_region(text: str, start: int, end: int) -> dict[str, int]:
    line, column = position(text, start)
    end_line, end_column = position(text, end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _uri(path: Path) -> str:
    """A file's address: relative to the working folder where it is below it, as code-review tools want it."""
    absolute = path.resolve()
    return absolute.relative_to(Path.cwd()).as_posix() if absolute.is_relative_to(Path.cwd()) else absolute.as_uri()


def difference_as_json(difference: Difference) -> dict[str, Any]:
    """What is different between two catalogues, as JSON values."""
    return {
        "old": f"{difference.old.tool}@{difference.old.version}",
        "new": f"{difference.new.tool}@{difference.new.version}",
        "gone": list(difference.gone),
        "added": list(difference.added),
        "changed": [
            {"name": change.name, "gone": change.gone, "new": change.new, "changed": dict(change.changed)}
            for change in difference.changed
        ],
        "successors": dict(difference.successors),
    }


def difference_as_text(difference: Difference) -> Iterator[RenderableType]:
    """What is different between two catalogues, for people: what is gone, what is new, what changed."""
    from rich.columns import Columns
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    yield Text(difference_summary(difference), "bold")
    successors = difference.successors
    if difference.gone:
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
        for name in difference.gone:
            instead = (
                Text.assemble("write ", (successors[name], "bold")) if name in successors else Text("no replacement known", "dim")
            )
            table.add_row(*_signed("-", name), instead)
        yield Padding(table, (1, 0, 0, 0))
    if difference.added:
        yield Padding(Columns([Text(f"+ {name}", "green") for name in difference.added], padding=(0, 2)), (1, 0, 0, 0))
    if difference.changed:
        table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
        for change in difference.changed:
            for number, (sign, text) in enumerate(_change_lines(change, successors)):
                table.add_row(Text("" if number else change.name, "bold"), *_signed(sign, text))
        yield Padding(table, (1, 0, 0, 0))


def _change_lines(change: Change, successors: Mapping[str, str]) -> Iterator[tuple[str, str | Text]]:
    """What changed in one command, with a sign: lines for what a script may have to be changed for, and one for all that is new."""
    from rich.text import Text

    def instead(option: str) -> tuple[str | tuple[str, str], ...]:
        key = f"{change.name} {option}"
        return (", write ", (successors[key], "bold")) if key in successors else ()

    if change.name in successors:
        yield "~", Text.assemble("write ", (successors[change.name], "bold"), " where you need what is gone")
    for option in change.gone:
        yield "-", Text.assemble(option, *instead(option))
    for option, text in change.changed:
        yield "~", Text.assemble(f"{option} {text}", *instead(option))
    if change.new:
        yield "+", ", ".join(change.new)


def _signed(sign: str, text: str | Text) -> tuple[Text, Text]:
    """A sign and what it is about, in its colour."""
    from rich.text import Text

    colour = {"-": "red", "~": "yellow", "+": "green"}[sign]
    return Text(sign, colour), Text(text, colour) if isinstance(text, str) else text


def difference_summary(difference: Difference) -> str:
    """How much is different, in one line."""
    old, new = difference.old, difference.new
    versions = f"{old.title} {old.version} -> {f'{new.title} ' * (new.title != old.title)}{new.version}"
    return f"{versions}: {len(difference.gone)} gone, {len(difference.added)} new, {len(difference.changed)} changed"


def breaks_summary(files: Sequence[CheckedFile]) -> str:
    """The last line: how many uses break, and for how many it is certain what to write."""
    faults = [fault for file in files for fault in file.faults]
    of = f"{len(files)} file{'s' * (len(files) != 1)}"
    if not faults:
        return f"Nothing breaks in {of}."
    broken = sum(bool(file.faults) for file in files)
    certain = sum(fault.fix is not None for fault in faults)
    uses = f"{len(faults)} use{'s' * (len(faults) != 1)} break{'s' * (len(faults) == 1)}"
    return f"{uses} in {broken} of {of}; for {certain} it is certain what to write."


def fault_as_text(fault: Fault, file: CheckedFile) -> Text:
    """One block, as compilers print it: place, message, the line with the range marked."""
    from rich.text import Text

    line, column = position(file.text, fault.start)
    start = fault.start - column + 1
    end = file.text.find("\n", start)
    source = file.text[start : end if end >= 0 else None].rstrip("\r")
    block = Text.assemble(
        (f"{file.path}:{line}:{column}", "bold"),
        ": ",
        (fault.severity, _COLOURS[fault.severity]),
        f": {fault.message} ",
        (f"[{fault.code}]", "dim"),
    )
    if len(source) <= _WIDEST_LINE:
        width = max(1, min(fault.end - fault.start, len(source) - column + 1))
        indent = "".join("\t" if character == "\t" else " " for character in source[: column - 1])
        block.append(f"\n    {source}\n    {indent}").append("^" * width, _COLOURS[fault.severity])
    return block


def summary(files: Sequence[CheckedFile], fixed: int) -> str:
    """The last line: how many files and faults."""
    faults = [fault for file in files for fault in file.faults]
    parts = [f"{len(files)} file{'s' * (len(files) != 1)} checked"]
    parts.append(f"{len(faults)} fault{'s' * (len(faults) != 1)}" if faults else "no faults")
    if fixed:
        parts.append(f"{fixed} file{'s' * (fixed != 1)} fixed")
    return ", ".join(parts) + "."
