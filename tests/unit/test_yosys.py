"""The passes of yosys: read from help pages, compared with the installed program, and how their calls are bound and checked."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from edascribe_codegen.catalogue import CatalogueError, load, yosys
from edascribe_codegen.catalogue.library import SHIPPED, read
from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.catalogue.yosys_help import Help
from edascribe_codegen.check import check

VERSIONS = ("0.23", "0.70")


@pytest.fixture
def tcl_names() -> frozenset[str]:
    return frozenset(load("tcl").names)


def faults(text: str, version: str = "0.70") -> list[tuple[str, str]]:
    """Code and marked text of each fault."""
    return [(fault.code, text[fault.start : fault.end]) for fault in check(text, "tcl", load("yosys", version)).faults]


@pytest.mark.parametrize(
    ("usages", "options", "expected"),
    [
        (["a [options] [selection]"], ["-x", "-y <file>"], "a [-x] [-y file] [selection]..."),
        (["a [selection]"], [], "a [selection]..."),
        (["a [options]"], ["-to <up|down>", "-at {x|y}", "-in < p | q >"], "a [-to up|down] [-at x|y] [-in p|q]"),
        (["a [options]"], ["-x, -y", "-z <a> | -w <b>"], "a [-x] [-y] [-z a] [-w b]"),
        # A value of several words, a value with its own brackets, a list.
        (["a [options]"], ["-map <old> <new>", "-lut <w1>:<w2>", "-g type1,type2,..."], None),
        (["a [-check] [-top <module>] [ -set name value ]... [selection]"], [], None),
        # Sentences behind an option are none of its values.
        (["a [options]"], ["-x Enable the cache.", "-max <N> instead to get <N> solutions)", "-max <N>"], "a [-x] [-max N]"),
        (["a -mine <file>", "a -map <file>"], [], "a [-mine file] [-map file] [arg]..."),
        (["a old_name new_name"], [], "a old_name new_name"),
        (["a cmd"], [], "a [arg]..."),
        ([], [], "a [arg]..."),
    ],
)
def test_help_pages(usages: list[str], options: list[str], expected: str | None) -> None:
    command = yosys.entry(Help("a", tuple(usages), tuple(options)))
    assert expected is None or synopsis(command) == expected


def test_values_of_several_words() -> None:
    command = yosys.entry(
        Help("a", ("a [ -set name value ]... [selection]",), ("-map <old> <new>", "-ff <c> <o> <i>", "-g t1,t2,..."))
    )
    assert {option.name: option.words for option in command.options} == {"-map": 2, "-ff": 3, "-g": 1, "-set": 2}


def test_attached_values() -> None:
    command = yosys.entry(Help("a", ("a [options]",), ("-Dname[=value]", "-mux4[=cost]", "-dmux=cost")))
    assert [(option.name, option.attached, option.value is None) for option in command.options] == [
        ("-D", True, False),
        ("-mux4=", True, False),
        ("-mux4", False, True),
        ("-dmux=", True, False),
    ]


def test_the_installed_program_agrees_with_the_shipped_pack(need: Callable[[str], str], tcl_names: frozenset[str]) -> None:
    """Passes, options, types and arities are equal; only the provenance differs."""
    program = need("yosys")
    live = yosys.build(program, tcl_names)
    if live.version != "0.23":
        pytest.skip(f"the installed yosys is {live.version}; the comparison needs 0.23")
    shipped = read(SHIPPED / "yosys-0.23.json")
    expected = {command.name: command for command in shipped.commands}
    for command in live.commands:
        assert command == expected.get(command.name), command.name
    assert msgspec.structs.replace(live, provenance=shipped.provenance) == shipped
    assert live.provenance.source == program


@pytest.mark.parametrize("version", VERSIONS)
def test_the_packs_have_what_the_facts_have(shared: Path, version: str) -> None:
    facts = json.loads((shared / "facts" / f"yosys-{version}.json").read_text("utf-8"))["commands"]
    passes = {command.name: command for command in read(SHIPPED / f"yosys-{version}.json").commands}
    assert {fact["name"] for fact in facts} <= set(passes)
    assert sum(len(command.options) for command in passes.values()) >= 1000
    for fact in facts:
        wanted = {flag["name"] for flag in fact["flags"] if not flag.get("from_usage")}
        names = {option.name.rstrip("=") for option in passes[fact["name"]].options}
        # `-Dname` stands for -D; one name is a slip of the help.
        wanted = {re.sub(r"^(-[DUI])(?:name|dir)$", r"\1", name) for name in wanted} - {"-default_params"}
        assert wanted <= names, fact["name"]


def test_import_gives_the_names_that_the_pack_says(need: Callable[[str], str], tmp_path: Path) -> None:
    script = tmp_path / "names.tcl"
    names = tmp_path / "names.txt"
    script.write_text(
        f"set before [info commands]\nyosys -import\nset out [open {{{names}}} w]\n"
        "foreach name [info commands] {if {$name ni $before} {puts $out $name}}\nclose $out\n"
    )
    subprocess.run([need("yosys"), "-q", "-c", str(script)], cwd=tmp_path, check=True, timeout=60, capture_output=True)
    catalogue = load("yosys", "0.23")
    assert set(names.read_text().split()) == set(catalogue.own_names) - {"yosys"}


def test_json_dump(tmp_path: Path, tcl_names: frozenset[str]) -> None:
    """A yosys that writes its help as JSON is asked for that."""
    dump = {
        "version": "1",
        "generator": "x",
        "cmds": {
            "abc": {
                "title": "t",
                "content": [
                    {"type": "usage", "body": "abc [options] [selection]", "content": [], "options": {}},
                    {"type": "option", "body": "-fast", "content": [{"type": "text", "body": "why", "content": []}]},
                    {"type": "text", "body": "more", "content": [{"type": "option", "body": "-exe <command>", "content": []}]},
                ],
            },
            "old": {"title": "t", "content": [{"type": "code", "body": "old [options]\nwhat it does", "content": []}]},
        },
        "groups": {},
    }
    (tmp_path / "dump.json").write_text(json.dumps(dump))
    program = tmp_path / "yosys"
    program.write_text(f'#!/bin/sh\necho " Yosys 0.71+5 (git sha1 0)"\ncase "$*" in *dump*) cp {tmp_path}/dump.json .;; esac\n')
    program.chmod(0o755)
    pack = yosys.build(str(program), tcl_names)
    assert pack.version == "0.71+5"
    assert [synopsis(command) for command in pack.commands] == ["-import", "abc [-fast] [-exe command] [selection]...", "old"]
    assert pack.commands[2].open


@pytest.mark.parametrize(
    ("script", "message"),
    [("echo hello", "Is it yosys. It said: hello"), ("true", "It said: nothing"), ("sleep 20", r"did not answer within 0\.5 s")],
)
def test_other_programs_are_told(tmp_path: Path, tcl_names: frozenset[str], script: str, message: str) -> None:
    program = tmp_path / "yosys"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    with pytest.raises(CatalogueError, match=message):
        yosys.build(str(program), tcl_names, time_limit=0.5 if "sleep" in script else 10)
    with pytest.raises(CatalogueError, match="cannot be started"):
        yosys.build(str(tmp_path / "nosuch"), tcl_names)


@pytest.mark.parametrize(
    "text",
    [
        "yosys -import\nread_verilog -sv -DWIDTH=8 -D X -Iinclude a.v b.v\nhierarchy -check -top top\nprocs\nopt",
        "yosys synth -top top -flatten",
        'set file a.v\nyosys {synth -top top}\nyosys "read_verilog $file"\nyosys proc -nomux',
        "opt_clean -purge {t:$_DFF_P_} %u",
        "abc -liberty cells.lib -D 1000 -script {+strash;map}",
        "chparam -set WIDTH 8 -set DEPTH 4 top",
        "muxcover -mux4 -mux8=100 -dmux=5",
        "tee -o stat.txt stat -liberty cells.lib",
        "yosys tee -q -o x.json stat -json",
        "set arguments {-flatten}\nsynth {*}$arguments -top top",
        "set option -flatten\nsynth $option -top top",
        "dfflegalize -cell {$_DFF_P_} 01 -mince 2",
        "exec -q -- ls -l",
        "set x [eval list a b]\nrename a b\nproc p {} {}",
        "log -n text",
        "write_verilog -noattr -noexpr out.v",
        "renames -top chip",
    ],
)
def test_correct_scripts_are_silent(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yosys synth -topp top", [("api/unknown-option", "-topp")]),
        ("synth -to top", [("api/unknown-option", "-to")]),
        ("yosys sinth -top top", [("api/unknown-subcommand", "sinth")]),
        ("read_verilgo a.v", [("api/unknown-command", "read_verilgo")]),
        ("opt_clean t:x -purge", [("api/misplaced-option", "-purge")]),
        ("synth -top", [("api/missing-value", "-top")]),
        ("chparam -set WIDTH", [("api/missing-value", "-set")]),
        ("shregmap -clkpol up", [("api/unknown-value", "up")]),
        ("write_verilog a.v b.v", [("api/extra-argument", "b.v")]),
        ("sim -n many", [("api/wrong-type", "many")]),
        ("proc -nomux", [("api/missing-argument", "proc")]),
    ],
)
def test_faults(text: str, expected: list[tuple[str, str]]) -> None:
    assert [fault for fault in faults(text) if not fault[0].startswith("syntax/")] == expected


def test_a_pass_that_came_later_is_unknown_before() -> None:
    assert faults("arith_tree", "0.23") == [("api/unknown-command", "arith_tree")]
