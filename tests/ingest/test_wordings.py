"""The same facts in other words of diplomacy: who chaired, of what number a sitting was, who holds a post."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

BODY = "Kenya-Norway Joint Commission"
KENYAN, NORWEGIAN = "Foreign Minister of Kenya Wanjiru Otieno", "Foreign Minister of Norway Lars Moen"
BOTH = [("Wanjiru Otieno", "co_chair", "KEN"), ("Lars Moen", "co_chair", "NOR")]


def main(text: str) -> dict[str, Any]:
    return printed(text)["meetings"][0]


@pytest.mark.parametrize(
    "text",
    [
        f"The 3rd {BODY} met in Oslo, with {KENYAN} and {NORWEGIAN} in the chair.",
        f"The 3rd {BODY} sat in Oslo under the joint stewardship of {KENYAN} and {NORWEGIAN}.",
        f"The 3rd {BODY} was held in Oslo. The meeting was co-presided by {KENYAN} and {NORWEGIAN}.",
        f"The 3rd {BODY} was held in Oslo. {KENYAN} and his Norwegian opposite number, Lars Moen, chaired the session.",
        f"{KENYAN} presided over the 3rd {BODY} in Oslo together with {NORWEGIAN}.",
        f"{KENYAN} and {NORWEGIAN} led the 3rd {BODY} in Oslo.",
        f"The Kenyan part of the 3rd {BODY} is headed by {KENYAN}, the Norwegian part by {NORWEGIAN}.",
    ],
)
def test_two_chairs(text: str) -> None:
    assert [(each["name"], each["role"], each.get("for")) for each in main(text)["people"]] == BOTH


def test_chief_delegates_head_their_delegations() -> None:
    read = main(f"The 3rd {BODY} was held in Oslo, with {KENYAN} and {NORWEGIAN} serving as chief delegates.")
    assert {each["role"] for each in read["people"]} == {"head_of_delegation"}


def test_a_sitting_is_numbered_by_its_verb() -> None:
    assert main(f"The {BODY} met for the third time in Oslo on 4 March 2024.")["ordinal"] == 3


def test_a_later_and_an_earlier_sitting_are_told_by_verbs() -> None:
    opening = f"The 3rd {BODY} was held in Oslo on 4 March 2024. "
    again = printed(f"{opening}The two sides agreed to meet again in Nairobi in 2026.")["meetings"][1]
    assert (again["status"], again["start"], again["place"]) == ("planned", "2026", "Nairobi")
    before = printed(f"{opening}It last met in Nairobi in 2019.")["meetings"][1]
    assert (before["status"], before["start"], before["place"]) == ("past", "2019", "Nairobi")


def test_a_day_at_the_head_of_a_report_is_not_the_day_of_its_event() -> None:
    text = f"Oslo, 6 March 2024: {KENYAN} and {NORWEGIAN} co-chaired the 3rd {BODY} here on 4 March 2024."
    assert (main(text)["start"], main(text)["place"]) == ("2024-03-04", "Oslo")


def test_what_is_sold_online_makes_no_meeting_virtual() -> None:
    opening = f"The 3rd {BODY} was held in Oslo on 4 March 2024 "
    assert "mode" not in main(f"{opening}and discussed online fraud.")
    assert main(f"{opening}and met online.")["mode"] == "virtual"


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "The fisheries ministers, Anna Olm of Kenya and Lars Moen of Norway, spoke.",
            [("Anna Olm", "fisheries minister", "KEN"), ("Lars Moen", "fisheries minister", "NOR")],
        ),
        ("Minister of Trade of Kenya Gen. (Rtd) Emmanuel Olm spoke.", [("Emmanuel Olm", "Minister of Trade", "KEN")]),
        (
            "Foreign Minister of Kenya Sultan bin Hamad Olm spoke.",
            [("Sultan bin Hamad Olm", "Foreign Minister", "KEN")],
        ),
        ("Minister of Trade of Kenya, Sen. Kabir Olm, spoke.", [("Kabir Olm", "Minister of Trade", "KEN")]),
    ],
)
def test_names_and_posts(text: str, posts: list[tuple[str, str, str]]) -> None:
    read = [(each["person"], each["post"], each.get("of")) for each in printed(text)["posts"]]
    assert read == posts


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("They agreed to sign an agreement on fisheries.", "under_negotiation"),
        ("They agreed to launch negotiations on an agreement on fisheries.", "proposed"),
        ("They welcomed the signature of the agreement on fisheries.", "signed"),
    ],
)
def test_how_far_an_instrument_is(text: str, status: str) -> None:
    assert printed(f"The 3rd {BODY} was held in Oslo. {text}")["agreements"][0]["status"] == status


def test_who_sat_down_with_somebody_met_on_no_saturday() -> None:
    text = "Energy Minister of Kenya Anna Olm sat down with Prime Minister of Norway Lars Moen on Monday."
    assert [each["kind"] for each in printed(text)["meetings"]] == ["call_on"]


def test_who_addressed_a_forum_spoke_there() -> None:
    text = f"The 3rd {BODY} was held in Oslo. The Kenya-Norway Business Forum was addressed by {KENYAN}."
    (forum,) = [each for each in printed(text)["meetings"] if each["kind"] == "forum"]
    assert [(each["name"], each["role"]) for each in forum["people"]] == [("Wanjiru Otieno", "speaker")]
