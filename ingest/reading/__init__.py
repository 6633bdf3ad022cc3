"""Bytes to clean text with what is known about it besides: title, publication day, publisher, language."""

from __future__ import annotations

from pathlib import Path

from ...graph.model import Document
from .content import LIMITS, Limits
from .guard import Guard, guard_from
from .reader import READER, SourceReader, is_as_stored, stem
from .text import read_text

__all__ = [
    "LIMITS",
    "READER",
    "Guard",
    "Limits",
    "SourceReader",
    "guard_from",
    "is_as_stored",
    "read_file",
    "read_text",
    "stem",
]


def read_file(path: Path, published: str = "") -> Document:
    """The document in a file of any kind that can be read; `published` overrides its sidecar. Raises InputRefused."""
    return READER.read(path, published)
