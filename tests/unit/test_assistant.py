"""What is made ready for the first completion of a session."""

from __future__ import annotations

import asyncio
import sys

import pytest

from edascribe_codegen import prompt
from edascribe_codegen.catalogue import load, retrieve
from edascribe_codegen.types import EditorContext
from edascribe_lsp.session import Session
from edascribe_lsp.settings import Settings


async def test_what_the_first_prompt_and_the_first_request_need_is_there_once_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    session.settings = Settings(model_url="http://127.0.0.1:9")
    catalogue = load("opensta", "2.0.17")
    indices = retrieve._index
    indices.cache_clear()
    # What another test has asked for is remembered.
    prompt._retrieved.cache_clear()
    monkeypatch.delitem(sys.modules, "edascribe_codegen.models.openai_like", raising=False)

    one, other = await asyncio.gather(*(session.assistant.prepare(catalogue, "tcl") for _ in range(2)))

    assert one is other is sys.modules["edascribe_codegen.pipeline"]
    assert "edascribe_codegen.models.openai_like" in sys.modules
    assert indices.cache_info().misses == 1
    context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before="# Report the worst path\n")
    assert "report_checks" in one.build_prompt(context, catalogue).cited
    assert indices.cache_info().misses == 1
