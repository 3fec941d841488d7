"""The commands ``edascribe.listTools`` and ``edascribe.buildCatalogue``: which tools are known, and how one more is.

``edascribe.listTools`` takes the URI of a document, whose team may share catalogues, or nothing. The result is a list, in the order
of the tools' names and versions, of ``{"tool", "version", "title", "language", "size", "source"}``.

``edascribe.buildCatalogue`` takes a tool's name and, where it is not in the search path, its program. It asks the program, under a
progress bar, keeps what it says and checks the open documents by it. The result is ``{"built": true, "title", "version", "size",
"path"}`` or ``{"built": false, "reason"}``.
"""

from __future__ import annotations

import asyncio
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import to_fs_path

from edascribe_codegen.catalogue import CatalogueError, available, keep, shared_folders
from edascribe_codegen.catalogue.schema import Pack
from edascribe_lsp.progress import with_progress
from edascribe_lsp.requests import diagnostics
from edascribe_lsp.session import Session

LIST = "edascribe.listTools"
BUILD = "edascribe.buildCatalogue"


async def list_tools(_ls: Session, params: types.ExecuteCommandParams) -> list[dict[str, str]]:
    """The tools and versions that there are catalogues of."""
    match params.arguments or []:
        case [] | [None]:
            path = ""
        case [str(uri)]:
            path = to_fs_path(uri) or ""
        case _:
            raise JsonRpcInvalidParams(f"{LIST} takes a document's URI or nothing.")
    packs = await asyncio.to_thread(lambda: available(shared_folders(path)))
    return [
        {
            "tool": pack.tool,
            "version": pack.version,
            "title": pack.title,
            "language": pack.language,
            "size": pack.size,
            "source": pack.source,
        }
        for pack in packs
        if pack.commands or pack.classes
    ]


async def build(ls: Session, params: types.ExecuteCommandParams) -> dict[str, Any]:
    """Asks a tool's program for its API and keeps it in the user's cache, where it beats what is shipped."""
    match params.arguments:
        case [str(tool)]:
            executable = ""
        case [str(tool), str(executable)]:
            pass
        case _:
            raise JsonRpcInvalidParams(f"{BUILD} takes a tool's name and, if need be, its program.")
    try:
        built = await with_progress(ls, asyncio.to_thread(_build, tool, executable), f"Asking {tool} for its commands", "")
    except CatalogueError as error:
        return {"built": False, "reason": str(error)}
    if built is None:
        return {"built": False, "reason": "Cancelled."}
    pack, path = built
    ls.analyser.ask_again()
    for document in ls.documents:
        ls.replace_check(document.uri, diagnostics.check(ls, document.uri))
    return {"built": True, "title": pack.title, "version": pack.version, "size": pack.size, "path": path}


def _build(tool: str, executable: str) -> tuple[Pack, str]:
    # All that can read a tool is heavy, and rarely wanted.
    from edascribe_codegen.catalogue.building import build

    pack = build(tool, executable=executable)
    return pack, str(keep(pack))
