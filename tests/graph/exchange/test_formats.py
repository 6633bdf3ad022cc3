"""Facts in the formats of the field: the triples of the RDF store, and a graph that other programs read.

networkx reads GraphML by the same two passes (nodes, then edges) as here ElementTree does; so it is no dependency.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pyoxigraph
import pyshacl
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from comity.graph.changes import all_changes
from comity.graph.exchange.graphml import NAMESPACE, write_graphml
from comity.graph.exchange.rdf import Rdf, write_rdf
from comity.graph.ledger import Ledger
from comity.graph.model import Link
from comity.graph.stores.rdf_drawing import draw_triples

from ..reports import RURITANIA, Chair, Session, ingest, state

HOSTILE = 'Rudolf "the\\ fifth" \u202e😀\u2028<&>'
ONE = Session("one", chairs=(Chair(HOSTILE, RURITANIA, ("Envoy",)),), published="2023-09-20", place="Strelsau")
AGAIN = Session("again", start="2023-09-19", chairs=(Chair("Flavia Elphberg", RURITANIA),), published="2023-09-21")


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ingest(ledger, ONE, AGAIN)
    return ledger


def rdf(ledger: Ledger, form: Rdf) -> bytes:
    output = io.BytesIO()
    with ledger.reading() as connection:
        write_rdf(all_changes(connection, size=7), form, output)
    return output.getvalue()


def drawn(ledger: Ledger) -> set[str]:
    with ledger.reading() as connection:
        return {" ".join(triple) for batch in all_changes(connection) for triple in draw_triples(batch)}


@pytest.mark.parametrize(
    ("form", "name", "library"),
    [
        (Rdf.TURTLE, "turtle", pyoxigraph.RdfFormat.TURTLE),
        (Rdf.JSON_LD, "json-ld", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
def test_rdf_is_what_the_rdf_store_holds(filled: Ledger, form: Rdf, name: str, library: pyoxigraph.RdfFormat) -> None:
    text, expected = rdf(filled, form), drawn(filled)
    read = {str(quad.triple) for quad in pyoxigraph.parse(text, library)}
    assert read == {str(quad.triple) for quad in _parsed(expected)}
    graph = Graph().parse(data=text, format=name)
    assert isomorphic(graph, Graph().parse(data="".join(f"{each} .\n" for each in expected), format="nt"))


def _parsed(lines: set[str]) -> Any:
    return pyoxigraph.parse("".join(f"{each} .\n" for each in lines), pyoxigraph.RdfFormat.N_TRIPLES)


def test_turtle_fits_the_shapes_of_the_ontology(filled: Ledger, project: Path) -> None:
    text = rdf(filled, Rdf.TURTLE)
    validate = cast(Any, pyshacl.validate)  # pyright: ignore[reportUnknownMemberType]
    shapes = Graph().parse(project / "ontology.ttl")
    conforms, _, report = validate(Graph().parse(data=text, format="turtle"), shacl_graph=shapes, ont_graph=shapes)
    assert conforms, report


def test_graphml_has_every_entity_and_every_relation_with_its_fact_and_days(filled: Ledger) -> None:
    output = io.BytesIO()
    with filled.reading() as connection:
        write_graphml(lambda: all_changes(connection, size=7), output)
    root = ElementTree.fromstring(output.getvalue())
    names = {f"{{{NAMESPACE}}}{tag}": tag for tag in ("key", "graph", "node", "edge", "data")}
    keys = {each.attrib["id"]: each.attrib["attr.name"] for each in root if names.get(each.tag) == "key"}
    (graph,) = (each for each in root if names.get(each.tag) == "graph")
    order = [names[each.tag] for each in graph]
    assert order == sorted(order, reverse=True)  # nodes before edges
    nodes = {
        each.attrib["id"]: {keys[d.attrib["key"]]: d.text for d in each}
        for each in graph
        if "source" not in each.attrib
    }
    edges = [each for each in graph if "source" in each.attrib]
    held = state(filled)
    assert nodes.keys() == {each.id for each in held.entities}
    relations = {each.id: each for each in held.facts if isinstance(each.value, Link)}
    assert {each.attrib["id"] for each in edges} == relations.keys()
    assert all({each.attrib["source"], each.attrib["target"]} <= nodes.keys() for each in edges)
    (person,) = (each for each in nodes.values() if each["label"] == HOSTILE)
    assert "Person" in str(person["classes"]).split("; ")
    timed = [each for each in relations.values() if each.interval.from_last]
    assert timed
    for fact in timed:
        (edge,) = (each for each in edges if each.attrib["id"] == fact.id)
        data = {keys[each.attrib["key"]]: each.text for each in edge}
        assert data["from_last"] == str(fact.interval.from_last)
        assert data["property"] == fact.property
