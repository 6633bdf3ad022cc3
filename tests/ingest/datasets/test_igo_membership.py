"""Memberships: whose they are when a number means several states in turn, where the data end, and the whole release."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from comity.graph.audit import damage
from comity.graph.ledger import Ledger
from comity.graph.model import Entity, Fact, Interval, Link, Literal
from comity.graph.registry import registry
from comity.ingest.datasets.igo_membership import DATA_SET
from comity.ingest.datasets.igo_membership.load import RELATIONS, _known_bodies, spells
from comity.ingest.datasets.release import DataSet

from .small import held, load_all

DATA_END = date(2014, 12, 31)
# Who bore the number 345 at the end of a year, up to which.
YUGOSLAVIA = (("country/SRB", 1917), ("country/YUG", 2002), ("country/SCG", 2005), ("country/SRB", 2014))


def memberships(facts: Mapping[str, Fact], *states: str) -> list[tuple[str, str, str, Interval]]:
    return sorted(
        (
            (fact.subject, fact.property, fact.value.id, fact.interval)
            for fact in facts.values()
            if fact.property in RELATIONS.values() and isinstance(fact.value, Link) and fact.subject in states
        ),
        key=lambda each: each[:3],
    )


def test_a_membership_that_lasts_to_the_end_of_the_data_has_no_end(ledger: Ledger, igos: DataSet) -> None:
    load_all(ledger, igos)
    observer, member = memberships(held(ledger)[1], "country/PAK")[::-1]
    assert member == (
        "country/PAK", "member_of", "bloc/UN",
        Interval(date(1947, 8, 14), date(1947, 12, 31), observed_until=DATA_END),  # not before it was a state
    )  # fmt: skip
    assert observer == (
        "country/PAK", "observer_of", "bloc/LL",
        Interval(date(1993, 1, 1), date(1993, 12, 31), date(1996, 1, 1), date(1996, 12, 31)),
    )  # fmt: skip


def test_one_number_is_several_states_in_turn(ledger: Ledger, igos: DataSet) -> None:
    load_all(ledger, igos)
    found = memberships(held(ledger)[1], *{state for state, _ in YUGOSLAVIA})
    end, after = date(2003, 2, 4), date(2006, 6, 5)
    assert [each for each in found if each[1] == "member_of"] == [
        ("country/SCG", "member_of", "bloc/LL", Interval(end, end, after, after)),
        ("country/SRB", "member_of", "bloc/LL", Interval(after, after, observed_until=DATA_END)),
        ("country/YUG", "member_of", "bloc/LL", Interval(date(1990, 1, 1), date(1990, 12, 31), end, end)),
    ]
    # A year belongs to the state that bore the number at its end, within the days on which it did.
    assert [each for each in found if each[1] == "associate_of"] == [
        (
            "country/SCG",
            "associate_of",
            "bloc/sea-authority",
            Interval(end, date(2003, 12, 31), end, date(2003, 12, 31)),
        )
    ]


def test_each_membership_is_told_by_its_row(ledger: Ledger, igos: DataSet) -> None:
    load_all(ledger, igos)
    _, facts, quotes = held(ledger)
    (fact,) = [each for each in facts.values() if (each.subject, each.value) == ("country/DEU", Link("bloc/LL"))]
    (quote,) = [each for each in quotes.values() if each.fact == fact.id]
    assert quote.text == "LAKE,255,GMY,Germany,full,1990,2014,25"
    assert (quote.method, quote.document) == (
        "dataset:igo_membership@3.0", "document/igo-membership-3-0-igo-membership-spells"
    )  # fmt: skip


def test_new_organisations_go_by_their_acronym_unless_it_is_anothers(ledger: Ledger, igos: DataSet) -> None:
    load_all(ledger, igos)
    entities = held(ledger)[0]
    league, other, old = entities["bloc/LL"], entities["bloc/sea-authority"], entities["bloc/union-old"]
    assert (league.label, "Organisation" in league.classes) == ("League of the Lake", True)
    assert {("cow_igo_code", "9001"), ("acronym", "LL"), ("exists", "1950/..")} <= literals(league)
    assert ("acronym", "ISA") in literals(other)  # bloc/ISA is the International Solar Alliance
    assert (old.label, ("exists", "1900/1930") in literals(old)) == ("Unión of the Old", True)
    assert ("cow_igo_code", "4400") in literals(entities["bloc/UN"])


def literals(entity: Entity) -> set[tuple[str, str]]:
    return {(name, value.text) for name, value in entity.literals}


def test_a_membership_cannot_end_before_it_begins() -> None:
    with pytest.raises(Exception, match="before it begins"):
        list(spells("770", 1990, 1980, DATA_END))


def test_the_organisations_known_by_hand_are_bodies_of_the_registry() -> None:
    for name, body in _known_bodies().items():
        assert body.startswith("bloc/"), name
        assert registry().get(body), name


@pytest.fixture(scope="module")
def whole(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with the whole release in it."""
    opened = Ledger(tmp_path_factory.mktemp("igo") / "ledger.sqlite")
    done = load_all(opened, DATA_SET, shared / "data" / "igo_membership")
    assert (done.rows, done.refused) == (534 + 18_927, [])
    yield opened
    opened.close()


def test_the_whole_release_is_as_its_publisher_counts_it(whole: Ledger, shared: Path) -> None:
    _, facts, quotes = held(whole)
    assert Counter(row["status"] for row in table(shared, "igo_membership_spells.csv.gz")) == {
        "full": 18_543, "observer": 287, "associate": 97,
    }  # fmt: skip
    told = {quote.start for quote in quotes.values() if quote.document.endswith("spells")}
    assert len(told) == 18_927
    assert list(damage(whole)) == []
    assert load_all(whole, DATA_SET, shared / "data" / "igo_membership").statements == 0
    open_ended = [fact for fact in facts.values() if fact.interval.observed_until == DATA_END and is_relation(fact)]
    assert all(fact.interval.to_last is None for fact in open_ended)
    assert len(open_ended) == sum(row["end_year"] == "2014" for row in table(shared, "igo_membership_spells.csv.gz"))


@pytest.mark.parametrize("year", [1993, 2014])
@pytest.mark.parametrize("status", list(RELATIONS))
def test_memberships_of_pakistan_are_those_of_an_independent_count(
    relations: Relations, counted: Counted, status: str, year: int
) -> None:
    expected = counted.get(("770", status, year), set())
    assert relations.in_year("country/PAK", RELATIONS[status], year) == expected
    assert len(expected) > 50 or status != "full"


def test_the_life_of_yugoslavia_is_that_of_an_independent_count(relations: Relations, counted: Counted) -> None:
    years = sorted({year for number, _, year in counted if number == "345"})
    assert (years[0] < 1900, years[-1]) == (True, 2014)
    for year in years:
        bearer = next(state for state, last in YUGOSLAVIA if year <= last)
        for status, relation in RELATIONS.items():
            expected = counted.get(("345", status, year), set())
            assert relations.in_year(bearer, relation, year) == expected, (year, status)


@dataclass(frozen=True)
class Relations:
    """Facts of membership as they were fused, by state and relation, each with the number of the organisation."""

    spells: Mapping[tuple[str, str], list[tuple[str, Interval]]]

    def in_year(self, state: str, relation: str, year: int) -> set[str]:
        """The numbers of the organisations to which a state may have stood in a relation on some day of a year."""
        wanted = Interval(from_first=date(year, 1, 1), to_last=date(year, 12, 31))
        return {number for number, interval in self.spells.get((state, relation), []) if interval.overlaps(wanted)}


@pytest.fixture(scope="module")
def relations(whole: Ledger) -> Relations:
    facts = held(whole)[1].values()
    numbers = {each.subject: each.value.text for each in facts if isinstance(each.value, Literal) and is_number(each)}
    spells: defaultdict[tuple[str, str], list[tuple[str, Interval]]] = defaultdict(list)
    for fact in facts:
        if is_relation(fact) and isinstance(fact.value, Link):
            spells[fact.subject, fact.property].append((numbers[fact.value.id], fact.interval))
    return Relations(spells)


def is_number(fact: Fact) -> bool:
    return fact.property == "cow_igo_code"


def is_relation(fact: Fact) -> bool:
    return fact.property in RELATIONS.values()


Counted = Mapping[tuple[str, str, int], set[str]]  # number of a state, status, year -> numbers of organisations


@pytest.fixture(scope="module")
def counted(shared: Path) -> Counted:
    """The same out of the publisher's table of years, by a loop over its rows."""
    codes = {row["ioname"]: row["ionum"] for row in table(shared, "igos.csv")}
    found: defaultdict[tuple[str, str, int], set[str]] = defaultdict(set)
    for row in table(shared, "igo_membership_years.csv.gz"):
        if row["ccode"] in ("770", "345"):
            found[row["ccode"], row["status"], int(row["year"])].add(codes[row["ioname"]])
    return found


def table(shared: Path, name: str) -> Iterator[dict[str, str]]:
    path = shared / "data" / "igo_membership" / name
    with gzip.open(path, "rt", encoding="utf-8") if name.endswith(".gz") else path.open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)
