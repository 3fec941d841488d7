"""A model server on loopback that speaks OpenAI's completions API and answers what a test tells it to.

As a process of its own, ``scripted_model.py NAME``, it prints its address, then takes from each line of its standard input a JSON
object of attributes, as ``answers`` or ``pause``, which it confirms, and prints each request with its time; it ends with its input.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable
from typing import Any


class ScriptedModel:
    """Answers completions with ``answers``, one after the other, the last one again and again.

    An answer that is a list is sent piece by piece, each when ``piece`` is released once more. None instead of an answer, or of a
    piece, means that the server says nothing more; ``dropped`` is set when the client has gone away from such an answer.
    ``prompts`` are what it was asked; ``told`` is called with each. ``pause`` is how long it takes to begin an answer, in seconds.
    Without a ``port`` the system chooses one. With ``slots`` it is a llama.cpp that has so many.
    """

    def __init__(self, name: str = "scripted", port: int = 0, slots: int = 0) -> None:
        self.slots = slots
        self.name = name
        self.port = port
        self.answers: list[str | list[str | None] | None] = []
        self.prompts: list[dict[str, Any]] = []
        self.asked = asyncio.Event()
        self.dropped = asyncio.Event()
        self.pause = 0.0
        self.piece = asyncio.Semaphore(0)
        self.url = ""
        self.told: Callable[[dict[str, Any]], None] = lambda request: None
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> ScriptedModel:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for connection in list(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                method, path, *_ = head.decode().split(" ")
                length = next(
                    (int(line[15:]) for line in head.decode().lower().split("\r\n") if line.startswith("content-length:")), 0
                )
                body = await reader.readexactly(length)
                await self._answer(f"{method} {path}", body, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, request: str, body: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if request == "GET /v1/models":
            owner = "llamacpp" if self.slots else "tests"
            model = {"id": self.name, "object": "model", "created": 0, "owned_by": owner}
            _send(writer, 200, {"object": "list", "data": [model]})
        elif request == "GET /props" and self.slots:
            _send(writer, 200, {"default_generation_settings": {"n_ctx": 4096}, "total_slots": self.slots})
        elif request == "POST /v1/completions":
            self.prompts.append(json.loads(body))
            self.told(self.prompts[-1])
            self.asked.set()
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
            await writer.drain()
            await asyncio.sleep(self.pause)
            gone = asyncio.ensure_future(reader.read())
            for piece in answer.splitlines(keepends=True) if isinstance(answer, str) else answer or [None]:
                if isinstance(answer, list) and piece is not None:
                    turn = asyncio.ensure_future(self.piece.acquire())
                    await asyncio.wait({turn, gone}, return_when=asyncio.FIRST_COMPLETED)
                    turn.cancel()
                if piece is None or gone.done():
                    await gone
                    self.dropped.set()
                    return
                writer.write(_event(piece, None))
                await writer.drain()
            gone.cancel()
            writer.write(_event("", "stop") + b"data: [DONE]\n\n")
            await writer.drain()
            writer.close()
        else:
            _send(writer, 404, {"error": {"message": f"no {request}"}})


def _event(text: str, reason: str | None) -> bytes:
    choice = {"index": 0, "text": text, "finish_reason": reason, "logprobs": None}
    event = {"id": "1", "object": "text_completion", "created": 0, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(event)}\n\n".encode()


def _send(writer: asyncio.StreamWriter, status: int, value: object) -> None:
    body = json.dumps(value).encode()
    writer.write(f"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)


async def _serve(name: str) -> None:
    async with ScriptedModel(name) as model:
        model.answers = [""]
        model.told = lambda request: _tell(json.dumps({"prompt": request["prompt"], "at": time.time() * 1000}))
        _tell(model.url)
        while line := await asyncio.to_thread(sys.stdin.readline):
            for attribute, value in json.loads(line).items():
                setattr(model, attribute, value)
            _tell("taken")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
