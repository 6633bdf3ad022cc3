"""Sittings told in few words, by number or turn alone, and days told in passing."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

HEAD = "The seventh session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def meetings(text: str, published: str = "2024-05-25") -> list[dict[str, Any]]:
    return printed(text, published)["meetings"]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("The 6th was held in Oslo on 3 May 2021.", "2021-05-03"),
        ("The Commission had met once before, in Oslo in May 2021.", "2021-05"),
        ("The previous one was organized in Oslo in May 2021.", "2021-05"),
        ("The commission last gathered in Oslo in May 2021.", "2021-05"),
        ("The previous session of the commission took place in Oslo in May 2021.", "2021-05"),
    ],
)
def test_an_earlier_sitting_told_by_its_number_or_turn(sentence: str, start: str) -> None:
    _, earlier = meetings(HEAD + sentence)
    assert (earlier["start"], earlier["place"], earlier["status"]) == (start, "Oslo", "past")


@pytest.mark.parametrize(
    "sentence",
    ["The 6th floor was held by the guards.", "The first was a speech on ports.", "The last one in the hall was old."],
)
def test_a_number_that_is_of_no_sitting(sentence: str) -> None:
    assert len(meetings(HEAD + sentence)) == 1


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("The 4th meeting of the Kenya-Norway Joint Commission was wrapped up Thursday in Oslo.", "2024-05-23", None),
        (
            "The two-day 4th meeting of the Kenya-Norway Joint Commission, which ended yesterday, was on trade.",
            "2024-05-23",
            "2024-05-24",
        ),
        ("On the afternoon of May 21 the 3rd Kenya-Norway Policy Dialogue took place in Oslo.", "2024-05-21", None),
    ],
)
def test_what_ended_on_a_day_began_on_it_or_as_long_before_as_it_lasted(
    sentence: str, start: str, end: str | None
) -> None:
    (found,) = meetings(sentence)
    assert (found["start"], found.get("end")) == (start, end)


def test_a_weekday_on_which_something_will_be_is_the_next_one() -> None:
    told = "On Monday the ministers will gather in Oslo. The 61st Kenya-Norway Council meeting will be chaired by Berg."
    (found,) = meetings(told)
    assert (found["start"], found["status"]) == ("2024-05-27", "planned")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "President Anna Berg called President Paul Stone of Norway to congratulate him on his election.",
            "phone_call",
        ),
        ("Minister Paul Stone of Norway was granted an audience by President Anna Berg.", "call_on"),
    ],
)
def test_a_call_and_an_audience_are_meetings(sentence: str, kind: str) -> None:
    assert [found["kind"] for found in meetings(HEAD + sentence)] == ["session", kind]


def test_guests_who_are_welcomed_with_words_are_met_by_nobody() -> None:
    told = "The Norwegian side was led by Paul Stone. Minister of Trade Anna Berg welcomed the guests and thanked them."
    assert [found["kind"] for found in meetings(HEAD + told)] == ["session"]


def test_who_grants_an_audience_is_its_host() -> None:
    _, found = meetings(HEAD + "Minister Paul Stone of Norway was granted an audience by President Anna Berg.")
    assert {each["name"]: each["role"] for each in found["people"]} == {"Paul Stone": "guest", "Anna Berg": "host"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Finnish President, Otto Salo, was received at the National Palace this Tuesday by President Eva Lang.",
        "President Otto Salo of Finland took the opportunity to call on President Eva Lang.",
    ],
)
def test_who_received_whom_with_place_and_day_between(sentence: str) -> None:
    (event,) = meetings(sentence)
    assert [(person["name"], person["role"]) for person in event["people"]] == [
        ("Otto Salo", "guest"),
        ("Eva Lang", "host"),
    ]


def test_whose_invitation_it_was_was_not_there_for_that() -> None:
    (visit,) = meetings(
        "Foreign Minister Otto Salo arrived in Vienna on a three-day official visit at the invitation of his Austrian "
        "counterpart Eva Lang."
    )
    assert [person["name"] for person in visit["people"]] == ["Otto Salo"]


def test_a_post_goes_on_behind_what_its_holder_is_responsible_for() -> None:
    (event,) = meetings(
        "The Minister responsible for European integration, Otto Salo, received Minister in charge of Trade Eva Lang."
    )
    assert [person["post"] for person in event["people"]] == [
        "Minister responsible for European integration",
        "Minister in charge of Trade",
    ]


def test_who_will_meet_stands_in_the_name_of_what_only_a_verb_tells_of() -> None:
    _, later = meetings(HEAD + "The two sides agreed to meet again in Oslo in 2026.")
    assert (later["name"], later["status"]) == ("two sides agreed to meet again", "planned")


def test_with_whom_somebody_presided_presided_too() -> None:
    session, _ = meetings(
        "Deputy Foreign Minister Anna Olm of Kenya welcomed today the Deputy Foreign Minister of Norway, Bero Tan, "
        "with whom she presided over the 5th Meeting of the Political Coordination Committee."
    )
    assert [(person["name"], person["role"]) for person in session["people"]] == [
        ("Anna Olm", "co_chair"),
        ("Bero Tan", "co_chair"),
    ]


def test_a_report_that_begins_with_what_was_signed_and_lists_who_did() -> None:
    (event,) = meetings(
        "Kenya and Norway sign\n"
        "The Kenya-Norway Trade Agreement was signed in Nairobi on 10 March 2024. The signatories were:\n"
        "- for Kenya, Anna Olm, Minister for Trade\n"
        "- for Norway, Bero Tan, Minister of Trade\n"
        "Talks had been opened in 2008."
    )
    assert (event["kind"], event["start"], event["place"]) == ("signing", "2024-03-10", "Nairobi")
    assert [(person["name"], person["role"], person["for"]) for person in event["people"]] == [
        ("Anna Olm", "signatory", "KEN"),
        ("Bero Tan", "signatory", "NOR"),
    ]
