"""What a report is about that begins without naming an event, and the sides that only the sentence names."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed


def people(event: dict[str, Any]) -> set[tuple[str, str, str | None]]:
    return {(each["name"], each["role"], each.get("for")) for each in event.get("people", [])}


def test_a_body_beside_a_day_has_sat() -> None:
    (main,) = printed(
        "The Kenya-Norway Joint Commission busied itself with fishing on 4 March 2024, the ministry said."
    )["meetings"]
    assert (main["series"], main["start"]) == ("Kenya-Norway Joint Commission", "2024-03-04")


@pytest.mark.parametrize(
    "text",
    [
        "The chairman of the Kenya-Norway Joint Commission resigned on 4 March 2024.",
        "The Kenya-Norway Joint Commission was useful to both countries.",
    ],
)
def test_a_body_that_is_only_named_has_not(text: str) -> None:
    assert "meetings" not in printed(text)


@pytest.mark.parametrize(
    ("words", "kind"), [("saw each other in Oslo", "call_on"), ("spoke on the phone", "phone_call")]
)
def test_two_of_different_sides_had_to_do_with_each_other(words: str, kind: str) -> None:
    (main,) = printed(
        f"Wanjiru Otieno, Minister of Trade of Kenya, and Lars Moen, Minister of Trade of Norway, {words} on 4 March."
    )["meetings"]
    assert (main["kind"], main["start"]) == (kind, "2024-03-04")
    assert people(main) == {("Wanjiru Otieno", "attendee", "KEN"), ("Lars Moen", "attendee", "NOR")}


def test_who_writes_to_another_has_not_met_him() -> None:
    made = printed(
        "Foreign Minister of Kenya Wanjiru Otieno sent condolences to Foreign Minister of Norway Lars Moen on 4 March."
    )
    assert "meetings" not in made


def test_those_round_the_table_and_in_lists_were_there() -> None:
    (main,) = printed(
        "The Council of Heads of State of the African Union held its meeting in Nairobi on 4 March 2024. Round the "
        "table sat Peter Kamau, President of Kenya, and Ama Boateng, President of Ghana. Among the guests were Ana "
        "Solano, Prime Minister of Malta, and Rosa Quispe, Foreign Minister of Peru."
    )["meetings"]
    assert {(name, side) for name, _, side in people(main)} == {
        ("Peter Kamau", "KEN"), ("Ama Boateng", "GHA"), ("Ana Solano", "MLT"), ("Rosa Quispe", "PER"),
    }  # fmt: skip


def test_who_is_only_greeted_was_not() -> None:
    (main,) = printed(
        "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. It conveyed "
        "the greetings of Peter Kamau, President of Kenya, and Ama Boateng, Prime Minister of Kenya."
    )["meetings"]
    assert people(main) == set()


def test_the_side_that_stands_before_a_name() -> None:
    (main,) = printed(
        "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. The Norwegian "
        "team was guided by Lars Moen, Deputy Minister of Ports; present were also Ola Berg, Deputy Minister of Fish, "
        "and Ida Dahl, Deputy Minister of Salt."
    )["meetings"]
    assert ("Lars Moen", "NOR") in {(name, side) for name, _, side in people(main)}


def test_other_sittings_are_of_the_same_sides() -> None:
    meetings = printed(
        "The third meeting of the Experts’ Council on the Future of BIMSTEC was held in Dhaka on 4 March 2024. The "
        "second meeting was held in Dhaka on 4 March 2023."
    )["meetings"]
    assert [each["parties"] for each in meetings] == [["BIMSTEC"], ["BIMSTEC"]]


def test_guests_and_observers_are_no_sides() -> None:
    (main,) = printed(
        "The Council of Heads of State of the African Union held its meeting in Nairobi on 4 March 2024. The "
        "delegations of the observer states were headed by Ana Solano, Prime Minister of Malta, and Rosa Quispe, "
        "Foreign Minister of Peru. As guests there came Lars Moen, President of Norway, and Anna Berg, Chancellor of "
        "Austria."
    )["meetings"]
    assert sorted(main["observers"]) == ["MLT", "PER"]
    assert not {"MLT", "PER", "NOR", "AUT"} & set(main["parties"])
    assert {("Lars Moen", "guest"), ("Anna Berg", "guest")} <= {(name, role) for name, role, _ in people(main)}


def test_one_of_two_may_be_of_the_report_s_own_country() -> None:
    (main,) = printed(
        "What is new in the port was a topic when Foreign Minister Lars Moen and his colleague from Kenya, Foreign "
        "Minister Wanjiru Otieno, sat down in Oslo today.",
        publisher="Ministry of Foreign Affairs of Norway",
    )["meetings"]
    assert people(main) == {("Lars Moen", "attendee", "NOR"), ("Wanjiru Otieno", "attendee", "KEN")}


def test_another_trilateral_event_is_of_the_same_three() -> None:
    meetings = printed(
        "The Three-Party Committee of Kenya, Norway and Malta held its first meeting in Nairobi on 4 March 2024. It "
        "goes back to the trilateral summit in Oslo in October 2023."
    )["meetings"]
    assert [set(each["parties"]) for each in meetings] == [{"KEN", "NOR", "MLT"}] * 2
