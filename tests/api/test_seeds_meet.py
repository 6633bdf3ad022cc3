"""The five seed reports meet each other: one man in two posts, one session, one plan under two names (both stores)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import Comity

PLAN = "agreement/asean-pak-practical-cooperation-areas-2024-2028"
FORERUNNER = "agreement/asean-pak-areas-practical-cooperation-2019-2021"
ENGINES = pytest.mark.parametrize("engine", ["cypher", "sparql"])
PREFIXES = """
PREFIX c: <https://w3id.org/comity/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
IRI = "https://w3id.org/comity/id/"


def ask(comity: Comity, data: Path, engine: str, name: str, **given: str) -> Any:
    parameters = [each for key, value in given.items() for each in ("--param", f"{key}={value}")]
    return comity("ask", name, *parameters, "--engine", engine, "--json", "--data", data).json["rows"]


def console(comity: Comity, data: Path, engine: str, cypher: str, sparql: str) -> list[list[Any]]:
    text = cypher if engine == "cypher" else PREFIXES + sparql
    return [list(row.values()) for row in comity(engine, text, "--json", "--data", data).json["rows"]]


def evidence(comity: Comity, data: Path, engine: str, fact: str) -> set[str]:
    rows = ask(comity, data, engine, "evidence-of-fact", fact=fact)
    return {row["document_id"].partition("/")[2][:3] for row in rows}


@ENGINES
def test_rathore_is_one_person_with_two_posts_in_turn(comity: Comity, seeded: Path, engine: str) -> None:
    rows = ask(comity, seeded, engine, "posts-of-person", person="ameer-khurram-rathore")
    assert [(row["post"], row["from_last"]) for row in rows] == [
        ("secretary for Asia-Pacific", "2023-09-18"),
        ("Ambassador to ASEAN", "2024-03-25"),
    ]


@ENGINES
def test_the_session_a_later_report_refers_to_is_the_one_of_september(
    comity: Comity, seeded: Path, engine: str
) -> None:
    rows = ask(comity, seeded, engine, "mechanism-sessions", mechanism="asean-pak-joint-sectoral-cooperation-committee")
    assert [(row["session_number"], row["start_date"]) for row in rows] == [(7, "2023-09-18")]
    assert evidence(comity, seeded, engine, rows[0]["fact"]) == {"000", "002"}


@ENGINES
def test_the_plan_of_two_wordings_is_one_adopted_after_it_was_proposed(
    comity: Comity, seeded: Path, engine: str
) -> None:
    rows = ask(comity, seeded, engine, "agreements-by-status", party="ASEAN")
    (fact,) = {row["fact"] for row in rows if row["agreement_id"] == PLAN}
    assert {(row["status"], row["as_of"]) for row in rows if row["fact"] == fact} == {("adopted", "../2024-03-25")}
    ((names, status),) = console(
        comity,
        seeded,
        engine,
        f"MATCH (a {{id: '{PLAN}'}})-[:SUPERSEDED]->(s) RETURN reduce(all = '', n IN a.name | all + n) AS names, s.id",
        f"SELECT (GROUP_CONCAT(DISTINCT ?n) AS ?names) ?s {{ <{IRI}{PLAN}> c:name ?n . ?f rdf:subject <{IRI}{PLAN}> ; "
        "rdf:predicate c:has_status ; rdf:object ?s ; c:rank 'superseded' } GROUP BY ?s",
    )
    assert "2024-28" in names
    assert "2024-2028" in names
    assert status.endswith("agreement-status/proposed")


@ENGINES
def test_the_plan_succeeds_that_of_2019_as_a_conclusion(comity: Comity, seeded: Path, engine: str) -> None:
    ((fact, extended),) = console(
        comity,
        seeded,
        engine,
        f"MATCH ({{id: '{PLAN}'}})-[r:SUCCEEDS]->(a {{id: '{FORERUNNER}'}})-[s:HAS_STATUS]->() "
        "RETURN r.fact, s.extended_to",
        f"SELECT (STRAFTER(STR(?f), '/id/fact/') AS ?fact) ?extended {{ <{IRI}{PLAN}> c:succeeds <{IRI}{FORERUNNER}> . "
        f"?f rdf:subject <{IRI}{PLAN}> ; rdf:predicate c:succeeds . "
        f"?g rdf:subject <{IRI}{FORERUNNER}> ; rdf:predicate c:has_status ; c:extended_to ?extended }}",
    )
    assert extended == "2023"
    rows = ask(comity, seeded, engine, "evidence-of-fact", fact=fact)
    assert {row["method"] for row in rows} == {"inferred:succession"}
    assert evidence(comity, seeded, engine, fact) == {"000", "002"}


@ENGINES
def test_the_ninth_session_is_planned_for_2027_in_baku_and_no_held_meeting(
    comity: Comity, seeded: Path, engine: str
) -> None:
    rows = ask(comity, seeded, engine, "planned-not-held", mechanism="aze-pak-joint-commission")
    assert [(row["session_number"], row["start_date"], row["place"]) for row in rows] == [(9, "2027", "Baku")]
    ((held, ninth),) = console(
        comity,
        seeded,
        engine,
        "MATCH (m:Meeting:Held) RETURN count(m) > 0, sum(CASE WHEN m.start_date STARTS WITH '2027' THEN 1 ELSE 0 END)",
        "SELECT (COUNT(DISTINCT ?m) > 0 AS ?held) (COUNT(DISTINCT ?late) AS ?ninth) { ?m a c:Meeting ; "
        f"c:has_status <{IRI}meeting-status/held> OPTIONAL {{ ?m c:start_date ?d FILTER(STRSTARTS(STR(?d), '2027')) "
        "BIND(?m AS ?late) } }",
    )
    assert str(held).lower() == "true"
    assert int(ninth) == 0
