"""Finds what to read: reports by their ending, each folder walked; addresses; sidecars belong to their reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ...graph.errors import UsageError
from .content import Kind

KINDS = {".txt": Kind.TEXT, ".html": Kind.HTML, ".htm": Kind.HTML, ".pdf": Kind.PDF, ".docx": Kind.WORD}
LARGE = 1_000_000  # bytes
SIDECAR = ".meta.yaml"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/+", re.IGNORECASE)  # one letter alone is a drive


@dataclass(frozen=True, slots=True)
class Address:
    """A report that is to be fetched."""

    url: str
    published: str = ""  # as the feed says that lists it

    def __str__(self) -> str:
        return self.url


Source: TypeAlias = Path | Address


@dataclass(frozen=True, slots=True)
class Found:
    """What lies at the places named: reports to read, each once and in order, and files that are no reports."""

    files: tuple[Source, ...]
    skipped: tuple[Path, ...] = ()


def find_files(places: Iterable[Path | str]) -> Found:
    """The reports at these places; a file that is named itself is read whatever its ending, as text if need be.

    A text with a scheme (`https:`) is an address; all others are paths. Raises UsageError for a path where nothing is.
    """
    files: dict[Source, None] = {}
    skipped: dict[Path, None] = {}
    for place in places:
        if isinstance(place, str) and _ADDRESS.match(place):
            files[Address(place)] = None
            continue
        path = Path(place)
        if not path.exists():
            raise UsageError(f"There is no file or folder {path}.")
        for each in _walk(path):
            if each == path or is_report(each):
                files[each] = None
            elif not each.name.endswith(SIDECAR):
                skipped[each] = None
    return Found(tuple(files), tuple(skipped))


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of a report is, if it has one."""
    return path.with_name(f"{path.stem}{SIDECAR}")


def is_report(path: Path) -> bool:
    """Is it a file that is read where its folder is: by its ending, and not hidden?"""
    return path.suffix.casefold() in KINDS and not path.name.startswith(".") and path.is_file()


def kind_of(path: Path) -> Kind:
    """What a file is to be read as, by its ending; plain text if that says nothing."""
    return KINDS.get(path.suffix.casefold(), Kind.TEXT)


def is_large(source: Source) -> bool:
    """Is it a file so large that reading it may take long in ways that nothing but the end of its process can stop?"""
    try:
        return isinstance(source, Path) and source.stat().st_size > LARGE
    except OSError:
        return False


def _walk(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
