"""The catalogues at hand: packs that are shipped, that were built from installed tools, and that a user's folders hold."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from edascribe_codegen.cache import cache_folder
from edascribe_codegen.catalogue.contents import Catalogue
from edascribe_codegen.catalogue.errors import CatalogueError
from edascribe_codegen.catalogue.schema import FORMAT, Pack, Provenance, Scope

SHIPPED = Path(__file__).parent / "packs"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """One catalogue at hand.

    ``commands`` counts its own, ``classes`` those of an API in Python, at which scripts get by the modules ``imports``.
    """

    tool: str
    version: str
    language: str
    title: str
    commands: int
    classes: int
    imports: tuple[str, ...]
    provenance: Provenance
    path: Path

    @property
    def size(self) -> str:
        """How much it has, in words: ``176 commands``."""
        return f"{self.commands} commands" if self.commands or not self.classes else f"{self.classes} classes"

    @property
    def source(self) -> str:
        """Where the catalogue comes from, in words."""
        return self.provenance.in_words


def load(tool: str, version: str = "", folders: Iterable[Path] = ()) -> Catalogue:
    """The catalogue of a tool in a version.

    Packs in ``folders``, in those that EDASCRIBE_CATALOGUES names and in the user's cache come before the shipped ones; without
    a version it is the newest of the first place that has the tool. Raises CatalogueError when there is none or its file is bad.
    """
    return _load(tool, version, _places(folders), folders)


def load_chosen(tool: str, version: str = "", folders: Iterable[Path] = ()) -> Catalogue | None:
    """The catalogue of a tool that the user's team or the user has put into a folder, if there is one."""
    places = _chosen_places(folders)
    if not any(pack.tool == tool and version in ("", pack.version) for place in places for pack in _scan(place)[0]):
        return None
    return _load(tool, version, places, folders)


def _load(tool: str, version: str, places: Iterable[Path], folders: Iterable[Path]) -> Catalogue:
    tried: list[PackInfo] = []
    bad: list[str] = []
    for place in places:
        packs, problems = _scan(place)
        bad += [
            problem
            for path, problem in problems
            if path.stem in (f"{tool}-{version}", tool) or (not version and path.stem.startswith(f"{tool}-"))
        ]
        having = [pack for pack in packs if pack.tool == tool]
        tried += having
        matching = [pack for pack in having if not version or pack.version == version]
        if matching:
            return load_file(max(matching, key=lambda pack: _version_key(pack.version)).path)
    if bad:
        raise CatalogueError(bad[0])
    if tried:
        versions = ", ".join(sorted({pack.version for pack in tried}, key=_version_key))
        raise CatalogueError(f"There is no catalogue for {tool} {version}. At hand: {versions}.")
    tools = ", ".join(sorted({pack.tool for pack in available(folders)}))
    raise CatalogueError(
        f"There is no catalogue for the tool {tool!r}. At hand: {tools}. "
        "Put its catalogue into .edascribe/catalogues beside the scripts, or into a folder that EDASCRIBE_CATALOGUES names."
    )


def load_file(path: Path) -> Catalogue:
    """The catalogue in one file. Raises CatalogueError, which names the file, what is wrong with it and what to do."""
    try:
        stat = path.stat()
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read ({error.strerror or error}).") from error
    return _load_file(path, stat.st_mtime_ns, stat.st_size)


def available(folders: Iterable[Path] = ()) -> tuple[PackInfo, ...]:
    """All catalogues at hand, the preferred one first where several have the same tool and version; bad files are left out."""
    found: dict[tuple[str, str], PackInfo] = {}
    for place in _places(folders):
        for pack in _scan(place)[0]:
            found.setdefault((pack.tool, pack.version), pack)
    return tuple(sorted(found.values(), key=lambda pack: (pack.tool, _version_key(pack.version))))


def problems(folders: Iterable[Path] = ()) -> tuple[str, ...]:
    """Why files beside the catalogues were skipped: each with its path, what is wrong and what to do."""
    return tuple(problem for place in _places(folders) for _, problem in _scan(place)[1])


def shared_folders(path: str | Path) -> tuple[Path, ...]:
    """The folders `.edascribe/catalogues` beside a file and in the folders above it, the nearest first.

    A team checks them in with the scripts, so that all use the same catalogues.
    """
    places = Path(path).absolute().parents if path else ()
    return tuple(folder for place in places if (folder := place / ".edascribe" / "catalogues").is_dir())


def write(pack: Pack, path: Path) -> None:
    """Writes a pack so that a reader sees the old file or the new one, never a part. Raises CatalogueError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(encode(pack))
            # A temporary file is its owner's alone, a catalogue is for all.
            Path(unfinished).chmod(0o644)
            Path(unfinished).replace(path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CatalogueError(
            f"{path} cannot be written ({error.strerror or error}). Set EDASCRIBE_CACHE to a folder of yours."
        ) from error


def keep(pack: Pack, folder: Path | None = None) -> Path:
    """Writes a pack into a folder, by default the user's cache, where it beats the shipped ones. Raises CatalogueError.

    Returns its file.
    """
    path = (folder or built_folder()) / f"{pack.tool}-{pack.version}.json"
    write(pack, path)
    return path


def encode(pack: Pack) -> bytes:
    """A pack as its file has it: JSON with one command, scope or member a line, so that a change shows in a difference."""
    text = msgspec.json.encode(msgspec.structs.replace(pack, commands=(), scopes=()))
    text = text.replace(b'"commands":[]', b'"commands":' + _lines(map(msgspec.json.encode, pack.commands)), 1)
    if pack.scopes:
        text = text[:-1] + b',"scopes":' + _lines(map(_encode_scope, pack.scopes)) + b"}"
    return text + b"\n"


def _encode_scope(scope: Scope) -> bytes:
    head = msgspec.json.encode(msgspec.structs.replace(scope, members=()))
    return head[:-1] + b',"members":' + _lines(map(msgspec.json.encode, scope.members)) + b"}"


def _lines(items: Iterable[bytes]) -> bytes:
    """A list in JSON with one item a line."""
    return b"[\n" + b",\n".join(items) + b"\n]"


def read(path: Path) -> Pack:
    """The pack in a file. Raises CatalogueError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read ({error.strerror or error}).") from error
    try:
        form = msgspec.json.decode(content, type=_Format).format
        if form == FORMAT:
            return msgspec.json.decode(content, type=Pack)
    except msgspec.MsgspecError as error:
        raise CatalogueError(
            f"{path} is not a catalogue ({error}). Build it again with `edascribe catalogue build`, or move it out of that folder."
        ) from error
    raise CatalogueError(
        f"{path} has the format {form}, this version of Edascribe reads {FORMAT}. Build it again with `edascribe catalogue build`, "
        f"or use the Edascribe that wrote it."
    )


def built_folder() -> Path:
    """Where `edascribe catalogue build` keeps what it makes."""
    return cache_folder() / "catalogues"


class _Format(msgspec.Struct):
    format: int


@lru_cache(maxsize=64)
def _load_file(path: Path, _modified: int, _size: int) -> Catalogue:
    pack = read(path)
    return Catalogue(pack, load(pack.base) if pack.base else None)


def _places(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of packs, the preferred first."""
    return (*_chosen_places(folders), built_folder(), SHIPPED)


def _chosen_places(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders into which packs are put by hand."""
    named = os.environ.get("EDASCRIBE_CATALOGUES", "")
    return (*folders, *(Path(folder).expanduser() for folder in named.split(os.pathsep) if folder))


def _scan(folder: Path) -> tuple[Sequence[PackInfo], Sequence[tuple[Path, str]]]:
    """The packs in a folder, and its bad files with what is wrong."""
    packs: list[PackInfo] = []
    bad: list[tuple[Path, str]] = []
    for path in sorted(folder.glob("*.json")):
        try:
            stat = path.stat()
            packs.append(_info(path, stat.st_mtime_ns, stat.st_size))
        except OSError as error:
            bad.append((path, f"{path} cannot be read ({error.strerror or error})."))
        except CatalogueError as error:
            bad.append((path, str(error)))
    return packs, bad


@lru_cache(maxsize=256)
def _info(path: Path, _modified: int, _size: int) -> PackInfo:
    pack = read(path)
    return PackInfo(
        tool=pack.tool,
        version=pack.version,
        language=pack.language,
        title=pack.title,
        commands=len(pack.commands),
        classes=len(pack.scopes),
        imports=pack.imports,
        provenance=pack.provenance,
        path=path,
    )


def _version_key(version: str) -> tuple[tuple[int, int, str], ...]:
    """Orders versions by their numbers, so that 2.10 is newer than 2.9."""
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.findall(r"\d+|[A-Za-z]+", version))
