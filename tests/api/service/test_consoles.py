"""The two consoles: guarded, bounded, and the SPARQL Protocol as public clients speak it.

Strategy: each attack is first shown to work where nobody guards. What the plan of Cypher gives away is tried in
tests/graph/stores/test_cypher_guard.py; here it is tried that the console goes through that judgement.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph
import pytest

from comity.graph.stores.base import Limits, Store
from comity.graph.stores.sparql_limit import limited

from .asgi import Client

CYPHER, SPARQL = "/api/v1/cypher", "/sparql"
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
JSON = "application/sparql-results+json"
ENDLESS = {
    "many rows": "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x, y WHERE x = -y RETURN x",
    "one expression": "RETURN reduce(sum = 0, x IN range(1, 300000000) | sum + x % 7) AS sum",
}


# --- Cypher


def test_cypher_gives_columns_and_rows(client: Client) -> None:
    asked = {
        "query": "MATCH (m:Meeting:Held) WHERE m.id CONTAINS $part RETURN m.label AS label",
        "parameters": {"part": "fisheries"},
    }
    assert client.post(CYPHER, json=asked).json() == {
        "columns": ["label"],
        "rows": [{"label": "first session of the Pakistan-Azerbaijan Joint Commission on Fisheries"}],
        "truncated": False,
    }


@pytest.mark.parametrize(
    "text",
    [
        "SHOW SETTINGS",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    ],
)
def test_what_is_more_than_reading_is_refused(client: Client, text: str) -> None:
    answer = client.post(CYPHER, json={"query": text})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "refused")


def test_a_write_works_in_a_session_that_may_write_and_is_refused_here(client: Client, neo4j_store: Store) -> None:
    text = "CREATE (n:Intruder) RETURN n"
    assert client.post(CYPHER, json={"query": text}).status_code == 403
    assert neo4j_store.read("MATCH (n:Intruder) RETURN count(n)", {}, Limits()).rows[0][0] == 0


def test_bad_cypher_is_a_bad_request(client: Client) -> None:
    answer = client.post(CYPHER, json={"query": "MATCH (n RETURN n"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


def test_a_text_at_which_neo4j_itself_fails_is_a_bad_request_and_no_missing_engine(client: Client) -> None:
    text = "LOAD //CSV FROM 'a\\u0027b' AS line"  # its parser looks for the error behind the end of the text
    answer = client.post(CYPHER, json={"query": text})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")
    assert "Neo4j itself failed at this query" in answer.json()["error"]["message"]


def test_rows_are_cut_at_the_limit_and_that_is_said(client: Client) -> None:
    answer = client.post(CYPHER, json={"query": "UNWIND range(1, 50000) AS x RETURN x"})
    assert (len(answer.json()["rows"]), answer.json()["truncated"]) == (10_000, True)
    assert answer.headers["comity-row-limit"] == "10000"


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_a_deadline_is_an_error_and_not_an_empty_answer(impatient: Client, text: str) -> None:
    answer = impatient.post(CYPHER, json={"query": text})
    assert (answer.status_code, answer.json()["error"]["code"]) == (504, "deadline")


@pytest.mark.parametrize(("path", "form"), [(CYPHER, "json"), (SPARQL, "data")])
def test_a_text_of_a_length_that_nobody_writes_is_refused(client: Client, path: str, form: str) -> None:
    answer = client.post(path, **{form: {"query": f"SELECT * {{ FILTER({' || '.join(['1 = 2'] * 20_000)}) }}"}})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_much")


# --- SPARQL


@contextmanager
def listening() -> Generator[tuple[str, list[str]]]:
    """A server of somebody else, and the paths that it was asked for."""
    asked: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
            self.send_response(200)
            self.send_header("Content-Type", JSON)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is to be printed."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_service_asks_others_where_nobody_refuses_it(client: Client) -> None:
    with listening() as (address, asked):
        text = f"SELECT * WHERE {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
        list(pyoxigraph.Store().query(text))  # pyright: ignore[reportArgumentType]
        assert asked, "the attack does not work even where it is not refused"
        asked.clear()
        answer = client.get(SPARQL, params={"query": text})
        assert (answer.status_code, answer.json()["error"]["code"], asked) == (403, "refused", [])


def test_an_update_works_where_it_may_and_is_refused_here(client: Client) -> None:
    text = "INSERT DATA { <http://example.org/a> <http://example.org/b> 1 }"
    store = pyoxigraph.Store()
    store.update(text)
    assert len(store) == 1
    for asked in ({"data": {"update": text}}, {"data": {"query": text}}):
        assert client.post(SPARQL, **asked).status_code == 403
    assert client.get(SPARQL, params={"query": "ASK { <http://example.org/a> ?p ?o }"}).json()["boolean"] is False


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (JSON, '{"head"'),
        ("application/sparql-results+xml", "<?xml"),
        ("text/csv", "s,p,o"),
        ("text/tab-separated-values", "?s\t?p\t?o"),
    ],
)
def test_solutions_come_in_every_format(client: Client, kind: str, begins: str) -> None:
    answer = client.get(SPARQL, params={"query": f"{ALL} LIMIT 2"}, headers={"Accept": f"image/png, {kind};q=0.8"})
    assert answer.headers["content-type"].startswith(kind)
    assert answer.text.startswith(begins)


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples"])
def test_graphs_come_in_every_format(client: Client, kind: str) -> None:
    asked = {"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2"}
    answer = client.get(SPARQL, params=asked, headers={"Accept": kind})
    assert answer.headers["content-type"].startswith(kind)
    assert len(list(pyoxigraph.parse(answer.text, pyoxigraph.RdfFormat.from_media_type(kind)))) == 2


def test_a_query_comes_by_get_by_form_and_as_the_body(client: Client) -> None:
    query = f"{ALL} ORDER BY ?s ?p ?o LIMIT 3"
    answers = [
        client.get(SPARQL, params={"query": query}),
        client.post(SPARQL, data={"query": query}),
        client.post(SPARQL, content=query, headers={"Content-Type": "application/sparql-query"}),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"params": {"query": "SELECT nothing"}}, 400),
        ({"params": {}}, 400),
        ({"params": {"query": ALL, "default-graph-uri": "http://example.org/"}}, 400),
        ({"params": {"query": "SELECT * FROM <http://example.org/> WHERE { ?s ?p ?o }"}}, 403),
    ],
)
def test_what_cannot_be_answered_has_the_right_code(client: Client, asked: dict[str, object], status: int) -> None:
    assert client.get(SPARQL, **asked).status_code == status


def test_other_bodies_are_no_queries(client: Client) -> None:
    assert client.post(SPARQL, content=ALL, headers={"Content-Type": "text/plain"}).status_code == 415


def test_pages_of_others_may_ask(client: Client) -> None:
    origin = {"Origin": "https://yasgui.example.org"}
    answer = client.get(SPARQL, params={"query": "ASK { ?s ?p ?o }"}, headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    preflight = client.request("OPTIONS", SPARQL, headers=origin | {"Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 200
    writing = {"Access-Control-Request-Method": "DELETE", "Access-Control-Request-Headers": "authorization"}
    assert client.request("OPTIONS", "/api/v1/documents/x", headers=origin | writing).status_code == 400


def test_a_runaway_of_sparql_is_stopped_and_an_error(impatient: Client) -> None:
    runaway = f"SELECT (COUNT(*) AS ?n) WHERE {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(6))} }}"
    answer = impatient.get(SPARQL, params={"query": runaway})
    assert (answer.status_code, answer.json()["error"]["code"]) == (504, "deadline")


def test_an_answer_of_too_many_bytes_is_an_error(narrow: Client) -> None:
    answer = narrow.get(SPARQL, params={"query": ALL})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_much")
    cut = narrow.post(CYPHER, json={"query": "UNWIND range(1, 5000) AS x RETURN x"}).json()
    assert cut["truncated"]
    assert len(json.dumps(cut)) < 10_000


@pytest.mark.parametrize(
    ("text", "bounded"),
    [
        (ALL, f"{ALL}\nLIMIT 5"),
        (f"{ALL} LIMIT 3", f"{ALL} LIMIT 3"),
        (f"{ALL} LIMIT 30 OFFSET 2", f"{ALL} LIMIT 5 OFFSET 2"),
        (f"{ALL} limit # all\n 30", f"{ALL} limit # all\n 5"),
        (f"{ALL} # LIMIT 3", f"{ALL} # LIMIT 3\nLIMIT 5"),
        ("SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 3 } }", "SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 3 } }\nLIMIT 5"),
        ("SELECT * { ?s ?p ?o } VALUES ?s { 1 }", "SELECT * { ?s ?p ?o } \nLIMIT 5\nVALUES ?s { 1 }"),
        ('SELECT * { ?s ?p "} LIMIT 3" }', 'SELECT * { ?s ?p "} LIMIT 3" }\nLIMIT 5'),
        ("ASK { ?s ?p ?o }", "ASK { ?s ?p ?o }"),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s", "SELECT * { ?s ?p ?o } ORDER BY ?s\nLIMIT 5"),
    ],
)
def test_a_query_is_bounded_by_its_own_limit_or_ours(text: str, bounded: str) -> None:
    assert limited(text, 5) == bounded
