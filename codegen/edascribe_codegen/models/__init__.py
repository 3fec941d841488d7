"""Model servers, one file per kind; the only place that does network I/O.

Importing this package is cheap: the adapters and their client libraries are imported when a model is opened.
"""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from edascribe_codegen.models.errors import ModelError
from edascribe_codegen.models.fallback import Server, Servers
from edascribe_codegen.models.settings import EMBEDDED_URL, Endpoint, Kind, ModelSettings, listed, settings_from_environment
from edascribe_codegen.models.stream import Chunk, Description, Model, generate

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Chunk",
    "Description",
    "Endpoint",
    "Kind",
    "Model",
    "ModelError",
    "ModelSettings",
    "Server",
    "Servers",
    "embedded_model",
    "fetch",
    "generate",
    "is_fetched",
    "lacks_file_only",
    "listed",
    "open_model",
    "prepare",
    "serve",
    "settings_from_environment",
]


async def open_model(settings: ModelSettings) -> Model:
    """The model that the settings name, asked once what it is; ``close`` it in the end.

    Where a model fails later because its server was exchanged for another one, open it anew.

    Raises:
        ModelError: nothing answers at the URL, or nothing that is a model server; without a URL, the embedded model is not there.
    """
    if not settings.url:
        return await embedded_model()
    connection = await _module("connection")
    http = connection.http_client(settings)
    try:
        served = await connection.probe(settings, http)
        served = replace(served, profile=await (await _module("reading")).profile_of(settings, served, http))
    except BaseException:
        await http.aclose()
        raise
    if served.kind == "tgi":
        return cast(Model, (await _module("tgi")).TGIModel(settings, served, http))
    return cast(Model, (await _module("openai_like")).OpenAILikeModel(settings, served, http))


async def embedded_model() -> Model:
    """The embedded model, with its server running.

    Raises:
        ModelError: the extra or the model's file is missing, or the server does not start; the message says what to do.
    """
    _need_embedded()
    model = (await _module("embedded")).EmbeddedModel()
    await model.connect()
    return cast(Model, model)


def prepare(urls: str, kind: Kind) -> None:
    """Imports what the first of listed models will need, half a second of work; nothing is asked or started."""
    if (urls.split() or [EMBEDDED_URL])[0] != EMBEDDED_URL:
        import_module("edascribe_codegen.models.reading")
        import_module(f"edascribe_codegen.models.{'tgi' if kind == 'tgi' else 'openai_like'}")
    elif _has_libraries():
        import_module("edascribe_codegen.models.embedded")


def fetch(progress: Callable[[int, int], None] | None = None) -> Path:
    """Brings the embedded model's file into the cache, where it is not there yet; see ``model_file.fetch``.

    Raises:
        ModelError: it could not be fetched; the message says what to do.
    """
    _need_libraries()
    from edascribe_codegen.models import model_file

    return model_file.fetch(progress)


def is_fetched() -> bool:
    """Whether the embedded model's file is in the cache."""
    from edascribe_codegen.models import model_file

    return model_file.is_fetched()


def lacks_file_only() -> bool:
    """Whether the embedded model would work if its file were here."""
    return _has_libraries() and not is_fetched()


def serve(port: int = 0, announce: Callable[[str], object] | None = None) -> None:
    """Serves the embedded model on loopback until interrupted; see ``server.serve``.

    Raises:
        ModelError: the extra or the model's file is missing, or the server does not start.
    """
    _need_embedded()
    from edascribe_codegen.models import server

    server.serve(port, announce) if announce else server.serve(port)


def _has_libraries() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in ("gguf", "psutil", "xllamacpp"))


def _need_libraries() -> None:
    if not _has_libraries():
        raise ModelError(
            "The embedded model needs llama.cpp: pip install 'edascribe[embedded]'. "
            "Or set EDASCRIBE_MODEL_URL to a model server (TGI, vLLM, SGLang, llama.cpp)."
        )


def _need_embedded() -> None:
    _need_libraries()
    if not is_fetched():
        raise ModelError(
            "The embedded model is not here yet: run `edascribe model fetch` (93 MB). "
            "Or set EDASCRIBE_MODEL_URL to a model server (TGI, vLLM, SGLang, llama.cpp)."
        )


async def _module(name: str) -> Any:
    """An adapter module; client libraries take half a second to import, which must not stop the event loop."""
    return await asyncio.to_thread(import_module, f"edascribe_codegen.models.{name}")
