"""What a Tcl text defines: whose each variable is, which namespace each procedure is in, and that an edit changes none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edascribe_codegen.outline import Mention, Outline, comment_above, given_to_others, outline
from edascribe_grammars import edit, parse

SCRIPT = """\
# Says hello.
#
# -----------
# To whom.
proc hello {whom {times 1} args} {
    global greeting
    set line "$greeting $whom"
    puts $line
}
namespace eval flow {
    variable stage synth
    proc next {} {
        variable stage
        upvar #0 ::other::deep here
        return $stage$here
    }
    namespace eval inner { proc deep {} {} }
}
proc ::other::run {} { puts $::greeting }
set greeting hi
"""


def mentions_of_all(found: Outline) -> list[Mention]:
    """All mentions of variables, in the order of the text."""
    return [mention for number in range(len(found.parts)) for mention in found._mentions(number)]


def test_procedures_have_qualified_names() -> None:
    found = outline(parse(SCRIPT, "tcl"))
    assert [proc.name for proc in found.procs] == ["hello", "flow::next", "flow::inner::deep", "other::run"]
    assert [SCRIPT[proc.start : proc.end] for proc in found.procs] == ["hello", "next", "deep", "run"]
    assert found.procs[0].parameters == (("whom", None), ("times", "1"), ("args", None))
    assert found.procs[0].comment == "Says hello.\n\nTo whom."
    assert found.namespace(SCRIPT.index("return $stage")) == "flow"
    assert found.namespace(SCRIPT.index("puts $::")) == "other"
    assert found.namespace(SCRIPT.index("set greeting")) == ""


def test_variables_belong_to_their_procedure_or_namespace() -> None:
    found = outline(parse(SCRIPT, "tcl"))
    hello = found.procs[0].whole_start
    whose = {(mention.name, mention.owner) for mention in mentions_of_all(found)}
    assert whose == {
        ("whom", hello), ("times", hello), ("args", hello), ("line", hello),
        ("greeting", None), ("flow::stage", None), ("other::deep", None),
    }  # fmt: skip
    assert {SCRIPT[mention.start : mention.end] for mention in mentions_of_all(found) if mention.name == "greeting"} == {"greeting"}
    assert found.globals == {"greeting", "flow::stage", "other::deep"}


def test_comments() -> None:
    assert comment_above("# a\n#b\nproc", 7) == "a\nb"
    assert comment_above("# a\n\nproc", 5) == ""
    assert comment_above("#!/bin/tclsh\nproc", 13) == ""
    assert comment_above("proc", 0) == ""


@given(st.data())
def test_an_edit_gives_the_outline_of_the_new_text(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SCRIPT)))
    end = data.draw(st.integers(start, min(len(SCRIPT), start + 9)))
    text = data.draw(st.sampled_from(["", "x", "{", "}", "\nproc a {} {}\n", "set b $c", '"', "# "]))
    old = outline(parse(SCRIPT, "tcl"))
    new = outline(edit(old.syntax, start, end, text), old)
    fresh = outline(parse(new.syntax.text, "tcl"))
    assert new.procs == fresh.procs
    assert list(mentions_of_all(new)) == list(mentions_of_all(fresh))
    assert list(new.sources) == list(fresh.sources)
    assert new.globals == fresh.globals


def test_a_procedure_that_is_being_written_beside_one_that_is_whole() -> None:
    found = outline(parse("if 1 {proc; proc half {}; proc whole {} {}}", "tcl"))
    assert [proc.name for proc in found.procs] == ["whole"]


@given(st.lists(st.sampled_from([*SCRIPT.split(), "proc", "\n", ";", "{", "}", "[", "]", '"', "namespace eval", "$"]), max_size=25))
def test_any_text_has_an_outline(words: list[str]) -> None:
    text = " ".join(words)
    found = outline(parse(text, "tcl"))
    assert all(0 <= proc.start <= proc.end <= len(text) for proc in found.procs)
    assert all(0 <= mention.start <= mention.end <= len(text) for mention in mentions_of_all(found))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "puts 1; set a 2",
        "proc a {} {}\nproc ::b::c {x} {proc d {} {}}",
        "namespace eval n {proc a {} {}\nnamespace eval m {proc b {} {}}}",
        "proc $name {} {}; proc unfinished {x}",
        "sta::define_cmd_args report_own {[-a]}; interp alias {} short {} long x",
        "define_proc_attributes own -info x",
        "define_cmd_args; sta::define_cmd_args report_own; interp",
        'source -echo a.tcl\nif {1} {source "$dir/b.tcl"}\nsource; source [file join $here c.tcl]',
        "proc p {} {source d.tcl} ; # source e.tcl",
        "proc {broken {",
    ],
)
def test_what_is_given_to_others_is_that_of_the_outline(text: str) -> None:
    whole = outline(parse(text, "tcl"))
    defined, sources = given_to_others(parse(text, "tcl"))
    assert sorted(defined) == sorted(whole.defined)
    assert sources == [word for _, _, word in whole.sources]
