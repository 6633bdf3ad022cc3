"""Conclusions: they rest on what sources say, show it, and fall with it. Ruritania's agreements are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from comity.graph import tables
from comity.graph.book import Book
from comity.graph.conclusions import Conclusion, conclude, conclusions_of, retract
from comity.graph.curate import remove, restore
from comity.graph.errors import UsageError
from comity.graph.ledger import Ledger
from comity.graph.model import Fact, Link, Literal, Value, Verdict
from comity.graph.premises import drawn_from
from comity.graph.settle import mark_documents, settle

from .reports import State, state, told

OLD, NEW = "document/old#plan", "document/new#plan"
SUCCESSION = Conclusion("succession", NEW, "succeeds", Link(OLD), confidence=0.8)


def plans(ledger: Ledger) -> None:
    """Two documents, each with a plan and its name."""
    for mention, name in ((OLD, "Plan for 2019"), (NEW, "Plan for 2024")):
        said = [("type", Literal("Agreement")), ("name", Literal(name))]
        told(ledger, mention.partition("#")[0], [(mention, *each) for each in said])
    settle(ledger)


def names(book: Book) -> list[str]:
    """The ids of the statements that give names."""
    columns = tables.statement.c
    query = select(columns.hash).where(columns.property == book.number("name"))
    return [each.hex() for each in book.connection.execute(query.order_by(columns.hash)).scalars()]


def concluded(ledger: Ledger, conclusion: Conclusion = SUCCESSION) -> int:
    with ledger.writing() as book:
        new = conclude(book, conclusion, names(book))
    settle(ledger)
    return new


def succession(found: State) -> list[Fact]:
    return [fact for fact in found.facts if fact.property == "succeeds"]


def test_a_conclusion_is_a_fact_marked_so_with_the_passages_of_its_premises(ledger: Ledger) -> None:
    plans(ledger)
    assert concluded(ledger) == 2
    found = state(ledger)
    (fact,) = succession(found)
    assert (fact.inferred, fact.sources, fact.confidence) == (True, 1, 0.8)
    assert [each.inferred for each in found.facts if each != fact] == [False] * (len(found.facts) - 1)
    quotes = [quote for quote in found.quotes if quote.fact == fact.id]
    assert {quote.document for quote in quotes} == {"document/old", "document/new"}
    assert {quote.method for quote in quotes} == {"inferred:succession"}
    assert sorted(quote.text for quote in quotes) == sorted(
        quote.text for quote in found.quotes if quote.property == "name"
    )


def test_concluding_twice_adds_nothing(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    before = state(ledger)
    assert concluded(ledger) == 0
    assert state(ledger) == before


@pytest.mark.parametrize("removed", ["document/old", "document/new"])
def test_a_conclusion_falls_with_any_document_of_its_premises_and_returns_with_it(ledger: Ledger, removed: str) -> None:
    plans(ledger)
    concluded(ledger)
    before = succession(state(ledger))
    remove(ledger, removed)
    settle(ledger)
    assert succession(state(ledger)) == []
    with ledger.writing() as book:
        assert restore(book, removed)
    settle(ledger)
    assert succession(state(ledger)) == before


def test_a_conclusion_from_a_conclusion_falls_with_the_first_premise(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    again = replace(SUCCESSION, rule="succession-by-name", property="name", value=Literal("The second plan"))
    with ledger.writing() as book:
        first = conclusions_of(book.connection, "succession")
        conclude(book, again, [each.id for each in first])
        assert {each.statement.method for each in drawn_from(book.connection, names(book))} == {
            "inferred:succession",
            "inferred:succession-by-name",
        }
    settle(ledger)
    assert Literal("The second plan") in [fact.value for fact in state(ledger).facts]
    remove(ledger, "document/old")
    settle(ledger)
    assert Literal("The second plan") not in [fact.value for fact in state(ledger).facts]


def test_what_a_source_says_too_is_not_only_inferred(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    told(ledger, "document/third", [(NEW, "succeeds", Link(OLD))])
    with ledger.writing() as book:
        mark_documents(book, ["document/third"])  # it speaks of mentions that are not its own
    settle(ledger)
    (fact,) = succession(state(ledger))
    assert (fact.inferred, fact.sources) == (False, 2)


def test_what_a_rule_gives_no_longer_is_retracted_and_comes_back(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    before = state(ledger)
    with ledger.writing() as book:
        retract(book, conclusions_of(book.connection, "succession"))
    settle(ledger)
    assert succession(state(ledger)) == []
    assert concluded(ledger) == 0
    assert state(ledger) == before


def test_what_a_person_rejected_is_not_concluded_again(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    with ledger.writing() as book:
        for each in conclusions_of(book.connection, "succession"):
            number = select(tables.statement.c.id).where(tables.statement.c.hash == bytes.fromhex(each.id))
            said = {"statement": number.scalar_subquery(), "verdict": Verdict.REJECTED, "by": "curated"}
            book.connection.execute(insert(tables.verdict).values(**said, recorded_at=book.now))
    concluded(ledger)
    assert succession(state(ledger)) == []


@pytest.mark.parametrize(
    ("value", "premises", "reason"),
    [
        (Link(OLD), ["00" * 16], "needs premises"),
        (Link(OLD), [], "needs premises"),
        (Literal("the old one"), None, "wants an entity"),
    ],
)
def test_a_conclusion_without_premises_or_sense_is_refused(
    ledger: Ledger, value: Value, premises: list[str] | None, reason: str
) -> None:
    plans(ledger)
    with ledger.writing() as book, pytest.raises(UsageError, match=reason):
        conclude(book, replace(SUCCESSION, value=value), names(book) if premises is None else premises)


def test_the_premises_come_back_from_the_ledger_and_are_part_of_the_id(ledger: Ledger) -> None:
    plans(ledger)
    concluded(ledger)
    with ledger.reading() as connection:
        for known in conclusions_of(connection, "succession"):
            document = next(each for each in ledger.documents() if each.id == known.statement.reference.document)
            assert known.statement.id(document.hash) == known.id
            assert replace(known.statement, premises=()).id(document.hash) != known.id
            assert len(known.statement.premises) == 2
