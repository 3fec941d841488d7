"""A server that is too busy to begin is asked again; everything else is told at once."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from edascribe_codegen.models import stream
from edascribe_codegen.models.errors import ModelError, is_busy
from edascribe_codegen.models.stream import Chunk, persistent


class StatusError(ModelError):
    """An error with an answer, as client libraries raise it."""

    def __init__(self, status: int) -> None:
        self.response = type("Response", (), {"status_code": status})()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "BUSY_PAUSES", (0.0, 0.0))


async def asked(*outcomes: list[Chunk | Exception]) -> tuple[list[Chunk], int]:
    """The chunks that come, and how often the server was asked; it answers each time with the next outcome."""
    times = 0
    found: list[Chunk] = []

    async def ask() -> AsyncGenerator[Chunk, None]:
        nonlocal times
        outcome = outcomes[times]
        times += 1
        for each in outcome:
            if isinstance(each, Exception):
                raise each
            yield each

    try:
        async for chunk in persistent(ask):
            found.append(chunk)
    except StatusError as error:
        error.add_note(f"asked {times} times, {len(found)} chunks")
        raise
    return found, times


A, END = Chunk(text="a"), Chunk(stopped="stop")
BUSY, TOO_MANY, FAILED = StatusError(503), StatusError(429), StatusError(500)


async def test_a_busy_server_is_asked_again():
    assert await asked([BUSY], [TOO_MANY], [A, END]) == ([A, END], 3)


@pytest.mark.parametrize(
    ("outcomes", "note"),
    [
        ([[BUSY], [BUSY], [BUSY], [A]], "asked 3 times, 0 chunks"),
        ([[FAILED], [A]], "asked 1 times, 0 chunks"),
        ([[A, BUSY], [A]], "asked 1 times, 1 chunks"),
    ],
    ids=["busy all the time", "another error", "busy after it began"],
)
async def test_what_is_not_tried_again(outcomes, note):
    # Errors are raised again by several rows, and keep their notes.
    for error in (BUSY, FAILED):
        vars(error).pop("__notes__", None)
    with pytest.raises(StatusError) as caught:
        await asked(*outcomes)
    assert caught.value.__notes__ == [note]


def test_a_busy_server_is_known_through_the_errors_around_it():
    outer = RuntimeError("wrapped")
    outer.__cause__ = TOO_MANY
    assert is_busy(outer)
    assert not is_busy(FAILED)
