"""Every named question gives the same rows from both stores, and those that a small made-up world must give.

The world is drawn by both adapters from the same changes. Ruritania, Sylvania and Freedonia are invented; so is
everything said of them. It holds the odd cases: no date, no place, a country for a place, two sides for one person,
a disputed chair, a planned session, missing posts, awkward characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import pytest

from comity.graph.model import Changes, Datatype, Entity, Fact, Interval, Link, Literal, Quote, Rank, Value, digest
from comity.graph.queries import bind, catalogue, named_query, variants
from comity.graph.stores.base import Answer, Limits, Store

RURITANIA, SYLVANIA, FREEDONIA, LEAGUE = (
    "country/ruritania",
    "country/sylvania",
    "country/freedonia",
    "bloc/lake-league",
)
ANNA, BERO, CORA = "official/anna-olm", "official/bero-tan", "official/cora-ruk"
COMMISSION = "mechanism/joint-commission"
THIRD, FOURTH, TALKS = "meeting/joint-commission-3", "meeting/joint-commission-4", "meeting/lake-talks"
MINISTER, ENVOY = "post/minister-of-trade", "post/envoy"
STRELSAU, TRADE, REPORT = "place/strelsau", "sector/trade", "document/lake-report"
HELD, PLANNED = "meeting-status/held", "meeting-status/planned"
Row = Mapping[str, Any]


def entity(id: str, label: str, *classes: str, states: tuple[str, ...] = (), **literals: str | int) -> Entity:
    return Entity(
        id, classes, label, tuple(sorted((name, literal(name, value)) for name, value in literals.items())), states
    )


def literal(name: str, value: str | int) -> Literal:
    if isinstance(value, int):
        return Literal(str(value), Datatype.INTEGER)
    return Literal(value, Datatype.DATE if name in ("start_date", "end_date", "published") else Datatype.STRING)


def fact(subject: str, name: str, value: str | Literal, **more: Any) -> Fact:
    link: Value = Link(value) if isinstance(value, str) else value
    return Fact(digest(subject, name, str(value)), subject, name, link, **more)


def acting(*parties: str, post: str | None = None) -> tuple[tuple[str, Value], ...]:
    said: list[tuple[str, Value]] = [("in_capacity_as", Link(post))] if post else []
    return (*said, *(("on_behalf_of", Link(party)) for party in parties))


def seen(day: date) -> Interval:
    return Interval(from_last=day, to_first=day)


ENTITIES = (
    entity(RURITANIA, "Ruritania", "Country", "Party"),
    entity(SYLVANIA, "Sylvania", "Country", "Party"),
    entity(FREEDONIA, "Freedonia", "Country", "Party"),
    entity(LEAGUE, "Lake League", "Bloc", "Grouping", "Party"),
    entity(ANNA, 'Anna "Ann" Olm', "Official", "Person"),
    entity(BERO, "Bero Tan’akë \\ 🜁", "Official", "Person"),
    entity(CORA, "Cora Ruk", "Person"),
    entity(COMMISSION, "Ruritania–Sylvania Joint Commission", "Mechanism"),
    entity(THIRD, "3rd Joint Commission", "Event", "Meeting", states=("held",), session_number=3, start_date="2024-05"),
    entity(
        FOURTH, "4th Joint Commission", "Event", "Meeting", states=("planned",), session_number=4, start_date="2026"
    ),
    entity(TALKS, "Lake talks", "Event", "Meeting", states=("held",)),
    entity(MINISTER, "Minister of Trade", "Post"),
    entity(ENVOY, "Envoy", "Post"),
    entity("institution/ministry-of-trade", "Ministry of Trade", "Institution"),
    entity(STRELSAU, "Strelsau", "Place"),
    entity(TRADE, "trade", "Concept", "Sector"),
    entity(HELD, "held", "Concept", "MeetingStatus"),
    entity(PLANNED, "planned", "Concept", "MeetingStatus"),
    entity(REPORT, "A report", "Document", document_kind="summary", published="2024-06-01", publisher="The Lake Post"),
)
ANNA_CHAIRED = fact(ANNA, "co_chaired", THIRD, qualifiers=acting(RURITANIA, post=MINISTER))
BERO_CHAIRED = fact(BERO, "co_chaired", THIRD, qualifiers=acting(SYLVANIA))
CORA_CHAIRED = fact(CORA, "co_chaired", TALKS, qualifiers=acting(FREEDONIA, LEAGUE))
BERO_AT_TALKS = fact(BERO, "co_chaired", TALKS)
DISPUTED_CHAIR = fact(CORA, "co_chaired", THIRD, rank=Rank.DISPUTED, qualifiers=acting(FREEDONIA))
DISPUTED_DATE = fact(THIRD, "start_date", Literal("2024-06", Datatype.DATE), rank=Rank.DISPUTED)
PLANNED_CHAIR = fact(ANNA, "co_chaired", FOURTH, qualifiers=acting(RURITANIA))
THIRD_SESSION, FOURTH_SESSION = fact(THIRD, "session_of", COMMISSION), fact(FOURTH, "session_of", COMMISSION)
FOURTH_PLANNED = fact(FOURTH, "has_status", PLANNED)
ANNA_ENVOY = fact(ANNA, "holds", ENVOY, interval=seen(date(2020, 1, 2)))
ANNA_MINISTER = fact(
    ANNA, "holds", MINISTER, interval=seen(date(2024, 5, 31)), qualifiers=(("tenure", Literal("substantive")),)
)
FACTS = (
    ANNA_CHAIRED,
    BERO_CHAIRED,
    CORA_CHAIRED,
    BERO_AT_TALKS,
    DISPUTED_CHAIR,
    DISPUTED_DATE,
    PLANNED_CHAIR,
    THIRD_SESSION,
    FOURTH_SESSION,
    FOURTH_PLANNED,
    ANNA_ENVOY,
    ANNA_MINISTER,
    fact(THIRD, "has_status", HELD),
    fact(TALKS, "has_status", HELD),
    fact(THIRD, "held_in", STRELSAU),
    fact(TALKS, "held_in", FREEDONIA),
    fact(THIRD, "covered", TRADE),
    fact(RURITANIA, "took_part_in", THIRD),
    fact(SYLVANIA, "took_part_in", THIRD),
    fact(RURITANIA, "took_part_in", TALKS),
    fact(COMMISSION, "between", RURITANIA),
    fact(COMMISSION, "between", SYLVANIA),
    fact(MINISTER, "post_of", RURITANIA),
    fact(MINISTER, "post_in", "institution/ministry-of-trade"),
)
QUOTES = (
    Quote(
        digest("one"),
        ANNA_CHAIRED.id,
        ANNA,
        "co_chaired",
        "Anna\n“Ann” Olm and Bero chaired it.",
        10,
        42,
        REPORT,
        "rules@1",
        0.9,
    ),
    Quote(digest("two"), ANNA_CHAIRED.id, ANNA, "co_chaired", "Both chaired.", 90, 103, REPORT, "rules@1"),
    Quote(digest("other"), BERO_CHAIRED.id, BERO, "co_chaired", "Both chaired.", 90, 103, REPORT, "rules@1"),
)


@pytest.fixture(scope="module")
def stores(neo4j_store: Store, sparql_store: Store) -> tuple[Store, Store]:
    for store in (neo4j_store, sparql_store):
        store.wipe()
        store.apply(Changes(watermark=1, entities=ENTITIES, facts=FACTS, quotes=QUOTES))
    return neo4j_store, sparql_store


class Ask(Protocol):
    def __call__(self, name: str, **given: str) -> list[Row]: ...


@pytest.fixture
def ask(stores: tuple[Store, Store]) -> Ask:
    """Asks both stores, checks that they agree, and gives the rows."""

    def both(name: str, **given: str) -> list[Row]:
        answers: list[Answer] = []
        for store in stores:
            bound = bind(named_query(name), store.language, {key.rstrip("_"): value for key, value in given.items()})
            answers.append(store.read(bound.text, bound.parameters, Limits()))
        cypher, sparql = answers
        assert cypher.columns == sparql.columns == named_query(name).columns
        assert list(cypher.rows) == list(sparql.rows)
        return [dict(zip(cypher.columns, row, strict=True)) for row in cypher.rows]

    return both


def test_each_co_chair_of_what_was_held_is_a_row_with_all_that_is_known(ask: Ask) -> None:
    rows = ask("who-co-chaired")
    assert [row["fact"] for row in rows] == [
        ANNA_CHAIRED.id,
        BERO_CHAIRED.id,
        BERO_AT_TALKS.id,
        CORA_CHAIRED.id,
        CORA_CHAIRED.id,
    ]
    assert rows[0] == {
        "official_id": ANNA,
        "official": 'Anna "Ann" Olm',
        "on_behalf_of_id": RURITANIA,
        "on_behalf_of": "Ruritania",
        "post_id": MINISTER,
        "post": "Minister of Trade",
        "meeting_id": THIRD,
        "meeting": "3rd Joint Commission",
        "mechanism_id": COMMISSION,
        "mechanism": "Ruritania–Sylvania Joint Commission",
        "session_number": 3,
        "start_date": "2024-05",
        "place": "Strelsau",
        "fact": ANNA_CHAIRED.id,
    }


def test_what_nobody_says_is_null(ask: Ask) -> None:
    row = ask("who-co-chaired")[2]
    assert {name for name, value in row.items() if value is None} == {
        *("on_behalf_of_id", "on_behalf_of", "post_id", "post"),
        *("mechanism_id", "mechanism", "session_number", "start_date"),
    }
    assert row["place"] == "Freedonia"


@pytest.mark.parametrize(
    ("given", "officials"),
    [
        ({"party": LEAGUE}, [CORA]),
        ({"party": RURITANIA}, [ANNA]),
        ({"counterpart": RURITANIA}, [BERO, BERO, CORA, CORA]),
        ({"counterpart": LEAGUE}, [BERO]),
        ({"party": SYLVANIA, "counterpart": RURITANIA}, [BERO]),
        ({"party": SYLVANIA, "counterpart": FREEDONIA}, []),
        ({"person": BERO}, [BERO, BERO]),
        ({"mechanism": COMMISSION}, [ANNA, BERO]),
        ({"sector": TRADE}, [ANNA, BERO]),
        ({"sector": "sector/none"}, []),
        ({"from_": "2024-05-31"}, [ANNA, BERO, BERO, CORA, CORA]),
        ({"from_": "2024-06"}, [BERO, CORA, CORA]),
        ({"to": "2024-05-01"}, [ANNA, BERO, BERO, CORA, CORA]),
        ({"to": "2024-04"}, [BERO, CORA, CORA]),
        ({"from_": "2024", "to": "2024", "mechanism": COMMISSION, "person": ANNA, "party": RURITANIA}, [ANNA]),
    ],
)
def test_each_parameter_narrows_who_co_chaired(ask: Ask, given: dict[str, str], officials: list[str]) -> None:
    assert [row["official_id"] for row in ask("who-co-chaired", **given)] == officials


def test_a_party_asked_for_is_the_only_one_shown(ask: Ask) -> None:
    assert [row["on_behalf_of_id"] for row in ask("who-co-chaired", party=LEAGUE)] == [LEAGUE]


def test_sessions_come_by_number_and_can_be_asked_by_status(ask: Ask) -> None:
    rows = ask("mechanism-sessions", mechanism=COMMISSION)
    assert [(row["session_number"], row["status"], row["place"], row["fact"]) for row in rows] == [
        (3, "held", "Strelsau", THIRD_SESSION.id),
        (4, "planned", None, FOURTH_SESSION.id),
    ]
    assert [row["meeting_id"] for row in ask("mechanism-sessions", status="planned")] == [FOURTH]
    assert ask("mechanism-sessions", status="cancelled") == []


def test_posts_come_in_the_order_of_the_time_they_were_seen(ask: Ask) -> None:
    rows = ask("posts-of-person", person=ANNA)
    assert [row["post_id"] for row in rows] == [ENVOY, MINISTER]
    assert rows[1] == {
        "person_id": ANNA,
        "person": 'Anna "Ann" Olm',
        "post_id": MINISTER,
        "post": "Minister of Trade",
        "institution_id": "institution/ministry-of-trade",
        "institution": "Ministry of Trade",
        "party_id": RURITANIA,
        "party": "Ruritania",
        "tenure": "substantive",
        "from_first": None,
        "from_last": "2024-05-31",
        "to_first": "2024-05-31",
        "to_last": None,
        "fact": ANNA_MINISTER.id,
    }


def test_evidence_is_every_quote_with_what_its_document_is(ask: Ask) -> None:
    rows = ask("evidence-of-fact", fact=ANNA_CHAIRED.id)
    assert [(row["start"], row["end"], row["confidence"]) for row in rows] == [(10, 42, 0.9), (90, 103, 1.0)]
    assert rows[0] == {
        "statement_id": digest("one"),
        "property": "co_chaired",
        "quote": QUOTES[0].text,
        "start": 10,
        "end": 42,
        "document_id": REPORT,
        "document": "A report",
        "kind": "summary",
        "published": "2024-06-01",
        "publisher": "The Lake Post",
        "method": "rules@1",
        "confidence": 0.9,
    }


def test_what_is_disputed_is_shown_with_its_value(ask: Ask) -> None:
    rows = ask("disputed")
    assert [(row["subject_id"], row["property"], row["value_id"], row["value"], row["fact"]) for row in rows] == [
        (THIRD, "start_date", None, "2024-06", DISPUTED_DATE.id),
        (CORA, "co_chaired", THIRD, "3rd Joint Commission", DISPUTED_CHAIR.id),
    ]
    assert [row["fact"] for row in ask("disputed", subject=CORA)] == [DISPUTED_CHAIR.id]


@pytest.mark.parametrize(
    ("given", "meetings"),
    [
        ({}, [FOURTH]),
        ({"party": RURITANIA}, [FOURTH]),
        ({"party": LEAGUE}, []),
        ({"mechanism": COMMISSION}, [FOURTH]),
        ({"by": "2026"}, [FOURTH]),
        ({"by": "2026-11"}, []),
    ],
)
def test_planned_meetings_can_be_narrowed(ask: Ask, given: dict[str, str], meetings: list[str]) -> None:
    assert [row["meeting_id"] for row in ask("planned-not-held", **given)] == meetings


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_variant_is_read_by_the_real_engines(stores: tuple[Store, Store], name: str) -> None:
    for store in stores:
        for bound in variants(named_query(name), store.language):
            assert store.read(bound.text, bound.parameters, Limits()).columns == named_query(name).columns


def test_pages_follow_each_other_without_gap_or_overlap(stores: tuple[Store, Store]) -> None:
    query = named_query("who-co-chaired")
    for store in stores:
        whole, *pages = [
            store.read(bound.text, bound.parameters, Limits()).rows
            for bound in (
                bind(query, store.language, {}),
                *(bind(query, store.language, {}, limit=2, offset=offset) for offset in (0, 2, 4)),
            )
        ]
        assert [row for page in pages for row in page] == list(whole)
