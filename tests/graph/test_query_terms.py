"""Both texts of a question speak of the same terms; what is below a relation is listed whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.graph.ontology import ontology
from comity.graph.query_terms import unlike

QUERIES = sorted((Path(__file__).resolve().parents[2] / "queries").glob("*.cypher"))
ROLES = sorted(each.name for each in ontology().properties.values() if "participated_in" in each.parents)
ALL_ROLES = "|".join(name.upper() for name in ["participated_in", *ROLES])


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_the_questions_speak_of_the_same_terms(path: Path) -> None:
    beside = path.with_suffix(".rq")
    sparql = beside.read_text(encoding="utf-8") if beside.exists() else ""
    assert list(unlike(path.read_text(encoding="utf-8"), sparql, ontology())) == []


@pytest.mark.parametrize(
    ("cypher", "sparql", "problem"),
    [
        ("()-[r:CHAIRD]->()", "", "No relation is drawn as CHAIRD."),
        ("", "?a comity:chaird ?b", "The ontology has no term comity:chaird."),
        (f"()-[:{ALL_ROLES}]->()", "?p rdfs:subPropertyOf* comity:participated_in", ""),
        ("()-[:CHAIRED|ATTENDED]->()", "?a comity:chaired|comity:attended ?b", ""),
        ("()-[:CHAIRED|ATTENDED]->()", "VALUES ?p { comity:attended comity:chaired }", ""),
        ("()-[:CHAIRED|HOSTED]->()", "?a comity:chaired ?b", "Only the Cypher speaks of chaired, hosted as one."),
        (
            "()-[:CHAIRED]->()",
            "?a comity:chaired|comity:hosted ?b",
            "Only the SPARQL speaks of chaired, hosted as one.",
        ),
    ],
)
def test_each_difference_is_told(cypher: str, sparql: str, problem: str) -> None:
    assert list(unlike(cypher, sparql, ontology())) == ([problem] if problem else [])


def test_a_list_that_has_become_incomplete_is_found() -> None:
    short = ALL_ROLES.removesuffix(f"|{ROLES[-1].upper()}")
    found = list(unlike(f"()-[:{short}]->()", "?p rdfs:subPropertyOf* comity:participated_in", ontology()))
    assert len(found) == 2
