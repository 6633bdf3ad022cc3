"""Days and months that a text names, and what they are in view of the day it was published.

A day without a year is the nearest one on the right side of the publication day: at or before it for what was held,
at or after it for what is planned. Where no publication day is known, the year is left open ("XXXX-09-18", EDTF).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...graph.model import Span
from .date_words import BESIDE, DAYS, KINDS, MONTH, MONTHS, NUMBERS, PATTERNS, RELATIVE

_WORD = re.compile(r"[a-z]+|\d")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day, month, year or range as written; numbers that the text leaves out are 0."""

    span: Span
    year: int = 0
    month: int = 0
    day: int = 0
    year2: int = 0
    month2: int = 0
    day2: int = 0
    days_away: int | None = None  # from the day of publication
    days_away2: int | None = None  # the last of such days
    days_beside: int | None = None  # from the day of what is told before
    years_away: int | None = None
    months_away: int | None = None
    weeks_away: int | None = None
    weekday: int | None = None
    weekday2: int | None = None

    @property
    def is_day(self) -> bool:
        return bool(self.day) or self.weekday is not None or self.is_counted

    @property
    def is_ahead(self) -> bool:
        """Is it told as so long from now: "in six months"?"""
        return max(self.years_away or 0, self.months_away or 0, self.weeks_away or 0) > 1

    @property
    def is_counted(self) -> bool:
        """Is it a number of days from another day?"""
        return self.days_away is not None or self.days_beside is not None

    @property
    def is_range(self) -> bool:
        return bool(self.day2) or self.weekday2 is not None or self.days_away2 is not None


def find_dates(text: str, offset: int) -> tuple[DateMention, ...]:
    """The dates named in a text that begins at `offset`, in order, the longest reading of each."""
    if not (kinds := _kinds(text)):
        return ()
    found: dict[int, DateMention] = {}
    taken: list[tuple[int, int]] = []
    for pattern in (pattern for needs, pattern in PATTERNS if needs <= kinds):
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                for mention in _parted(_mention(match, offset), match.group()):
                    found[mention.span.start - offset] = mention
    return tuple(found[start] for start in sorted(found))


_AND_MONTHS = re.compile(rf"\sand\s(?=.*{MONTH})", re.IGNORECASE)


def _parted(mention: DateMention, text: str) -> tuple[DateMention, ...]:
    """The two days of "3 May and 4 August", which are no range but where they lie in months next to each other."""
    joined = _AND_MONTHS.search(text) if mention.day2 and mention.month2 else None
    if joined is None or (mention.month2 - mention.month) % 12 < 2:
        return (mention,)
    start, end = mention.span.start, mention.span.end
    first = replace(mention, span=Span(start, start + joined.start()), month2=0, day2=0, year2=0)
    year = mention.year2 or mention.year
    other = DateMention(Span(start + joined.end(), end), year=year, month=mention.month2, day=mention.day2)
    return (replace(first, year=mention.year or year), other)


def _kinds(text: str) -> set[str]:
    """What kinds of words that dates are made of stand in a text: one quick look before the patterns."""
    return {KINDS[word] for word in KINDS.keys() & _WORD.findall(text.casefold())}


def _mention(match: re.Match[str], offset: int) -> DateMention:
    parts = match.groupdict()
    numbers = {name: _number(name, parts.get(name)) for name in ("year", "month", "day", "year2", "month2", "day2")}
    shift = _shift(parts)
    unit = (parts.get("unit") or "").lower()
    relative, near = parts.get("relative"), parts.get("beside")
    weekday, weekday2 = (DAYS[day.lower()] if (day := parts.get(name)) else None for name in ("weekday", "weekday2"))
    return DateMention(
        Span(match.start() + offset, match.end() + offset),
        **numbers,
        days_away=RELATIVE[relative.lower()] if relative else None,
        days_away2=RELATIVE[relative2.lower()] if (relative2 := parts.get("relative2")) else None,
        days_beside=BESIDE[" ".join(near.lower().split())] if near else None,
        years_away=shift if unit == "year" else None,
        months_away=shift if unit == "month" else None,
        weeks_away=shift if unit == "week" else None,
        weekday=weekday,
        weekday2=weekday2,
    )


def _shift(parts: dict[str, str | None]) -> int | None:
    """How many years, months or weeks from the day of publication."""
    if count := parts.get("count"):
        number = int(count) if count.isdigit() else NUMBERS.index(count.lower()) + 1
        return -number if parts.get("ago") else number
    shift = (parts.get("shift") or "").lower().removeprefix("the ")
    return {"next": 1, "following": 1, "last": -1, "previous": -1, "this": 0}.get(shift)


def _number(name: str, value: str | None) -> int:
    if not value:
        return 0
    word = value.casefold().rstrip(".")
    if name.startswith("month"):
        return MONTHS[word] if word in MONTHS else int(word)
    return int(re.sub(r"\D", "", value))


def resolve(mention: DateMention, published: str, future: bool = False) -> tuple[str, str]:
    """First and last day (ISO, as precise as can be; the last only of a range) in view of the publication day."""
    today = _day(published)
    if mention.is_counted or mention.weekday is not None:
        return _relative_days(mention, today, future) if today else ("", "")
    if mention.years_away is not None:
        return (_iso(today.year + mention.years_away, mention.month, mention.day), "") if today else ("", "")
    if mention.months_away is not None:
        return (_shifted_month(today, mention.months_away), "") if today else ("", "")
    if mention.weeks_away is not None:
        return (_month_of_week(today, mention.weeks_away), "") if today else ("", "")
    year = mention.year or mention.year2 or _likely_year(mention, today, published, future)
    start = _iso(year, mention.month, mention.day)
    end = _iso(mention.year2 or year, mention.month2 or mention.month, mention.day2) if mention.day2 else ""
    return start, end if end > start else ""


def first_day(text: str) -> date | None:
    """The first day of a date as written; None where the year is not known."""
    try:
        return date.fromisoformat(f"{text}-01"[:10] if len(text) == 7 else text)
    except ValueError:
        return None


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None


def _relative_day(mention: DateMention, today: date, future: bool) -> str:
    if mention.is_counted:
        return (today + timedelta(days=mention.days_away or mention.days_beside or 0)).isoformat()
    ahead = ((mention.weekday or 0) - today.weekday()) % 7
    return (today + timedelta(days=ahead if future or not ahead else ahead - 7)).isoformat()


def _relative_days(mention: DateMention, today: date, future: bool) -> tuple[str, str]:
    """The day, or the first and the last of some days of a week, of which the last is the nearest to today."""
    if mention.days_away2 is not None:
        return _relative_day(mention, today, future), str(today + timedelta(days=mention.days_away2))
    if mention.weekday is None or mention.weekday2 is None:
        return _relative_day(mention, today, future), ""
    length = timedelta((mention.weekday2 - mention.weekday) % 7)
    if future:
        first = date.fromisoformat(_relative_day(mention, today, future))
        return str(first), str(first + length)
    last = today - timedelta((today.weekday() - mention.weekday2) % 7)
    return str(last - length), str(last)


def _shifted_month(today: date, months: int) -> str:
    count = today.year * 12 + today.month - 1 + months
    return f"{count // 12}-{count % 12 + 1:02d}"


def _month_of_week(today: date, weeks: int) -> str:
    """The month in which a week lies, from Monday to Sunday; empty where it lies in two."""
    monday = today + timedelta(days=7 * weeks - today.weekday())
    sunday = monday + timedelta(days=6)
    return f"{monday:%Y-%m}" if monday.month == sunday.month else ""


def _likely_year(mention: DateMention, today: date | None, published: str, future: bool) -> int:
    """The year of a day or month without one: the nearest on the side that the tense says."""
    if today is None:
        is_known = re.fullmatch(r"\d{4}(-\d\d)?", published) and (
            not mention.day or published[5:] == f"{mention.month:02d}"
        )
        return int(published[:4]) if is_known else 0
    named = (mention.month, mention.day or (today.day if mention.month == today.month else 1))
    current = (today.month, today.day)
    if future:
        return today.year + (named < current)
    return today.year - (named > current)


def _iso(year: int, month: int, day: int) -> str:
    """A date as text with the precision that it has; empty where there is no such day."""
    if day:
        try:
            date(year or 2000, month, day)
        except ValueError:
            return ""
    return "-".join([f"{year:04d}" if year else "XXXX", *(f"{part:02d}" for part in (month, day) if part)])
