"""Bytes to clean text with what is known about it besides: title, publication day, publisher, language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...graph.model import Document
from .text import MAX_DOCUMENT_BYTES, read_text

__all__ = ["MAX_DOCUMENT_BYTES", "read_file", "read_text"]


def read_file(path: Path, published: str = "") -> Document:
    """The document in a file; `published` overrides what its sidecar says. Raises InputRefused."""
    document = read_text(path)
    return replace(document, published=published) if published else document
