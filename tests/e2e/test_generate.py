"""The command that generates from a comment, end to end over stdio."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from editor import SCRIPT, TOOL, editor, plain
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from scripted_model import ScriptedModel

ASKING = TOOL + "\n# Make a clock of 10 ns\n# on port clk\nputs done\n"
CODE = "create_clock -name clk -period 10 [get_ports clk]\n"


async def test_one_edit_below_the_comment() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [CODE]
        await ed.open(ASKING)
        result = await ed.generate({"line": 2, "character": 5})
        assert (result["applied"], result["verdict"], result["text"], result["faults"]) == (True, "accepted", CODE, [])
        assert "create_clock" in result["cited"]
        assert "Make a clock of 10 ns" in model.prompts[0]["prompt"]
        (edit,) = ed.edits
        assert edit.document_changes is not None
        (change,) = edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert (change.text_document.uri, change.text_document.version) == (SCRIPT, 1)
        assert list(change.edits) == [types.TextEdit(types.Range(types.Position(4, 0), types.Position(4, 0)), CODE)]
        (reports,) = ed.client.progress_reports.values()
        assert [type(report) for report in reports] == [types.WorkDoneProgressBegin, types.WorkDoneProgressEnd]


@pytest.mark.parametrize(("text", "line"), [(ASKING, 4), (TOOL + "# Make a clock of 10 ns", 2)])
async def test_other_sound_answers_come_with_the_one_that_was_applied(text: str, line: int) -> None:
    other = "create_clock -name clk -period 10 [get_ports clk]\nset_input_delay 1 -clock clk [all_inputs]\n"
    async with ScriptedModel(slots=4) as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [CODE, other, "create_clocks\n"]
        await ed.open(text)
        result = await ed.generate(line - 1)
        assert (result["applied"], result["text"], len(model.prompts)) == (True, CODE, 3)
        assert result["range"] == {"start": {"line": line, "character": 0}, "end": {"line": line + 1, "character": 0}}
        assert result["alternatives"] == [{"text": other, "verdict": "accepted", "reason": "", "score": None}]
        assert len(result["rejections"]) == 1


async def test_below_a_comment_that_ends_the_file() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [CODE]
        await ed.open(TOOL.replace("\n", "\r\n") + "\r\n# Make a clock of 10 ns on port clk")
        assert (await ed.generate(2))["applied"]
        (edit,) = ed.edits
        assert edit.document_changes is not None
        assert isinstance(change := edit.document_changes[0], types.TextDocumentEdit)
        assert change.edits[0].range.start == types.Position(2, 35)
        assert change.edits[0].new_text == "\r\n" + CODE.replace("\n", "\r\n")


async def test_the_edit_is_left_to_a_client_that_shows_it_first() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [CODE]
        await ed.open(ASKING)
        result = await ed.generate(2, {"apply": False})
        assert (result["applied"], result["verdict"]) == (False, "accepted")
        assert plain(result["insertion"]) == {"version": 1, "position": {"line": 4, "character": 0}, "text": CODE}
        assert ed.edits == []


async def test_another_text_than_those_that_were_shown() -> None:
    other = "create_clock -name other -period 10 [get_ports clk]\n"
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        await ed.open(ASKING)
        model.answers = [CODE, CODE, other]
        assert (await ed.generate(2, {"apply": False}))["text"] == CODE
        assert (await ed.generate(2, {"apply": False, "apartFrom": [CODE]}))["text"] == other
        assert len({(asked["temperature"], asked["seed"]) for asked in model.prompts}) == 3
        model.answers = [CODE]
        result = await ed.generate(2, {"apply": False, "apartFrom": [CODE, other]})
        assert (result["verdict"], result["text"]) == ("rejected", "")
        assert "nothing else" in result["reason"]


async def test_nothing_valid_is_said_with_the_reason() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = ["create_clock -perriod 10 -fequency 3\n"]
        await ed.open(ASKING)
        result = await ed.generate(2)
        assert (result["applied"], result["text"], result["verdict"]) == (False, "", "rejected")
        (message,) = ed.messages
        assert result["reason"] in message
        assert ed.edits == []
        # It was asked again, once with what was wrong and with what is right.
        first, again, _ = (asked["prompt"] for asked in model.prompts)
        assert "# Wrong: create_clock -perriod 10" in again
        assert "-perriod" not in first
        assert "# Right: create_clock" in again
        show = types.ExecuteCommandParams("edascribe.showLastRejections", [])
        rejected = plain(await ed.client.workspace_execute_command_async(show))
        assert [row["line"] for row in rejected] == [2] * 3
        assert all("-perriod" in row["text"] and row["reason"] for row in rejected)
        await ed.until(lambda: ed.messages[-1].endswith("Answers rejected lately: 3; the log says why."))
        assert any("The model wrote: create_clock -perriod 10" in line for line in ed.log)


async def test_certain_fixes_are_made_and_said() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = ["report_cheks -path_delay max\n"]
        await ed.open(ASKING)
        result = await ed.generate(2)
        assert (result["verdict"], result["text"]) == ("repaired", "report_checks -path_delay max\n")
        assert "report_checks" in ed.messages[0]


async def test_a_document_that_changed_meanwhile_is_left_alone() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [CODE]
        await ed.open(ASKING)
        running = asyncio.ensure_future(ed.generate(2))
        await asyncio.sleep(0)
        ed.edit(((0, 0), (0, 0), "\n"))
        result = await running
        assert (result["applied"], result["text"]) == (False, CODE)
        assert "changed" in result["reason"]
        assert ed.edits == []


async def test_cancelling_the_progress_ends_the_request() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [None]
        await ed.open(ASKING)
        running = asyncio.ensure_future(ed.generate(2))
        await asyncio.wait_for(model.asked.wait(), 30)
        await ed.until(lambda: any(ed.client.progress_reports.values()))
        (token,) = ed.client.progress_reports
        ed.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
        assert (await running)["verdict"] == "cancelled"
        await asyncio.wait_for(model.dropped.wait(), 30)


async def test_no_model_is_shown_what_is_withheld(tmp_path: Path) -> None:
    (tmp_path / ".edascribeignore").write_text("secret.tcl\n")
    (tmp_path / "open.tcl").write_text("source secret.tcl\n")
    secret = tmp_path / "secret.tcl"
    secret.write_text("# Makes our clock.\nproc make_our_clock {} {}\n")
    text = TOOL + "source secret.tcl\n# Make our clock\n"
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}, folder=tmp_path) as ed:
        model.answers = ["report_checks\n"]
        await ed.open(text, (tmp_path / "open.tcl").as_uri())
        assert await ed.ghost_text(3, uri=(tmp_path / "open.tcl").as_uri()) == ["report_checks"]
        assert "proc make_our_clock" not in model.prompts[0]["prompt"]
        await ed.open(text, secret.as_uri())
        assert await ed.ghost_text(3, uri=secret.as_uri()) == []
        command = types.ExecuteCommandParams("edascribe.generateFromComment", [secret.as_uri(), 2])
        result = plain(await ed.client.workspace_execute_command_async(command))
        assert (result["verdict"], len(model.prompts)) == ("no task", 1)
        assert ".edascribeignore" in result["reason"]
        rules = tmp_path / ".edascribeignore"
        rules.write_text("")
        changed = types.DidChangeWatchedFilesParams([types.FileEvent(rules.as_uri(), types.FileChangeType.Changed)])
        ed.client.workspace_did_change_watched_files(changed)
        assert await ed.ghost_text(3, uri=secret.as_uri()) == ["report_checks"]


async def test_no_comment_is_said() -> None:
    async with editor() as ed:
        await ed.open(TOOL + "puts a\n\nputs b\n")
        assert (await ed.generate(3))["verdict"] == "no task"
        assert "line 4" in ed.messages[0]


@pytest.mark.parametrize(
    "arguments",
    [(), ("x",), (-1,), (True,), ({"character": 1},), (1, 2), (1, {"apply": 1}), (1, {"apply": False, "apartFrom": [1]})],
)
async def test_a_call_that_makes_no_sense_is_an_error(arguments: tuple[object, ...]) -> None:
    async with editor() as ed:
        await ed.open(ASKING)
        with pytest.raises(JsonRpcException, match="position or line"):
            await ed.generate(*arguments)
