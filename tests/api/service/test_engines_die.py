"""An engine that is killed while clients ask: right answers from what is there, or a clear 503; then all is as before.

The data folder has private engines of its own, since the engines of the run are not to be killed.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.api.limits import ServiceLimits
from comity.api.service import Service
from comity.api.workspace import Workspace
from comity.graph.check import compare

from .asgi import Client
from .conftest import TOKEN, await_that, serving

QUESTION = "/api/v1/queries/who-co-chaired"
FORBEARING = ServiceLimits(client_rate=1_000_000, answer_cache_bytes=1)


@pytest.fixture(scope="module")
def asked(data: Path) -> Iterator[Client]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [each for each in os.environ if each.startswith(("COMITY_NEO4J_", "COMITY_SPARQL_"))]:
            patch.delenv(name)
        with serving(Service(Workspace(data, print), FORBEARING, TOKEN)) as client:
            yield client


def kill(data: Path, engine: str) -> None:
    written: dict[str, Any] = json.loads((data / "engines.json").read_text("utf-8"))
    os.kill(written[engine]["process"]["pid"], signal.SIGKILL)


@pytest.mark.parametrize(
    ("engine", "language", "other"), [("sparql", "sparql", "cypher"), ("neo4j", "cypher", "sparql")]
)
def test_a_killed_engine_is_an_honest_503_until_it_is_there_again(
    asked: Client, data: Path, engine: str, language: str, other: str
) -> None:
    rows = asked.get(QUESTION, params={"engine": language}).json()["rows"]
    assert len(rows) == 6
    kill(data, engine)
    statuses: list[int] = []

    def answers_again() -> bool:
        answer = asked.get(QUESTION, params={"engine": language, "limit": str(100 + len(statuses))})
        statuses.append(answer.status_code)
        if answer.status_code == 200:
            assert answer.json()["rows"] == rows
        else:
            assert (answer.status_code, answer.json()["error"]["code"]) == (503, "not_ready")
            assert answer.json()["error"]["message"]
        beside = asked.get(QUESTION, params={"engine": other, "limit": str(100 + len(statuses))})
        assert (beside.status_code, beside.json()["rows"]) == (200, rows)
        return 503 in statuses and answer.status_code == 200

    await_that(answers_again)
    assert asked.get(QUESTION).json()["rows"] == rows


def test_afterwards_both_stores_hold_what_the_ledger_does(asked: Client, data: Path) -> None:
    workspace = Workspace(data, print)
    with workspace.stores() as stores:
        assert not stores.missing
        assert [list(compare(workspace.ledger, store)) for store in stores.opened.values()] == [[], []]
