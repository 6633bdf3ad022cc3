"""Who somebody is, for whom and at what, where it is told by what stands beside the name (decision 0039)."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

SESSION = "The third session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def meetings(text: str, published: str = "2024-03-20", **known: str) -> list[dict[str, Any]]:
    return printed(text, published, **known)["meetings"]


def told(event: dict[str, Any], *keys: str) -> set[tuple[str, ...]]:
    return {tuple(str(each.get(key)) for key in ("name", *keys)) for each in event.get("people", [])}


@pytest.mark.parametrize(
    "sentence",
    [
        "It was attended by Ann Otieno (Kenya), Lars Moen (Norway) and Ana Borg (Malta).",
        "It was attended by Kenya's Ann Otieno, Norway's Lars Moen and Malta's Ana Borg.",
        "It was attended by Ann Otieno of Kenya, Lars Moen of Norway and Ana Borg of Malta.",
    ],
)
def test_a_country_beside_a_bare_name_makes_it_a_persons(sentence: str) -> None:
    (event,) = meetings(f"The third session of the Rope Makers' Council was held in Nairobi. {sentence}")
    assert told(event, "for") == {("Ann Otieno", "KEN"), ("Lars Moen", "NOR"), ("Ana Borg", "MLT")}


def test_a_place_in_a_country_is_no_person() -> None:
    (event,) = meetings(SESSION + "The ministers then travelled to New Harbour (Kenya).")
    assert told(event) == set()


def test_each_of_several_ministers_has_the_post_and_the_country_in_brackets() -> None:
    posts = printed("Foreign Ministers Ann Otieno (Kenya) and Lars Moen (Norway) met in Nairobi on Monday.")["posts"]
    assert [(each["person"], each["post"], each["of"]) for each in posts] == [
        ("Ann Otieno", "Foreign Minister", "KEN"),
        ("Lars Moen", "Foreign Minister", "NOR"),
    ]


def test_lines_of_names_tell_who_was_there_whether_they_are_announced_or_not() -> None:
    announced = (
        SESSION
        + "\nThe following delegations took part:\nKenya – Ann Otieno, Minister of Trade\nNorway: Lars Moen, Secretary"
    )
    bare = SESSION + "\nAnn Otieno, Minister of Trade, Republic of Kenya\nLars Moen, Secretary, Norway"
    for text in (announced, bare):
        assert told(meetings(text)[0], "for") == {("Ann Otieno", "KEN"), ("Lars Moen", "NOR")}


def test_one_line_with_a_name_is_not_a_list() -> None:
    assert told(meetings(SESSION + "\nAnn Otieno, Press Officer\nIt ended in the evening.")[0]) == set()


@pytest.mark.parametrize(
    ("series", "name"),
    [
        ("Kenya – Norway Inter-governmental Committee", ""),
        ("Joint Economic & Trade Commission", ""),
        ("Joint Trade/Investment Council", ""),
        ("Sub-committee on Trade", ""),
    ],
)
def test_a_name_goes_on_over_hyphens_and_what_joins_words(series: str, name: str) -> None:
    (event,) = meetings(f"Minister Ann Otieno chaired the second meeting of the {series} in Nairobi.")
    assert (event["series"], event["ordinal"]) == (series, 2)


@pytest.mark.parametrize("sitting", ["meeting of the KNJC", "KNJC meeting"])
def test_a_numbered_sitting_of_an_acronym_is_one(sitting: str) -> None:
    (event,) = meetings(f"Minister Ann Otieno chaired the second {sitting} in Nairobi.")
    assert (event["series"], event["ordinal"], told(event, "role")) == ("KNJC", 2, {("Ann Otieno", "chair")})


def test_the_initials_of_a_body_are_that_body() -> None:
    (event,) = meetings(SESSION + "The 3rd JC meeting was praised by all.")
    assert event["series"] == "Kenya-Norway Joint Commission"


def test_the_verb_behind_two_events_tells_of_its_subject() -> None:
    first, *_ = meetings(
        "The 5th Expert Meeting within the framework of the Lake Council was held in Nairobi on 4 March 2024."
    )
    assert (first["name"], first["start"], first["place"]) == ("5th Expert Meeting", "2024-03-04", "Nairobi")


@pytest.mark.parametrize(
    "sentence",
    [
        "It was preceded on 2 March by a Ministerial Meeting led by Minister Ann Otieno and Minister Lars Moen.",
        "It was preceded by that of senior officials, jointly chaired by Secretary Ann Otieno and Secretary Lars Moen.",
    ],
)
def test_who_chaired_what_came_before_did_not_chair_the_session(sentence: str) -> None:
    assert told(meetings(SESSION + sentence)[0], "role") == set()


def test_who_is_handed_the_chair_for_the_next_term_did_not_chair() -> None:
    (event,) = meetings(SESSION + "Minister Ann Otieno chaired it and handed the chair to Minister Lars Moen.")
    assert ("Lars Moen", "co_chair") not in told(event, "role")


def test_who_a_session_sat_under_chaired_it() -> None:
    (event,) = meetings("The third Joint Commission met in Nairobi on 4 March 2024 under Ann Otieno and Lars Moen.")
    assert told(event, "role") == {("Ann Otieno", "co_chair"), ("Lars Moen", "co_chair")}


def test_who_met_a_visitor_at_home_is_the_host() -> None:
    (event,) = meetings("President Ann Otieno of Kenya met Foreign Minister Lars Moen of Norway in Nairobi on Monday.")
    assert told(event, "role") == {("Ann Otieno", "host"), ("Lars Moen", "guest")}


def test_who_met_abroad_are_equals() -> None:
    (event,) = meetings("President Ann Otieno of Kenya met Foreign Minister Lars Moen of Norway in Vienna on Monday.")
    assert told(event, "role") == {("Ann Otieno", "attendee"), ("Lars Moen", "attendee")}


def test_whose_report_it_is_shows_by_whose_officials_need_no_country() -> None:
    text = (
        "The third session of the Joint Commission of Norway and Kenya was held on Monday. Norway was thanked. "
        "Norwegian Minister Lars Moen, Norway's Ambassador Kari Lie and Minister of Trade Ann Otieno spoke in Nairobi."
    )
    posts = {each["person"]: each.get("of") for each in printed(text)["posts"]}
    assert posts == {"Lars Moen": "NOR", "Kari Lie": "NOR", "Ann Otieno": "KEN"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Otieno, head of the joint venture Blue Rope, was at the meeting.",
        "Minister Lars Moen and the visiting Minister Ann Otieno exchanged the texts.",
        "They were joined on the Kenyan side by Ambassador Juma Odera, Adviser Rose Mutua and Director Ann Otieno.",
    ],
)
def test_who_acts_over_the_rest_of_a_post_or_stands_in_a_list_was_there(sentence: str) -> None:
    event, *_ = meetings(SESSION + sentence)
    assert ("Ann Otieno", "attendee") in told(event, "role")


def test_the_city_of_an_ambassador_is_part_of_the_post() -> None:
    (post,) = printed("Norway's Ambassador in Nairobi Lars Moen spoke.")["posts"]
    assert (post["person"], post["post"], post["of"]) == ("Lars Moen", "Ambassador in Nairobi", "NOR")


def test_a_post_may_end_in_a_name_of_a_region() -> None:
    (post,) = printed("Lars Moen, Special Envoy for the Eastern Fjords, left.")["posts"]
    assert (post["person"], post["post"]) == ("Lars Moen", "Special Envoy for the Eastern Fjords")


def test_the_day_of_the_next_verb_is_not_that_of_the_event_before() -> None:
    events = meetings(
        SESSION + "Minister Ann Otieno attended the Lake Forum in Oslo in 2023 and visited Malta in November 2023."
    )
    assert next(each["start"] for each in events if "Forum" in each["name"]) == "2023"
