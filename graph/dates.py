"""Dates that keep their precision: EDTF text beside its first and last day.

The forms we meet in reports (Extended Date/Time Format, levels 0 and 1, of ISO 8601-2): `2025-01-24`, `2024-07`,
`2027`, `XXXX-09-18` (a day without a year), and intervals `2019/2021`, `../2024-03-25` (by that day), `1993/..`
(from then on).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from .errors import UsageError
from .model import Interval

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NO_YEAR = re.compile(r"XXXX-([0-9]{2})(?:-([0-9]{2}))?")
_LEAP_YEAR = 2000  # in which every day of a month that can be, is
_ALL_DAYS = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and last day that a date may stand for; None is open or unknown."""

    first: date | None
    last: date | None


UNKNOWN = Extent(None, None)


def extent(edtf: str) -> Extent:
    """The days that an EDTF text covers. Raises UsageError for a text of another form or a day that cannot be."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point(edtf)
    days = Extent(
        None if start in ("..", "") else _point(start).first,
        None if end in ("..", "") else _point(end).last,
    )
    if days.first and days.last and days.last < days.first:
        raise UsageError(f"“{edtf}” ends before it begins.")
    return days


def _point(text: str) -> Extent:
    if without_year := _NO_YEAR.fullmatch(text):
        _day(text, _LEAP_YEAR, int(without_year[1]), int(without_year[2] or 1))
        return UNKNOWN
    match = _POINT.fullmatch(text)
    if not match:
        raise UsageError(f"“{text}” is no date that can be read: write 2025-01-24, 2025-01 or 2025.")
    year, month, day = int(match[1]), match[2], match[3]
    first = _day(text, year, int(month or 1), int(day or 1))
    if day:
        return Extent(first, first)
    last_month = int(month or 12)
    return Extent(first, date(year, last_month, calendar.monthrange(year, last_month)[1]))


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise UsageError(f"“{text}” is a day that cannot be.") from None


def is_date(edtf: str) -> bool:
    """Is it EDTF text of a form we know, and a day that can be?"""
    try:
        extent(edtf)
    except UsageError:
        return False
    return True


def first_day(edtf: str) -> date | None:
    """The first day that an EDTF text may stand for."""
    return extent(edtf).first


def last_day(edtf: str) -> date | None:
    """The last day that an EDTF text may stand for."""
    return extent(edtf).last


def contains(wide: str, narrow: str) -> bool:
    """Does every day of the narrow date lie within the wide one? A day without a year contains it in every year."""
    outer, inner = extent(wide), extent(narrow)
    if wide == narrow:
        return True
    if _NO_YEAR.fullmatch(wide):
        return "/" not in narrow and narrow[4:].startswith(wide[4:])
    if inner.first is None or inner.last is None:
        return False
    return (outer.first or inner.first) <= inner.first and inner.last <= (outer.last or inner.last)


def compatible(one: str, other: str) -> bool:
    """Can the two be the same date, one of them told less precisely?"""
    return contains(one, other) or contains(other, one)


def precision(edtf: str) -> int:
    """How precise a date is: the more days it may stand for, the smaller. 0 is unknown or open."""
    days = extent(edtf)
    if days.first is None or days.last is None:
        return 0
    return _ALL_DAYS - (days.last - days.first).days


def observed_on(edtf: str) -> Interval:
    """The interval of what was so at that date: begun by its last day, not ended before its first."""
    days = extent(edtf)
    return Interval(from_last=days.last, to_first=days.first)


def over_by(edtf: str) -> Interval:
    """The interval of what was told at that date as over: ended by its last day."""
    return Interval(to_last=extent(edtf).last)


def since(edtf: str, observed: str = "") -> Interval:
    """The interval of what began at that date and, where `observed` is given, was still so then."""
    began = extent(edtf)
    return Interval(from_first=began.first, from_last=began.last, to_first=extent(observed).first if observed else None)
