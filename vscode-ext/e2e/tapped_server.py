#!/usr/bin/env python3
"""The language server with each message between it and the editor written to the file TAPPED_SERVER_LOG, with its time.

A line is a JSON object: ``at`` in milliseconds since the epoch, ``to`` ("server" or "editor"), and the ``message``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

SERVER = Path(__file__).resolve().parents[2] / ".venv/bin/edascribe-lsp"
ASKED_AND_ANSWERED = ("--version", "--help")


def main() -> int:
    """Relays until one of the two ends."""
    if any(option in sys.argv for option in ASKED_AND_ANSWERED):
        return subprocess.run([SERVER, *sys.argv[1:]], check=False).returncode
    server = subprocess.Popen([SERVER, *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdin is not None
    assert server.stdout is not None
    with Path(os.environ["TAPPED_SERVER_LOG"]).open("a", encoding="utf-8", buffering=1) as log:
        back = threading.Thread(target=_relay, args=(server.stdout, sys.stdout.buffer, "editor", log))
        back.start()
        _relay(sys.stdin.buffer, server.stdin, "server", log)
        status = server.wait()
        back.join()
    return status


def _relay(source: IO[bytes], target: IO[bytes], to: str, log: IO[str]) -> None:
    while True:
        head = []
        while (line := source.readline()) not in (b"\r\n", b""):
            head.append(line)
        if not head:
            target.close()
            return
        length = next(int(line.split(b":")[1]) for line in head if line.lower().startswith(b"content-length:"))
        body = source.read(length)
        at = time.time() * 1000
        target.write(b"".join([*head, b"\r\n", body]))
        target.flush()
        log.write(json.dumps({"at": at, "to": to, "message": json.loads(body)}) + "\n")


if __name__ == "__main__":
    sys.exit(main())
