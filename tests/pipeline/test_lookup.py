"""Look-up while writing: each command is chosen by its name alone, and its call is written with its entry in the prompt."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.lookup import answer
from edascribe_codegen.models import Chunk, Description
from edascribe_codegen.profile import Profile
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.stop import end_of_answer
from edascribe_codegen.types import Candidate, EditorContext, Prompt


class Writer:
    """A model that wants to write a certain text, and is held to grammars and stop sequences as a server holds a model to them."""

    name = "writer"
    profile = Profile(steps=True)

    def __init__(self, text: str) -> None:
        self._text = text
        self._begun = ""
        self.asked: list[Prompt] = []

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """What it wants to write next, up to a stop sequence or to where the grammar ends."""
        self._begun = self._begun or prompt.cursor
        self.asked.append(prompt)
        written = prompt.cursor.removeprefix(self._begun)
        if not self._text.startswith(written):
            # A new line begins as deep as the one above, which is too deep for a closing brace.
            written = written.rstrip(" ")
        assert self._text.startswith(written), written
        rest = self._text[len(written) :]
        assert prompt.grammar is not None
        end = 0
        while not rest.startswith(prompt.stop, end) and end < len(rest) and prompt.grammar.after(rest[: end + 1]) is not None:
            yield Chunk(text=rest[end], prompt_tokens=10, cached_tokens=4)
            end += 1
        # It is stopped where the grammar would let it go on, or the grammar ends.
        stopped = rest.startswith(prompt.stop, end) and prompt.grammar.after(rest[: end + 1]) is not None
        assert stopped or prompt.grammar.accepts(rest[:end]), f"{rest[end:]!r} is not what the grammar lets through"
        yield Chunk(stopped="stop", prompt_tokens=10, completion_tokens=end, cached_tokens=4)

    async def describe(self) -> Description:
        """Nothing to tell."""
        return {}

    async def close(self) -> None:
        """Nothing is open."""


async def write(text: str, *, tool: str = "opensta", before: str = "# do it\n", after: str = "") -> tuple[Candidate, Writer]:
    """What becomes of a text that a model wants to write."""
    catalogue = load(tool)
    context = EditorContext(language="tcl", tool=tool, version=catalogue.version, before=before, after=after)
    writer = Writer(text)
    prompt = build_prompt(context, catalogue)
    candidate = await answer(writer, prompt, context, catalogue, stop_when=lambda text: end_of_answer(text, context))
    return candidate, writer


@pytest.mark.parametrize(
    ("text", "looked_up"),
    [
        ("report_tns\n", "report_tns"),
        ("report_checks -path_delay max -digits 4\n", "report_checks"),
        ("create_clock -period 5 [get_ports clk]\n", "create_clock get_ports"),
        ("set_input_delay 2 -clock [get_clocks clk] [all_inputs]\n", "set_input_delay get_clocks all_inputs"),
        ("set_load 0.1 [get_ports data[3]]\n", "set_load get_ports"),
        ("set_false_path -from [get_pins -of_objects [get_cells u1]]\n", "set_false_path get_pins get_cells"),
        ("foreach name {a b} {\n  set_load 0.1 $name\n}\n", "set_load"),
    ],
)
async def test_each_command_is_looked_up_before_its_call_is_written(text: str, looked_up: str) -> None:
    candidate, writer = await write(text)
    assert candidate.text.rstrip("\n") == text.rstrip("\n")
    cited = [prompt.cited[-1] for prompt in writer.asked if prompt.cited]
    assert " ".join(dict.fromkeys(cited)) == looked_up
    timings = candidate.timings
    assert (timings.prompt_tokens, timings.cached_tokens) == (10 * len(writer.asked), 4 * len(writer.asked))


async def test_a_call_that_has_begun_is_not_named_again() -> None:
    candidate, writer = await write("-digits 3\n", before="report_worst_slack ")
    assert candidate.text == "-digits 3"
    assert [prompt.cited for prompt in writer.asked] == [("report_worst_slack",)]


async def test_before_a_closing_bracket_there_is_one_request() -> None:
    candidate, writer = await write("clk", before="report_checks -from [get_ports ", after="]\n")
    assert (candidate.text, len(writer.asked)) == ("clk", 1)
