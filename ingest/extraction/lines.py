"""Document → lines: which is the title, where and when the report says it was written, and what is only page chrome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from ...graph.model import Span
from .dates import DateMention, find_dates
from .lexicon import load_yaml

LONGEST_TITLE = 300  # characters; a longer first line is a paragraph
LONGEST_DATE_LINE = 40
LONGEST_DATELINE = 90
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*$")
_DATELINE = re.compile(
    r"([^\W_][^\n:–—(]{1,60}?)(?:,\s*|\s+)?(?:\([^()\n]{2,30}\))?\s*(?::|--|[–—]| - |(?<=[A-Z])- )\s*(?=\S)"
)
# Before and after the day of a head that no colon or dash ends: "Strelsau, May 3 (RNA) …"
_PLACE_OF_HEAD = re.compile(
    r"(?!(?:On|In|At|From|By|Since|During|Last|This|Until)\b)[A-Z][\w’'.-]*"
    r"(?:(?:,? |/)(?:[A-Z]|de |del |al-)[\w’'.-]*){0,4},?(?: on)? ?"
)
_PLACE_BEHIND = re.compile(r" \([A-Z][^()]{2,40}\)(?= [A-Z])")  # "3 May 2024 (STRELSAU, Ruritania) The …"
_BRACKETED_HEAD = re.compile(r"\(([^()]{3,80})\)[:.]?(?= [“\"A-Z])")  # "(Strelsau, 3 May 2024) The …"
_AFTER_HEAD = re.compile(r",? ?(?:\([^()]{2,40}\)[ :]|[A-Z]{3,}(?:\.|$)|\. (?=[A-Z])|\b(?=[A-Z][a-z]))")
# A head in a line of its own: "Strelsau, 3 May 2024, RUNA"
_OF_AGENCY = re.compile(r"(?!\w+day\b)[A-Z][\w’-]+(?: [A-Z][\w’-]+)*, [^,]{5,20}(?:,? \d{4})?, [A-Z]{3,12}")
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
    titled = _unwrapped(text, titled)
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


_OPEN_END = re.compile(r"[^.!?:;\"”’)\]]$")
_NUMBERED = re.compile(r"(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)]\s|[-–•*]")
_SHORTEST_WRAPPED = 30  # characters; a shorter line is a heading, or one of a list
_WRAPPED = 3  # lines that begin with a small letter make a text one of wrapped lines


def _unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, those joined that only the width of a page parts: the next goes on with a small letter."""
    breaks = [_is_broken(text, one, other) for one, other in pairwise(lines)]
    small = [broken and other.text[0].islower() for broken, other in zip(breaks, lines[1:], strict=True)]
    joined = breaks if sum(small) >= _WRAPPED else small
    made = list(lines[:1])
    for line, goes_on in zip(lines[1:], joined, strict=True):
        if goes_on:
            span = Span(made[-1].span.start, line.span.end)
            made[-1] = replace(made[-1], span=span, text=text[span.start : span.end])
        else:
            made.append(line)
    return made


def _is_broken(text: str, one: Line, other: Line) -> bool:
    """May the one line go on in the other: both of the body, no empty line between, and no sentence ends?"""
    is_next = not re.search(r"\n\s*\n", text[one.span.end : other.span.start])
    is_body = one.part == other.part == "body"
    is_open = len(one.text) >= _SHORTEST_WRAPPED and _OPEN_END.search(one.text) is not None
    return is_next and is_body and is_open and not _NUMBERED.match(other.text)


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
    if len(found) != 1 or _OF_AGENCY.fullmatch(line.text):
        return None
    outside = rest[: found[0].span.start] + rest[found[0].span.end :]
    return found[0] if len(re.findall(r"\w+", outside)) <= 2 else None


def _dateline(lines: Sequence[Line]) -> tuple[Span | None, DateMention | None]:
    """The place and day before the first words of the first paragraph, if it has such a head."""
    for line in [line for line in lines if line.part == "body"][:4]:
        head = _head_of(line.text)
        if head:
            dates = [date for date in find_dates(head, 0) if date.is_day and date.year]
            return Span(line.span.start, line.span.start + len(head)), dates[0] if dates else None
    return None, None


def _head_of(text: str) -> str:
    """The place and day that a paragraph begins with, parted from it by a sign or by an agency's name; else empty."""
    if (bracketed := _BRACKETED_HEAD.match(text)) and _has_day(bracketed[1]):
        return bracketed[0]
    match = _DATELINE.match(text[:LONGEST_DATELINE])
    short = match is not None and text[0].isalpha() and (match[1].isupper() or len(match[1].split()) <= 3)
    if match and (short or _has_day(match[1])):
        return match[1]
    day = next((date for date in find_dates(text[:LONGEST_DATELINE], 0) if date.day), None)
    if day and day.span.start == 0 and (place := _PLACE_BEHIND.match(text, day.span.end)):
        return place.string[: place.end()]
    if (
        day is None
        or not _PLACE_OF_HEAD.fullmatch(text[: day.span.start])
        or not _AFTER_HEAD.match(text[day.span.end :])
    ):
        return ""
    return text[: day.span.end]


def _has_day(text: str) -> bool:
    return any(date.is_day for date in find_dates(text, 0))


def _sign_off(lines: Sequence[Line]) -> tuple[DateMention | None, Span | None]:
    """The day in a sign-off such as "(Colombo/Sep21/2025)" at the end of the last lines."""
    for line in reversed(lines[-3:]):
        if match := _SIGN_OFF.search(line.text[-60:]):
            found = [date for date in find_dates(_LETTER_DIGIT.sub(" ", f"{match[2]}, {match[3]}"), 0) if date.is_day]
            return (found[0], line.span) if found else (None, None)
    return None, None
