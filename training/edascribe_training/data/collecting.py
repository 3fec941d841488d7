"""What is collected rather than drawn: real scripts, entries of the catalogues, questions with answers; each with its licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edascribe_training.data.episodes import Made

if TYPE_CHECKING:
    from edascribe_training.rows import Split


def real_made() -> dict[Split, Made]:
    """What real scripts and documents give, by split."""
    return {"train": Made(), "held-out": Made()}
