"""Each class that the seeds, the samples or the gold mention has a fact, in both stores, with the passage that says so.

Strategy: the seeds, the samples and the gold's reports that name what is rare go through the pipeline once, and both
real stores draw what came of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pyshacl
import pytest
from rdflib import Graph

from comity.graph.changes import changes_since
from comity.graph.ledger import Ledger
from comity.graph.ontology import ONTOLOGY_FILE, ontology
from comity.graph.ontology_examples import PREFIXES as COMMON_PREFIXES
from comity.graph.ontology_examples import cypher_example, sparql_example
from comity.graph.settle import settle
from comity.graph.stores.base import Limits, Store
from comity.graph.stores.rdf_drawing import draw_triples
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

MENTIONED = """
    Party Country Bloc Organisation Grouping Institution Mission Person Official Post Mechanism Event Meeting Agreement
    Initiative Project Place Concept Sector MeetingKind MeetingStatus MeetingMode AgreementKind AgreementStatus
    InstitutionKind Standing Act Commitment
""".split()
RARE = re.compile(r"Permanent Mission|Embassy of|Security Initiative")  # what only the gold names
WHOLE = Limits(rows=100_000)
CYPHER_FACT = """
    MATCH (thing:{name})-[fact]-() WHERE fact.fact IS NOT NULL
    MATCH (said:Statement {{fact: fact.fact}})-[:FROM]->(document:Document)
    RETURN thing.id AS thing, fact.fact AS fact, said.quote AS quote, document.id AS document LIMIT 1
"""
PREFIXES = f"PREFIX prov: <http://www.w3.org/ns/prov#>\n{COMMON_PREFIXES}"
SPARQL_FACT = """
    SELECT ?thing ?fact ?quote ?document WHERE {{
      ?thing a comity:{name} .
      ?fact a comity:Fact ; rdf:subject|rdf:object ?thing .
      ?said comity:fact ?fact ; comity:quote ?quote ; prov:wasQuotedFrom ?document .
    }} LIMIT 1
"""
CYPHER_ROWS = """
    MATCH (said:Statement {subject: 'country/PAK'})-[:FROM]->(document:Document {document_kind: 'registry'})
    RETURN DISTINCT said.property AS property, said.quote AS row, document.id AS document
    ORDER BY property, row, document
"""
SPARQL_ROWS = """
    SELECT DISTINCT (STRAFTER(STR(?term), "#") AS ?property) ?row ?document WHERE {
      ?said comity:subject <https://w3id.org/comity/id/country/PAK> ; comity:property ?term ; comity:quote ?row ;
        prov:wasQuotedFrom ?document .
      ?document comity:document_kind "registry" .
    } ORDER BY ?property ?row ?document
"""


def _read_into(place: Path, *places: Path) -> Ledger:
    ledger = Ledger(place)
    ingest(ledger, find_files(places))
    settle(ledger)
    return ledger


@pytest.fixture(scope="module")
def both(
    shared: Path, project: Path, neo4j_store: Store, sparql_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Store]]:
    """Both stores with all that the seeds, the gold's reports and the samples tell."""
    gold = [path for path in (shared / "corpus/dev").glob("*.txt") if RARE.search(path.read_text(encoding="utf-8"))]
    places = (shared / "corpus/seeds", project / "examples/reports", *sorted(gold))
    ledger = _read_into(tmp_path_factory.mktemp("classes") / "ledger.sqlite", *places)
    for store in (neo4j_store, sparql_store):
        store.wipe()
        for changes in changes_since(ledger, 0):
            store.apply(changes)
    yield neo4j_store, sparql_store
    ledger.close()


def rows(store: Store, text: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in store.read(text, {}, WHOLE).rows]


@pytest.mark.parametrize("name", MENTIONED)
def test_a_class_has_a_fact_with_its_passage_in_both_stores(name: str, both: tuple[Store, Store]) -> None:
    cypher, sparql = both
    (one,) = rows(cypher, CYPHER_FACT.format(name=name))
    (other,) = rows(sparql, PREFIXES + SPARQL_FACT.format(name=name))
    assert all(one)
    assert all(other)


def test_every_class_has_the_same_members_in_both_stores(both: tuple[Store, Store]) -> None:
    cypher, sparql = both
    for name, line in ontology().classes.items():
        if "Entity" in line:
            in_neo4j = rows(cypher, f"MATCH (thing:{name}:Entity) RETURN thing.id AS id")
            in_rdf = rows(sparql, f"{PREFIXES} SELECT ?id WHERE {{ ?id a comity:{name} }}")
            assert sorted(in_neo4j) == sorted(in_rdf), name


def test_the_example_of_every_relation_gives_the_same_in_both_stores(both: tuple[Store, Store]) -> None:
    cypher, sparql = both
    found: set[str] = set()
    for declared in ontology().properties.values():
        if declared.is_link:
            in_neo4j = rows(cypher, cypher_example(declared))
            assert sorted(in_neo4j) == sorted(rows(sparql, PREFIXES + sparql_example(declared))), declared.name
            found |= {declared.name} if in_neo4j else set()
    assert {"co_chaired", "holds", "took_part_in", "between", "has_standing", "sent_by", "part_of"} <= found


def test_what_the_registry_says_leads_to_its_row_in_both_stores(both: tuple[Store, Store]) -> None:
    cypher, sparql = both
    in_neo4j, in_rdf = rows(cypher, CYPHER_ROWS), rows(sparql, PREFIXES + SPARQL_ROWS)
    assert in_neo4j == in_rdf
    said = {name for name, _, _ in in_neo4j}
    assert {"exists", "has_standing", "iso_alpha2", "iso_alpha3", "iso_numeric", "cow_code", "demonym"} <= said
    assert all("country/PAK" in row for _, row, _ in in_neo4j)


def test_the_samples_have_the_shapes(project: Path, tmp_path: Path) -> None:
    ledger = _read_into(tmp_path / "ledger.sqlite", project / "examples/reports")
    triples = (triple for changes in changes_since(ledger, 0) for triple in draw_triples(changes))
    data = Graph().parse(data="\n".join(f"{' '.join(triple)} ." for triple in triples), format="nt")
    validate = cast(Any, pyshacl.validate)  # pyright: ignore[reportUnknownMemberType]
    conforms, _, report = validate(data, shacl_graph=Graph().parse(ONTOLOGY_FILE, format="turtle"), meta_shacl=True)
    assert conforms, report
