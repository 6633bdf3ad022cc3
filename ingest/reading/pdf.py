"""PDF files: the running text of their pages. Their dates are those of a file, never of a publication."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from ...graph.errors import ComityError, InputRefused
from .columns import page_text
from .content import LIMITS, CleanText, Content, Limits, quiet
from .pages import text_of_pages
from .text import BLANK

if TYPE_CHECKING:
    from pypdf import PdfReader


def clean_pdf(content: Content, limits: Limits = LIMITS) -> CleanText:
    """The running text of a PDF, and its title if the first page bears it.

    Raises InputRefused, with one sentence, for a file that is broken, encrypted, has too many pages or no text.
    """
    with quiet("pypdf"):
        try:
            pages, title = _read(content, limits)
        except ComityError:
            raise
        except Exception as error:  # pypdf: “broken PDF files might cause other Exceptions”
            raise InputRefused(f"{content.name} is a broken PDF ({_first_line(error)}); save it anew.") from error
    text = text_of_pages(pages).translate(_UNSTORABLE)
    if not text.strip(BLANK):
        raise InputRefused(f"{content.name} is a PDF without text (scanned pages?); recognise its text first.")
    return CleanText(text, title if title and title.casefold() in text[:1000].casefold() else "")


_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "�")  # NUL and lone surrogates: no store takes them


def _read(content: Content, limits: Limits) -> tuple[list[str], str]:
    """The text of each page, and the title that the file says it has."""
    # Imported here: it takes a tenth of a second, and most commands read no PDF.
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content.data))
    if reader.is_encrypted and not _opens(reader):
        raise InputRefused(f"{content.name} is an encrypted PDF; save it without its password.")
    if len(reader.pages) > limits.max_pages:
        raise InputRefused(f"{content.name} has {len(reader.pages)} pages; max_pages allows {limits.max_pages}.")
    pages: list[str] = []
    left = limits.max_document_bytes
    for page in reader.pages:
        pages.append(page_text(page))
        left -= len(pages[-1])
        if left < 0:
            raise InputRefused(
                f"{content.name} is too large: its text is more than COMITY_MAX_DOCUMENT_BYTES allows, "
                f"{limits.max_document_bytes}."
            )
    return pages, _title(reader)


def _opens(reader: PdfReader) -> bool:
    """Does an encrypted file open without a password, as those do that are only protected against changes?"""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except DependencyError:  # AES needs a library that is not installed: to us the file is closed
        return False


def _title(reader: PdfReader) -> str:
    said = reader.metadata.title if reader.metadata else None
    return " ".join(said.split()) if said else ""


def _first_line(error: Exception) -> str:
    """An error of pypdf in few words."""
    return re.sub(r"\s+", " ", str(error)).strip(". ")[:80] or type(error).__name__
