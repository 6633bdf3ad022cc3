"""Reads a Neo4j from an event loop, and sees to it that a query that was stopped has really ended."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncResult, AsyncSession, Query
from neo4j.exceptions import DriverError, Neo4jError

from ..errors import DeadlinePassed
from . import bolt
from .base import Cell
from .cypher_guard import judge
from .neo4j_values import row
from .reader import Reader, Row, Rows

GRACE = 0.5  # seconds that the server's own deadline may be late before it is taken matters into our hands
PATIENCE = 5.0  # seconds that a terminated query has to end in
_FETCH = 1000
_BATCH = 25  # rows: each alone would cost more to pass on than to read, and many may be large
_LEAST_SECONDS = 0.01  # none at all would be without end for Neo4j
_MARK = "comity"
_FIND = "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.comity = $mark RETURN transactionId AS id"
_END = "TERMINATE TRANSACTIONS $ids YIELD transactionId RETURN transactionId"
_Run = Callable[[str, Mapping[str, Cell]], Awaitable[AsyncResult]]
_log = logging.getLogger(__name__)


class CypherReader(Reader):
    """Reads a Neo4j. `on_runaway` is told where a query goes on for `PATIENCE` seconds after it was terminated.

    Neo4j heeds a deadline between rows, not within an expression: a `reduce` over a long list went on for minutes after
    its timeout and after TERMINATE TRANSACTIONS. Only the end of the engine ends that.
    """

    def __init__(self, uri: str, user: str, password: str, database: str | None = None) -> None:
        self._driver = _connect(uri, user, password)
        self._database = database
        self._watches: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def answer(self, text: str, parameters: Mapping[str, Cell], seconds: float) -> AsyncGenerator[Rows]:
        async with self._stopped_in_time(seconds) as run:
            result = await run(text, parameters)
            yield Rows(tuple(result.keys()), _batches(result))

    @asynccontextmanager
    async def console(self, text: str, parameters: Mapping[str, Cell], seconds: float) -> AsyncGenerator[Rows]:
        async with self._stopped_in_time(seconds) as run:
            explained = await run(f"EXPLAIN {text}", parameters)
            judge(await explained.consume())
            result = await run(text, parameters)
            yield Rows(tuple(result.keys()), _batches(result))

    @asynccontextmanager
    async def _stopped_in_time(self, seconds: float) -> AsyncGenerator[_Run]:
        """What runs a query, several in turn: all of them together have so many seconds. Raises DeadlinePassed."""
        mark, end = uuid4().hex, time.monotonic() + seconds
        with bolt.translated(seconds):
            try:
                async with asyncio.timeout(seconds + GRACE), self._session() as session:

                    async def run(text: str, parameters: Mapping[str, Cell]) -> AsyncResult:
                        left = max(_LEAST_SECONDS, end - time.monotonic())
                        query = Query(bolt.text(text), timeout=left, metadata={_MARK: mark})
                        return await session.run(query, dict(parameters))

                    yield run
            except TimeoutError:
                self._watch(mark)
                raise DeadlinePassed(
                    f"Neo4j stopped the query at its deadline of {seconds:g} s: ask for less."
                ) from None

    async def close(self) -> None:
        for watch in self._watches:
            watch.cancel()
        await self._driver.close()

    def _session(self) -> AsyncSession:
        return self._driver.session(  # pyright: ignore[reportUnknownMemberType]
            database=self._database, default_access_mode=READ_ACCESS, fetch_size=_FETCH
        )

    def _watch(self, mark: str) -> None:
        watch = asyncio.create_task(self._end(mark))
        self._watches.add(watch)
        watch.add_done_callback(self._watches.discard)

    async def _end(self, mark: str) -> None:
        """Terminate the query of this mark; where it goes on all the same, say so."""
        try:
            if not (found := await self._ask(_FIND, mark=mark)):
                return
            await self._ask(_END, ids=found)
            await asyncio.sleep(PATIENCE)
            if await self._ask(_FIND, mark=mark):
                _log.warning("A query went on for %g s after it was terminated.", PATIENCE)
                self.on_runaway()
        except (Neo4jError, DriverError, OSError):
            return  # nobody is there any more who could go on

    async def _ask(self, text: str, **parameters: Any) -> list[Any]:
        async with self._session() as session:
            result = await session.run(bolt.text(text), parameters)
            return [record[0] async for record in result]


async def _batches(result: AsyncResult) -> AsyncIterator[list[Row]]:
    while records := await result.fetch(_BATCH):
        yield [row(record.values()) for record in records]


def _connect(uri: str, user: str, password: str) -> AsyncDriver:
    return AsyncGraphDatabase.driver(uri, auth=(user, password), **bolt.SETTINGS)  # pyright: ignore[reportUnknownMemberType]
