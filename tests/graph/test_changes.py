"""Following the ledger: windows of any size lead to the same state, and what is gone is listed as gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from comity.graph.changes import changes_since, count, last_number
from comity.graph.ledger import Ledger
from comity.graph.model import Link, Rank, value_key

from .reports import FREEDONIA, RURITANIA, SYLVANIA, Chair, Session, ingest, state

NAME = "Rudolf Rassendyll"
FIRST = Session("first", start="2023-09-20", chairs=(Chair(NAME, RURITANIA, ("Envoy",)),), sectors=("trade",))
SECOND = Session("second", start="2023-09", chairs=(Chair(NAME, RURITANIA, ("Judge",)),), body="Border Talks")
THIRD = Session("third", start="2023-09-18", sides=(SYLVANIA, RURITANIA))
FOURTH = Session("fourth", start="2023-09-18", sides=(SYLVANIA, RURITANIA, FREEDONIA), sectors=("tourism",))
CONNECTING = Session("connecting", 9, "2024", (Chair(NAME, RURITANIA, ("Envoy", "Judge")),), "Forest Talks")
ALL = (FIRST, SECOND, THIRD, FOURTH, CONNECTING)


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_windows_of_any_size_lead_to_the_same_state(ledger: Ledger, size: int) -> None:
    for each in ALL:
        ingest(ledger, each)
    assert state(ledger, size) == state(ledger)
    marks = [each.watermark for each in changes_since(ledger, 0, size)]
    assert marks == sorted(set(marks))
    with ledger.reading() as connection:
        assert marks[-1] == last_number(connection)
    assert all(len(each) <= size for each in changes_since(ledger, 0, size))


def test_a_store_that_follows_from_the_beginning_ends_as_one_that_begins_late(
    open_ledger: Callable[[str], Ledger],
) -> None:
    ledger, watermark, gone = open_ledger("ledger"), 0, set[str]()
    held: set[str] = set()
    for each in ALL:
        ingest(ledger, each)
        for changes in changes_since(ledger, watermark, 5):
            for part in (changes.gone_facts, changes.gone_entities, changes.gone_quotes):
                held -= set(part)
                gone |= set(part)
            held |= {thing.id for part in (changes.facts, changes.entities, changes.quotes) for thing in part}
            watermark = changes.watermark
    late = state(ledger)
    assert held == {thing.id for part in (late.facts, late.entities, late.quotes) for thing in part}
    assert "official/rudolf-rassendyll-2" in gone
    assert list(changes_since(ledger, watermark)) == []


def test_counts_are_those_of_what_is_drawn(ledger: Ledger) -> None:
    ingest(ledger, *ALL)
    found = state(ledger)
    drawn = [each for each in found.facts if isinstance(each.value, Link) or each.rank is not Rank.NORMAL]
    assert count(ledger) == {
        "documents": len(ALL),
        "statements": len(found.quotes),
        "facts": len(drawn),
        "entities": len(found.entities),
    }


def test_quotes_are_the_texts_own_words(ledger: Ledger) -> None:
    ingest(ledger, *ALL)
    texts = {each.id: each.text for each in ledger.documents()}
    quotes = state(ledger).quotes
    assert quotes != ()
    assert all(quote.text == texts[quote.document][quote.start : quote.end] != "" for quote in quotes)


def test_a_relation_without_an_undisputed_fact_is_no_plain_relation(ledger: Ledger) -> None:
    planned = Session("planned", status="planned", published="2023-01-01")
    ingest(ledger, planned)
    with ledger.reading() as connection:
        watermark = last_number(connection)
    ingest(ledger, Session("held", published="2023-10-01"))
    found = state(ledger)
    (meeting,) = found.ids("meeting")
    assert found.values(meeting, "has_status") == {
        "@meeting-status/held": "normal",
        "@meeting-status/planned": "superseded",
    }
    plain_gone = [each for changes in changes_since(ledger, watermark) for each in changes.plain_gone]
    assert plain_gone == [(meeting, "has_status", value_key(Link("meeting-status/planned")))]
    (drawn,) = [each for each in found.entities if each.id == meeting]
    assert drawn.states == ("held",)


def test_an_entity_is_called_what_most_sources_call_it(ledger: Ledger) -> None:
    ingest(
        ledger, *(Session(f"report-{n}", chairs=(Chair("Rudolf Elphberg Rassendyll", RURITANIA),)) for n in range(2))
    )
    ingest(ledger, Session("other", chairs=(Chair("RASSENDYLL Rudolf Elphberg von", RURITANIA),)))
    labels = {each.id: (each.label, each.classes) for each in state(ledger).entities}
    assert labels["official/rudolf-elphberg-rassendyll"] == ("Rudolf Elphberg Rassendyll", ("Person",))
    assert labels["meeting-kind/session"] == ("session of a mechanism", ("Concept", "MeetingKind"))
    assert labels["party/ruritania"] == ("Ruritania", ("Party",))


def test_a_number_that_no_row_has_is_followed_too(ledger: Ledger) -> None:
    ingest(ledger, Session("one"))
    with ledger.writing() as book:
        last = book.next_number()
    assert [each.watermark for each in changes_since(ledger, 0, 10_000)] == [last]
    assert list(changes_since(ledger, last)) == []
