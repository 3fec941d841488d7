from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.catalogue.co_usage import usage
from edascribe_codegen.catalogue.retrieve import _concepts as concepts
from edascribe_codegen.catalogue.retrieve import _tokens as tokens
from edascribe_codegen.catalogue.retrieve import rank, retrieve


@pytest.fixture(scope="module")
def opensta() -> Catalogue:
    return load("opensta", "2.0.17")


@pytest.fixture(scope="module")
def queries(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((root / "tests" / "data" / "retrieval_queries.json").read_text("utf-8"))
    return found


def test_the_labels_are_entries(queries: list[dict[str, Any]]) -> None:
    for query in queries:
        for name in query["wanted"]:
            assert load(query["tool"]).is_own(name) or load("opensta", "2.0.17").is_own(name), name


@pytest.mark.parametrize("tool", ["klayout", "openroad", "opensta", "yosys"])
def test_usage_names_entries_that_there_are(tool: str) -> None:
    known = {name for version in (("", "2.0.17") if tool == "opensta" else ("", "0.23") if tool == "yosys" else ("",))
             for name in (load(tool, version).own_names or load(tool, version).known_names)}  # fmt: skip
    found = usage(tool)
    assert set(found.commands) <= known
    if tool != "klayout":
        assert found.scripts > 200
    assert len(found.tasks) > 100
    assert all(load(tool).look_up(name) or name in known for task in found.tasks for name in task.commands)


def test_recall(queries: list[dict[str, Any]]) -> None:
    """These queries are among the tasks that the ranking has learnt from: the figures are a floor against regressions, no more."""

    def recall(several: bool, count: int) -> float:
        found = wanted = 0
        for query in queries:
            if (len(query["wanted"]) > 1) is several:
                names = set(retrieve(load(query["tool"]), query["query"], count=count))
                found += len(names.intersection(query["wanted"]))
                wanted += len(query["wanted"])
        return found / wanted

    assert recall(several=False, count=5) >= 0.95
    assert recall(several=True, count=10) >= 0.78
    assert recall(several=True, count=20) >= 0.90


def test_members_of_an_api_in_python_are_found() -> None:
    klayout = load("klayout")
    assert "Region.sized" in retrieve(klayout, "merged polygons of a region, sized by 10")
    assert {"LayoutView", "LayoutView.save_image"} <= set(retrieve(klayout, "a screenshot of the gds as png", count=8))


@pytest.mark.parametrize("query", ["", "   ", "xyzzy", "???", "the and of"])
def test_nothing_is_found_where_nothing_fits(opensta: Catalogue, query: str) -> None:
    assert retrieve(opensta, query) == ()


def test_commands_that_the_task_names_come_first(opensta: Catalogue) -> None:
    assert retrieve(opensta, "how does set_pvt work with temperature and clocks")[0] == "set_pvt"


def test_what_goes_with_commands_in_use_rises(opensta: Catalogue) -> None:
    def place(name: str, *used: str) -> int:
        task = "give me the figures of this design in more detail"
        return [found for found, _ in rank(opensta, task, used=used)].index(name)

    assert place("report_power", "read_vcd", "set_power_activity") < place("report_power")
    assert retrieve(opensta, "xyzzy", used=["report_tns"]) == ()


def test_scores_fall_and_the_order_is_the_same_again(opensta: Catalogue) -> None:
    ranked = rank(opensta, "clock period and input delay, then a report")
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)
    assert ranked == rank(opensta, "clock period and input delay, then a report")
    assert len(retrieve(opensta, "clock", count=3)) == 3


def test_singular_names_take_no_place_of_their_plurals(opensta: Catalogue) -> None:
    assert "get_port" not in {name for name, _ in rank(opensta, "port input")}


def test_each_part_of_a_task_has_its_commands(opensta: Catalogue) -> None:
    names = retrieve(opensta, "read the netlist, create a clock, report power", count=10)
    assert {"read_verilog", "create_clock", "report_power"} <= set(names)


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("fatten", "enlarge"),
        ("clk", "clock"),
        ("upstream", "fanin"),
        ("mhz", "period"),
        ("pictures", "screenshot"),
        ("erased", "delete"),
    ],
)
def test_words_of_one_meaning_share_a_class(said: str, otherwise: str) -> None:
    assert set(concepts(tokens(said))) & set(concepts(tokens(otherwise)))


def test_a_word_of_no_class_stands_for_itself() -> None:
    assert list(concepts(["xyzzy"])) == ["xyzzy"]


def test_an_entry_is_found_by_a_word_that_only_the_thesaurus_has() -> None:
    assert any("load" in name for name in retrieve(load("klayout"), "slurp"))
