from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edascribe_codegen.catalogue import Catalogue, load
from edascribe_codegen.catalogue.co_usage import usage
from edascribe_codegen.catalogue.families import families
from edascribe_codegen.catalogue.meaning import vectors
from edascribe_codegen.catalogue.render import prompt_line
from edascribe_codegen.catalogue.retrieve import _concepts as concepts
from edascribe_codegen.catalogue.retrieve import rank, retrieve
from edascribe_codegen.catalogue.words import stems


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
    ("name", "forms"),
    [
        ("Box.area", {"Box.area", "DBox.area"}),
        ("DPolygon", {"Polygon", "DPolygon", "SimplePolygon", "DSimplePolygon"}),
        ("Cell.bbox", {"Cell.bbox", "Cell.dbbox"}),
        ("Region.sized", {"Region.size", "Region.sized"}),
        ("Region.snapped", {"Region.snap", "Region.snapped"}),
        ("Region.select_inside", {"Region.inside", "Region.select_inside"}),
        ("Region.__and__", {"Region.and_", "Region.and_with", "Region.__and__", "Region.__iand__"}),
        ("Region.merged", {"Region.merge", "Region.merged"}),
        # Names that only look alike.
        ("Layout.layer", set()),
        ("Layout.layers", set()),
        ("Device.name", set()),
        ("LayerPropertiesIterator.dup", set()),
        ("Layout.delete_cell", set()),
    ],
)
def test_a_family_is_one_thing_in_several_forms(name: str, forms: set[str]) -> None:
    assert set(families(load("klayout")).get(name, ())) == forms


@pytest.mark.parametrize(
    ("query", "first", "other"),
    [
        ("bounding box of the top cell", "Cell.bbox", "Cell.dbbox"),
        ("bounding box of the top cell in um", "Cell.dbbox", "Cell.bbox"),
        ("area of a box, 2.5 x 3", "DBox.area", "Box.area"),
        # What the task names is what it wants.
        ("Box.area in um2", "Box.area", "DBox.area"),
    ],
)
def test_a_family_has_one_place_for_the_form_that_fits_the_units(query: str, first: str, other: str) -> None:
    names = [name for name, _ in rank(load("klayout"), query)]
    assert first in names[:10]
    assert other not in names


def test_a_prompt_names_the_other_forms() -> None:
    assert prompt_line("Cell.dbbox", load("klayout")).endswith("; also Cell.bbox")
    assert "also" not in prompt_line("Layout.layer", load("klayout"))


def test_values_of_options_are_words_to_find_commands_by(opensta: Catalogue) -> None:
    assert "report_checks" in retrieve(opensta, "full_clock_expanded")


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
    assert set(concepts(stems(said))) & set(concepts(stems(otherwise)))


def test_a_word_of_no_class_stands_for_itself() -> None:
    assert list(concepts(["xyzzy"])) == ["xyzzy"]


@pytest.mark.parametrize(
    ("text", "nearer", "farther"),
    [
        ("how big is the die", "chip dimensions", "delete a net"),
        ("IR droop of the supply", "voltage drop", "rename a module"),
        ("lattice points", "grid", "password"),
    ],
)
def test_texts_of_like_meaning_are_nearer(text: str, nearer: str, farther: str) -> None:
    one, like, unlike = vectors((text, nearer, farther))
    assert one @ like > one @ unlike + 0.1


def test_a_text_without_known_words_has_no_meaning() -> None:
    assert not vectors(("", "12 34", "qqxzzy")).any()


def test_an_entry_is_found_by_a_word_that_only_the_thesaurus_has() -> None:
    assert any("load" in name for name in retrieve(load("klayout"), "slurp"))
