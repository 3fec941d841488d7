"""The members of an API in Python that a prompt shows: by the words of the task and the classes of the script."""

from __future__ import annotations

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.catalogue.members import find_members
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.types import EditorContext

LAYOUT = "import pya\nly = pya.Layout()\n"
BLOCK = "from openroad import Tech, Design\ndesign = Design(tech)\nblock = design.getBlock()\n"


@pytest.mark.parametrize(
    ("tool", "task", "text", "wanted"),
    [
        ("klayout", "write the layout to out.gds", LAYOUT, "Layout.write"),
        ("klayout", "the top cell", LAYOUT, "Layout.top_cell"),
        # `create_cell` gives a cell, so its members are likely.
        ("klayout", "the hierarchy levels", LAYOUT + 'top = ly.create_cell("TOP")\n', "Cell.hierarchy_levels"),
        ("klayout", "a new Region", "", "Region"),
        ("openroad-python", "worst slack of the design", "timing = Timing(design)\n", "Timing.getWorstSlack"),
        # `getBlock` gives a dbBlock.
        ("openroad-python", "find the net", BLOCK, "dbBlock.findNet"),
        ("openroad-python", "insts", BLOCK, "dbBlock.getInsts"),
    ],
)
def test_what_a_task_needs_is_found(tool: str, task: str, text: str, wanted: str) -> None:
    assert wanted in find_members(load(tool), task, text, 6)


@pytest.mark.parametrize("task", ["", "the of", "🙂", "xyzzy"])
def test_a_task_without_known_words_finds_nothing(task: str) -> None:
    assert find_members(load("klayout"), task, LAYOUT, 6) == ()


def test_private_members_are_not_found() -> None:
    found = find_members(load("klayout"), "create destroy manage", LAYOUT, 100)
    assert found
    assert not any("._" in name for name in found)


def prompt(tool: str, before: str) -> str:
    catalogue = load(tool)
    return build_prompt(EditorContext(language="python", tool=tool, version=catalogue.version, before=before), catalogue).text


def test_a_prompt_shows_the_members_nearest_to_the_cursor() -> None:
    text = prompt("klayout", LAYOUT + "# write the layout to out.gds\n")
    assert text.startswith("# KLayout 0.30.12 Python script.")
    assert text.index("ly = pya.Layout()") < text.index("# API:") < text.index("# Layout.write(filename: str) -> None")
    assert text.endswith("# write the layout to out.gds\n")


def test_a_prompt_without_a_task_or_an_api_has_no_members() -> None:
    assert "# API" not in prompt("klayout", LAYOUT)
    assert "# API" not in prompt("python", "# print all\n")
