"""/review: what waits, with its sentence; decided with the token; exported as test cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.api.limits import ServiceLimits
from comity.api.service import Service
from comity.api.workspace import Workspace
from comity.graph.update import update
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from .asgi import Client
from .conftest import TOKEN, await_that, serving

API = "/api/v1"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
REPORTS = {
    "long": """Ruritania and Sylvania hold talks

Published: 2024-05-30

The third session of the Ruritania-Sylvania Joint Commission on Trade was held in Strelsau on 29 May 2024. \
It was co-chaired by Anna Maria Olm, Minister of Trade of Ruritania, and Bero Tan, Minister of Trade of Sylvania.
""",
    "short": """Ruritania and Sylvania meet on bridges

Published: 2022-03-11

The second session of the Ruritania-Sylvania Joint Commission on Bridges was held in Klow on 10 March 2022. \
It was co-chaired by Anna Olm, Minister of Bridges of Ruritania, and Cora Brandt, Minister of Bridges of Sylvania.
""",
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """Asks a service of its own, without engines, of a ledger in which one pair waits."""
    for name, text in REPORTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    workspace = Workspace(tmp_path / "data", print)
    ingest(workspace.ledger, find_files([tmp_path / f"{name}.txt" for name in REPORTS]))
    update(workspace.ledger)
    with serving(Service(workspace, ServiceLimits(), TOKEN), with_stores=False) as asked:
        yield asked


def waiting(client: Client, **parameters: Any) -> Any:
    return client.get(f"{API}/review", params=parameters).json()


def decided(client: Client) -> list[dict[str, Any]]:
    answer = client.get(f"{API}/review/decisions")
    assert answer.headers["content-type"].startswith("application/jsonl")
    return [json.loads(line) for line in answer.text.splitlines()]


def day_of(client: Client) -> dict[str, Any]:
    found = client.get(f"{API}/entities", params={"type": "Meeting", "q": "Bridges"}).json()["entities"]
    facts = client.get(f"{API}/entities/{found[0]['id']}/facts", params={"only": "values"}).json()["facts"]
    return next(each for each in facts if each["property"] == "start_date")


def test_a_pair_waits_with_a_sentence_for_each_and_is_merged_when_accepted(client: Client) -> None:
    (item,) = waiting(client)["waiting"]
    assert item["question"] == "are they one?"
    assert {item["one_label"], item["other_label"]} == {"Anna Olm", "Anna Maria Olm"}
    assert [sorted(each.split()[:3]) for each in item["passages"]] == [["It", "co-chaired", "was"]] * 2
    done = client.post(f"{API}/review/{item['id']}/accept", headers=BEARER)
    assert (done.status_code, done.json()["id"]) == (200, item["id"])
    assert waiting(client) == {"waiting": [], "total": 0, "next": None}
    (case,) = decided(client)
    assert (case["kind"], case["verdict"]) == ("identity", "same")


def test_a_rejected_pair_waits_no_more(client: Client) -> None:
    (item,) = waiting(client)["waiting"]
    assert client.post(f"{API}/review/{item['id']}/reject", headers=BEARER).status_code == 200
    assert waiting(client)["total"] == 0


def test_a_decision_that_changes_no_fact_is_seen_in_its_evidence(client: Client) -> None:
    address = f"{API}/facts/{day_of(client)['fact']}"
    (said,) = client.get(address).json()["statements"]
    assert said["verdict"] == "proposed"
    assert client.post(f"{API}/review/{said['statement']}/accept", headers=BEARER).status_code == 200
    await_that(lambda: client.get(address).json()["statements"][0]["verdict"] == "accepted", 10)


def test_a_statement_is_corrected_by_the_id_that_its_evidence_has(client: Client) -> None:
    before = day_of(client)
    (said,) = client.get(f"{API}/facts/{before['fact']}").json()["statements"]
    address = f"{API}/review/{said['statement']}/correct"
    assert client.post(address, json={"value": "2022-03-11"}).status_code == 401
    done = client.post(address, json={"value": "2022-03-11"}, headers=BEARER)
    assert "corrected to 2022-03-11" in done.json()["done"]
    await_that(lambda: day_of(client)["value"] == "2022-03-11")
    (evidence,) = client.get(f"{API}/facts/{day_of(client)['fact']}").json()["statements"]
    assert (evidence["quote"], evidence["method"], evidence["verdict"]) == (said["quote"], "curated", "accepted")
    (case,) = decided(client)
    assert (case["value"], case["right"]["value"], case["sentence"]) == ("2022-03-10", "2022-03-11", said["quote"])


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("0123456789ab/accept", None, 404),
        (f"{'f' * 32}/reject", None, 404),
        (f"{'f' * 32}/correct", {"value": "2024"}, 404),
        ("0123456789ab/correct", {"value": "2024"}, 400),
        ("nonsense/accept", None, 400),
    ],
)
def test_what_is_not_there_is_told(client: Client, address: str, body: Any, status: int) -> None:
    answer = client.post(f"{API}/review/{address}", json=body, headers=BEARER)
    assert (answer.status_code, set(answer.json()["error"])) == (status, {"code", "message", "hint"})


def test_a_page_of_what_waits_leads_to_the_next(client: Client) -> None:
    assert waiting(client, limit=1)["next"] is None
    assert waiting(client, limit=1, cursor="MQ")["waiting"] == []  # after the first
