"""Meetings told in one breath that are several, what they share, and persons whose side only the event says."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed, read


def events(text: str, **known: str) -> list[dict[str, Any]]:
    return printed(text, **known)["meetings"]


def roles(event: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    return {each["name"]: (each["role"], each.get("for")) for each in event["people"]}


@pytest.mark.parametrize(
    "did", ["held separate meetings with", "met with", "paid courtesy calls on"], ids=["separate", "two-sides", "calls"]
)
def test_who_is_met_apart_is_met_at_an_event_of_its_own(did: str) -> None:
    one, other = events(
        f"Foreign Minister of Kenya Wanjiru Otieno {did} Foreign Minister of Norway Lars Moen and Foreign Minister of "
        "Peru Rosa Quispe in Nairobi on 4 March 2024."
    )
    assert [set(roles(each)) - {"Wanjiru Otieno"} for each in (one, other)] == [{"Lars Moen"}, {"Rosa Quispe"}]
    assert [(each["start"], each["place"]) for each in (one, other)] == [("2024-03-04", "Nairobi")] * 2


def test_a_trilateral_meeting_is_one() -> None:
    (found,) = events(
        "Foreign Minister of Kenya Wanjiru Otieno hosted Foreign Minister of Norway Lars Moen and Foreign Minister of "
        "Peru Rosa Quispe for a trilateral meeting in Nairobi."
    )
    assert set(roles(found)) == {"Wanjiru Otieno", "Lars Moen", "Rosa Quispe"}


def test_two_of_one_side_are_met_together() -> None:
    (found,) = events(
        "Foreign Minister of Kenya Wanjiru Otieno met with Foreign Minister of Norway Lars Moen and Defence Minister "
        "of Norway Ingrid Dahl in Nairobi."
    )
    assert set(roles(found)) == {"Wanjiru Otieno", "Lars Moen", "Ingrid Dahl"}


def test_several_meetings_that_cannot_be_told_apart_are_none() -> None:
    text = "President of Peru Rosa Quispe held bilateral meetings with various leaders of the region."
    assert "meetings" not in printed(text)


def test_what_follows_on_the_same_day_was_there_and_then() -> None:
    _, later = events(
        "President of Peru Rosa Quispe met with President of Chile Jose Prado in Lima on 4 March 2024. Later in the "
        "day, President Quispe met with Prime Minister of Norway Ingrid Dahl."
    )
    assert (later["start"], later["place"], later["country"]) == ("2024-03-04", "Lima", "PER")


def test_two_heads_side_by_side_stand_for_the_sides_in_their_order() -> None:
    (summit,) = events(
        "The Kenya-Norway Leaders’ Summit, at which President Otieno and Prime Minister Dahl praised trade, was held "
        "in Nairobi on 4 March 2024."
    )
    assert roles(summit) == {"Otieno": ("attendee", "KEN"), "Dahl": ("attendee", "NOR")}


def test_a_body_known_by_an_acronym_is_of_the_country_in_its_name() -> None:
    made = printed(
        "An agreement was reached with the Chamber of Peruvian Exporters (CPE). CPE Chairman Jose Prado praised it."
    )
    (post,) = made["posts"]
    assert (post["post"], post["org"], post["of"]) == ("Chairman", "CPE", "PER")


def test_the_members_of_a_delegation_are_of_its_side() -> None:
    (session,) = events(
        "The second session of the Kenya-Norway Joint Commission was held in Nairobi. The Norwegian delegation was led "
        "by Minister of Trade Lars Moen and included Minister of Energy Ingrid Dahl and Director General Nils Lund."
    )
    assert roles(session) == {
        "Lars Moen": ("head_of_delegation", "NOR"),
        "Ingrid Dahl": ("attendee", "NOR"),
        "Nils Lund": ("attendee", "NOR"),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thanking Mr. Jose Prado, the Prime Minister said that trade had grown.", "Jose Prado"),
        ("The Prime Minister and Chancellor Ingrid Dahl spoke.", "Ingrid Dahl"),
    ],
)
def test_whose_post_it_is(text: str, name: str) -> None:
    posts = {(person.name.value, post.title.value) for person in read(text).people for post in person.posts}
    assert (name, "Prime Minister") not in posts


@pytest.mark.parametrize(
    ("text", "post", "org"),
    [
        ("Trade, Food Security and Rural Affairs Minister Rosa Quispe spoke.", 4, None),
        ("Head of the National Reform Commission Rosa Quispe spoke.", "Head", "National Reform Commission"),
        ("Embassy in Lima First Secretary Rosa Quispe spoke.", "First Secretary", "Embassy in Lima"),
        (
            "Minister of Defence and National Service Rosa Quispe spoke.",
            "Minister of Defence and National Service",
            None,
        ),
        ("Trade Ministry Assistant Director Rosa Quispe spoke.", "Assistant Director", "Trade Ministry"),
    ],
)
def test_what_of_a_post_is_its_institution(text: str, post: str | int, org: str | None) -> None:
    (found,) = printed(text)["posts"]
    wanted = text.split(" Rosa")[0] if isinstance(post, int) else post
    assert (found["post"], found.get("org")) == (wanted, org)


def test_he_in_a_later_clause_is_the_subject() -> None:
    visit, call = events(
        "Foreign Minister of Kenya Wanjiru Otieno travelled to Oslo on 4 March 2024, where she met Foreign Minister of "
        "Norway Lars Moen."
    )
    assert (visit["kind"], set(roles(call))) == ("visit", {"Wanjiru Otieno", "Lars Moen"})


def test_a_journey_to_several_countries_is_one_visit() -> None:
    (visit,) = events("Foreign Minister of Kenya Wanjiru Otieno will visit Peru, Chile and Norway in April 2024.")
    assert (sorted(visit["parties"]), visit.get("country")) == (["CHL", "KEN", "NOR", "PER"], None)


@pytest.mark.parametrize("numeral", ["XIV", "IX", "IV"])
def test_roman_numerals_count_sittings(numeral: str) -> None:
    (session,) = events(f"The {numeral} session of the Kenya-Norway Joint Commission was held in Nairobi.")
    assert session["ordinal"] == {"XIV": 14, "IX": 9, "IV": 4}[numeral]


def test_a_roman_numeral_in_a_name_counts_nothing() -> None:
    assert "meetings" not in printed("King Charles IV spoke of World War II.")


def test_a_report_is_about_what_it_tells_rather_than_what_that_was_beside() -> None:
    talks, *_ = events(
        "On the sidelines of the Vienna Climate Summit, Foreign Minister of Kenya Wanjiru Otieno met with Foreign "
        "Minister of Norway Lars Moen."
    )
    assert talks["kind"] == "call_on"


def test_an_official_without_a_name_may_travel() -> None:
    (visit,) = events("The Foreign Minister of Norway will visit Nairobi on 2 April 2024.")
    assert (visit["parties"], visit["start"], visit["place"]) == (["NOR", "KEN"], "2024-04-02", "Nairobi")


def test_sides_that_sign_without_persons() -> None:
    (signing,) = events("Kenya and Norway signed an Agreement on Fisheries in Nairobi on 4 March 2024.")
    assert (signing["kind"], signing["start"], sorted(signing["parties"])) == ("signing", "2024-03-04", ["KEN", "NOR"])


def test_the_next_meeting_is_one_though_no_mechanism_is_named() -> None:
    _, following = events(
        "Foreign Minister of Kenya Wanjiru Otieno met with Foreign Minister of Norway Lars Moen in Nairobi. The next "
        "meeting will be held in Oslo in May 2024."
    )
    assert (following["status"], following["start"], following["country"]) == ("planned", "2024-05", "NOR")
