"""Whatever the client sends, the server lives, answers and keeps stdout clean; and it ends when its client does."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from editor import COMMAND, PATIENCE, SCRIPT, TOOL, editor, variables
from lsprotocol import types
from pygls.exceptions import JsonRpcException

HERE = Path(__file__).parent


async def test_unknown_documents_have_nothing_to_say() -> None:
    async with editor() as ed:
        assert await ed.hover(0, 0) == ""
        assert await ed.labels(0, 0) == []
        assert await ed.ghost_text(0) == []
        ed.versions[SCRIPT] = 1
        ed.edit(((0, 0), (0, 0), "x"))
        with pytest.raises(JsonRpcException, match="not open"):
            await ed.generate(0)
        assert ed.messages == []


@pytest.mark.parametrize(
    "text",
    [
        "".join(map(chr, range(256))),
        "\ud83d lone \udc00",
        "[" * 3000,
        "{" * 3000 + '"' * 999,
        "set x " + "a" * 300_000,
        "\\\n" * 2000,
        "\r" * 99 + "\u2028\x0c",
    ],
    ids=["bytes", "surrogates", "brackets", "braces", "long-line", "continued", "line-ends"],
)
async def test_any_text_is_answered(text: str) -> None:
    async with editor() as ed:
        await ed.open(text)
        for place in ((0, 0), (0, 5), (1, 0), (99, 99)):
            await ed.hover(*place)
            await ed.labels(*place)
        await ed.change(((0, 0), (99_999, 0), TOOL + "report_tns\n"))
        assert "report_tns" in await ed.hover(1, 4)


async def test_a_large_text_does_not_hold_up_others() -> None:
    async with editor() as ed:
        large = TOOL + "report_checks -path_delay max\n" * 20_000 + "report_cheks\n"
        item = types.TextDocumentItem(uri="file:///project/large.tcl", language_id="tcl", version=1, text=large)
        ed.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        (fault,) = await ed.open(TOOL + "report_cheks\n")
        assert fault.range.start.line == 1
        await ed.until(lambda: ed.client.diagnostics.get("file:///project/large.tcl"))
        assert ed.client.diagnostics["file:///project/large.tcl"][0].range.start.line == 20_001


def test_through_the_library_of_vs_code(need: Callable[[str], str], tmp_path: Path) -> None:
    node = need("node")
    for name in ("package.json", "package-lock.json", "jsonrpc_client.mjs"):
        shutil.copy(HERE / name, tmp_path)
    install = [node, need("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(install, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    run = subprocess.run(
        [node, "jsonrpc_client.mjs", *COMMAND],
        cwd=tmp_path, env=variables(), check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    seen = json.loads(run.stdout)
    assert seen["trouble"] == []
    assert seen["capabilities"]["inlineCompletionProvider"] == {}
    (fault,) = seen["diagnostics"]
    assert fault["code"] == "api/unknown-option"
    assert fault["range"]["start"] == {"line": 1, "character": 25}
    assert "report_checks" in seen["hover"]["contents"]["value"]
    assert (seen["malformed"], seen["unknown"], seen["status"]) == (-32602, -32601, 0)


@pytest.mark.parametrize("garbage", [b"Content-Length: 5\r\n\r\n{nope", b"Content-Length: 2\r\n\r\n[]", b"hello\r\n\r\n"])
def test_garbage_does_not_stop_the_server(garbage: bytes) -> None:
    request = _message({"jsonrpc": "2.0", "id": 7, "method": "no/such", "params": {}})
    run = subprocess.run(COMMAND, input=garbage + request, env=variables(), capture_output=True, timeout=60, check=False)
    assert b'"id": 7' in run.stdout
    # Its input ended though nobody said goodbye.
    assert run.returncode == 1


def test_exit_without_shutdown_has_status_1() -> None:
    text = _message({"jsonrpc": "2.0", "method": "exit"})
    assert subprocess.run(COMMAND, input=text, env=variables(), timeout=60, check=False).returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows the server ends by its closed input alone")
def test_it_ends_when_the_editor_is_killed() -> None:
    editors = subprocess.Popen(["sleep", "600"])
    server = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=variables())
    assert server.stdin is not None
    assert server.stdout is not None
    with server.stdin, server.stdout:
        hello = {"processId": editors.pid, "rootUri": None, "capabilities": {}}
        server.stdin.write(_message({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}))
        server.stdin.write(_message({"jsonrpc": "2.0", "method": "initialized", "params": {}}))
        server.stdin.flush()
        assert server.stdout.readline().startswith(b"Content-Length")
        editors.send_signal(signal.SIGKILL)
        editors.wait()
        assert server.wait(timeout=60) == 1


async def test_tcp() -> None:
    server = await asyncio.create_subprocess_exec(
        *COMMAND, "--tcp", "127.0.0.1:0", "--log-level", "info", stderr=asyncio.subprocess.PIPE, env=variables()
    )
    assert server.stderr is not None
    async with asyncio.timeout(PATIENCE):
        while b"Serving on" not in (line := await server.stderr.readline()):
            assert line
        port = int(line.split(b", ")[-1].strip(b")'\n "))
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        hello = {"processId": os.getpid(), "rootUri": None, "capabilities": {}}
        writer.write(_message({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}))
        assert b"inlineCompletionProvider" in await reader.readuntil(b'"serverInfo"')
        writer.write(_message({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}))
        await reader.readuntil(b'"id": 2')
        writer.write(_message({"jsonrpc": "2.0", "method": "exit"}))
        await reader.read()
        writer.close()
        await server.stderr.read()
        assert await server.wait() == 0


def _message(value: object) -> bytes:
    body = json.dumps(value).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
