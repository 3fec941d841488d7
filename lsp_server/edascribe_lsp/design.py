"""The names of the design at hand, read when they are first asked for and again when a file of them has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from edascribe_codegen.catalogue.schema import Kind
from edascribe_codegen.design import Content, design_files, names_of, read_design

# Whoever asks first waits so long, in seconds, before it is answered with what there is.
_PATIENCE = 1.0
# A file's path, time and size.
_Key = tuple[str, int, int]


class Design:
    """The names, and the reading of the files that have them."""

    def __init__(self, folders: Callable[[], Sequence[Path]]) -> None:
        self.names: Mapping[Kind, Sequence[str]] = {}
        self._folders = folders
        self._contents: dict[_Key, Content] = {}
        self._reading: asyncio.Task[None] | None = None
        self._stale = True

    def changed(self) -> None:
        """Says that a file may have changed, so that the next one who asks has them looked at."""
        self._stale = True

    async def get(self) -> bool:
        """Brings the names up to date; False where that takes longer, so that whoever asks should ask again."""
        if self._stale and (self._reading is None or self._reading.done()):
            self._stale = False
            self._reading = asyncio.ensure_future(self._read())
        if self._reading is None or self._reading.done():
            return True
        await asyncio.wait([self._reading], timeout=_PATIENCE)
        return self._reading.done()

    async def _read(self) -> None:
        self._contents = await asyncio.to_thread(_read, self._folders(), self._contents)
        self.names = await asyncio.to_thread(names_of, list(self._contents.values()))


def _read(folders: Sequence[Path], known: Mapping[_Key, Content]) -> dict[_Key, Content]:
    """What is in the files below folders, of those that have not changed as it is known."""
    contents = {}
    for path in design_files(folders):
        try:
            stat = Path(path).stat()
        except OSError:
            # It went away since it was listed.
            continue
        key = (path, stat.st_mtime_ns, stat.st_size)
        contents[key] = known[key] if key in known else read_design(path)
    return contents
