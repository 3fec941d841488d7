"""Files told by patterns in the syntax of .gitignore, and those that no model may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from edascribe_codegen.project import read_text

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Beside scripts or in a folder above them, it names what no model may be shown; a team checks it in.
IGNORE_FILE = ".edascribeignore"


def check_pattern(pattern: str) -> None:
    """Raises ValueError, which says what is wrong with a pattern."""
    _compiled((pattern,))


def fits(path: str, patterns: Iterable[str], folders: Iterable[Path]) -> bool:
    """Whether a file is one of those that patterns tell, which are read from the innermost of the folders that it is in.

    A file that is in none of them is told by its whole path.
    """
    wanted = tuple(patterns)
    if not wanted:
        return False
    within = [folder for folder in folders if PurePath(path).is_relative_to(folder)]
    folder = max(within, key=lambda each: len(each.parts), default=None)
    told = PurePath(path).relative_to(folder) if folder else PurePath(path).relative_to(PurePath(path).anchor)
    return _compiled(wanted).match_file(told.as_posix())


def is_withheld(path: str, patterns: Iterable[str], folders: Iterable[Path]) -> bool:
    """Whether no model may be shown a file: patterns tell it, or a file ``.edascribeignore`` beside it or in a folder above.

    Such a file's own exceptions (``!``) hold within it; what any one withholds is withheld. One that cannot be read withholds all
    that is below it, for nobody knows what it would say.
    """
    if fits(path, patterns, folders):
        return True
    return any(text is None or fits(path, text.split("\n"), [folder]) for folder, text in _ignore_files(path))


def _ignore_files(path: str) -> Iterator[tuple[Path, str | None]]:
    """The folders above a file that have rules, with the rules; None where they cannot be read."""
    for folder in Path(path).parents:
        file = folder / IGNORE_FILE
        try:
            if file.is_file():
                yield folder, read_text(file)
        except OSError:
            yield folder, None


@lru_cache(maxsize=256)
def _compiled(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    # A tenth of a second that a server without patterns need not wait for.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
