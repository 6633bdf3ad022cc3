"""Who was there though no rule says what they did, and events that only "a meeting" names."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

SESSION = "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def people(event: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["name"], each["role"]) for each in event.get("people", [])}


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Minister of Trade of Kenya Wanjiru Otieno underlined that exports had grown.", "speaker"),
        ("“Exports have grown,” stressed the Minister of Trade of Kenya, Wanjiru Otieno.", "speaker"),
        ("Minister of Trade of Kenya Wanjiru Otieno exchanged the texts with a smile.", "attendee"),
    ],
)
def test_who_acts_or_speaks_in_a_report_was_there(sentence: str, role: str) -> None:
    (main,) = printed(SESSION + sentence)["meetings"]
    assert people(main) == {("Wanjiru Otieno", role)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway and Kenya praised Minister of Trade of Kenya Wanjiru Otieno’s plan.",
        "Minister of Trade of Chile Ana Solano underlined that exports had grown.",
        "Spokesperson of the Government of Kenya Wanjiru Otieno said that more would follow.",
        "A letter from Minister of Trade of Kenya Wanjiru Otieno was read out.",
        "Minister of Trade of Kenya Wanjiru Otieno has warned of losses.",
    ],
)
def test_who_is_only_named_was_not(sentence: str) -> None:
    (main,) = printed(SESSION + sentence)["meetings"]
    assert people(main) == set()


def test_who_speaks_of_a_session_to_come_is_not_said_to_be_there() -> None:
    (main,) = printed(
        "The third session of the Kenya-Norway Joint Commission will be held in Oslo in May. Minister of Trade of "
        "Kenya Wanjiru Otieno said that exports had grown."
    )["meetings"]
    assert people(main) == set()


def test_the_rest_of_a_list_did_what_one_of_it_did() -> None:
    (main,) = printed(
        SESSION + "It was attended by Minister of Trade of Kenya Wanjiru Otieno, Minister of State for Ports and "
        "Lakes Peter Kamau, and Ambassador of Norway Lars Moen."
    )["meetings"]
    assert {("Wanjiru Otieno", "attendee"), ("Lars Moen", "attendee")} <= people(main)


@pytest.mark.parametrize(
    ("text", "name", "kind", "parties"),
    [
        (
            "On 4 March 2024 the Government hosted a meeting of directors for lakes of Kenya, Norway and Malta.",
            "meeting of directors for lakes of Kenya, Norway and Malta",
            "session",
            {"KEN", "NOR", "MLT"},
        ),
        (
            "Experts from Kenya and Norway ended a three-day conference in Nairobi on Friday.",
            "three-day conference",
            "conference",
            set[str](),
        ),
        (
            "A ten-day retreat on lake fishing will be held in Nairobi in May.",
            "ten-day retreat on lake fishing",
            "conference",
            set[str](),
        ),
        (
            "President Anna Berg of Austria attended the inauguration of the Finnish House on Monday.",
            "inauguration of the Finnish House",
            "other",
            {"AUT", "FIN"},
        ),
    ],
)
def test_an_event_that_is_only_introduced(text: str, name: str, kind: str, parties: set[str]) -> None:
    (main,) = printed(text)["meetings"]
    assert (main["name"], main["kind"]) == (name, kind)
    assert parties <= set(main.get("parties", []))


@pytest.mark.parametrize(
    "text",
    [
        "They proposed a conference.",
        "The delegation found a meeting room.",
        "The ministers welcomed the opening of markets in March.",
        "The two sides held a senior official meeting as part of the Working Group on Ports.",
    ],
)
def test_a_noun_that_introduces_no_event(text: str) -> None:
    names = [each["name"] for each in printed(text).get("meetings", [])]
    assert not [name for name in names if name.startswith(("conference", "meeting", "opening", "senior"))]


def test_a_second_meeting_of_that_kind_is_the_one_told_of() -> None:
    made = printed(SESSION + "The Norwegian minister said at a meeting on ports that exports had grown.")
    assert len(made["meetings"]) == 1


def test_whom_a_visitor_meets_is_the_host() -> None:
    meeting, visit = printed(
        "Foreign Minister of Kenya Wanjiru Otieno met with Foreign Minister of Norway Lars Moen, who was on a two-day "
        "official visit to Kenya, on 4 March 2024."
    )["meetings"]
    assert people(meeting) == {("Wanjiru Otieno", "host"), ("Lars Moen", "guest")}
    assert (visit["kind"], people(visit)) == ("visit", {("Lars Moen", "guest")})
