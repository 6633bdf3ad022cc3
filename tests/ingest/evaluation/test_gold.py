"""The project's own gold: how well it is read may only rise; and the figures are those of the field's scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.api.cli import run
from comity.graph.errors import UsageError
from comity.ingest.evaluation.gold import evaluate, read_gold
from comity.ingest.reading import READER
from comity.ingest.workers import PLAN

FLOORS = {"chair.who_what": 1.0, "chair.side": 0.87, "people.any": 0.84, "meeting": 0.90, "post": 0.83}  # only rise
MICRO = 0.84


def test_the_own_gold_is_read_no_worse_than_before(project: Path) -> None:
    found = evaluate(read_gold(project / "tests/gold"), READER, PLAN).score
    below = {row: found.facts[row].f1 for row, floor in FLOORS.items() if (found.facts[row].f1 or 0) < floor}
    assert below == {}
    assert (found.micro.f1 or 0) >= MICRO
    assert (found.micro.precision or 0) >= 0.97


def test_no_gold_is_copied_from_the_corpus(project: Path, shared: Path) -> None:
    theirs = {path.read_text("utf-8") for path in (shared / "corpus").rglob("*.txt")}
    assert not any(path.read_text("utf-8") in theirs for path in (project / "tests/gold").glob("*.txt"))


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("corpus", ["seeds", "dev"])
def test_the_figures_are_those_of_the_scorer(
    corpus: str, strict: bool, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared / "corpus" / corpus
    options = ["--strict"] if strict else []
    assert run(["evaluate", str(folder), "--json", *options]) == 0
    ours = json.loads(capsys.readouterr().out)
    run(["extract", *map(str, sorted(folder.glob("*.txt")))])
    lines = tmp_path / "records.jsonl"
    lines.write_text(capsys.readouterr().out, encoding="utf-8")
    command = [sys.executable, shared / "tools/score_extraction.py", folder, lines, "--json", *options]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert _sums(ours["facts"]) == _sums(theirs["facts"])
    assert ours["micro"]["f1"] == pytest.approx(theirs["micro"]["f1"])
    right = {name: theirs["rates"][name]["right"] for name in ("chairs_and_sides", "main_core")}
    assert [ours["chairs_right"]["right"], ours["main_right"]["right"]] == list(right.values())


def _sums(facts: dict[str, dict[str, Any]]) -> dict[str, list[int]]:
    return {row: [counts[key] for key in ("tp", "fp", "fn")] for row, counts in facts.items()}


def _write(folder: Path, text: str, gold: object) -> Path:
    (folder / "one.txt").write_text(text, encoding="utf-8")
    (folder / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_an_error_comes_with_its_sentence(tmp_path: Path) -> None:
    text = "The first Canada-Japan Forum was held in Vienna on 2 May 2024. Anna Petrescu danced."
    forum = {"name": "first Canada-Japan Forum", "kind": "forum", "status": "held", "start": "2024-05-03"}
    gold = {"meetings": [forum], "posts": [{"person": "Anna Petrescu", "post": "dancer"}]}
    found = evaluate(read_gold(_write(tmp_path, text, gold)), READER, PLAN)
    told = {each.fact.row: each.sentence for each in found.mistakes}
    assert told["meeting.start"] == "The first Canada-Japan Forum was held in Vienna on 2 May 2024."
    assert told["post"] == "Anna Petrescu danced."


def test_the_table_has_a_row_for_each_fact_type_and_role(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(project / "tests/gold"), "--errors"]) == 0
    printed = capsys.readouterr().out
    for word in ("chair.who_what", "agreement.date", "head_of_delegation", "all facts, each once", "missed: "):
        assert word in printed


def test_a_text_that_cannot_be_read_is_refused_and_all_its_facts_missed(tmp_path: Path) -> None:
    gold = {"meetings": [{"name": "first Forum", "kind": "forum", "status": "held"}]}
    found = evaluate(read_gold(_write(tmp_path, "a\0b", gold)), READER, PLAN)
    assert [each.reason.endswith("give a text file in UTF-8.") for each in found.refused] == [True]
    assert found.score.micro.recall == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("two.json", "{}", "there is no two.txt"),
        ("one.json", "{", "is no annotation"),
        ("one.json", '{"meetings": [1]}', "lists of objects"),
        ("one.json", "[]", "lists of objects"),
    ],
)
def test_what_is_no_gold_is_told_by_its_file(tmp_path: Path, name: str, content: str, reason: str) -> None:
    (tmp_path / "one.txt").write_text("a text", encoding="utf-8")
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=reason):
        read_gold(tmp_path)


def test_a_folder_without_gold_is_a_wrong_use(tmp_path: Path) -> None:
    assert run(["evaluate", str(tmp_path)]) == 2
