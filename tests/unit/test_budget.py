"""Prompts stay within their budget, keep the line at the cursor, and leave their beginning as it was from key to key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edascribe_codegen.budget import BLOCK, FILE, end_of, first_lines, last_blocks
from edascribe_codegen.catalogue import load
from edascribe_codegen.infill import FAMILIES, Infill
from edascribe_codegen.outline import outline
from edascribe_codegen.profile import RESERVE, Pace, Profile, Ruler
from edascribe_codegen.prompt import build_prompt
from edascribe_codegen.types import EditorContext
from edascribe_grammars import parse

OPENSTA = load("opensta", "2.0.17")
LINES = st.text(alphabet='abc_ -[]{}$"#\\é\U0001f600\t', max_size=60) | st.sampled_from(
    ["report_checks -path_delay max", "# Report the worst slack", "create_clock -name clk -period 10 [get_ports clk]", "", "}"]
)
TEXTS = st.lists(LINES, max_size=60).map("\n".join)


def every_character(text: str) -> int:
    return len(text.encode())


def context_of(before: str, after: str = "", **changes: object) -> EditorContext:
    return EditorContext(language="tcl", tool="opensta", version="2.0.17", before=before, after=after, **changes)


@settings(max_examples=60, deadline=None)
@given(
    before=TEXTS,
    line=LINES,
    after=TEXTS,
    tokens=st.integers(min_value=350, max_value=3_000),
    infill=st.none() | st.sampled_from(FAMILIES),
    intent=st.sampled_from(["ghost_text", "generate"]),
)
def test_a_prompt_keeps_its_budget_and_the_cursors_line(*, before, line, after, tokens, infill: Infill | None, intent):
    reads = {"ghost_text": tokens, "generate": tokens}
    profile = Profile(context_tokens=100_000, reads=reads, infill=infill, ruler=Ruler(every_character))
    whole = f"{before}\n{line}" if before else line
    prompt = build_prompt(context_of(whole, f"\n{after}", intent=intent, comment="Report the slack"), OPENSTA, profile)
    assert every_character(prompt.text) <= tokens
    last = prompt.text if infill is None else prompt.cursor
    assert last.endswith(line[-40:])


@pytest.mark.parametrize(
    ("begins", "measured", "ghost_text", "generate"),
    [
        (None, [], 2_048, 4_096),
        (200.0, [], 400, 900),
        # A graphics processor, and one that is slower than a core.
        (200.0, [(370, 0.05)], 2_048, 4_096),
        (200.0, [(370, 9.0)], 400, 900),
        (None, [(1_900, 19.0)], 400, 900),
        (200.0, [(400, 0.8)], 1_000, 2_250),
        # What is a little faster or slower now and then changes nothing, and one bad moment neither.
        (200.0, [(400, 0.8), (400, 0.65), (400, 1.1)], 1_000, 2_250),
        (200.0, [*[(400, 0.8)] * 3, (400, 8.0)], 1_000, 2_250),
        (200.0, [*[(400, 0.8)] * 3, *[(400, 0.2)] * 4], 2_048, 4_096),
        # A few tokens say nothing of how slow it is.
        (None, [(12, 0.1)], 2_048, 4_096),
        (500.0, [(12, 0.1)], 1_000, 2_250),
        (500.0, [(0, 0.1), (300, 0.0)], 1_000, 2_250),
        (200.0, [(100, 0.1)], 2_000, 4_096),
    ],
)
def test_prompts_are_as_long_as_the_server_reads_in_time(
    begins: float | None, measured: list[tuple[int, float]], ghost_text: int, generate: int
) -> None:
    profile = Profile(context_tokens=100_000, pace=Pace(begins))
    for tokens, seconds in measured:
        profile.pace.report(tokens, seconds)
    assert profile.budget("ghost_text", 64) == ghost_text - RESERVE
    assert profile.budget("generate", 160) == generate - RESERVE
    short = replace(profile, reads={"ghost_text": 300, "generate": 500})
    assert (short.budget("ghost_text", 64), short.budget("generate", 160)) == (300 - RESERVE, 500 - RESERVE)


@pytest.fixture(scope="module")
def real_tokens() -> Callable[[str], int]:
    """Byte pairs as today's models have them, learnt from commands and their examples."""
    tokenizers = pytest.importorskip("tokenizers")
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    examples = [known.example for name in sorted(OPENSTA.own_names) if (known := OPENSTA.knowledge(name))]
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=3_000, initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(examples * 20, trainer)
    return lambda text: len(tokenizer.encode(text).ids)


@pytest.mark.parametrize("tokens", [120, 300, 600, 1_500])
@pytest.mark.parametrize("infill", [None, FAMILIES[0], FAMILIES[3]])
def test_a_whole_prompt_has_no_more_real_tokens_than_its_parts_were_counted_to_have(real_tokens, tokens, infill):
    text = "".join(f"set variable_{number} [get_cells u_{number}/x*]\n# Go on\n" for number in range(80))
    profile = Profile(
        reads={"ghost_text": tokens, "generate": tokens}, context_tokens=9_999, infill=infill, ruler=Ruler(real_tokens)
    )
    prompt = build_prompt(context_of(f"{text}# Report the worst slack of all corners\nrep", f"\n{text}"), OPENSTA, profile)
    assert real_tokens(prompt.text) <= tokens
    assert prompt.cursor.endswith("rep")
    # It is not for want of trying: most of the room is used.
    assert tokens < 600 or real_tokens(prompt.text) > 0.5 * tokens


def test_the_estimate_is_rather_too_high(real_tokens):
    script = (Path(__file__).resolve().parents[2] / "examples/accumulator/timing.tcl").read_text("utf-8")
    for text in (script, "[get_pins {u1/a[0] u2/b}]", "é\U0001f600" * 9, "0123456789" * 9, "$a(b)::c" * 5):
        assert Ruler().estimate(text) >= 0.95 * real_tokens(text), text


@settings(max_examples=60, deadline=None)
@given(before=TEXTS, more=LINES, tokens=st.integers(min_value=400, max_value=2_000))
def test_typing_in_a_line_leaves_all_before_it_as_it_was(before, more, tokens):
    profile = Profile(reads={"ghost_text": tokens, "generate": tokens}, context_tokens=100_000, ruler=Ruler(every_character))
    first = build_prompt(context_of(before + "\n"), OPENSTA, profile)
    for end in range(min(len(more), 20)):
        again = build_prompt(context_of(before + "\n" + more[:end]), OPENSTA, profile)
        assert (again.header, again.below, again.context) == (first.header, first.below, first.context)


def test_the_file_is_cut_where_it_was_cut_until_a_block_has_become_too_many():
    profile = Profile(reads={"ghost_text": 1_500, "generate": 1_500}, context_tokens=100_000, ruler=Ruler(every_character))
    text, cuts = "", []
    for number in range(200):
        text += f"set variable_{number:03} 1\n"
        cuts.append(build_prompt(context_of(text), OPENSTA, profile).context.split("\n")[0])
    starts = list(dict.fromkeys(cuts))
    fit = int((1_500 - RESERVE) * FILE) // len("set variable_000 1\n")
    assert len(starts) == -(-(200 - fit) // BLOCK) + 1
    assert all(int(start[-5:-2]) % BLOCK == 0 for start in starts)


def test_entries_that_change_leave_the_file_where_it_is():
    text = "".join(f"set variable_{number} 1\n" for number in range(100))
    one = build_prompt(context_of(text + "# Report the worst slack\n"), OPENSTA)
    other = build_prompt(context_of(text + "# Create a clock of 5 ns\n"), OPENSTA)
    assert one.cited != other.cited
    assert one.context
    assert (one.header, one.below, one.context) == (other.header, other.below, other.context)


@pytest.mark.parametrize(
    ("tokens", "kept"),
    [
        # At first all is there; then the far lines go, the entries, the procedures, all lines, and what follows the cursor.
        (6_000, {"entries", "procs", "all of the file", "file", "below"}),
        (1_000, {"entries", "procs", "file", "below"}),
        (620, {"procs", "file", "below"}),
        (300, {"file", "below"}),
        (230, {"below"}),
    ],
)
def test_the_order_in_which_parts_give_way(tokens, kept):
    procs = outline(parse("# Reports it all\nproc report_all {corner} {}\n", "tcl")).procs
    text = "".join(f"set variable_{number} 1\n" for number in range(60))
    context = replace(context_of(f"{text}# {'Report the worst slack ' * 4}\n", "\nreport_tns\n"), procs=procs)
    profile = Profile(reads={"ghost_text": tokens, "generate": tokens}, context_tokens=100_000, ruler=Ruler(every_character))
    prompt = build_prompt(context, OPENSTA, profile)
    found = {
        "entries": bool(prompt.cited),
        "procs": "proc report_all corner: Reports it all" in prompt.api,
        "all of the file": "variable_0 " in prompt.context,
        "file": "variable_59 " in prompt.context,
        "below": "report_tns" in prompt.below,
    }
    assert {name for name, there in found.items() if there} == kept


def test_pieces():
    ruler = Ruler(len)
    lines = [(number, f"{number}\n") for number in range(8, 25)]
    assert last_blocks(lines, 100, ruler).split() == [str(number) for number in range(8, 25)]
    assert last_blocks(lines, 30, ruler).split() == [str(number) for number in range(16, 25)]
    assert last_blocks(lines[:5], 7, ruler).split() == ["11", "12"]
    assert first_lines("ab\ncd\nef", 7, ruler) == "ab\ncd\n"
    assert end_of("# a\n# b\nline", 8, ruler) == "# b\nline"
    assert end_of("# a\n# b\nline", 3, ruler) == "ine"
    assert end_of("line", 0, ruler) == ""


async def test_what_comes_again_is_counted_once_and_the_estimate_holds_to_what_servers_report():
    ruler = Ruler()
    text = "report_checks -path_delay max -format full_clock_expanded\n" * 5
    guess = ruler.count(text)
    assert guess == ruler.estimate(text) >= len(text) / 4
    asked: list[str] = []

    async def count(piece: str) -> int:
        asked.append(piece)
        return 77

    await ruler.learn(count)
    await ruler.learn(count)
    assert asked == [text]
    assert ruler.count(text) == 77
    ruler.report(text, guess // 2)
    assert ruler.estimate(text) <= guess * 0.56
    ruler.report("short", 1_000)
    assert ruler.estimate(text) <= guess * 0.56


@pytest.mark.parametrize(
    ("profile", "tokens"),
    [
        (Profile(), 2_048 - 24),
        (Profile(context_tokens=1_024), 1_024 - 64 - 24),
        (Profile(context_tokens=8_192, input_tokens=1_000), 1_000 - 24),
        (Profile(context_tokens=100), 64),
    ],
)
def test_the_budget(profile, tokens):
    assert profile.budget("ghost_text", 64) == tokens
