"""The user's library: which procedure a name means, and what is known of its arguments."""

from __future__ import annotations

from pathlib import Path

from edascribe_codegen.catalogue.render import synopsis
from edascribe_codegen.declared import command_of, markdown, summary
from edascribe_codegen.outline import Proc, outline
from edascribe_codegen.project import source_target
from edascribe_codegen.workspace import Workspace, read_entry, tcl_files
from edascribe_grammars import parse


def indexed(folder: Path, **files: str) -> Workspace:
    """A workspace of files; ``lib__a`` is ``lib/a.tcl``."""
    workspace = Workspace()
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".tcl")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    for file in tcl_files([folder]):
        entry = read_entry(file)
        assert entry is not None
        workspace.put(entry)
    return workspace


def places(workspace: Workspace, folder: Path, name: str, file: str, namespace: str = "") -> list[str]:
    """The files that define what a name means in a file."""
    return [Path(found.path).stem for found in workspace.find(name, namespace, str(folder / f"{file}.tcl"))]


def test_the_nearest_definition_counts(tmp_path: Path) -> None:
    workspace = indexed(
        tmp_path, main="source lib/a.tcl\n", lib__a="source b.tcl\n", lib__b="proc go {} {}\n", c="proc go {} {}\nproc far {} {}\n"
    )
    assert places(workspace, tmp_path, "go", "main") == ["b"]
    assert places(workspace, tmp_path, "go", "c") == ["c"]
    assert places(workspace, tmp_path, "far", "main") == ["c"]
    assert places(workspace, tmp_path, "nothing", "main") == []
    assert [found.proc.name for found in workspace.visible(str(tmp_path / "main.tcl"), bool)] == ["go", "far"]
    assert workspace.defined == {"go", "far"}
    workspace.remove(str(tmp_path / "lib"))
    assert places(workspace, tmp_path, "go", "main") == ["c"]


def test_names_are_looked_for_in_the_namespace_first(tmp_path: Path) -> None:
    workspace = indexed(tmp_path, a="namespace eval flow { proc go {} {} }\n", b="proc go {} {}\n")
    assert places(workspace, tmp_path, "go", "c", "flow") == ["a"]
    assert places(workspace, tmp_path, "go", "c") == ["b"]
    assert places(workspace, tmp_path, "flow::go", "c") == ["a"]
    assert places(workspace, tmp_path, "::go", "c", "flow") == ["b"]


def test_a_changed_file_replaces_what_it_gave(tmp_path: Path) -> None:
    workspace = indexed(tmp_path, a="proc old {} {}\n")
    before = workspace.defined
    (tmp_path / "a.tcl").write_text("proc new {} {}\ninterp alias {} other {} new\n")
    entry = read_entry(str(tmp_path / "a.tcl"))
    assert entry is not None
    workspace.put(entry)
    assert workspace.defined == {"new", "other"}
    assert before == {"old"}
    assert workspace.find("old", "", str(tmp_path / "a.tcl")) == ()


def test_sourced_files_by_their_last_literal_part(tmp_path: Path) -> None:
    indexed(tmp_path, lib__a="", b="")
    script = tmp_path / "main.tcl"
    for word in ("lib/a.tcl", '"lib/a.tcl"', "$here/lib/a.tcl", "[file join $here lib/a.tcl]", f"{tmp_path}/lib/a.tcl"):
        assert source_target(str(script), word) == str(tmp_path / "lib/a.tcl"), word
    for word in ("$file", "no.tcl", "[find b]"):
        assert source_target(str(script), word) is None, word
    for word in ("b.tcl", "../b.tcl"):
        assert source_target(str(tmp_path / "lib/a.tcl"), word) == str(tmp_path / "b.tcl")


def proc(text: str) -> Proc:
    return outline(parse(text, "tcl")).procs[0]


def test_arguments_as_the_parameters_have_them() -> None:
    found = proc("# Runs a stage.  All of it.\nproc run {stage {corner slow} args} {}\n")
    assert synopsis(command_of(found)) == "run stage [corner] [args]..."
    assert summary(found) == "Runs a stage."
    assert "`corner` | default `slow`" in markdown(found, "flow.tcl")


def test_arguments_as_synopsys_attributes_have_them() -> None:
    found = proc("""\
proc report_worst {args} { parse_proc_arguments -args $args results }
define_proc_attributes report_worst -info "Reports the worst paths" \\
    -define_args {
        {-from "start of the paths" from_list list required}
        {-type "which" "" one_of_string {optional value_help {values {min max}}}}
        {-verbose "more" "" boolean optional}
        {count "how many" count int required}
    }
""")
    command = command_of(found)
    assert command.summary == "Reports the worst paths"
    assert [(o.name, o.required, o.value.values if o.value else None) for o in command.options] == [
        ("-from", True, ()), ("-type", False, ("min", "max")), ("-verbose", False, None),
    ]  # fmt: skip
    assert synopsis(command_of(found)) == "report_worst -from from_list [-type min|max] [-verbose] count"


def test_arguments_as_opensta_has_them() -> None:
    text = 'sta::define_cmd_args "report_mine" {[-from from_list] [-format full|short] pins}\nproc report_mine {args} {}\n'
    assert [option.name for option in command_of(proc(text)).options] == ["-from", "-format"]
    body = 'proc mine {args} {\n  sta::parse_key_args "mine" args keys {-from -to} flags {-fast}\n}\n'
    assert synopsis(command_of(proc(body))) == "mine [-from from] [-to to] [-fast] [arg]..."
