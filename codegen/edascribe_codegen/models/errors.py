"""The one error of the model's edge: every exception of a client library becomes a ``ModelError`` that says what to do."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Iterator
from types import ModuleType
from typing import Any


class ModelError(Exception):
    """The model could not be asked or did not answer; the message tells the user what to do."""


# What a client library's parser may raise on an answer that is not what it expects, besides the library's own exceptions.
MALFORMED: tuple[type[Exception], ...] = (OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, EOFError)


# A server with these has too much to do at the moment.
_BUSY = frozenset({429, 503})


def explain(error: BaseException, *, server: str, key: str = "") -> ModelError:
    """The ``ModelError`` for a foreign exception, from what is known of it and of its causes.

    ``server`` is the address as the user set it. A server may repeat the key in its message, so it is taken out.
    """
    chain = list(_chain(error))
    for link in chain:
        if isinstance(link, ModelError):
            return link
    sentence = next(filter(None, (_of_status(link, server) for link in chain)), None) or _of_transport(chain, server)
    return ModelError(sentence.replace(key, "***") if key else sentence)


def is_busy(error: BaseException) -> bool:
    """Whether a server said that it has too much to do, so that the same request may have an answer a moment later."""
    return any(_status(link) in _BUSY or type(link).__name__ == "OverloadedError" for link in _chain(error))


def exceptions_of(module: ModuleType) -> tuple[type[Exception], ...]:
    """Every exception class that a module exports; warnings are none."""
    return tuple(
        value
        for value in list(vars(module).values())
        if isinstance(value, type) and issubclass(value, Exception) and not issubclass(value, Warning)
    )


def _status(error: BaseException) -> int | None:
    """The HTTP status that an exception of a client library carries."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) else None


def _of_status(error: BaseException, server: str) -> str | None:
    status = _status(error)
    if status is None:
        return None
    response = getattr(error, "response", None)
    said = _detail(response)
    if 300 <= status < 400:
        location = response.headers.get("location", "another address") if response is not None else ""
        return f"{server} redirects to {_short(location)}. Set EDASCRIBE_MODEL_URL to the final address."
    if status in {401, 403}:
        return f"{server} refuses the key (HTTP {status}{said}). Set EDASCRIBE_MODEL_KEY to a key that it accepts."
    if status in {404, 405}:
        return (
            f"{server} does not know this request or this model (HTTP {status}{said}). "
            "Check EDASCRIBE_MODEL_URL, EDASCRIBE_MODEL_NAME and EDASCRIBE_MODEL_KIND."
        )
    if status == 407:
        return f"The proxy before {server} wants a password (HTTP 407{said}). Check HTTPS_PROXY, or add the host to NO_PROXY."
    if status in _BUSY:
        return f"{server} is busy (HTTP {status}{said}). Try again in a moment."
    if status >= 500:
        return f"{server} failed (HTTP {status}{said}). Try again; if it stays, the server's log says why."
    return f"{server} does not accept the request (HTTP {status}{said}). `edascribe model info` shows what it serves."


def _of_transport(chain: list[BaseException], server: str) -> str:
    names = {cls.__name__ for link in chain for cls in type(link).__mro__}
    said = next((f": {_short(text)}" for text in map(_text, chain) if text), "")
    if any(isinstance(link, ssl.SSLError) for link in chain):
        # Python adds the line of its own source.
        said = re.sub(r" \(_ssl\.c:\d+\)", "", said)
        return (
            f"The certificate of {server} was not accepted{said}. "
            "Set EDASCRIBE_CA_BUNDLE to a file with your company's certificates (PEM)."
        )
    if any(isinstance(link, socket.gaierror) for link in chain):
        return f"The host of {server} is not known. Check EDASCRIBE_MODEL_URL and your network."
    if "ProxyError" in names:
        return f"The proxy did not connect to {server}{said}. Check HTTPS_PROXY, or add the host to NO_PROXY."
    if "ConnectTimeout" in names or "ConnectError" in names or any(isinstance(link, ConnectionRefusedError) for link in chain):
        return f"No model server answers at {server}. Start it, or correct EDASCRIBE_MODEL_URL."
    if any(isinstance(link, TimeoutError) for link in chain) or names & {"TimeoutException", "APITimeoutError"}:
        return f"{server} did not answer in time. It may be overloaded: try again, or look at the server."
    if "OverloadedError" in names:
        return f"{server} is busy{said}. Try again in a moment."
    if "TextGenerationError" in names or type(chain[0]).__name__ == "APIError":
        return f"{server} broke off with an error{said}. The server's log says more."
    if names & {"NetworkError", "RemoteProtocolError", "ConnectionError", "APIConnectionError"}:
        return f"{server} broke off its answer{said}. Try again; if it stays, the server's log says why."
    kind = type(chain[0]).__name__
    return (
        f"The answer of {server} is not what a model server sends ({kind}{said}). "
        "Check EDASCRIBE_MODEL_URL and EDASCRIBE_MODEL_KIND."
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, then what caused it; a connection that tried several addresses fails with a group."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        link = waiting.pop(0)
        if link is None or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting.append(link.__cause__ or link.__context__)
        if isinstance(link, BaseExceptionGroup):
            waiting.extend(link.exceptions)


def _detail(response: Any) -> str:
    """What the server says in its body: the usual JSON forms, or the beginning of a text."""
    try:
        text = response.text
    except (AttributeError, RuntimeError, ValueError):  # A body that was never read.
        return ""
    try:
        body = json.loads(text)
    except ValueError:
        return f": {_short(text)}" if text and "<html" not in text.lower() else ""
    if isinstance(body, dict):
        body = body.get("error") or body.get("message") or body.get("detail") or body
    if isinstance(body, dict):
        body = body.get("message") or body
    return f": {_short(str(body))}"


def _text(error: BaseException) -> str:
    return " ".join(str(arg) for arg in error.args if isinstance(arg, str))


def _short(text: str, limit: int = 200) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= limit else line[: limit - 1] + "…"
