"""What keeps one client from taking all, tried without a server; a large or slow request."""

from __future__ import annotations

import asyncio

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from comity.api.errors import Busy, TooFast
from comity.api.guard import Guard
from comity.api.limits import ServiceLimits, service_limits
from comity.api.requests import BoundedRequests
from comity.graph.errors import UsageError

from .asgi import Client


def test_a_client_has_so_many_queries_at_once_and_others_still_get_in() -> None:
    guard = Guard(ServiceLimits(queries=3, client_queries=2))
    with guard.admitted("anna"), guard.admitted("anna"):
        with pytest.raises(Busy, match="of yours"), guard.admitted("anna"):
            pass
        with guard.admitted("bero"), pytest.raises(Busy, match="3 queries run"), guard.admitted("cora"):
            pass
    assert guard.running == 0
    with guard.admitted("anna"):
        assert guard.running == 1


def test_a_client_has_so_many_queries_a_minute() -> None:
    guard = Guard(ServiceLimits(client_rate=2))
    for _ in range(2):
        with guard.admitted("anna"):
            pass
    with pytest.raises(TooFast), guard.admitted("anna"):
        pass
    with guard.admitted("bero"):
        pass


def test_limits_are_settings_and_a_bad_one_is_told() -> None:
    assert service_limits({}) == ServiceLimits()
    assert service_limits({"COMITY_QUERIES": "3", "COMITY_QUERY_SECONDS": "5"}).queries == 3
    with pytest.raises(UsageError, match="COMITY_QUERY_BYTES"):
        service_limits({"COMITY_QUERY_BYTES": "-1"})


def test_a_request_that_is_too_large_is_refused(client: Client) -> None:
    answer = client.post("/api/v1/cypher", json={"query": "RETURN 1", "parameters": {"text": "x" * (1 << 20)}})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")


def test_a_request_that_does_not_arrive_is_refused() -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    layer = BoundedRequests(PlainTextResponse("never"), lambda path: 10, 0.01)
    asyncio.run(layer({"type": "http", "method": "POST", "path": "/sparql", "headers": []}, never, send))
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]  # or the rest would be waited for
