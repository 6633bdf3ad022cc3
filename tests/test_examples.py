"""The reports of the demonstration: each says what it is, and none repeats the words of an original.

Strategy: the rules of `examples/reports/README.md`, one test each, over every file of the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from comity.graph.ledger import Ledger
from comity.graph.model import Literal
from comity.graph.registry import registry
from comity.graph.settle import settle
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from .graph.reports import state

REPORTS = Path(__file__).resolve().parents[1] / "examples/reports"
TEXTS = sorted(REPORTS.glob("*.txt"))
KEYS = {
    "summary": {"kind", "title", "publisher", "published", "original_title", "original_published", "note"},
    "fiction": {"kind", "title", "publisher", "published", "note"},
}
RUN = 8  # words in a row that two texts on one event do not share by chance

each_text = pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)


def sidecar(text: Path) -> dict[str, str]:
    return yaml.safe_load(text.with_suffix(".meta.yaml").read_text("utf-8"))


def of_kind(kind: str) -> list[Path]:
    return [text for text in TEXTS if sidecar(text)["kind"] == kind]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def test_there_are_enough_of_both_kinds() -> None:
    assert len(of_kind("summary")) >= 9
    assert len(of_kind("fiction")) >= 3


@each_text
def test_sidecar_says_what_the_text_is(text: Path) -> None:
    said = sidecar(text)
    assert set(said) - {"url"} == KEYS[said["kind"]]
    assert all(isinstance(value, str) and value for value in said.values())
    assert ("summary written for this demonstration" in said["note"]) == (said["kind"] == "summary")


@each_text
def test_text_begins_with_its_title_and_date(text: Path) -> None:
    said = sidecar(text)
    title, published, blank, *_ = text.read_text("utf-8").split("\n")
    assert (title, published, blank) == (said["title"], f"Published: {said['published']}", "")
    assert date.fromisoformat(said["published"])


@each_text
def test_text_is_short_prose(text: Path) -> None:
    _, *paragraphs = text.read_text("utf-8").strip().split("\n\n")
    assert 2 <= len(paragraphs) <= 4
    assert 80 <= sum(len(paragraph.split()) for paragraph in paragraphs) <= 160


@each_text
def test_fiction_is_marked_and_names_no_real_party(text: Path) -> None:
    content = text.read_text("utf-8")
    fiction = sidecar(text)["kind"] == "fiction"
    assert content.startswith("[Fiction]") == fiction == text.stem.startswith("fiction-")
    names = {name for entry in registry().entries for name in entry.names}
    real = {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", content)}
    assert bool(real) != fiction, real


def test_every_sidecar_has_a_text() -> None:
    assert {path.name.removesuffix(".meta.yaml") for path in REPORTS.glob("*.yaml")} == {text.stem for text in TEXTS}


def test_no_text_repeats_eight_words_of_a_report(shared: Path) -> None:
    reports = sorted((shared / "corpus").rglob("*.txt"))
    assert reports
    known = {run: report.name for report in reports for run in runs(report.read_text("utf-8"))}
    repeated = [
        (text.stem, known[run], " ".join(run))
        for text in TEXTS
        for run in runs(text.read_text("utf-8"))
        if run in known
    ]
    assert repeated == []


def test_a_reprint_counts_as_no_other_source_and_a_contradiction_is_shown(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ingest(ledger, find_files(sorted(REPORTS.glob("fiction-ruritania-sylvania-2-*.txt"))))
    settle(ledger)
    held = state(ledger)
    days = {fact.value: fact for fact in held.facts if fact.property == "start_date" and fact.subject.endswith("-2")}
    told = {value.text: (fact.rank.value, fact.sources) for value, fact in days.items() if isinstance(value, Literal)}
    assert told == {"2024-03-04": ("normal", 1), "2024-03-06": ("disputed", 1)}
    first = next(fact for fact in days.values() if fact.rank.value == "normal")
    assert len({quote.document for quote in held.quotes if quote.fact == first.id}) == 2
    ledger.close()
