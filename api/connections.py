"""Connections that do not go on are closed, so that slow clients, however many, keep nothing from others.

uvicorn waits without end for the head of a request, and for an answer to be taken. A body that does not come is refused
by `requests.BoundedRequests`, a query that is not read to its end is stopped at its deadline.
"""

from __future__ import annotations

import asyncio
import sys
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_MOST_FILES = 65_536


class Connection(HttpToolsProtocol):
    """One connection: a head has `patience` seconds to arrive, and an answer as many until some of it is taken."""

    patience: ClassVar[float] = 30.0
    _head: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head = _ended(self._head)
        self._taking = _ended(self._taking)
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._await_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head = _ended(self._head)
        super().on_headers_complete()

    def pause_writing(self) -> None:
        self._taking = self.loop.call_later(self.patience, self.transport.abort)
        super().pause_writing()

    def resume_writing(self) -> None:
        self._taking = _ended(self._taking)
        super().resume_writing()

    def _await_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(self.patience, self.transport.abort)


def connections(patience: float) -> type[Connection]:
    """Connections with so many seconds of patience, for uvicorn."""
    return type("Connection", (Connection,), {"patience": patience})


def allow_many_files() -> None:
    """Let this process have as many connections as the system lets it: often only 1,024 unless it asks for more."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _ended(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
