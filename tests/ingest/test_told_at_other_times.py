"""What is told of another day, in the plural or by a verb alone is an event of its own."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

SESSION = "Austria and Finland held the third session of their Joint Commission in Vienna on 18 March 2024. "
TALKS = "Foreign Minister Anna Berg of Austria met Foreign Minister Paul Stone of Finland in Vienna on 18 March 2024. "


def others(text: str) -> list[dict[str, Any]]:
    """All events of a text but the main one."""
    return printed(text)["meetings"][1:]


@pytest.mark.parametrize(
    ("sentence", "start", "status"),
    [
        ("The talks of 3 March 2023 between President Eva Holm and Minister Jan Vos led to it.", "2023-03-03", "past"),
        ("An urgent meeting of the Commission will take place in Helsinki in September.", "2024-09", "planned"),
        ("The 2022 session was held in Helsinki.", "2022", "past"),
        ("Next year’s session will be held in Helsinki.", "2025", "planned"),
        ("Expert consultations on ferries will open on 4 June.", "2024-06-04", "planned"),
        ("It followed a meeting of experts on 15 March 2024.", "2024-03-15", "past"),
        ("Another workshop for engineers will take place in Helsinki in July.", "2024-07", "planned"),
        ("The Lakes conference in Helsinki in May 2022 was recalled.", "2022-05", "past"),
    ],
)  # fmt: skip
def test_another_day_is_of_another_event(sentence: str, start: str, status: str) -> None:
    (other,) = others(SESSION + sentence)
    assert (other["start"], other["status"]) == (start, status)


@pytest.mark.parametrize(
    "sentence",
    [
        "The session will run through 21 March.",
        "The session, held in Vienna on Monday, reviewed trade.",
        "It was their third session since 2019.",
        "Its members praised the meeting.",
    ],
)
def test_the_same_event_is_told_again(sentence: str) -> None:
    assert others(SESSION + sentence) == []


def test_each_day_of_a_plural_is_an_event() -> None:
    found = others(SESSION + "Previous meetings were held on 3 May 2021 in Vienna and on 4 June 2022 in Helsinki.")
    assert [(each["start"], each["place"]) for each in found] == [("2021-05-03", "Vienna"), ("2022-06-04", "Helsinki")]
    found = others(TALKS + "They had met on 3 May 2021 and 4 October 2022.")
    assert [each["start"] for each in found] == ["2021-05-03", "2022-10-04"]


@pytest.mark.parametrize(
    "sentence",
    [
        "They had met in Rome in January 2024.",
        "The two last spoke by telephone on 4 January 2024.",
        "The ministers will meet again in Oslo on 12 June.",
        "Since their last meeting in May 2022 trade has grown.",
    ],
)
def test_those_who_met_were_at_their_other_meetings(sentence: str) -> None:
    (other,) = others(TALKS + sentence)
    assert {each["name"] for each in other["people"]} == {"Anna Berg", "Paul Stone"}


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        (
            "Minister Anna Berg met Minister Paul Stone in Vienna on 3 March and Envoy Lars Moen in Oslo on 6 March.",
            ["2024-03-03", "2024-03-06"],
        ),
        ("President Anna Berg will visit Finland on 3 June and Norway on 5 June.", ["2024-06-03", "2024-06-05"]),
    ],
)
def test_a_clause_without_its_verb_is_an_event(sentence: str, days: list[str]) -> None:
    assert [each["start"] for each in printed(sentence)["meetings"]] == days


def test_calls_on_one_and_on_another() -> None:
    found = printed("Minister Anna Berg paid courtesy calls on President Paul Stone and on Speaker Lars Moen.")[
        "meetings"
    ]
    assert [{each["name"] for each in one["people"]} for one in found] == [
        {"Anna Berg", "Paul Stone"},
        {"Anna Berg", "Lars Moen"},
    ]


def test_whom_somebody_received_before_a_meeting_of_all() -> None:
    text = (
        "President Anna Berg of Austria hosted President Paul Stone of Finland and President Lars Moen of Norway for a "
        "trilateral meeting in Vienna on 18 March 2024. Before the trilateral meeting, President Anna Berg received "
        "President Paul Stone of Finland and President Lars Moen of Norway separately."
    )
    assert [len(each["people"]) for each in printed(text)["meetings"]] == [3, 2, 2]


def test_whom_officials_of_a_side_met() -> None:
    found = printed("Austrian officials met President Paul Stone of Finland and later President Lars Moen.")
    assert [each["people"][0]["name"] for each in found["meetings"]] == ["Paul Stone", "Lars Moen"]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("Ms Berg and Mr Stone met in Oslo on 3 March 2023.", "2023-03-03"),
        ("Foreign Minister Anna Berg will meet Foreign Minister Paul Stone in Oslo on 12 June.", "2024-06-12"),
    ],
)
def test_the_same_persons_met_on_another_day(sentence: str, start: str) -> None:
    (other,) = others(TALKS + sentence)
    assert (other["start"], other["place"]) == (start, "Oslo")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Great to meet Foreign Minister Paul Stone of Finland today in Vienna.", {("Paul Stone", "attendee")}),
        (
            "Chancellor Anna Berg’s meeting with Prime Minister Paul Stone of Finland took place on Monday.",
            {("Anna Berg", "attendee"), ("Paul Stone", "attendee")},
        ),
        (
            "A treaty was signed. For Austria it was signed by Minister Anna Berg and for Malta by Envoy Lars Moen.",
            {("Anna Berg", "signatory"), ("Lars Moen", "signatory")},
        ),
    ],
)
def test_meetings_told_in_short(text: str, people: set[tuple[str, str]]) -> None:
    (main,) = printed(text)["meetings"]
    assert {(each["name"], each["role"]) for each in main["people"]} == people
