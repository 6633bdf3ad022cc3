"""A fault of the Neo4j driver, mended: it waited without end, and let nothing else go on, for an answer that was lost.

Where a text overflows the stack of Neo4j (5.26), its writer of failures fails too ("payload cannot be null"): the
failure is never sent, and what Neo4j says next is taken for the answer. The driver (6.4) then looked again and again
into its empty list of awaited messages without giving the event loop back: one such text stopped the whole service.
"""

from __future__ import annotations

from typing import Any

from neo4j import AsyncResult
from neo4j.exceptions import DriverError


class AnswerLost(DriverError):
    """Neo4j says no more, and what it said was no answer to the query."""


async def attach(self: Any) -> None:
    """Wait until the query has begun to be answered. Raises AnswerLost where nothing is awaited any more."""
    while self._exhausted is False and self._attached is False:
        if not self._connection.responses:
            self._connection.kill()  # what comes next on it would be taken for another query's
            raise AnswerLost("Neo4j did not answer.")
        await self._connection.fetch_message()


AsyncResult._attach = attach  # pyright: ignore[reportPrivateUsage]  # the driver has no public place for it
