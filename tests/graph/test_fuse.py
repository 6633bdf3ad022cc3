"""Fusing: what holds for any evidence, and who wins in the cases that reports bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.graph.dates import observed_on, since
from comity.graph.fuse import COUNTED, Fused, fuse
from comity.graph.model import (
    Datatype,
    Interval,
    Link,
    Literal,
    Modality,
    Qualifiers,
    Rank,
    Value,
    Verdict,
    qualifiers_of,
    value_key,
)
from comity.graph.ontology import SUBJECT_PER_VALUE, Property, ontology
from comity.graph.weighing import Evidence, independent_sources

START, STATUS, HELD_IN = (ontology().property(name) for name in ("start_date", "has_status", "held_in"))
HOLDS, NAME, CO_CHAIRED = (ontology().property(name) for name in ("holds", "name", "co_chaired"))
HOSTS = ontology().property("hosts_secretariat_of")
CAPITAL = replace(HOLDS, name="holds", exclusive="value-per-subject")  # one post at a time
DATES = ("2023", "2023-09", "2023-09-18", "2023-09-20", "2024", "XXXX-09-18", "../2023-10", "2023-08/2023-10")
OUTCOMES = (Verdict.REJECTED, Verdict.WITHDRAWN)

some_days = st.none() | st.dates(date(2000, 1, 1), date(2003, 1, 1))
intervals = st.builds(Interval, some_days, some_days, some_days, some_days, some_days)
values: st.SearchStrategy[Value] = st.sampled_from([Literal(each, Datatype.DATE) for each in DATES])
links: st.SearchStrategy[Value] = st.sampled_from(
    [Link("place/zenda"), Link("place/strelsau"), Link("country/ruritania")]
)
tenures: st.SearchStrategy[Value] = st.sampled_from([Literal("acting"), Literal("former"), Literal("substantive")])


def named(name: str, values: st.SearchStrategy[Value]) -> st.SearchStrategy[tuple[str, Value]]:
    return st.tuples(st.just(name), values)


pairs = named("on_behalf_of", links) | named("as_of", values) | named("tenure", tenures)
qualifiers = st.lists(pairs, max_size=3).map(qualifiers_of)


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
    st.tuples(st.sampled_from([STATUS, HELD_IN, HOLDS, CO_CHAIRED, HOSTS, CAPITAL]), evidence_of(links)),
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
def test_something_wins_and_what_does_not_has_the_rank_of_its_property(group: Group) -> None:
    declared, said = group
    fused = [each.fact for each in fuse("meeting/m", declared, said, within) if not each.fact.disputed_qualifier]
    winners = [each for each in fused if each.rank is Rank.NORMAL]
    if not declared.exclusive:
        assert winners == fused
    elif declared.evolves:
        assert len(winners) == min(1, len(fused))
        assert {each.rank for each in fused} <= {Rank.NORMAL, Rank.SUPERSEDED}
    else:
        assert {each.rank for each in fused} <= {Rank.NORMAL, Rank.DISPUTED}
        assert bool(winners) == bool(fused)


@given(groups)
def test_each_qualifier_shown_is_told_by_a_statement_for_the_fact(group: Group) -> None:
    declared, said = group
    told = {each.id: set(each.qualifiers) for each in said}
    for each in fuse("meeting/m", declared, said, within):
        assert set(each.fact.qualifiers) <= set().union(*(told[id] for id in each.statements))
        if each.fact.disputed_qualifier:
            assert each.fact.rank is Rank.DISPUTED
            assert each.fact.disputed_qualifier in dict(each.fact.qualifiers)


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


def with_qualifiers(*listed: Qualifiers, declared: Property = CO_CHAIRED) -> list[Evidence]:
    """One statement of the same value for each set of qualifiers, from documents of their own."""
    alike = said(*["meeting/m"] * len(listed), declared=declared)
    return [replace(each, qualifiers=qualifiers) for each, qualifiers in zip(alike, listed, strict=True)]


def qualified(**named: str) -> Qualifiers:
    return qualifiers_of([(name, Link(each)) for name, text in named.items() for each in text.split()])


def dated(edtf: str) -> Qualifiers:
    return qualifiers_of({"as_of": Literal(edtf, Datatype.DATE)})


def test_silence_agrees_with_any_qualifier_and_what_loses_is_a_disputed_fact() -> None:
    zenda, strelsau = qualified(on_behalf_of="party/zenda"), qualified(on_behalf_of="party/strelsau")
    fused = fuse("official/o", CO_CHAIRED, with_qualifiers(zenda, strelsau, strelsau, ()))
    shown, disputed = sorted((each.fact for each in fused), key=lambda fact: fact.disputed_qualifier)
    assert (shown.qualifiers, shown.rank, shown.sources) == (strelsau, Rank.NORMAL, 3)
    assert (disputed.qualifiers, disputed.rank, disputed.sources) == (zenda, Rank.DISPUTED, 1)
    assert disputed.disputed_qualifier == "on_behalf_of"
    assert (disputed.subject, disputed.value) == (shown.subject, shown.value)
    assert {each.fact.id: each.statements for each in fused}[disputed.id] == ("0000",)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (qualified(on_behalf_of="country/ruritania"), qualified(on_behalf_of="place/zenda")),
        (qualified(on_behalf_of="party/a"), qualified(on_behalf_of="party/a party/b")),
        (dated("2023"), dated("2023-09-18")),
        (qualifiers_of({"tenure": Literal("former")}), qualifiers_of({"tenure": Literal("acting")})),
    ],
)
def test_of_qualifiers_that_agree_the_most_precise_is_shown(wide: Qualifiers, narrow: Qualifiers) -> None:
    (found,) = fuse("official/o", CO_CHAIRED, with_qualifiers(wide, wide, narrow), within)
    assert (found.fact.qualifiers, found.fact.sources) == (narrow, 3)


@pytest.mark.parametrize("name", ["order_in_source", "formula", "in_capacity_as"])
def test_in_what_is_only_the_sources_own_way_nobody_contradicts(name: str) -> None:
    first, second = ({name: Literal(each)} for each in ("1", "2"))
    (found,) = fuse("official/o", CO_CHAIRED, with_qualifiers(qualifiers_of(first), qualifiers_of(second)))
    assert found.fact.sources == 2


def test_what_loses_in_one_qualifier_is_not_shown_in_another() -> None:
    listed = with_qualifiers(
        qualified(on_behalf_of="party/zenda", in_capacity_as="post/envoy"),
        qualified(on_behalf_of="party/strelsau"),
        qualified(on_behalf_of="party/strelsau"),
    )
    shown, disputed = sorted((each.fact for each in fuse("o", CO_CHAIRED, listed)), key=lambda f: f.disputed_qualifier)
    assert shown.qualifiers == qualified(on_behalf_of="party/strelsau")
    assert disputed.qualifiers == qualified(on_behalf_of="party/zenda", in_capacity_as="post/envoy")


def at(interval: Interval, text: str, number: int, declared: Property = HOLDS, **more: Any) -> Evidence:
    (one,) = said(text, declared=declared)
    return replace(one, id=f"{number:04}", document=f"document/{number}", passage=f"p {number}", valid=interval, **more)


TWO_TERMS = (
    at(Interval(date(2001, 1, 1), date(2001, 1, 1), date(2003, 1, 1), date(2003, 1, 1)), "post/p", 1),
    at(since("2010"), "post/p", 2),
)


def test_what_has_no_date_joins_no_spells_and_belongs_to_the_latest() -> None:
    undated = at(Interval(), "post/p", 3)
    apart = {each.statements: each.fact.id for each in fuse("o", HOLDS, TWO_TERMS)}
    assert set(apart) == {("0001",), ("0002",)}
    with_it = {each.statements: each.fact.id for each in fuse("o", HOLDS, [*TWO_TERMS, undated])}
    assert with_it == {("0001",): apart["0001",], ("0002", "0003"): apart["0002",]}


def test_sightings_are_one_spell_unless_something_says_that_it_ended() -> None:
    seen = [at(observed_on(year), "post/p", int(year)) for year in ("2005", "2020")]
    (one,) = fuse("o", HOLDS, seen)
    assert (one.fact.interval.from_last, one.fact.interval.to_first) == (date(2005, 12, 31), date(2020, 1, 1))
    former = at(Interval(to_last=date(2012, 1, 1)), "post/p", 2012)
    assert sorted(each.statements for each in fuse("o", HOLDS, [*seen, former])) == [("2005", "2012"), ("2020",)]


def test_two_spells_of_which_no_beginning_is_known_are_two_facts() -> None:
    listed = [at(observed_on("2005"), "post/p", 1), at(Interval(to_last=date(2006, 1, 1)), "post/p", 2)]
    listed += [at(observed_on("2020"), "post/p", 3)]
    assert len({each.fact.id for each in fuse("o", HOLDS, listed)}) == 2


def test_acting_and_then_substantive_are_two_tenures_and_at_one_time_a_dispute() -> None:
    acting, substantive = (qualifiers_of({"tenure": Literal(each)}) for each in ("acting", "substantive"))
    first = at(observed_on("2010-05"), "post/p", 1, qualifiers=acting)
    later = at(observed_on("2011-05"), "post/p", 2, qualifiers=substantive)
    assert [each.fact.rank for each in fuse("o", HOLDS, [first, later])] == [Rank.NORMAL] * 2
    same_day = replace(later, valid=first.valid)
    ranks_then = {each.fact.disputed_qualifier: each.fact.rank for each in fuse("o", HOLDS, [first, same_day])}
    assert ranks_then == {"": Rank.NORMAL, "tenure": Rank.DISPUTED}


def test_values_in_turn_do_not_compete_and_at_one_time_they_do() -> None:
    early, late = since("2001", "2005"), since("2010")
    in_turn_told = [at(early, "post/p", 1, CAPITAL), at(late, "post/q", 2, CAPITAL)]
    assert link_ranks(fuse("o", CAPITAL, in_turn_told)) == {"post/p": "normal", "post/q": "normal"}
    between = at(observed_on("2003"), "post/r", 3, CAPITAL, confidence=0.5)
    ranked = link_ranks(fuse("o", CAPITAL, [*in_turn_told, between]))
    assert ranked == {"post/p": "normal", "post/q": "normal", "post/r": "disputed"}


def test_one_host_at_a_time_is_fused_by_what_is_hosted() -> None:
    assert HOSTS.exclusive == SUBJECT_PER_VALUE
    listed = [at(since("1990", "2005"), text, number, HOSTS) for number, text in enumerate(("c/a", "c/b", "c/b"))]
    listed.append(at(since("2010"), "c/d", 9, HOSTS))
    fused = fuse("bloc/league", HOSTS, listed)
    assert {each.fact.value for each in fused} == {Link("bloc/league")}
    ranked = {each.fact.subject: each.fact.rank.value for each in fused}
    assert ranked == {"c/a": "disputed", "c/b": "normal", "c/d": "normal"}


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
