"""Document → lines: which is the title, where and when the report says it was written, and what is only page chrome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from ...graph.model import Span
from .dates import DateMention, find_dates
from .lexicon import load_yaml

LONGEST_TITLE = 300  # characters; a longer first line is a paragraph
LONGEST_DATE_LINE = 40
LONGEST_DATELINE = 90
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*$")
_DATELINE = re.compile(r"([^\W\d_][^\n:–—(]{1,60}?)(?:,\s*|\s+)?(?:\([^()\n]{2,30}\))?\s*(?::|--|[–—]| - )\s*(?=\S)")
_LETTER_DIGIT = re.compile(r"(?<=[a-z])(?=\d)")
_SIGN_OFF = re.compile(r"\(([^()\d]{2,20})/\s?(\w{3,9}\.?\s?\d{1,2})/\s?(\d{4})\)\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text that says something: its span without outer space, and the part it plays."""

    span: Span
    text: str
    part: str = "body"  # title, body, aside, date


@dataclass(frozen=True, slots=True)
class Page:
    """The lines worth reading, and what the page says about itself."""

    lines: tuple[Line, ...]
    title: str = ""
    published: DateMention | None = None
    published_line: Span | None = None
    dateline: Span | None = None  # "Jakarta, 25 March 2024 (TDI):" at the head of the first paragraph


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    listed = cast("dict[str, list[str]]", load_yaml("boilerplate.yaml"))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in listed[name])


def _is(kind: str, text: str) -> bool:
    return any(pattern.search(text[:LONGEST_TITLE]) for pattern in _patterns(kind))


def read_lines(text: str) -> Page:
    """The page of a text. Rules in boilerplate.yaml say which lines are clocks, chrome and asides."""
    lines = list(_without_crumbs(_content_lines(text)))
    date_line = next(((line, found) for line in lines if (found := _date_of_line(line))), None)
    kept = [line for line in lines if _date_of_line(line) is None]
    titled = [replace(kept[0], part="title"), *kept[1:]] if kept and _is_title(kept[0]) else kept
    dateline, in_dateline = _dateline(titled)
    found = (
        (date_line[1], date_line[0].span)
        if date_line
        else (in_dateline, dateline)
        if in_dateline
        else _sign_off(titled)
    )
    return Page(
        lines=tuple(titled),
        title=titled[0].text if titled and titled[0].part == "title" else "",
        published=found[0],
        published_line=found[1],
        dateline=dateline,
    )


def _content_lines(text: str) -> Iterable[Line]:
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped or _is("clock", stripped) or _is("chrome", stripped):
            continue
        start = match.start() + match.group().index(stripped)
        part = "aside" if _is("aside", stripped) else "body"
        yield Line(Span(start, start + len(stripped)), stripped, part)


def _without_crumbs(lines: Iterable[Line]) -> Iterable[Line]:
    """Lines without a trail of links that ends in the title which is the next line."""
    listed = list(lines)
    crumbs = len(listed) > 1 and listed[0].text != listed[1].text and listed[0].text.endswith(listed[1].text)
    return listed[1:] if crumbs else listed


def _is_title(line: Line) -> bool:
    return line.part == "body" and len(line.text) <= LONGEST_TITLE and not _SENTENCE_END.search(line.text)


def _date_of_line(line: Line) -> DateMention | None:
    """The day that a line consists of, if it is a line with nothing but a label, a day and a short name."""
    if len(line.text) > LONGEST_DATE_LINE:
        return None
    rest = line.text
    for pattern in _patterns("published"):
        rest = pattern.sub("", rest, count=1)
    found = [date for date in find_dates(rest, 0) if date.is_day and date.year]
    if len(found) != 1:
        return None
    outside = rest[: found[0].span.start] + rest[found[0].span.end :]
    return found[0] if len(re.findall(r"\w+", outside)) <= 2 else None


def _dateline(lines: Sequence[Line]) -> tuple[Span | None, DateMention | None]:
    """The place and day before the first words of the first paragraph, if it has such a head."""
    for line in [line for line in lines if line.part == "body"][:4]:
        match = _DATELINE.match(line.text[:LONGEST_DATELINE])
        if match and (match[1].isupper() or _has_day(match[1]) or len(match[1].split()) <= 3):
            dates = [date for date in find_dates(match.group(), 0) if date.is_day and date.year]
            start = line.span.start
            return Span(start, start + len(match[1])), dates[0] if dates else None
    return None, None


def _has_day(text: str) -> bool:
    return any(date.is_day for date in find_dates(text, 0))


def _sign_off(lines: Sequence[Line]) -> tuple[DateMention | None, Span | None]:
    """The day in a sign-off such as "(Colombo/Sep21/2025)" at the end of the last lines."""
    for line in reversed(lines[-3:]):
        if match := _SIGN_OFF.search(line.text[-60:]):
            found = [date for date in find_dates(_LETTER_DIGIT.sub(" ", f"{match[2]}, {match[3]}"), 0) if date.is_day]
            return (found[0], line.span) if found else (None, None)
    return None, None
