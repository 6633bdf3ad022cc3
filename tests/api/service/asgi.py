"""A client that asks an application in this process: httpx over ASGI, with an event loop of its own."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI


class Client:
    """Asks one application, one request after the other."""

    def __init__(self, portal: BlockingPortal, client: httpx.AsyncClient) -> None:
        self._portal = portal
        self._client = client

    def request(self, method: str, address: str, **more: Any) -> httpx.Response:
        more.setdefault("follow_redirects", True)
        return self._portal.call(partial(self._client.request, method, address, **more))

    def get(self, address: str, **more: Any) -> httpx.Response:
        return self.request("GET", address, **more)

    def post(self, address: str, **more: Any) -> httpx.Response:
        return self.request("POST", address, **more)

    def delete(self, address: str, **more: Any) -> httpx.Response:
        return self.request("DELETE", address, **more)


@contextmanager
def asking(app: FastAPI) -> Generator[Client]:
    """A client of an application, which begins and ends with the block."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    http = httpx.AsyncClient(transport=transport, base_url="http://localhost")
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(app.router.lifespan_context(app)),
        portal.wrap_async_context_manager(http) as client,
    ):
        yield Client(portal, client)
