"""Every named question gives the same rows from both stores, and those that a small made-up world must give.

Strategy: the world of `world.py` is drawn by both adapters from the same changes; each test asks both at once.
"""

from __future__ import annotations

import pytest

from comity.graph.model import digest
from comity.graph.queries import bind, catalogue, named_query, variants
from comity.graph.stores.base import Limits, Store

from .conftest import Ask
from .world import (
    ANNA,
    ANNA_CHAIRED,
    ANNA_MINISTER,
    BERO,
    BERO_AT_TALKS,
    BERO_CHAIRED,
    COMMISSION,
    CORA,
    CORA_CHAIRED,
    CORA_SPOKE,
    DISPUTED_CHAIR,
    DISPUTED_DATE,
    DISPUTED_SIDES,
    DISPUTED_TENURE,
    ENVOY,
    FOURTH,
    FOURTH_SESSION,
    FREEDONIA,
    LAKE_PLAN,
    LEAGUE,
    MINISTER,
    PROPOSED,
    QUOTES,
    REPORT,
    RURITANIA,
    SIGNED,
    SYLVANIA,
    TALKS,
    THIRD,
    THIRD_SESSION,
    TRADE,
    TRADE_TREATY,
    TREATY_SIGNED,
)


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
        ({"party": SYLVANIA, "counterpart": LEAGUE}, []),
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
    assert [
        (row["subject_id"], row["property"], row["value_id"], row["value"], row["fact"])
        for row in rows
        if row["qualifier"] is None
    ] == [
        (THIRD, "start_date", None, "2024-06", DISPUTED_DATE.id),
        (CORA, "co_chaired", THIRD, "3rd Joint Commission", DISPUTED_CHAIR.id),
    ]
    assert [row["fact"] for row in ask("disputed", subject=CORA)] == [DISPUTED_CHAIR.id]


def test_what_is_disputed_in_a_qualifier_only_names_it(ask: Ask) -> None:
    rows = [row for row in ask("disputed") if row["qualifier"]]
    assert [tuple(row[name] for name in ("subject_id", "value_id", "qualifier")) for row in rows] == [
        (ANNA, MINISTER, "tenure"),
        (BERO, TALKS, "on_behalf_of"),
        (BERO, TALKS, "on_behalf_of"),
    ]
    assert [(row["qualifier_value_id"], row["qualifier_value"], row["fact"]) for row in rows] == [
        (None, "acting", DISPUTED_TENURE.id),
        (LEAGUE, "Lake League", DISPUTED_SIDES.id),
        (SYLVANIA, "Sylvania", DISPUTED_SIDES.id),
    ]


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


def test_who_acted_for_a_side_is_told_with_role_post_and_meeting(ask: Ask) -> None:
    rows = ask("who-acted-for", party=FREEDONIA)
    assert [(row["role"], row["fact"]) for row in rows] == [
        ("spoke_at", CORA_SPOKE.id),
        ("co_chaired", CORA_CHAIRED.id),
    ]
    assert rows[0] == {
        "official_id": CORA,
        "official": "Cora Ruk",
        "on_behalf_of_id": FREEDONIA,
        "on_behalf_of": "Freedonia",
        "role": "spoke_at",
        "post_id": ENVOY,
        "post": "Envoy",
        "meeting_id": THIRD,
        "meeting": "3rd Joint Commission",
        "start_date": "2024-05",
        "place": "Strelsau",
        "fact": CORA_SPOKE.id,
    }


@pytest.mark.parametrize(
    ("given", "officials"),
    [
        ({}, [ANNA, BERO, CORA, CORA, CORA]),
        ({"party": LEAGUE}, [CORA]),
        ({"party": SYLVANIA}, [BERO]),
        ({"role": "spoke_at"}, [CORA]),
        ({"role": "signed"}, []),
        ({"from_": "2024-06"}, [CORA, CORA]),
        ({"to": "2024-04-30"}, [CORA, CORA]),
        ({"party": RURITANIA, "role": "co_chaired", "from_": "2024", "to": "2024"}, [ANNA]),
    ],
)
def test_each_parameter_narrows_who_acted_for(ask: Ask, given: dict[str, str], officials: list[str]) -> None:
    assert [row["official_id"] for row in ask("who-acted-for", **given)] == officials


def test_an_agreement_is_told_with_its_newest_status_and_each_side(ask: Ask) -> None:
    rows = ask("agreements-by-status")
    assert [(row["agreement_id"], row["party_id"]) for row in rows] == [
        (TRADE_TREATY, RURITANIA),
        (TRADE_TREATY, SYLVANIA),
        (LAKE_PLAN, None),
    ]
    assert rows[0] == {
        "agreement_id": TRADE_TREATY,
        "agreement": "Trade Treaty",
        "kind": "treaty",
        "status_id": SIGNED,
        "status": "signed",
        "as_of": "2024-05",
        "party_id": RURITANIA,
        "party": "Ruritania",
        "meeting_id": THIRD,
        "meeting": "3rd Joint Commission",
        "fact": TREATY_SIGNED.id,
    }
    assert {name for name, value in rows[2].items() if value is None} == {
        *("kind", "as_of", "party_id", "party", "meeting_id", "meeting")
    }


@pytest.mark.parametrize(
    ("given", "agreements"),
    [
        ({"status": PROPOSED}, [LAKE_PLAN]),
        ({"status": SIGNED}, [TRADE_TREATY] * 2),
        ({"party": SYLVANIA}, [TRADE_TREATY] * 2),
        ({"party": FREEDONIA}, []),
        ({"counterpart": RURITANIA}, [TRADE_TREATY] * 2),
        ({"party": RURITANIA, "counterpart": RURITANIA}, []),
        ({"sector": TRADE}, [TRADE_TREATY] * 2),
        ({"status": SIGNED, "party": SYLVANIA, "counterpart": RURITANIA, "sector": TRADE}, [TRADE_TREATY] * 2),
    ],
)
def test_each_parameter_narrows_agreements(ask: Ask, given: dict[str, str], agreements: list[str]) -> None:
    assert [row["agreement_id"] for row in ask("agreements-by-status", **given)] == agreements


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_variant_is_read_by_the_real_engines(stores: tuple[Store, Store], name: str) -> None:
    for store in (each for each in stores if each.language in named_query(name).engines):
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
