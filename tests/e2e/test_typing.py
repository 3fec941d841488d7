"""What happens to ghost text while its user goes on typing, end to end over stdio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from editor import PATIENCE, SCRIPT, TOOL, Editor, editor, inline
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from scripted_model import ScriptedModel

from edascribe_codegen.acceptances import kept_counts

ASKING = TOOL + "# Report the worst path\n"


@asynccontextmanager
async def typing(*answers: Any, text: str = ASKING) -> AsyncIterator[tuple[ScriptedModel, Editor]]:
    """An editor with a text, whose model gives these answers."""
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = list(answers)
        await ed.open(text)
        yield model, ed


async def soon(event: asyncio.Event) -> None:
    await asyncio.wait_for(event.wait(), PATIENCE)
    event.clear()


def write(ed: Editor, column: int, text: str, behind: str = "") -> None:
    """Types in the third line; ``behind`` is what the editor adds behind the cursor."""
    ed.edit(((2, column), (2, column), text + behind))


async def test_typing_along_and_going_back_need_no_model() -> None:
    async with typing("report_checks -path_delay max\n") as (model, ed):
        assert await ed.ghost_text(2, invoked=False) == ["report_checks -path_delay max"]
        for column, letter in enumerate("report_checks "):
            write(ed, column, letter)
            assert await ed.ghost_text(2, column + 1, invoked=False) == ["report_checks -path_delay max"[column + 1 :]]
        ed.edit(((2, 4), (2, 14), ""))
        assert await ed.ghost_text(2, 4, invoked=False) == ["rt_checks -path_delay max"]
        assert len(model.prompts) == 1
        assert len(ed.details) == 1


async def test_at_the_end_of_a_suggestion_nothing_is_asked_until_more_is_typed() -> None:
    async with typing("report_tns\n", " -digits 3\n") as (model, ed):
        assert await ed.ghost_text(2, invoked=False) == ["report_tns"]
        write(ed, 0, "report_tns")
        assert await ed.ghost_text(2, 10, invoked=False) == []
        assert len(model.prompts) == 1
        assert await ed.ghost_text(2, 10) == [" -digits 3"]


async def test_a_user_who_asks_sees_what_else_there_is_where_the_server_has_room() -> None:
    answers = ["report_tns\n", "report_tns\n", "report_wns\n", "report_checks -format full\n"]
    async with ScriptedModel(slots=3) as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = list(answers)
        await ed.open(ASKING)
        assert await ed.ghost_text(2, invoked=False) == ["report_tns"]
        assert len(model.prompts) == 1
        # Of requests that are under way at once any may come first.
        shown = await ed.ghost_text(2)
        assert sorted(shown) == ["report_checks -format full", "report_tns", "report_wns"]
        # What is known is neither asked for again nor forgotten while the user types along.
        assert await ed.ghost_text(2) == shown
        write(ed, 0, "report_")
        assert await ed.ghost_text(2, 7, invoked=False) == [text[7:] for text in shown]
        assert len(model.prompts) == 4
        assert [other["text"] for other in ed.details[-1]["alternatives"]] == shown[1:]


async def test_a_rejection_is_not_asked_again_unless_the_user_asks() -> None:
    async with typing("report_everything\n") as (model, ed):
        assert await ed.ghost_text(2, invoked=False) == []
        tries = len(model.prompts)
        assert await ed.ghost_text(2, invoked=False) == []
        assert len(model.prompts) == tries
        model.answers = ["report_tns\n"]
        assert await ed.ghost_text(2) == ["report_tns"]


async def test_a_running_answer_is_used_when_the_typed_text_agrees() -> None:
    async with typing(["report_ch", "ecks -path_delay max\n"]) as (model, ed):
        first = asyncio.ensure_future(ed.ghost_text(2, invoked=False))
        await soon(model.asked)
        write(ed, 0, "repo")
        second = asyncio.ensure_future(ed.ghost_text(2, 4, invoked=False))
        assert await first == []
        model.piece.release()
        write(ed, 4, "rt")
        third = asyncio.ensure_future(ed.ghost_text(2, 6, invoked=False))
        assert await second == []
        model.piece.release()
        assert await third == ["_checks -path_delay max"]
        assert len(model.prompts) == 1


async def test_a_running_answer_that_turns_out_otherwise_is_left() -> None:
    async with typing(["report_ch", "ecks\n", None], "_load 0.1 [all_outputs]\n") as (model, ed):
        first = asyncio.ensure_future(ed.ghost_text(2, invoked=False))
        await soon(model.asked)
        write(ed, 0, "set")
        second = asyncio.ensure_future(ed.ghost_text(2, 3, invoked=False))
        assert await first == []
        model.piece.release()
        await soon(model.dropped)
        assert await second == ["_load 0.1 [all_outputs]"]
        assert len(model.prompts) == 2


async def test_an_editor_that_cancels_before_it_asks_anew_keeps_the_answer() -> None:
    async with typing(["report_ch", "ecks -path_delay max\n"]) as (model, ed):
        await ask_and_cancel(model, ed, typed="rep")
        second = asyncio.ensure_future(ed.ghost_text(2, 3, invoked=False))
        model.piece.release()
        model.piece.release()
        assert await second == ["ort_checks -path_delay max"]
        assert len(model.prompts) == 1


@pytest.mark.parametrize("typed", ["", "set_load"])
async def test_a_cancel_reaches_the_model_server(typed: str) -> None:
    async with typing(["report_ch", None]) as (model, ed):
        model.piece.release()
        await ask_and_cancel(model, ed, typed=typed)
        await soon(model.dropped)
        await ed.until(lambda: ed.states[-1] == "ready")


async def test_a_request_that_nobody_asks_anew_is_left_in_the_end() -> None:
    async with typing(["report_ch", None]) as (model, ed):
        model.piece.release()
        await ask_and_cancel(model, ed, typed="rep")
        await soon(model.dropped)


async def ask_and_cancel(model: ScriptedModel, ed: Editor, *, typed: str) -> None:
    """Asks, types, and takes the request back, as VS Code does when something is typed."""
    request = asyncio.ensure_future(
        ed.client.protocol.send_request_async(types.TEXT_DOCUMENT_INLINE_COMPLETION, inline(2, invoked=False), msg_id="ghost")
    )
    await soon(model.asked)
    await asyncio.sleep(0.1)
    if typed:
        write(ed, 0, typed)
    ed.client.cancel_request(types.CancelParams(id="ghost"))
    # Where what was typed has ended it already, it has been answered.
    with suppress(JsonRpcRequestCancelled):
        await request


async def test_a_burst_of_keys_asks_once() -> None:
    async with typing("_clock -name clk -period 10 [get_ports clk]\n") as (model, ed):
        requests = []
        for column, letter in enumerate("create"):
            write(ed, column, letter)
            requests.append(asyncio.ensure_future(ed.ghost_text(2, column + 1, invoked=False)))
        *older, last = await asyncio.gather(*requests)
        assert older == [[]] * 5
        assert last == ["_clock -name clk -period 10 [get_ports clk]"]
        assert len(model.prompts) == 1


@pytest.mark.parametrize(
    ("typed", "behind", "shown"),
    [
        ("report_checks -from [", "]", ["get_ports clk"]),
        ("report_checks -from [get_ports clk", "]", []),
        ("report_checks -from ", "", ["[get_ports clk]"]),
    ],
)
async def test_what_the_editor_closes_by_itself_is_not_doubled(typed: str, behind: str, shown: list[str]) -> None:
    async with typing("report_checks -from [get_ports clk]\n") as (model, ed):
        await ed.ghost_text(2, invoked=False)
        write(ed, 0, typed, behind)
        assert await ed.ghost_text(2, len(typed), invoked=False) == shown
        assert len(model.prompts) == 1


async def test_more_behind_what_the_editor_closed_takes_its_place() -> None:
    async with typing("report_checks -from [get_ports a] -digits 3\n") as (_, ed):
        await ed.ghost_text(2, invoked=False)
        write(ed, 0, "report_checks -from [", "]")
        answer = await ed.client.text_document_inline_completion_async(inline(2, 21, invoked=False))
        assert isinstance(answer, types.InlineCompletionList)
        (item,) = answer.items
        assert item.insert_text == "get_ports a] -digits 3"
        assert item.range == types.Range(types.Position(2, 21), types.Position(2, 22))


@pytest.mark.parametrize(("line", "column"), [("# Report the", 12), ("report_tns -digits 3", 11), ("report_tns ;# now", 17)])
async def test_nothing_is_asked_where_nothing_is_due(line: str, column: int) -> None:
    async with typing(" -digits 3\n", text=TOOL + "\n" + line + "\n") as (model, ed):
        assert await ed.ghost_text(2, column, invoked=False) == []
        assert model.prompts == []
        await ed.ghost_text(2, column)
        assert model.prompts


async def test_a_selected_entry_of_the_list_is_gone_on_from() -> None:
    async with typing(" -path_delay max\n") as (model, ed):
        write(ed, 0, "rep")
        span = types.Range(types.Position(2, 0), types.Position(2, 3))
        params = inline(2, 3, invoked=False)
        params.context.selected_completion_info = types.SelectedCompletionInfo(range=span, text="report_checks")
        answer = await ed.client.text_document_inline_completion_async(params)
        assert isinstance(answer, types.InlineCompletionList)
        (item,) = answer.items
        assert (item.insert_text, item.range) == ("report_checks -path_delay max", span)
        assert model.prompts[0]["prompt"].endswith("\nreport_checks")


async def test_what_follows_an_accepted_suggestion_is_there_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_DATA", str(tmp_path))
    async with typing("  report_tns\n", "report_wns\n", text=ASKING) as (model, ed):
        answer = await ed.client.text_document_inline_completion_async(inline(2, invoked=False))
        assert isinstance(answer, types.InlineCompletionList)
        (item,) = answer.items
        assert item.command is not None
        model.asked.clear()
        write(ed, 0, str(item.insert_text))
        await ed.client.workspace_execute_command_async(types.ExecuteCommandParams(item.command.command, item.command.arguments))
        await soon(model.asked)
        assert await ed.ghost_text(2, len(str(item.insert_text)), invoked=False) == []
        ed.edit(((2, 12), (2, 12), "\n  "))
        assert await ed.ghost_text(3, 2, invoked=False) == ["report_wns"]
        assert len(model.prompts) == 2
    shown, accepted, *more = ((count.event, count.kind, count.tool, count.texts, count.characters) for count in kept_counts())
    assert shown == ("shown", "ghost_text", "opensta", 1, 12)
    assert accepted == ("accepted", "ghost_text", "opensta", 1, 12)
    # What is shown when the server ends is counted, too.
    assert more == [("shown", "ghost_text", "opensta", 1, 10)]


async def test_ghost_text_is_counted_once_while_it_is_typed_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDASCRIBE_DATA", str(tmp_path))
    async with typing("report_tns\n", text=ASKING) as (_, ed):
        assert await ed.ghost_text(2, 0, invoked=False) == ["report_tns"]
        for column, character in enumerate("repo"):
            ed.edit(((2, column), (2, column), character))
            assert await ed.ghost_text(2, column + 1, invoked=False) == ["report_tns"[column + 1 :]]
    assert [(count.event, count.texts, count.characters) for count in kept_counts()] == [("shown", 1, 10)]


@pytest.mark.parametrize(
    "arguments",
    [None, [], [1], [SCRIPT], [SCRIPT, 3], ["file:///no", {"line": 1, "character": 1}], [SCRIPT, {"line": 1, "character": 1}]],
)
async def test_an_acceptance_that_makes_no_sense_does_no_harm(arguments: list[Any] | None) -> None:
    async with typing("report_tns\n") as (model, ed):
        await ed.client.workspace_execute_command_async(types.ExecuteCommandParams("edascribe.accepted", arguments))
        assert model.prompts == []
        assert await ed.ghost_text(2) == ["report_tns"]


async def test_whole_lines_are_shown_when_the_rest_is_late() -> None:
    block = ["foreach pin [get_pins *] {\n", "  puts $pin\n", None]
    async with typing(["report_tns\n", None], block) as (model, ed):
        model.piece.release()
        assert await ed.ghost_text(2, invoked=False) == ["report_tns"]
