"""What differs between two versions of a text makes the new one of the old one, and is little where little was edited."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edascribe_lsp.compare import differences

LINES = [f"set x{number} {number * number}" for number in range(3_000)]


def changed(old: str, new: str) -> str:
    for change in reversed(differences(old, new)):
        old = old[: change.start] + new[change.new_start : change.new_end] + old[change.end :]
    return old


@given(old=st.text("ab\n"), new=st.text("ab\n"))
def test_short_texts(old: str, new: str) -> None:
    assert changed(old, new) == new


@given(
    edits=st.lists(st.tuples(st.integers(0, 2_999), st.integers(0, 40), st.sampled_from(["", "set y 1", "set x7 49"])), max_size=6)
)
def test_long_texts(edits: list[tuple[int, int, str]]) -> None:
    lines = list(LINES)
    for at, count, typed in edits:
        lines[at : at + count] = [typed] * bool(typed)
    old, new = "\n".join(LINES), "\n".join(lines)
    assert changed(old, new) == new
    assert changed(new, old) == old


def test_edits_far_apart_are_told_apart() -> None:
    lines = list(LINES)
    for at in (10, 1_700, 2_900):
        lines[at] = "set here 1"
    found = differences("\n".join(LINES), "\n".join(lines))
    assert sum(change.end - change.start for change in found) < 12_000
    assert differences("same", "same") == []


def test_a_difference_is_no_longer_than_the_change() -> None:
    assert differences("one two three", "one 2 three") == [(4, 7, 4, 5)]
