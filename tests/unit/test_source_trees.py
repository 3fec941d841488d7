"""Catalogues from source trees in the shapes of OpenROAD's and OpenSTA's, and what a newer OpenSTA explains of itself."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from edascribe_codegen.catalogue import Catalogue, CatalogueError, load
from edascribe_codegen.catalogue.building import build
from edascribe_codegen.catalogue.procedures import Registry, commands
from edascribe_codegen.catalogue.programs import script_text
from edascribe_codegen.catalogue.prose import Explanation, first_sentence
from edascribe_codegen.catalogue.render import synopsis

STA = r"""
namespace eval sta {
define_cmd_args "get_things" \
  {[-quiet] [-filter expr]\
     [patterns]} \
  -help {The `get_things` command returns things. More is said here.} \
  -arg_help {
    -filter {An expression. See there.}
    patterns {Names with `*`.}
  }
define_cmd_alias "get_thing" "get_things"
proc get_things { args } {
  parse_key_args "get_things" args keys {-filter} flags {-quiet}
  check_argc_eq0or1 "get_things" $args
}
trace variable ::sta_fast "rw" sta::trace_fast
proc trace_fast { name1 name2 op } { global sta_fast }
}
"""
TREE = {
    "CMakeLists.txt": "cmake_minimum_required(VERSION 3.14)\nproject(OpenROAD VERSION 2.5.1\n  LANGUAGES CXX\n)\n",
    "src/OpenRoad.tcl": 'sta::define_cmd_args "write_thing" {[-version 1|2] filename}\n',
    "src/sta/tcl/Sta.tcl": STA,
    "src/sta/test/get.tcl": 'define_cmd_args "only_a_test" {}\n',
    "src/gpl/src/replace.tcl": """
sta::define_cmd_args "place_all" { [-density density] [-skip] [-mode mode] }
proc place_all { args } {
  sta::parse_key_args "place_all" args keys {-density -mode -secret} flags {-skip}
  if { [info exists keys(-density)] } { sta::check_positive_float "-density" $keys(-density) }
  sta::check_argc_eq0 "place_all" $args
}
sta::define_cmd_args "place_some" {names}
proc place_some { args } { sta::check_argc_eq1 place_some $args }
namespace eval gpl { proc hidden {} {} }
""",
    "src/gpl/README.md": """# Placement

### Place All

Places all cells. It takes a while.

```tcl
place_all
    [-density density]
    [-skip]
```

#### Options

| Switch Name | Description |
| ----- | ----- |
| `-density` | Target density. The default is `0.7`. |
| `-skip`, `-mode` | Do not. |

#### Place Some

Places those that are named.

```
place_some names
```

## Example

```tcl
place_all -density 1
```
""",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in TREE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def entry(catalogue: Catalogue, name: str) -> tuple[str, str, dict[str, str]] | None:
    """A command's synopsis, summary, and what is said of its options."""
    command = catalogue.find(name)
    if command is None:
        return None
    said = {known.name: known.summary for known in (*command.options, *(command.positionals or ())) if known.summary}
    return synopsis(command), command.summary, said


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "place_all",
            (
                "place_all [-density density] [-skip] [-mode mode]",
                "Places all cells.",
                {"-density": "Target density.", "-skip": "Do not.", "-mode": "Do not."},
            ),
        ),
        ("place_some", ("place_some names", "Places those that are named.", {})),
        ("write_thing", ("write_thing [-version 1|2] filename", "", {})),
        (
            "get_things",
            (
                "get_things [-quiet] [-filter expr] [patterns]",
                "The `get_things` command returns things.",
                {"-filter": "An expression.", "patterns": "Names with `*`."},
            ),
        ),
        ("get_thing", ("get_thing [-quiet] [-filter expr] [patterns]", "", {})),
        ("only_a_test", None),
        ("hidden", None),
    ],
)
def test_commands_of_a_tree(tree: Path, name: str, expected: tuple[str, str, dict[str, str]] | None) -> None:
    assert entry(Catalogue(build("openroad", source=tree)), name) == expected


def test_the_rest_of_a_tree(tree: Path) -> None:
    pack = build("openroad", source=tree)
    assert (pack.tool, pack.version, pack.contains, pack.base) == ("openroad", "2.5.1", "opensta", "tcl")
    assert set(pack.modules) == {"gpl"}
    assert set(pack.variables) == {"hierarchy_separator", "sta_fast"}
    assert (pack.provenance.source, pack.provenance.kind) == (str(tree), "sources")
    assert [option.hidden for option in _command(pack.commands, "place_all").options] == [False, False, False, True]
    assert {command.name for command in build("opensta", source=tree / "src" / "sta").commands} == {"get_thing", "get_things"}


def _command(entries: tuple[msgspec.Struct, ...], name: str) -> msgspec.Struct:
    return next(command for command in entries if command.name == name)


def test_a_tree_without_what_it_needs_is_told(tree: Path, tmp_path: Path) -> None:
    (tree / "src/sta/tcl/Sta.tcl").unlink()
    with pytest.raises(CatalogueError, match="git submodule update --init src/sta"):
        build("openroad", source=tree)
    with pytest.raises(CatalogueError, match="has no Tcl sources with define_cmd_args"):
        build("opensta", source=tree / "src" / "sta")
    with pytest.raises(CatalogueError, match="does not exist"):
        build("opensta", source=tmp_path / "nosuch")


def test_what_a_newer_opensta_explains_is_asked(need: Callable[[str], str], tmp_path: Path) -> None:
    """The script that runs inside runs here in tclsh, over a registry like that of OpenSTA 3."""
    script = r"""
    namespace eval sta {
      namespace export c
      array set cmd_args {c {[-x x] y} d {}}
      proc version {} { return 3.2.0 }
      proc cmd_help_text {cmd} { if {$cmd eq "d"} { error no }; return "Does \"$cmd\". And more." }
      proc cmd_synopsis_options {args} { return {-x y} }
      proc cmd_arg_help_text {cmd opt} { if {$opt eq "y"} { return "" }; return "Is $opt." }
    }
    """
    path = tmp_path / "run.tcl"
    dump = script_text("opensta_dump.tcl")
    path.write_text(script + dump)
    subprocess.run([need("tclsh"), path], env={"EDASCRIBE_DUMP": str(tmp_path / "dump.json")}, check=True)
    registry = msgspec.json.decode((tmp_path / "dump.json").read_bytes(), type=Registry)
    assert registry.explanations == {
        "c": Explanation('Does "c". And more.', {"-x": "Is -x."}),
        "d": Explanation("", {"-x": "Is -x."}),
    }
    (command, *_) = commands(registry, frozenset(load("tcl").names))
    assert (command.name, command.summary, command.options[0].summary) == ("c", 'Does "c".', "Is -x.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("One. Two.", "One."),
        ("One\nline. Two", "One line."),
        ("One\n\nTwo", "One"),
        ("Getter:\n@brief Gets \\x\nMore", "Gets x"),
        ("@hide", ""),
    ],
)
def test_first_sentences(text: str, expected: str) -> None:
    assert first_sentence(text) == expected
