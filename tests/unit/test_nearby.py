"""What stands near a cursor: the commands just before it, the user's procedures, what follows."""

from __future__ import annotations

import pytest

from edascribe_codegen.nearby import commands_before, following, proc_line, procs_wanted
from edascribe_codegen.outline import outline
from edascribe_codegen.workspace import Workspace, entry_of
from edascribe_grammars import edit, parse

LIBRARY = """\
# Reports the slack of all corners.
#
# More about it.
proc report_corners {{digits 3} args} {}
proc sum {a b} {}
namespace eval ::eda { proc write_all {folder} {} }
"""


def workspace(**files: str) -> Workspace:
    found = Workspace()
    for name, text in files.items():
        found.put(entry_of(f"/{name}.tcl", outline(parse(text, "tcl"))))
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("$0", ()),
        ("a\nb\n$0c\n", ("a", "b")),
        ("a\nb; c [d]\ne\nf\ng\n$0", ("c", "d", "e", "f", "g")),
        ("if {$x} {\n  a\n  $0\n  b\n}\n", ("if", "a")),
    ],
)
def test_the_commands_before_a_place(text, names):
    before, _, after = text.partition("$0")
    assert commands_before(parse(before + after, "tcl"), len(before)) == names
    grown = edit(parse(after, "tcl"), 0, 0, before)
    assert commands_before(grown, len(before)) == names


@pytest.mark.parametrize(
    ("before", "task", "names"),
    [
        ("# report the slack of all corners\n", "", ["report_corners"]),
        ("", "report all corners", ["report_corners"]),
        ("eda::write_all out\n", "", ["eda::write_all"]),
        ("sum 1 2\n# write all to a folder\n", "", ["sum", "eda::write_all"]),
        ("# set the clock\n", "", []),
    ],
)
def test_the_procedures_that_may_be_wanted(before, task, names):
    known = workspace(here=before, lib=LIBRARY)
    here = entry_of("/here.tcl", outline(parse(before, "tcl")))
    known.put(type(here)(here.path, here.procs, here.defined, here.globals, ("/lib.tcl",)))
    assert [proc.name for proc in procs_wanted(known, "/here.tcl", before, task)] == names
    # A file that is not connected with this one has nothing to say.
    assert procs_wanted(workspace(here=before, lib=LIBRARY), "/here.tcl", before, task) == ()


def test_a_procedure_is_shown_with_its_parameters_and_what_it_is_for():
    corners, add, _ = outline(parse(LIBRARY, "tcl")).procs
    assert proc_line(corners) == "proc report_corners {digits 3} args: Reports the slack of all corners."
    assert proc_line(add) == "proc sum a b"


@pytest.mark.parametrize(
    ("after", "language", "line"),
    [
        ("", "tcl", ""),
        ("]\n", "tcl", ""),
        ("]\nread_sdc a\nread_sdc b\nproc p {} { x }\n", "tcl", "# Further below: read_sdc, proc p\n\n"),
        ("\n" + "".join(f"c{number}\n" for number in range(20)), "tcl", "# Further below: c0, c1, c2, c3, c4, c5, c6, c7\n\n"),
        ("\nclass A:\n    def b(self): ...\ndef c(): ...\n", "python", "# Further below: A, c\n\n"),
    ],
)
def test_what_follows_in_a_line(after, language, line):
    assert following(after, language) == line
