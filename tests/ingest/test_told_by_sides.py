"""Events that a report tells without naming who or what: officials by their countries, signatories by their post."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

LEAD = (
    "Foreign Minister Anna Berg of Austria attended the third session of the Vienna Forum in Vienna on 18 March 2024."
)


def _of_kind(text: str, kind: str) -> list[dict[str, Any]]:
    return [each for each in printed(text)["meetings"] if each["kind"] == kind]


def _who(meeting: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["name"], each["role"]) for each in meeting.get("people", [])}


def test_officials_met_are_told_by_their_countries() -> None:
    (meeting,) = _of_kind(f"{LEAD} She met with senior officials from Chile, Ghana and Nepal.", "call_on")
    assert {"CHL", "GHA", "NPL"} <= set(meeting["parties"])
    assert _who(meeting) == {("Anna Berg", "attendee")}


def test_the_countries_of_officials_met_are_no_sides_of_the_session() -> None:
    session = printed(f"{LEAD} She met with delegations from Chile, Ghana and Nepal.")["meetings"][0]
    assert not {"CHL", "GHA", "NPL"} & set(session["parties"])


def test_officials_who_were_praised_make_no_meeting() -> None:
    assert not _of_kind(f"{LEAD} She praised senior officials from Chile, Ghana and Nepal.", "call_on")


TALKS = "Foreign Minister Anna Berg of Austria met Foreign Minister Paul Stone of Chile in Vienna on 18 March 2024."


@pytest.mark.parametrize(
    "signed",
    [
        "The Foreign Ministers also signed a Memorandum of Understanding on Fisheries.",
        "A Memorandum of Understanding on Fisheries was signed by the two Foreign Ministers.",
        "The two Foreign Ministers signed a Memorandum of Understanding on Fisheries.",
    ],
)
def test_signatories_told_by_their_common_post(signed: str) -> None:
    (signing,) = _of_kind(f"{TALKS} {signed}", "signing")
    assert _who(signing) == {("Anna Berg", "signatory"), ("Paul Stone", "signatory")}


def test_a_post_that_nobody_present_holds_signs_nothing() -> None:
    assert not _of_kind(f"{TALKS} The Prime Ministers also signed an Agreement on Fisheries.", "signing")


def test_a_late_event_to_come_does_not_silence_the_headline() -> None:
    text = (
        "Readout of Minister Berg’s Meeting with Baltic Leaders\n\nMinister Anna Berg spoke today with leaders.\n\n"
        "They praised fishing.\n\nThey praised trade.\n\nThey will stay in touch at the upcoming Summit of the Ports."
    )
    first = printed(text)["meetings"][0]
    assert (first["name"], first["kind"]) == ("Meeting with Baltic Leaders", "call_on")


def test_a_name_that_begins_with_who_meets() -> None:
    (meeting,) = _of_kind("The ninth Oceanic Heads of Government Meeting was held in Suva on 4 March 2024.", "summit")
    assert meeting["series"] == "Oceanic Heads of Government Meeting"


def test_what_somebody_is_invited_to_is_to_come() -> None:
    text = f"{LEAD} She was invited to participate in the Ocean Trade Conference, which is in Suva in June 2024."
    assert [(each["kind"], each["status"]) for each in printed(text)["meetings"][1:]] == [("conference", "planned")]


def test_a_forthcoming_meeting_is_one_of_its_own() -> None:
    text = f"{LEAD} It was agreed that the forthcoming meeting that is scheduled on 26-27 June will review fisheries."
    (coming,) = [each for each in printed(text)["meetings"] if each["status"] == "planned"]
    assert (coming["start"], coming["end"]) == ("2024-06-26", "2024-06-27")


def test_what_is_being_held_after_the_report_is_planned() -> None:
    text = "Minister Anna Berg will lead a delegation to the Baltic Trade Forum being held in Riga on 28 and 29 March."
    (forum,) = _of_kind(text, "forum")
    assert (forum["status"], forum["start"]) == ("planned", "2024-03-28")


def test_the_next_clause_begins_another_meeting() -> None:
    text = (
        f"{LEAD} She met with President Paul Stone, and also held bilateral talks with officials from Chile and Nepal."
    )
    one, other = _of_kind(text, "call_on")
    names, others = ({name for name, _ in _who(each)} for each in (one, other))
    assert names ^ others == {"Paul Stone"}


@pytest.mark.parametrize(
    "said",
    [
        "She looks forward to welcoming President Paul Stone of Chile to Vienna in May 2024.",
        "She looks forward to hosting the President of Chile in Vienna in May 2024.",
    ],
)
def test_who_is_looked_forward_to_will_visit(said: str) -> None:
    (visit,) = _of_kind(f"{LEAD} {said}", "visit")
    assert (visit["status"], visit["start"], visit["country"]) == ("planned", "2024-05", "AUT")


def test_consultations_with_representatives_are_a_meeting() -> None:
    text = f"{LEAD} She held consultations with representatives of Norway, Canada and Japan in Vienna on 19 March 2024."
    (meeting,) = _of_kind(text, "call_on")
    assert {"NOR", "CAN", "JPN"} <= set(meeting["parties"])
