"""How soon the language server says its first word, and what it weighs: no model is needed."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RUNS = 9


def measure() -> dict[str, float]:
    """Seconds from process start to first diagnostics (median, worst), MB of resident memory after it, seconds of `--help`."""
    text = (ROOT / "examples/accumulator/timing.tcl").read_text()
    first_diagnostics(text)
    runs = [first_diagnostics(text) for _ in range(RUNS)]
    figures = {
        "first_diagnostics_s": statistics.median(seconds for seconds, _ in runs),
        "first_diagnostics_worst_s": max(seconds for seconds, _ in runs),
        "server_resident_mb": max(megabytes for _, megabytes in runs),
    }
    for program in ("edascribe", "edascribe-lsp"):
        figures[f"{program.replace('-', '_')}_help_s"] = statistics.median(help_time(program) for _ in range(5))
    return {name: round(value, 4) for name, value in figures.items()}


def help_time(program: str) -> float:
    """Seconds that `--help` takes, as a whole process."""
    start = time.perf_counter()
    subprocess.run([Path(sys.executable).parent / program, "--help"], check=True, capture_output=True)
    return time.perf_counter() - start


def first_diagnostics(text: str) -> tuple[float, float]:
    """Starts a server, opens a text, waits for its diagnostics: seconds since the start, and MB of resident memory then."""
    start = time.perf_counter()
    command = [Path(sys.executable).parent / "edascribe-lsp", "--stdio"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    document = {"uri": "file:///timing.tcl", "languageId": "tcl", "version": 1, "text": text}
    send(server, {"id": 1, "method": "initialize", "params": {"processId": os.getpid(), "capabilities": {}, "rootUri": None}})
    receive(server, lambda message: message.get("id") == 1)
    send(server, {"method": "initialized", "params": {}})
    send(server, {"method": "textDocument/didOpen", "params": {"textDocument": document}})
    receive(server, lambda message: message.get("method") == "textDocument/publishDiagnostics")
    seconds = time.perf_counter() - start
    status = Path(f"/proc/{server.pid}/status").read_text()
    megabytes = int(status.split("VmRSS:")[1].split()[0]) / 1024
    send(server, {"id": 2, "method": "shutdown"})
    receive(server, lambda message: message.get("id") == 2)
    send(server, {"method": "exit"})
    server.wait(10)
    return seconds, megabytes


def send(server: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
    """Writes one message."""
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    assert server.stdin
    server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    server.stdin.flush()


def receive(server: subprocess.Popen[bytes], wanted: Any) -> dict[str, Any]:
    """Reads messages until a wanted one."""
    assert server.stdout
    while True:
        length = 0
        while line := server.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(server.stdout.read(length))
        if wanted(message):
            return message


if __name__ == "__main__":
    print(json.dumps(measure()))
