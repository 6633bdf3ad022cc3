"""What is ready is served, and what is starting is said."""

from __future__ import annotations

from .asgi import Client


def test_health_counts_what_the_ledger_holds_and_tells_of_each_store(client: Client) -> None:
    told = client.get("/api/v1/health").json()
    assert told["ok"]
    assert told["documents"] == 3
    assert {each["name"]: (each["state"], each["behind"]) for each in told["stores"]} == {
        "neo4j": ("ready", 0),
        "sparql": ("ready", 0),
    }


def test_without_engines_the_ledger_answers_and_questions_are_told_to_wait(without_engines: Client) -> None:
    assert without_engines.get("/api/v1/health").json()["ok"] is False
    assert without_engines.get("/api/v1/entities/country/PAK").status_code == 200
    for address in ("/api/v1/queries/disputed", "/api/v1/queries/disputed?engine=sparql"):
        answer = without_engines.get(address)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "3")
        assert answer.json()["error"]["code"] == "not_ready"
        assert "starting" in answer.json()["error"]["message"]


def test_every_answer_forbids_a_browser_to_do_more_than_show_it(client: Client) -> None:
    for address in ("/api/v1/health", "/api/v1/entities", "/api/v1/nothing", "/openapi.json"):
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"


def test_metrics_are_in_the_form_of_prometheus(client: Client) -> None:
    client.get("/api/v1/entities/country/PAK")
    answer = client.get("/api/v1/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'comity_store_ready{store="neo4j"} 1.0' in answer.text
    assert 'comity_requests_total{path="/entities/{id:path}",status="200"}' in answer.text


def test_what_is_nowhere_is_told_in_the_one_shape(client: Client) -> None:
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"code", "message", "hint"}


def test_an_answer_is_not_sent_again_to_who_has_it(client: Client) -> None:
    first = client.get("/api/v1/entities/country/PAK")
    again = client.get("/api/v1/entities/country/PAK", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/entities/country/PAK").content == first.content
    assert "etag" not in client.get("/api/v1/health").headers
