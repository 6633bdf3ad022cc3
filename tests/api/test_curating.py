"""merge, split and remove reach both stores, and each is undone by its opposite."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .conftest import Comity

QAZI, ASIF = "official/muhammad-syrus-sajjad-qazi", "official/khawaja-muhammad-asif"
CHAIRS = "who-co-chaired"


def _rows(comity: Comity, data: Path, engine: str) -> Any:
    return comity("ask", CHAIRS, "--engine", engine, "--json", "--data", data).json["rows"]


def test_merge_and_split_are_opposites(comity: Comity, seeded: Path) -> None:
    before = {engine: _rows(comity, seeded, engine) for engine in ("cypher", "sparql")}
    mentions = comity("split", ASIF, "--data", seeded).out.split()
    moved = [each for each in mentions if each.startswith("document/")]
    assert comity("merge", QAZI, ASIF, "--data", seeded).code == 0
    for engine in before:
        assert {row["official_id"] for row in _rows(comity, seeded, engine)} == {
            row["official_id"] for row in before[engine]
        } - {ASIF}
    assert comity("check", "--data", seeded).code == 0
    assert comity("split", QAZI, *moved, "--data", seeded).code == 0
    assert {engine: _rows(comity, seeded, engine) for engine in before} == before
    assert comity("check", "--data", seeded).code == 0


def test_a_removed_document_leaves_the_stores_and_comes_back(comity: Comity, seeded: Path, seeds: Path) -> None:
    (document,) = [path.stem for path in seeds.glob("004*.txt")]
    before = {engine: _rows(comity, seeded, engine) for engine in ("cypher", "sparql")}
    assert comity("remove", document, "--data", seeded).code == 0
    for engine in before:
        assert {row["session_number"] for row in _rows(comity, seeded, engine)} == {4, 7}
    assert comity("check", "--data", seeded).code == 0
    again = comity("ingest", seeds, "--json", "--data", seeded).json
    assert (again["new"], again["known"]) == (1, 4)
    assert {engine: _rows(comity, seeded, engine) for engine in before} == before
    assert comity("check", "--data", seeded).code == 0


def test_what_cannot_be_decided_is_one_sentence(comity: Comity, seeded: Path) -> None:
    for arguments in (("merge", QAZI, QAZI), ("merge", QAZI, "PAK"), ("split", QAZI, "x#y"), ("remove", "PAK")):
        result = comity(*arguments, "--data", seeded)
        assert result.code == 2
        assert result.err.count("Error: ") == 1
