from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.catalogue.retrieve import rank, retrieve


@pytest.fixture(scope="module")
def opensta() -> Catalogue:
    return load("opensta", "2.0.17")


@pytest.fixture(scope="module")
def queries(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((root / "tests" / "data" / "retrieval_queries.json").read_text("utf-8"))
    return found


def test_the_labels_are_commands(opensta: Catalogue, queries: list[dict[str, Any]]) -> None:
    for query in queries:
        for name in query["wanted"]:
            assert opensta.is_own(name), name


def test_recall(opensta: Catalogue, queries: list[dict[str, Any]]) -> None:
    """The labels were written by the author of the entries' words, so these figures are a floor against regressions, no more."""

    def recall(several: bool, count: int) -> float:
        found = wanted = 0
        for query in queries:
            if (len(query["wanted"]) > 1) is several:
                names = {command.name for command in retrieve(opensta, query["query"], count=count)}
                found += len(names.intersection(query["wanted"]))
                wanted += len(query["wanted"])
        return found / wanted

    assert recall(several=False, count=5) >= 0.95
    assert recall(several=True, count=10) >= 0.78
    assert recall(several=True, count=20) >= 0.90


@pytest.mark.parametrize("query", ["", "   ", "xyzzy", "???", "the and of"])
def test_nothing_is_found_where_nothing_fits(opensta: Catalogue, query: str) -> None:
    assert retrieve(opensta, query) == ()


def test_commands_that_the_task_names_come_first(opensta: Catalogue) -> None:
    assert retrieve(opensta, "how does set_pvt work with temperature and clocks")[0].name == "set_pvt"


def test_commands_in_use_rise(opensta: Catalogue) -> None:
    plain = {command.name: score for command, score in rank(opensta, "report the slack")}
    risen = {command.name: score for command, score in rank(opensta, "report the slack", used=["report_tns"])}
    assert risen["report_tns"] > plain["report_tns"]
    assert all(risen[name] == plain[name] for name in plain if name != "report_tns")
    assert retrieve(opensta, "xyzzy", used=["report_tns"]) == ()


def test_scores_fall_and_the_order_is_the_same_again(opensta: Catalogue) -> None:
    ranked = rank(opensta, "clock period and input delay, then a report")
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)
    assert ranked == rank(opensta, "clock period and input delay, then a report")
    assert len(retrieve(opensta, "clock", count=3)) == 3


def test_singular_names_take_no_place_of_their_plurals(opensta: Catalogue) -> None:
    assert "get_port" not in {command.name for command, _ in rank(opensta, "port input")}


def test_each_clause_has_candidates(opensta: Catalogue) -> None:
    names = [command.name for command in retrieve(opensta, "read the netlist, create a clock, report power", count=6)]
    assert {"read_verilog", "create_clock", "report_power"} <= set(names)
