"""The constraint where a Python object's member is due: one of the names that the object has, then whatever may follow a name."""

from __future__ import annotations

from collections.abc import Iterable

from edascribe_codegen.constrain.form import NO_RULES, Chars, Grammar, choice, many, optional, sequence

# All that can be written; beyond ASCII some characters are letters, which would go on with the name.
_ANY = Chars(((0x09, 0x0A), (0x20, 0x7E), (0xA1, 0xD7FF)))
_BEHIND_A_NAME = Chars(((0x09, 0x0A), (0x20, 0x2F), (0x3A, 0x40), (0x5B, 0x5E), (0x60, 0x60), (0x7B, 0x7E)))


def one_of(names: Iterable[str], begun: str = "") -> Grammar | None:
    """The grammar of what goes on from ``begun`` to one of the names and beyond it; None where no name begins like that."""
    possible = [name for name in names if name.startswith(begun)]
    if not possible:
        return None
    return Grammar(root=sequence(choice(*possible), optional(_BEHIND_A_NAME, many(_ANY))), rules=NO_RULES).after(begun)
