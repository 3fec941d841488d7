"""The grammar for the decoder: where it holds, and what it lets through, told by a reader of its own rules."""

from __future__ import annotations

import re

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.constrain import grammar
from edascribe_codegen.types import EditorContext, Intent


def rules(before: str = "", intent: Intent = "ghost_text") -> dict[str, str]:
    context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before=before, intent=intent)
    text = grammar(context, load("opensta", "2.0.17"))
    return dict(line.split(" ::= ", 1) for line in text.split("\n") if line) if text else {}


@pytest.mark.parametrize(
    ("before", "holds"), [("", True), ("report_tns\n", True), ("if {1} {\n  ", True), ("report_ch", False), ("x [", False)]
)
def test_it_holds_at_the_start_of_a_command(before: str, holds: bool) -> None:
    assert bool(rules(before)) is holds


def test_no_grammar_for_python() -> None:
    context = EditorContext(language="python", tool="python", version="", before="")
    assert grammar(context, load("opensta", "2.0.17")) is None


def test_all_rules_that_are_named_exist() -> None:
    made = rules()
    for text in made.values():
        bare = re.sub(r'"(?:[^"\\]|\\.)*"|\[(?:[^\]\\]|\\.)*\]', "", text)
        assert [name for name in re.findall(r"[a-z][\w-]*", bare) if name not in made] == []


def test_every_command_of_the_tool_can_be_written() -> None:
    starts = {match.group(1) for text in rules().values() if (match := re.match(r'"([\w:]+)"', text))}
    catalogue = load("opensta", "2.0.17")
    assert {name for name in catalogue.own_names if re.fullmatch(r"[\w:]+", name)} <= starts


def test_enumerated_values_and_options_are_those_of_the_catalogue() -> None:
    (call,) = [text for text in rules().values() if text.startswith('"report_checks"')]
    assert '"-path_delay" " " ("min" | "min_rise"' in call
    assert "-path_dealy" not in call


def test_a_script_may_have_several_lines() -> None:
    assert rules(intent="generate")["root"] == r'(call "\n")+'
