"""Python against the installed packages, end to end over stdio: faults that come and go, and the program behind them."""

from __future__ import annotations

from pathlib import Path

import psutil
from editor import Editor, editor
from scripted_model import ScriptedModel

SCRIPT = "file:///project/flow.py"
TEXT = "import klayout.db as kdb\nlayout = kdb.Layout()\nlayout.create_cel('TOP')\n"


def codes(ed: Editor) -> list[str]:
    return [str(fault.code) for fault in ed.client.diagnostics.get(SCRIPT, ())]


def checkers(ed: Editor) -> list[psutil.Process]:
    """The running programs that check Python for the editor's server."""
    assert ed.client._server is not None
    return [child for child in psutil.Process(ed.client._server.pid).children() if child.name().startswith("ty")]


async def test_faults_of_syntax_and_api_come_and_go() -> None:
    async with editor(options={"pythonFiles": "all"}) as ed:
        await ed.open("set x 1\n")
        assert checkers(ed) == []
        await ed.open(TEXT, SCRIPT, "python")
        await ed.until(lambda: codes(ed) == ["api/unknown-attribute"])
        (fault,) = ed.client.diagnostics[SCRIPT]
        assert "Did you mean `create_cell`?" in fault.message
        assert fault.data["fix"]["newText"] == "create_cell"
        assert (fault.range.start.line, fault.range.start.character) == (2, 7)
        await ed.change(((3, 0), (3, 0), "print("), uri=SCRIPT)
        await ed.until(lambda: codes(ed) == ["api/unknown-attribute", "syntax/python-unclosed"])
        await ed.change(((3, 0), (3, 6), ""), ((2, 7), (2, 17), "create_cell"), uri=SCRIPT)
        await ed.until(lambda: codes(ed) == [])
        (checker,) = checkers(ed)
    assert not checker.is_running() or checker.status() == psutil.STATUS_ZOMBIE
    assert ed.messages == []


async def test_many_edits_end_with_the_faults_of_the_last() -> None:
    async with editor(options={"pythonFiles": "all"}) as ed:
        await ed.open("import os\n", SCRIPT, "python")
        for number in range(30):
            ed.edit(((1, 0), (1, 0), f"os.nothing{number}\n"), uri=SCRIPT)
        await ed.until(lambda: len(codes(ed)) == 30)
        assert set(codes(ed)) == {"api/unknown-attribute"}


async def test_ghost_text_is_held_to_the_members_of_an_object() -> None:
    async with ScriptedModel(slots=1) as model, editor(options={"pythonFiles": "all"}, settings={"modelUrl": model.url}) as ed:
        model.answers = ["write_all('a.gds')\n"]
        await ed.open(TEXT + "layout.\n", SCRIPT, "python")
        await ed.until(lambda: "api/unknown-attribute" in codes(ed))
        # While ty is busy nobody waits for what it knows.
        for _ in range(20):
            assert await ed.ghost_text(3, 7, SCRIPT) == []
            if "grammar" in model.prompts[-1]:
                break
        assert '"lib_cell"' in model.prompts[-1]["grammar"]
        # A server may not hold its model to a grammar, so what it wrote is checked in any case.
        assert "write_all" in ed.details[-1]["reason"]
        model.answers = ["write('a.gds')\n"]
        assert await ed.ghost_text(3, 7, SCRIPT) == ["write('a.gds')"]


async def test_without_ty_the_user_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "ty.py").write_text("raise ImportError\n")
    async with editor(options={"pythonFiles": "all"}, environment={"PYTHONPATH": str(tmp_path)}) as ed:
        await ed.open(TEXT + "print(\n", SCRIPT, "python")
        await ed.until(lambda: ed.messages)
        assert codes(ed) == ["syntax/python-unclosed"]
        await ed.change(((3, 0), (4, 0), ""), uri=SCRIPT)
        await ed.until(lambda: codes(ed) == [])
        (message,) = ed.messages
        assert message.endswith("ty, which is not installed. Install it with `pip install 'edascribe[python]'`.")


async def test_another_python_may_be_set(tmp_path: Path) -> None:
    async with editor(options={"pythonFiles": "all"}, settings={"pythonExecutable": str(tmp_path / "python")}) as ed:
        await ed.open(TEXT, SCRIPT, "python")
        await ed.until(lambda: ed.messages)
        assert "cannot be started" in ed.messages[0]
        assert codes(ed) == []
