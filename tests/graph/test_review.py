"""What waits for a person, and what becomes of it: a pair merged or kept apart, an unsure statement counted or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.graph import curate, review
from comity.graph.errors import UsageError
from comity.graph.ledger import Ledger
from comity.graph.model import Document, Literal, Reference, Span, Statement
from comity.graph.review import Item, Question
from comity.graph.settle import settle

from .reports import RURITANIA, SYLVANIA, Chair, Session, add, ingest, state

ONE = Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),), published="2023-09-20")
OTHER = Session(
    "two",
    body="Council of Bridges",
    ordinal=3,
    start="2024-02-01",
    chairs=(Chair("Rudolf Elphberg Rassendyll", RURITANIA, ("Judge",)),),
)
THIRD = replace(OTHER, stem="three", ordinal=4, start="2025-02-01", sides=(SYLVANIA, RURITANIA))
SHORT, FULL = "official/rudolf-rassendyll", "official/rudolf-elphberg-rassendyll"
TEXT = "The place is called Zenda, or perhaps Strelsau.\n"


def waiting(ledger: Ledger) -> list[Item]:
    return review.waiting(ledger, 50)[0]


@pytest.fixture
def two_people(ledger: Ledger) -> Ledger:
    ingest(ledger, ONE, OTHER)
    return ledger


def test_a_pair_that_may_be_one_is_asked_about_with_a_passage_for_each(two_people: Ledger) -> None:
    (item,) = waiting(two_people)
    assert (item.question, item.one, item.other) == (Question.ONE, FULL, SHORT)
    assert "part of" in item.why
    assert item.passages == ("two says Rudolf Elphberg Rassendyll.", "one says Rudolf Rassendyll.")


def test_an_accepted_pair_is_one_under_the_older_id_and_waits_no_more(two_people: Ledger) -> None:
    (item,) = waiting(two_people)
    review.accept(two_people, item.id)
    settle(two_people)
    assert state(two_people).ids("official") == [SHORT]
    assert waiting(two_people) == []


def test_a_rejected_pair_stays_two_and_is_never_asked_again(two_people: Ledger) -> None:
    (item,) = waiting(two_people)
    before = state(two_people)
    review.reject(two_people, item.id)
    settle(two_people)
    assert state(two_people) == before
    ingest(two_people, THIRD)
    assert waiting(two_people) == []


def test_a_rejected_pair_can_still_be_merged_by_hand(two_people: Ledger) -> None:
    review.reject(two_people, waiting(two_people)[0].id)
    curate.merge(two_people, SHORT, FULL)
    settle(two_people)
    assert state(two_people).ids("official") == [SHORT]


def record_place(ledger: Ledger, *named: tuple[str, float]) -> None:
    with ledger.writing() as book:
        stored = book.add_document(Document("document/place", TEXT))
        local, here = f"{stored.id}#place", Reference(stored.id, (Span(0, len(TEXT) - 1),))
        said = [Statement(local, "type", Literal("Place"), here)]
        said += [Statement(local, "name", Literal(name), here, confidence=confidence) for name, confidence in named]
        add(book, stored, said)
    settle(ledger)


def test_what_is_too_unsure_waits_and_counts_once_it_is_accepted(ledger: Ledger) -> None:
    record_place(ledger, ("Zenda", 0.9), ("Strelsau", 0.4))
    assert state(ledger).values("place/zenda", "name") == {"string:Zenda": "normal"}
    (item,) = waiting(ledger)
    assert (item.question, item.other, item.passages) == (Question.SO, "name string:Strelsau", (TEXT[:-1],))
    assert "0.40" in item.why
    review.accept(ledger, item.id)
    settle(ledger)
    assert set(state(ledger).values("place/zenda", "name")) == {"string:Zenda", "string:Strelsau"}
    assert waiting(ledger) == []


def test_what_is_rejected_never_counts_and_the_verdict_can_be_turned(ledger: Ledger) -> None:
    record_place(ledger, ("Zenda", 0.9), ("Strelsau", 0.4))
    (item,) = waiting(ledger)
    review.reject(ledger, item.id)
    settle(ledger)
    assert waiting(ledger) == []
    assert set(state(ledger).values("place/zenda", "name")) == {"string:Zenda"}
    review.accept(ledger, item.id)
    settle(ledger)
    assert set(state(ledger).values("place/zenda", "name")) == {"string:Zenda", "string:Strelsau"}


def test_a_sure_statement_can_be_rejected_too(ledger: Ledger) -> None:
    record_place(ledger, ("Zenda", 0.9), ("Strelsau", 0.8))
    (quote,) = [quote for quote in state(ledger).quotes if quote.confidence == 0.8]
    review.reject(ledger, quote.id)
    settle(ledger)
    assert set(state(ledger).values("place/zenda", "name")) == {"string:Zenda"}


@pytest.mark.parametrize("id", ["", "0123456789ab", "f" * 32, "no-id"])
def test_an_unknown_id_is_told(two_people: Ledger, id: str) -> None:
    with pytest.raises(UsageError, match="Nothing waits"):
        review.accept(two_people, id)


def test_no_more_are_listed_than_asked_for_and_all_are_counted(ledger: Ledger) -> None:
    record_place(ledger, ("Zenda", 0.9), ("Strelsau", 0.4), ("Hentzau", 0.3))
    ingest(ledger, ONE, OTHER)
    items, total = review.waiting(ledger, 2)
    assert ([each.question for each in items], total) == ([Question.ONE, Question.SO], 3)
