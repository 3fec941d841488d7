"""The whole pipeline with the real embedded model: what it writes under the constraint never leaves the tool's API."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import check
from edascribe_codegen.lookup import answer
from edascribe_codegen.models import Model, ModelSettings, generate, open_model
from edascribe_codegen.pipeline import complete
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.stop import end_of_answer
from edascribe_codegen.types import EditorContext

TASKS = [
    ("opensta", "2.0.17", "Report the worst slack"),
    ("opensta", "3.1.0", "Create a 5 ns clock on port clk"),
    ("openroad", "", "Place the macros and report the design area"),
    ("yosys", "0.23", "Map the flip-flops to the library and clean up"),
]


@pytest.fixture
async def model(embedded_gguf: Path) -> AsyncIterator[Model]:
    opened = await open_model(ModelSettings())
    yield opened
    await opened.close()


@pytest.mark.parametrize("by_steps", [False, True])
@pytest.mark.parametrize(("tool", "version", "task"), TASKS)
async def test_no_sample_names_what_the_tool_does_not_have(
    model: Model, tool: str, version: str, task: str, by_steps: bool
) -> None:
    cast(Any, model).profile = replace(model.profile, steps=by_steps)
    catalogue = load(tool, version)
    context = EditorContext(language="tcl", tool=tool, version=catalogue.version, before=f"# {task}\n")
    prompt = build_prompt(context, catalogue, model.profile)
    assert prompt.grammar
    for seed in range(2):
        # Raw, at full temperature: nothing is checked, repaired or tried again.
        asked = replace(prompt, temperature=1.0, seed=seed, max_tokens=30)
        if by_steps:
            candidate = await answer(model, asked, context, catalogue, stop_when=lambda text: end_of_answer(text, context))
        else:
            candidate = await generate(model, asked)
        # A server that does not read the grammar answers without, and says so in its log alone.
        assert prompt.grammar.after(candidate.text) is not None, candidate.text
        # What was cut may end within a word, and behind a line that goes on in the next one there is a word still to come.
        *whole_lines, last = re.split(r"(?<!\\)\n", candidate.text)
        whole = "\n".join(whole_lines if whole_lines or "\\\n" in last else [last])
        codes = {fault.code for fault in check(whole, "tcl", catalogue).faults}
        assert codes.isdisjoint({"api/unknown-command", "api/unknown-option", "api/unknown-subcommand"}), candidate.text


async def test_a_comment_becomes_a_checked_command(model: Model) -> None:
    catalogue = load("opensta", "2.0.17")
    before = "read_liberty cells.lib\n# Report the total negative slack\n"
    context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before=before)
    checked = await complete(context, catalogue, model)
    assert checked.verdict in ("accepted", "repaired")
    assert check(before + checked.text, "tcl", catalogue).faults == ()
    assert checked.candidate.timings.total > 0
