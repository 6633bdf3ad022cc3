"""Sides that a sentence lists without persons, cities beside an event, and days whose year the text does not say."""

from __future__ import annotations

import pytest

from .samples import printed

SESSION = "The second session of the Council of Lakes was held in Nairobi on 4 March 2024. "


@pytest.mark.parametrize(
    "sentence",
    [
        "In attendance were the President of Malta, Norway’s Prime Minister and ministers from Kenya and Ghana.",
        "Delegations came from Malta, Norway, Kenya and Ghana.",
        "The Member States are Malta, Norway, Kenya and Ghana.",
        "Officials from the foreign ministries of Malta, Norway, Kenya and Ghana attended.",
    ],
)
def test_sides_that_are_listed(sentence: str) -> None:
    (main,) = printed(SESSION + sentence)["meetings"]
    assert {"MLT", "NOR", "KEN", "GHA"} <= set(main.get("parties", []))


@pytest.mark.parametrize(
    "sentence",
    [
        "Founded by Malta, Norway, Kenya and Ghana, the mechanism brings together many who attended.",
        "They praised Malta, Norway, Kenya and Ghana.",
        "They spoke of embassies in Malta, Norway, Kenya and Ghana, which attended.",
    ],
)
def test_lists_of_other_things(sentence: str) -> None:
    (main,) = printed(SESSION + sentence)["meetings"]
    assert not {"MLT", "NOR", "GHA"} & set(main.get("parties", []))


def test_what_a_body_of_many_adopts_is_of_the_body() -> None:
    made = printed(
        "The second session of the Council of Ministers of the African Union was held in Nairobi on 4 March 2024. The "
        "Member States are Kenya, Ghana, Egypt, Uganda, Rwanda, Togo and Benin. The session adopted the Nairobi "
        "Declaration."
    )
    assert [each.get("parties") for each in made["agreements"]] == [["AU"]]


def test_the_only_city_beside_an_event() -> None:
    (main,) = printed("Oslo was yesterday the scene of the second session of the Kenya-Norway Joint Commission.")[
        "meetings"
    ]
    assert (main["place"], main["country"]) == ("Oslo", "NOR")


@pytest.mark.parametrize(
    "text",
    [
        "The second session of the Kenya-Norway Joint Commission heard a visitor from Oslo on 4 March 2024.",
        "The second session of the Kenya-Norway Joint Commission spoke of flights between Oslo and Nairobi.",
    ],
)
def test_a_city_where_it_was_not(text: str) -> None:
    (main,) = printed(text)["meetings"]
    assert "place" not in main


def test_a_telephone_conversation_was_not_where_it_is_reported() -> None:
    (main,) = printed(
        "NAIROBI, 20 March - Foreign Minister of Kenya Wanjiru Otieno had a telephone conversation with Foreign "
        "Minister of Norway Lars Moen."
    )["meetings"]
    assert "place" not in main


def test_a_day_that_is_far_nearer_in_what_is_to_come() -> None:
    meetings = printed(
        "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. Its report goes "
        "to the fifth session of the Council of Lakes on 2 April."
    )["meetings"]
    assert (meetings[1]["start"], meetings[1]["status"]) == ("2024-04-02", "planned")


def test_a_day_without_a_year_in_a_text_without_a_day() -> None:
    meetings = printed(
        "President of Kenya Peter Kamau made an official visit to Norway from 5 to 6 March 2020. The second session of "
        "the Kenya-Norway Joint Commission was held in Oslo on 6 March. The third session is fixed for 4 June 2021.",
        published="",
    )["meetings"]
    assert {each.get("start"): each["status"] for each in meetings} == {
        "2020-03-05": "held", "2020-03-06": "held", "2021-06-04": "planned",
    }  # fmt: skip
