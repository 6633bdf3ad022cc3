"""A thousand slow clients at once: what a light request takes meanwhile, and when they are gone.

    .venv/bin/python bench/slow_clients.py --data DIR [--clients 1000]

A quarter each say nothing, send a head byte by byte, send a body byte by byte, and take no answer (a file of the page,
and an answer of ten thousand rows). The service has COMITY_REQUEST_SECONDS=10 and COMITY_QUERY_SECONDS=10.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from asking import Clients
from measured import p50, p95
from serving import Running, serving

SECONDS = 10
SETTINGS = {"COMITY_REQUEST_SECONDS": str(SECONDS), "COMITY_QUERY_SECONDS": str(SECONDS)}
LIGHT = "/api/v1/entities?q=pakistan&limit={}"
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"x" * 10_000
BODY = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/sparql-query\r\nContent-Length: 9000\r\n\r\n"
)
FILE = b"GET /static/cytoscape.js HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
QUERY = b'{"query": "UNWIND range(1, 10000) AS n RETURN n, toString(n) + \'of some length, as a label has\' AS text"}'
ROWS = (
    b"POST /api/v1/cypher HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
    + f"Content-Length: {len(QUERY)}\r\n\r\n".encode()
    + QUERY
)


def main() -> None:
    """Run it; exit code 1 where a light request failed, or somebody slow was still there at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=1000)
    asked = parser.parse_args()
    with serving(asked.data, SETTINGS) as service:
        sys.exit(asyncio.run(_tried(service, asked.clients)))


async def _tried(service: Running, count: int) -> bool:
    quiet = await _light(service, 5)
    began, memory = time.perf_counter(), service.megabytes
    kinds = [_silent, _slow_head, _slow_body, _slow_reader]
    slow = [asyncio.create_task(kinds[number % len(kinds)](service, number)) for number in range(count)]
    light = await _light(service, 2 * SECONDS)
    most = service.megabytes
    done, left = await asyncio.wait(slow, timeout=2 * SECONDS)
    ended = Counter(task.result() for task in done)
    print(
        f"{count} slow clients: light p50 {p50(light):.1f} ms (quiet {p50(quiet):.1f}), p95 {p95(light):.1f} ms "
        f"(quiet {p95(quiet):.1f}), {len(light)} answered; memory {memory:.0f} to {most:.0f} MB; "
        f"ended by the service: {dict(ended)}, still there after {time.perf_counter() - began:.0f} s: {len(left)}"
    )
    for task in left:
        task.cancel()
    return bool(left)


async def _light(service: Running, seconds: float) -> list[float]:
    """The milliseconds of light requests through so many seconds. Fails where one is not answered."""
    found: list[float] = []
    end = time.perf_counter() + seconds
    async with Clients(service.address, 1) as client:
        while time.perf_counter() < end:
            found += await client.times(LIGHT.format(1 + len(found) % 1000), 1)
            await asyncio.sleep(0.02)
    return found


async def _silent(service: Running, _number: int) -> str:
    reader, _ = await _opened(service)
    await _until_closed(reader)
    return "silent"


async def _slow_head(service: Running, _number: int) -> str:
    return await _trickled(service, iter(HEAD), "slow head")


async def _slow_body(service: Running, _number: int) -> str:
    return await _trickled(service, iter(BODY + b"x" * 9000), "slow body", at_once=len(BODY))


async def _trickled(service: Running, data: Iterator[int], name: str, at_once: int = 30) -> str:
    """Send some at once, and then a byte in half a second, until the service has enough of it."""
    reader, writer = await _opened(service)
    writer.write(bytes(byte for byte, _ in zip(data, range(at_once), strict=False)))
    closed = asyncio.create_task(_until_closed(reader))
    while not closed.done():
        writer.write(bytes([next(data)]))
        await asyncio.wait([closed], timeout=0.5)
    return name


async def _slow_reader(service: Running, number: int) -> str:
    """Ask for much, and take none of it until the service has closed the connection."""
    reader, writer = await _opened(service)
    writer.write(ROWS if number % 8 == 3 else FILE)
    await asyncio.sleep(2 * SECONDS)
    await _until_closed(reader)
    return "slow reader"


async def _opened(service: Running) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = service.address.removeprefix("http://").split(":")
    return await asyncio.open_connection(host, int(port), limit=1024)


async def _until_closed(reader: asyncio.StreamReader) -> None:
    try:
        while await reader.read(65536):
            pass
    except OSError:
        return


if __name__ == "__main__":
    main()
