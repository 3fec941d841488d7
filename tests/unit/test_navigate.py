"""Definitions, references and renaming of procedures and variables within and across files."""

from __future__ import annotations

from pathlib import Path

import pytest

from edascribe_codegen.catalogue import load
from edascribe_codegen.check import shapes_of
from edascribe_codegen.meaning import Around
from edascribe_codegen.navigate import CannotRenameError, Place, check_rename, definitions, references, subject_at
from edascribe_codegen.outline import Outline, outline
from edascribe_codegen.workspace import Workspace, entry_of
from edascribe_grammars import parse

OPENSTA = load("opensta", "2.0.17")


class Project:
    """Files of a folder, one of them with the cursor $0."""

    def __init__(self, folder: Path, **files: str) -> None:
        self.texts: dict[str, str] = {}
        self.outlines: dict[str, Outline] = {}
        workspace = Workspace()
        for name, marked in files.items():
            path = folder / f"{name}.tcl"
            text = marked.replace("$0", "", 1)
            path.write_text(text)
            if text != marked:
                self.here, self.offset = str(path), marked.index("$0")
            self.texts[str(path)] = text
            self.outlines[str(path)] = outline(parse(text, "tcl", shapes_of(OPENSTA)))
        for place, found in self.outlines.items():
            workspace.put(entry_of(place, found))
        self.around = Around(path=self.here, workspace=workspace, folders=(folder,))
        self.outline = self.outlines[self.here]

    def read(self, path: str, word: str) -> Outline | None:
        return self.outlines[path] if word in self.texts[path] else None

    def shown(self, place: Place) -> str:
        """A place as ``file:line:text``."""
        text = self.texts[place.path]
        return f"{Path(place.path).stem}:{text.count(chr(10), 0, place.start) + 1}:{text[place.start : place.end]}"

    def definitions(self) -> list[str]:
        return [self.shown(place) for place in definitions(self.outline, self.offset, self.around, self.read)]

    def references(self) -> list[str]:
        subject = subject_at(self.outline, self.offset, self.around)
        if subject is None:
            return []
        found = [place for group in references(self.outline, subject, self.around, self.read) for place in group]
        assert all(self.texts[place.path][place.start : place.end] == subject.tail for place in found)
        return sorted(self.shown(place) for place in found)


def test_procedures_across_files(tmp_path: Path) -> None:
    project = Project(
        tmp_path,
        main="source lib.tcl\nru$0n 1\nputs [run 2]\n# run\nputs run\nset run 1\nputs $run\n",
        lib="proc run {x} {}\ndefine_proc_attributes run -info x\nnamespace export run\n",
        other="proc run {} {}\nrun\n",
    )
    assert project.definitions() == ["lib:1:run"]
    assert project.references() == ["lib:1:run", "lib:2:run", "lib:3:run", "main:2:run", "main:3:run"]


def test_procedures_of_namespaces(tmp_path: Path) -> None:
    project = Project(
        tmp_path,
        main="namespace eval flow {\n  proc go {} {}\n  proc all {} { g$0o }\n}\nflow::go\n::flow::go\ngo\n",
        other="proc go {} {}\ngo\nflow::go\n",
    )
    assert project.definitions() == ["main:2:go"]
    assert project.references() == ["main:2:go", "main:3:go", "main:5:go", "main:6:go", "other:3:go"]


def test_a_definition_of_a_name_that_another_file_defines_too(tmp_path: Path) -> None:
    project = Project(tmp_path, main="proc ru$0n {} {}\nrun\n", other="proc run {} {}\nrun\n")
    assert project.references() == ["main:1:run", "main:2:run"]


def test_local_variables(tmp_path: Path) -> None:
    text = "set x 0\nproc a {x} {\n  puts $$0x\n  incr x\n  foreach y $x { puts ${x}[set x] }\n}\nproc b {} { set x 1 }\n"
    project = Project(tmp_path, main=text)
    assert project.definitions() == ["main:2:x"]
    assert project.references() == ["main:2:x", "main:3:x", "main:4:x", "main:5:x", "main:5:x", "main:5:x"]


def test_global_variables_of_connected_files(tmp_path: Path) -> None:
    project = Project(
        tmp_path,
        main="source lib.tcl\nputs $sta$0ge\n",
        lib="set stage synth\nproc show {} {\n  global stage\n  puts $stage$::stage\n}\nproc other {stage} {}\n",
        far="set stage 2\n",
    )
    assert project.definitions() == ["lib:1:stage"]
    assert project.references() == ["lib:1:stage", "lib:3:stage", "lib:4:stage", "lib:4:stage", "main:2:stage"]


def test_variables_of_namespaces(tmp_path: Path) -> None:
    text = "namespace eval f {\n  variable v 1\n  proc g {} { variable v; return $$0v }\n}\nputs $f::v\nputs $v\n"
    assert Project(tmp_path, main=text).references() == ["main:2:v", "main:3:v", "main:3:v", "main:5:v"]


def test_sourced_files(tmp_path: Path) -> None:
    project = Project(tmp_path, main="source [file join $here li$0b.tcl]\n", lib="")
    assert project.definitions() == ["lib:1:"]


@pytest.mark.parametrize("text", ["# ru$0n\n", "puts ru$0n\n", "$0", "create_cl$0ock\n", "nothing$0\n", "puts $no$0ne\n"])
def test_nothing_is_defined_there(tmp_path: Path, text: str) -> None:
    assert Project(tmp_path, main=text, lib="proc run {} {}\n").definitions() == []


def test_names_that_cannot_be_given(tmp_path: Path) -> None:
    project = Project(tmp_path, main="proc ru$0n {} {}\nproc other {} {}\n")
    subject = subject_at(project.outline, project.offset, project.around)
    assert subject is not None
    check_rename(subject, "fine_2", OPENSTA, project.around)
    for name, reason in (("a b", "letters"), ("", "letters"), ("report_checks", "OpenSTA"), ("other", "already, in main.tcl")):
        with pytest.raises(CannotRenameError, match=reason):
            check_rename(subject, name, OPENSTA, project.around)
