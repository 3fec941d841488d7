"""Documents are checked anew only where they changed, and know the procs of the files that they source."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types

from edascribe_lsp.analysis import Analyser
from edascribe_lsp.documents import Document, Documents
from edascribe_lsp.settings import Settings

SETTINGS = Settings(tool="opensta", tool_version="2.0.17")


def opened(path: Path, text: str, version: int = 1, documents: Documents | None = None) -> Document:
    item = types.TextDocumentItem(uri=path.as_uri(), language_id="tcl", version=version, text=text)
    return (documents or Documents()).open(item)


def analyser_of(documents: Documents | None = None) -> Analyser:
    return Analyser(documents or Documents(), folders=tuple, report=lambda message: None)


async def test_a_change_keeps_what_was_found_elsewhere(tmp_path: Path) -> None:
    analyser = analyser_of()
    text = "report_tsn\n" * 50
    first = await analyser.check(await analyser.target(opened(tmp_path / "a.tcl", text), SETTINGS))
    second = await analyser.check(await analyser.target(opened(tmp_path / "a.tcl", text + "report_tsn\n", 2), SETTINGS))
    assert [fault.code for fault in second.faults] == ["api/unknown-command"] * 51
    assert len({id(found) for found in first.findings} & {id(found) for found in second.findings}) >= 48


async def test_procs_of_sourced_files_are_known_once_looked_for(tmp_path: Path) -> None:
    (tmp_path / "more.tcl").write_text("proc mine {} {}\n")
    document = opened(tmp_path / "a.tcl", "source more.tcl\nmine\nother\n")
    analyser = analyser_of()
    await analyser.look_around(document)
    checked = await analyser.check(await analyser.target(document, SETTINGS))
    assert [document.text[fault.start : fault.end] for fault in checked.faults] == ["other"]


async def test_a_file_that_is_open_counts_as_it_stands_in_the_editor(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib/more.tcl").write_text("proc saved {} {}\n")
    documents = Documents()
    analyser = analyser_of(documents)
    main = opened(tmp_path / "a.tcl", "source lib/more.tcl\nunsaved\nsaved\n", documents=documents)
    more = opened(tmp_path / "lib/more.tcl", "proc unsaved {} {}\n", documents=documents)
    await analyser.check(await analyser.target(more, SETTINGS))
    for disturb in (
        lambda: analyser.look_around(main),
        lambda: asyncio.to_thread(analyser.leave, str(tmp_path / "lib")),
        lambda: asyncio.to_thread(analyser.leave, str(tmp_path / "lib/more.tcl")),
    ):
        await disturb()
        checked = await analyser.check(await analyser.target(main, SETTINGS))
        assert [main.text[fault.start : fault.end] for fault in checked.faults] == ["saved"]
    documents.close(more.uri)
    await analyser.look_around(main)
    checked = await analyser.check(await analyser.target(main, SETTINGS))
    assert [main.text[fault.start : fault.end] for fault in checked.faults] == ["unsaved"]


async def test_what_the_team_shares_is_known_and_a_bad_file_there_is_told_once(tmp_path: Path) -> None:
    folder = tmp_path / ".edascribe" / "catalogues"
    folder.mkdir(parents=True)
    (folder / "house.json").write_text(
        '{"format":1,"tool":"house","version":"1","language":"tcl","title":"House","base":"tcl",'
        '"commands":[{"name":"build_house"}],"provenance":{"source":"x"}}'
    )
    (folder / "bad.json").write_text('{"name": "left-pad"}')
    told: list[str] = []
    analyser = Analyser(Documents(), folders=tuple, report=told.append)
    for name in ("a.tcl", "b.tcl"):
        target = await analyser.target(opened(tmp_path / name, "build_house\n# edascribe: tool=house\n"), SETTINGS)
        assert target.catalogue is not None
        assert target.catalogue.title == "House"
        assert (await analyser.check(target)).faults == ()
    (problem,) = told
    assert str(folder / "bad.json") in problem
    assert "is not a catalogue" in problem
