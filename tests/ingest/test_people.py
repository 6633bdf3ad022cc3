"""Who came along: long lists, posts that several hold, lists line by line, delegations and visitors."""

from __future__ import annotations

from typing import Any

from .samples import printed


def people(event: dict[str, Any]) -> list[tuple[str, str, str | None, str | None]]:
    return [(each["name"], each["role"], each.get("for"), each.get("post")) for each in event.get("people", [])]


def test_a_long_list_with_posts_that_are_read_in_part() -> None:
    (main,) = printed(
        "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. It was attended "
        "by Minister of Trade of Kenya Wanjiru Otieno, Peter Kamau of the Inland Waters Trust, "
        "Ambassador of Norway to Kenya Lars Moen, as well as Director General for Africa Ingrid Dahl."
    )["meetings"]
    assert [name for name, *_ in people(main)] == ["Wanjiru Otieno", "Peter Kamau", "Lars Moen", "Ingrid Dahl"]


def test_a_post_in_the_plural_is_that_of_each() -> None:
    made = printed(
        "President Anna Berg of Austria received the delegation in Vienna. Members of Parliament Mr. Kurt Stein, "
        "Ms. Eva Lang and Mr. Otto Braun were also present."
    )
    posts = {(each["person"], each["post"]) for each in made["posts"]}
    assert {(name, "Member of Parliament") for name in ("Kurt Stein", "Eva Lang", "Otto Braun")} <= posts


def test_a_list_line_by_line() -> None:
    (main,) = printed(
        "Leaders meet in Lima\nPresident of Peru Rosa Quispe hosted the third Andean Climate Summit in Lima on 4 March"
        " 2024.\nThe leaders who participated were:\n- President Luis Paredes of Bolivia\n- Prime Minister Ana Solano"
        " of Ecuador\n- Secretary General of OAS Dr. Marta Ruiz\nThey praised the host.\nPresident Jose Prado of Chile"
        " sent a letter."
    )["meetings"]
    assert people(main)[1:] == [
        ("Luis Paredes", "attendee", "BOL", "President"),
        ("Ana Solano", "attendee", "ECU", "Prime Minister"),
        ("Marta Ruiz", "attendee", "OAS", "Secretary General"),
    ]


def test_visitors_are_guests_of_those_they_meet_there() -> None:
    visit, meeting = printed(
        "Foreign Minister of Kenya Wanjiru Otieno made an official visit to Norway on 4 March 2024. The delegation "
        "also met with Prime Minister of Norway Ingrid Dahl."
    )["meetings"]
    assert people(visit) == [("Wanjiru Otieno", "guest", "KEN", "Foreign Minister")]
    assert people(meeting) == [
        ("Wanjiru Otieno", "guest", "KEN", "Foreign Minister"),
        ("Ingrid Dahl", "host", "NOR", "Prime Minister"),
    ]
    assert (meeting["name"], meeting["country"]) == ("meeting with Prime Minister of Norway Ingrid Dahl", "NOR")


def test_a_journey_for_a_session_is_beside_it() -> None:
    session, visit = printed(
        "Foreign Minister of Kenya Wanjiru Otieno will travel to Oslo on 2 April 2024 for the third Kenya-Norway Joint "
        "Commission meeting."
    )["meetings"]
    assert (session["ordinal"], session["place"], session["start"]) == (3, "Oslo", "2024-04-02")
    assert (visit["kind"], visit["place"], people(visit)[0][:2]) == ("visit", "Oslo", ("Wanjiru Otieno", "guest"))


def test_two_events_in_one_breath_share_place_and_day() -> None:
    talks, session = printed(
        "Minister of Trade of Kenya Wanjiru Otieno and Minister of Trade of Norway Lars Moen held bilateral talks in "
        "Nairobi on 4 March 2024 and co-chaired the third session of the Kenya-Norway Trade Committee."
    )["meetings"]
    for event in (talks, session):
        assert (event["place"], event["start"]) == ("Nairobi", "2024-03-04")


SESSION = (
    "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. The Kenyan "
    "delegation was led by Minister of Trade of Kenya Wanjiru Otieno and the Norwegian delegation by Minister of "
    "Trade of Norway Lars Moen. "
)


def test_whoever_met_the_visiting_delegation_met_its_head() -> None:
    _, call = printed(f"{SESSION}Later in the day, Mayor of Kisumu of Kenya Peter Kamau received the delegation.")[
        "meetings"
    ]
    assert [(name, role) for name, role, *_ in people(call)] == [("Lars Moen", "guest"), ("Peter Kamau", "host")]


def test_who_attended_the_meetings_was_at_each() -> None:
    events = printed(
        f"{SESSION}Mr Moen met with President of Kenya Grace Wafula. Ambassador of Norway Ingrid Dahl attended the "
        "meetings."
    )["meetings"]
    assert [[name for name, *_ in people(each)][-1] for each in events] == ["Ingrid Dahl", "Ingrid Dahl"]


def test_who_stands_for_a_body_is_not_of_the_country_of_the_report() -> None:
    (main,) = printed(
        f"{SESSION}The session was attended by Mr. Peter Kamau, Chairman of the TSPRC.",
        publisher="Ministry of Foreign Affairs of Kenya",
    )["meetings"]
    assert people(main)[-1][:3] == ("Peter Kamau", "attendee", None)


def test_who_receives_an_ambassador_to_a_state_is_of_it() -> None:
    (call,) = printed(
        "Minister of Foreign Affairs Wanjiru Otieno received Ambassador of Norway to Kenya Lars Moen on 4 March 2024."
    )["meetings"]
    assert [(name, role, side) for name, role, side, _ in people(call)] == [
        ("Wanjiru Otieno", "host", "KEN"),
        ("Lars Moen", "guest", "NOR"),
    ]


def test_a_delegation_visits_with_who_leads_it() -> None:
    (visit,) = printed("The delegation of Norway, led by Minister of Trade Lars Moen, visited the Republic of Kenya.")[
        "meetings"
    ]
    assert (visit["kind"], visit["country"], people(visit)[0][:2]) == (
        "visit",
        "KEN",
        ("Lars Moen", "head_of_delegation"),
    )


def test_who_of_two_arrived_is_the_last_one_named() -> None:
    visit = next(
        each
        for each in printed(
            "Talks were held between Trade Minister of Kenya Wanjiru Otieno and Trade Minister of Norway Lars Moen, "
            "who visited Nairobi on 4 March 2024."
        )["meetings"]
        if each["kind"] == "visit"
    )
    assert [name for name, *_ in people(visit)] == ["Lars Moen"]


def test_ministers_of_whom_some_are_named() -> None:
    (main,) = printed(
        "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. Ministers of the "
        "two countries, including Trade Minister of Kenya Wanjiru Otieno and Trade Minister of Norway Lars Moen, spoke."
    )["meetings"]
    assert [name for name, *_ in people(main)] == ["Wanjiru Otieno", "Lars Moen"]
