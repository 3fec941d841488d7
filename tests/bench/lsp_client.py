"""A language client for benchmarks: it times each answer, and edits documents as an editor does."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

COMMAND = (str(Path(sys.executable).parent / "edascribe-lsp"), "--stdio")


class Client:
    """One connection to a language server of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.details: list[dict[str, Any]] = []
        self.messages: list[str] = []
        self.states: list[str] = []
        self.faults: dict[str, asyncio.Event] = {}
        self._waiting: dict[int, tuple[float, asyncio.Future[tuple[Any, float]]]] = {}
        self._number = 0

    def notify(self, method: str, params: Any) -> None:
        """Sends a notification."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> tuple[int, asyncio.Future[tuple[Any, float]]]:
        """Sends a request; its future has the result (None where it was refused) and the seconds until it came."""
        self._number += 1
        future: asyncio.Future[tuple[Any, float]] = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = (time.perf_counter(), future)
        self._send({"id": self._number, "method": method, "params": params})
        return self._number, future

    async def open(self, uri: str, text: str) -> None:
        """Opens a Tcl document and waits until it has been checked."""
        self.faults[uri] = asyncio.Event()
        item = {"uri": uri, "languageId": "tcl", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        await asyncio.wait_for(self.faults[uri].wait(), 60)

    async def lost(self, seconds: float) -> int:
        """How many requests are still without an answer after so many seconds."""
        pending = [future for _, future in self._waiting.values()]
        if pending:
            await asyncio.wait(pending, timeout=seconds)
        return len(self._waiting)

    async def read(self) -> None:
        """Takes what the server says, until it ends."""
        assert self.process.stdout is not None
        while head := await self.process.stdout.readline():
            length = int(head.split(b":")[1]) if head.lower().startswith(b"content-length") else 0
            while (await self.process.stdout.readline()).strip():
                pass
            self._take(json.loads(await self.process.stdout.readexactly(length)))

    def _take(self, message: dict[str, Any]) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method is None:
            start, future = self._waiting.pop(message["id"])
            if not future.done():
                future.set_result((message.get("result"), time.perf_counter() - start))
        elif "id" in message:
            self._send({"id": message["id"], "result": None})
        elif method == "edascribe/completionDetails":
            self.details.append(params)
        elif method == "edascribe/status":
            self.states.append(params["state"])
        elif method == "window/showMessage":
            self.messages.append(params["message"])
        elif method == "textDocument/publishDiagnostics" and params["uri"] in self.faults:
            self.faults[params["uri"]].set()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


@asynccontextmanager
async def client(**environment: str) -> AsyncIterator[Client]:
    """A client of a server that is started with these variables and no settings of the user's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EDASCRIBE_")}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=kept | environment, limit=1 << 24
    )
    this = Client(process)
    reading = asyncio.ensure_future(this.read())
    capabilities = {"textDocument": {"inlineCompletion": {}}, "general": {"positionEncodings": ["utf-32"]}}
    try:
        await this.request("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities})[1]
        this.notify("initialized", {})
        yield this
        await this.request("shutdown", None)[1]
        this.notify("exit", None)
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        reading.cancel()


class Page:
    """A document with the cursor in it: text before, what the editor has closed behind the cursor, text after."""

    _PAIRS = {"[": "]", "{": "}", '"': '"'}  # noqa: RUF012 (never changed)

    def __init__(self, client: Client, uri: str, before: str, after: str) -> None:
        self.client = client
        self.uri = uri
        self.before = before
        self.behind = ""
        self.after = after
        self.version = 1

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.behind + self.after

    def type(self, key: str) -> None:
        """Types a character as an editor does: it closes what is opened, and goes over what it has closed itself."""
        if self.behind and key == self.behind[0]:
            self.before, self.behind = self.before + key, self.behind[1:]
            return
        closer = self._PAIRS.get(key, "") if not (self.behind + self.after)[:1].strip(']}" \n') else ""
        self._edit(0, 0, key + closer)
        self.before, self.behind = self.before + key, closer + self.behind

    def erase(self) -> None:
        """Takes back the character before the cursor."""
        self._edit(1, 0, "")
        self.before = self.before[:-1]

    def accept(self, item: dict[str, Any]) -> asyncio.Future[tuple[Any, float]]:
        """Accepts ghost text and tells the server, as the item's command wants."""
        replaced = item["range"]["end"]["character"] - item["range"]["start"]["character"]
        self._edit(0, replaced, item["insertText"])
        self.before, self.behind = self.before + item["insertText"], self.behind[replaced:]
        return self.client.request("workspace/executeCommand", item["command"])[1]

    def ask(self, *, invoked: bool = False) -> tuple[int, asyncio.Future[tuple[Any, float]]]:
        """Asks for ghost text at the cursor."""
        context = {"triggerKind": 1 if invoked else 2}
        params = {"textDocument": {"uri": self.uri}, "position": self._position(self.before), "context": context}
        return self.client.request("textDocument/inlineCompletion", params)

    def _edit(self, back: int, forth: int, text: str) -> None:
        self.version += 1
        start = self._position(self.before[: len(self.before) - back])
        end = self._position(self.before + self.behind[:forth])
        change = {"range": {"start": start, "end": end}, "text": text}
        document = {"uri": self.uri, "version": self.version}
        self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    @staticmethod
    def _position(before: str) -> dict[str, int]:
        return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
