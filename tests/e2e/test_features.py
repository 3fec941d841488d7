"""What needs no model, end to end over stdio: capabilities, diagnostics, completion, hover, settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import SCRIPT, TOOL, editor
from lsprotocol import types


async def test_capabilities() -> None:
    async with editor() as ed:
        assert ed.initialized is not None
        capabilities = ed.initialized.capabilities
        assert capabilities.inline_completion_provider == types.InlineCompletionOptions()
        assert capabilities.hover_provider is True
        assert capabilities.completion_provider is not None
        assert list(capabilities.completion_provider.trigger_characters or ()) == ["-", "[", "$", "/", "{", ":", "."]
        assert capabilities.execute_command_provider is not None
        assert set(capabilities.execute_command_provider.commands) == {
            "edascribe.accepted",
            "edascribe.buildCatalogue",
            "edascribe.fetchModel",
            "edascribe.generateFromComment",
            "edascribe.listTools",
            "edascribe.showLastRejections",
            "edascribe.testModel",
        }
        assert isinstance(capabilities.text_document_sync, types.TextDocumentSyncOptions)
        assert capabilities.text_document_sync.change == types.TextDocumentSyncKind.Incremental
        assert isinstance(capabilities.semantic_tokens_provider, types.SemanticTokensOptions)
        assert capabilities.semantic_tokens_provider.full == types.SemanticTokensFullDelta(delta=True)
        assert capabilities.semantic_tokens_provider.range is True
        assert capabilities.rename_provider == types.RenameOptions(prepare_provider=True)
        assert capabilities.position_encoding == "utf-16"
        await ed.until(lambda: ed.states == ["ready"])


async def test_diagnostics_name_the_fault_and_go_when_it_is_mended() -> None:
    async with editor() as ed:
        option, command = await ed.open(TOOL + "report_checks -path_dealy max\ncreate_clok -period 10\n")
        assert (option.code, option.source) == ("api/unknown-option", "edascribe")
        assert "Did you mean `-path_delay`?" in option.message
        assert option.range == types.Range(types.Position(1, 14), types.Position(1, 25))
        assert option.data["fix"]["newText"] == "-path_delay"
        assert command.code == "api/unknown-command"
        assert "Did you mean `create_clock`?" in command.message
        assert command.range == types.Range(types.Position(2, 0), types.Position(2, 11))
        assert len(await ed.change(((1, 14), (1, 25), "-path_delay"))) == 1
        assert await ed.change(((2, 0), (2, 11), "create_clock"), ((2, 23), (2, 23), " -name c")) == []


async def test_code_actions() -> None:
    async def titles(uri: str, line: int, column: int) -> list[tuple[str, bool | None]]:
        at = types.Position(line, column)
        context = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.QuickFix])
        wanted = types.CodeActionParams(types.TextDocumentIdentifier(uri), types.Range(at, at), context)
        found = await ed.client.text_document_code_action_async(wanted)
        return [(action.title, action.is_preferred) for action in found or ()]

    async with editor() as ed:
        await ed.open(TOOL + "report_cheks\nset_input_delay 1 -clk c [get_ports a]\ncreate_clock -name c\nreport_tns\n")
        assert await titles(SCRIPT, 1, 3) == [("Change to report_checks", True)]
        assert (await titles(SCRIPT, 2, 19))[0] == ("Change to -clock", None)
        assert await titles(SCRIPT, 3, 4) == [("Add -period", None)]
        assert await titles(SCRIPT, 4, 4) == []
        uri = "file:///project/flow.py"
        await ed.open("import klayout.db as kdb\nkdb.Layout().creat_cell('a')\n", uri, "python")
        await ed.until(lambda: ed.client.diagnostics.get(uri))
        assert await titles(uri, 1, 16) == [("Change to create_cell", True)]


async def test_a_closed_document_has_no_faults() -> None:
    async with editor() as ed:
        assert await ed.open("set x {")
        ed.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(SCRIPT)))
        await ed.until(lambda: not ed.client.diagnostics[SCRIPT])


@pytest.mark.parametrize(("encoding", "units"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
async def test_edits_and_ranges_in_each_encoding(encoding: str, units: int) -> None:
    async with editor(encoding=encoding) as ed:
        assert ed.initialized is not None
        assert ed.initialized.capabilities.position_encoding == encoding
        # A form feed ends no line.
        (fault,) = await ed.open(TOOL + "# one\x0ctwo\nputs \U0001f600; report_cheks\n")
        start = len("puts ; ") + units
        assert fault.range == types.Range(types.Position(2, start), types.Position(2, start + len("report_cheks")))
        assert await ed.change(((2, start), (2, start + 12), "report_checks")) == []


async def test_python_that_uses_no_tool_is_left_to_others() -> None:
    async with editor() as ed:
        uri = "file:///project/flow.py"
        assert await ed.open("def f(:\n    pass\n", uri, "python") == []
        assert await ed.labels(1, 4, uri) == []
        await ed.until(lambda: uri in ed.tools)
        assert ed.tools[uri]["tool"] == ""
        assert await ed.change(((0, 0), (0, 0), "import pya\n"), uri=uri)
        assert (ed.tools[uri]["tool"], ed.tools[uri]["title"]) == ("klayout", "KLayout")


async def test_each_file_may_have_its_tool(tmp_path: Path) -> None:
    options = {"tool": "yosys", "tools": {"sta/": "opensta@3.1.0", "*.sdc": "opensta@2.0.17"}}
    async with editor(options=options, folder=tmp_path) as ed:
        for name, expected in (("sta/a.tcl", "opensta 3.1.0"), ("sta/b.sdc", "opensta 2.0.17"), ("c.tcl", "yosys ")):
            uri = (tmp_path / name).as_uri()
            await ed.open("puts 1\n", uri)
            assert f"{ed.tools[uri]['tool']} {ed.tools[uri]['version']}".startswith(expected)
            assert ed.tools[uri]["why"] == "the settings"


async def test_python_is_checked_for_syntax() -> None:
    async with editor(options={"pythonFiles": "all"}) as ed:
        (fault, *_) = await ed.open("def f(:\n    pass\n", "file:///project/flow.py", "python")
        assert str(fault.code).startswith("syntax/")
        assert await ed.open("import os\nprint(os.sep)\n", "file:///project/good.py", "python") == []


async def test_completion() -> None:
    async with editor() as ed:
        await ed.open(TOOL + "report_checks -path_delay max -pa\nrepo\nset c [get_po]\n")
        options = await ed.labels(1, 33)
        assert options[0].startswith("-pa")
        assert "-path_delay" not in options
        assert "-format" not in options
        assert (await ed.labels(2, 4))[0].startswith("report_")
        assert "get_ports" in (await ed.labels(3, 13))[:2]


async def test_completion_tells_more_of_the_word_that_is_looked_at() -> None:
    async with editor() as ed:
        await ed.open(TOOL + "create_cl\ncreate_clock -per\n")
        for line, column, label, text in (
            (1, 9, "create_clock", "create_clock -period ${1:period}"),
            (2, 17, "-period", "-period"),
        ):
            where = types.CompletionParams(types.TextDocumentIdentifier(SCRIPT), types.Position(line, column))
            result = await ed.client.text_document_completion_async(where)
            assert isinstance(result, types.CompletionList)
            item = next(item for item in result.items if item.label == label)
            assert isinstance(item.text_edit, types.TextEdit)
            assert item.text_edit.new_text == text
            resolved = await ed.client.completion_item_resolve_async(item)
            assert isinstance(resolved.documentation, types.MarkupContent)
            assert "`create_clock`" in resolved.documentation.value or "| `-period` |" in resolved.documentation.value


async def test_hover() -> None:
    async with editor() as ed:
        await ed.open(TOOL + "report_checks -path_delay max\nno_such_thing\n")
        assert "report_checks" in await ed.hover(1, 3)
        assert "Option of `report_checks`" in await ed.hover(1, 18)
        assert await ed.hover(2, 3) == ""
        assert await ed.hover(0, 3) == ""


async def test_invalid_settings_are_named_in_one_message() -> None:
    async with editor(settings={"modelUrl": "gpu7", "modelKind": "gpt", "tool": "opensta"}) as ed:
        await ed.until(lambda: ed.messages)
        (message,) = ed.messages
        assert "`edascribe.modelUrl` is 'gpu7'" in message
        assert "`edascribe.modelKind` is 'gpt'" in message


async def test_changed_settings_check_again() -> None:
    async with editor(settings={"tool": "opensta", "toolVersion": "2.0.17"}) as ed:
        assert await ed.open("proc_file x\n")
        ed.client.diagnostics.clear()
        ed.client.set_configuration({"tool": "no_such_tool"}, section="edascribe")
        ed.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings=None))
        # Of a tool that is not known, nothing can be said but syntax; the user learns that.
        await ed.until(lambda: not ed.client.diagnostics.get(SCRIPT, True))
        (message,) = ed.messages
        assert "no_such_tool" in message


async def test_python_members() -> None:
    uri = "file:///project/flow.py"
    async with editor() as ed:
        text = "import klayout.db as kdb\nlayout = kdb.Layout()\nlayout.create_ce\nlayout.create_cell(\n"
        await ed.open(text, uri, "python")
        # Faults of the API are told once ty runs.
        await ed.until(lambda: any(str(fault.code).startswith("api/") for fault in ed.client.diagnostics.get(uri, ())))
        assert (await ed.labels(2, 16, uri))[0] == "create_cell"
        assert "class Layout" in await ed.hover(1, 14, uri)
        place = types.TextDocumentIdentifier(uri), types.Position(3, 19)
        signatures = await ed.client.text_document_signature_help_async(types.SignatureHelpParams(*place))
        assert signatures is not None
        assert "name: str" in signatures.signatures[0].label
        found = await ed.client.text_document_definition_async(types.DefinitionParams(place[0], types.Position(2, 2)))
        assert [location.range for location in found or ()] == [types.Range(types.Position(1, 0), types.Position(1, 6))]
