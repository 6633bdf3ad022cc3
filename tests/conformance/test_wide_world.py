"""The questions about pairs, bodies, rhythms, promises and places: the rows that the wider made-up world must give.

Strategy: for each question the rows that it tells, where something very like them is in the world too and must not be
among them (`wide_world.py`). Both stores are asked each time.
"""

from __future__ import annotations

import pytest

from comity.graph.model import Changes
from comity.graph.stores.base import Store

from .conftest import Ask, Row, draw
from .wide_world import (
    BRIDGE,
    BRIDGE_COVERED,
    DARIO,
    ENTITIES,
    FACTS,
    FERRY,
    FISH_MEMO,
    FORUM,
    GROUP,
    GROUP_LED,
    GROUP_NEXT,
    LAKE_BRIDGE,
    MEMBER,
    MEMBER_ONCE,
    OBSERVED,
    OBSERVER,
    OURS,
    PARTNER,
    PRESS,
    QUOTES,
    ROAD,
    SCHOOL,
    SECOND,
    SECOND_LED,
    SECOND_LED_TOO,
    START_SAID,
    THEIRS,
    UNION,
    VISIT,
    VISITED,
    ZENDA,
)
from .world import (
    ANNA,
    BERO,
    COMMISSION,
    CORA,
    DISPUTED_DATE,
    FOURTH,
    FREEDONIA,
    LAKE_PLAN,
    LEAGUE,
    REPORT,
    RURITANIA,
    STRELSAU,
    SYLVANIA,
    TALKS,
    THIRD,
    TRADE,
    TRADE_TREATY,
)

PAIR = {"party": RURITANIA, "counterpart": SYLVANIA}


@pytest.fixture(scope="module")
def stores(neo4j_store: Store, sparql_store: Store) -> tuple[Store, Store]:
    return draw((neo4j_store, sparql_store), Changes(watermark=1, entities=ENTITIES, facts=FACTS, quotes=QUOTES))


def told(rows: list[Row], *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_two_parties_last_met_at_what_was_held_not_at_what_is_planned(ask: Ask) -> None:
    rows = ask("last-met", **PAIR)
    assert told(rows, "meeting_id", "item", "side_id", "official_id", "agreed_id") == [
        (THIRD, "leader", RURITANIA, ANNA, None),
        (THIRD, "leader", SYLVANIA, BERO, None),
        (THIRD, "agreed", None, None, TRADE_TREATY),
        (THIRD, "agreed", None, None, BRIDGE),
    ]
    assert {(row["party_level"], row["counterpart_level"]) for row in rows} == {("minister", None)}


def test_the_level_is_the_one_stated_else_the_highest_rank_present(ask: Ask) -> None:
    assert {
        told(ask("last-met", **PAIR, by=by), "meeting_id", "party_level", "counterpart_level")[0]
        for by in (
            "2022",
            "2023",
        )
    } == {(SECOND, "minister", "head_of_state"), (VISIT, "minister", "deputy_minister")}


def test_what_others_agreed_at_a_meeting_is_not_what_two_parties_agreed(ask: Ask) -> None:
    rows = ask("last-met", party=RURITANIA, counterpart=FREEDONIA)
    assert TRADE_TREATY not in {row["agreed_id"] for row in rows}


def test_a_promise_is_done_by_what_came_about_late_after_its_day_else_open(ask: Ask) -> None:
    assert told(ask("promises", on="2025"), "promise_id", "state", "promiser_id", "fulfilled_by_id") == [
        (BRIDGE, "late", SYLVANIA, "meeting/visit-2026"),
        (FERRY, "done", RURITANIA, TRADE_TREATY),
        (SCHOOL, "open", ANNA, None),
        (ROAD, "open", FREEDONIA, LAKE_PLAN),
    ]
    assert told(ask("promises", on="2024-03-31", state="late"), "promise_id") == []
    assert told(ask("promises", on="2025", **PAIR), "promise_id") == [(BRIDGE,), (FERRY,), (SCHOOL,)]


def test_a_text_is_pending_by_its_newest_status_and_since_its_first_report(ask: Ask) -> None:
    columns = "agreement_id", "waits_for", "first_reported", "last_reported", "party_id"
    assert told(ask("agreements-pending"), *columns) == [
        (FISH_MEMO, "signature", "2024-05-20", "2024-06-01", RURITANIA),
        (FISH_MEMO, "signature", "2024-05-20", "2024-06-01", SYLVANIA),
        (LAKE_PLAN, "signature", None, None, None),
    ]


def test_a_mechanism_is_overdue_by_a_stated_or_an_inferred_rhythm(ask: Ask) -> None:
    columns = "mechanism_id", "rhythm", "every_months", "months_since", "sessions_held", "planned_id", "part_id"
    assert told(ask("overdue-mechanisms", on="2027-01"), *columns) == [
        (GROUP, "stated", 18, 43, 1, GROUP_NEXT, None),
        (COMMISSION, "inferred", 26, 32, 2, FOURTH, GROUP),
    ]
    assert told(ask("overdue-mechanisms", on="2026-07"), "mechanism_id") == [(GROUP,)]
    assert ask("overdue-mechanisms", on="2024-12") == []


def test_a_rhythm_is_not_inferred_from_one_session(ask: Ask) -> None:
    assert FORUM not in {row["mechanism_id"] for row in ask("overdue-mechanisms", on="2099")}


def test_the_side_that_did_not_host_last_is_to_host(ask: Ask) -> None:
    columns = "mechanism_id", "last_host_id", "turn_id", "turns", "planned_host_id"
    assert told(ask("whose-turn-to-host"), *columns) == [
        (GROUP, None, None, "stated", RURITANIA),
        (COMMISSION, RURITANIA, SYLVANIA, "assumed", SYLVANIA),
    ]
    assert told(ask("whose-turn-to-host", mechanism=COMMISSION, by="2023"), *columns) == [
        (COMMISSION, SYLVANIA, RURITANIA, "assumed", SYLVANIA)
    ]


def test_what_was_reported_before_a_day_is_not_new(ask: Ask) -> None:
    rows = ask("new-between", **PAIR, since="2024-05-21")
    assert told(rows, "item", "thing_id", "status") == [
        ("agreement", TRADE_TREATY, "signed"),
        ("meeting", FOURTH, "planned"),
        ("promise", FERRY, None),
    ]
    earlier = {row["thing_id"] for row in ask("new-between", **PAIR, since="2024")}
    assert earlier == {TRADE_TREATY, FOURTH, FERRY, FISH_MEMO, BRIDGE}


def test_a_relation_that_is_new_is_told_either_way(ask: Ask) -> None:
    for party, counterpart in ((LEAGUE, SYLVANIA), (SYLVANIA, LEAGUE)):
        rows = ask("new-between", party=party, counterpart=counterpart, since="2024")
        assert told(rows, "item", "status", "fact") == [("relation", "strategic_partner_of", PARTNER.id)]


def test_chairs_are_unequal_where_both_ranks_are_known_and_undisputed(ask: Ask) -> None:
    assert told(ask("unequal-chairs"), "meeting_id", "official_id", "lower_official_id", "fact", "lower_fact") == [
        (SECOND, ANNA, BERO, SECOND_LED.id, SECOND_LED_TOO.id)
    ]


def test_releases_differ_where_each_side_issued_one(ask: Ask) -> None:
    columns = "property", "party_id", "value", "document_id", "counterpart_id", "counterpart_value"
    assert told(ask("differing-releases"), *columns, "counterpart_document_id", "fact", "counterpart_fact") == [
        ("start_date", SYLVANIA, "2024-06", THEIRS, RURITANIA, "2024-05", OURS, DISPUTED_DATE.id, START_SAID.id)
    ]


def test_two_sessions_of_one_mechanism_are_not_two_mechanisms(ask: Ask) -> None:
    rows = ask("in-several-mechanisms")
    assert told(rows, "official_id", "mechanisms", "mechanism_id", "meeting_id") == [
        (ANNA, 2, GROUP, "meeting/ferry-group-1"),
        (ANNA, 2, COMMISSION, SECOND),
        (ANNA, 2, COMMISSION, THIRD),
    ]
    assert rows[0]["fact"] == GROUP_LED.id


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("1990", [(MEMBER.id, True)]),
        ("1990-06", [(MEMBER.id, False)]),
        ("1997", [(MEMBER.id, True), (MEMBER_ONCE.id, True)]),
        ("2001", [(MEMBER.id, True), (PARTNER.id, True)]),
        ("2014", [(MEMBER.id, True), (OBSERVER.id, True), (PARTNER.id, True)]),
        ("2020", [(MEMBER.id, False), (OBSERVER.id, False), (PARTNER.id, True)]),
    ],
)
def test_members_of_a_body_at_a_day_and_how_certain_each_is(ask: Ask, at: str, expected: list[object]) -> None:
    assert told(ask("members-of-body", body=LEAGUE, at=at), "fact", "certain") == expected


def test_a_body_that_two_parties_were_in_at_different_times_is_not_shared(ask: Ask) -> None:
    given = {"party": RURITANIA, "counterpart": FREEDONIA}
    columns = "body_id", "relation", "counterpart_relation", "certain"
    assert told(ask("shared-bodies", **given, at="1998"), *columns) == [(UNION, "member_of", "member_of", True)]
    assert told(ask("shared-bodies", **given, at="2000"), *columns) == []
    assert told(ask("shared-bodies", **given, at="2016"), *columns) == [(LEAGUE, "member_of", "observer_of", False)]


def test_observers_are_of_bodies_and_of_what_was_held(ask: Ask) -> None:
    assert told(ask("observers"), "party_id", "person_id", "relation", "observed_id") == [
        (FREEDONIA, None, "observer_of", LEAGUE),
        (LEAGUE, CORA, "observed_at", SECOND),
        (FREEDONIA, None, "observer_at", THIRD),
        (None, DARIO, "observed_at", TALKS),
    ]
    assert told(ask("observers", observed=TALKS), "fact") == [(OBSERVED.id,)]


def test_sectors_are_counted_by_year_in_meetings_that_were_held(ask: Ask) -> None:
    assert told(ask("sectors-by-year", **PAIR), "sector_id", "year", "meetings", "agreements") == [
        (TRADE, 2024, 1, 1),
        (TRADE, 2022, 1, 0),
        (TRADE, None, 0, 1),
    ]


def test_a_colleague_and_who_was_only_invited_are_not_met(ask: Ask) -> None:
    assert told(ask("officials-met-by", person=ANNA), "official_id", "role", "meeting_id") == [
        (BERO, "co_chaired", THIRD),
        (CORA, "spoke_at", THIRD),
        (BERO, "called_on", VISIT),
        (BERO, "co_chaired", SECOND),
        (CORA, "observed_at", SECOND),
    ]


def test_meetings_in_a_country_are_those_in_its_cities_with_their_status(ask: Ask) -> None:
    assert told(ask("meetings-at-place", place=SYLVANIA), "meeting_id", "status", "place_id") == [
        (FOURTH, "planned", ZENDA),
        (SECOND, "held", ZENDA),
    ]
    assert len(ask("meetings-at-place", place=STRELSAU, status="held")) == 3


def test_who_is_only_invited_takes_no_part_in_a_project(ask: Ask) -> None:
    assert told(ask("projects-by-sector"), "project_id", "participant_id", "fact") == [
        (LAKE_BRIDGE, RURITANIA, BRIDGE_COVERED.id),
        (LAKE_BRIDGE, SYLVANIA, BRIDGE_COVERED.id),
    ]
    assert ask("projects-by-sector", party=FREEDONIA) == []


def test_sources_of_an_entity_are_counted_in_statements(ask: Ask) -> None:
    assert told(ask("sources-of-entity", entity=RURITANIA), "document_id", "statements") == [(REPORT, 3), (PRESS, 1)]


def test_a_visit_that_is_planned_is_not_counted(ask: Ask) -> None:
    columns = "official_id", "party_id", "host_id", "visits", "first_day", "last_day"
    assert told(ask("frequent-visitors"), *columns) == [
        (BERO, SYLVANIA, RURITANIA, 1, "2023-09-18", "2023-09-18"),
    ]
    assert VISITED.subject == BERO


def test_the_shortest_way_leads_through_no_hub(ask: Ask) -> None:
    ends = {"start": BERO, "end": DARIO}
    assert told(ask("shortest-path", **ends), "step", "from_id", "relation", "to_id") == [
        (1, BERO, "co_chaired", SECOND),
        (1, BERO, "co_chaired", TALKS),
        (2, SECOND, "accompanied", DARIO),
        (2, TALKS, "observed_at", DARIO),
    ]
    assert {row["to_id"] for row in ask("shortest-path", **ends, avoid=SECOND)} == {TALKS, DARIO}
    assert {row["to_id"] for row in ask("shortest-path", **ends, most_relations="8")} == {TALKS, DARIO}
