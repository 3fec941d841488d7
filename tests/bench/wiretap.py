"""A proxy before a model server that writes down each request for a completion: what was asked, when, and how it ended."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit


@dataclass(slots=True, kw_only=True)
class Call:
    """One request for a completion; times are of ``time.perf_counter``, ``pieces`` are the events with text that were passed on."""

    body: dict[str, Any]
    start: float
    last_piece: float = 0.0
    end: float = 0.0
    pieces: int = 0
    whole: bool = False
    evaluated: int | None = None

    @property
    def seconds(self) -> float:
        """From the request to the last piece that the client waited for."""
        return (self.last_piece or self.end) - self.start


@asynccontextmanager
async def wiretap(upstream: str) -> AsyncIterator[tuple[str, list[Call]]]:
    """The proxy's address, and the calls in the order in which they came."""
    calls: list[Call] = []
    running: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        task.add_done_callback(running.discard)
        try:
            await _pass_on(reader, writer, upstream, calls)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", calls
    finally:
        server.close()
        for task in list(running):
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, upstream: str, calls: list[Call]) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    length = next((int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    body = await reader.readexactly(length)
    call = None
    if b"/completions" in lines[0]:
        call = Call(body=json.loads(body), start=time.perf_counter())
        calls.append(call)
    address = urlsplit(upstream)
    there, back = await asyncio.open_connection(address.hostname, address.port, limit=1 << 22)
    gone = asyncio.ensure_future(reader.read())
    try:
        back.write(head + body)
        begun = b""
        while True:
            piece = asyncio.ensure_future(there.read(1 << 16))
            await asyncio.wait({piece, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not piece.done():
                piece.cancel()
                return
            data = piece.result()
            if not data:
                return
            *lines, begun = (begun + data).split(b"\n")
            for line in lines:
                if call is not None and line.startswith(b"data: "):
                    _note(call, line)
            writer.write(data)
            await writer.drain()
    finally:
        gone.cancel()
        back.close()
        if call is not None:
            call.end = time.perf_counter()


def _note(call: Call, data: bytes) -> None:
    if b"[DONE]" in data:
        call.whole = True
        return
    event = json.loads(data[6:])
    if any(choice.get("text") for choice in event.get("choices", ())):
        call.pieces += 1
        call.last_piece = time.perf_counter()
    progress = event.get("prompt_progress")
    if progress:
        call.evaluated = progress["total"] - progress["cache"]


async def bare(url: str, key: str, call: Call, *, to_the_end: bool = False) -> float:
    """Seconds that the same request takes without anything between, up to the same piece; it is left when the first one was.

    Where it goes ``to_the_end``, what the server says behind the last piece is waited for too.
    """
    address = urlsplit(url)
    body = json.dumps(call.body).encode()
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection(address.hostname, address.port, limit=1 << 22)
    head = f"POST /v1/completions HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {key}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    pieces = 0
    try:
        async with asyncio.timeout(None if call.pieces else call.end - call.start):
            while data := await reader.readline():
                if not data.startswith(b"data: ") or b"[DONE]" in data:
                    continue
                pieces += any(choice.get("text") for choice in json.loads(data[6:]).get("choices", ()))
                if call.pieces and pieces >= call.pieces and not to_the_end:
                    break
    except TimeoutError:
        pass
    finally:
        writer.close()
    return time.perf_counter() - start
