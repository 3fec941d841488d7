"""What is known across the files of a workspace, end to end over stdio: procedures, variables, names of the design."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from editor import PATIENCE, Editor, editor
from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import to_fs_path

from edascribe_lsp.convert import Lines

MAIN = "main.tcl"


class Project:
    """A folder that an editor has open; ``$0`` in a text is the cursor and no part of it."""

    def __init__(self, ed: Editor, folder: Path, encoding: str) -> None:
        self.ed = ed
        self.client = ed.client
        self.folder = folder
        self.texts: dict[str, str] = {}
        self.cursors: dict[str, types.Position] = {}
        self._encoding = encoding

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def identifier(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    def here(self, name: str = MAIN) -> dict[str, Any]:
        """A file and the cursor in it."""
        return {"text_document": self.identifier(name), "position": self.cursors[name]}

    def write(self, name: str, marked: str) -> None:
        """Writes a file, or replaces what is known of an open one."""
        self.texts[name] = marked.replace("$0", "", 1)
        if "$0" in marked:
            self.cursors[name] = Lines(self.texts[name], self._encoding).position(marked.index("$0"))
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(self.texts[name])

    async def open(self, name: str, unsaved: str | None = None) -> list[str]:
        """Opens a file, as it is or with another text, and says what stands where its faults are."""
        if unsaved is not None:
            self.texts[name] = unsaved
        found = await self.ed.open(self.texts[name], self.uri(name))
        return [self.shown(name, fault.range) for fault in found]

    def faults(self, name: str = MAIN) -> list[str]:
        """What stands where the faults are that were told last."""
        return [self.shown(name, fault.range) for fault in self.client.diagnostics.get(self.uri(name), ())]

    def shown(self, name: str, span: types.Range) -> str:
        lines = Lines(self.texts[name], self._encoding)
        return f"{span.start.line + 1}:{lines.text[lines.offset(span.start) : lines.offset(span.end)]}"

    def places(self, found: Iterable[types.Location]) -> list[str]:
        """Locations as ``file:line:text``."""
        named = [(str(Path(to_fs_path(place.uri) or "").relative_to(self.folder)), place.range) for place in found]
        return sorted(f"{name}:{self.shown(name, span)}" for name, span in named)

    async def definition(self, name: str = MAIN) -> list[str]:
        found = await self.client.text_document_definition_async(types.DefinitionParams(**self.here(name)))
        assert found is not None
        return self.places(found if isinstance(found, list | tuple) else [found])

    async def references(self, name: str = MAIN) -> list[str]:
        context = types.ReferenceContext(include_declaration=True)
        found = await self.client.text_document_references_async(types.ReferenceParams(context=context, **self.here(name)))
        return self.places(found or ())

    async def labels(self, name: str = MAIN) -> list[str]:
        cursor = self.cursors[name]
        return await self.ed.labels(cursor.line, cursor.character, self.uri(name))

    async def symbols(self, query: str) -> list[str]:
        found = await self.client.workspace_symbol_async(types.WorkspaceSymbolParams(query))
        assert found is not None
        return [symbol.name for symbol in found]

    def tell_changed(self, name: str, kind: types.FileChangeType) -> None:
        """Tells the server of a change on disk, as an editor that watches the folder does."""
        changes = [types.FileEvent(self.uri(name), kind)]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))

    async def until_known(self, name: str) -> None:
        """Waits until the workspace has a procedure."""
        async with asyncio.timeout(PATIENCE):
            while name not in await self.symbols(name):  # noqa: ASYNC110 (a condition on what the server says)
                await asyncio.sleep(0.02)


@asynccontextmanager
async def project(folder: Path, files: dict[str, str], encoding: str = "utf-16") -> AsyncIterator[Project]:
    """A client with a folder of these files, which the server has read."""
    settings = {"tool": "opensta", "toolVersion": "2.0.17"}
    async with editor(folder=folder, encoding=encoding, settings=settings) as ed:
        this = Project(ed, folder, encoding)
        # It is read last.
        for name, text in {**files, "zz.tcl": "proc zz_last {} {}\n"}.items():
            this.write(name, text)
        await this.until_known("zz_last")
        yield this


LIBRARY = """\
# Runs a *stage*.
# Slowly.
proc run {stage {corner slow}} {
    global period
    puts $period$stage
}
set period 10
"""


async def test_procedures_across_files(tmp_path: Path) -> None:
    files = {
        MAIN: "source lib/lib.tcl\nru$0n synth\nputs [run place]\n# run\n",
        "lib/lib.tcl": LIBRARY,
        "other.tcl": "proc run {} {}\nrun\n",
        "far.tcl": "source lib/lib.tcl\nrun route\n",
    }
    async with project(tmp_path, files) as here:
        assert await here.open(MAIN) == []
        assert await here.definition() == ["lib/lib.tcl:3:run"]
        assert await here.references() == ["far.tcl:2:run", "lib/lib.tcl:3:run", "main.tcl:2:run", "main.tcl:3:run"]
        text = await here.ed.hover(1, 1, here.uri(MAIN))
        assert "run stage [corner]" in text
        assert "    Runs a *stage*.\n    Slowly." in text
        assert "*lib/lib.tcl*" in text
        links = await here.client.text_document_document_link_async(types.DocumentLinkParams(here.identifier(MAIN)))
        assert [(here.shown(MAIN, link.range), link.target) for link in links or ()] == [("1:lib/lib.tcl", here.uri("lib/lib.tcl"))]


async def test_variables_across_files(tmp_path: Path) -> None:
    files = {MAIN: "source lib.tcl\nputs $$0period\n", "lib.tcl": LIBRARY, "far.tcl": "set period 1\n"}
    async with project(tmp_path, files) as here:
        await here.open(MAIN)
        assert await here.definition() == ["lib.tcl:7:period"]
        assert await here.references() == ["lib.tcl:4:period", "lib.tcl:5:period", "lib.tcl:7:period", "main.tcl:2:period"]


async def test_what_is_open_counts_as_it_stands_in_the_editor(tmp_path: Path) -> None:
    async with project(tmp_path, {MAIN: "source lib.tcl\nru$0n synth\nfresh\n", "lib.tcl": LIBRARY}) as here:
        unsaved = "\n\n" + LIBRARY + "proc fresh {} {}\n"
        await here.open("lib.tcl", unsaved)
        assert await here.open(MAIN) == []
        assert await here.definition() == ["lib.tcl:5:run"]
        for disturb in (
            lambda: here.client.text_document_did_save(types.DidSaveTextDocumentParams(here.identifier(MAIN))),
            lambda: here.tell_changed("lib.tcl", types.FileChangeType.Changed),
        ):
            here.client.diagnostics.clear()
            disturb()
            # The server takes messages in turn, so its answer to what follows is an answer after the disturbance.
            assert await here.definition() == ["lib.tcl:5:run"]
        await here.ed.change(((2, 0), (2, 0), "\n"), uri=here.uri("lib.tcl"))
        here.texts["lib.tcl"] = "\n" + unsaved
        assert await here.definition() == ["lib.tcl:6:run"]
        here.client.text_document_did_close(types.DidCloseTextDocumentParams(here.identifier("lib.tcl")))
        here.texts["lib.tcl"] = LIBRARY
        await here.ed.until(lambda: here.faults() == ["3:fresh"])
        assert await here.definition() == ["lib.tcl:3:run"]


async def test_a_procedure_that_another_open_document_defines_is_no_fault_any_more(tmp_path: Path) -> None:
    async with project(tmp_path, {MAIN: "run synth\n", "lib.tcl": "\n"}) as here:
        refreshed: list[None] = []
        here.client.feature(types.WORKSPACE_SEMANTIC_TOKENS_REFRESH)(lambda _: refreshed.append(None))
        assert await here.open(MAIN) == ["1:run"]
        await here.open("lib.tcl")
        here.ed.edit(((0, 0), (0, 0), LIBRARY), uri=here.uri("lib.tcl"))
        await here.ed.until(lambda: here.faults() == [])
        # What is called is a function now, and to be coloured like one.
        await here.ed.until(lambda: refreshed)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_renaming_in_all_files(tmp_path: Path, encoding: str) -> None:
    files = {
        MAIN: "source lib.tcl\nputs \U0001f600; r$0un [run \u6642]\n",
        "lib.tcl": LIBRARY,
        "far.tcl": "source lib.tcl\nputs \U0001f600\u00e9; run route\n",
        "other.tcl": "proc run {} {}\nrun\n",
    }
    async with project(tmp_path, files, encoding) as here:
        await here.open("lib.tcl")
        await here.open(MAIN)
        await here.ed.change(((0, 0), (0, 0), "\n"), uri=here.uri(MAIN))
        here.write(MAIN, "\n" + files[MAIN])
        ready = await here.client.text_document_prepare_rename_async(types.PrepareRenameParams(**here.here()))
        assert isinstance(ready, types.PrepareRenamePlaceholder)
        assert (here.shown(MAIN, ready.range), ready.placeholder) == ("3:run", "run")
        edit = await here.client.text_document_rename_async(types.RenameParams(new_name="go", **here.here()))
        assert edit is not None
        changes = [change for change in edit.document_changes or () if isinstance(change, types.TextDocumentEdit)]
        versions = {Path(to_fs_path(change.text_document.uri) or "").name: change.text_document.version for change in changes}
        assert versions == {MAIN: 2, "lib.tcl": 1, "far.tcl": None}
        for change in changes:
            name = Path(to_fs_path(change.text_document.uri) or "").name
            text = here.texts[name]
            lines = Lines(text, encoding)
            for one in sorted(change.edits, key=lambda one: one.range.start, reverse=True):
                assert isinstance(one, types.TextEdit)
                text = text[: lines.offset(one.range.start)] + one.new_text + text[lines.offset(one.range.end) :]
            assert text == here.texts[name].replace("run", "go").replace("# Runs", "# Runs")
        with pytest.raises(JsonRpcInvalidParams, match="OpenSTA"):
            await here.client.text_document_rename_async(types.RenameParams(new_name="report_checks", **here.here()))


async def test_symbols(tmp_path: Path) -> None:
    async with project(tmp_path, {MAIN: "proc zz_first {a b} {}\nset top chip\n", "lib.tcl": LIBRARY}) as here:
        await here.open(MAIN)
        found = await here.client.text_document_document_symbol_async(types.DocumentSymbolParams(here.identifier(MAIN)))
        symbols = [symbol for symbol in found or () if isinstance(symbol, types.DocumentSymbol)]
        assert [(symbol.name, symbol.detail, symbol.kind) for symbol in symbols] == [
            ("zz_first", "a b", types.SymbolKind.Function), ("top", None, types.SymbolKind.Variable),
        ]  # fmt: skip
        assert [here.shown(MAIN, symbol.selection_range) for symbol in symbols] == ["1:zz_first", "2:top"]
        assert await here.symbols("zz") == ["zz_first", "zz_last"]
        assert await here.symbols("rn") == ["run"]


async def test_completion_across_files(tmp_path: Path) -> None:
    files = {MAIN: "source lib.tcl\nr$0\n", "lib.tcl": LIBRARY, "far.tcl": "proc rrr {} {}\nset perfect 1\n"}
    async with project(tmp_path, files) as here:
        await here.open(MAIN)
        labels = await here.labels()
        assert labels[0] == "run"
        assert labels.index("rrr") > labels.index("report_checks")
        here.write("b.tcl", "source lib.tcl\nputs $pe$0\n")
        await here.open("b.tcl")
        labels = await here.labels("b.tcl")
        assert labels[0] == "period"
        assert "perfect" not in labels


DESIGN = {
    "rtl/top.v": "module top (input clk, input [1:0] data, output q);\n  wire n1;\n  BUF_X1 u_buf (.A(clk), .Z(n1));\nendmodule\n",
    "lib/cells.lib": 'library (fast) {\n  cell (BUF_X1) {\n  }\n  cell ("INV_X2") {\n  }\n}\n',
    "lib/tech.lef": "LAYER metal1\nEND metal1\nMACRO NAND2_X1\nEND NAND2_X1\n",
    "top.sdc": "create_clock -name core -period 10 [get_ports clk]\n",
}


async def test_names_of_the_design(tmp_path: Path) -> None:
    async with project(tmp_path, {**DESIGN, MAIN: ""}) as here:
        await here.open(MAIN)
        rows = {
            "set_input_delay 1 [get_ports $0]": ["clk", "data", "data[*]", "data[1]", "data[0]", "q"],
            "set_input_delay 1 [get_ports {clk da$0}]": ["data", "data[*]", "data[1]", "data[0]"],
            "get_cells u$0": ["u_buf"],
            "get_pins u_buf/$0": ["u_buf/A", "u_buf/Z"],
            "get_nets n$0": ["n1"],
            "get_clocks c$0": ["core"],
            "get_lib_cells *X$0": [],
            "get_lib_cells N$0": ["NAND2_X1", "INV_X2"],
        }
        for number, (marked, expected) in enumerate(rows.items()):
            name = f"row{number}.tcl"
            here.write(name, marked + "\n")
            await here.open(name)
            labels = await here.labels(name)
            assert [label for label in labels if not label.startswith("-")] == expected, marked
        # A file that changes on disk is read again.
        here.write("rtl/top.v", DESIGN["rtl/top.v"].replace("output q", "output q, output ready"))
        here.tell_changed("rtl/top.v", types.FileChangeType.Changed)
        assert "ready" in await here.labels("row0.tcl")


async def test_files_that_come_and_change_and_go(tmp_path: Path) -> None:
    async with project(tmp_path, {MAIN: "source lib.tcl\nlate\n"}) as here:
        (registration,) = [one for one in here.ed.registrations if one.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
        watcher, rules = registration.register_options["watchers"]
        assert rules["globPattern"] == "**/.edascribeignore"
        assert {"tcl", "sdc", "v", "lib", "lef"} <= set(watcher["globPattern"].removeprefix("**/*.{").removesuffix("}").split(","))
        assert await here.open(MAIN) == ["2:late"]
        here.write("lib.tcl", "proc late {} {}\n")
        here.tell_changed("lib.tcl", types.FileChangeType.Created)
        await here.ed.until(lambda: here.faults() == [])
        here.write("lib.tcl", "proc later {} {}\n")
        here.tell_changed("lib.tcl", types.FileChangeType.Changed)
        await here.ed.until(lambda: here.faults() == ["2:late"])
        assert await here.symbols("late") == ["later"]
        here.write("lib.tcl", "proc late {} {}\n")
        # Not every editor watches files: saving a script has those that it sources read again.
        here.client.text_document_did_save(types.DidSaveTextDocumentParams(here.identifier(MAIN)))
        await here.ed.until(lambda: here.faults() == [])
        links = await here.client.text_document_document_link_async(types.DocumentLinkParams(here.identifier(MAIN)))
        assert [link.target for link in links or ()] == [here.uri("lib.tcl")]
        (tmp_path / "lib.tcl").unlink()
        here.tell_changed("lib.tcl", types.FileChangeType.Deleted)
        await here.ed.until(lambda: here.faults() == ["2:late"])


async def test_reading_many_files_shows_progress(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"file{number}.tcl").write_text(LIBRARY * 3)
    async with editor(folder=tmp_path) as ed:

        def told() -> list[Any]:
            return [report for reports in ed.client.progress_reports.values() for report in reports]

        await ed.until(lambda: any(value.kind == "end" for value in told()))
        begin, *between, _ = told()
        assert (begin.title, begin.message) == ("Reading the workspace", "300 files")
        assert [value.percentage for value in between] == sorted(value.percentage for value in between)
        assert between[-1].message == "300 of 300"
