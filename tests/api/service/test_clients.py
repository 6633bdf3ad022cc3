"""Public clients, unchanged, against one real process: SPARQLWrapper, rdflib's SPARQLStore, and the official driver."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from comity.graph.local.neo4j import Neo4jAddress

from .process import served

MEETINGS = "SELECT ?meeting WHERE { ?meeting a <https://w3id.org/comity/ontology#Meeting> }"


@pytest.fixture(scope="module")
def address(ledger_folder: Path, given_engines: None) -> Iterator[str]:
    with served(ledger_folder) as found:
        yield found


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_asks_by_get_and_post(address: str, method: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)
    client.setMethod(method)
    client.setQuery(MEETINGS)
    answer: Any = client.queryAndConvert()
    assert len(answer["results"]["bindings"]) == 4


def test_rdflib_sees_the_store_as_a_graph(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql", returnFormat="json"))
    assert len(list(graph.query(MEETINGS))) == 4


def test_the_official_driver_asks_the_store_itself(address: str, neo4j_address: Neo4jAddress) -> None:
    login = neo4j_address.user, neo4j_address.password
    with GraphDatabase.driver(neo4j_address.uri, auth=login) as driver:  # pyright: ignore[reportUnknownMemberType]
        records, _, _ = driver.execute_query("MATCH (m:Meeting) RETURN count(m) AS n")  # pyright: ignore[reportUnknownMemberType]
    assert records[0]["n"] == 4


def test_a_page_of_another_name_that_leads_here_is_refused(address: str) -> None:
    assert httpx.get(f"{address}/api/v1/health", headers={"Host": "evil.example.org"}).status_code == 400


def test_the_first_page_and_the_document_of_addresses_are_there(address: str) -> None:
    page = httpx.get(address)
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert httpx.get(f"{address}/openapi.json").json()["info"]["title"] == "Comity"


def test_what_hangs_up_is_no_failure(address: str) -> None:
    body = {"query": "UNWIND range(1, 1000000) AS x RETURN x"}
    with httpx.stream("POST", f"{address}/api/v1/cypher", json=body) as answer:
        next(answer.iter_bytes())
    assert httpx.get(f"{address}/api/v1/health").status_code == 200
