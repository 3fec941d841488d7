"""The commands ``edascribe.testModel`` and ``edascribe.fetchModel``: whether a model server answers, and the embedded model's file.

``edascribe.testModel`` takes an address, as one of those in the setting ``modelUrl``, and the key that is to be tried with it; what
else is set counts, too. The server is asked what it is, and for one short answer. The result is ``{"works": true, "server",
"model", "seconds"}`` or ``{"works": false, "reason"}``, where the reason says what to do.

``edascribe.fetchModel`` brings the embedded model's file under a progress bar, and has the models opened anew. The result is
``{"fetched": true, "path"}`` or ``{"fetched": false, "reason"}``.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from edascribe_codegen.models import ModelError, ModelSettings, generate, listed, open_model
from edascribe_codegen.types import Prompt
from edascribe_lsp.assistant import common_settings
from edascribe_lsp.fetching import fetch_model
from edascribe_lsp.progress import with_progress
from edascribe_lsp.session import Session

TEST = "edascribe.testModel"
FETCH = "edascribe.fetchModel"


async def test(ls: Session, params: types.ExecuteCommandParams) -> dict[str, Any]:
    """Asks a model server what it is and for a short answer."""
    match params.arguments:
        case [str(url)]:
            key = ""
        case [str(url), str(key)]:
            pass
        case _:
            raise JsonRpcInvalidParams(f"{TEST} takes an address and, if need be, a key.")
    try:
        (settings,) = listed(url, replace(common_settings(ls.settings), key=key))
        told = await with_progress(ls, _ask(settings), "Testing the model server", settings.server or "the embedded model")
    except ValueError:
        return {"works": False, "reason": "Give one address."}
    except ModelError as error:
        return {"works": False, "reason": str(error)}
    return {"works": False, "reason": "Cancelled."} if told is None else {"works": True, **told}


async def _ask(settings: ModelSettings) -> dict[str, Any]:
    model = await open_model(settings)
    try:
        told = await model.describe()
        start = time.monotonic()
        prompt = Prompt(header="", context="", api="", cursor="# Say hello\nputs ", max_tokens=4, chat=model.profile.chat)
        await generate(model, prompt)
        seconds = round(time.monotonic() - start, 3)
        return {"server": str(told.get("server", told.get("kind", ""))), "model": str(told["model"]), "seconds": seconds}
    finally:
        await model.close()


async def fetch(ls: Session, _params: types.ExecuteCommandParams) -> dict[str, Any]:
    """Brings the embedded model's file into the cache."""
    try:
        path = await fetch_model(ls)
    except ModelError as error:
        return {"fetched": False, "reason": str(error)}
    return {"fetched": False, "reason": "Cancelled."} if path is None else {"fetched": True, "path": str(path)}
