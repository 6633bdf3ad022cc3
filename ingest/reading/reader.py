"""A source to a Document: found or fetched, cleaned by its kind, completed by its sidecar, told its language."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from ...graph.errors import InputRefused
from ...graph.model import Document
from .content import LIMITS, CleanText, Content, Kind, Limits
from .files import Address, Source, kind_of
from .guard import GUARD, Guard
from .language import ENGLISH, language_of
from .sidecar import sidecar_fields
from .text import clean_text, read_bytes


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads sources within limits, and addresses as far as a guard lets them be asked."""

    guard: Guard = GUARD
    limits: Limits = LIMITS

    def read(self, source: Source, published: str = "") -> Document:
        """The document that a file or an address holds.

        The publication day is `published`, else the sidecar's, else the page's own mark. Raises InputRefused, with one
        sentence, for what cannot be read, and for a text that is clearly not in English.
        """
        content = self._content(source)
        clean = self._clean(content)
        told = language_of(clean.text)
        if told not in (ENGLISH, ""):
            raise InputRefused(f"{content.name} is in another language than English: {told}.")
        clean = replace(clean, language=_language(told, clean.language))
        document = Document(id=f"document/{stem(source)}", origin=content.name, **asdict(clean))
        known = sidecar_fields(source) if isinstance(source, Path) else _listed(source, document)
        return replace(document, **known | ({"published": published} if published else {}))

    def _content(self, source: Source) -> Content:
        if isinstance(source, Path):
            return Content(str(source), read_bytes(source, self.limits), kind_of(source))
        # Imported here: commands that read no address need no HTTP client.
        from .fetch import fetch

        return fetch(source.url, self.guard, self.limits)

    def _clean(self, content: Content) -> CleanText:
        if content.kind is Kind.HTML:
            from .html import clean_html

            return clean_html(content)
        if content.kind is Kind.PDF:
            from .pdf import clean_pdf

            return clean_pdf(content, self.limits)
        if content.kind is Kind.WORD:
            from .word import clean_word

            return clean_word(content, self.limits)
        if content.kind is Kind.FEED:
            raise InputRefused(f"{content.name} is a feed, a list of reports; name it with --feed.")
        return replace(clean_text(content), url=content.url)


def _listed(address: Address, document: Document) -> dict[str, str]:
    """What the feed that lists a page says, where the page itself does not."""
    return {} if document.published or not address.published else {"published": address.published}


def _language(told: str, declared: str) -> str:
    """The code of a text's language: as its page declares it, unless its words tell otherwise, since many pages err."""
    is_english = declared.partition("-")[0].casefold() == "en"
    return declared if is_english or (declared and not told) else "en"


READER = SourceReader()


def stem(source: Source) -> str:
    """What a document is called after its source: the file's stem, or the last telling part of the address."""
    if isinstance(source, Path):
        return source.stem
    try:
        parts = urlsplit(source.url)
    except ValueError:
        return "address"
    name = PurePosixPath(parts.path).stem or (parts.hostname or "")
    asked = f"-{parts.query}" if parts.query else ""
    return re.sub(r"[^\w.]+", "-", f"{name}{asked}").strip("-.")[:100] or "address"


def is_as_stored(source: Source) -> bool:
    """Is the file itself the stored text, so that offsets into the text are offsets into the file?"""
    return not isinstance(source, Address) and kind_of(source) is Kind.TEXT
