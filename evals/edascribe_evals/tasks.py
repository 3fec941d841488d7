"""Tasks as data: one folder per task with task.toml, a reference and wrong scripts (.tcl, or .py for KLayout)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

# In a wheel the tasks lie inside the package, in a checkout beside it.
PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE if (PACKAGE / "suites").is_dir() else PACKAGE.parent
SUITES = ROOT / "suites"
DESIGNS = ROOT / "designs"
PARAPHRASES = 3

Tool = Literal["klayout", "opensta", "tcl", "yosys"]
Level = Literal["easy", "medium", "hard"]


class TaskError(Exception):
    """A task that cannot be read; the message names the file and what to mend."""


class MeasureError(Exception):
    """Nothing can be measured or reported; the message says what to do."""


class Constraints(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="constraints"):
    """The constraints that OpenSTA holds after the script equal the reference's, in any order."""


class Text(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="text"):
    """What was written, to `file` or else to stdout, says what the reference's says, line by line.

    Blanks do not count, nor how a number is written; by its value it may differ by `tolerance`. CSV and JSON are compared as such.
    """

    file: str = ""
    any_order: bool = False
    tolerance: float = 0.0


class Cells(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="cells"):
    """Every module of the netlist, of `file` or else of yosys's memory, has the reference's ports and cells, connected as there."""

    file: str = ""


class Library(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="library"):
    """The netlist holds cells of the liberty file only, and at least one."""

    file: str = ""


class Equivalent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="equivalent"):
    """The netlist does what the design's source does, which yosys proves."""

    file: str = ""


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="layout"):
    """The layout `file` has the reference's unit, top cells, and merged shapes and labels on every layer, seen from the top cells.

    With `cells` it is compared cell by cell, with the instances of each.
    """

    file: str
    cells: bool = False


Check = Constraints | Text | Cells | Library | Equivalent | Layout


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands in the file before and after the place where the script belongs. It is run with the script."""

    before: str = ""
    after: str = ""


class TaskFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The schema of task.toml."""

    comment: str
    paraphrases: tuple[str, ...]
    level: Level
    tool: Tool
    version: str
    designs: tuple[str, ...]
    checks: tuple[Check, ...]
    context: Context = Context()


class TaskLine(TaskFile, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The schema of a line of own tasks: task.toml with its scripts. Paraphrases and wrong scripts may be missing."""

    name: str
    reference: str
    paraphrases: tuple[str, ...] = ()
    wrong: dict[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task with its reference and the plausible scripts that must fail, each with its file's name."""

    id: str
    folder: Path
    file: TaskFile
    reference: str
    wrong: tuple[tuple[str, str], ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """The comment, then its paraphrases."""
        return (self.file.comment, *self.file.paraphrases)

    def script(self, answer: str) -> str:
        """The whole script: the answer in its context."""
        parts = (self.file.context.before, answer, self.file.context.after)
        return "\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def read_task(folder: Path) -> Task:
    """Reads a task's folder; the id is tool/name.

    Raises:
        TaskError: a file is missing, or says what the schema does not allow.
    """
    path = folder / "task.toml"
    try:
        file = msgspec.toml.decode(path.read_bytes(), type=TaskFile)
        suffix = ".py" if file.tool == "klayout" else ".tcl"
        reference = (folder / f"reference{suffix}").read_text()
        wrong = tuple((each.name, each.read_text()) for each in sorted(folder.glob(f"wrong_*{suffix}")))
    except OSError as error:
        raise TaskError(
            f"{error.filename}: {error.strerror}. A task's folder holds task.toml, reference.tcl and wrong_*.tcl; for KLayout, .py."
        ) from error
    except msgspec.MsgspecError as error:
        raise TaskError(f"{path}: {error}") from error
    if file.tool != folder.parent.name:
        raise TaskError(f"{path}: tool is {file.tool}, yet the folder is that of {folder.parent.name}.")
    if len(file.paraphrases) != PARAPHRASES or len({file.comment, *file.paraphrases}) != PARAPHRASES + 1:
        raise TaskError(f"{path}: write {PARAPHRASES} paraphrases, each different from the comment and from one another.")
    if len(set(file.designs)) < 2:
        raise TaskError(f"{path}: name two designs or more, so that an answer written for one of them fails.")
    if len(wrong) < 2:
        raise TaskError(f"{path}: write two wrong scripts or more, wrong_*{suffix}, so that the grader is tried.")
    if not file.checks:
        raise TaskError(f"{path}: name at least one check.")
    for design in file.designs:
        for source in inputs(file.tool, design).values():
            if not source.exists():
                raise TaskError(f"{path}: the design {design} has no {source.name} in {source.parent}.")
    return Task(id=f"{file.tool}/{folder.name}", folder=folder, file=file, reference=reference, wrong=wrong)


def read_lines(path: Path) -> list[Task]:
    """Reads own tasks, one JSON object a line as `TaskLine` says.

    Raises:
        TaskError: a line cannot be read; the message names it.
    """
    tasks = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip():
            continue
        try:
            each = msgspec.json.decode(line, type=TaskLine)
        except msgspec.MsgspecError as error:
            raise TaskError(f"{path}, line {number}: {error}") from error
        missing = [source for design in each.designs for source in inputs(each.tool, design).values() if not source.exists()]
        if missing or not each.designs or not each.checks:
            raise TaskError(f"{path}, line {number}: name designs that are there and at least one check.")
        tasks.append(
            Task(
                id=f"{each.tool}/{each.name}",
                folder=path.parent,
                file=TaskFile(**{field: getattr(each, field) for field in TaskFile.__struct_fields__}),
                reference=each.reference,
                wrong=tuple(each.wrong.items()),
            )
        )
    return tasks


def as_line(task: Task) -> str:
    """A task as a line of own tasks."""
    fields = {name: getattr(task.file, name) for name in TaskFile.__struct_fields__}
    line = TaskLine(name=task.id.partition("/")[2], reference=task.reference, wrong=dict(task.wrong), **fields)
    return msgspec.json.encode(line).decode()


def read_tasks(suites: Path = SUITES) -> list[Task]:
    """Reads all tasks of a folder of suites, in the order of their ids, or those of a file of own tasks, in the file's.

    Raises:
        TaskError: a task cannot be read, or there are none.
    """
    if suites.suffix == ".jsonl":
        tasks = read_lines(suites)
    else:
        tasks = [read_task(path.parent) for path in sorted(suites.glob("*/*/task.toml"))]
    if not tasks:
        raise TaskError(f"There are no tasks in {suites}: name a folder that has <tool>/<task>/task.toml below it.")
    return tasks


def inputs(tool: Tool, design: str) -> dict[str, Path]:
    """The files that a script finds beside it, by their name there. For plain Tcl a design is its reports and its netlist."""
    match tool:
        case "klayout":
            folder = DESIGNS / "layouts" / design
            return {name: folder / name for name in ("design.gds", "revision.gds")}
        case "opensta":
            plain = DESIGNS / "mapped" / f"{design}.v"
            packed = plain.with_suffix(".v.gz")
            return {"design.v": packed if packed.exists() else plain}
        case "yosys":
            return {"design.v": DESIGNS / f"{design}.v"}
        case "tcl":
            folder = DESIGNS / "reports" / design
            if not folder.is_dir():
                return {"reports": folder}
            return {path.name: path for path in sorted(folder.iterdir())} | {"netlist.v": DESIGNS / "mapped" / f"{design}.v"}


def texts(tasks: list[Task]) -> dict[str, list[str]]:
    """All that a task gives away, by id: comments, context and reference. For showing that no training text holds them."""
    return {task.id: [*task.wordings, task.file.context.before, task.file.context.after, task.reference] for task in tasks}
