"""On which pair a first page opens: what is ahead counts before what was, and more than two sides are no pair."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.graph.catalogue import Catalogue
from comity.graph.ledger import Ledger
from comity.graph.pairs import entity_with_most_facts, pair_with_most_ahead

from .reports import FREEDONIA, RURITANIA, SYLVANIA, Session, ingest

FREEDONIA_RURITANIA = ("party/freedonia", "party/ruritania")
RURITANIA_SYLVANIA = ("party/ruritania", "party/sylvania")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def meeting(ledger: Ledger, body: str, status: str, day: str, *sides: str) -> None:
    """Tell of the one session of a body."""
    ingest(ledger, Session(body.replace(" ", "-"), body=body, status=status, start=day, sides=sides))


def chosen(ledger: Ledger) -> tuple[str, str] | None:
    catalogue = Catalogue(ledger)
    catalogue.refresh()
    with ledger.reading() as connection:
        return pair_with_most_ahead(connection, catalogue.listed)


def test_an_empty_ledger_has_none(ledger: Ledger) -> None:
    assert chosen(ledger) is None
    with ledger.reading() as connection:
        assert entity_with_most_facts(connection) == ()


def test_those_that_met_more_often_come_first_and_of_equals_those_that_met_last(ledger: Ledger) -> None:
    meeting(ledger, "Lake Committee", "held", "2024-05-02", RURITANIA, SYLVANIA)
    meeting(ledger, "Hill Committee", "held", "2024-05-03", RURITANIA, FREEDONIA)
    assert chosen(ledger) == FREEDONIA_RURITANIA
    meeting(ledger, "River Committee", "held", "2019-01-01", RURITANIA, SYLVANIA)
    assert chosen(ledger) == RURITANIA_SYLVANIA


def test_what_is_ahead_counts_before_what_was_but_who_never_met_is_not_chosen(ledger: Ledger) -> None:
    meeting(ledger, "Lake Committee", "held", "2024-05-02", RURITANIA, SYLVANIA)
    meeting(ledger, "River Committee", "held", "2024-06-02", RURITANIA, SYLVANIA)
    meeting(ledger, "Hill Committee", "held", "2020-05-03", RURITANIA, FREEDONIA)
    meeting(ledger, "Forest Committee", "planned", "2027", RURITANIA, FREEDONIA)
    meeting(ledger, "Sea Committee", "planned", "2027", SYLVANIA, FREEDONIA)
    assert chosen(ledger) == FREEDONIA_RURITANIA


def test_a_meeting_of_three_is_no_meeting_of_two(ledger: Ledger) -> None:
    meeting(ledger, "Coast Committee", "held", "2025-05-02", RURITANIA, SYLVANIA, FREEDONIA)
    assert chosen(ledger) is None
    with ledger.reading() as connection:
        assert len(entity_with_most_facts(connection)) == 1
