"""How often a body is said to meet, whether its sides host by turns, and what would keep a promise."""

from __future__ import annotations

import re

import pytest

from comity.graph.model import Datatype, Link, Literal, Modality, Statement
from comity.ingest.extraction.acts import promised_deeds
from comity.ingest.extraction.lexicon import load_yaml
from comity.ingest.extraction.rhythm import RhythmRule, duration, rhythm_rules
from comity.ingest.extraction.statements import statements

from .samples import document, printed, read, scene

OPENING = "The second session of the Ruritania-Sylvania Joint Commission was held in Strelsau on 4 March 2024. "
DEEDS = load_yaml("acts.yaml")["deeds"]


def told(text: str) -> list[Statement]:
    return statements(read(OPENING + text), document(OPENING + text, "2024-03-20"))


@pytest.mark.parametrize("rule", rhythm_rules(), ids=lambda rule: rule.id)
def test_rhythm_rules(rule: RhythmRule) -> None:
    reads, refuses = (
        text if rule.in_name else scene(text).skeleton.text for text in (rule.reads, rule.refuses)
    )  # fmt: skip
    assert rule.pattern.search(reads), reads
    assert not rule.pattern.search(refuses), refuses


@pytest.mark.parametrize("row", DEEDS, ids=lambda row: row["id"])
def test_rules_of_deeds(row: dict[str, str]) -> None:
    pattern = promised_deeds()[row["id"]]
    assert re.search(rf"agreed to {pattern.pattern}", scene(row["reads"]).skeleton.text)
    assert not re.search(rf"agreed to {pattern.pattern}", scene(row["refuses"]).skeleton.text)


@pytest.mark.parametrize(
    ("words", "every"),
    [("annually", "P1Y"), ("Biennial", "P2Y"), ("every six months", "P6M"), ("once a year", "P1Y"), ("now", "")],
)
def test_words_for_intervals(words: str, every: str) -> None:
    assert duration(words) == every


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Commission meets every two years.", ["P2Y"]),
        ("The Joint Commission meets annually, alternately in the two capitals.", ["P1Y", "alternately"]),
        ("It is held every year in turn in Kenya and Peru.", ["P1Y", "alternately"]),
        ("The two sides agreed that the Commission would meet twice a year.", ["P6M"]),
        ("The Commission met two years ago.", []),
        ("The two sides discussed annual tariffs.", []),
    ],
)
def test_a_rhythm_is_its_body_s(text: str, expected: list[str]) -> None:
    said = [each for each in told(text) if each.property in {"expected_interval", "host_rotation"}]
    assert [each.value.text for each in said if isinstance(each.value, Literal)] == expected


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("The two sides agreed to hold the next session in Zenda in 2026.", "2026"),
        ("The two sides agreed to hold the third session by June 2026.", "../2026-06"),
        ("They agreed to sign a memorandum of understanding on tourism by June 2024.", "../2024-06"),
    ],
)
def test_a_promise_is_kept_by_what_it_is_to_bring_about(text: str, due: str) -> None:
    said = told(text)
    (kept,) = [each for each in said if each.property == "fulfilled_by"]
    assert kept.modality is Modality.PLANNED
    assert isinstance(kept.value, Link)
    status = [each.value for each in said if each.property == "has_status" and each.subject == kept.value.id]
    assert status in ([Link("meeting-status/planned")], [Link("agreement-status/under_negotiation")])
    assert [each.value for each in said if each.property == "due_date"] == [Literal(due, Datatype.DATE)]


def test_a_promise_about_what_is_there_is_kept_by_nothing_named() -> None:
    text = "The two sides agreed to implement the Agreement on Fisheries."
    assert not [each for each in told(text) if each.property == "fulfilled_by"]
    (promise,) = printed(OPENING + text)["commitments"]
    assert "due" not in promise
