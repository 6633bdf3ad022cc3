"""Meetings that only a verb tells of, in the sentences of many ministries: who met whom, as what, where and when."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

PHONE = (
    "Prime Minister of Nepal Hari Devkund held a telephone conversation with his Indian counterpart Arjun Mehta today."
)
ASIDE = (
    "The Foreign Minister of Qatar Khalid Al Qamari met on Sunday with the Foreign Minister of Oman Badr Al Yaqouti on "
    "the sidelines of the 160th session of the GCC Ministerial Council in Riyadh."
)
OFFICE = (
    "The Secretary-General of the OIC, Hassan Traore, received in his office in Jeddah on 13 March 2024 the Permanent "
    "Representative of Senegal to the OIC, Ambassador Moussa Diop."
)
LED = (
    "Speaker of the National Assembly of Armenia Arman Petrosyan met with the delegation headed by Chairman of the "
    "Foreign Affairs Committee of the Seimas of Lithuania Jonas Petraitis in Yerevan."
)
OWN_VISIT = (
    "Vice-Minister for Foreign Affairs of Japan, Ms. Yoko Hayashi, paid a courtesy call on Prime Minister of Fiji Jone "
    "Vakatawa during her visit to Suva from March 10 to 12."
)
INVITED = (
    "At the invitation of Minister for External Relations of Brazil Paulo Teixeira, Foreign Minister of Angola Teresa "
    "Domingos visited Brasilia on 12-13 March."
)


def roles(event: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["role"] for each in event.get("people", ())}


@pytest.mark.parametrize(
    ("text", "kind", "start", "people"),
    [
        (PHONE, "phone_call", "2024-03-20", {"Hari Devkund": "attendee", "Arjun Mehta": "attendee"}),
        (ASIDE, "call_on", "2024-03-17", {"Khalid Al Qamari": "attendee", "Badr Al Yaqouti": "attendee"}),
        (OFFICE, "call_on", "2024-03-13", {"Hassan Traore": "host", "Moussa Diop": "guest"}),
        (LED, "call_on", None, {"Arman Petrosyan": "host", "Jonas Petraitis": "head_of_delegation"}),
        (OWN_VISIT, "call_on", None, {"Yoko Hayashi": "guest", "Jone Vakatawa": "host"}),
        (INVITED, "visit", "2024-03-12", {"Teresa Domingos": "guest"}),
    ],
    ids=["phone", "aside", "office", "led", "own-visit", "invited"],
)
def test_a_meeting_told_by_a_verb(text: str, kind: str, start: str | None, people: dict[str, str]) -> None:
    main = printed(text)["meetings"][0]
    assert (main["kind"], main.get("start"), roles(main)) == (kind, start, people)


def test_the_visitor_is_the_guest_of_the_visit_too() -> None:
    call, visit = printed(OWN_VISIT)["meetings"]
    assert (visit["place"], visit["start"], visit["end"], roles(visit)) == (
        "Suva",
        "2024-03-10",
        "2024-03-12",
        {"Yoko Hayashi": "guest"},
    )
    assert (call["country"], set(call["parties"])) == ("FJI", {"FJI", "JPN"})


def test_delegates_of_many_sides_make_them_parties() -> None:
    (main,) = printed(
        "The 5th India-Central Asia Dialogue was held in New Delhi on 10 March with the participation of the Foreign "
        "Ministers of Kazakhstan, Kyrgyzstan, Tajikistan and Uzbekistan."
    )["meetings"]
    assert set(main["parties"]) == {"IND", "KAZ", "KGZ", "TJK", "UZB"}


def test_who_hosts_the_next_session_gives_its_country() -> None:
    _, planned = printed(
        "The 8th Cambodia-Norway Joint Trade Committee met in Phnom Penh on 14 March 2024. The next meeting will be "
        "hosted by Norway in 2026."
    )["meetings"]
    assert (planned["status"], planned["country"], planned["start"]) == ("planned", "NOR", "2026")


def test_where_and_when_an_instrument_was_signed_is_no_part_of_its_name() -> None:
    made = printed(
        "Minister of Trade of Chile Carla Rojas and Minister of Trade of Uruguay Mateo Silva signed a Memorandum of "
        "Understanding on Antarctic cooperation in Montevideo on 7 March."
    )
    (signing,), (instrument,) = made["meetings"], made["agreements"]
    assert instrument["name"] == "Memorandum of Understanding on Antarctic cooperation"
    assert (instrument["status"], instrument["date"], instrument["meeting"]) == ("signed", "2024-03-07", "m1")
    assert (signing["kind"], signing["place"], signing["start"]) == ("signing", "Montevideo", "2024-03-07")
    assert roles(signing) == {"Carla Rojas": "signatory", "Mateo Silva": "signatory"}


def test_institutions_of_two_sides_are_the_sides_of_an_instrument() -> None:
    made = printed(
        "Thai Deputy Prime Minister Somsak Charoen witnessed the signing of a MoU on digital economy cooperation "
        "between the Ministry of Digital Economy of Thailand and the Ministry of Science of the Republic of Korea."
    )
    assert made["agreements"][0]["parties"] == ["THA", "KOR"]
    assert roles(made["meetings"][0]) == {"Somsak Charoen": "attendee"}


def test_calls_of_a_visitor_with_a_delegation() -> None:
    main = printed(
        "Deputy Prime Minister of Oman Badr Al Yaqouti and the accompanying delegation also paid courtesy calls on "
        "Minister of Trade of Kenya Wanjiru Otieno."
    )["meetings"][0]
    assert (main["kind"], roles(main)) == ("call_on", {"Badr Al Yaqouti": "guest", "Wanjiru Otieno": "host"})


@pytest.mark.parametrize(("when", "month"), [("earlier this week", "2024-03"), ("last week", "2024-03")])
def test_a_week_is_as_precise_as_its_month(when: str, month: str) -> None:
    (main,) = printed(f"The 8th Cambodia-Norway Joint Trade Committee was held in Oslo {when}.")["meetings"]
    assert main["start"] == month


def test_a_week_of_two_months_has_no_month() -> None:
    text = "The 8th Cambodia-Norway Joint Trade Committee was held in Oslo last week."
    assert "start" not in printed(text, published="2024-03-05")["meetings"][0]
