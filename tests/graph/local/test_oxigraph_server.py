"""The SPARQL 1.1 Protocol, as clients that are not ours would speak it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from comity.graph.local.oxigraph import LocalOxigraph, SparqlAddress

ALL = "SELECT ?o { <x:s> <x:p> ?o } ORDER BY ?o"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
QUERY, UPDATE = {"Content-Type": "application/sparql-query"}, {"Content-Type": "application/sparql-update"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlAddress]:
    engine = LocalOxigraph(tmp_path_factory.mktemp("protocol"), Path(), lambda _: None)
    given = engine.ensure()
    many = " ".join(f"<x:e{n}> <x:q> {n} ." for n in range(100))
    written = httpx.post(given.update, content=f"INSERT DATA {{ <x:s> <x:p> 1, 2 . {many} }}", headers=owner(given))
    assert written.status_code == 204
    yield given
    engine.release()


def owner(address: SparqlAddress) -> dict[str, str]:
    return {**UPDATE, "Authorization": f"Bearer {address.token}"}


def test_the_three_ways_to_ask(address: SparqlAddress) -> None:
    answers = [
        httpx.get(address.query, params={"query": ALL}),
        httpx.post(address.query, data={"query": ALL}),
        httpx.post(address.query, content=ALL, headers=QUERY),
    ]
    for answer in answers:
        rows = answer.json()["results"]["bindings"]
        assert [row["o"]["value"] for row in rows] == ["1", "2"]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
    ],
)
def test_solutions_in_the_format_asked_for(address: SparqlAddress, accept: str, given: str) -> None:
    answer = httpx.get(address.query, params={"query": ALL}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, f"{given}; charset=utf-8")
    assert "1" in answer.text


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples"])
def test_graphs_in_the_format_asked_for(address: SparqlAddress, kind: str) -> None:
    text = "CONSTRUCT WHERE { <x:s> <x:p> ?o }"
    answer = httpx.get(address.query, params={"query": text}, headers={"Accept": kind})
    assert answer.headers["content-type"].startswith(kind)
    assert answer.text.startswith("<x:s> <x:p>")


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", "Basic wrong", "Bearer né"])
def test_an_update_wants_the_token(address: SparqlAddress, authorization: str) -> None:
    headers = [(b"Content-Type", b"application/sparql-update"), (b"Authorization", authorization.encode())]
    answer = httpx.post(address.update, content="CLEAR ALL", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert httpx.get(address.query, params={"query": "ASK { <x:s> ?p ?o }"}).json()["boolean"]


def test_an_update_by_form(address: SparqlAddress) -> None:
    headers = {"Authorization": f"Bearer {address.token}"}
    answer = httpx.post(address.update, data={"update": "INSERT DATA { <x:form> <x:p> 1 }"}, headers=headers)
    assert answer.status_code == 204
    assert httpx.get(address.query, params={"query": "ASK { <x:form> ?p ?o }"}).json()["boolean"]


def test_an_update_is_whole_or_not_at_all(address: SparqlAddress) -> None:
    text = "INSERT DATA { <x:half> <x:p> 1 } ; LOAD <http://127.0.0.1:9/nothing>"
    answer = httpx.post(address.update, content=text, headers=owner(address))
    assert answer.is_error
    assert not httpx.get(address.query, params={"query": "ASK { <x:half> ?p ?o }"}).json()["boolean"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT", 400),
        ("INSERT DATA { <x:s> <x:p> 3 }", 403),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
    ],
)
def test_what_is_no_query_is_told_in_one_line(address: SparqlAddress, query: str, status: int) -> None:
    answer = httpx.get(address.query, params={"query": query})
    assert answer.status_code == status
    assert len(answer.text.splitlines()) == 1


def test_requests_of_another_form(address: SparqlAddress) -> None:
    assert httpx.get(address.query).status_code == 400
    assert httpx.get(address.query, params={"query": ALL, "default-graph-uri": "x:g"}).status_code == 400
    assert httpx.post(address.query, content=ALL, headers={"Content-Type": "text/plain"}).status_code == 415
    assert httpx.get(address.update).status_code == 405
    assert httpx.get(address.query, params={"query": ALL}, headers={"Host": "example.org"}).status_code == 400


def test_runaways_are_stopped_and_workers_stay_warm(address: SparqlAddress) -> None:
    for _ in range(3):  # one more than there are workers
        answer = httpx.get(address.query, params={"query": RUNAWAY}, headers={"Prefer": "wait=0.5"}, timeout=30)
        assert (answer.status_code, "deadline of 0.5 s" in answer.text) == (504, True)
    assert httpx.get(address.query, params={"query": ALL}).is_success


def test_a_query_sees_every_update_before_it(address: SparqlAddress) -> None:
    for number in range(5):
        text = f"INSERT DATA {{ <x:seen> <x:p> {number} }}"
        assert httpx.post(address.update, content=text, headers=owner(address)).is_success
        asked = httpx.get(address.query, params={"query": f"ASK {{ <x:seen> <x:p> {number} }}"})
        assert asked.json()["boolean"]


def test_checkpoints_do_not_pile_up(address: SparqlAddress) -> None:
    checkpoints = address.token_file.parent / "checkpoints"
    assert len(list(checkpoints.iterdir())) <= 1


def test_an_engine_that_is_stopped_leaves_nothing_to_be_written_again(tmp_path: Path) -> None:
    engine = LocalOxigraph(tmp_path, Path(), lambda _: None)
    given = engine.ensure()
    httpx.post(given.update, content="INSERT DATA { <x:s> <x:p> 1 }", headers=owner(given)).raise_for_status()
    before = set(tmp_path.rglob("store/*.sst"))  # what was written stands in the log alone
    engine.release()
    assert set(tmp_path.rglob("store/*.sst")) - before
