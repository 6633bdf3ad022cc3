"""When a fact may have held, and when it certainly did."""

from __future__ import annotations

from datetime import date

import pytest

from comity.graph.browse import held_for_certain, may_hold
from comity.graph.model import Interval

YEAR = {year: date(year, 7, 1) for year in range(1990, 2030)}
# Began some day of 1993, ended some day of 2004; the source looked until the end of 2000.
KNOWN = Interval(date(1993, 1, 1), date(1993, 12, 31), date(2004, 1, 1), date(2004, 12, 31))
OBSERVED = Interval(date(1993, 1, 1), date(1993, 12, 31), observed_until=date(2000, 12, 31))
BOTH = Interval(date(1993, 1, 1), date(1993, 12, 31), date(2004, 1, 1), date(2004, 12, 31), date(2000, 12, 31))


@pytest.mark.parametrize(
    ("interval", "year", "may", "certain"),
    [
        (KNOWN, 1992, False, False),
        (KNOWN, 1993, True, False),
        (KNOWN, 1998, True, True),
        (KNOWN, 2004, True, False),
        (KNOWN, 2005, False, False),
        (OBSERVED, 1998, True, True),
        (OBSERVED, 2003, True, False),
        (BOTH, 1998, True, True),
        (BOTH, 2003, True, False),
        (Interval(), 1998, True, False),
    ],
)
def test_a_fact_holds_on_a_day(interval: Interval, year: int, may: bool, certain: bool) -> None:
    assert may_hold(interval, YEAR[year]) == may
    assert held_for_certain(interval, YEAR[year]) == certain
