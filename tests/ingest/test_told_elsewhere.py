"""Events told beside another verb or in the first person, and what is said of an event in another place."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

SESSION = "The third session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def meetings(text: str, published: str = "2024-03-20") -> list[dict[str, Any]]:
    return printed(text, published)["meetings"]


def roles(event: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["name"], each["role"]) for each in event.get("people", [])}


def test_whom_the_writer_met_and_that_the_own_country_is_a_side() -> None:
    first, second = meetings(
        "Kenya is a friend of all its neighbours. Today I will meet Foreign Minister of Norway Lars Moen. "
        "Yesterday I met Foreign Minister of Malta Ana Borg, and the Government of Kenya gave a dinner for her."
    )
    assert roles(first) == {("Lars Moen", "attendee")}
    assert set(first["parties"]) == {"KEN", "NOR"}
    assert first["status"] == "planned"
    assert set(second["parties"]) == {"KEN", "MLT"}


def test_a_quotation_does_not_make_a_text_one_in_the_first_person() -> None:
    text = "“I met Foreign Minister of Norway Lars Moen,” he said. “I thanked him,” he added. Kenya was pleased."
    assert all("KEN" not in event.get("parties", []) for event in meetings(text))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Prime Minister of Kenya Ann Otieno and Foreign Minister of Norway Lars Moen agreed on it when they met.",
            {("Ann Otieno", "attendee"), ("Lars Moen", "attendee")},
        ),
        (
            "Foreign Minister of Norway Lars Moen used his stay to call on Prime Minister of Kenya Wanjiru Otieno.",
            {("Lars Moen", "guest"), ("Wanjiru Otieno", "host")},
        ),
        (
            "Foreign Minister of Norway Lars Moen, who arrived late, was received by President of Kenya Ann Otieno.",
            {("Lars Moen", "guest"), ("Ann Otieno", "host")},
        ),
    ],
)
def test_a_meeting_told_beside_another_verb(sentence: str, expected: set[tuple[str, str]]) -> None:
    (event,) = meetings(sentence)
    assert roles(event) == expected
    assert event["status"] == "held"


def test_he_behind_another_person_is_whom_the_text_spoke_of() -> None:
    found = meetings(
        "Prime Minister of Kenya Wanjiru Otieno came early. With Foreign Minister of Norway Lars Moen, she "
        "discussed trade."
    )
    assert {("Wanjiru Otieno", "attendee"), ("Lars Moen", "attendee")} in [roles(event) for event in found]


def test_who_signed_at_a_signing_that_others_watched() -> None:
    found = meetings(
        SESSION + "The ministers watched the signing of an Agreement on Ports by Deputy Minister of Kenya Peter Kamau "
        "and Director General of Norway Kari Dahl."
    )
    signing = next(event for event in found if event["kind"] == "signing")
    assert roles(signing) == {("Peter Kamau", "signatory"), ("Kari Dahl", "signatory")}


@pytest.mark.parametrize(
    ("sentence", "country", "status"),
    [
        ("They spoke of the 2nd session, which Norway hosted in 2021.", "NOR", "past"),
        ("They spoke of the 4th session, for which Norway is the host.", "NOR", None),
        ("They spoke of the 4th session, which Norway praised.", None, None),
    ],
)
def test_the_host_in_a_clause_behind_an_event(sentence: str, country: str | None, status: str | None) -> None:
    other = meetings(SESSION + sentence)[1]
    assert other.get("country") == country
    assert status is None or other["status"] == status


@pytest.mark.parametrize(
    ("guest", "country"),
    [("Foreign Minister of Norway Lars Moen", "KEN"), ("Foreign Minister of Kenya Lars Moen", None)],
)
def test_a_visitor_from_abroad_was_received_in_the_country_of_the_host(guest: str, country: str | None) -> None:
    other = meetings(SESSION + f"Later President of Kenya Wanjiru Otieno received {guest}.")[1]
    assert other.get("country") == country


def test_who_acts_beside_an_event_to_come_acts_at_the_main_one() -> None:
    main, coming = meetings(
        SESSION
        + "Director of Trade of Kenya Peter Kamau briefed the participants on the Kenya-Norway Business Forum, to be "
        "held in Oslo in May 2024."
    )
    assert ("Peter Kamau", "speaker") in roles(main) or ("Peter Kamau", "attendee") in roles(main)
    assert not roles(coming)


def test_the_number_that_only_the_headline_gives() -> None:
    found = meetings(
        "Kenya and Norway hold Seventh Haldane Strategic Dialogue\n\nForeign Minister of Kenya Ann Otieno held today "
        "the Haldane Strategic Dialogue with Foreign Minister of Norway Lars Moen. Norway will host the eighth "
        "Dialogue next year."
    )
    assert [event.get("ordinal") for event in found] == [7, 8]


def test_the_month_to_which_a_meeting_was_put_off() -> None:
    found = meetings(SESSION + "The Kenya-Norway Business Forum in Oslo has been postponed to May 2024.")
    assert (found[1]["status"], found[1]["start"]) == ("planned", "2024-05")


def test_the_head_in_a_line_of_its_own() -> None:
    (event,) = meetings(
        "Speaker in Baku\nBaku, 5 March 2024, RUNA\n\nSpeaker of Kenya Wanjiru Otieno was the guest of the "
        "Friendship Group of Azerbaijan."
    )
    assert (event["start"], event["place"]) == ("2024-03-05", "Baku")


@pytest.mark.parametrize(
    ("sentence", "start", "place"),
    [
        (
            "It was the first in two years after the previous one, which took place in Oslo in May 2022.",
            "2022-05",
            "Oslo",
        ),
        ("The last such meeting took place in Oslo in May 2022.", "2022-05", "Oslo"),
        ("It followed the second, in Oslo, in May 2022.", "2022-05", "Oslo"),
    ],
)
def test_an_earlier_sitting_told_in_passing(sentence: str, start: str, place: str) -> None:
    earlier = meetings(SESSION + sentence)[1]
    assert (earlier["start"], earlier["place"], earlier["status"]) == (start, place, "past")


def test_another_sitting_of_a_summit_is_a_summit() -> None:
    _, earlier = meetings(
        "The Ninth Lakes Summit between Kenya and Norway was held in Nairobi on 4 March 2024. He spoke of the previous "
        "Summit, held in Oslo in May 2022."
    )
    assert (earlier["kind"], earlier["start"], earlier["place"]) == ("summit", "2022-05", "Oslo")


def test_ministers_of_the_members_of_a_body_met() -> None:
    (event,) = meetings("The foreign ministers of ASEAN met on 4 March 2024 in Hanoi.")
    assert (event["kind"], event["parties"], event["start"]) == ("session", ["ASEAN"], "2024-03-04")


def test_who_visited_where_stands_in_one_phrase() -> None:
    (event,) = meetings("The text was signed during the visit of the President of Norway to Kenya in May 2023.")
    assert (event["kind"], event["country"], set(event["parties"])) == ("visit", "KEN", {"KEN", "NOR"})


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "The chairmanship passed from Minister of Kenya Ann Otieno to Minister of Norway Lars Moen.",
            {"Ann Otieno", "Lars Moen"},
        ),
        ("The meeting elected Minister of Norway Lars Moen as chairperson of the next one.", {"Lars Moen"}),
        ("Minister of Kenya Ann Otieno said that Presidents Peter Kamau and Lars Moen wished it.", {"Ann Otieno"}),
    ],
)
def test_who_was_there_and_of_whom_was_spoken(sentence: str, names: set[str]) -> None:
    assert {name for name, _ in roles(meetings(SESSION + sentence)[0])} == names


def test_what_is_told_later_as_to_be_held_is_planned() -> None:
    found = meetings(
        SESSION
        + "They spoke of the 5th Summit of the African Union. The Summit, which will be held in May, is on trade."
    )
    assert next(event for event in found if event["kind"] == "summit")["status"] == "planned"


def test_the_day_on_which_a_body_was_founded_is_no_day_of_its_sitting() -> None:
    found = meetings(
        "President of Kenya Ann Otieno will co-chair the 3rd Session of the Kenya-Norway Binational Commission (BNC). "
        "The BNC was inaugurated in Oslo in November 2013. It is to go on with the decisions taken in 2016."
    )
    assert found[0]["status"] == "planned"
    assert "start" not in found[0]


def test_a_post_for_those_abroad() -> None:
    (event,) = meetings(
        "The third session of the Kenya-Norway Joint Commission was chaired by the Minister of Foreign Affairs and "
        "Kenyans Abroad, Ann Otieno."
    )
    assert roles(event) == {("Ann Otieno", "chair")}


def test_where_somebody_is_invited_is_not_where_the_meeting_was() -> None:
    found = meetings(
        "President of Kenya Ann Otieno met Minister of Norway Lars Moen and accepted an invitation to visit Norway."
    )
    assert [(event["kind"], event.get("country")) for event in found] == [("call_on", None), ("visit", "NOR")]
