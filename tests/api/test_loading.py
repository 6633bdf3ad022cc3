"""load, loads and cite at the command line, into both stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.api.commands import loading
from comity.ingest.datasets.igo_membership import DATA_SET
from comity.ingest.datasets.release import DataSet

from ..ingest.datasets.small import IGOS, SPELLS, small
from .conftest import Comity


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small release, which passes for the real one."""
    made = small(DATA_SET, {"igos.csv": IGOS, "igo_membership_spells.csv": SPELLS}, tmp_path)

    def named(_name: str) -> DataSet:
        return made

    monkeypatch.setattr(loading, "data_set_named", named)
    return tmp_path


def test_memberships_are_in_both_stores_with_their_rows(comity: Comity, few: Path) -> None:
    data = few / "data"
    for engine in ("neo4j", "oxigraph"):
        assert comity(engine, "start", "--data", data).code == 0
    try:
        _load_and_look(comity, few, data)
    finally:
        for engine in ("neo4j", "oxigraph"):
            comity(engine, "stop", "--data", data)


def _load_and_look(comity: Comity, few: Path, data: Path) -> None:
    assert comity("load", "igo_membership", "--from", few, "--data", data).code == 0
    cypher = (
        "MATCH (c:Country)-[m:MEMBER_OF]->(b {id: 'bloc/LL'}) RETURN c.id AS id, m.observed_until AS seen ORDER BY id"
    )
    sparql = """
        PREFIX comity: <https://w3id.org/comity/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        SELECT (STRAFTER(STR(?c), "/id/") AS ?id) ?seen {
            ?m rdf:subject ?c ; rdf:predicate comity:member_of ; rdf:object <https://w3id.org/comity/id/bloc/LL> .
            OPTIONAL { ?m comity:observed_until ?seen }
        } ORDER BY ?id"""
    rows = comity("cypher", cypher, "--json", "--data", data).json["rows"]
    assert [(row["id"], row["seen"]) for row in rows] == [
        ("country/DEU", "2014-12-31"), ("country/SCG", None), ("country/SRB", "2014-12-31"), ("country/YUG", None),
    ]  # fmt: skip
    assert comity("sparql", sparql, "--json", "--data", data).json["rows"] == rows
    again = comity("load", "igo_membership", "--from", few, "--data", data, "--json")
    assert (again.json["known"], again.json["statements"]) == (9, 0)
    assert comity("check", "--data", data).code == 0
    held = comity("loads", "--json", "--data", data).json
    assert [(each["name"], each["table"], each["rows"]) for each in held] == [
        ("igo_membership", "organisations", 4), ("igo_membership", "memberships", 5),
    ]  # fmt: skip
    assert "Pevehouse" in comity("cite", "--data", data).out


def test_what_cannot_be_loaded_is_one_sentence(comity: Comity, tmp_path: Path) -> None:
    for arguments in (("igo_memberships",), ("igo_membership", "--from", tmp_path / "none"), ("igo_membership",)):
        result = comity("load", *arguments, "--data", tmp_path / "data")
        assert (result.code, result.err.count("Error: ")) == (2, 1)


def test_a_row_that_is_refused_is_told_by_the_exit_code(comity: Comity, few: Path) -> None:
    path = few / "igo_membership_spells.csv"
    path.write_text(f"{SPELLS}UN,770,PAK,Pakistan,full,1947,never,68\n", encoding="utf-8")
    result = comity("load", "igo_membership", "--from", few, "--data", few / "data", "--ledger-only")
    assert result.code == 3
    assert f"{path}, line 7: “never” is no year" in result.err
