"""Syntax faults of Python."""

from __future__ import annotations

import pytest

from edascribe_grammars import edit, parse


@pytest.mark.parametrize(
    "text",
    [
        "",
        "import odb\n\n\ndef f(x: int = 1, *a, **k) -> None:\n    return x\n",
        "x = [y for y in z if y]\nprint(f'{x!r:>3} {y}')\n",
        "match x:\n    case {'a': 1}:\n        pass\n",
        "é = '🙂'; x = 名 + é\r\nif x:\r\n    pass\r\n",
        "async def f():\n    async with a as b:\n        await c\n",
        "x = '''a\n\\\n'''\n",
    ],
)
def test_valid(text: str) -> None:
    syntax = parse(text, "python")
    assert syntax.faults == ()
    assert syntax.calls == ()


# The first fault stands between the angle quotes.
@pytest.mark.parametrize(
    ("code", "marked"),
    [
        ("python-unclosed", "x = «(»1\ny = 2\n"),
        ("python-unclosed", "é = «[»1, 2\n"),
        ("python", "x = 1\n«proc a» {} {}\n"),
        ("python-empty-block", "if x«:»\ny = 1\n"),
        ("python-empty-block", "def f()«:» # c\n    # d\n"),
        ("python-missing", "print(a[1:«2»)\n"),
    ],
)
def test_invalid(code: str, marked: str) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    faults = parse(text, "python").faults
    assert faults
    assert (faults[0].code, faults[0].start, faults[0].end) == (f"syntax/{code}", start, end), faults


@pytest.mark.parametrize(
    "text", ["def f(:\n  pass\n", "x = = 3\n", "if x\n  y\n", "for x in:\n  y\n", "x = 'a\n", "“x”\n", "x = 1\0\n"]
)
def test_invalid_somehow(text: str) -> None:
    assert parse(text, "python").faults


def test_an_edit_mends() -> None:
    text = "x = 1\n" * 500 + "y = (é\n" + "z = 2\n" * 500
    broken = parse(text, "python")
    assert broken.faults
    at = text.index("é") + 1
    assert edit(broken, at, at, ")").faults == ()
