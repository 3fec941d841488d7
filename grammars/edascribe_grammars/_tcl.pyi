"""The compiled Tcl grammars: capsules for ``tree_sitter.Language``, and the quick reader of sound text."""

from edascribe_grammars.calls import Call, Source

def language() -> object:
    """The language of Tcl scripts."""

def language_expr() -> object:
    """The language of Tcl expressions."""

def read_script(
    source: bytes, start: int, end: int, make: type[Call], words_from: Source, origin: int, /
) -> tuple[int, list[int], list[Call], list[int]]:
    """Reads the sound commands that ``source[start:end]`` begins with.

    Returns where it stopped, ``end`` if all is sound; where the outermost commands and comments start; the calls, those in brackets
    too; and where variables are read. ``origin`` is added to the offsets, but for the first.
    """

def read_expression(
    source: bytes, start: int, end: int, make: type[Call], words_from: Source, origin: int, /
) -> tuple[int, list[int], list[Call], list[int]]:
    """Reads the expression ``source[start:end]`` if it is sound, with the result of ``read_script``; else it stops at -1."""
