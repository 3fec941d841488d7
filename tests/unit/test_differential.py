"""What the check accepts, the real OpenSTA accepts, and what it rejects, OpenSTA rejects: a sample of the benchmark's calls."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from edascribe_codegen.catalogue import load

CALLS = 340
# Of the agreement that the benchmark demands over 2,000 calls, what one sample may miss.
LEAST_PERCENT = 99.0


@pytest.fixture(scope="module")
def bench(root: Path) -> ModuleType:
    path = root / "tests" / "bench" / "bench_differential.py"
    spec = importlib.util.spec_from_file_location("bench_differential", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look themselves up.
    sys.modules["bench_differential"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sta(need: Callable[[str], str], bench: ModuleType) -> str:
    program = need("sta")
    ended = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=20, check=False)
    if bench.VERSION not in ended.stdout:
        pytest.skip(f"the installed OpenSTA is {ended.stdout.strip()}; the pack that is tested is {bench.VERSION}")
    if not bench.LIBERTY.is_file():
        pytest.skip(f"{bench.LIBERTY} is missing: apt-get install qflow-tech-osu018")
    return program


def test_the_check_and_the_tool_agree(sta: str, bench: ModuleType) -> None:
    compared = bench.compare(sta, CALLS, seed=1)
    figures = bench.figures_of(compared)
    assert figures["differential_agreement_percent"] >= LEAST_PERCENT
    assert figures["differential_decided"] > 0.95 * CALLS
    # Both verdicts are met often enough to mean something.
    assert min(figures["differential_rejected_by_both"], figures["differential_accepted_by_both"]) > CALLS / 4


def test_every_command_and_every_damage_has_its_turn(bench: ModuleType) -> None:
    calls = list(bench.generate(load("opensta", bench.VERSION), 2_000, random.Random(1)))
    commands = Counter(call.command for call in calls)
    assert len(commands) > 160
    assert min(commands.values()) > 5
    damages = Counter(call.damage for call in calls)
    assert len(damages) == 12
    assert min(damages.values()) > 20


def test_the_same_seed_gives_the_same_calls(bench: ModuleType) -> None:
    catalogue = load("opensta", bench.VERSION)
    one, two = (list(bench.generate(catalogue, 50, random.Random(5))) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("report_checks", "accepts"),
        ("report_checks -nosuch", "rejects"),
        ("report_checks -from [get_ports nosuch]", "fails"),
        ("create_clock -period", "rejects"),
        ("set_clock_groups -asynchronous -group clk extra", "rejects"),
        ("exec kill -9 [pid]", "crashes"),
        ("report_checks -digits 2", "accepts"),
    ],
)
def test_answers(sta: str, bench: ModuleType, text: str, verdict: str) -> None:
    assert [answer.verdict for answer in bench.ask(sta, ["report_wns", text, "report_wns"])] == ["accepts", verdict, "accepts"]


def test_a_message_of_unknown_meaning_is_not_passed_over(bench: ModuleType) -> None:
    with pytest.raises(ValueError, match="some new message"):
        bench.judge("report_checks", 1, "Error: some new message.", [])


def test_a_disagreement_is_found(sta: str, bench: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a check that sees nothing, agreement falls far below what is demanded."""
    monkeypatch.setattr(bench, "_errors", lambda text, catalogue: iter(()))
    figures = bench.figures_of(bench.compare(sta, 170, seed=1))
    assert figures["differential_agreement_percent"] < 75
