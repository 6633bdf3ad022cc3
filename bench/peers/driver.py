"""The floor of a named question: the same text by the bare asynchronous Neo4j driver, with as many clients.

Reads lines: first {uri, user, password, text, parameters, clients}, then each time how many calls to make; after each
it writes the milliseconds of every call as one line of JSON. Runs on uvloop, as the service does.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

import uvloop
from neo4j import READ_ACCESS, AsyncGraphDatabase


async def main() -> None:
    """Answer until there are no more lines."""
    asked: dict[str, Any] = json.loads(sys.stdin.readline())
    login = asked["user"], asked["password"]
    async with AsyncGraphDatabase.driver(asked["uri"], auth=login) as driver:  # pyright: ignore[reportUnknownMemberType]

        async def one_client(count: int, found: list[float]) -> None:
            for _ in range(count):
                began = time.perf_counter()
                async with driver.session(default_access_mode=READ_ACCESS) as session:  # pyright: ignore[reportUnknownMemberType]
                    result = await session.run(asked["text"], asked["parameters"])
                    _ = [record.values() async for record in result]
                found.append((time.perf_counter() - began) * 1000)

        for line in sys.stdin:
            found: list[float] = []
            share = max(1, int(line) // asked["clients"])
            await asyncio.gather(*(one_client(share, found) for _ in range(asked["clients"])))
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
