"""What ty knows at the cursor of a Python text, about KLayout's API and the text's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from edascribe_codegen.python_api import PythonChecker
from edascribe_codegen.python_help import definitions_python, hover_python, members_python, signatures_python, suggest_python
from edascribe_codegen.suggest import Suggestion

KLAYOUT = "import klayout.db as kdb\nlayout = kdb.Layout()\n"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def checker() -> AsyncIterator[PythonChecker]:
    started = PythonChecker()
    await started.faults("")
    yield started
    await started.aclose()


pytestmark = pytest.mark.asyncio(loop_scope="module")


def cursor(marked: str) -> tuple[str, int]:
    return marked.replace("$0", "", 1), marked.index("$0")


async def suggested(checker: PythonChecker, marked: str) -> tuple[Suggestion, ...]:
    text, offset = cursor(marked)
    found = (await suggest_python(checker, text, offset)).items
    assert all(suggestion.start <= offset <= suggestion.end for suggestion in found)
    return found


async def test_members(checker: PythonChecker) -> None:
    found = await suggested(checker, KLAYOUT + "\U0001f600 = 1\nlayout.create_ce$0\n")
    (member,) = [suggestion for suggestion in found if suggestion.label == "create_cell"]
    assert (member.kind, member.end - member.start) == ("method", len("create_ce"))
    assert member.explain is not None
    assert member.explain().startswith("```python\ncreate_cell(name: str) -> Cell\ncreate_cell(")
    assert member.detail.startswith("(name: str) -> Cell (+")
    labels = [suggestion.label for suggestion in await suggested(checker, KLAYOUT + "layout.$0\n")]
    assert "dbu" in labels
    assert not any(label.startswith("_") for label in labels)
    assert "__class__" in [suggestion.label for suggestion in await suggested(checker, KLAYOUT + "layout.__cl$0\n")]


@pytest.mark.parametrize(
    ("marked", "begun", "known"),
    [
        (KLAYOUT + "layout.$0", "", "create_cell"),
        (KLAYOUT + "layout.cre$0(3)", "cre", "dbu"),
        (KLAYOUT + "layout.cell('a').$0", "", "shapes"),
        (KLAYOUT + "layout . $0", "", "create_cell"),
        (KLAYOUT + "f'{layout.$0}'", "", "create_cell"),
        ("import klayout.$0", "", "db"),
        (KLAYOUT + "# layout.$0", "", None),
        (KLAYOUT + "'layout.$0'", "", None),
        (KLAYOUT + "layout$0", None, None),
        ("x = 1.$0", None, None),
        ("def f(u):\n    u.$0", "", None),
        ("import argparse\nargs = argparse.ArgumentParser().parse_args()\nargs.$0", "", None),
        # What a text's own objects have is not settled yet.
        ("class A:\n    def f(self):\n        self.x = 1\n        self.$0", None, None),
        ("class A: pass\na = A()\na.$0", "", None),
    ],
)
async def test_all_members_of_an_object(checker: PythonChecker, marked: str, begun: str | None, known: str | None) -> None:
    found, names = await members_python(checker, *cursor(marked))
    assert found == (begun or "")
    assert (known in names) if known else names == ()


async def test_no_members_are_known_before_ty_runs() -> None:
    assert await members_python(PythonChecker(), *cursor(KLAYOUT + "layout.$0")) == ("", ())


async def test_names_in_scope(checker: PythonChecker) -> None:
    found = await suggested(checker, KLAYOUT + "def my_function(a: int) -> str: ...\nmy_f$0\n")
    assert [(suggestion.label, suggestion.kind, suggestion.detail) for suggestion in found][:1] == [
        ("my_function", "function", "(a: int) -> str")
    ]
    assert await suggested(checker, KLAYOUT + "# my$0\n") == ()


async def test_hover(checker: PythonChecker) -> None:
    text, offset = cursor(KLAYOUT + "layout.create$0_cell('a')\n")
    found = await hover_python(checker, text, offset)
    assert found is not None
    assert text[found.start : found.end] == "create_cell"
    assert "-> Cell" in found.markdown
    assert "@brief" not in found.markdown
    assert await hover_python(checker, "# nothing\n", 4) is None


async def test_signatures(checker: PythonChecker) -> None:
    text, offset = cursor('def own(a: int, *, b: str = \'\') -> int:\n    """Does it.\n\n    More."""\n    return 1\nown(1, $0\n')
    found = await signatures_python(checker, text, offset)
    assert found is not None
    (form,) = found.forms
    assert [form.label[start:end] for start, end, _ in form.parameters] == ["a: int", 'b: str = ""']
    assert (form.active, form.summary) == (1, "Does it.")
    text, offset = cursor(KLAYOUT + "layout.create_cell($0\n")
    found = await signatures_python(checker, text, offset)
    assert found is not None
    assert len(found.forms) > 2
    assert await signatures_python(checker, "x = 1\n", 5) is None


async def test_definitions(checker: PythonChecker) -> None:
    text, offset = cursor("def own(): ...\now$0n()\n")
    (source,) = await definitions_python(checker, text, offset)
    assert source == ("", (0, 4), (0, 7))
    text, offset = cursor(KLAYOUT + "layout.create$0_cell\n")
    sources = await definitions_python(checker, text, offset)
    assert sources
    line = (await asyncio.to_thread(Path(sources[0].path).read_text)).splitlines()[sources[0].start[0]]
    assert line[sources[0].start[1] : sources[0].end[1]] == "create_cell"


async def test_nobody_waits_for_ty_to_start() -> None:
    fresh = PythonChecker()
    assert await suggest_python(fresh, "import os\nos.pa", 15) == ((), True, False)
    starting = asyncio.create_task(fresh.faults(""))
    await asyncio.sleep(0)
    assert await suggest_python(fresh, "import os\nos.pa", 15) == ((), False, False)
    assert await hover_python(fresh, "import os\n", 8) is None
    await starting
    assert (await suggest_python(fresh, "import os\nos.pa", 15)).items
    await fresh.aclose()
