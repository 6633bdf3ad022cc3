"""Web pages: the text of the report without navigation, adverts and related links, with its title on the first line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...graph.errors import InputRefused
from .content import CleanText, Content, quiet
from .layout import unfold_layout
from .page_metadata import page_language, page_published

if TYPE_CHECKING:
    from trafilatura.settings import Document as Extracted

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LOOK_FOR_TITLE = 3  # lines at the head of the text in which its title may already stand


def clean_html(content: Content) -> CleanText:
    """The report on a page, with title, publisher and address as the page says, and its marked publication day.

    A page's clock and the day of its last change are never the publication day. Raises InputRefused, with one sentence,
    for what is no page, or a page without text.
    """
    tree, found = _extracted(decode_page(content), content)
    body = _lines(found.text or "") if found else ""
    if found is None or not body:
        raise InputRefused(f"{content.name} is a page on which no text was found; save the report itself, or its text.")
    title = " ".join((found.title or "").split())
    return CleanText(
        text=_titled(title, body),
        title=title,
        published=page_published(tree),
        publisher=found.sitename or "",
        url=content.url or found.url or "",
        language=page_language(tree),
    )


def decode_page(content: Content) -> str:
    """A page's characters: by its byte order mark, its server, UTF-8, what it declares, and at last windows-1252.

    The order is that of the HTML standard (whatwg.org, “determining the character encoding”), but that valid UTF-8 is
    believed before a declaration, since pages are often converted without changing what they declare.
    """
    marked = next((name for mark, name in _MARKS if content.data.startswith(mark)), "")
    if not marked and b"\0" in content.data:
        raise InputRefused(f"{content.name} is binary, not a web page; give a page or its text.")
    declared = _DECLARED.search(content.data[:4096])
    for name in (marked, content.charset, "utf-8", declared[1].decode("ascii", "replace") if declared else ""):
        try:
            if name:
                return content.data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.data.decode("windows-1252", errors="replace")


def _extracted(page: str, content: Content) -> tuple[Any, Extracted | None]:
    """The tree of a page, and what trafilatura makes of it; nothing where there is no tree or no text."""
    # Imported here: it takes a third of a second, and most commands read no page.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extracted
    from trafilatura.utils import load_html

    quickest = {"original_date": True, "extensive_search": False}  # its date is not used: page_metadata.py says why
    with quiet("trafilatura"), quiet("htmldate"):
        try:
            tree: Any = load_html(page)
            unfold_layout(tree)
            found = bare_extraction(
                tree,
                url=content.url or None,
                include_comments=False,
                with_metadata=True,
                date_extraction_params=quickest,
            )
        except Exception as error:  # a hostile page can fail anywhere in it; the other sources go on
            raise InputRefused(f"{content.name} is no readable web page ({type(error).__name__}).") from error
    return tree, found if isinstance(found, Extracted) else None


def _lines(text: str) -> str:
    """The lines of a text that say something, each without outer space."""
    return "\n".join(line for line in (each.strip() for each in text.splitlines()) if line)


def _titled(title: str, body: str) -> str:
    """The text with its title on the first line, as a reader of the page sees it."""
    head = [_folded(line) for line in body.split("\n")[:LOOK_FOR_TITLE]]
    return body if not title or _folded(title) in head else f"{title}\n{body}"


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
