"""Who chairs and who leads, in sentences of many shapes: the frames together, and what they must not read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.ingest.extraction.leaders import find_leaders

from .samples import printed, scene

FINN, AUSTRIAN = "Minister Anna Berg", "Minister Paul Stone"


def led(text: str) -> set[tuple[str, str]]:
    """The persons of a sentence with the role that a frame gives each."""
    return {
        (item.thing.name, role)  # type: ignore[attr-defined]
        for match in find_leaders(scene(text).skeleton)
        for item, role in match.people
    }


BOTH_CHAIR = {("Anna Berg", "chair"), ("Paul Stone", "chair")}
BOTH_LEAD = {("Anna Berg", "head_of_delegation"), ("Paul Stone", "head_of_delegation")}


@pytest.mark.parametrize(
    "text",
    [
        f"The commission was chaired on the Finnish side by {FINN} and on the Austrian side by {AUSTRIAN}.",
        f"{FINN}, along with her Austrian counterpart {AUSTRIAN}, chaired the 3rd Joint Commission.",
        f"{FINN} co-chaired with {AUSTRIAN} the 3rd Joint Commission in Vienna.",
        "Anna Berg and Paul Stone, Deputy Foreign Ministers of Finland and Austria respectively, co-chaired the talks.",
        f"{FINN} will visit Vienna, where she will hold talks and co-chair the session with {AUSTRIAN}.",
        f"Two ministers, {FINN} and {AUSTRIAN}, shared the chair.",
        f"In the chair will be {FINN}, together with {AUSTRIAN}.",
        f"Those who co-chair the commission: for the Finnish side {FINN}, and for the Austrian one {AUSTRIAN}.",
        f"The chair was shared out between {FINN} and {AUSTRIAN}.",
        f"The talks were led by {FINN} and {AUSTRIAN}.",
        f"The talks were chaired by {FINN} for the Finnish side and by {AUSTRIAN} for the Austrian side.",
        f"The Finnish part of the commission is headed by {FINN}, the Austrian part by {AUSTRIAN}.",
        f"{FINN} and {AUSTRIAN} signed the minutes as co-chairs.",
        f"{FINN}, who co-chairs the Commission from the Finnish side, and {AUSTRIAN}, who co-chairs it, met.",
        "The Foreign Ministers of Finland and Austria, H.E. Anna Berg and H.E. Paul Stone, co-chaired the session.",
        f"With {FINN} at the head of the Commission's national part, the Austrian part is led by {AUSTRIAN}.",
        f"{FINN} is in Vienna, where she and her Austrian colleague, {AUSTRIAN}, co-chaired the session.",
        f"{FINN} chaired the session for Finland and {AUSTRIAN} for Austria.",
        f"Co-chairing the session, {FINN} and {AUSTRIAN} reviewed trade.",
        f"It was opened by {FINN} and {AUSTRIAN}, who are also the co-chairs of the Commission.",
        f"The Finnish co-chair is {FINN} and Austria's co-chair is {AUSTRIAN}.",
        f"It was chaired on behalf of the Government of Finland by {FINN} and, on the Austrian side, by {AUSTRIAN}.",
    ],
)
def test_two_who_chair(text: str) -> None:
    assert led(text) == BOTH_CHAIR


@pytest.mark.parametrize(
    "text",
    [
        f"The Finnish delegation is being led by {FINN} while {AUSTRIAN} is heading the Austrian side.",
        f"The Finnish delegation was headed by {FINN}, and that of Austria by {AUSTRIAN}.",
        f"Leading the Finnish side was {FINN}, while {AUSTRIAN} led the Austrian delegation.",
        f"{FINN} and {AUSTRIAN} headed their respective sides.",
        f"The Finnish delegation had as its leader {FINN}, and the Austrian one {AUSTRIAN}.",
        f"The Finnish team was under {FINN} and the Austrian delegation was under the leadership of {AUSTRIAN}.",
        f"At the head of the delegations that came were: from Finland, {FINN}; from Austria, {AUSTRIAN}.",
        f"At the head of the Finnish delegation was {FINN}; {AUSTRIAN} led for Austria.",
        f"{FINN} headed the Finnish delegation and {AUSTRIAN} the Austrian one.",
        f"{FINN} and {AUSTRIAN} held talks in Vienna, leading the delegations of their ministries.",
    ],
)
def test_two_who_lead_their_sides(text: str) -> None:
    assert led(text) == BOTH_LEAD


@pytest.mark.parametrize(
    "text",
    [
        f"The meeting was not chaired by {FINN}.",
        f"{FINN}, who has headed the ministry since 2019, met {AUSTRIAN}.",
        f"{AUSTRIAN}, who chairs the board of a bank, thanked {FINN}.",
        f"{FINN} congratulated {AUSTRIAN} on assuming the chairmanship of the African Union.",
        f"{FINN} declined to co-chair the session.",
        f"The co-chairs thanked {FINN}.",
        f"{FINN} led the Finnish bank out of its troubles.",
    ],
)
def test_what_is_no_chair(text: str) -> None:
    assert led(text) == set()


PHRASES = (
    "co-chaired|led|by|the|delegation|and|,|of|Finland|session|with|was|in the chair|head|side|who|while|under"
    "|at the head of|it|;|(|)|’s"
)
WORDS = st.sampled_from([*PHRASES.split("|"), FINN, AUSTRIAN])


@given(st.lists(WORDS, min_size=1, max_size=25))
def test_only_persons_of_the_sentence_lead(words: list[str]) -> None:
    skeleton = scene(f"The minister {' '.join(words)} today").skeleton
    for match in find_leaders(skeleton):
        assert all(item in skeleton.of_kind("PN") for item, _ in match.people)
        assert all(item in skeleton.of_kind("C") for item in match.sides)
        assert 0 <= match.start < match.end <= len(skeleton.text)


def leaders(made: dict[str, Any], number: int = 0) -> list[tuple[str, str, str | None]]:
    """Name, role and side of those who chair or lead at an event of a record."""
    people = made["meetings"][number].get("people", ())
    return sorted((p["name"], p["role"], p.get("for")) for p in people if p["role"] not in {"attendee", "speaker"})


def test_who_sends_a_delegation_is_its_side() -> None:
    made = printed(
        "The 3rd Kenya-Norway Joint Commission met in Oslo. Kenya sent a strong delegation under Minister Anna Berg."
    )
    assert leaders(made) == [("Anna Berg", "head_of_delegation", "KEN")]


def test_who_represents_a_country_only_attends() -> None:
    made = printed("The 3rd Kenya-Norway Joint Commission met in Oslo. Kenya was represented by Minister Anna Berg.")
    assert [(each["name"], each["role"]) for each in made["meetings"][0]["people"]] == [("Anna Berg", "attendee")]


def test_two_sessions_that_one_chairs() -> None:
    made = printed(
        "Minister Anna Berg and Minister Paul Stone co-chaired the 3rd Kenya-Norway Joint Commission and the 2nd"
        " Kenya-Norway Committee on Fisheries in Oslo."
    )
    assert [{name for name, _, _ in leaders(made, number)} for number in (0, 1)] == [{"Anna Berg", "Paul Stone"}] * 2


def test_an_event_that_only_those_who_led_it_tell_of() -> None:
    made = printed(
        "At the head of the delegations that participated in the talks were Minister Anna Berg and Minister Paul Stone."
    )
    assert {name for name, _, _ in leaders(made)} == {"Anna Berg", "Paul Stone"}


def test_the_post_of_a_co_chair_tells_who_chaired() -> None:
    made = printed(
        "The Kenya-Norway Joint Commission held its third session in Oslo on 5 March 2024. The Kenyan co-chair of the"
        " commission, Minister Anna Berg, praised trade."
    )
    assert leaders(made) == [("Anna Berg", "co_chair", "KEN")]


def test_the_chair_of_another_body_chairs_nothing() -> None:
    made = printed(
        "The Kenya-Norway Joint Commission held its third session in Oslo on 5 March 2024. Anna Berg, Chairperson of"
        " the Bank of Tea, praised trade."
    )
    assert leaders(made) == []
