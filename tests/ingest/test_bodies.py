"""Missions and initiatives: what they are called, whose they are, where; and what is none."""

from __future__ import annotations

import pytest

from comity.graph.model import Link, Literal
from comity.ingest.extraction.statements import statements

from .samples import document, read

OPENING = "The 2nd Kenya-Peru Joint Commission was held in Lima on 4 March 2024. "


@pytest.mark.parametrize(
    ("text", "name", "kind", "sender", "host", "place"),
    [
        (
            "Officials of the Embassy of Kenya in Lima were present.",
            *("Embassy of Kenya in Lima", "embassy", "country/KEN", "country/PER", "Lima"),
        ),
        (
            "The Kenyan High Commission, London was represented.",
            *("Kenyan High Commission, London", "high_commission", "country/KEN", "country/GBR", "London"),
        ),
        (
            "The Permanent Mission of Peru to the United Nations in Geneva took note.",
            *("Permanent Mission of Peru to the United Nations in Geneva", "permanent_mission"),
            *("country/PER", "bloc/UN", "Geneva"),
        ),
        (
            "The Consulate General of Kenya in Strelsau opens soon.",
            *("Consulate General of Kenya", "consulate", "country/KEN", None, None),
        ),
    ],
)
def test_a_mission_has_its_sender_and_its_host(
    text: str, name: str, kind: str, sender: str, host: str | None, place: str | None
) -> None:
    (mission,) = read(OPENING + text).missions
    assert (mission.name.value, mission.kind.value, mission.sender.value) == (name, kind, sender)
    assert (mission.host.value if mission.host else None) == host
    assert (mission.place.name.value if mission.place else None) == place


def test_a_high_commissioner_is_no_high_commission() -> None:
    assert read(OPENING + "The High Commissioner of Kenya in London was there.").missions == ()


def test_initiatives_are_known_by_any_of_their_names() -> None:
    said = "They spoke of CPEC, of One Belt One Road and of the Lake Towns Transport Corridor."
    names = [each.name.value for each in read(OPENING + said).initiatives]
    assert names == ["China–Pakistan Economic Corridor", "Belt and Road Initiative", "Lake Towns Transport Corridor"]


def test_a_mechanism_is_part_of_the_initiative_that_its_name_says() -> None:
    text = "The 4th CPEC Joint Working Group on Ports was held in Lima on 4 March 2024."
    made = document(text, "2024-03-20")
    said = statements(read(text), made)
    ids = {each.subject: each.value for each in said if each.property == "name"}
    (serves,) = [each for each in said if each.property == "part_of"]
    assert isinstance(serves.value, Link)
    assert ids[serves.value.id] == Literal("China–Pakistan Economic Corridor")
