"""Finds the files to read: reports by their ending, each folder walked; sidecars belong to their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ...graph.errors import UsageError

READABLE = (".txt",)
SIDECAR = ".meta.yaml"


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at the paths named: files to read, each once and in order, and files that are no reports."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...] = ()


def find_files(paths: Iterable[Path]) -> Found:
    """The reports at these paths; a file that is named itself is read whatever its ending.

    Raises UsageError for a path where nothing is.
    """
    files: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.")
        for each in _walk(path):
            if each == path or each.suffix.casefold() in READABLE:
                files[each] = None
            elif not each.name.endswith(SIDECAR):
                skipped[each] = None
    return Found(tuple(files), tuple(skipped))


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
