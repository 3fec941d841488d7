"""EDA-Corpus: what is wrong with it is listed, no more and no less, and what a script may not do is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from edascribe_evals.eda_corpus import FILES, all_pairs, checker, faults, faulty, pairs, uses


async def test_the_list_of_faulty_pairs_is_what_the_check_finds_and_contradictions(shared: Path) -> None:
    async with checker() as python:
        found = {pair.id for pair in all_pairs() if await faults(pair.code, python)}
    contradicting = {id_ for id_, reason in faulty().items() if reason.startswith("The prompt ")}
    assert found | contradicting == faulty().keys()
    assert not found & contradicting
    assert len(found) == 41


def test_the_pairs_that_are_asked(shared: Path) -> None:
    assert len(all_pairs()) == 828
    assert len(pairs()) == 238
    assert all(pair.id.startswith(f"{FILES[0]}:") and pair.id not in faulty() for pair in pairs())
    assert all(pair.context.before.endswith(f"# {pair.context.comment}\n") for pair in pairs())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("for net in design.getBlock().getNets():\n    print(net.getName())", []),
        ("ord.get_db_block().findInst('u1').setLocation(1, 2)", []),
        ("odb.dbNet_create(block, 'n1')", []),
        ("print(timing.getPinSlack(pin, Timing.Rise, Timing.Max))", []),
        ("design.getBlock().getNest()", ["no attribute `getNest`"]),
        ("for net in block.getNets():\n    net.getMaster()", ["`dbNet` has no attribute `getMaster`"]),
        ("block.findInst()", ["No argument"]),
        ("block.findInst(", ["never closed"]),
        ("print(1)", ["uses nothing"]),
        ("pass", ["uses nothing"]),
    ],
)
async def test_what_is_outside_the_api_is_found(code: str, said: list[str]) -> None:
    async with checker() as python:
        found = await faults(code, python)
    assert len(found) == len(said), found
    assert all(part in fault for part, fault in zip(said, found, strict=True)), found


def test_uses_are_counted_by_name() -> None:
    code = "for net in block.getNets():\n    net.getName().strip()\nblock.getNets()\nodb.dbNet_create(block, 'x')"
    assert uses(code) == {"getNets": 2, "getName": 1, "dbNet_create": 1}
    assert not uses("block.getNets(")
