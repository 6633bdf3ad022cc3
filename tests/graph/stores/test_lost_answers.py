"""An answer that Neo4j lost is told as lost: the driver by itself would wait for it without end."""

from __future__ import annotations

import asyncio
from collections import deque

import pytest
from neo4j import AsyncResult

from comity.graph.errors import UsageError
from comity.graph.stores import bolt


class Silent:
    """A connection on which nothing is awaited any more."""

    unresolved_address = server_info = None

    def __init__(self) -> None:
        self.responses = deque[object]()
        self.killed = False

    def new_hydration_scope(self) -> None:
        """There are no values to read."""

    async def fetch_message(self) -> None:
        """As the driver's own: where nothing is awaited it comes back at once."""

    def kill(self) -> None:
        self.killed = True


def test_a_lost_answer_ends_the_query_and_the_connection() -> None:
    connection = Silent()
    result = AsyncResult(connection, 1, None, None, None, None)
    with pytest.raises(UsageError, match="Neo4j itself failed at this query"), bolt.translated():
        asyncio.run(result._attach())  # pyright: ignore[reportPrivateUsage, reportUnknownMemberType, reportUnknownArgumentType]
    assert connection.killed
