"""Who issued a text: its publisher, letterhead, sign-off, voice or address; a paper that prints a release did not."""

from __future__ import annotations

from typing import Any

import pytest

from comity.graph.model import Link, Literal
from comity.ingest.extraction.issuer import IssuerRule, issuer_rules, read_office
from comity.ingest.extraction.statements import statements

from .samples import document, printed, read, scene

TALKS = (
    "Ruritania and Sylvania hold talks\n"
    "The second session of the Ruritania-Sylvania Joint Commission was held in Strelsau on 4 March 2024.\n"
)
MINISTRY = "Ministry of Foreign Affairs"


def issued_by(text: str, **known: str) -> list[tuple[str, str]]:
    return [(each.get("name", ""), each["of"]) for each in printed(text, **known).get("issued_by", [])]


@pytest.mark.parametrize("rule", issuer_rules(), ids=lambda rule: rule.id)
def test_issuer_rules(rule: IssuerRule) -> None:
    if rule.where == "label":
        read_as = read_office(rule.reads, {})
        assert read_as is not None
        assert read_as.rule == rule.id
        assert read_office(rule.refuses, {}) is None
    else:
        assert rule.pattern.match(scene(rule.reads).skeleton.text)
        assert not rule.pattern.match(scene(rule.refuses).skeleton.text)


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("Ministry of Foreign Affairs of Ruritania", [(MINISTRY, "Ruritania")]),
        ("Foreign Ministry of Sylvania", [("Foreign Ministry", "Sylvania")]),
        ("Kenya Department of Fisheries", [("Department of Fisheries", "KEN")]),
        ("Ministry of Water, Norway", [("Ministry of Water", "NOR")]),
        ("Embassy of Japan in Kenya", [("Embassy", "JPN")]),
        ("Council of the European Union", [("Council", "EU")]),
        ("Government of Peru", [("", "PER")]),
        ("Kenya News Agency", []),
        ("The Norway Times", []),
        ("Peru", []),
        ("Institute of Foreign Affairs of Ruritania", []),
    ],
)
def test_a_publisher_that_is_an_office_of_a_party_issued_the_text(
    publisher: str, expected: list[tuple[str, str]]
) -> None:
    assert issued_by(TALKS, publisher=publisher) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"MINISTRY OF FOREIGN AFFAIRS OF RURITANIA\nPress release\n{TALKS}", [(MINISTRY, "Ruritania")]),
        (f"{TALKS}Press Service of the {MINISTRY} of Ruritania\n", [(MINISTRY, "Ruritania")]),
        (f"{TALKS}{MINISTRY}, Nairobi\n4 March 2024\n", [(MINISTRY, "KEN")]),
        (f"{TALKS}{MINISTRY}\nNairobi\n4 March 2024\n", [(MINISTRY, "KEN")]),
        (f"Statement by the {MINISTRY} of Kenya on the talks\nThe talks are welcome.\n", [(MINISTRY, "KEN")]),
        (f"Talks\nThe {MINISTRY} of Kenya welcomes the talks of Canada and Japan.\n", [(MINISTRY, "KEN")]),
        (f"Talks\nThe {MINISTRY} of Kenya welcomed the talks of Canada and Japan in a statement.\n", []),
        (f"{TALKS}The {MINISTRY} of Ruritania said so in a statement.\n", []),
        (f"Joint Statement\n{TALKS}", [("", "Ruritania"), ("", "Sylvania")]),
    ],
)
def test_a_text_says_itself_who_issued_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert issued_by(text) == expected


def test_an_address_that_only_a_government_has_says_whose_text_it_is() -> None:
    assert issued_by(TALKS, publisher="Press room", url="https://mofa.go.jp/press/1.html") == [("", "JPN")]
    assert issued_by(TALKS, publisher="Press room", url="https://example.org/gov.html") == []


def test_a_summary_is_nobody_s_release() -> None:
    assert issued_by(TALKS, publisher="Government of Peru", kind="summary") == []


def test_the_document_is_said_to_be_issued_by_the_office_which_is_part_of_its_party() -> None:
    known: dict[str, Any] = {"publisher": "Ministry of Water, Norway"}
    said = statements(read(TALKS, **known), document(TALKS, "2024-03-20", **known))
    (issued,) = [each for each in said if each.property == "issued_by"]
    assert issued.subject == "document/sample"
    assert isinstance(issued.value, Link)
    about = {each.property: each.value for each in said if each.subject == issued.value.id}
    assert about == {
        "type": Literal("Institution"), "name": Literal("Ministry of Water"), "part_of": Link("country/NOR"),
    }  # fmt: skip
