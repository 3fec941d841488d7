"""Runs the steps of an episode one after the other in one start of the tool, shut in, and tells what came of each.

A step is sound if the tool takes it without an error or a warning, and something comes of it: the tool's state or a variable is
another one, a file was written, or something was said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from edascribe_evals.execution import LIBERTY, LIBERTY_NAME, run_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edascribe_evals.sandbox import Result
    from edascribe_training.data.draft import Tool

# What says in a tool's words that something was not as it should be. yosys warns of much that is as it should be.
_UNMATCHED = re.compile(r"did not match any|is not a known|Can't find|not found", re.IGNORECASE)
_COMPLAINT = re.compile(
    r"^\s*(?:\[?warning\b|error\b|.*\bnot found\b|.*\bno such\b|.*\bunknown\b|.*Traceback)", re.IGNORECASE | re.MULTILINE
)
# What yosys says of each pass, whatever comes of it.
_CHATTER = re.compile(
    r"^(?:\d+(?:\.\d+)*\. .*|Executing .*|<suppressed .*|\[#.*|Dumping .*|Finding .*|Removed .* unused .*|Optimizing .*|Running .*|"
    r"Performed .*|Rerunning .*|Finished .*|Finding .*|Replacing .*|Creating .*|Using .*|Mapping .*|Parsing .*|Generating .*|"
    r"Output .*|Printing statistics.*|Successfully .*|Storing .*|Warnings: .*|yosys> .*|\s*)$",
    re.MULTILINE,
)
_REPORTS = re.compile(r"\b(?:stat|ltp|ls|check|select|portlist|torder|scc|printattrs|puts|log|help)\b")
_MARK = re.compile(r"^<<edascribe (\d+) (begin|probe|end|error)>>$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Code, and what is run behind it to see what comes of it."""

    code: str
    probe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Whether a step is sound; ``why`` not, in few words that are the same for the same reason."""

    sound: bool
    why: str = ""
    said: str = ""


_STATE = {
    "opensta": "write_sdc -no_timestamp $name.state\nwrite_verilog $name.netlist",
    "yosys": "yosys write_rtlil $name.state",
    "tcl": "",
}

_MARKED = {"yosys": 'yosys log "<<edascribe $number $mark>>"'}


def run_steps(tool: Tool, given: Mapping[str, str | bytes], steps: Sequence[Step], *, top: str = "") -> list[Outcome]:
    """What came of each step, beside files given by their contents; behind a step that fails none is run.

    Raises:
        SandboxError: the sandbox cannot be used here.
    """
    contents = dict(given)
    suffix = ".py" if tool == "klayout" else ".tcl"
    for number, step in enumerate(steps):
        contents[f"step{number}{suffix}"] = step.code
        contents[f"probe{number}{suffix}"] = step.probe
    beside = {LIBERTY_NAME: LIBERTY} if tool in ("opensta", "yosys") else {}
    if tool == "klayout":
        driver = files(__package__).joinpath("klayout_driver.py").read_text("utf-8")
        result = run_texts(None, contents | {"driver.py": driver, "steps": str(len(steps))}, beside)
    else:
        linked = f"read_liberty {LIBERTY_NAME}\nread_verilog design.v\nlink_design {top}\n" if tool == "opensta" else ""
        driver = files(__package__).joinpath("driver.tcl").read_text("utf-8")
        driver = (
            driver.replace("@LINK@", linked)
            .replace("@STATE@", _STATE[tool])
            .replace("@MARK@", _MARKED.get(tool, ""))
            .replace("@STEPS@", str(len(steps)))
        )
        program = {
            "opensta": ["sta", "-no_splash", "-exit", "driver.tcl"],
            # Its log and what Tcl says are two streams, which would come mixed: the log goes to a file.
            "yosys": ["yosys", "-q", "-L", "look.log", "-c", "driver.tcl"],
            "tcl": ["tclsh", "driver.tcl"],
        }[tool]
        result = run_texts(program, contents | {"driver.tcl": driver}, beside)
    said = _said(result.text(".stdout") or "")
    for mark, text in _said(result.text("look.log") or "").items():
        said[mark] = said.get(mark, "") + text
    outcomes: list[Outcome] = []
    for number, step in enumerate(steps):
        outcomes.append(_outcome(tool, number, step, said, result))
        if not outcomes[-1].sound and not outcomes[-1].why.startswith("nothing"):
            break
    outcomes += [Outcome(sound=False, why="behind a step that failed")] * (len(steps) - len(outcomes))
    return outcomes


def _said(stdout: str) -> dict[tuple[int, str], str]:
    """The text behind each mark."""
    parts = _MARK.split(stdout)
    return {(int(number), mark): text for number, mark, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)}


def _outcome(tool: Tool, number: int, step: Step, said: dict[tuple[int, str], str], result: Result) -> Outcome:
    if (number, "error") in said:
        return Outcome(sound=False, why="the tool's error", said=said[number, "error"].strip())
    if (number, "end") not in said:
        text = said.get((number, "probe"), said.get((number, "begin"), ""))
        return Outcome(sound=False, why=result.failure or "the tool ended", said=text.strip()[-400:])
    text = said.get((number, "begin"), "") + said.get((number, "probe"), "")
    if (_UNMATCHED if tool == "yosys" else _COMPLAINT).search(text):
        return Outcome(sound=False, why="the tool's warning", said=text.strip()[-400:])
    before, after = f"look{number}.", f"look{number + 1}."
    changed = any(
        result.files.get(before + part) != result.files.get(after + part) for part in ("state", "netlist", "variables", "files")
    )
    spoken = text.strip()
    if tool == "yosys":
        # A pass says much, whatever comes of it; what a report says is what comes of it.
        spoken = _CHATTER.sub("", text).strip() if _REPORTS.search(f"{step.code}\n{step.probe}") else ""
    if not changed and not spoken:
        return Outcome(sound=False, why="nothing came of it", said=text.strip()[-400:])
    return Outcome(sound=True, said=spoken[-2000:])
