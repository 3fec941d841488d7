"""Which comment is the task, what it says and where its code belongs."""

from __future__ import annotations

from edascribe_lsp.comment import comment_at
from edascribe_lsp.convert import Lines


def check(text: str, task: str, *, line_end: str = "\n") -> None:
    """At the line of $0 the task is this, and its code belongs where $1 stands; an empty task means that there is none."""
    text = text.replace("\n", line_end)
    marked = text.replace("$1", "")
    line = marked[: marked.index("$0")].count("\n")
    end = text.replace("$0", "").find("$1")
    found = comment_at(Lines(marked.replace("$0", ""), "utf-16"), line)
    assert (found.task if found else "") == task
    if found:
        assert found.end == end


def test_at_the_comment() -> None:
    check("# Report slack$0\n$1", "Report slack")
    check("# Report slack$0$1", "Report slack")
    check("puts a\n  ## Report slack$0\n$1puts b\n", "Report slack")
    check("# Report slack$0\r\n$1puts b", "Report slack")
    check("#Report$0\n$1", "Report")


def test_lines_that_follow_each_other_are_one_task() -> None:
    check("# Report\n# slack$0\n# and paths\n$1puts a", "Report slack and paths")
    check("# Other\n\n# Report\n# slack$0\n$1\n# Next\n", "Report slack")
    check("# Report$0\n#\n# slack\n$1", "Report slack")


def test_below_the_comment() -> None:
    check("# Report slack\n$1$0", "Report slack")
    check("# Report slack\n$1\n\n$0\n", "Report slack")
    check("# Report slack\n$1puts a$0\n", "Report slack")
    check("# Report slack\nputs a\nputs b$0\n", "")


def test_no_task() -> None:
    check("$0", "")
    check("puts a$0\n", "")
    check("#!/usr/bin/env sta$0\n", "")
    check("# edascribe: tool=opensta$0\n", "")
    check("#$0\n", "")
    check("#!/usr/bin/env sta\n# edascribe: tool=opensta\n# Report slack$0\n$1", "Report slack")
