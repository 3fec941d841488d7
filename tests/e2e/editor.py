"""An editor for tests: a client of a running `edascribe-lsp`, and the documents that it has open."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

PATIENCE = 30
SCRIPT = "file:///project/timing.tcl"
# The first line of each test document: the same API whether or not a tool is installed.
TOOL = "# edascribe: tool=opensta@2.0.17\n"


class Editor:
    """What the server said, and how to ask it."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.initialized: types.InitializeResult | None = None
        self.details: list[dict[str, Any]] = []
        self.statuses: list[tuple[str, str, str]] = []
        self.retries: list[float | None] = []
        self.tools: dict[str, dict[str, str]] = {}
        self.edits: list[types.WorkspaceEdit] = []
        self.versions: dict[str, int] = {}
        self.registrations: list[types.Registration] = []

    @property
    def states(self) -> list[str]:
        """What the client was told of the model's state."""
        return [state for state, _, _ in self.statuses]

    @property
    def messages(self) -> list[str]:
        """What the user was shown."""
        return [message.message for message in self.client.messages]

    @property
    def log(self) -> list[str]:
        """What stands in the client's log."""
        return [message.message for message in self.client.log_messages]

    async def open(self, text: str, uri: str = SCRIPT, language: str = "tcl") -> list[types.Diagnostic]:
        """Opens a document and waits for its faults."""
        item = types.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
        self.versions[uri] = 1
        return await self._published(uri, lambda: self.client.text_document_did_open(types.DidOpenTextDocumentParams(item)))

    async def change(self, *edits: tuple[tuple[int, int], tuple[int, int], str], uri: str = SCRIPT) -> list[types.Diagnostic]:
        """Edits a document, each edit a range and its new text, and waits for its faults."""
        return await self._published(uri, lambda: self.edit(*edits, uri=uri))

    def edit(self, *edits: tuple[tuple[int, int], tuple[int, int], str], uri: str = SCRIPT) -> None:
        """Edits a document and does not wait."""
        self.versions[uri] += 1
        changes = [
            types.TextDocumentContentChangePartial(range=types.Range(types.Position(*start), types.Position(*end)), text=text)
            for start, end, text in edits
        ]
        identifier = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, changes))

    async def _published(self, uri: str, action: Any) -> list[types.Diagnostic]:
        self.client.diagnostics.pop(uri, None)
        action()
        await self.until(lambda: uri in self.client.diagnostics)
        return list(self.client.diagnostics[uri])

    async def until(self, condition: Any) -> None:
        """Waits for something that the server will say."""
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 (conditions on what a client has collected)
                await asyncio.sleep(0.01)

    async def ghost_text(self, line: int, column: int = 0, uri: str = SCRIPT, *, invoked: bool = True) -> list[str]:
        """Asks for ghost text."""
        async with asyncio.timeout(PATIENCE):
            result = await self.client.text_document_inline_completion_async(inline(line, column, uri, invoked=invoked))
        assert isinstance(result, types.InlineCompletionList)
        for item in result.items:
            assert item.range == types.Range(types.Position(line, column), types.Position(line, column))
        return [str(item.insert_text) for item in result.items]

    async def labels(self, line: int, column: int, uri: str = SCRIPT) -> list[str]:
        """Asks for the completion list."""
        where = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
        async with asyncio.timeout(PATIENCE):
            result = await self.client.text_document_completion_async(where)
        assert isinstance(result, types.CompletionList)
        return [item.label for item in sorted(result.items, key=lambda item: item.sort_text or "")]

    async def hover(self, line: int, column: int, uri: str = SCRIPT) -> str:
        """Asks what is known about a word."""
        where = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, column))
        async with asyncio.timeout(PATIENCE):
            result = await self.client.text_document_hover_async(where)
        if result is None:
            return ""
        assert isinstance(result.contents, types.MarkupContent)
        return result.contents.value

    async def generate(self, *arguments: Any) -> dict[str, Any]:
        """Runs the command, on the script and the arguments given."""
        command = types.ExecuteCommandParams("edascribe.generateFromComment", [SCRIPT, *arguments])
        async with asyncio.timeout(PATIENCE):
            result = await self.client.workspace_execute_command_async(command)
        plain_result = plain(result)
        assert isinstance(plain_result, dict)
        return plain_result


def inline(line: int, column: int = 0, uri: str = SCRIPT, *, invoked: bool = True) -> types.InlineCompletionParams:
    """The parameters of a request for ghost text."""
    kind = types.InlineCompletionTriggerKind.Invoked if invoked else types.InlineCompletionTriggerKind.Automatic
    return types.InlineCompletionParams(
        types.InlineCompletionContext(kind), types.TextDocumentIdentifier(uri), types.Position(line, column)
    )


@asynccontextmanager
async def editor(
    *,
    encoding: str | None = None,
    settings: dict[str, Any] | None = None,
    options: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
    folder: Path | None = None,
) -> AsyncIterator[Editor]:
    """A client with VS Code's capabilities, connected to a server of its own; at the end the server must say goodbye with status 0.

    ``settings`` are those of the client's configuration, ``options`` those it starts with, ``environment`` adds to the variables,
    ``folder`` is the one that the client has open.
    """
    client = make_test_lsp_client()
    this = Editor(client)
    client.set_configuration(settings or {}, section="edascribe")
    client.feature("edascribe/completionDetails")(lambda params: this.details.append(plain(params)))
    client.feature("edascribe/tool")(lambda params: this.tools.update({params.uri: plain(params)}))
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: this.registrations.extend(params.registrations))

    @client.feature("edascribe/status")
    def told(params: Any) -> None:
        this.statuses.append((params.state, params.message, params.model))
        this.retries.append(params.retryIn)

    @client.feature(types.WORKSPACE_APPLY_EDIT)
    def apply_edit(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        this.edits.append(params.edit)
        return types.ApplyWorkspaceEditResult(applied=True)

    capabilities = client_capabilities("visual-studio-code")
    assert capabilities.text_document is not None
    assert capabilities.general is not None
    capabilities.text_document.inline_completion = types.InlineCompletionClientCapabilities()
    if encoding is not None:
        capabilities.general.position_encodings = [encoding]
    await client.start_io(*COMMAND, env=variables(environment))
    server = client._server
    assert server is not None
    try:
        async with asyncio.timeout(PATIENCE):
            this.initialized = await client.initialize_session(
                types.InitializeParams(
                    capabilities=capabilities,
                    initialization_options=options,
                    workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)] if folder else None,
                )
            )
        yield this
        async with asyncio.timeout(PATIENCE):
            await client.shutdown_session()
        assert server.returncode == 0
    finally:
        # After a failed test nobody has said goodbye, and the client would wait for the server to end.
        if server.returncode is None:
            server.kill()
        await client.stop()


COMMAND = (sys.executable, "-m", "edascribe_lsp")


def variables(more: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of a server: this one's, without the user's own settings; what is accepted is counted where tests say."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EDASCRIBE_") or name == "EDASCRIBE_DATA"}
    return kept | (more or {})


def plain(value: Any) -> Any:
    """JSON again of the named tuples and objects that pygls makes of it."""
    if hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return plain(vars(value)) if hasattr(value, "__dict__") else value
