"""How long each language feature takes right after a one-line edit of a 5,000-line script, in a workspace of real scripts.

Each request follows an edit of its own, so that it pays for what the edit made stale; what came before, the server has digested.
The server's process is timed by its CPU clock, since other programs share the machine, a client over stdio by the wall's; both
with the edit.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from bench_server import receive, send
from corpus import scripts

from edascribe_grammars import parse
from edascribe_lsp.server import create_server

LINES = 5_000
WORKSPACE = 300  # files
MANY = 2_000  # files
ROUNDS = 60
DESIGN = "module top (input clk, input [31:0] data, output q);\nendmodule\n"
TOOL = "# edascribe: tool=openroad\n"

Request = tuple[str, dict[str, Any]]


class Case(NamedTuple):
    """A feature at the place of the edit: the line that is typed, and the request, whose column is at the end of that line.

    ``apart``: the same line is typed at the other end of the script in the same moment, as by a replacement of all.
    """

    name: str
    typed: str
    method: str
    more: dict[str, Any]
    apart: bool = False


CASES = (
    Case("completion of a command", "r", "completion", {}),
    Case("completion of an option", "report_checks -", "completion", {}),
    Case("completion of a variable", "puts $", "completion", {}),
    Case("completion of a port", "get_ports ", "completion", {}),
    Case("signature help", "report_checks -from ", "signatureHelp", {}),
    Case("hover", "report_checks", "hover", {}),
    Case("definition", "bench_proc", "definition", {}),
    Case("references", "bench_proc", "references", {"context": {"includeDeclaration": True}}),
    Case("highlight", "set bench_var", "documentHighlight", {}),
    Case("rename", "bench_proc", "rename", {"newName": "other_name"}),
    Case("code actions", "report_chekcs", "codeAction", {"context": {"diagnostics": []}}),
    Case("code actions after a new proc", "proc typed {} {}", "codeAction", {"context": {"diagnostics": []}}),
    Case("code actions after edits far apart", "report_chekcs", "codeAction", {"context": {"diagnostics": []}}, apart=True),
    Case("document symbols", "set typed 1", "documentSymbol", {}),
    Case("workspace symbols", "set typed 1", "workspace/symbol", {"query": "re"}),
    Case("folding", "set x 1", "foldingRange", {}),
    Case("links", "source nothing.tcl", "documentLink", {}),
    Case("tokens", "set x 1", "semanticTokens/full", {}),
    Case("tokens delta", "set x 1", "semanticTokens/full/delta", {}),
    Case("tokens delta after a new proc", "proc typed {} {}", "semanticTokens/full/delta", {}),
    Case("tokens range", "set x 1", "semanticTokens/range", {}),
)

CAPABILITIES: dict[str, Any] = {
    "textDocument": {
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "documentationFormat": ["markdown"],
                "insertReplaceSupport": True,
                "labelDetailsSupport": True,
                "resolveSupport": {"properties": ["documentation", "detail"]},
            },
            "completionList": {"itemDefaults": ["commitCharacters", "editRange", "insertTextFormat", "data"]},
        },
    },
    "workspace": {"workspaceEdit": {"documentChanges": True}},
}


# A request that has all of an edit digested, as is done when a person pauses.
_AT = {"line": 0, "character": 0}
SETTLE: dict[str, Any] = {"range": {"start": _AT, "end": _AT}, "context": {"diagnostics": []}}


def measure() -> dict[str, float]:
    """p50 and p95 in ms of each feature, by the server's process and by the client, among some and among many files; seconds to
    index the many."""
    figures = _among(WORKSPACE, indexing=3.0)
    slowest = {name: value for name, value in figures.items() if name.endswith("ms_p95")}
    figures["slowest_feature_ms_p95"] = max(value for name, value in slowest.items() if "client" not in name)
    figures["slowest_feature_client_ms_p95"] = max(value for name, value in slowest.items() if "client" in name)
    with tempfile.TemporaryDirectory() as folder:
        workspace(Path(folder), MANY)
        figures["index_2000_files_s"] = asyncio.run(_indexed(Path(folder)))
    many = _among(MANY, indexing=2 * figures["index_2000_files_s"])
    figures |= {f"among_{MANY}_files_{name}": value for name, value in many.items()}
    return {f"feature_{name}": round(value, 3) for name, value in figures.items()}


def _among(files: int, indexing: float) -> dict[str, float]:
    """p50 and p95 in ms of each feature in a workspace of so many files, which are read in less than ``indexing`` seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = long_script()
        workspace(folder, files)
        (folder / "long.tcl").write_text(text)
        (folder / "top.v").write_text(DESIGN)
        inside = asyncio.run(_inside(folder, text, files))
        outside = _outside(folder, text, indexing)
    print(f"  among {files:,} files")
    figures = {}
    for case in CASES:
        row = [quantile(values[case.name], part) for values in (inside, outside) for part in (0.5, 0.95)]
        print(f"  {case.name:34} server {row[0]:6.2f} p95 {row[1]:6.2f}, client {row[2]:6.2f} p95 {row[3]:6.2f} ms")
        names = ("ms_p50", "ms_p95", "client_ms_p50", "client_ms_p95")
        figures |= {f"{case.name.replace(' ', '_')}_{name}": value for name, value in zip(names, row, strict=True)}
    return figures


def long_script() -> str:
    """Sound public scripts in one, and a procedure of our own that is called here and there."""
    chance = random.Random(7)
    texts = [script.text for script in scripts() if script.path.endswith((".tcl", ".sdc")) and not parse(script.text, "tcl").faults]
    chance.shuffle(texts)
    parts = [TOOL, "# Does nothing.\nproc bench_proc {{x 1}} {\n    return $x\n}\nset bench_var 1\n"]
    lines = 0
    for number, text in enumerate(texts):
        part = text if text.endswith("\n") else text + "\n"
        parts.append(part)
        lines += part.count("\n")
        if number % 20 == 0:
            parts.append("bench_proc $bench_var\n")
        if lines >= LINES:
            break
    return "".join(parts)


def workspace(folder: Path, files: int) -> None:
    """So many files below a folder, of public scripts; where they are too few, some come twice."""
    texts = [script for script in scripts() if script.path.endswith((".tcl", ".sdc")) and len(script.text) < 1_000_000]
    for number, script in enumerate(islice(cycle(texts), files)):
        (folder / f"{number % 40}").mkdir(exist_ok=True)
        (folder / f"{number % 40}/{number}_{Path(script.path).name}").write_text(script.text)


def rounds(text: str, uri: str) -> Iterator[tuple[Case, list[Request], Callable[[dict[str, Any]], None]]]:
    """Each case at random lines: the edit and the request, then the edit that undoes it."""
    chance = random.Random(11)
    starts = [at for at, line in enumerate(text.split("\n")) if re.match(r"[a-z]\w* ", line)]
    # Only where an outermost command begins is a line typed that changes nothing else.
    places = {text.count("\n", 0, start) for start in parse(text, "tcl").starts}
    lines = sorted(places.intersection(starts))
    version = 1
    token = {"id": ""}
    document = {"uri": uri}
    for _ in range(ROUNDS):
        for case in CASES:
            line = chance.choice(lines)
            version += 2
            # The lower place first, so that the other's line stays the same.
            there = [lines[0] if line > lines[len(lines) // 2] else lines[-1], line] if case.apart else [line]
            there.sort(reverse=True)
            put = [_line_put(number, case.typed + "\n") for number in there]
            take = [_line_put(number, "", 1) for number in reversed(there)]
            line += case.apart and there[-1] < line
            column = len(case.typed) - (2 if case.typed[-1].isalpha() and case.method not in ("completion", "codeAction") else 0)
            params: dict[str, Any] = {"textDocument": document, "position": {"line": line, "character": column}, **case.more}
            method = case.method if "/" in case.method and not case.method.startswith("semantic") else f"textDocument/{case.method}"
            if case.method in ("codeAction", "semanticTokens/range"):
                params["range"] = {
                    "start": {"line": line, "character": 0},
                    "end": {"line": line + 60 * ("range" in case.method), "character": 3},
                }
            if case.method.endswith("delta"):
                params["previousResultId"] = token["id"]

            def keep(answer: dict[str, Any]) -> None:
                if "error" in answer:
                    raise ValueError(answer["error"])
                result = answer["result"]
                if isinstance(result, dict) and "resultId" in result:
                    token["id"] = result["resultId"]

            changes = {"textDocument": {**document, "version": version}, "contentChanges": put}
            undo = {"textDocument": {**document, "version": version + 1}, "contentChanges": take}
            yield case, [("textDocument/didChange", changes), (method, params), ("textDocument/didChange", undo)], keep


def _line_put(line: int, text: str, replaced: int = 0) -> dict[str, Any]:
    """A change that puts a text before a line, in place of some lines."""
    start, end = ({"line": number, "character": 0} for number in (line, line + replaced))
    return {"range": {"start": start, "end": end}, "text": text}


async def _inside(folder: Path, text: str, files: int) -> dict[str, list[float]]:
    """Milliseconds of the server's process, from the edit's JSON and the request's to the answer's."""
    server = Driven()
    await server.start(folder)
    uri = (folder / "long.tcl").as_uri()
    await server.open(uri, text)
    await server.has_read(files)
    await asyncio.sleep(1)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for case, (change, request, undo), keep in rounds(text, uri):
        start = time.process_time()
        server.tell(*change)
        answer = await server.ask(*request)
        found[case.name].append(1000 * (time.process_time() - start))
        keep(json.loads(answer))
        server.tell(*undo)
        await server.ask("textDocument/codeAction", SETTLE | {"textDocument": {"uri": uri}})
    await server.end()
    return found


async def _indexed(folder: Path) -> float:
    """Seconds until the last file of a workspace is read, by the server's own progress."""
    server = Driven()
    start = time.perf_counter()
    await server.start(folder)
    await server.has_read(MANY)
    seconds = time.perf_counter() - start
    await server.end()
    return seconds


class Driven:
    """A server in this process, spoken to in JSON."""

    def __init__(self) -> None:
        self.session = create_server()
        self.session.protocol.set_writer(self, include_headers=False)
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._number = 0

    def write(self, data: bytes) -> None:
        match = re.match(rb'\{"id": ?(\d+)|.*?"id": ?(\d+)\}\Z', data) if b'"method"' not in data[:60] else None
        if match is not None and (future := self._waiting.pop(int(match[1] or match[2]), None)) is not None:
            future.set_result(data)

    def close(self) -> None:
        pass

    def tell(self, method: str, params: Any) -> None:
        self._take({"jsonrpc": "2.0", "method": method, "params": params})

    async def ask(self, method: str, params: Any) -> bytes:
        self._number += 1
        future = self._waiting[self._number] = asyncio.get_running_loop().create_future()
        self._take({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        return await future

    def _take(self, message: dict[str, Any]) -> None:
        protocol = self.session.protocol
        protocol.handle_message(json.loads(json.dumps(message), object_hook=protocol.structure_message))

    async def start(self, folder: Path) -> None:
        params = {"processId": None, "capabilities": CAPABILITIES, "workspaceFolders": [{"uri": folder.as_uri(), "name": "bench"}]}
        await self.ask("initialize", params)
        self.tell("initialized", {})

    async def open(self, uri: str, text: str) -> None:
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "tcl", "version": 1, "text": text}})
        await self.ask("textDocument/semanticTokens/full", {"textDocument": {"uri": uri}})

    async def has_read(self, files: int) -> None:
        """Waits until the server has read so many files of the workspace."""
        while len(self.session.analyser.workspace.paths) < files:  # noqa: ASYNC110 (a condition on what the server has read)
            await asyncio.sleep(0.02)

    async def end(self) -> None:
        await self.ask("shutdown", None)


def _outside(folder: Path, text: str, indexing: float) -> dict[str, list[float]]:
    """Milliseconds from the client, over stdio, with the edit that comes before."""
    command = [Path(sys.executable).parent / "edascribe-lsp", "--stdio"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    params = {"processId": None, "capabilities": CAPABILITIES, "workspaceFolders": [{"uri": folder.as_uri(), "name": "bench"}]}
    send(server, {"id": 0, "method": "initialize", "params": params})
    receive(server, lambda message: message.get("id") == 0)
    send(server, {"method": "initialized", "params": {}})
    uri = (folder / "long.tcl").as_uri()
    send(
        server,
        {
            "method": "textDocument/didOpen",
            "params": {"textDocument": {"uri": uri, "languageId": "tcl", "version": 1, "text": text}},
        },
    )
    receive(server, lambda message: message.get("method") == "textDocument/publishDiagnostics")
    time.sleep(indexing)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for number, (case, (change, request, undo), keep) in enumerate(rounds(text, uri), 1):
        start = time.perf_counter()
        send(server, {"method": change[0], "params": change[1]})
        send(server, {"id": number, "method": request[0], "params": request[1]})
        answer = receive(server, lambda message, number=number: message.get("id") == number and "method" not in message)
        found[case.name].append(1000 * (time.perf_counter() - start))
        keep(answer)
        send(server, {"method": undo[0], "params": undo[1]})
        send(server, {"id": -number, "method": "textDocument/codeAction", "params": SETTLE | {"textDocument": {"uri": uri}}})
        receive(server, lambda message, number=number: message.get("id") == -number)
    send(server, {"id": "last", "method": "shutdown"})
    receive(server, lambda message: message.get("id") == "last")
    send(server, {"method": "exit"})
    server.wait(10)
    return found


def quantile(values: list[float], part: float) -> float:
    """The value that a part of the values does not exceed."""
    return sorted(values)[min(int(part * len(values)), len(values) - 1)]


if __name__ == "__main__":
    print(json.dumps(measure() if scripts() else {}, indent=2))
    sys.exit()
