"""Time in fusing: which statements tell of one spell, what can have been so only in turn, and which days fit all.

A spell is one time without a break in which something held: a membership, a tenure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from .model import Interval

Extent = tuple[date, date]


def known_extent(interval: Interval) -> Extent | None:
    """From the first to the last day that an interval names; None for one that names none."""
    days = (interval.from_first, interval.from_last, interval.to_first, interval.to_last)
    told = [day for day in days if day]
    return (min(told), max(told)) if told else None


def in_turn(one: Interval, other: Interval) -> bool:
    """Can the two have been so only, or as far as is known, one after the other?

    Where the days that are named do not overlap, an open end is no reason to think that one lasted into the other.
    """
    if not one.overlaps(other):
        return True
    first, second = known_extent(one), known_extent(other)
    return first is not None and second is not None and max(first[0], second[0]) > min(first[1], second[1])


def one_spell(one: Interval, other: Interval) -> bool:
    """Are two dated intervals of one thing the same spell: do some days fit both, or do they at least overlap?"""
    if not one.overlaps(other):
        return False
    return _fit(one, other) or not in_turn(one, other)


def _fit(one: Interval, other: Interval) -> bool:
    """Is there a day of beginning and a day of ending that both allow?"""
    began = _ordered((one.from_first, other.from_first), (one.from_last, other.from_last))
    return began and _ordered((one.to_first, other.to_first), (one.to_last, other.to_last))


def _ordered(firsts: Iterable[date | None], lasts: Iterable[date | None]) -> bool:
    return max((day for day in firsts if day), default=date.min) <= min((day for day in lasts if day), default=date.max)


def merged_interval(intervals: Iterable[Interval]) -> Interval:
    """The one interval that fits all: the latest first day it can have begun, the earliest last, and so for its end.

    Where sources contradict each other on a bound, the wider bound is kept, so that nothing is claimed that one denies.
    """
    listed = list(dict.fromkeys(intervals))
    return listed[0] if len(listed) == 1 and _is_ordered(listed[0]) else _merged(listed)


def _is_ordered(each: Interval) -> bool:
    return _ordered([each.from_first], [each.from_last]) and _ordered([each.to_first], [each.to_last])


def _merged(listed: Sequence[Interval]) -> Interval:
    def days(name: str) -> list[date]:
        return [day for each in listed if (day := getattr(each, name)) is not None]

    merged = Interval(
        from_first=max(days("from_first"), default=None),
        from_last=min(days("from_last"), default=None),
        to_first=max(days("to_first"), default=None),
        to_last=min(days("to_last"), default=None),
        observed_until=max(days("observed_until"), default=None),
    )
    if merged.from_first and merged.from_last and merged.from_first > merged.from_last:
        told = days("from_first") + days("from_last")
        merged = replace(merged, from_first=min(told), from_last=max(told))
    if merged.to_first and merged.to_last and merged.to_first > merged.to_last:
        told = days("to_first") + days("to_last")
        merged = replace(merged, to_first=min(told), to_last=max(told))
    return merged
