"""The labelled queries of retrieval: their shape and number, and that every name in them exists in the newest version of its tool.

yosys' names are those of its own command line (`proc`, `rename`), not those that `yosys -import` gives; KLayout's are classes and
members (`Region`, `Region.sized`). Where any of several names will do, they stand in one item: `Cell.bbox|Cell.dbbox`.
The part kept aside lies beside the others once it has been published.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from klayout import pya

from edascribe_codegen.catalogue import load

DATA = Path(__file__).resolve().parents[1] / "data"
DEVELOPMENT = DATA / "retrieval_queries_development.json"
SECOND = DATA / "retrieval_queries_development_2.json"
THIRD = DATA / "retrieval_queries_development_3.json"
FOURTH = DATA / "retrieval_queries_development_4.json"
HELD_OUT = DATA / "retrieval_queries_held_out.json"
PARTS = [path for path in (DEVELOPMENT, SECOND, THIRD, FOURTH, HELD_OUT) if path.exists()]
LEAST = {DEVELOPMENT: 300, SECOND: 140, THIRD: 200, FOURTH: 240, HELD_OUT: 140}
LEAST_OF_TOOL = {"opensta": 150, "yosys": 110, "openroad": 100, "klayout": 90}


def queries(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text("utf-8")))


def exists(tool: str, name: str) -> bool:
    if tool == "klayout":
        holder, _, member = name.partition(".")
        return hasattr(pya, holder) and (not member or hasattr(getattr(pya, holder), member))
    catalogue = load(tool)
    return bool(catalogue.find_subcommand("yosys", name)) if tool == "yosys" else catalogue.is_own(name)


def test_every_query_has_the_schema() -> None:
    for path in PARTS:
        for query in queries(path):
            assert {"tool", "query", "wanted"} <= query.keys() <= {"tool", "query", "wanted", "used"}, query
            assert query["tool"] in LEAST_OF_TOOL
            assert query["query"].strip() == query["query"] != ""
            # One command may do for several needs, so only what is needed differs.
            for names in (query["wanted"], query.get("used", ["-"]), *(item.split("|") for item in query["wanted"])):
                assert names, query
                assert len(set(names)) == len(names), query


def test_there_are_enough_of_every_tool_and_half_need_three_commands() -> None:
    for path in PARTS:
        found = queries(path)
        share = 2 / 3 if path == DEVELOPMENT else 1 / 3
        assert len(found) >= LEAST[path]
        assert len({query["query"].casefold() for query in found}) == len(found)
        counts = Counter(query["tool"] for query in found)
        assert all(counts[tool] >= round(least * share) - 2 for tool, least in LEAST_OF_TOOL.items()), counts
        assert sum(len(query["wanted"]) >= 3 for query in found) >= 0.48 * len(found)


def test_every_name_exists() -> None:
    unknown = {
        f"{query['tool']}: {name}"
        for path in PARTS
        for query in queries(path)
        for item in (*query["wanted"], *query.get("used", ()))
        for name in item.split("|")
        if not exists(query["tool"], name)
    }
    assert unknown == set()


def test_the_parts_share_no_query() -> None:
    seen = [{query["query"].casefold() for query in queries(path)} for path in PARTS]
    assert sum(map(len, seen)) == len(set().union(*seen))
