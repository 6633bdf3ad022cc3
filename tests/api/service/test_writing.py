"""What writes wants the token: reports handed in and withdrawn, entities merged and split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comity.api.limits import ServiceLimits
from comity.api.service import Service
from comity.api.workspace import Workspace

from .asgi import Client
from .conftest import REPORTS, TOKEN, await_that, serving

API = "/api/v1"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
REPORT = REPORTS["third-session"]
PLAIN = {"Content-Type": "text/plain"}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    """Asks a service of a ledger of its own with nothing in it, without engines."""
    with serving(Service(Workspace(tmp_path, print), ServiceLimits(), TOKEN), with_stores=False) as asked:
        yield asked


WRITING: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", f"{API}/documents?name=report", {"content": REPORT, "headers": PLAIN}),
    ("DELETE", f"{API}/documents/report", {}),
    ("POST", f"{API}/entities/official/anna-olm/merge", {"json": {"gone": "official/bero-tan"}}),
    ("POST", f"{API}/entities/official/anna-olm/split", {"json": {"mentions": ["document/report#1"]}}),
    ("POST", f"{API}/review/0123456789ab/accept", {}),
    ("POST", f"{API}/review/0123456789ab/reject", {}),
    ("POST", f"{API}/review/{'0' * 32}/correct", {"json": {"value": "2024"}}),
]


@pytest.mark.parametrize(("method", "address", "more"), WRITING, ids=[address for _, address, _ in WRITING])
@pytest.mark.parametrize("token", [None, "Bearer wrong", f"Basic {TOKEN}", "Bearer"])
def test_nothing_is_written_without_the_token(
    empty: Client, method: str, address: str, more: dict[str, Any], token: str | None
) -> None:
    given = dict(more)
    if token:
        given["headers"] = {**PLAIN, "Authorization": token} if "content" in more else {"Authorization": token}
    answer = empty.request(method, address, **given)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["error"]["code"] == "token_needed"


def test_a_report_is_handed_in_withdrawn_and_handed_in_again(empty: Client) -> None:
    address = f"{API}/documents?name=Third session!"
    handed = empty.post(address, content=REPORT, headers=BEARER | PLAIN)
    assert (handed.status_code, handed.json()["new"]) == (201, 1)
    _await_person(empty, 1)
    again = empty.post(address, content=REPORT, headers=BEARER | PLAIN)
    assert (again.status_code, again.json()["known"]) == (201, 1)
    assert empty.get(f"{API}/documents/third-session").json()["text"].startswith("Ruritania and Sylvania")
    assert empty.delete(f"{API}/documents/third-session", headers=BEARER).status_code == 204
    _await_person(empty, 0)
    empty.post(address, content=REPORT, headers=BEARER | PLAIN)
    _await_person(empty, 1)


def _await_person(client: Client, count: int) -> None:
    """The catalogue follows the ledger within a second."""
    asked = {"q": "Anna Olm", "type": "Person"}
    await_that(lambda: len(client.get(f"{API}/entities", params=asked).json()["entities"]) == count)


@pytest.mark.parametrize("content", ["", "Nothing of the sort is told here.", "\x00\x01"])
def test_a_report_that_tells_nothing_is_refused_with_the_reason(empty: Client, content: str) -> None:
    answer = empty.post(f"{API}/documents?name=nothing", content=content, headers=BEARER | PLAIN)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "input_refused")


def test_a_merge_leads_on_and_a_split_undoes_it(empty: Client) -> None:
    empty.post(f"{API}/documents?name=third", content=REPORT, headers=BEARER | PLAIN)
    one, other = "official/anna-olm", "official/bero-tan"
    mentions = empty.get(f"{API}/entities/{other}/mentions").json()["mentions"]
    merged = empty.post(f"{API}/entities/{one}/merge", json={"gone": other}, headers=BEARER)
    assert merged.json() == {"id": one}
    moved = empty.get(f"{API}/entities/{other}", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"].endswith(one)) == (307, True)
    split = empty.post(f"{API}/entities/{one}/split", json={"mentions": mentions}, headers=BEARER)
    assert split.json() == {"id": other}
    await_that(lambda: empty.get(f"{API}/entities/{other}", follow_redirects=False).status_code == 200)


def test_what_cannot_be_one_is_told(empty: Client) -> None:
    empty.post(f"{API}/documents?name=third", content=REPORT, headers=BEARER | PLAIN)
    answer = empty.post(f"{API}/entities/official/anna-olm/merge", json={"gone": "place/strelsau"}, headers=BEARER)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")
