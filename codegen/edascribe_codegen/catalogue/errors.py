"""The one error of the catalogue, written for the user to read."""

from __future__ import annotations


class CatalogueError(Exception):
    """A catalogue that cannot be read or built; the message says which, what is wrong and what to do."""
