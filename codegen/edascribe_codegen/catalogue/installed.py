"""The installed tools: asked for their commands once for each program, and preferred to what is shipped."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from edascribe_codegen.cache import cache_folder
from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.library import load, load_chosen, load_file, write

# The tools whose programs are asked without the user's wish, since they answer in a second, and how these are called.
PROGRAMS = {"openroad": "openroad", "opensta": "sta", "yosys": "yosys"}
_log = logging.getLogger(__name__)


def resolve(tool: str, version: str = "", executable: str = "", folders: Iterable[Path] = ()) -> Catalogue:
    """The catalogue for a tool: of the installed program, or, where there is none or another version is asked for, of a pack.

    One that was put into ``folders``, or into those that EDASCRIBE_CATALOGUES names, is what the project is written for, and
    comes before a program that is only found on PATH.
    A program that was named and does not answer raises CatalogueError; one that was only found on PATH is passed over with a
    warning in the log.
    """
    chosen = None if executable else load_chosen(tool, version, folders)
    if chosen is not None:
        return chosen
    try:
        found = installed(tool, executable)
    except CatalogueError as error:
        if executable:
            raise
        _log.warning("%s A catalogue from a file is used instead.", error)
        found = None
    if found is not None and version in ("", found.version):
        return found
    return load(tool, version, folders)


def named(tool: str, folders: Iterable[Path] = ()) -> Catalogue:
    """The catalogue that a user names: ``TOOL``, ``TOOL@VERSION`` or a file that ends in ``.json``. Raises CatalogueError."""
    if tool.endswith(".json"):
        return load_file(Path(tool))
    name, _, version = tool.partition("@")
    return resolve(name, version, folders=folders)


def installed(tool: str, executable: str = "") -> Catalogue | None:
    """The catalogue of the installed program, or None where there is none on PATH or the tool cannot be asked.

    The answer is kept on disk for each program, told by path, time and size. Raises CatalogueError.
    """
    if tool not in PROGRAMS:
        return None
    path = shutil.which(executable or PROGRAMS[tool])
    if path is None:
        if executable:
            raise CatalogueError(f"The program {executable} for {tool} is not there or cannot be run. Correct its path.")
        return None
    stat = Path(path).stat()
    return _ask(tool, path, stat.st_mtime_ns, stat.st_size, cache_folder())


@lru_cache(maxsize=16)
def _ask(tool: str, path: str, modified: int, size: int, cache: Path) -> Catalogue:
    key = hashlib.sha256(f"{path}\0{modified}\0{size}".encode())
    # When the code that asked or the catalogue below changes, kept answers are asked for again.
    here = Path(__file__).parent
    for source in (*sorted(here.glob("*.py")), *sorted(here.glob("*.tcl")), *here.glob("packs/tcl-*.json")):
        key.update(source.read_bytes())
    file = cache / "installed" / f"{tool}-{key.hexdigest()[:16]}.json"
    if file.exists():
        try:
            return load_file(file)
        except CatalogueError as error:
            _log.warning("%s It is made again.", error)
    # All that can read a tool is imported when one has to be read, which is once for each program.
    from edascribe_codegen.catalogue.building import build

    pack = build(tool, executable=path)
    try:
        write(pack, file)
    except CatalogueError as error:
        # Without a cache the program is asked again at the next start: slower, no less right.
        _log.warning("%s", error)
    return Catalogue(pack, load(pack.base))
