"""The whole pipeline with a scripted model: context in, checked completion out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing

import pytest

from edascribe_codegen import pipeline
from edascribe_codegen.catalogue import load
from edascribe_codegen.models import Chunk, ModelError
from edascribe_codegen.pipeline import complete
from edascribe_codegen.profile import Profile
from edascribe_codegen.python_api import PythonChecker
from edascribe_codegen.python_help import suggest_python
from edascribe_codegen.types import CheckedCompletion, EditorContext, Intent, Prompt, Tries

Answer = str | tuple[str, float] | Exception


class ScriptedModel:
    """Answers with the texts it is given, one a request, a few characters at a time; with a number, that is each token's score.

    A request that is answered by an error fails.
    """

    name = "scripted"

    def __init__(self, answers: Sequence[Answer], at_once: int = 1) -> None:
        self.answers = list(answers)
        self.prompts: list[Prompt] = []
        self.profile = Profile(at_once=at_once)

    async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk]:
        self.prompts.append(prompt)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        text, score = answer if isinstance(answer, tuple) else (answer, None)
        for start in range(0, len(text), 5):
            yield Chunk(text=text[start : start + 5], logprobs=() if score is None else (score,))
        yield Chunk(text="", stopped="stop", logprobs=() if score is None else (-99.0,))

    async def describe(self) -> dict[str, object]:
        return {"model": self.name}

    async def close(self) -> None:
        pass


async def ask(
    text: str, *answers: Answer, intent: Intent = "ghost_text", comment: str = "", at_once: int = 1, tries: Tries = "at once"
) -> tuple[CheckedCompletion, ScriptedModel]:
    """Completes ``text`` at its ``$0`` with a model that answers ``answers``."""
    before, _, after = text.partition("$0")
    context = EditorContext(
        language="tcl", tool="opensta", version="2.0.17", before=before, after=after, intent=intent, comment=comment
    )
    model = ScriptedModel(answers, at_once)
    return await complete(context, load("opensta", "2.0.17"), model, tries=tries), model


@pytest.mark.parametrize(
    ("text", "answer", "shown"),
    [
        ("# Report the slack\n$0\n", "report_worst_slack\n# and on\n", "report_worst_slack"),
        ("# Report the slack\n$0\n", "report_checks -path_delay max\nreport_tns\n", "report_checks -path_delay max"),
        ("report_checks -$0\n", "path_delay max -format full\n", "path_delay max -format full"),
        ("# For each pin\n$0\n", "foreach p [get_pins *] {\n  puts $p\n}\nputs done\n", "foreach p [get_pins *] {\n  puts $p\n}"),
        ("proc mine {} {\n  $0\n}\n", "report_tns\n", "report_tns"),
        ("report_chekcs\n# Report the slack\n$0\n", "report_tns\n", "report_tns"),
        ("if {1} {\n# Report the slack\n$0\n", "report_tns\n", "report_tns"),
        ("report_checks -from [get_ports $0]\n", "clk] -digits 3\n", "clk"),
        ("proc mine {} {\n  $0\n}\n", "report_tns\n}\nmine\n", "report_tns"),
    ],
)
async def test_sound_ghost_text_is_shown_up_to_its_first_command(text: str, answer: str, shown: str) -> None:
    checked, _ = await ask(text, answer)
    assert (checked.verdict, checked.text) == ("accepted", shown), checked.reason


@pytest.mark.parametrize(
    ("text", "answer", "reason"),
    [
        ("# Report the slack\n$0\n", "report_everything_at_once\n", "has no command `report_everything_at_once`"),
        ("# Report the slack\n$0\n", "report_checks -colour red\n", "no option -colour"),
        ("# Report the slack\n$0\n", "report_checks -format nice\n", "cannot be 'nice'"),
        ("# Report the slack\n$0\n", "report_checks -from [get_pins a\n", "bracket"),
        ("# Report the slack\n$0\n", "# I would use report_checks\n", "no code"),
        ("# Report the slack\n$0\n", "", "no code"),
        ("# Report the slack\n$0\n", "Here is how you report the slack:\n", "no code"),
        ("# Report the slack\n$0\nreport_tns\n", "report_tns\n", "no code"),
        ("report_t$0\n", "ns\n", "too short"),
        ("report_checks -from [get_pins a$0\n", " b}\n", ""),
        ("proc of {net {depth 1}} {}\n$0\n", "of clk 2 3\n", "`of` takes 2 arguments, not 3"),
        ("proc of {net {depth 1}} {}\n$0\n", "of\n", "`of` needs 1 argument: net missing"),
        ("$0\nproc of {args} {\n  parse_key_args of args keys {-net} flags {-all}\n}\n", "of -every\n", "no option -every"),
    ],
)
async def test_what_leaves_the_api_or_the_syntax_is_never_shown(text: str, answer: str, reason: str) -> None:
    checked, model = await ask(text, answer, answer)
    assert (checked.verdict, checked.text) == ("rejected", "")
    assert reason in checked.reason
    assert len(checked.rejections) == len(model.prompts) == 2


@pytest.mark.parametrize(("lines", "verdict"), [(0, "accepted"), (1, "rejected"), (2, "rejected"), (3, "accepted")])
async def test_ghost_text_of_more_lines_than_are_wanted_is_not_shown(lines: int, verdict: str) -> None:
    block = "foreach p [get_pins *] {\n  puts $p\n}\n"
    context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before="# Each pin\n", max_lines=lines)
    checked = await complete(context, load("opensta", "2.0.17"), ScriptedModel([block] * 3))
    assert checked.verdict == verdict
    assert ("more lines than ghost text may have" in checked.reason) is (verdict == "rejected")


async def test_a_second_candidate_is_asked_for_and_wins() -> None:
    checked, model = await ask("# Report the slack\n$0\n", "report_slackness\n", "report_worst_slack\n")
    assert (checked.verdict, checked.text) == ("accepted", "report_worst_slack")
    assert len(checked.rejections) == 1
    assert [prompt.temperature > 0 for prompt in model.prompts] == [False, True]


ASKED = "# Report the slack\n$0\n"
TNS, WNS, WORST = "report_tns", "report_wns", "report_worst_slack"
WRONG, SLIP = "report_slackness\n", "report_checks -path_dealy max\n"


@pytest.mark.parametrize(
    ("answers", "shown", "rejected"),
    [
        ([(TNS, -0.5), (WNS, -0.2), (WORST, -0.9)], [WNS, TNS, WORST], 0),
        ([TNS, WNS, WORST], [TNS, WNS, WORST], 0),
        ([(WRONG, -0.1), (WNS, -0.9), (WORST, -0.3)], [WORST, WNS], 1),
        ([(TNS, -0.5), (" " + TNS, -0.6), (f"# sum\n{TNS}", -0.7)], [TNS], 0),
        # What needed no repair goes before what did.
        ([(SLIP, -0.1), (TNS, -0.9), (WRONG, -0.3)], [TNS, "report_checks -path_delay max"], 1),
        ([(TNS, -0.5), ModelError("busy"), (WNS, -0.9)], [TNS, WNS], 0),
        ([WRONG, WRONG, WRONG], [], 3),
    ],
)
async def test_of_several_answers_the_likeliest_sound_one_wins_and_the_others_are_offered(
    answers: list[Answer], shown: list[str], rejected: int
) -> None:
    checked, model = await ask(ASKED, *answers, at_once=3)
    assert [text for text in (checked.text, *(each.text.strip() for each in checked.alternatives)) if text] == shown
    assert len(checked.rejections) == rejected
    assert [(prompt.temperature, prompt.scored) for prompt in model.prompts] == [(0.0, True), (0.6, True), (0.9, True)]
    # Only the likeliest one goes before what others wait for.
    assert [prompt.background for prompt in model.prompts] == [False, True, True]
    assert len({prompt.seed for prompt in model.prompts}) == 3
    assert {prompt.text for prompt in model.prompts} == {model.prompts[0].text}


@pytest.mark.parametrize(
    ("at_once", "tries", "asked"), [(2, "at once", 1), (8, "in turn", 1), (8, "one", 1), (3, "at once", 3), (1, "at once", 1)]
)
async def test_several_are_asked_for_where_the_server_has_room_and_it_is_wanted(at_once: int, tries: Tries, asked: int) -> None:
    checked, model = await ask(ASKED, TNS, WNS, WORST, at_once=at_once, tries=tries)
    assert (len(model.prompts), len(checked.alternatives), model.prompts[0].scored) == (asked, asked - 1, asked > 1)


async def test_one_try_is_one() -> None:
    checked, model = await ask(ASKED, WRONG, at_once=8, tries="one")
    assert (checked.verdict, len(model.prompts)) == ("rejected", 1)


async def test_a_script_of_which_none_is_sound_is_asked_for_once_more_with_the_faults() -> None:
    checked, model = await ask("# Report\n$0", WRONG, WRONG, WRONG, TNS, intent="generate", comment="Report", at_once=3)
    assert (checked.text, len(checked.rejections)) == ("report_tns\n", 3)
    assert "# Wrong: report_slackness" in model.prompts[3].api
    assert (model.prompts[3].temperature, model.prompts[3].scored) == (0.0, False)


async def test_a_server_that_fails_at_once_is_asked_no_further() -> None:
    model = ScriptedModel([ModelError("It is gone: start it.")], at_once=3)
    context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before="# Report\n")
    with pytest.raises(ModelError, match="start it"):
        await complete(context, load("opensta", "2.0.17"), model)
    assert len(model.prompts) == 1


async def test_what_is_cut_off_counts_not_for_the_score() -> None:
    checked, _ = await ask(ASKED, ("report_tns\n# and more of it\n", -0.5), at_once=1)
    assert checked.candidate.score == -0.5


async def test_a_slip_is_repaired_and_said() -> None:
    checked, _ = await ask("# Report the slack\n$0\n", "report_checks -path_dealy max\n")
    assert (checked.verdict, checked.text) == ("repaired", "report_checks -path_delay max")
    assert [fix.text for fix in checked.repairs] == ["-path_delay"]


async def test_a_script_ends_where_it_is_done() -> None:
    script = "create_clock -name clk -period 2 [get_ports clk]\nset_input_delay 0.5 -clock clk [all_inputs]\n"
    checked, _ = await ask("# Constrain it\n$0", script + "\n# Next task\nreport_tns\n", intent="generate", comment="Constrain it")
    assert (checked.verdict, checked.text) == ("accepted", script)


async def test_the_prompt_cites_the_entries_of_the_task_and_ends_at_the_cursor() -> None:
    checked, model = await ask("# Report the total negative slack\n$0\n", "report_tns\n")
    (prompt,) = model.prompts
    assert "report_tns" in checked.prompt.cited
    assert prompt.text.endswith("# Report the total negative slack\n")
    assert "report_tns [-digits digits]" in prompt.text


@pytest.mark.parametrize("background", [True, False])
async def test_each_request_says_whether_a_user_waits_for_it(background: bool) -> None:
    model = ScriptedModel(["report_slackness\n", "report_tns\n"])
    context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before="# Report\n")
    await complete(context, load("opensta", "2.0.17"), model, background=background)
    assert [prompt.background for prompt in model.prompts] == [background] * 2


async def test_the_models_error_passes_as_it_is() -> None:
    class Broken(ScriptedModel):
        async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk]:
            raise ModelError("The model server is gone: start it again.")
            yield

    context = EditorContext(language="tcl", tool="opensta", version="2.0.17", before="# Report\n")
    with pytest.raises(ModelError, match="start it again"):
        await complete(context, load("opensta", "2.0.17"), Broken([]))


async def test_behind_a_dot_the_model_is_held_to_the_members_that_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_MEMBERS_SECONDS", 10.0)
    async with aclosing(PythonChecker()) as python:
        for known in (False, True):
            if known:
                # Reading the package takes a while.
                await python.faults("import klayout.db as kdb\nkdb.Layout().create_cell('a')\n")
                assert await suggest_python(python, "import klayout.db as kdb\nkdb.Layout().", 38)
            context = EditorContext(
                language="python", tool="klayout", version="", before="import klayout.db as kdb\nkdb.Layout().cre"
            )
            model = ScriptedModel(["ate_cell('TOP')\n"])
            checked = await complete(context, load("klayout"), model, python=python)
            assert checked.text == "ate_cell('TOP')", checked.reason
            grammar = model.prompts[0].grammar
            assert (grammar is not None) == known
        assert grammar is not None
        assert [grammar.accepts(text) for text in ("ate_cell(1)", "ate_everything(1)")] == [True, False]


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("layout = kdb.Layout()\nlayout.write('out.gds')\n", "accepted"),
        ("layout = kdb.Layout()\nlayout.save_everything('out.gds')\n", "rejected"),
        ("layout = kdb.Layout(\n\n", "rejected"),
    ],
)
async def test_python_is_held_to_the_installed_packages(answer: str, verdict: str) -> None:
    context = EditorContext(
        language="python", tool="python", version="", before="import klayout.db as kdb\n# Write a layout\n", intent="generate"
    )
    async with aclosing(PythonChecker()) as python:
        checked = await complete(context, load("python"), ScriptedModel([answer] * 3), python=python)
    assert checked.verdict == verdict, checked.reason
