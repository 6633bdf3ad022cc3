"""Walks lead along what things have to do with each other, not through the kinds and states that they share."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from comity.graph.ledger import Ledger
from comity.graph.walk import around, between, shortest_way

from .reports import FREEDONIA, RURITANIA, SYLVANIA, Chair, Session, ingest, state

TALKS = Session("talks", 1, "2020-01-05", (Chair("Rudolf Elphberg Rassendyll", RURITANIA),), "River Talks")
FAR_TALKS = Session("far", 1, "2021-01-05", (), "Lake Talks", (FREEDONIA, "Grand Fenwick"))
LINKING = Session("linking", 1, "2022-01-05", (), "Forest Talks", (SYLVANIA, FREEDONIA))
RASSENDYLL, FENWICK = "official/rudolf-elphberg-rassendyll", "party/grand-fenwick"


@pytest.fixture
def walked(ledger: Ledger) -> Ledger:
    ingest(ledger, TALKS, FAR_TALKS)
    return ledger


def meeting(ledger: Ledger, of: str) -> str:
    (found,) = [each for each in state(ledger).ids("meeting") if of in each]
    return found


def test_around_an_entity_are_things_and_not_their_kinds(walked: Ledger) -> None:
    talks = meeting(walked, "river-talks")
    with walked.reading() as connection:
        part = around(connection, talks, depth=2, most_nodes=100)
    assert part.nodes[0] == talks
    assert RASSENDYLL in part.nodes
    assert not [each for each in part.nodes if each.startswith(("meeting-kind/", "meeting-status/"))]
    assert meeting(walked, "lake-talks") not in part.nodes
    assert {end for fact in part.facts for end in (fact.subject, fact.value.id)} <= set(part.nodes)  # type: ignore[union-attr]
    assert not part.truncated


def test_what_a_bound_leaves_out_is_told(walked: Ledger) -> None:
    with walked.reading() as connection:
        part = around(connection, meeting(walked, "river-talks"), depth=2, most_nodes=2)
    assert part.truncated
    assert len(part.nodes) == 2


def test_a_code_that_is_asked_for_has_its_things_around_it(walked: Ledger) -> None:
    with walked.reading() as connection:
        part = around(connection, "meeting-status/held", depth=1, most_nodes=100)
    assert {meeting(walked, "river-talks"), meeting(walked, "lake-talks")} <= set(part.nodes)


def way(connection: Connection, *avoided: str) -> tuple[str, ...] | None:
    part = shortest_way(connection, RASSENDYLL, FENWICK, frozenset(avoided))
    return part.nodes if part else None


def test_no_way_leads_through_a_shared_status(walked: Ledger) -> None:
    with walked.reading() as connection:
        assert way(connection) is None


def test_the_way_leads_through_what_two_have_to_do_with(walked: Ledger) -> None:
    ingest(walked, LINKING)
    with walked.reading() as connection:
        nodes = way(connection)
        assert nodes is not None
        assert (nodes[0], nodes[-1]) == (RASSENDYLL, FENWICK)
        assert meeting(walked, "forest-talks") in nodes or "mechanism/freedonia-sylvania-forest-talks" in nodes
        assert way(connection, "party/sylvania") is None


def test_what_two_share_are_their_meetings(walked: Ledger) -> None:
    with walked.reading() as connection:
        pair = between(connection, "party/ruritania", "party/sylvania")
    assert meeting(walked, "river-talks") in pair.shared
    assert meeting(walked, "lake-talks") not in pair.shared
