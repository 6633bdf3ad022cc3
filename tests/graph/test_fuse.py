"""Fusing: what holds for any evidence, and who wins in the cases that reports bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.graph.fuse import COUNTED, Evidence, Fused, fuse, independent_sources, merged_interval
from comity.graph.model import (
    ALWAYS,
    Datatype,
    Interval,
    Link,
    Literal,
    Modality,
    Rank,
    Value,
    Verdict,
    qualifiers_of,
    value_key,
)
from comity.graph.ontology import Property, ontology

START, STATUS, HELD_IN = (ontology().property(name) for name in ("start_date", "has_status", "held_in"))
HOLDS, NAME, CO_CHAIRED = (ontology().property(name) for name in ("holds", "name", "co_chaired"))
DATES = ("2023", "2023-09", "2023-09-18", "2023-09-20", "2024", "XXXX-09-18", "../2023-10", "2023-08/2023-10")
OUTCOMES = (Verdict.REJECTED, Verdict.WITHDRAWN)

some_days = st.none() | st.dates(date(2000, 1, 1), date(2003, 1, 1))
intervals = st.builds(Interval, some_days, some_days, some_days, some_days, some_days)
values: st.SearchStrategy[Value] = st.sampled_from([Literal(each, Datatype.DATE) for each in DATES])
links: st.SearchStrategy[Value] = st.sampled_from(
    [Link("place/zenda"), Link("place/strelsau"), Link("country/ruritania")]
)
pairs: st.SearchStrategy[tuple[str, Value]] = st.tuples(st.sampled_from(["on_behalf_of", "as_of"]), links | values)
qualifiers = st.lists(pairs, max_size=2).map(qualifiers_of)


def evidence_of(value: st.SearchStrategy[Value]) -> st.SearchStrategy[list[Evidence]]:
    one = st.builds(
        Evidence,
        id=st.text("0123456789abcdef", min_size=4, max_size=8),
        value=value,
        qualifiers=qualifiers,
        valid=intervals,
        modality=st.sampled_from(Modality),
        verdict=st.sampled_from(Verdict),
        confidence=st.sampled_from((0.5, 0.9)),
        document=st.sampled_from(("document/a", "document/b", "document/c")),
        published=st.sampled_from(("", "2023-09", "2024-01-05", "XXXX-11-02")),
        passage=st.sampled_from(("one", "two", "three")),
        priority=st.integers(0, 1),
    )
    return st.lists(one, max_size=7, unique_by=lambda each: each.id)


def within(inner: str, outer: str) -> bool:
    return inner.startswith("place/") and outer == "country/ruritania"


groups = st.one_of(
    st.tuples(st.sampled_from([START, NAME]), evidence_of(values)),
    st.tuples(st.sampled_from([STATUS, HELD_IN, HOLDS, CO_CHAIRED]), evidence_of(links)),
)
Group = tuple[Property, list[Evidence]]


@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter_and_twice_changes_nothing(group: Group, random: Random) -> None:
    declared, said = group
    first = fuse("meeting/m", declared, said, within)
    shuffled = list(said)
    random.shuffle(shuffled)
    assert fuse("meeting/m", declared, shuffled, within) == first
    assert fuse("meeting/m", declared, said, within) == first


@given(groups)
def test_every_counted_statement_speaks_for_exactly_one_fact(group: Group) -> None:
    declared, said = group
    fused = fuse("meeting/m", declared, said, within)
    supporting = sorted(each for one in fused for each in one.statements)
    counted = [each.id for each in said if each.modality in COUNTED and each.verdict not in OUTCOMES]
    assert supporting == sorted(counted)
    assert len({each.fact.id for each in fused}) == len(fused)


@given(groups)
def test_an_exclusive_property_has_one_winner_and_the_others_have_several(group: Group) -> None:
    declared, said = group
    fused = fuse("meeting/m", declared, said, within)
    winners = [each for each in fused if each.fact.rank is Rank.NORMAL]
    if declared.exclusive:
        assert len(winners) == min(1, len(fused))
        loser = Rank.SUPERSEDED if declared.evolves else Rank.DISPUTED
        assert {each.fact.rank for each in fused} <= {Rank.NORMAL, loser}
    else:
        assert winners == fused


@given(st.lists(intervals, max_size=5), st.randoms(use_true_random=False))
def test_intervals_are_merged_whatever_their_order(listed: list[Interval], random: Random) -> None:
    merged = merged_interval(listed)
    shuffled = list(listed)
    random.shuffle(shuffled)
    assert merged_interval(shuffled) == merged
    assert merged.from_first is None or merged.from_last is None or merged.from_first <= merged.from_last
    assert merged.to_first is None or merged.to_last is None or merged.to_first <= merged.to_last


def said(*texts: str, declared: Property = START) -> list[Evidence]:
    """One statement for each value, from documents of their own."""
    return [
        Evidence(
            id=f"{number:04}",
            value=Link(text) if declared.is_link else Literal(text, Datatype.DATE),
            document=f"document/{number}",
            passage=f"passage {number}",
        )
        for number, text in enumerate(texts)
    ]


def ranks(fused: Sequence[Fused]) -> dict[str, str]:
    return {value_key(each.fact.value).partition(":")[2] or "": each.fact.rank.value for each in fused}


def link_ranks(fused: Sequence[Fused]) -> dict[str, str]:
    return {value_key(each.fact.value)[1:]: each.fact.rank.value for each in fused}


def test_a_more_precise_value_that_agrees_wins_and_all_support_it() -> None:
    fused = fuse("meeting/m", START, said("2023-09", "2023-09", "2023-09-18", "2023"))
    assert ranks(fused) == {"2023-09-18": "normal"}
    assert fused[0].fact.sources == 4


def test_of_two_days_the_better_supported_wins_and_the_other_stays_disputed() -> None:
    fused = fuse("meeting/m", START, said("2023-09-20", "2023-09-18", "2023-09-18"))
    assert ranks(fused) == {"2023-09-18": "normal", "2023-09-20": "disputed"}


def test_an_accepted_value_wins_over_many() -> None:
    accepted = Evidence("ffff", Literal("2023-09-20", Datatype.DATE), verdict=Verdict.ACCEPTED)
    fused = fuse("meeting/m", START, [*said("2023-09-18", "2023-09-18"), accepted])
    assert ranks(fused) == {"2023-09-18": "disputed", "2023-09-20": "normal"}


def test_a_city_agrees_with_its_country() -> None:
    listed = said("country/ruritania", "place/zenda", "country/ruritania", declared=HELD_IN)
    assert link_ranks(fuse("meeting/m", HELD_IN, listed, within)) == {"place/zenda": "normal"}
    assert set(link_ranks(fuse("meeting/m", HELD_IN, listed)).values()) == {"normal", "disputed"}


@pytest.mark.parametrize("undated", ["", "XXXX-12-01"])
def test_the_latest_status_wins_and_the_older_is_superseded(undated: str) -> None:
    planned, held, repeated = said("planned", "held", "planned", declared=STATUS)
    listed = [
        replace(planned, published="2023-05"),
        replace(held, published="2023-09-19"),
        replace(repeated, published=undated),
    ]
    assert link_ranks(fuse("meeting/m", STATUS, listed)) == {"held": "normal", "planned": "superseded"}


def test_the_day_a_status_was_reached_counts_before_the_day_it_was_told() -> None:
    signed, in_force = said("signed", "in_force", declared=STATUS)
    since = qualifiers_of({"as_of": Literal("2020-03-01", Datatype.DATE)})
    listed = [
        replace(signed, published="2025-01-01", qualifiers=since),
        replace(in_force, published="2022-01-01"),
    ]
    assert link_ranks(fuse("agreement/a", STATUS, listed)) == {"in_force": "normal", "signed": "superseded"}


def test_tenures_that_cannot_be_one_are_two_spells() -> None:
    early = Interval(from_first=date(2001, 1, 1), to_last=date(2003, 12, 31))
    late = Interval(from_first=date(2010, 1, 1))
    one, other, third = said("post/p", "post/p", "post/p", declared=HOLDS)
    listed = [
        replace(one, valid=early),
        replace(other, valid=late),
        replace(third, valid=Interval(from_first=date(2011, 1, 1))),
    ]
    fused = fuse("official/o", HOLDS, listed)
    assert sorted(len(each.statements) for each in fused) == [1, 2]
    assert {each.fact.interval.from_first for each in fused} == {date(2001, 1, 1), date(2011, 1, 1)}


def test_what_contradicts_itself_claims_no_more_than_both() -> None:
    ended, seen_later = Interval(to_last=date(2010, 12, 31)), Interval(to_first=date(2020, 1, 1))
    merged = merged_interval([ended, seen_later])
    assert (merged.to_first, merged.to_last) == (date(2010, 12, 31), date(2020, 1, 1))
    assert merged_interval([]) == ALWAYS


def test_silence_agrees_with_any_qualifier_and_the_better_one_is_shown() -> None:
    one, two, three, silent = said("meeting/m", "meeting/m", "meeting/m", "meeting/m", declared=CO_CHAIRED)
    for_zenda = qualifiers_of({"on_behalf_of": Link("party/zenda")})
    for_strelsau = qualifiers_of({"on_behalf_of": Link("party/strelsau")})
    listed = [
        replace(one, qualifiers=for_zenda),
        replace(two, qualifiers=for_strelsau),
        replace(three, qualifiers=for_strelsau),
        silent,
    ]
    (found,) = fuse("official/o", CO_CHAIRED, listed)
    assert found.fact.qualifiers == for_strelsau
    assert found.fact.sources == 4


def test_equal_passages_and_one_documents_passages_are_one_source() -> None:
    agency = [Evidence(str(n), Link("x"), document=f"document/{n}", passage="the same words") for n in range(3)]
    report = [Evidence(str(n), Link("x"), document="document/long", passage=f"line {n}") for n in range(3)]
    assert independent_sources(agency) == 1
    assert independent_sources([*agency, *report]) == 2


def test_a_key_of_qualifiers_keeps_two_formulas_apart() -> None:
    partners = [
        Evidence(id=f"{number}", value=Link("country/CHN"), qualifiers=qualifiers_of({"formula": Literal(formula)}))
        for number, formula in enumerate(("largest trading partner", "iron brother", "iron brother"))
    ]
    fused = fuse("country/PAK", ontology().property("related_to"), partners)
    assert sorted(each.statements for each in fused) == [("0",), ("1", "2")]
    assert len({each.fact.id for each in fused}) == 2
