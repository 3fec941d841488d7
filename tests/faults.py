"""Model servers that fail, each in one way: for the drill in the tests, and for the benchmark beside a healthy one."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from stand_in import Exchange, serving

MODELS = {"object": "list", "data": [{"id": "m", "object": "model", "created": 0, "owned_by": "tests"}]}

Answer = Callable[[Exchange], Awaitable[None]]


def event(text: str, reason: str | None = None) -> bytes:
    """A piece of an answer as an OpenAI-compatible server sends it."""
    choice = {"index": 0, "text": text, "finish_reason": reason, "logprobs": None}
    body = {"id": "1", "object": "text_completion", "created": 0, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(body)}\n\n".encode()


DONE = event("", "stop") + b"data: [DONE]\n\n"


def status(code: int) -> Answer:
    """Answers with an error's status."""
    return lambda exchange: exchange.answer(code, {"error": {"message": "no"}})


def sending(*pieces: bytes) -> Answer:
    """Sends pieces of an answer, then closes."""

    async def answer(exchange: Exchange) -> None:
        await exchange.start()
        for piece in pieces:
            await exchange.send(piece)

    return answer


def hanging(begun: bytes | None) -> Answer:
    """Sends the beginning of an answer, not even headers where it is None, and then nothing until the client leaves."""

    async def answer(exchange: Exchange) -> None:
        if begun is not None:
            await exchange.start()
            await exchange.send(begun)
        await exchange.dropped()

    return answer


async def endless(exchange: Exchange) -> None:
    """Sends the same token until the client leaves."""
    await exchange.start()
    while True:
        await exchange.send(event("puts "))


HEALTHY = sending(event("report_tns\n"), DONE)
ANSWERS: dict[str, Answer] = {
    "401": status(401),
    "404": status(404),
    "422": status(422),
    "429": status(429),
    "500": status(500),
    "hang-before-headers": hanging(None),
    "hang-before-the-first-token": hanging(b": ping\n\n"),
    "hang-mid-stream": hanging(event("report_t")),
    "malformed": sending(b"data: {\n\n"),
    "half-a-character": sending(event("report_tns"), b"data: \xc3"),
    "broken-off": sending(event("report_tns")),
    "endless": endless,
    "prose": sending(event("Here is how you report the worst path:\n"), DONE),
}
# Besides those that answer wrongly, there are those that cannot be reached.
FAULTS = ("refused", "dns", "tls", *ANSWERS)


def after_models(answer: Answer) -> Answer:
    """Says what models it has, and answers requests for a completion in the way given."""

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/v1/models":
            await exchange.answer(200, MODELS)
        elif exchange.path == "/v1/completions":
            await answer(exchange)
        else:
            await exchange.answer(404, b"")

    return handler


@asynccontextmanager
async def failing(fault: str) -> AsyncIterator[str]:
    """The URL of a model server with a fault."""
    if fault == "refused":
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    elif fault == "dns":
        yield "http://no-such-host.invalid"
    elif fault == "tls":
        with tempfile.TemporaryDirectory() as folder:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate(Path(folder)))
            async with serving(after_models(HEALTHY), tls) as url:
                yield url
    else:
        async with serving(after_models(ANSWERS[fault])) as url:
            yield url


def certificate(folder: Path, openssl: str = "openssl") -> Path:
    """A self-signed certificate with its key, in one new PEM file."""
    key, path = folder / "both.key", folder / "both.pem"
    options = ["-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=stand-in", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([openssl, "req", "-x509", *options, "-keyout", key, "-out", path], check=True, capture_output=True)
    path.write_text(path.read_text() + key.read_text())
    return path
