"""Time in fusing: one spell or two, in turn or at one time, and the days that fit all."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.graph.dates import observed_on, since
from comity.graph.model import ALWAYS, Interval
from comity.graph.spells import in_turn, known_extent, merged_interval, one_spell

some_days = st.none() | st.dates(date(2000, 1, 1), date(2003, 1, 1))
intervals = st.builds(Interval, some_days, some_days, some_days, some_days, some_days)


def years(first: int, last: int) -> Interval:
    """From the first day of a year to the last of another."""
    began, ended = date(first, 1, 1), date(last, 12, 31)
    return Interval(began, began, ended, ended)


@given(st.lists(intervals, max_size=5), st.randoms(use_true_random=False))
def test_intervals_are_merged_whatever_their_order(listed: list[Interval], random: Random) -> None:
    merged = merged_interval(listed)
    shuffled = list(listed)
    random.shuffle(shuffled)
    assert merged_interval(shuffled) == merged == merged_interval([*listed, *listed])
    assert merged.from_first is None or merged.from_last is None or merged.from_first <= merged.from_last
    assert merged.to_first is None or merged.to_last is None or merged.to_first <= merged.to_last


@given(intervals, intervals)
def test_neither_spells_nor_turns_have_a_first_and_a_second(one: Interval, other: Interval) -> None:
    assert in_turn(one, other) == in_turn(other, one)
    assert one_spell(one, other) == one_spell(other, one)


@given(intervals, intervals)
def test_what_cannot_overlap_was_in_turn_and_is_no_spell(one: Interval, other: Interval) -> None:
    if not one.overlaps(other):
        assert in_turn(one, other)
        assert not one_spell(one, other)


def test_what_contradicts_itself_claims_no_more_than_both() -> None:
    ended, seen_later = Interval(to_last=date(2010, 12, 31)), Interval(to_first=date(2020, 1, 1))
    merged = merged_interval([ended, seen_later])
    assert (merged.to_first, merged.to_last) == (date(2010, 12, 31), date(2020, 1, 1))
    assert merged_interval([]) == ALWAYS


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (observed_on("2010"), observed_on("2020"), True),  # nothing says that it ended in between
        (since("2001"), observed_on("2020"), True),
        (years(2001, 2003), years(2002, 2003), True),  # contradicts on when it began, hardly on which it was
        (years(2001, 2003), years(2003, 2005), True),
        (years(2001, 2003), years(2010, 2012), False),
        (years(2001, 2003), observed_on("2020"), False),  # it had ended by then
        (Interval(to_last=date(2015, 1, 1)), observed_on("2020"), False),
        (Interval(to_last=date(2015, 1, 1)), observed_on("2010"), True),
        (observed_on("2010"), since("2012"), False),  # it began after it was seen: again
    ],
)
def test_which_is_one_spell(one: Interval, other: Interval, is_one: bool) -> None:
    assert one_spell(one, other) is is_one


@pytest.mark.parametrize(
    ("one", "other", "is_in_turn"),
    [
        (ALWAYS, ALWAYS, False),
        (ALWAYS, years(2001, 2003), False),  # nothing shows that it was another time
        (since("2010"), since("2015"), True),
        (observed_on("2010"), observed_on("2020"), True),
        (observed_on("2010-05"), observed_on("2010-05"), False),
        (since("2010", "2020"), since("2015"), False),
        (years(2001, 2003), years(2003, 2005), False),
        (years(2001, 2003), years(2004, 2005), True),
    ],
)
def test_what_can_have_been_so_only_in_turn(one: Interval, other: Interval, is_in_turn: bool) -> None:
    assert in_turn(one, other) is is_in_turn


def test_the_days_that_an_interval_names() -> None:
    assert known_extent(ALWAYS) is None
    assert known_extent(Interval(observed_until=date(2010, 1, 1))) is None
    assert known_extent(observed_on("2010")) == (date(2010, 1, 1), date(2010, 12, 31))
    assert known_extent(Interval(to_last=date(2015, 1, 1))) == (date(2015, 1, 1), date(2015, 1, 1))
