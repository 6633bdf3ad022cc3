"""Dates: laws that hold for any date, and the cases that reports bring."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.graph import dates
from comity.graph.errors import UsageError
from comity.graph.model import Interval

days = st.dates(min_value=date(1000, 1, 1))
day_texts = days.map(date.isoformat)
months, years = day_texts.map(lambda day: day[:7]), day_texts.map(lambda day: day[:4])
points = st.one_of(day_texts, months, years)
intervals = st.tuples(months, months).map(lambda pair: "/".join(sorted(pair)))
half_open = points.map(lambda text: f"../{text}") | points.map(lambda text: f"{text}/..")
without_year = st.one_of(day_texts, months).map(lambda text: f"XXXX{text[4:]}")
edtf = st.one_of(points, intervals, half_open, without_year)


@given(st.text(max_size=30) | st.text("0123456789X-/.", max_size=24))
def test_any_text_is_a_date_or_a_usage_error(text: str) -> None:
    try:
        found = dates.extent(text)
    except UsageError:
        assert not dates.is_date(text)
    else:
        assert found.first is None or found.last is None or found.first <= found.last
        assert dates.precision(text) >= 0


@given(st.text(max_size=30), edtf)
def test_comparing_raises_nothing_but_a_usage_error(text: str, told: str) -> None:
    try:
        assert isinstance(dates.contains(told, text), bool)
        assert isinstance(dates.contains(text, told), bool)
    except UsageError:
        assert not dates.is_date(text)


@given(edtf)
def test_a_date_contains_itself(text: str) -> None:
    assert dates.contains(text, text)
    assert dates.compatible(text, text)


@given(edtf, edtf)
def test_compatible_does_not_mind_the_order(one: str, other: str) -> None:
    assert dates.compatible(one, other) == dates.compatible(other, one)


@given(day_texts)
def test_a_day_lies_in_its_month_its_year_and_every_year(day: str) -> None:
    for wide in (day[:7], day[:4], f"XXXX{day[4:]}", f"XXXX{day[4:7]}"):
        assert dates.contains(wide, day)
        assert not dates.contains(day, wide)


@given(points, points)
def test_what_is_contained_is_no_less_precise(one: str, other: str) -> None:
    if dates.contains(one, other):
        assert dates.precision(one) <= dates.precision(other)
        outer, inner = dates.extent(one), dates.extent(other)
        assert outer.first is not None
        assert inner.first is not None
        assert outer.first <= inner.first


@given(edtf)
def test_only_what_is_open_has_no_precision(text: str) -> None:
    found = dates.extent(text)
    assert (dates.precision(text) == 0) == (found.first is None or found.last is None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2019/2021-03", date(2019, 1, 1), date(2021, 3, 31)),
        ("../2024-03-25", None, date(2024, 3, 25)),
        ("1993/..", date(1993, 1, 1), None),
        ("XXXX-09-18", None, None),
        ("XXXX-02-29", None, None),
    ],
)
def test_extent(text: str, first: date | None, last: date | None) -> None:
    assert dates.extent(text) == dates.Extent(first, last)
    assert (dates.first_day(text), dates.last_day(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "Thursday", "2024-13", "2023-02-29", "2024-1-5", "0000", "XXXX-02-30", "2024/2023", "2019/2020/2021", "٢٠٢٤"],
)
def test_refuses_what_is_no_date(text: str) -> None:
    with pytest.raises(UsageError, match=r"^“.*\.$"):
        dates.extent(text)


def test_a_month_without_a_year_contains_no_interval() -> None:
    assert not dates.contains("XXXX-09", "2019-09-18/2021-01-01")


def test_a_wide_interval_is_less_precise_than_any_date_but_not_unknown() -> None:
    assert 0 < dates.precision("0001/9999") < dates.precision("2024")


def test_what_was_seen_on_a_day_had_begun_and_not_ended() -> None:
    assert dates.observed_on("2024-07") == Interval(from_last=date(2024, 7, 31), to_first=date(2024, 7, 1))
    assert dates.since("1993", "2023-09-19") == Interval(
        from_first=date(1993, 1, 1), from_last=date(1993, 12, 31), to_first=date(2023, 9, 19)
    )
    assert dates.since("1993").to_first is None
