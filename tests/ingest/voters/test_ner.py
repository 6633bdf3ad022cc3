"""A model of names confirms or doubts who is a person; its part is tried with names given, and with the real model."""

from __future__ import annotations

import sys

import pytest

from comity.graph.errors import UsageError
from comity.graph.model import Span
from comity.ingest.extraction import read_report
from comity.ingest.extraction.statements import METHOD, statements
from comity.ingest.voters import vote
from comity.ingest.voters.ner import MODEL, Name, NameVoter, Verdict, load_voter, verdict

from ..samples import document

TEXT = "Foreign Minister Anna Berg met Foreign Minister Ito Kenji in Vienna on 2 May 2024."
DOCUMENT = document(TEXT, "2024-05-03")
ANNA = Span(17, 26)


def named(label: str) -> NameVoter:
    return NameVoter(lambda text: [Name(ANNA, label)] if len(text) else [], "names@1")


@pytest.mark.parametrize(
    ("span", "label", "expected"),
    [
        (ANNA, "PERSON", Verdict.CONFIRMED),
        (Span(22, 26), "PERSON", Verdict.CONFIRMED),
        (ANNA, "GPE", Verdict.DOUBTED),
        (Span(22, 26), "GPE", Verdict.SILENT),
        (Span(48, 57), "PERSON", Verdict.SILENT),
    ],
)
def test_a_verdict_is_of_what_stands_at_the_place(span: Span, label: str, expected: Verdict) -> None:
    assert verdict(ANNA, [Name(span, label)]) is expected


@pytest.mark.parametrize(("label", "surer"), [("PERSON", True), ("ORG", False)])
def test_a_vote_changes_how_sure_a_person_is_and_says_whose_it_is(label: str, surer: bool) -> None:
    reading = read_report(DOCUMENT)
    before, after = reading, vote([named(label)], DOCUMENT, reading)
    assert [each.name.value for each in after.people] == ["Anna Berg", "Ito Kenji"]
    assert (after.people[0].name.confidence > before.people[0].name.confidence) is surer
    assert after.people[1] == before.people[1]
    said = statements(after, DOCUMENT)
    voted = {each.method for each in said if each.property == "name"}
    assert f"{METHOD}+ner:names@1" in voted
    assert [each.id(DOCUMENT.hash) for each in said] == [
        each.id(DOCUMENT.hash) for each in statements(before, DOCUMENT)
    ]


def test_a_doubted_person_and_the_role_are_less_sure_and_stay_one_frame() -> None:
    before = read_report(DOCUMENT)
    after = vote([named("ORG")], DOCUMENT, before)
    (sure,) = [part for event in before.events for part in event.people if part.person.name.value == "Anna Berg"]
    (doubted,) = [part for event in after.events for part in event.people if part.person.name.value == "Anna Berg"]
    assert doubted.person is after.people[0]
    assert doubted.person.name.confidence < sure.person.name.confidence
    assert doubted.role.confidence < sure.role.confidence


@pytest.mark.filterwarnings("ignore")
def test_the_real_model_confirms_a_person_and_its_version_is_named() -> None:
    voter = load_voter()
    assert voter.method.startswith(f"ner:{MODEL}@3.")
    assert vote([voter], DOCUMENT, read_report(DOCUMENT)).people[0].name.voter == voter.method


def test_a_model_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, MODEL, None)
    with pytest.raises(UsageError, match=r"comity\[ner\]"):
        load_voter()
