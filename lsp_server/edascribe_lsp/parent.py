"""Ends the server when the editor that started it is gone, also where nobody closed its input."""

from __future__ import annotations

import asyncio
import os
import sys

_SECONDS = 2.0


async def wait_for_end(process: int) -> None:
    """Returns when a process has ended; never for one that cannot be seen from here, such as an editor outside the container."""
    # Signal 0 only asks on POSIX; on Windows it would interrupt the process, and there the closed input is enough.
    if sys.platform == "win32" or not _alive(process):
        await asyncio.Event().wait()
    is_parent = os.getppid() == process
    while os.getppid() == process if is_parent else _alive(process):  # noqa: ASYNC110 (no event tells of a process's end)
        await asyncio.sleep(_SECONDS)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True
