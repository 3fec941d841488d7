"""Where ghost text is due, in rows of one text each with ``$0`` at the cursor."""

from __future__ import annotations

from typing import Literal

import pytest

from edascribe_codegen.due import is_due
from edascribe_codegen.types import EditorContext


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("tcl", "$0", True),
        ("tcl", "report_$0", True),
        ("tcl", "report_checks -from [get_ports $0]\nputs", True),
        ("tcl", 'foreach a {$0}")  \r\n', True),
        ("tcl", "report_$0checks", False),
        ("tcl", "report_checks $0 -digits 3", False),
        ("tcl", "# Report $0", False),
        ("tcl", "  #$0", False),
        ("tcl", "puts a ;# b$0", False),
        ("tcl", "# a\n$0", True),
        ("tcl", 'puts "a # b$0"', True),
        ("python", "x = '#'$0", True),
        ("python", "x = 1  # two$0", False),
    ],
)
def test_where_ghost_text_is_due(language: Literal["tcl", "python"], text: str, due: bool) -> None:
    before, _, after = text.partition("$0")
    assert is_due(EditorContext(language=language, tool="t", version="", before=before, after=after)) is due
