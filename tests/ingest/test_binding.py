"""What is bound to which event: chairs with their sides, dates by tense, places, observers, sectors, instruments."""

from __future__ import annotations

from typing import Any

import pytest

from comity.graph.model import Document, Link, Modality
from comity.ingest.extraction import read_report
from comity.ingest.extraction.statements import statements

from .samples import printed

SESSION = (
    "VIENNA: The seventh session of the Canada-Japan Joint Commission was held in Vienna on Sunday. "
    "It was co-chaired by Deputy Minister for Trade of Canada, Anna Berg, and Japan’s Vice Minister for "
    "Energy, Ito Kenji. A representative of Austria participated as an observer. "
    "The two sides agreed to expand cooperation in trade, tourism and climate change. "
    "The sixth session was held virtually in May 2021. "
    "The eighth session is to take place in Tokyo, Japan, in 2027. "
    "They agreed to finalise a Memorandum of Understanding (MoU) on fisheries soon.\n"
)


def meetings(text: str, **known: str) -> list[dict[str, Any]]:
    return printed(text, **known)["meetings"]


def test_a_session_with_all_its_parts() -> None:
    main, past, planned = meetings(SESSION)
    assert (main["ordinal"], main["kind"], main["status"], main["start"]) == (7, "session", "held", "2024-03-17")
    assert (main["place"], main["country"], main["observers"]) == ("Vienna", "AUT", ["AUT"])
    assert (main["parties"], main["sectors"]) == (["CAN", "JPN"], ["trade", "tourism", "climate_change", "fisheries"])
    assert [(each["name"], each["role"], each["for"]) for each in main["people"]] == [
        ("Anna Berg", "co_chair", "CAN"),
        ("Ito Kenji", "co_chair", "JPN"),
    ]
    assert (past["ordinal"], past["status"], past["start"], past["mode"]) == (6, "past", "2021-05", "virtual")
    assert (planned["ordinal"], planned["status"], planned["start"], planned["place"]) == (
        8,
        "planned",
        "2027",
        "Tokyo",
    )


def test_an_instrument_that_is_still_to_be_signed() -> None:
    (found,) = printed(SESSION)["agreements"]
    assert (found["kind"], found["status"], found["parties"]) == ("mou", "under_negotiation", ["CAN", "JPN"])
    assert (found["sectors"], found["meeting"]) == (["fisheries"], "m1")


def test_who_chairs_opposite_one_side_stands_for_the_other() -> None:
    (main,) = meetings(
        "The second Canada-Japan Working Group meeting was co-chaired by Director Anna Berg of Canada and "
        "Director Ito Kenji."
    )
    assert [each["for"] for each in main["people"]] == ["CAN", "JPN"]


def test_one_chair_is_a_chair_and_a_delegation_head_is_none() -> None:
    (main,) = meetings(
        "The first Canada-Japan Working Group meeting was chaired by Director Anna Berg. "
        "The Japanese delegation was led by Director Ito Kenji."
    )
    assert [(each["name"], each["role"]) for each in main["people"]] == [
        ("Anna Berg", "chair"),
        ("Ito Kenji", "head_of_delegation"),
    ]
    assert main["people"][1]["for"] == "JPN"


def test_co_chairs_go_to_the_session_and_not_to_the_talks_beside_it() -> None:
    made = meetings(
        "Minister of Trade of Canada Anna Berg held talks with Minister of Trade of Japan Ito Kenji in Vienna. "
        "The ministers also co-chaired nothing. "
        "Minister of Trade of Canada Anna Berg and Minister of Trade of Japan Ito Kenji held a bilateral meeting in "
        "Vienna today and co-chaired the third session of the Joint Trade Commission."
    )
    chaired = [each["name"] for each in made if any(person["role"] == "co_chair" for person in each.get("people", ()))]
    assert chaired == ["third session of the Joint Trade Commission"]


def test_a_call_has_a_host_and_a_guest() -> None:
    (call,) = meetings("Ambassador of Japan Ito Kenji called on President of Austria Anna Berg on Tuesday.")
    assert (call["kind"], call["start"]) == ("call_on", "2024-03-19")
    assert [(each["name"], each["role"]) for each in call["people"]] == [("Ito Kenji", "guest"), ("Anna Berg", "host")]


def test_planned_by_tense_and_resolved_ahead() -> None:
    (visit,) = meetings("Prime Minister of Japan Ito Kenji will visit Austria on Sunday.")
    assert (visit["kind"], visit["status"], visit["start"], visit["country"]) == (
        "visit",
        "planned",
        "2024-03-24",
        "AUT",
    )


def test_he_and_a_post_alone_stand_for_the_person_named_before() -> None:
    made = meetings(
        "Foreign Minister of Japan Ito Kenji arrived in Vienna. He met with Foreign Minister of Austria Anna Berg. "
        "The Foreign Minister of Austria thanked him."
    )
    call = next(each for each in made if each["kind"] == "call_on")
    assert {each["name"] for each in call["people"]} == {"Ito Kenji", "Anna Berg"}


def test_relations_and_projects() -> None:
    made = printed(
        "Canada and Japan held the first Joint Commission in Vienna. Canada is a Dialogue Partner of ASEAN since 1977 "
        "and has been a member of NATO since 1949. They reviewed the Blue River Gas Pipeline."
    )
    assert made["relations"] == [
        {"subject": "CAN", "relation": "dialogue_partner", "object": "ASEAN", "since": "1977"},
        {"subject": "CAN", "relation": "member", "object": "NATO", "since": "1949"},
    ]
    (project,) = made["projects"]
    assert (project["name"], project["sector"]) == ("Blue River Gas Pipeline", "oil_gas")


def test_a_text_of_nothing_makes_nothing() -> None:
    made = printed("The weather was fine.\n")
    assert made == {"id": "sample", "published": "2024-03-20", "evidence": []}


def test_names_do_not_lean_on_the_states() -> None:
    """A probe: with other states in their places, the facts follow."""
    other = SESSION.replace("Canada", "Brazil").replace("Japan", "Kenya")
    first, second = meetings(SESSION)[0], meetings(other)[0]
    assert second["parties"] == ["BRA", "KEN"]
    assert [each["role"] for each in second["people"]] == [each["role"] for each in first["people"]]
    assert [each["for"] for each in second["people"]] == ["BRA", "KEN"]


@pytest.mark.parametrize(
    ("lead", "parties"),
    [
        ("The foreign ministers of Ghana and Peru met in Accra on 3 May 2023.", ["GHA", "PER"]),
        ("Ghana and Peru held talks in Accra on 3 May 2023.", ["GHA", "PER"]),
        ("The leaders of Ghana, Peru and Chile met in Accra on 3 May 2023 to discuss energy.", ["CHL", "GHA", "PER"]),
        ("The delegations of Ghana and Peru concluded two days of talks in Accra on 3 May 2023.", ["GHA", "PER"]),
    ],
)
def test_sides_alone_are_said_to_have_met(lead: str, parties: list[str]) -> None:
    found = printed(f"{lead} They discussed tourism.", published="2023-05-04")["meetings"]
    assert [(sorted(each["parties"]), each["start"], each["status"]) for each in found] == [
        (parties, "2023-05-03", "held")
    ]
    assert (found[0]["place"], "tourism" in found[0]["sectors"]) == ("Accra", True)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana and Peru met in Accra in the final of the women’s cup.",
        "The foreign ministers of Ghana and Peru agreed that the target was met.",
        "The foreign ministers of Ghana and Peru will never have met before Friday.",
    ],
)
def test_sides_that_are_not_said_to_have_talked_have_not_met(text: str) -> None:
    assert "meetings" not in printed(text)


def test_what_a_body_is_for_was_not_talked_about() -> None:
    text = (
        "The third round of Political Consultations between Ghana and Peru was held in Accra on 3 May 2023. "
        "At the Political Consultations, both sides discussed fisheries and aviation. "
        "The mechanism was established in 1998 to promote trade and culture. "
        "Peru is one of the largest markets for tourism in the region, with growing interest."
    )
    [found] = printed(text, published="2023-05-04")["meetings"]
    assert sorted(found["sectors"]) == ["aviation", "fisheries", "political_dialogue"]
    assert found["series"] == "Political Consultations"


@pytest.mark.parametrize(
    ("said", "concept"),
    [("has been postponed", "postponed"), ("was cancelled", "cancelled"), ("did not take place", "cancelled")],
)
def test_an_event_that_was_not_held_is_so_stated(said: str, concept: str) -> None:
    document = Document("document/x", f"The sixth session of the Canada-Japan Joint Trade Committee {said}.")
    stated = statements(read_report(document), document)
    values = {(each.property, each.value) for each in stated}
    assert ("has_status", Link(f"meeting-status/{concept}")) in values
    assert {each.modality for each in stated if each.property == "has_status"} == {Modality.PLANNED}


def test_the_lines_of_a_list_are_areas_where_the_words_over_it_say_so() -> None:
    (main,) = meetings(
        "The second session of the Canada-Japan Joint Commission was held in Vienna on 17 March 2024. "
        "The two sides reviewed cooperation in the following areas:\n"
        "i. Trade, Industry and Finance;\nii. Minerals and Energy\n"
        "The delegation then visited a school."
    )
    assert main["sectors"] == ["trade", "industry", "finance_banking", "mining", "energy"]


def test_the_lines_of_another_list_are_no_areas() -> None:
    (main,) = meetings(
        "The second session of the Canada-Japan Joint Commission was held in Vienna on 17 March 2024. "
        "The delegation was lodged near these halls:\nTourism Hall\nEnergy Hall\n"
    )
    assert main.get("sectors", []) == []


def test_the_ministerial_session_of_a_meeting_is_that_meeting() -> None:
    (main,) = meetings(
        "The sixth round of the Canada-Japan Political Consultations was held in Vienna on 17 March 2024. "
        "The Ministerial Session was co-chaired by Deputy Minister Anna Berg of Canada and Vice Minister Ito Kenji of "
        "Japan. The Plenary Session approved the agenda."
    )
    assert [each["role"] for each in main["people"]] == ["co_chair", "co_chair"]


def test_the_talks_that_the_headline_names_are_what_the_report_is_about() -> None:
    main, visit = meetings(
        "Canada-Japan political consultations held in Vienna\n"
        "On 26 January 2024 Vice Minister Ito Kenji of Japan was on a visit to Canada. "
        "During the visit, political consultations were held. The two sides discussed trade and tourism.\n"
    )
    assert (main["kind"], main["sectors"][-2:], visit["kind"]) == ("session", ["trade", "tourism"], "visit")


@pytest.mark.parametrize("name", ["OECS Authority", "Zubrowka Assembly", "Northern Shores Quadriga"])
def test_a_numbered_meeting_of_a_body_whose_noun_no_list_has(name: str) -> None:
    (main,) = meetings(f"The Seventieth Meeting of the {name} was held in Vienna on 17 March 2024.")
    assert (main["ordinal"], main["series"]) == (70, name)


def test_a_first_meeting_of_two_persons_is_no_body() -> None:
    found = meetings("The first meeting of Anna Berg and Paul Stone was held in Vienna on 17 March 2024.")
    assert [each.get("series") for each in found] in ([], [None])
