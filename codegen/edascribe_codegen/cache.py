"""Where Edascribe keeps what it has fetched or made: one folder of the user's, for models and catalogues alike."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """The folder that EDASCRIBE_CACHE names, or the platform's place for it."""
    return Path(os.environ.get("EDASCRIBE_CACHE") or platformdirs.user_cache_path("edascribe")).expanduser()
