"""Instruments: at which event one came about, and what is older than the event or still to come."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

HEAD = "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def instruments(sentence: str) -> list[dict[str, Any]]:
    return printed(HEAD + sentence).get("agreements", [])


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The two sides signed an Agreement on Fisheries.", "signed"),
        ("The two sides signed the agreed minutes.", "signed"),
        ("An Agreement on Fisheries was signed during the session.", "signed"),
        ("They agreed to develop a Plan of Action on fisheries.", "proposed"),
        ("They agreed to expedite the signing of an Agreement on Fisheries.", "under_negotiation"),
    ],
)
def test_what_came_about_at_the_session(sentence: str, status: str) -> None:
    (found,) = instruments(sentence)
    assert (found["status"], found.get("meeting")) == (status, "m1")


def test_what_is_signed_at_the_session_has_its_day() -> None:
    (found,) = instruments("The two sides signed an Agreement on Fisheries.")
    assert found["date"] == "2024-03-04"


@pytest.mark.parametrize(
    ("sentence", "status", "date"),
    [
        ("They praised the recently adopted Kenya-Norway Plan of Action.", "adopted", None),
        ("They will apply the Agreement on Fisheries, which was signed in July 2023.", "signed", "2023-07"),
        ("They worked in line with the Plan of Action agreed between the two sides.", "implementing", None),
        ("Earlier in 2023 the countries had signed an Agreement on Fisheries.", "signed", "2023"),
        ("They want an Agreement on Fisheries to be signed soon.", "under_negotiation", None),
        ("An Agreement on Fisheries is being prepared.", "under_negotiation", None),
        ("They reviewed the Plan of Action, which had been adopted shortly before.", "adopted", None),
    ],
)
def test_what_is_older_or_to_come_has_no_event(sentence: str, status: str, date: str | None) -> None:
    (found,) = instruments(sentence)
    assert (found["status"], found.get("date"), found.get("meeting")) == (status, date, None)


def test_two_instruments_of_one_sentence_are_two() -> None:
    found = instruments("They signed a Memorandum of Understanding on tourism and an Agreement on Fisheries.")
    assert [each["kind"] for each in found] == ["mou", "agreement"]
    assert [each["meeting"] for each in found] == ["m1", "m1"]
