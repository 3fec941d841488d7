"""What may be written at the cursor, by OpenSTA 2.0.17's catalogue."""

from __future__ import annotations

from pathlib import Path

from edascribe_codegen.candidates import Slot
from edascribe_codegen.catalogue import load
from edascribe_codegen.check import shapes_of
from edascribe_codegen.meaning import Around
from edascribe_codegen.outline import outline
from edascribe_codegen.suggest import Suggestion, Suggestions, suggest
from edascribe_codegen.workspace import Workspace, entry_of
from edascribe_grammars import Language, parse

OPENSTA = load("opensta", "2.0.17")


def suggestions(text: str, around: Around | None = None, language: Language = "tcl") -> Suggestions:
    """All that is suggested at the $0 of a text, which is main.tcl in its surroundings."""
    offset = text.index("$0")
    found = outline(parse(text.replace("$0", "", 1), language, shapes_of(OPENSTA)))
    around = around or Around(path="main.tcl")
    around.workspace.put(entry_of(around.path, found))
    return suggest(found, offset, OPENSTA, around)


def at(text: str, around: Around | None = None) -> tuple[Suggestion, ...]:
    """What is suggested at the $0 of a text; each must replace the word that the cursor is in."""
    offset = text.index("$0")
    found = suggestions(text, around).items
    text = text.replace("$0", "", 1)
    for suggestion in found:
        assert suggestion.start <= offset <= suggestion.end
        assert not set(text[suggestion.start : suggestion.end]) & set(' \t\n[];{}"')
    return found


def labels(text: str, around: Around | None = None) -> list[str]:
    """What is suggested, best first."""
    return [suggestion.label for suggestion in at(text, around)]


def check(text: str, expected: list[str], around: Around | None = None) -> None:
    """These are suggested and nothing else."""
    assert labels(text, around) == expected


def surroundings(folder: Path, **files: str) -> Around:
    """The surroundings of main.tcl in a folder with other Tcl files."""
    workspace = Workspace()
    for name, text in files.items():
        path = folder / f"{name}.tcl"
        path.write_text(text)
        workspace.put(entry_of(str(path), outline(parse(text, "tcl"))))
    return Around(path=str(folder / "main.tcl"), workspace=workspace, folders=(folder,))


def test_commands() -> None:
    assert labels("$0")[:2] == ["all_clocks", "all_inputs"]
    assert not suggestions("$0").whole
    check("report_check_t$0", ["report_check_types"])
    assert labels("set c [get_ports$0]")[0] == "get_ports"
    assert labels("if {$x} {\n  create_cl$0\n}")[0] == "create_clock"
    assert labels("puts a; create_cl$0")[0] == "create_clock"
    assert labels("report_ch$0ecks -path_delay max")[:2] == ["report_check_types", "report_checks"]


def test_the_tools_own_commands_come_before_those_of_tcl() -> None:
    kinds = [suggestion.kind for suggestion in at("s$0") if suggestion.label.startswith("s")]
    assert kinds == sorted(kinds, key=["command", "builtin"].index)
    assert {"command", "builtin"} == set(kinds)


def test_letters_in_order_are_enough() -> None:
    assert "report_checks" in labels("rptchk$0")
    assert labels("rptchk$0")[0] != "puts"
    check("zzz$0", [])


def test_options_that_are_left() -> None:
    assert "-path_delay" in labels("report_checks -pa$0")
    assert "-path_delay" not in labels("report_checks -path_delay max -pa$0")
    assert "-path_delay" not in labels("report_checks -$0 -path_delay max")
    assert "-through" in labels("report_checks -through a -th$0")
    assert "-path_delay" in labels("report_checks $0")
    assert labels("create_clock -name c $0")[0] == "-period"
    assert labels("no_such_command -$0") == []


def test_of_options_that_exclude_each_other_the_given_one_bars_the_rest() -> None:
    command = OPENSTA.find("report_checks")
    assert command is not None
    assert {"-from", "-rise_from", "-fall_from"} in [set(group) for group in command.exclusive]
    assert "-rise_from" in labels("report_checks -ri$0")
    assert "-rise_from" not in labels("report_checks -from a -ri$0")


def test_values() -> None:
    assert set(labels("report_checks -path_delay $0")) >= {"min", "max", "min_max"}
    assert labels("report_checks -path_delay mi$0")[0].startswith("mi")
    check("create_clock -period $0", [])
    assert {suggestion.kind for suggestion in at("report_checks -path_delay $d$0")} == {"variable"}


def test_subcommands() -> None:
    assert labels("string le$0")[0] == "length"
    assert "-nocase" in labels("string compare -no$0")
    check("string nothing -$0", [])


def test_nothing_in_comments_strings_and_python() -> None:
    check("# report_ch$0", [])
    check('puts "report_ch$0"', [])
    assert suggestions("report_ch$0", language="python").items == ()


def test_procedures_of_the_file_and_of_others(tmp_path: Path) -> None:
    around = surroundings(tmp_path, near="proc zz_near {} {}\n", far="proc zz_far {} {}\nproc set {} {}\n")
    text = "source near.tcl\nnamespace eval flow { proc zz_own {} { zz$0 } }\n"
    assert labels(text, around) == ["zz_near", "zz_own", "zz_far"] or labels(text, around) == ["zz_own", "zz_near", "zz_far"]
    assert "flow::zz_own" in labels(text.replace("zz$0", "") + "zz$0", around)
    kinds = {suggestion.label: suggestion.kind for suggestion in at("$0", around)}
    assert kinds["zz_far"] == "procedure"
    documented = "# Runs it. Quickly.\nproc zz_go {} {}\nzz_g$0\n"
    assert at(documented)[0].detail == "Runs it."


def test_more_names_than_a_person_looks_through(tmp_path: Path) -> None:
    around = surroundings(tmp_path, many="".join(f"proc zz{number} {{}} {{}}\n" for number in range(600)))
    found = suggestions("zz$0", around)
    assert (len(found.items), found.whole) == (200, False)
    assert suggestions("zz59$0", around).whole


def test_arguments_of_procedures() -> None:
    described = """\
proc run {args} {}
define_proc_attributes run -define_args {
    {-type "which" "" one_of_string {required {values {min max}}}} {-verbose "" "" boolean optional}}
"""
    check(described + "run -$0\n", ["-type", "-verbose"])
    check(described + "run -verbose $0\n", ["-type"])
    check(described + "run -type m$0\n", ["min", "max"])
    check("proc run {args} { sta::parse_key_args run args keys {-from} flags {-all} }\nrun -$0\n", ["-from", "-all"])


def test_variables() -> None:
    text = """\
set stage synth
proc run {who {times 1}} {
    global period
    foreach {name value} $who { set line $0 }
    set later 1
}
set other 1
"""
    check(text.replace("$0", "$$0"), ["who", "times", "period", "name", "value", "line", "later"])
    assert "other" not in labels(text.replace("$0", "$ot$0"))
    whole = text.replace("$0", "1")
    assert labels(whole + "puts $st$0")[0] == "stage"
    assert "line" not in labels(whole + "puts $$0")
    assert labels(whole + 'puts "${per$0}"')[0] == "period"
    assert "::stage" in labels(text.replace("$0", "$::$0"))
    assert labels("incr co$0\nset count 0\n")[0] == "count"
    check("# $st$0", [])


def test_variables_of_connected_files(tmp_path: Path) -> None:
    around = surroundings(tmp_path, setup="set zz_top chip\n", far="set zz_far 1\n")
    check("source setup.tcl\nputs $zz$0\n", ["zz_top"], around)


def test_file_names(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "slow.lib").touch()
    (tmp_path / ".hidden.lib").touch()
    around = surroundings(tmp_path, setup="")
    assert labels("source $0", around)[:2] == ["lib/", "setup.tcl"]
    check("read_liberty lib/s$0", ["slow.lib"], around)
    check('read_liberty "lib/$0"', ["slow.lib"], around)
    check("read_liberty nowhere/$0", [], around)
    check(f"read_liberty {tmp_path}/lib/$0", ["slow.lib"], around)
    assert ".hidden.lib" in labels("read_liberty .h$0", around)


def test_names_of_the_design() -> None:
    around = Around(
        path="main.tcl", design={"port": ("clk", "data_in"), "clock": ("fast",), "instance": ("u1/r1",), "net": ("n1",)}
    )
    assert labels("set_input_delay 1 [get_ports da$0]", around) == ["data_in"]
    assert labels("set_input_delay 1 [get_ports {clk da$0}]", around) == ["data_in"]
    assert labels("get_clocks $0", around)[0] == "fast"
    assert labels("get_cells u1/$0", around) == ["u1/r1"]
    assert labels("create_clock -period 1 cl$0", around) == ["clk"]
    assert labels("report_checks -from fa$0", around) == ["fast"]
    assert suggestions("get_ports $0").design
    assert not suggestions("puts $0").design


def slots(text: str, label: str) -> list[Slot]:
    """What is to be filled in with a word that is suggested."""
    return next(list(suggestion.slots) for suggestion in at(text) if suggestion.label == label)


def test_what_a_call_needs_is_written_along_where_nothing_follows() -> None:
    assert slots("create_clo$0", "create_clock") == [Slot("period", "-period")]
    assert slots("set x [create_clo$0]", "create_clock") == [Slot("period", "-period")]
    assert slots("create_clo$0 -name c", "create_clock") == []
    assert slots("get_p$0", "get_ports") == []
    assert [slot.braced for slot in slots("pro$0", "proc")] == ["", "line", "block"]
    assert slots("proc run {stage {corner slow}} {}\nru$0", "run") == [Slot("stage")]
    assert {"min", "max"} <= set(slots("report_checks -path_d$0", "-path_delay")[0].choices)
    assert slots("report_checks -path_d$0 max", "-path_delay") == []


def test_the_better_match_comes_first() -> None:
    found = labels("clock$0")
    assert found.index("create_clock") < found.index("set_clock_gating_check")
    assert all("clock" in label for label in found[:5])


def test_all_that_is_known() -> None:
    def explained(text: str, label: str) -> str:
        found = next(suggestion for suggestion in at(text) if suggestion.label == label)
        assert found.explain is not None
        return found.explain()

    assert "| `-period` |" in explained("create_clo$0", "create_clock")
    assert "Option of `create_clock`" in explained("create_clock -per$0", "-period")
    assert "Runs it." in explained("# Runs it.\nproc zz_go {} {}\nzz_g$0\n", "zz_go")
    assert "string length" in explained("string le$0", "length")


def test_clocks_of_the_text_itself() -> None:
    text = "create_clock -name core -period 1 [get_ports clk]\n"
    assert labels(text + "set_input_delay -clock co$0") == ["core"]
    assert labels(text + "get_clocks $0", Around(path="main.tcl", design={"clock": ("core", "fast")}))[:2] == ["core", "fast"]


def test_elements_of_arrays() -> None:
    text = "puts $::env(PLATFORM)$env(PDK_ROOT)\nset a(one) 1\nset a(two) 2\n"
    check(text + "puts $::env(P$0", ["PLATFORM", "PDK_ROOT"])
    check(text + "puts $env($0)", ["PLATFORM", "PDK_ROOT"])
    check(text + "info exists ::env(PL$0", ["PLATFORM"])
    check(text + "puts $a($0)", ["one", "two"])
    check(text + "puts $b($0)", [])
    assert "PLATFORM" not in labels(text + "set x [expr max(P$0")


def test_names_of_arguments_tell_what_they_are_where_nothing_else_does() -> None:
    around = Around(path="main.tcl", design={"layer": ("met1", "met2"), "net": ("VDD",), "lib_cell": ("BUF_X1",)})
    described = "proc strap {args} { sta::parse_key_args strap args keys {-layer -power_nets -buf_list -width} flags {} }\n"
    check(described + "strap -layer $0", ["met1", "met2"], around)
    check(described + "strap -layer {met1 m$0}", ["met1", "met2"], around)
    check(described + "strap -power_nets V$0", ["VDD"], around)
    check(described + "strap -buf_list $0", ["BUF_X1"], around)
    check(described + "strap -width $0", [], around)
