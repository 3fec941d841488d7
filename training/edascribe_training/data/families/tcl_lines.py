"""Plain Tcl: the ways in which scripts read files line by line and say what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edascribe_training.data.draft import DoesNotApplyError
from edascribe_training.data.scene import file_name

if TYPE_CHECKING:
    from edascribe_training.data.draft import Draw


def file_of(draw: Draw, kind: str) -> str:
    """The name of a scene's file.

    Raises:
        DoesNotApplyError: the scene has nothing in it.
    """
    name: str = draw.design.names[kind]
    if name not in draw.design.texts:
        raise DoesNotApplyError
    return name


def loop(draw: Draw, name: str, body: str) -> str:
    """A loop over the lines of a file; the body calls the line $line and is indented by its own depth only."""
    channel, line = draw.one("file", "file", "f", "fh", "in", "channel", "fp"), draw.one("line", "line", "line", "row", "l")
    inner = "\n".join(f"    {each}" for each in body.replace("$line", f"${line}").split("\n"))
    if draw.chance(0.6):
        mode = draw.one("", "", " r")
        return f"set {channel} [open {name}{mode}]\nwhile {{[gets ${channel} {line}] >= 0}} {{\n{inner}\n}}\nclose ${channel}"
    text = draw.one("text", "content", "data")
    return f'set {channel} [open {name}]\nset {text} [read ${channel}]\nclose ${channel}\nforeach {line} [split ${text} "\\n"] {{\n{inner}\n}}'


def whole(draw: Draw, name: str) -> tuple[str, str]:
    """The lines that read a whole file, and the variable that holds it."""
    channel, text = draw.one("file", "f", "fh", "in"), draw.one("text", "content", "report", "data")
    return f"set {channel} [open {name}]\nset {text} [read ${channel}]\nclose ${channel}", text


def target(draw: Draw, stems: str, suffixes: str = "txt csv rpt") -> tuple[str, str, str, str]:
    """Where results go: what opens it, the beginning of each `puts`, what closes it, and the words; to stdout in half of them."""
    if draw.chance(0.55):
        return "", "puts", "", "‹Print|Print|Show|List|puts›"
    name, var = file_name(draw, stems, suffixes), draw.one("out", "result", "report", "dst")
    return (
        f"set {var} [open {name} w]\n",
        f"puts ${var}",
        f"\nclose ${var}",
        f"‹Write to {name}|Write into {name}|Save in {name}|Write {name} with›",
    )
