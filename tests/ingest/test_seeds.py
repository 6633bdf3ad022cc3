"""The seed reports and the open set, scored by `tools/score_extraction.py`: who chaired what, and all facts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from comity.ingest.extraction import read_report
from comity.ingest.extraction.record import record
from comity.ingest.reading import read_text

FLOORS = {"seeds": (1.0, 0.96), "dev": (0.98, 0.75)}  # who chaired what, all facts together; they only rise


def _records(folder: Path) -> dict[str, dict[str, Any]]:
    documents = [read_text(path) for path in sorted(folder.glob("*.txt"))]
    return {document.id: record(read_report(document), document) for document in documents}


@pytest.fixture(scope="module")
def records(shared: Path) -> dict[str, dict[str, Any]]:
    return _records(shared / "corpus/seeds")


@pytest.mark.parametrize("corpus", FLOORS)
def test_the_score_does_not_fall(corpus: str, shared: Path, tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    made = _records(shared / "corpus" / corpus)
    lines.write_text("".join(json.dumps(each) + "\n" for each in made.values()), encoding="utf-8")
    command = [sys.executable, shared / "tools/score_extraction.py", shared / "corpus" / corpus, lines, "--json"]
    score = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    who_what, micro = FLOORS[corpus]
    assert score["facts"]["chair.who_what"]["f1"] >= who_what
    assert score["micro"]["f1"] >= micro


def test_the_page_clock_is_not_the_publication_day(records: Mapping[str, Mapping[str, Any]]) -> None:
    days = {made.get("published") for made in records.values()}
    assert days == {"2023-09-19", "2023-06-08", "2024-03-25", "2024-01-21", "2025-01-24"}


def test_the_planned_session_is_planned(records: Mapping[str, Mapping[str, Any]]) -> None:
    planned = [each for made in records.values() for each in made["meetings"] if each["status"] == "planned"]
    assert [each["start"] for each in planned if each.get("ordinal")] == ["2027"]


def test_quotes_stand_in_the_files(records: Mapping[str, Mapping[str, Any]], shared: Path) -> None:
    for made in records.values():
        text = (shared / "corpus/seeds" / f"{made['id']}.txt").read_bytes().decode()
        for row in made["evidence"]:
            start, end = row["spans"][0]
            assert text[start:end] == row["quote"]
