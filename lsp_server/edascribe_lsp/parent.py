"""Tells when the editor that started the server is gone, also where nobody closed the server's input."""

from __future__ import annotations

import asyncio
import os
import sys

_SECONDS = 2.0


def is_visible(process: int) -> bool:
    """Whether a process can be watched from here: not an editor outside the container, and none on Windows.

    There a closed input has to do, for signal 0, which only asks on POSIX, interrupts a process on Windows.
    """
    if sys.platform == "win32":
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


async def wait_for_end(process: int) -> None:
    """Returns when a visible process has ended."""
    # A parent that has ended but that nobody has waited for can still be signalled.
    is_parent = os.getppid() == process
    while os.getppid() == process if is_parent else is_visible(process):  # noqa: ASYNC110 (no event tells of it)
        await asyncio.sleep(_SECONDS)
