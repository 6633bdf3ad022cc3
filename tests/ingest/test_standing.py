"""Standing relations: lists of parties, both sides of the event, anniversaries, and whose relation it is."""

from __future__ import annotations

import pytest

from .samples import printed

Relation = tuple[str, str, str, str | None]


def relations(text: str, published: str = "2024-05-17") -> list[Relation]:
    found = printed(text, published).get("relations", [])
    return [(each["subject"], each["relation"], each["object"], each.get("since")) for each in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tajikistan acceded to the SCO in 2001.", [("TJK", "member", "SCO", "2001")]),
        ("Sri Lanka is also a member of the Commonwealth.", [("LKA", "member", "Commonwealth", None)]),
        (
            "The European Union granted Moldova and Ukraine candidate status in June 2022.",
            [("MDA", "candidate", "EU", "2022-06"), ("UKR", "candidate", "EU", "2022-06")],
        ),
        (
            "Cuba established diplomatic relations with Jamaica, Barbados and Guyana on December 8, 1972.",
            [(cuba, "diplomatic_relations", other, "1972-12-08") for cuba, other in
             [("CUB", "JAM"), ("CUB", "BRB"), ("CUB", "GUY")]],
        ),
        (
            "The SCO comprises China, Russia and Tajikistan.",
            [("CHN", "member", "SCO", None), ("RUS", "member", "SCO", None), ("TJK", "member", "SCO", None)],
        ),
        (
            "Sri Lanka, with its trade with India, seeks membership in the RCEP.",
            [("LKA", "candidate", "RCEP", None)],
        ),
    ],
)  # fmt: skip
def test_a_relation_of_each_party_that_is_named(sentence: str, expected: list[Relation]) -> None:
    assert relations(sentence) == expected


def test_a_relation_of_both_sides() -> None:
    head = "The second session of the Kenya-Uganda Joint Commission was held in Nairobi on 4 March 2024. "
    assert relations(head + "The two countries, both EAC partner states, agreed to meet again.") == [
        ("KEN", "member", "EAC", None),
        ("UGA", "member", "EAC", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "since"),
    [
        ("This year marks the 75th anniversary of diplomatic relations between China and Hungary.", "1949"),
        ("Diplomatic relations between China and Hungary were established on October 6, 1949.", "1949-10-06"),
        ("It was the 75th anniversary of diplomatic relations between China and Hungary.", None),
    ],
)
def test_an_anniversary_tells_the_year_only_where_its_own_year_is_told(sentence: str, since: str | None) -> None:
    assert relations(sentence) == [("CHN", "diplomatic_relations", "HUN", since)]


def test_a_partnership_has_the_year_in_which_it_was_raised() -> None:
    assert relations(
        "Vietnam and Australia upgraded their ties to a comprehensive strategic partnership in March 2024."
    ) == [("VNM", "strategic_partner", "AUS", "2024-03")]


def test_the_body_that_a_text_speaks_of_is_meant_where_none_is_named() -> None:
    text = "The third SCO Summit was held in Lima on 4 March 2024. Peru, which became a full member in 2020, hosted it."
    assert relations(text) == [("PER", "member", "SCO", "2020")]


def test_a_body_whose_name_is_that_of_a_mechanism() -> None:
    assert relations("Norway has been a member of the Arctic Council since 1996.") == [
        ("NOR", "member", "Arctic Council", "1996")
    ]


def test_since_when_may_stand_behind_the_words_of_the_relation() -> None:
    text = "The ASEAN-Norway Sectoral Dialogue Partnership was established in 2015."
    assert relations(text) == [("NOR", "sectoral_dialogue_partner", "ASEAN", "2015")]


def test_who_had_the_chair_before_has_it_no_more() -> None:
    assert relations("Ghana takes over from Peru as chair of the SCO.") == []
