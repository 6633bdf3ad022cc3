"""Values, qualifiers, spans and intervals read back as they were written, and computed ids do not collide."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.graph import encoding
from comity.graph.model import (
    ALWAYS,
    Datatype,
    Document,
    Interval,
    Link,
    Literal,
    Reference,
    Span,
    Statement,
    Value,
    digest,
    qualifiers_of,
    value_from_key,
    value_key,
)

texts = st.text(max_size=12)
values: st.SearchStrategy[Value] = st.builds(Link, texts) | st.builds(Literal, texts, st.sampled_from(Datatype))
pairs = st.lists(st.tuples(texts, values), max_size=5)
maybe_days = st.none() | st.dates()
intervals = st.builds(Interval, maybe_days, maybe_days, maybe_days, maybe_days, maybe_days)


@given(values, values)
def test_value_keys_are_equal_for_equal_values_only(one: Value, other: Value) -> None:
    assert value_from_key(value_key(one)) == one
    assert (value_key(one) == value_key(other)) == (one == other)


@given(pairs)
def test_qualifiers_have_one_order_and_each_pair_once(listed: list[tuple[str, Value]]) -> None:
    found = qualifiers_of(listed)
    assert found == qualifiers_of([*reversed(listed), *listed])
    assert set(found) == set(listed)
    assert qualifiers_of(list(found)) == found
    assert [name for name, _ in found] == sorted(name for name, _ in found)


@given(pairs)
def test_qualifiers_read_back(listed: list[tuple[str, Value]]) -> None:
    found = qualifiers_of(listed)
    assert encoding.qualifiers_from(encoding.qualifiers_text(found)) == found


@given(intervals)
def test_intervals_read_back(interval: Interval) -> None:
    assert encoding.interval_from(encoding.interval_text(interval)) == interval


@given(st.lists(st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))).map(tuple))
def test_spans_read_back(spans: tuple[Span, ...]) -> None:
    assert encoding.spans_from(encoding.spans_text(spans)) == spans


def test_what_says_nothing_takes_no_space() -> None:
    assert encoding.interval_text(ALWAYS) == encoding.qualifiers_text(()) == encoding.spans_text(()) == ""


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_lists_of_texts_have_a_digest_of_their_own(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_digests_know_where_a_part_ends() -> None:
    assert len({digest("a", "b"), digest("ab"), digest("a,b"), digest('a","b'), digest("a", "b", ""), digest()}) == 6


@given(intervals, intervals)
def test_overlapping_goes_both_ways(one: Interval, other: Interval) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(ALWAYS)


def test_what_had_ended_does_not_overlap_what_had_not_begun() -> None:
    assert not Interval(to_last=date(2019, 12, 31)).overlaps(Interval(from_first=date(2020, 1, 1)))


def test_a_statements_id_is_what_it_says_and_not_how_it_was_read() -> None:
    said = Statement("a#1", "name", Literal("Zenda"), Reference("document/a", (Span(0, 5),)))
    again = Statement("a#1", "name", Literal("Zenda"), said.reference, method="other@1", confidence=0.1, voice="x")
    other = Statement("a#1", "name", Literal("Zenda"), Reference("document/a", (Span(0, 6),)))
    text = Document("document/a", "Zenda…").hash
    assert said.id(text) == again.id(text)
    assert len({said.id(text), other.id(text), said.id(Document("document/a", "Zenda").hash)}) == 3
