"""Pages of lines, as a PDF has them, to running text: no running heads, no page numbers, a line a paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

MARGIN = 2  # lines at the head and the foot of a page that may be running heads
FULL = 0.9  # of the usual length: where the next word would have reached further, the margin broke the line
_HYPHEN = re.compile(r"(\w+)[-‐\u00ad]$")
_NUMBER = re.compile(r"[^\w]*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[^\w]*", re.IGNORECASE)
_ENDED = re.compile(r"\w{4,}[\"”’')\]]*[.!?:;][\"”’')\]]*$")  # not “Dr.”, “H.E.”, “No.”
_ITEM = re.compile(r"\s*(?:[•▪◦·*–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_LABEL = re.compile(r"[^\W\d_]+:\s")  # “Published: …”
_KEEPS_HYPHEN = re.compile(r"(?:co|vice|non|pre|post|self|inter|anti|ex|sub|multi|mid|well)$", re.IGNORECASE)


def text_of_pages(pages: Iterable[str]) -> str:
    """The running text of pages.

    A line that stands at the margin of at least half the pages, and of two, goes (digits aside); page numbers go; words
    divided at line ends are joined; and lines broken by the margin are joined to paragraphs.
    """
    listed = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    lines = [line for page in _without_heads(listed) for line in page]
    return "\n".join(_paragraphs(lines, _usual_length(lines), set(re.findall(r"\w+(?:-\w+)*", "\n".join(lines)))))


def _without_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without what is repeated at their margins, and without their numbers."""
    counted = Counter(mark for page in pages for mark in {_mark(line) for line in _margin(page)})
    running = {mark for mark, times in counted.items() if times > 1 and times * 2 >= len(pages)}
    return [
        [line for number, line in enumerate(page) if not (_at_margin(number, page) and _is_furniture(line, running))]
        for page in pages
    ]


def _margin(page: Sequence[str]) -> list[str]:
    return [line for number, line in enumerate(page) if _at_margin(number, page)]


def _at_margin(number: int, page: Sequence[str]) -> bool:
    return number < MARGIN or number >= len(page) - MARGIN


def _is_furniture(line: str, running: set[str]) -> bool:
    return _NUMBER.fullmatch(line) is not None or _mark(line) in running


def _mark(line: str) -> str:
    """A line without its digits and spaces, so that running heads with page numbers are equal."""
    return re.sub(r"[\d\s]+", "", line).casefold()


def _usual_length(lines: Sequence[str]) -> int:
    """How long the lines are that the margin breaks: nine in ten are no longer."""
    lengths = sorted(len(line) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _paragraphs(lines: Sequence[str], usual: int, words: set[str]) -> list[str]:
    made: list[str] = []
    last = ""
    for line in lines:
        if made and _goes_on(last, line, usual):
            made[-1] = _joined(made[-1], line, words)
        else:
            made.append(line)
        last = line
    return made


def _goes_on(line: str, following: str, usual: int) -> bool:
    """Does a paragraph go on in the next line?"""
    if _ITEM.match(following) or _LABEL.match(following):
        return False
    if _HYPHEN.search(line) or following[0].islower():
        return True
    with_next_word = len(line) + 1 + len(following.split()[0])
    return with_next_word > FULL * usual and not _ENDED.search(line)


def _joined(text: str, line: str, words: set[str]) -> str:
    """Two lines as one; a divided word is joined, with its hyphen where the text or the word itself asks for it."""
    divided = _HYPHEN.search(text)
    rest = re.match(r"\w+", line)
    if divided is None or rest is None:
        return f"{text} {line}"
    whole, hyphened = f"{divided[1]}{rest[0]}", f"{divided[1]}-{rest[0]}"
    keeps = not rest[0][0].islower() or hyphened in words or _KEEPS_HYPHEN.match(divided[1]) is not None
    return text[:-1] + ("-" if keeps and whole not in words else "") + line
