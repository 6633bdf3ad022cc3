"""Named questions over HTTP: the same rows as everywhere, in three forms, a page at a time."""

from __future__ import annotations

import csv
import io
import json

import pytest

from comity.graph.queries import catalogue

from .asgi import Client

CHAIRS = "/api/v1/queries/who-co-chaired"


def test_all_questions_are_listed_with_their_parameters(client: Client) -> None:
    listed = {each["name"]: each for each in client.get("/api/v1/queries").json()["queries"]}
    assert listed.keys() == catalogue().keys()
    assert [each["name"] for each in listed["evidence-of-fact"]["parameters"] if each["required"]] == ["fact"]


def test_a_question_shows_its_text_in_both_languages(client: Client) -> None:
    texts = client.get(f"{CHAIRS}/text").json()["texts"]
    assert "MATCH" in texts["cypher"]
    assert "SELECT" in texts["sparql"]


@pytest.mark.parametrize("engine", ["cypher", "sparql"])
def test_an_answer_says_what_it_was_asked_and_what_it_rests_on(client: Client, engine: str) -> None:
    answer = client.get(CHAIRS, params={"party": "PAK", "engine": engine}).json()
    assert (answer["query"], answer["engine"]) == ("who-co-chaired", engine)
    assert answer["parameters"] == {"party": "country/PAK"}
    assert [row["official"] for row in answer["rows"]] == ["Dario Ruk"]
    assert answer["coverage"] == {"sources": 3, "from": "2022-03-11", "to": "2024-07-12"}
    assert (answer["truncated"], answer["next"]) == (False, None)


def test_pages_put_together_are_the_whole_answer(client: Client) -> None:
    whole = client.get(CHAIRS).json()
    rows, cursor = list[object](), ""
    while cursor is not None:
        page = client.get(CHAIRS, params={"limit": 2, "cursor": cursor}).json()
        assert page["truncated"] is (page["next"] is not None)
        rows, cursor = rows + page["rows"], page["next"]
    assert rows == whole["rows"]
    assert len(rows) == 6


def test_the_form_is_asked_for_by_parameter_or_header(client: Client) -> None:
    rows = client.get(CHAIRS).json()["rows"]
    lines = client.get(CHAIRS, params={"format": "jsonl"})
    assert lines.headers["content-type"] == "application/jsonl"
    assert [json.loads(line) for line in lines.text.splitlines()] == rows
    table = client.get(CHAIRS, headers={"Accept": "text/csv"})
    assert [row["official"] for row in csv.DictReader(io.StringIO(table.text))] == [row["official"] for row in rows]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/queries/nothing", 404, "not_found"),
        (f"{CHAIRS}?party=country/XYZ", 404, "not_found"),
        (f"{CHAIRS}?colour=red", 400, "bad_request"),
        (f"{CHAIRS}?from=soon", 400, "bad_request"),
        (f"{CHAIRS}?engine=sql", 400, "bad_request"),
        (f"{CHAIRS}?limit=0", 400, "bad_request"),
        (f"{CHAIRS}?cursor=!", 400, "bad_request"),
        ("/api/v1/queries/evidence-of-fact", 400, "bad_request"),
    ],
)
def test_what_cannot_be_asked_is_told_by_its_status(client: Client, address: str, status: int, code: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_question_is_told_as_it_is_put_with_its_parameters(client: Client) -> None:
    told = client.get("/api/v1/queries/who-co-chaired/text", params={"party": "PAK"}).json()
    assert told["asked"]["cypher"].startswith(':param party => "country/PAK";')
    assert "<https://w3id.org/comity/id/country/PAK>" in told["asked"]["sparql"]
    assert "$" not in told["asked"]["sparql"]
    rows = client.get("/sparql", params={"query": told["asked"]["sparql"]}, headers={"Accept": "text/csv"}).text
    asked = client.get("/api/v1/queries/who-co-chaired", params={"party": "PAK", "format": "csv"}).text
    assert len(rows.splitlines()) == len(asked.splitlines()) == 2
    assert client.get("/api/v1/queries/posts-of-person/text").json()["asked"] == {}
