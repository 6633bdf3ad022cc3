"""Where fetched files are kept, for all data folders of this user: they can be deleted at any time."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path


def cache_folder() -> Path:
    """COMITY_CACHE where it is set, else this system's folder for caches."""
    return Path(os.environ.get("COMITY_CACHE") or user_cache_path("comity", appauthor=False))
