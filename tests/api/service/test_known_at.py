"""`known_at`: the service answers as it did then.

Strategy: a ledger grows step by step (reports, a decision that two are one, a withdrawal), and after each step all
that can be asked of it is asked. Later each of these answers has to come again with `known_at`, and from the data
folder that `comity rebuild --known-at` makes.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from comity.api.commands.keeping import _as_known_at
from comity.api.known import Former
from comity.api.limits import ServiceLimits
from comity.api.service import Service
from comity.api.workspace import Workspace
from comity.graph import curate
from comity.graph.instants import instant_of
from comity.graph.ledger import Ledger
from comity.graph.purge import purge
from comity.graph.update import update
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from .asgi import Client
from .conftest import REPORTS, TOKEN, await_that, serving

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Moment:
    """An instant, and what the service answered then."""

    instant: str
    answers: Answers


def _told(name: str) -> Callable[[Ledger, Path], object]:
    def tell(ledger: Ledger, folder: Path) -> None:
        (folder / f"{name}.txt").write_text(REPORTS[name], "utf-8")
        ingest(ledger, find_files([folder / f"{name}.txt"]))

    return tell


STEPS: Sequence[Callable[[Ledger, Path], object]] = (
    _told("third-session"),
    _told("second-session"),
    lambda ledger, _: curate.merge(ledger, "official/anna-olm", "official/cora-brandt"),
    _told("talks"),
    lambda ledger, _: curate.remove(ledger, "document/second-session"),
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("known") / "data"


@pytest.fixture(scope="module")
def moments(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Sequence[Moment]:
    """What was answered after each step."""
    reports, found = tmp_path_factory.mktemp("reports"), list[Moment]()
    for step in STEPS:
        workspace = Workspace(data, print)
        step(workspace.ledger, reports)
        update(workspace.ledger)
        workspace.ledger.close()
        with asked(data) as client:
            found.append(Moment(datetime.now(UTC).isoformat(), all_answers(client)))
    return found


def asked(data: Path, limits: ServiceLimits | None = None) -> AbstractContextManager[Client]:
    return serving(Service(Workspace(data, print), limits or ServiceLimits(), TOKEN), with_stores=False)


@pytest.fixture(scope="module")
def client(data: Path, moments: Sequence[Moment]) -> Iterator[Client]:
    with asked(data) as found:
        yield found


def all_answers(client: Client, known_at: str = "") -> Answers:
    """All that can be asked, found by following the answers."""
    found: dict[str, Any] = {}

    def ask(address: str, **parameters: str) -> Any:
        asked = {**parameters, "known_at": known_at} if known_at else parameters
        answer = client.get(f"/api/v1/{address}?{urlencode(asked)}")
        assert answer.status_code in (200, 404), answer.text
        found[f"{address}?{urlencode(parameters)}"] = answer.json()
        return answer.json()

    listed = ask("entities", limit="1000")["entities"]
    for entity in (each["id"] for each in listed):
        ask(f"entities/{entity}/mentions")
        ask("graph", around=entity)
        for fact in ask(f"entities/{entity}/facts", limit="1000")["facts"]:
            ask(f"facts/{fact['fact']}")
        for relation in ask(f"entities/{entity}")["relations"]:
            ask(f"entities/{entity}/neighbours", relation=relation["property"], direction=relation["direction"])
    for source in ask("sources")["sources"]:
        ask(source["id"].replace("document/", "documents/", 1))
    ask("entities", q="Olm")
    ask("timeline")
    ask("timeline", entity="party/sylvania")
    ask("between/party/ruritania/party/sylvania")
    ask("path", **{"from": "party/ruritania", "to": "party/sylvania"})
    ask("documents/talks")
    return found


def test_later_it_answers_as_it_did_then(client: Client, moments: Sequence[Moment]) -> None:
    assert len({str(each.answers) for each in moments}) == len(STEPS)  # each step changed something
    for moment in moments:
        assert all_answers(client, moment.instant) == moment.answers


def test_a_folder_made_of_what_was_known_answers_the_same(
    client: Client, data: Path, moments: Sequence[Moment], tmp_path: Path
) -> None:
    for number, moment in enumerate(moments):
        made = _as_known_at(Workspace(data, print), instant_of(moment.instant), tmp_path / str(number))
        made.ledger.close()
        with asked(tmp_path / str(number)) as then:
            assert all_answers(then) == all_answers(client, moment.instant)


def test_a_day_means_its_end_and_before_all_nothing_was_known(client: Client, moments: Sequence[Moment]) -> None:
    today = moments[-1].instant[:10]
    assert all_answers(client, today) == moments[-1].answers
    assert client.get("/api/v1/sources?known_at=2001-01-01").json()["sources"] == []
    assert client.get("/api/v1/documents/talks?known_at=2001-01-01").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/queries/who-co-chaired?known_at=2024",
        "/api/v1/queries?known_at=2024",
        "/api/v1/changes?known_at=2024",
        "/api/v1/start?known_at=2024",
        "/sparql?query=ASK%7B%7D&known_at=2024",
        "/id/country/PAK?known_at=2024",
        "/api/v1/sources?known_at=once",
        "/api/v1/sources?known_at=0001-01-01T00:00:00%2B23:59",
    ],
)
def test_what_cannot_be_asked_of_a_former_time_is_refused(client: Client, address: str) -> None:
    answer = client.get(address, headers={"Accept": "*/*"})
    assert answer.status_code == 400
    assert "known-at" in answer.text or "is no instant" in answer.text


def test_a_ledger_that_is_too_large_is_refused_with_the_command_that_does_it(data: Path, moments: object) -> None:
    with asked(data, ServiceLimits(known_at_rows=10)) as client:
        answer = client.get("/api/v1/sources?known_at=2024")
        assert answer.status_code == 413
        assert "comity rebuild --known-at" in answer.json()["error"]["message"]
        assert client.get("/api/v1/sources").status_code == 200


def test_nothing_is_left_of_what_was_known_once_it_was_purged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    workspace = Workspace(tmp_path / "data", print)
    _told("talks")(workspace.ledger, tmp_path)
    update(workspace.ledger)
    instant = datetime.now(UTC).isoformat()
    service = Service(workspace, ServiceLimits(), TOKEN)
    with serving(service, with_stores=False) as client:
        assert client.get(f"/api/v1/documents/talks?{urlencode({'known_at': instant})}").status_code == 200
        assert len(list(made.iterdir())) == 1
        purge(workspace.ledger, "document/talks", "me")
        await_that(lambda: not list(made.iterdir()))
        asked = f"/api/v1/documents/talks?{urlencode({'known_at': instant})}"
        await_that(lambda: client.get(asked).status_code == 404)  # 503 where the purge was being seen: ask again
    assert list(made.iterdir()) == []


def test_what_is_put_together_while_something_is_written_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    begun, written = threading.Event(), threading.Event()

    def tell_late(*_: object) -> None:
        begun.set()
        written.wait()

    monkeypatch.setattr("comity.api.known.tell_former", tell_late)
    former = Former(Ledger(tmp_path / "ledger.sqlite"), 10)
    with ThreadPoolExecutor(1) as asking:
        asked = asking.submit(former.at, datetime.now(UTC))
        begun.wait()
        former.forget()
        written.set()
        known = asked.result()  # somebody still refers to it
        await_that(lambda: not list(made.iterdir()))
    assert known.ledger
    former.close()
