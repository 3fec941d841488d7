"""The command ``edascribe.showLastRejections``: what the model wrote lately and was not shown, and why.

It takes nothing, or ``{"show": false}`` from a client that shows them itself. The result is a list, the latest first, of ``{"uri",
"line", "text", "reason"}`` (lines from 0); the client's log gets the same in words, and else the user a message that says how many
there are.
"""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from edascribe_lsp.session import Session

COMMAND = "edascribe.showLastRejections"


async def show(ls: Session, params: types.ExecuteCommandParams) -> list[dict[str, Any]]:
    """Tells the last rejections."""
    rejections = list(reversed(ls.rejections))
    for rejection in rejections:
        written = rejection["text"].strip() or "nothing"
        place = f"{rejection['uri']}:{rejection['line'] + 1}"
        ls.log(types.MessageType.Info, f"Rejected at {place}: {rejection['reason']} The model wrote: {written}")
    if params.arguments == [{"show": False}]:
        return rejections
    said = f"Answers rejected lately: {len(rejections)}; the log says why." if rejections else "No answer was rejected lately."
    ls.show(types.MessageType.Info, said)
    return rejections
