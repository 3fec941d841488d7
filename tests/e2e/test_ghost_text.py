"""Ghost text end to end over stdio, with a model that says what the test wants."""

from __future__ import annotations

import asyncio
import os
import socket
from pathlib import Path

import pytest
from editor import SCRIPT, TOOL, editor, inline
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled
from scripted_model import ScriptedModel

ASKING = TOOL + "# Report the worst path\n"


async def test_a_sound_answer_is_shown_with_its_details() -> None:
    async with ScriptedModel() as model, editor(environment={"EDASCRIBE_MODEL_URL": model.url}) as ed:
        model.answers = ["report_checks -path_delay max\n"]
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == ["report_checks -path_delay max"]
        (details,) = ed.details
        assert (details["uri"], details["version"], details["verdict"]) == (SCRIPT, 1, "accepted")
        assert (details["tool"], details["toolVersion"], details["model"]) == ("opensta", "2.0.17", "scripted")
        assert "report_checks" in details["cited"]
        assert details["timings"]["total"] >= details["timings"]["firstToken"] > 0
        await ed.until(lambda: ed.states == ["ready", "thinking", "ready"])
        assert ed.messages == []


async def test_an_invented_option_is_not_shown_and_the_log_says_why() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = ["report_checks -quantum_paths 3\n"]
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        assert ed.details[0]["verdict"] == "rejected"
        assert "-quantum_paths" in ed.details[0]["reason"]
        await ed.until(lambda: any("-quantum_paths" in line for line in ed.log))
        assert ed.messages == []


async def test_a_cancelled_request_reaches_the_model_server() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [None]
        await ed.open(ASKING)
        request = asyncio.ensure_future(
            ed.client.protocol.send_request_async(types.TEXT_DOCUMENT_INLINE_COMPLETION, inline(2), msg_id="ghost")
        )
        await asyncio.wait_for(model.asked.wait(), 30)
        ed.client.cancel_request(types.CancelParams(id="ghost"))
        with pytest.raises(JsonRpcRequestCancelled):
            await request
        await asyncio.wait_for(model.dropped.wait(), 30)
        await ed.until(lambda: ed.states[-1] == "ready")


async def test_a_newer_request_ends_the_older_one() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = [["report_ch", None], "report_tns\n"]
        await ed.open(ASKING)
        older = asyncio.ensure_future(ed.ghost_text(2))
        model.piece.release()
        await asyncio.wait_for(model.asked.wait(), 30)
        ed.edit(((2, 0), (2, 0), "set_"))
        await asyncio.wait_for(model.dropped.wait(), 30)
        ed.edit(((2, 0), (2, 4), ""))
        assert await ed.ghost_text(2) == ["report_tns"]
        assert await older == []


async def test_an_answer_for_a_text_that_has_changed_is_not_shown() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url}) as ed:
        model.answers = ["report_tns\n"]
        await ed.open(ASKING)
        request = asyncio.ensure_future(ed.ghost_text(2))
        await asyncio.sleep(0)
        ed.edit(((1, 0), (1, 0), "# A\n"))
        assert await request == []


async def test_a_language_can_be_switched_off() -> None:
    async with ScriptedModel() as model, editor(settings={"modelUrl": model.url, "enable": {"tcl": False}}) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        assert model.prompts == []


async def test_a_dead_server_is_told_once_and_the_rest_works() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        async with editor(settings={"modelUrl": url}) as ed:
            await ed.open(ASKING + "\nreport_cheks\n")
            for invoked in (False, False, True, True):
                assert await ed.ghost_text(2, invoked=invoked) == []
            (message,) = ed.messages
            assert url in message
            assert "EDASCRIBE_MODEL_URL" in message
            await ed.until(lambda: ed.states[-1] == "offline")
            assert "report_checks" in await ed.labels(3, 6)
            assert await ed.change(((3, 0), (3, 12), "report_tns")) == []
            assert "report_tns" in await ed.hover(3, 3)
            result = await ed.generate(1)
            assert (result["applied"], result["verdict"], result["reason"] in message) == (False, "offline", True)
            assert len(ed.messages) == 1


async def test_a_server_that_comes_back_with_another_model_is_used_again() -> None:
    async with editor(settings={"modelUrl": "http://127.0.0.1:9"}) as ed:
        async with ScriptedModel() as model:
            model.answers = ["report_tns\n"]
            ed.client.set_configuration({"modelUrl": model.url}, section="edascribe")
            ed.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
            await ed.open(ASKING)
            assert await ed.ghost_text(2) == ["report_tns"]
        ed.edit(((1, 0), (1, 0), "# A\n"))
        assert await ed.ghost_text(3) == []
        assert len(ed.messages) == 1
        async with ScriptedModel("other", model.port) as model:
            model.answers = ["report_wns\n"]
            assert await ed.ghost_text(3) == ["report_wns"]
            assert ed.details[-1]["model"] == "other"
            await ed.until(lambda: ed.states[-1] == "ready")
        assert len(ed.messages) == 1


async def test_another_server_in_the_settings_is_used() -> None:
    async with editor(settings={"modelUrl": "http://127.0.0.1:9"}) as ed, ScriptedModel() as model:
        model.answers = ["report_tns\n"]
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        ed.client.set_configuration({"modelUrl": model.url}, section="edascribe")
        ed.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
        await ed.until(lambda: ed.states[-1] == "ready")
        assert await ed.ghost_text(2, invoked=False) == ["report_tns"]


async def test_a_missing_embedded_model_is_not_fetched_but_explained(tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    async with editor(environment=cache) as ed:
        await ed.open(ASKING)
        assert await ed.ghost_text(2) == []
        await ed.until(lambda: ed.messages)
        (message,) = ed.messages
        assert "edascribe model fetch" in message or "edascribe[embedded]" in message
    assert not [name for _, _, names in os.walk(tmp_path) for name in names if name.endswith(".gguf")]
