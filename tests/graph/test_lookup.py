"""Ids as users write them."""

from __future__ import annotations

import pytest

from comity.graph.curate import merge, remove
from comity.graph.errors import UsageError
from comity.graph.ledger import Ledger
from comity.graph.lookup import resolve_fact, resolve_id
from comity.graph.settle import settle

from .reports import FREEDONIA, RURITANIA, SYLVANIA, Chair, Session, ingest, state

COMMISSION = "ruritania-sylvania-joint-commission-trade"


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ingest(ledger, Session("report", chairs=(Chair("Rudolf Elphberg Rassendyll", RURITANIA, ("Envoy",)),)))
    return ledger


@pytest.mark.parametrize(
    ("text", "id"),
    [
        (f"mechanism/{COMMISSION}", f"mechanism/{COMMISSION}"),
        (COMMISSION, f"mechanism/{COMMISSION}"),
        ("Rudolf-Elphberg-RASSENDYLL", "official/rudolf-elphberg-rassendyll"),
        ("NOR", "country/NOR"),
        ("nor", "country/NOR"),
        ("country/NOR", "country/NOR"),
        ("trade", "sector/trade"),
        ("report", "document/report"),
    ],
)
def test_a_full_id_or_its_last_part_in_any_case(filled: Ledger, text: str, id: str) -> None:
    assert resolve_id(filled, text) == id


def test_what_may_be_several_is_refused(filled: Ledger) -> None:
    with pytest.raises(UsageError, match=r"agreement-kind/other or meeting-kind/other: write it in full"):
        resolve_id(filled, "other")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("rudolf-elphberg-rassendyl", "Did you mean official/rudolf-elphberg-rassendyll?"),
        ("official/rudolf-rassendyll", "Did you mean official/rudolf-elphberg-rassendyll?"),
        ("country/nor", "Did you mean country/"),
        ("agricultur", "Did you mean sector/agriculture?"),
    ],
)
def test_an_unknown_one_is_told_with_the_nearest(filled: Ledger, text: str, hint: str) -> None:
    with pytest.raises(UsageError, match="Nothing is known under the id") as raised:
        resolve_id(filled, text)
    assert hint in str(raised.value)


@pytest.mark.parametrize("text", ["", "/", "%", "_", "mechanism/%", "' OR 1=1 --"])
def test_no_text_finds_what_it_does_not_name(filled: Ledger, text: str) -> None:
    with pytest.raises(UsageError):
        resolve_id(filled, text)


def test_facts_are_known_while_they_hold(filled: Ledger) -> None:
    fact = next(each for each in state(filled).facts if each.property == "start_date")
    assert resolve_fact(filled, fact.id) == fact.id
    ingest(filled, *(Session(f"other-{n}", start="2023-09-19", sides=(SYLVANIA, RURITANIA)) for n in range(2)))
    assert resolve_fact(filled, fact.id) == fact.id
    with pytest.raises(UsageError, match="take it from the column"):
        resolve_fact(filled, "0" * 32)


def test_a_fact_that_ceased_leads_to_the_one_its_statements_speak_for_now(ledger: Ledger) -> None:
    ingest(ledger, Session("month", start="2023-09"))
    (former,) = [each for each in state(ledger).facts if each.property == "start_date"]
    ingest(ledger, Session("day", start="2023-09-18", sides=(SYLVANIA, RURITANIA)))
    (fact,) = [each for each in state(ledger).facts if each.property == "start_date"]
    assert fact.id != former.id
    assert resolve_fact(ledger, former.id) == fact.id
    remove(ledger, "document/day")
    settle(ledger)
    assert resolve_fact(ledger, former.id) == former.id
    remove(ledger, "document/month")
    settle(ledger)
    with pytest.raises(UsageError, match="There is no fact"):
        resolve_fact(ledger, former.id)


@pytest.mark.parametrize("kept_first", [True, False])
def test_facts_about_an_entity_that_was_merged_away_lead_on(ledger: Ledger, kept_first: bool) -> None:
    kept, gone = "party/sylvania", "party/freedonia"
    if not kept_first:
        kept, gone = gone, kept
    ingest(ledger, Session("one", sides=(SYLVANIA, RURITANIA)), Session("two", ordinal=9, sides=(FREEDONIA, RURITANIA)))
    (former,) = [each for each in state(ledger).facts if (each.subject, each.property) == (gone, "took_part_in")]
    merge(ledger, kept, gone)
    settle(ledger)
    facts = {each.id: each for each in state(ledger).facts}
    assert former.id not in facts
    fact = facts[resolve_fact(ledger, former.id)]
    assert (fact.subject, fact.property, fact.value) == (kept, "took_part_in", former.value)


def test_unregistered_parties_are_found_by_their_names(ledger: Ledger) -> None:
    ingest(ledger, Session("report", sides=(RURITANIA, FREEDONIA)))
    assert resolve_id(ledger, "freedonia") == "party/freedonia"
