"""Which texts are clearly in another language than English, and which are left to be read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from comity.ingest.reading.language import ENGLISH, language_of

from .samples import REPORT

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_in_another_language_is_told_by_name(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 345 678",
        "Réunion de la commission mixte à Strelsau",
        "Participants: " + ", ".join(f"Elphberg {letter}. de la Torre" for letter in "abcdefgh"),
    ],
)
def test_short_texts_and_lists_are_left_untold(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize("text", [REPORT, f"{REPORT}\n{TEXTS['French']}", f"{TEXTS['Chinese']}\n{REPORT}"])
def test_english_is_told_also_beside_another_language(text: str) -> None:
    assert language_of(text) == ENGLISH


def test_every_report_of_the_corpus_is_told_as_english(shared: Path) -> None:
    reports = list((shared / "corpus").rglob("*.txt"))
    told = {path.name: language_of(path.read_text("utf-8")) for path in reports}
    assert reports
    assert {name for name, language in told.items() if language != ENGLISH} == set()
