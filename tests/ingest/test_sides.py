"""Sides: several chairs with long posts, sides that no registry has, and how sure an unstated side is."""

from __future__ import annotations

from typing import Any, cast

import pytest

from comity.ingest.extraction.lexicon import load_yaml
from comity.ingest.extraction.scenes import read_scenes
from comity.ingest.extraction.unlisted import with_unlisted

from .samples import document, printed, read

HEAD = "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024. "


def main(text: str, **known: str) -> dict[str, Any]:
    return printed(text, **known)["meetings"][0]


def people(text: str, **known: str) -> list[tuple[str, str, str | None]]:
    return [(each["name"], each["role"], each.get("for")) for each in main(text, **known).get("people", ())]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Secretary for Africa in Kenya's Ministry of Foreign Affairs", "Deputy Minister of Norway for Trade"),
        ("Secretary for Africa at the Ministry of Foreign Affairs of Kenya", "Norway's Deputy Minister for Trade"),
        ("Director of Trade and Industry of Kenya", "Director-General in the Foreign Ministry of Norway"),
        ("Kenya's Minister for Roads, Bridges and Ports", "Minister of Norway for Fisheries, Oceans and Coasts"),
    ],
)
def test_co_chairs_with_long_posts_are_all_found(first: str, second: str) -> None:
    text = f"{HEAD}It was co-chaired by Wanjiru Akinyi Otieno, {first}, and Lars Moen, {second}."
    assert people(text) == [("Wanjiru Akinyi Otieno", "co_chair", "KEN"), ("Lars Moen", "co_chair", "NOR")]


def test_who_co_chairs_with_somebody_unnamed_is_a_co_chair() -> None:
    assert people(f"{HEAD}Minister of Trade of Kenya Wanjiru Otieno co-chaired the session with her counterpart.") == [
        ("Wanjiru Otieno", "co_chair", "KEN")
    ]


FICTION = (
    "The second session of the Ruritania-Sylvania Joint Commission was held in Strelsau on 4 March 2024. "
    "It was co-chaired by Otto Brand, Foreign Minister of Ruritania, and Ilse Morgen, Deputy Minister of Sylvania. "
    "The Ruritanian side thanked its guests."
)


def test_sides_without_an_entry_are_named_as_written() -> None:
    made = main(FICTION)
    assert (made["parties"], made["place"], made.get("country")) == (["Ruritania", "Sylvania"], "Strelsau", None)
    assert people(FICTION) == [("Otto Brand", "co_chair", "Ruritania"), ("Ilse Morgen", "co_chair", "Sylvania")]
    assert [each["of"] for each in printed(FICTION)["posts"]] == ["Ruritania", "Sylvania"]


def test_one_side_without_an_entry_beside_one_that_has_one() -> None:
    assert main("The first Ruritania-Canada Working Group met on 4 March 2024.")["parties"] == ["Ruritania", "CAN"]


def sides_in(text: str) -> list[str]:
    words = with_unlisted([scene.words for scene in read_scenes(document(text)).scenes])
    found = {token.text: token.refers.id for each in words for token in each.tokens if token.kind == "P"}
    return sorted({id for id in found.values() if "/" not in id})


@pytest.mark.parametrize("rule", ["pair", "post"])
def test_the_rules_of_unlisted_sides(rule: str) -> None:
    data = cast("dict[str, dict[str, Any]]", load_yaml("unlisted.yaml"))[rule]
    assert sides_in(data["reads"]["text"]) == data["reads"]["sides"]
    assert sides_in(data["refuses"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Sino-Russian Commission and the Afro-Asian Forum met.",
        "Jean-Pierre Lund addressed the Commission. The Lund-Berg Committee met Mr Berg.",
        "The Korea-Hungary Dialogue was held.",
        "Foreign Minister of Ruritania Anna Berg spoke.",
    ],
)
def test_what_is_no_side_makes_none(text: str) -> None:
    assert sides_in(text) == []


def test_a_short_name_stands_for_the_party_that_the_text_names_in_full() -> None:
    text = "The Korea-Hungary Dialogue was held. Minister of the Republic of Korea Yoon Ji-hoon spoke."
    assert main(text)["parties"] == ["KOR", "HUN"]


def test_a_side_that_is_only_the_report_s_own_is_less_sure_than_one_that_the_text_states() -> None:
    text = "The first Working Group on Trade was held in Vienna. It was chaired by Director General Anna Berg."
    (own,) = read(text, url="https://news.example.at/1").events[0].people
    (stated, _) = read(f"{FICTION}").events[0].people
    assert own.party is not None
    assert stated.party is not None
    assert (own.party.value, own.party.rule) == ("country/AUT", "own-country")
    assert own.party.confidence < stated.party.confidence


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Minister Wanjiru Otieno led the Kenyan delegation. Deputy Minister Lars Moen did the same for Norway.",
            [("Wanjiru Otieno", "head_of_delegation", "KEN"), ("Lars Moen", "head_of_delegation", "NOR")],
        ),
        (
            "Minister Wanjiru Otieno led the Kenyan side and Lars Moen the Norwegian side. The co-chairs signed it.",
            [("Wanjiru Otieno", "co_chair", "KEN"), ("Lars Moen", "co_chair", "NOR")],
        ),
        (
            "The Norwegian side was led by Deputy Minister Lars Moen and the host side by Minister Wanjiru Otieno.",
            [("Wanjiru Otieno", "head_of_delegation", "KEN"), ("Lars Moen", "head_of_delegation", "NOR")],
        ),
        (
            "Kenya was represented by a team led by Ms Wanjiru Otieno and Norway by a team led by Mr Lars Moen.",
            [("Wanjiru Otieno", "head_of_delegation", "KEN"), ("Lars Moen", "head_of_delegation", "NOR")],
        ),
        (
            "Minister Wanjiru Otieno headed the Kenyan delegation; her Norwegian counterpart was Minister Lars Moen.",
            [("Wanjiru Otieno", "head_of_delegation", "KEN"), ("Lars Moen", "head_of_delegation", "NOR")],
        ),
        (
            "It was chaired by Minister of Trade Wanjiru Otieno. The Norwegian delegation was led by Lars Moen.",
            [("Wanjiru Otieno", "chair", "KEN"), ("Lars Moen", "head_of_delegation", "NOR")],
        ),
    ],
)
def test_who_leads_each_side(told: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(people(f"{HEAD}{told}")) == sorted(expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Minister Otto Brand of Norway, with Director Paul Stone at his side, spoke.", "NOR"),
        ("Minister Otto Brand of Norway was assisted by Director Paul Stone.", "NOR"),
        ("Speakers included the Norwegian representative, Paul Stone.", "NOR"),
    ],
)
def test_who_stands_beside_another_is_of_the_same_side(told: str, expected: str) -> None:
    assert ("Paul Stone", expected) in {(name, side) for name, _, side in people(f"{HEAD}{told}")}


def test_a_title_between_two_names_is_of_the_second() -> None:
    told = people(
        f"{HEAD}The Director of Trade, Wanjiru Otieno, the Norwegian Ambassador in Nairobi, Lars Moen, and others "
        "attended the session.",
        publisher="Ministry of Trade of Kenya",
    )
    assert [(name, side) for name, _, side in sorted(told)] == [("Lars Moen", "NOR"), ("Wanjiru Otieno", "KEN")]


def test_who_will_head_a_body_chairs_no_talks() -> None:
    told = printed(
        "Minister Otto Brand of Norway met Minister Anna Otieno of Kenya in Oslo on 4 March 2024. They signed "
        "a protocol on a Kenyan-Norwegian Council. "
        "The Council will be chaired jointly by Prime Ministers Lars Moen and Asha Kamau."
    )
    roles = {each["role"] for meeting in told["meetings"] for each in meeting.get("people", ())}
    assert not roles & {"chair", "co_chair"}


def test_one_side_of_two_ministers_each() -> None:
    told = people(
        f"{HEAD}It was co-chaired by Foreign Minister Wanjiru Otieno and Defence Minister Asha Kamau of Kenya and "
        "Foreign Minister Lars Moen and Defence Minister Ivar Dahl of Norway."
    )
    assert [side for _, _, side in sorted(told)] == ["KEN", "NOR", "NOR", "KEN"]


def test_who_chaired_a_part_is_no_chair_of_the_whole() -> None:
    told = people(
        f"{HEAD}It was chaired by Wanjiru Otieno of Kenya. The energy group was chaired by Lars Moen of Norway."
    )
    assert [each for each in told if each[1] in {"chair", "co_chair"}] == [("Wanjiru Otieno", "chair", "KEN")]


def test_the_inaugural_sitting_of_a_numbered_session_is_its_opening() -> None:
    text = f"{HEAD}Wanjiru Otieno, leader of the delegation of Kenya, presided over the inaugural sitting."
    assert [each["name"] for each in printed(text)["meetings"]] == [
        "second session of the Kenya-Norway Joint Commission"
    ]
    assert people(text) == [("Wanjiru Otieno", "chair", "KEN")]
