"""The workspace's Tcl files are read in the background, and again when they change: its procedures serve all features."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from edascribe_codegen.design import OTHERS, VERILOG
from edascribe_codegen.patterns import IGNORE_FILE
from edascribe_codegen.workspace import TCL_SUFFIXES, Entry, read_entry, tcl_files
from edascribe_lsp.progress import Reporter, with_progress
from edascribe_lsp.requests import diagnostics
from edascribe_lsp.session import Session

# Seconds after the start: the documents that the editor opens with come first.
_PAUSE = 0.3
# Files that are read before the others are told of.
_BATCH = 32

_log = logging.getLogger(__name__)


def folders_of(params: types.InitializeParams) -> tuple[Path, ...]:
    """The folders that the client has open."""
    uris = [folder.uri for folder in params.workspace_folders or ()] or ([params.root_uri] if params.root_uri else [])
    paths = [to_fs_path(uri) for uri in uris]
    return tuple([Path(path) for path in paths if path])


async def index(ls: Session, folders: Sequence[Path], pause: float = _PAUSE) -> None:
    """Reads the Tcl files below folders, under a progress bar that the user can cancel; then checks the open documents."""
    await asyncio.sleep(pause)
    paths = await asyncio.to_thread(tcl_files, folders)
    if paths:
        reporter = Reporter(ls)
        await with_progress(ls, _read(ls, paths, reporter), "Reading the workspace", f"{len(paths)} files", reporter=reporter)
        diagnostics.check_outdated(ls)
        # What was read stays, so looking for garbage need not go through it again and again.
        gc.freeze()


async def watch(ls: Session) -> None:
    """Asks the client to tell of changed files, where it can."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is None or not watching.dynamic_registration:
        return
    suffixes = sorted(suffix[1:] for suffix in TCL_SUFFIXES | VERILOG | OTHERS)
    patterns = [f"**/*.{{{','.join(suffixes)}}}", f"**/{IGNORE_FILE}"]
    registration = types.Registration(
        id="edascribe-files",
        method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        register_options={"watchers": [{"globPattern": pattern} for pattern in patterns]},
    )
    try:
        await ls.client_register_capability_async(types.RegistrationParams(registrations=[registration]))
    except JsonRpcException as error:
        _log.warning("The client will not tell of changed files: %s", error)


async def files_changed(ls: Session, params: types.DidChangeWatchedFilesParams) -> None:
    """Reads changed files again and forgets those that are gone; what is open counts as it stands in the editor."""
    ls.ask_again_what_is_withheld()
    opened = {document.path for document in ls.documents}
    changed = {path: change.type for change in params.changes if (path := to_fs_path(change.uri)) and path not in opened}
    if any(Path(path).suffix.lower() not in TCL_SUFFIXES - OTHERS for path in changed):
        ls.design.changed()
    await refresh(ls, changed)


async def folders_changed(ls: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Reads folders that are new and forgets those that the client has closed."""
    removed = [Path(path) for folder in params.event.removed if (path := to_fs_path(folder.uri))]
    added = [Path(path) for folder in params.event.added if (path := to_fs_path(folder.uri))]
    ls.folders = (*(folder for folder in ls.folders if folder not in removed), *added)
    for folder in removed:
        ls.analyser.leave(str(folder))
    ls.design.changed()
    # Patterns of files are read from the folders that are open.
    ls.ask_again_what_is_withheld()
    ls.analyser.ask_again()
    ls.start(index(ls, added, pause=0))


async def refresh(ls: Session, paths: Iterable[str]) -> None:
    """Reads files again, and checks the open documents where that makes or takes away commands."""
    for path in paths:
        entry = await asyncio.to_thread(read_entry, path) if _is_tcl(ls, path) else None
        if entry is None:
            ls.analyser.leave(path)
        else:
            ls.analyser.take(entry)
    diagnostics.check_outdated(ls)


def _is_tcl(ls: Session, path: str) -> bool:
    return Path(path).suffix.lower() in TCL_SUFFIXES or ls.analyser.workspace.entry(path) is not None


async def _read(ls: Session, paths: list[str], reporter: Reporter) -> None:
    for start in range(0, len(paths), _BATCH):
        for entry in await asyncio.to_thread(_entries, paths[start : start + _BATCH]):
            ls.analyser.take(entry)
        reporter.tell(min(start + _BATCH, len(paths)), len(paths))


def _entries(paths: list[str]) -> list[Entry]:
    entries = []
    for path in paths:
        entry = read_entry(path)
        if entry is not None:
            entries.append(entry)
        # Lets the requests in that wait meanwhile.
        time.sleep(0)
    return entries
