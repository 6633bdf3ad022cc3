"""review at the command line: what waits after the seeds were read, and what becomes of a decision in both stores."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Comity

PLANNED = "meeting/pakistan-asean-business-opportunities-conference-2023"
HELD = "meeting/asean-pakistan-business-conference-2023"


def test_a_conference_planned_in_one_report_and_held_in_another_is_offered_as_one(comity: Comity, seeded: Path) -> None:
    rows = comity("review", "--json", "--data", seeded).json
    (row,) = [row for row in rows if {row["one"], row["other"]} == {PLANNED, HELD}]
    assert row["why"] == "planned here, held there"
    assert "scheduled" in row["other_passage"]
    assert "took place" in row["passage"]
    assert comity("review", "accept", row["id"], "--data", seeded).code == 0
    again = comity("review", "list", "--json", "--data", seeded).json
    assert row["id"] not in [each["id"] for each in again]
    for engine in ("cypher", "sparql"):
        planned = comity("ask", "planned-not-held", "--engine", engine, "--json", "--data", seeded).json["rows"]
        assert not [each for each in planned if "business" in each["meeting_id"]]
    assert comity("check", "--data", seeded).code == 0
    mentions = comity("split", HELD, "--data", seeded).out.split()
    moved = [each for each in mentions if each.startswith("document/001")]
    assert comity("split", HELD, *moved, "--data", seeded).code == 0
    assert comity("check", "--data", seeded).code == 0


def test_an_id_under_which_nothing_waits_is_one_sentence(comity: Comity, seeded: Path) -> None:
    result = comity("review", "reject", "000000000000", "--data", seeded)
    assert result.code == 2
    assert result.err.count("Error: ") == 1


def test_a_statement_is_corrected_exported_as_a_case_and_turned_back(comity: Comity, seeded: Path) -> None:
    text = "MATCH (s:Statement {property: 'session_number'}) RETURN s.id AS id, s.quote AS quote ORDER BY id LIMIT 1"
    (said,) = comity("cypher", text, "--json", "--data", seeded).json["rows"]
    result = comity("review", "correct", said["id"], "77", "--data", seeded)
    assert (result.code, "corrected to 77" in result.err) == (0, True)
    assert comity("check", "--data", seeded).code == 0
    cases = [json.loads(line) for line in comity("review", "export", "--data", seeded).out.splitlines()]
    (case,) = [each for each in cases if each.get("statement") == said["id"]]
    assert (case["verdict"], case["right"]["value"], case["sentence"]) == ("rejected", 77, said["quote"])
    (right,) = comity(
        "cypher", "MATCH (s:Statement {method: 'curated'}) RETURN s.id AS id", "--json", "--data", seeded
    ).json["rows"]
    assert comity("review", "reject", right["id"], "--data", seeded).code == 0
    assert comity("review", "accept", said["id"], "--data", seeded).code == 0
    assert comity("check", "--data", seeded).code == 0


def test_a_qualifier_without_a_value_is_one_sentence(comity: Comity, seeded: Path) -> None:
    result = comity("review", "correct", "f" * 32, "--qualifier", "on_behalf_of", "--data", seeded)
    assert (result.code, result.err.count("Error: ")) == (2, 1)
    assert "NAME=VALUE" in result.err
