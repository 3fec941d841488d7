"""Drives `edascribe-lsp` over the project in `examples/accumulator` as an editor would. Nothing that it shows is canned."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn
from rich.syntax import Syntax
from rich.text import Text

from edascribe_codegen.models import ModelError, fetch

PROJECT = Path(__file__).parent / "accumulator"
SCRIPT = "timing.tcl"
LIBERTY = Path("/usr/share/qflow/tech/osu018/osu018_stdcells.lib")
TIMEOUT_S = 120

console = Console(width=110, highlight=False)


@dataclass
class Editor:
    """The little of an editor that the demo needs: one open document and the messages that the server sends."""

    client: LanguageClient
    path: Path
    text: str
    version: int = 1

    @property
    def uri(self) -> str:
        """The document's address."""
        return self.path.as_uri()

    def replace(self, start: types.Position, end: types.Position, text: str) -> None:
        """Edits the document here and tells the server."""
        lines = self.text.split("\n")
        before = "\n".join([*lines[: start.line], lines[start.line][: start.character]])
        after = "\n".join([lines[end.line][end.character :], *lines[end.line + 1 :]])
        self.text = before + text + after
        self.version += 1
        self.path.write_text(self.text)
        change = types.TextDocumentContentChangePartial(range=types.Range(start=start, end=end), text=text)
        document = types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(text_document=document, content_changes=[change]))

    def below(self, comment: str) -> types.Position:
        """The empty line below a comment."""
        return types.Position(line=self.text.split("\n").index(comment) + 1, character=0)


async def main() -> int:
    """Runs the demo; returns the exit status."""
    console.rule("[bold]Edascribe[/]: from a comment to a checked completion")
    if not prepare_model():
        return 1
    with tempfile.TemporaryDirectory(prefix="edascribe-demo-") as folder:
        project = shutil.copytree(PROJECT, Path(folder) / "accumulator")
        server = Server()
        editor = Editor(client=server.client, path=project / SCRIPT, text=(project / SCRIPT).read_text())
        started = time.perf_counter()
        await open_script(editor, project)
        await show_diagnostic(editor, server, started)
        await show_hover(editor)
        *for_ghost_text, for_generate = [line for line in editor.text.split("\n") if line.startswith(("# Report", "# Check"))]
        answered = [await show_ghost_text(editor, server, comment) for comment in for_ghost_text]
        answered.append(await show_generate(editor, server, for_generate))
        await server.stop()
        console.print(Panel(Syntax(editor.text, "tcl", background_color="default"), title=f"{SCRIPT} as it stands now"))
        run_script(project)
    for message in server.messages:
        console.print(f"[yellow]The editor showed:[/] {escape(message)}")
    return 0 if all(answered) else 1


def prepare_model() -> bool:
    """Says which model answers, and fetches the embedded one where none is set."""
    url = os.environ.get("EDASCRIBE_MODEL_URL")
    if url:
        console.print(f"Model: the server that EDASCRIBE_MODEL_URL names, [bold]{url}[/]\n")
        return True
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    try:
        with Progress(*columns, console=console, transient=True) as progress:
            bar = progress.add_task("Fetching the embedded model", total=None)
            fetch(lambda done, total: progress.update(bar, completed=done, total=total or None))
    except ModelError as error:
        console.print(f"[red]{escape(str(error))}[/]")
        return False
    console.print("Model: the embedded one, on the CPU. It is small and not adapted to chip design yet; every answer is checked.\n")
    return True


class Server:
    """A running `edascribe-lsp` and what it sent without being asked."""

    def __init__(self) -> None:
        self.client = LanguageClient("edascribe-demo", "1")
        self.details: asyncio.Queue[Any] = asyncio.Queue()
        self.diagnostics: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: list[str] = []
        self.edits: asyncio.Queue[types.WorkspaceEdit] = asyncio.Queue()

        @self.client.feature("edascribe/completionDetails")
        def on_details(params: Any) -> None:
            self.details.put_nowait(params)

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def on_diagnostics(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics.put_nowait(params)

        @self.client.feature("edascribe/status")
        @self.client.feature(types.WINDOW_LOG_MESSAGE)
        def on_other(_params: Any) -> None:
            """An editor shows these in its status bar and its log."""

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def on_message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.client.feature(types.WORKSPACE_APPLY_EDIT)
        def on_edit(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.edits.put_nowait(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

    async def stop(self) -> None:
        """Ends the server as an editor does."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


async def open_script(editor: Editor, project: Path) -> None:
    """Starts the server and opens the script in it."""
    command = Path(sys.executable).parent / "edascribe-lsp"
    await editor.client.start_io(str(command), "--stdio")
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(inline_completion=types.InlineCompletionClientCapabilities())
    )
    folder = types.WorkspaceFolder(uri=project.as_uri(), name=project.name)
    await editor.client.initialize_async(
        types.InitializeParams(capabilities=capabilities, process_id=os.getpid(), workspace_folders=[folder])
    )
    editor.client.initialized(types.InitializedParams())
    document = types.TextDocumentItem(uri=editor.uri, language_id="tcl", version=editor.version, text=editor.text)
    editor.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))


async def show_diagnostic(editor: Editor, server: Server, started: float) -> None:
    """Shows the planted wrong option as the server finds it, and takes its fix."""
    published = await asyncio.wait_for(server.diagnostics.get(), TIMEOUT_S)
    milliseconds = 1000 * (time.perf_counter() - started)
    console.print(f"[bold]Diagnostics[/], {milliseconds:.0f} ms after the server was started")
    for diagnostic in published.diagnostics:
        start = diagnostic.range.start
        console.print(
            f"  {SCRIPT}:{start.line + 1}:{start.character + 1} [red]{escape(diagnostic.message)}[/] [dim]{diagnostic.code}[/]"
        )
        fix = diagnostic.data["fix"] if diagnostic.data else None
        if fix:
            editor.replace(start, diagnostic.range.end, fix["newText"])
            console.print(f"  fixed: {fix['title']}")


async def show_hover(editor: Editor) -> None:
    """Hovers a command of the script."""
    line = next(number for number, text in enumerate(editor.text.split("\n")) if text.startswith("read_liberty"))
    where = types.HoverParams(
        text_document=types.TextDocumentIdentifier(uri=editor.uri), position=types.Position(line=line, character=3)
    )
    hover = await asyncio.wait_for(editor.client.text_document_hover_async(where), TIMEOUT_S)
    if hover and isinstance(hover.contents, types.MarkupContent):
        console.print(Panel(Markdown(hover.contents.value), title="Hover on read_liberty"))


async def show_ghost_text(editor: Editor, server: Server, comment: str) -> bool:
    """Asks for ghost text below a comment and takes it; returns whether the model could be asked."""
    position = editor.below(comment)
    console.print(f"[bold]Ghost text[/] below [green]{comment}[/]")
    result = await asyncio.wait_for(
        editor.client.text_document_inline_completion_async(
            types.InlineCompletionParams(
                context=types.InlineCompletionContext(trigger_kind=types.InlineCompletionTriggerKind.Invoked),
                text_document=types.TextDocumentIdentifier(uri=editor.uri),
                position=position,
            )
        ),
        TIMEOUT_S,
    )
    items = result.items if isinstance(result, types.InlineCompletionList) else result or []
    for item in items[:1]:
        text = item.insert_text if isinstance(item.insert_text, str) else item.insert_text.value
        console.print(f"  [cyan]{escape(text)}[/]")
        editor.replace(position, position, text)
    if server.details.empty():
        console.print("  [red]the model could not be asked[/]")
        return False
    show_verdict(plain(server.details.get_nowait()))
    return True


async def show_generate(editor: Editor, server: Server, comment: str) -> bool:
    """Runs the generate command on a comment and takes its edit; returns whether the model could be asked."""
    console.print(f"[bold]Generate script from comment[/] on [green]{comment}[/]")
    result = plain(
        await asyncio.wait_for(
            editor.client.workspace_execute_command_async(
                types.ExecuteCommandParams(
                    command="edascribe.generateFromComment", arguments=[editor.uri, editor.below(comment).line - 1]
                )
            ),
            TIMEOUT_S,
        )
    )
    for line in result["text"].splitlines():
        console.print(f"  [cyan]{escape(line)}[/]")
    while not server.edits.empty():
        for change in (server.edits.get_nowait().changes or {}).get(editor.uri, []):
            editor.replace(change.range.start, change.range.end, change.new_text)
    if result["verdict"] == "offline":
        console.print(f"  [red]{escape(result['reason'])}[/]")
        return False
    show_verdict(result)
    return True


def show_verdict(details: dict[str, Any]) -> None:
    """One block on how an answer came about."""
    colours = {"accepted": "green", "repaired": "yellow", "rejected": "red"}
    verdict, timings = details["verdict"], details["timings"]
    reason = f": {escape(details['reason'])}" if details["reason"] else ""
    console.print(f"  [{colours[verdict]}]{verdict}[/]{reason}")
    if verdict == "rejected":
        console.print("  nothing valid to show; the line stays empty")
    for other in details["rejections"]:
        if other != details["reason"]:
            console.print(f"  [dim]rejected before: {escape(other)}[/]")
    console.print(
        f"  [dim]{details['model']}; first token {timings['firstToken']:.2f} s, all {timings['total']:.2f} s; "
        f"built from {', '.join(details['cited']) or 'no entry'} of {details['tool']} {details['toolVersion']}[/]\n"
    )


def plain(value: Any) -> Any:
    """Named tuples and objects that the protocol library makes of JSON, as JSON values again."""
    if isinstance(value, list | tuple) and not hasattr(value, "_asdict"):
        return [plain(item) for item in value]
    fields = value._asdict() if hasattr(value, "_asdict") else vars(value) if hasattr(value, "__dict__") else value
    return {name: plain(item) for name, item in fields.items()} if isinstance(fields, dict) else fields


def run_script(project: Path) -> None:
    """Runs the finished script in OpenSTA, shut in: no network, nothing writable but a scratch folder."""
    missing = [name for name in ("sta", "bwrap") if shutil.which(name) is None] + ([] if LIBERTY.exists() else [str(LIBERTY)])
    if missing:
        console.print(f"Not run in OpenSTA: {', '.join(missing)} missing (Debian: opensta, bubblewrap, qflow-tech-osu018).")
        return
    shut_in = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/", "--dev", "/dev"]
    shut_in += ["--tmpfs", "/tmp", "--bind", str(project), "/tmp/project", "--chdir", "/tmp/project"]  # noqa: S108
    command = [*shut_in, "sta", "-no_init", "-no_splash", "-exit", SCRIPT]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL)
    console.print(Panel(Text((result.stdout + result.stderr).strip() or "(no output)"), title=f"sta -exit {SCRIPT}"))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
