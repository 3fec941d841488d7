"""What a run has open, once for all its samples: the model, and the checkers of Python, whose program takes a while to start."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from inspect_ai.hooks import Hooks, RunEnd, hooks

from edascribe_codegen.models import open_model, settings_from_environment
from edascribe_codegen.python_api import PythonChecker

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from edascribe_codegen.models import Model

Resource = TypeVar("Resource")

# How many answers the model is asked for at once.
connections = 2

_stack = AsyncExitStack()
_opened: dict[Any, asyncio.Task[Any]] = {}


async def shared(resource: Callable[[], AbstractAsyncContextManager[Resource]]) -> Resource:
    """What a context manager gives, entered by the first who asks and left by `close`."""
    if resource not in _opened:
        _opened[resource] = asyncio.create_task(_stack.enter_async_context(resource()))
    found: Resource = await _opened[resource]
    return found


async def close() -> None:
    """Closes all that was opened."""
    _opened.clear()
    await _stack.aclose()


@hooks(name="edascribe", description="Closes what a run has opened.")
class Closing(Hooks):
    """inspect-ai owns the event loop of a run, so it says when that ends."""

    async def on_run_end(self, data: RunEnd) -> None:  # noqa: ARG002
        """Closes all."""
        await close()


@asynccontextmanager
async def model() -> AsyncIterator[Model]:
    """The model that is measured: the one that EDASCRIBE_MODEL_URL names, else the embedded one. Raises ModelError."""
    found = await open_model(settings_from_environment()[0])
    try:
        yield found
    finally:
        await found.close()


def python_checker() -> AbstractAsyncContextManager[PythonChecker]:
    """A checker of Python against the packages that are installed."""
    return aclosing(PythonChecker())
