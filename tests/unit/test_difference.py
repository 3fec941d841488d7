"""The difference of two catalogues, and what an upgrade breaks in scripts."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from inline_snapshot import snapshot
from test_cli import run

from edascribe_codegen.catalogue import Catalogue, load, write
from edascribe_codegen.catalogue.difference import Change, Difference, compare
from edascribe_codegen.catalogue.schema import FORMAT, Command, Member, Option, Pack, Positional, Provenance, Scope, Value
from edascribe_codegen.upgrade import breaks

OLD, NEW = "opensta@2.0.17", "opensta@3.1.0"


def pack(version: str, *commands: Command, scopes: tuple[Scope, ...] = ()) -> Pack:
    return Pack(
        format=FORMAT,
        tool="mytool",
        version=version,
        language="tcl",
        title="My Tool",
        commands=commands,
        base="tcl",
        scopes=scopes,
        provenance=Provenance(source="pack"),
    )


def difference(old: Command, new: Command, *more: Command) -> Difference:
    tcl = load("tcl")
    return compare(Catalogue(pack("1", old), tcl), Catalogue(pack("2", new, *more), tcl))


def enum(*values: str) -> Value:
    return Value(kinds=("enum",), values=values)


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (Option(name="-a"), Option(name="-a"), Change(name="it")),
        (Option(name="-a"), Option(name="-b"), Change(name="it", gone=("-a",), new=("-b",))),
        (Option(name="-a"), Option(name="-a", value=Value(kinds=("int",))), ("takes a value now (whole number)",)),
        (Option(name="-a", value=Value()), Option(name="-a"), ("takes no value now",)),
        (
            Option(name="-a", value=enum("x", "y")),
            Option(name="-a", value=enum("y", "z")),
            ("does not take x any more", "takes z too"),
        ),
        (Option(name="-a", value=Value(kinds=("file",))), Option(name="-a", value=Value(kinds=("dir",))), ("takes dir, not file",)),
        # A type that was not found says nothing.
        (Option(name="-a", value=Value()), Option(name="-a", value=enum("y", "z")), Change(name="it")),
        (Option(name="-a"), Option(name="-a", required=True), ("is required now",)),
        (Option(name="-a"), Option(name="-a", hidden=True), ("is not documented any more",)),
    ],
)
def test_an_option(old: Option, new: Option, change: Change | tuple[str, ...]) -> None:
    found = difference(Command(name="it", options=(old,)), Command(name="it", options=(new,)))
    if isinstance(change, tuple):
        change = Change(name="it", changed=tuple(("-a", text) for text in change))
    assert found.changed == (() if change == Change(name="it") else (change,))


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ((), (Positional(name="a"),), "are a, were none"),
        ((Positional(name="a"),), (Positional(name="a", optional=True),), "are [a], were a"),
        ((Positional(name="a"), Positional(name="b")), (Positional(name="a", repeated=True),), "are a..., were a b"),
        ((Positional(name="object"),), (Positional(name="objects"),), ""),
        (None, (Positional(name="a"),), ""),
    ],
)
def test_arguments(old: tuple[Positional, ...] | None, new: tuple[Positional, ...] | None, text: str) -> None:
    found = difference(Command(name="it", positionals=old), Command(name="it", positionals=new))
    assert [change for command in found.changed for change in command.changed] == ([("arguments", text)] if text else [])


@pytest.mark.parametrize(
    ("name", "option", "successor"),
    [
        # A name like it with the same options, and only then.
        ("report_cell", "-a", "report_cell"),
        ("report_cell", "-b", None),
        ("show_all", "-a", None),
    ],
)
def test_a_new_name(name: str, option: str, successor: str | None) -> None:
    old = Command(name="report_cells", options=(Option(name="-a"),))
    found = difference(old, Command(name=name, options=(Option(name=option),)))
    assert found.successors.get("report_cells") == successor


def test_another_name_that_was_there_already() -> None:
    one = Command(name="first", options=(Option(name="-a"),))
    other = msgspec.structs.replace(one, name="second")
    found = compare(Catalogue(pack("1", one, other)), Catalogue(pack("2", other)))
    assert (found.gone, dict(found.successors)) == (("first",), {"first": "second"})


def test_an_option_with_a_new_name() -> None:
    was = Command(name="it", options=(Option(name="-max_line", value=Value(kinds=("int",))), Option(name="-clock")))
    now = Command(
        name="it", options=(Option(name="-max_lines", value=Value(kinds=("int",))), Option(name="-clocks", value=Value()))
    )
    # A flag does not become an option with a value.
    assert dict(difference(was, now).successors) == {"it -max_line": "-max_lines"}


def test_classes_and_their_members() -> None:
    def method(name: str, signature: str) -> Member:
        return Member(name=name, kind="method", signatures=(signature,))

    old = Scope(name="Cell", module="m", members=(method("a", "() -> int"), method("b", "() -> int"), method("c", "() -> int")))
    new = Scope(name="Cell", module="m", members=(method("a", "() -> int"), method("b", "(x: int) -> int"), method("d", "()")))
    gone = Scope(name="Gone", module="m")
    found = compare(Catalogue(pack("1", scopes=(old, gone))), Catalogue(pack("2", scopes=(new,))))
    assert found.gone == ("m.Gone",)
    assert found.changed == (Change(name="m.Cell", gone=("c",), new=("d",), changed=(("b", "is called in another way"),)),)


def test_opensta_from_2_0_17_to_3_1_0() -> None:
    found = compare(load("opensta", "2.0.17"), load("opensta", "3.1.0"))
    assert (len(found.gone), len(found.added), len(found.changed)) == (13, 26, 64)
    # Tcl's own is there afterwards.
    assert "source" not in found.gone
    assert next(change.gone for change in found.changed if change.name == "source") == ("-echo", "-verbose")
    assert {name: found.successors[name] for name in found.gone if name in found.successors} == snapshot(
        {
            "connect_pins": "connect_pin",
            "disconnect_pins": "disconnect_pin",
            "read_parasitics": "read_spef",
            "report_cell": "report_instance",
            "report_pulse_width_checks": "report_check_types -min_pulse_width",
            "unset_generated_clock": "delete_generated_clock",
        }
    )


def test_yosys_from_0_23_to_0_70() -> None:
    found = compare(load("yosys", "0.23"), load("yosys", "0.70"))
    assert (len(found.gone), len(found.added)) == (13, 74)
    assert found.successors["read_ilang"] == "read_rtlil"


def broken(tmp_path: Path, text: str, old: str = OLD, new: str = NEW) -> list[tuple[str, str]]:
    """What breaks in a script, each with the text with the fix applied."""
    path = tmp_path / "script.tcl"
    path.write_text(text)
    (old_tool, _, old_version), (new_tool, _, new_version) = old.partition("@"), new.partition("@")
    found = compare(load(old_tool, old_version), load(new_tool, new_version))
    faults = [fault for file in breaks([path], old, new, found) for fault in file.faults]
    return [
        (
            fault.message.partition(" Usage:")[0],
            text[: fault.fix.start] + fault.fix.text + text[fault.fix.end :] if fault.fix else "",
        )
        for fault in faults
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("report_checks -corner slow", []),
        # What was wrong before is not broken by the upgrade.
        ("report_checkz; report_checks -nonsense", []),
        ("write_timing_model -corner slow a.lib", []),
        ("report_clock_skew -clock clk", []),
        ("find_timing", [("`find_timing` is gone, and `find_timing_paths` is taken for it now.", "")]),
        ("proc report_cell {x} {}; report_cell u1", []),
        ("report_cell u1", [("`report_cell` is gone. Write `report_instance`.", "report_instance u1")]),
        (
            "if {1} {puts [report_cel u1]}",
            [("`report_cell` is gone. Write `report_instance`.", "if {1} {puts [report_instance u1]}")],
        ),
        (
            "define_c slow fast; def slow",
            [
                (
                    "`def` stood for `define_corners` and is not clear any more. Write `define_corners`.",
                    "define_c slow fast; define_corners slow",
                )
            ],
        ),
        # In 2.0.17 it has no options and takes this for the name of the design: wrong before, not gone.
        ("link_design -top", [("`link_design` of OpenSTA 3.1.0 has no option -top. It has -no_black_boxes.", "")]),
        ("insert_buffer b B n {a} m", [("`insert_buffer` is gone. No replacement is known.", "")]),
        ("source -ec a.tcl", [("-echo of `source` is gone. Write `include` instead of `source`.", "include -ec a.tcl")]),
        (
            "report_check_types -max_tran",
            [("-max_transition of `report_check_types` is gone. Write `-max_slew`.", "report_check_types -max_slew")],
        ),
        # The option that takes its place takes no value: what to write is known, but it is not done with the name.
        ("read_spef -reduce_to pi_elmore a.spef", [("-reduce_to of `read_spef` is gone. Write `-reduce`.", "")]),
        ("set_load -corner slow 1.0 [all_outputs]", [("-corner of `set_load` is gone. No replacement is known.", "")]),
        ("unset_input_delay 1.0 [get_ports a]", [("`unset_input_delay` takes 1 argument, not 2.", "")]),
    ],
)
def test_what_breaks(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert broken(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yosys read_ilang a.il", [("`read_ilang` is gone. Write `read_rtlil`.", "yosys read_rtlil a.il")]),
        ("yosys -import\nread_ilang a.il", [("`read_ilang` is gone. Write `read_rtlil`.", "yosys -import\nread_rtlil a.il")]),
        ("yosys abc -fast", [("-fast of `abc` is gone. No replacement is known.", "")]),
        ("yosys synth_ice40 -top t", []),
    ],
)
def test_what_breaks_in_yosys(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert broken(tmp_path, text, "yosys@0.23", "yosys@0.70") == expected


def test_successors_are_there() -> None:
    file = Path(__file__).parents[2] / "codegen" / "edascribe_codegen" / "catalogue" / "successors.json"
    for tool, successors in json.loads(file.read_bytes()).items():
        catalogue = load(tool)
        for was, texts in successors.items():
            for text in texts:
                name, *options = text.split()
                owners = [was.split()[0]] if " " in was else list(catalogue.own_names)
                found = catalogue.find(name) or any(
                    name == option.name for owner in owners for option in getattr(catalogue.find(owner), "options", ())
                )
                assert found, f"{tool}: {was} -> {text}"
                command = catalogue.find(name)
                wanted = {option for option in options if option.startswith("-")}
                assert command is None or wanted <= {option.name for option in command.options}


def test_the_command_prints_the_difference() -> None:
    result = run("catalogue", "diff", OLD, NEW)
    assert result.exit_code == 0
    assert "OpenSTA 2.0.17 -> 3.1.0: 13 gone, 26 new, 64 changed" in result.stdout
    assert "- report_cell               write report_instance" in result.stdout
    found = json.loads(run("catalogue", "diff", OLD, NEW, "--json").stdout)
    assert (found["old"], len(found["gone"]), "breaks" in found) == (OLD, 13, False)


def test_the_command_prints_what_breaks(tmp_path: Path) -> None:
    script = tmp_path / "a.tcl"
    script.write_text("read_liberty a.lib\n  report_cell u1\n")
    (tmp_path / "b.tcl").write_text("report_checks\n")
    (tmp_path / "c.py").write_text("import os\n")
    result = run("catalogue", "diff", OLD, NEW, "--in", script, tmp_path / "b.tcl", tmp_path / "c.py")
    assert result.exit_code == 1
    assert f"{script}:2:3: error: `report_cell` is gone. Write `report_instance`. [api/unknown-command]" in result.stdout
    assert "1 use breaks in 1 of 2 files; for 1 it is certain what to write." in result.stdout
    assert "Python files are passed over" in result.stderr
    (use,) = json.loads(run("catalogue", "diff", OLD, NEW, "--json", "--in", tmp_path).stdout)["breaks"]
    assert (use["path"], use["line"], use["column"], use["fix"]["text"]) == (str(script), 2, 3, "report_instance")
    assert run("catalogue", "diff", OLD, NEW, "--in", tmp_path / "b.tcl").exit_code == 0
    assert run("catalogue", "diff", OLD, NEW, "--in", tmp_path / "none.tcl").exit_code == 2


def test_catalogues_may_be_files(tmp_path: Path) -> None:
    write(pack("1", Command(name="it", options=(Option(name="-a"),))), tmp_path / "one.json")
    write(pack("2", Command(name="it")), tmp_path / "two.json")
    script = tmp_path / "a.tcl"
    script.write_text("it -a\n")
    result = run("catalogue", "diff", tmp_path / "one.json", tmp_path / "two.json", "--in", script)
    assert "My Tool 1 -> 2: 0 gone, 0 new, 1 changed. 1 use breaks" in result.stdout
