"""Corrections: what a passage should have been read as, kept through newer readers; and what is exported."""

from __future__ import annotations

import pytest

from comity.graph import review
from comity.graph.correct import correct, heed_rejections
from comity.graph.decisions import Case, decisions
from comity.graph.errors import NotFound, UsageError
from comity.graph.ledger import Ledger
from comity.graph.model import Datatype, Document, Link, Literal, Reference, Span, Statement
from comity.graph.settle import settle

from .reports import RURITANIA, Chair, Session, add, ingest, state

TEXT = "The third session was held in Zenda on 9 May 2024, said the herald. It was no holiday.\n"
DAY, SENTENCE = Span(0, 49), Span(0, 67)


def record(ledger: Ledger, *days: str, span: Span = SENTENCE, internal: bool = False) -> str:
    """One meeting that is said to have begun on some days, each in one passage; gives back the id of the last."""
    with ledger.writing() as book:
        stored = book.add_document(Document("document/herald", TEXT, internal=internal))
        local, here = f"{stored.id}#meeting", Reference(stored.id, (span,))
        said = [Statement(local, "type", Literal("Meeting"), here), Statement(local, "name", Literal("Session"), here)]
        said += [begins(local, day, here) for day in days]
        add(book, stored, said)
        heed_rejections(book, stored, said)
    settle(ledger)
    return said[-1].id(stored.hash)


def begins(local: str, day: str, here: Reference) -> Statement:
    return Statement(local, "start_date", Literal(day, Datatype.DATE), here, method="rules@3")


def days(ledger: Ledger) -> dict[str, str]:
    settle(ledger)
    (meeting,) = state(ledger).ids("meeting")
    return dict(state(ledger).values(meeting, "start_date"))


def exported(ledger: Ledger) -> list[Case]:
    with ledger.reading() as connection:
        return list(decisions(connection))


def test_a_corrected_value_counts_with_the_same_passage_and_the_wrong_one_no_more(ledger: Ledger) -> None:
    wrong = record(ledger, "2024-05-19")
    assert "corrected to 2024-05-09" in correct(ledger, wrong, "2024-05-09")
    assert days(ledger) == {"date:2024-05-09": "normal"}
    (quote,) = [each for each in state(ledger).quotes if each.property == "start_date"]
    assert (quote.text, quote.method) == (TEXT[:67], "curated")


@pytest.mark.parametrize("span", [SENTENCE, DAY], ids=["the same passage", "another passage"])
def test_a_newer_reader_that_reads_the_wrong_thing_again_changes_nothing(ledger: Ledger, span: Span) -> None:
    correct(ledger, record(ledger, "2024-05-19"), "2024-05-09")
    record(ledger, "2024-05-19", span=span)
    assert days(ledger) == {"date:2024-05-09": "normal"}


def test_a_newer_reader_that_reads_the_right_thing_corroborates_it(ledger: Ledger) -> None:
    correct(ledger, record(ledger, "2024-05-19"), "2024-05-09")
    record(ledger, "2024-05-09", span=DAY)
    assert days(ledger) == {"date:2024-05-09": "normal"}


def test_a_correction_can_be_turned(ledger: Ledger) -> None:
    wrong = record(ledger, "2024-05-19")
    correct(ledger, wrong, "2024-05-09")
    settle(ledger)
    (quote,) = [each for each in state(ledger).quotes if each.property == "start_date"]
    review.reject(ledger, quote.id)
    review.accept(ledger, wrong)
    assert days(ledger) == {"date:2024-05-19": "normal"}


def test_an_entity_and_a_qualifier_are_corrected_by_their_ids(ledger: Ledger) -> None:
    ingest(ledger, Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),)))
    (chair,) = [each for each in state(ledger).quotes if each.property == "co_chaired"]
    correct(ledger, chair.id, qualifiers={"on_behalf_of": "country/PAK", "in_capacity_as": ""})
    settle(ledger)
    (fact,) = [each for each in state(ledger).facts if each.property == "co_chaired"]
    sides = [(name, value) for name, value in fact.qualifiers if name != "order_in_source"]
    assert sides == [("on_behalf_of", Link("country/PAK"))]


@pytest.mark.parametrize(
    ("value", "qualifiers", "reason"),
    [
        ("2024-05-19", {}, "says already"),
        ("one fine day", {}, "cannot be corrected so"),
        (None, {"on_behalf_of": "country/PAK"}, "cannot be corrected so"),
        (None, {"no_such": "1"}, "no_such"),
        (None, {"on_behalf_of": "country/NOWHERE"}, "Nothing is known"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_changed(
    ledger: Ledger, value: str | None, qualifiers: dict[str, str], reason: str
) -> None:
    wrong = record(ledger, "2024-05-19")
    with pytest.raises(UsageError, match=reason):
        correct(ledger, wrong, value, qualifiers)
    assert days(ledger) == {"date:2024-05-19": "normal"}
    assert exported(ledger) == []


@pytest.mark.parametrize("id", ["", "nonsense", "f" * 32])
def test_an_unknown_statement_is_told(ledger: Ledger, id: str) -> None:
    with pytest.raises(NotFound, match="no statement"):
        correct(ledger, id, "2024")


def test_a_correction_is_exported_as_one_case_with_its_sentence_and_what_is_right(ledger: Ledger) -> None:
    wrong = record(ledger, "2024-05-19")
    correct(ledger, wrong, "2024-05-29")
    (first,) = exported(ledger)
    assert first["right"] == {"value": "2024-05-29", "qualifiers": []}
    settle(ledger)
    (right,) = [each for each in state(ledger).quotes if each.property == "start_date"]
    correct(ledger, right.id, "2024-05-09")  # corrected once more: the last one is right, of both
    cases = exported(ledger)
    assert [(each["value"], each["right"]) for each in cases] == [
        ("2024-05-19", {"value": "2024-05-09", "qualifiers": []}),
        ("2024-05-29", {"value": "2024-05-09", "qualifiers": []}),
    ]
    assert {each["sentence"] for each in cases} == {TEXT[:67]}
    assert cases[0]["method"] == "rules@3"
    assert cases[0]["subject"]["label"] == "Session"


def test_accepted_rejected_and_identity_are_exported_as_they_stand(ledger: Ledger) -> None:
    ingest(
        ledger,
        Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),)),
        Session("two", body="Council of Bridges", chairs=(Chair("Rudolf Elphberg Rassendyll", RURITANIA, ("Judge",)),)),
    )
    (item,) = review.waiting(ledger, 10)[0]
    review.reject(ledger, item.id)
    (chair, *_) = [each for each in state(ledger).quotes if each.property == "co_chaired"]
    review.accept(ledger, chair.id)
    review.reject(ledger, chair.id)
    statement, identity = exported(ledger)
    assert (statement["verdict"], statement["right"], statement["statement"]) == ("rejected", None, chair.id)
    assert identity["verdict"] == "different"
    assert {identity["one"]["name"], identity["other"]["name"]} == {"Rudolf Rassendyll", "Rudolf Elphberg Rassendyll"}


def test_what_an_internal_source_says_is_not_exported(ledger: Ledger) -> None:
    correct(ledger, record(ledger, "2024-05-19", internal=True), "2024-05-09")
    assert exported(ledger) == []
