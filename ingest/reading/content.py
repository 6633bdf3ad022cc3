"""What reading passes on between its steps: bytes of a kind, and the clean text that was made of them."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from ...graph.errors import InputRefused
from ..sizes import MAX_DOCUMENT_BYTES


class Kind(StrEnum):
    """What bytes are to be read as."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    WORD = "docx"
    FEED = "feed"  # RSS or Atom: a list of reports, not one


@dataclass(frozen=True, slots=True)
class Limits:
    """What one source may cost. Whatever goes beyond is refused with one sentence that names the limit."""

    max_document_bytes: int = MAX_DOCUMENT_BYTES  # of a file, of an answer and of the text in it
    max_pages: int = 2_000  # of a PDF
    max_redirects: int = 5  # of an address
    fetch_seconds: float = 60.0  # from the first look-up of an address to its last byte


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes as found, and what is known of them; `name` is what messages call them: a path or an address."""

    name: str
    data: bytes
    kind: Kind
    charset: str = ""  # as the server says it
    url: str = ""  # where they were at last found


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text worth keeping, and what its page says about it besides; empty where it says nothing."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""  # BCP 47, as the page says


class NotFetched(InputRefused):
    """An address that did not answer as it should; it may another time."""


@contextmanager
def quiet(name: str) -> Generator[None]:
    """Silence a library's log while it works: what goes wrong is told as the one sentence of a refusal."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
