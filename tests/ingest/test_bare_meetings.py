"""Meetings that have no name of their own, and names of persons that are titles or are written in capitals."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed, scene

SIDES = "Foreign Minister of Austria Anna Berg and Foreign Minister of Finland Paul Stone"


def meetings(text: str) -> list[dict[str, Any]]:
    return printed(text).get("meetings", [])


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        (f"A busy day\nThe meeting was co-chaired by {SIDES} in Vienna on 4 March 2024.", "session", "co_chair"),
        (f"A busy day\nThe summit, held on 4 March 2024, was attended by {SIDES}.", "summit", "attendee"),
        (f"A day\nOn 4 March 2024 a working meeting took place between {SIDES}.", "call_on", "attendee"),
        (f"A busy day\nA working meeting between {SIDES} took place in Geneva on 4 March 2024.", "call_on", "attendee"),
    ],
)
def test_a_meeting_that_is_only_called_so(text: str, kind: str, role: str) -> None:
    (main,) = meetings(text)
    assert (main["kind"], main["start"]) == (kind, "2024-03-04")
    assert [(each["name"], each["role"], each["for"]) for each in main["people"]] == [
        ("Anna Berg", role, "AUT"),
        ("Paul Stone", role, "FIN"),
    ]


def test_a_meeting_that_is_only_praised_is_none() -> None:
    assert meetings("A busy day\nThe meeting was productive, said Foreign Minister of Austria Anna Berg.") == []


def test_an_earlier_session_of_the_commission_has_its_own_place() -> None:
    main, earlier = meetings(
        "The sixth session of the Austria-Finland Joint Commission was held in Vienna on 4 March 2024. Much was done "
        "since the fifth session of the Commission held in Helsinki, Finland, in December 2021."
    )
    assert (main["ordinal"], main["place"]) == (6, "Vienna")
    assert (earlier["ordinal"], earlier["place"], earlier["start"]) == (5, "Helsinki", "2021-12")


def test_a_delegation_received_in_audience() -> None:
    texts = (
        "The sixth session of the Austria-Finland Joint Commission was held in Vienna on 4 March 2024. Foreign "
        "Minister of Finland Paul Stone led the Finnish delegation. "
        "The Finnish delegation was received in audience by President of Austria Anna Berg."
    )
    audience = next(each for each in meetings(texts) if each["kind"] == "call_on")
    assert {each["name"]: each["role"] for each in audience["people"]} == {"Paul Stone": "guest", "Anna Berg": "host"}


def test_who_is_met_as_the_leader_of_a_delegation_heads_it() -> None:
    (call,) = meetings(
        "Trade Minister of Austria Anna Berg met with the delegation headed by Trade Minister of Finland Paul Stone."
    )
    assert {each["name"]: each["role"] for each in call["people"]} == {
        "Anna Berg": "attendee",
        "Paul Stone": "head_of_delegation",
    }


def test_what_two_discussed_at_a_meeting() -> None:
    (call,) = meetings(f"{SIDES} took stock of the trade of Norway and Sweden, during a meeting held on 4 March 2024.")
    assert (call["kind"], [each["name"] for each in call["people"]]) == ("call_on", ["Anna Berg", "Paul Stone"])


def test_those_that_a_long_phrase_leads_to_attended() -> None:
    (main,) = meetings(
        "The sixth session of the Austria-Finland Joint Commission was attended by distinguished guests from all the "
        "regions of both of the countries, their towns and villages, including Minister of Trade of Austria Anna Berg."
    )
    assert [each["name"] for each in main["people"]] == ["Anna Berg"]


def test_what_is_held_during_a_visit_is_held_there() -> None:
    talks = meetings(
        "Foreign Minister of Austria Anna Berg held a meeting with Foreign Minister of Finland Paul Stone during her "
        "visit to Norway on 4 March 2024."
    )[0]
    assert (talks["kind"], talks["country"]) == ("call_on", "NOR")


def test_an_ambassador_who_holds_another_post_has_that_one_at_the_session() -> None:
    (main,) = meetings(
        "The sixth session of the Austria-Finland Joint Commission was held in Vienna. It was chaired by Ambassador "
        "Anna Berg, Director General of Northern Affairs in the Austrian Ministry of Foreign Affairs."
    )
    assert [each["post"] for each in main["people"]] == ["Director General of Northern Affairs"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met Deputy Minister of Trade for the Americas and Asia, Paul King, in Vienna.", "Paul King"),
        ("They met Prime Minister Paul Sen and his delegation.", "Paul Sen"),
        ("They met Mr. BERGMAN Paulus, Minister for Trade of Austria.", "BERGMAN Paulus"),
        ("They met Deputy Minister of Trade, Ambassador Sheikh Paul Stone, in Vienna.", "Paul Stone"),
        ("They met the Chief of the Austrian National Defence General Staff General Paul Stone.", "Paul Stone"),
        ("They met Under-Secretary of Trade (S) Paul Stone.", "Paul Stone"),
        ("They met First Deputy Chairman of the Committee on National Trade of Austria Paul Stone.", "Paul Stone"),
    ],
)
def test_a_name_that_looks_like_something_else(text: str, name: str) -> None:
    assert [getattr(item.thing, "name", "") for item in scene(text).skeleton.of_kind("P")] == [name]


@pytest.mark.parametrize("text", ["They met the Austrian King.", "They met the Ruritanian King today."])
def test_a_king_without_a_name_is_none(text: str) -> None:
    assert scene(text).skeleton.of_kind("PN") == []
