"""Measures the service: named questions and SPARQL over HTTP beside the bare engines, kept answers, start and memory.

    .venv/bin/python bench/service.py [--data DIR] [--json FILE] [--requests N]

DIR is a data folder with reports in it (`comity demo --no-serve --data DIR`). The service runs as a process of its own
with its limits on rate and its cache as told below; each ratio is of two medians within one run, taken in turn.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
import psutil
import pyoxigraph
from neo4j import READ_ACCESS, AsyncGraphDatabase

from comity.graph.queries import bind, named_query

CLIENTS = 8
QUESTION = "who-co-chaired"
SPARQL = """SELECT ?s ?label WHERE {
  ?s a <https://w3id.org/comity/ontology#Meeting> ; <http://www.w3.org/2000/01/rdf-schema#label> ?label
}"""
ROWS = "UNWIND range(1, 10000) AS number RETURN number, 'a text of some length, as labels have' AS label"


@dataclass(frozen=True, slots=True)
class Measured:
    """One number, and that of its peer within the same run where there is one."""

    name: str
    value: float
    unit: str
    peer: float | None = None

    def told(self) -> str:
        """In one line."""
        ratio = f" (peer {self.peer:,.2f}: × {self.value / self.peer:,.2f})" if self.peer else ""
        return f"{self.name}: {self.value:,.2f} {self.unit}{ratio}"


@dataclass(frozen=True, slots=True)
class Running:
    """A service that runs: where, as which process, and how long it took until it answered."""

    address: str
    process: psutil.Process
    seconds: float


def main() -> None:
    """Measure all, print each number, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    results: list[Measured] = []
    for name, settings in (("kept", {}), ("not kept", {"COMITY_ANSWER_CACHE_BYTES": "1"})):
        with serving(asked.data, settings) as service:
            results += asyncio.run(measure(service, asked.data, asked.requests, name))
    for each in results:
        print(each.told())
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in results], indent=1) + "\n", encoding="utf-8")


@contextmanager
def serving(data: Path, settings: dict[str, str]) -> Generator[Running]:
    """`comity serve` on a free port, with no limit on a client's rate that could be reached here."""
    command = [sys.executable, "-m", "comity.api.cli", "serve", "--port", "0", "--no-open", "--data", str(data)]
    environment = os.environ | {"COMITY_CLIENT_RATE": "10000000"} | settings
    began = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr
    try:
        match = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert match, "the service did not start"
        httpx.get(f"{match[0]}/api/v1/entities?q=a", timeout=60)
        seconds = time.perf_counter() - began
        while not httpx.get(f"{match[0]}/api/v1/health", timeout=60).json()["ok"]:
            time.sleep(0.2)
        yield Running(match[0], psutil.Process(process.pid), seconds)
    finally:
        process.terminate()
        process.wait()


async def measure(service: Running, data: Path, count: int, name: str) -> list[Measured]:
    """All numbers of one service."""
    found = [Measured(f"first answer after the start, {name}", service.seconds, "s")]
    found.append(Measured(f"memory at rest, {name}", service.process.memory_info().rss / 1e6, "MB"))
    async with httpx.AsyncClient(base_url=service.address, timeout=60) as client:
        found += await question(client, data, count, name)
        found += await sparql(client, count, name)
        rate = await requests_a_second(client, "/api/v1/entities/country/PAK", count * 5)
        found.append(Measured(f"small JSON answers, {name}", rate, "requests/s (this client among the cost)"))
        before = service.process.memory_info().rss
        for _ in range(5):
            assert len((await client.post("/api/v1/cypher", json={"query": ROWS})).json()["rows"]) == 10_000
        grown = (service.process.memory_info().rss - before) / 1e6
        found.append(Measured(f"growth by streaming 10,000 rows five times, {name}", grown, "MB"))
    return found


async def question(client: httpx.AsyncClient, data: Path, count: int, name: str) -> list[Measured]:
    """A named question over HTTP, and the same text by the bare driver, with as many clients."""
    bound = bind(named_query(QUESTION), "cypher", {}, limit=101)
    written = json.loads((data / "engines.json").read_text("utf-8"))["neo4j"]["address"]
    login = written["user"], Path(written["password_file"]).read_text("utf-8").strip()
    async with AsyncGraphDatabase.driver(written["uri"], auth=login) as driver:  # pyright: ignore[reportUnknownMemberType]

        async def by_driver() -> None:
            async with driver.session(default_access_mode=READ_ACCESS) as session:  # pyright: ignore[reportUnknownMemberType]
                result = await session.run(bound.text, dict(bound.parameters))  # pyright: ignore[reportArgumentType]
                [record.values() async for record in result]

        async def over_http() -> None:
            answer = await client.get(f"/api/v1/queries/{QUESTION}", params={"engine": "cypher", "limit": 100})
            answer.raise_for_status()

        bare, served = await in_turn(by_driver, over_http, count)
    return [
        Measured(f"{QUESTION} over HTTP, median, {name}", served[0], "ms", bare[0]),
        Measured(f"{QUESTION} over HTTP, p95, {name}", served[1], "ms", bare[1]),
    ]


async def sparql(client: httpx.AsyncClient, count: int, name: str) -> list[Measured]:
    """A SPARQL query over HTTP, and by pyoxigraph in this process on the same triples."""
    asked = {"query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"}  # cut at 10,000 solutions, which is most of a demo
    dump = await client.post("/sparql", data=asked, headers={"Accept": "application/n-triples"})
    store = pyoxigraph.Store()
    store.load(dump.content, pyoxigraph.RdfFormat.N_TRIPLES)

    async def bare() -> None:
        answer = store.query(SPARQL)
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        answer.serialize(format=pyoxigraph.QueryResultsFormat.JSON)

    async def over_http() -> None:
        (await client.get("/sparql", params={"query": SPARQL})).raise_for_status()

    one, other = await in_turn(bare, over_http, count, clients=1)
    return [Measured(f"SPARQL over HTTP, median, {name}", other[0], "ms", one[0])]


async def in_turn(
    one: Callable[[], Awaitable[None]], other: Callable[[], Awaitable[None]], count: int, clients: int = CLIENTS
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Median and 95th percentile in ms of each, taken in turns of a tenth, after some to get warm."""
    times: tuple[list[float], list[float]] = [], []
    for call in (one, other):
        await timed(call, count // 10, clients)
    for _ in range(10):
        for call, kept in zip((one, other), times, strict=True):
            kept.extend(await timed(call, count // 10, clients))
    first, second = (statistics.quantiles(each, n=20) for each in times)
    return (first[9], first[18]), (second[9], second[18])


async def timed(call: Callable[[], Awaitable[None]], count: int, clients: int) -> list[float]:
    """The milliseconds of so many calls, by so many clients at once."""
    found: list[float] = []

    async def one_client() -> None:
        for _ in range(max(1, count // clients)):
            began = time.perf_counter()
            await call()
            found.append((time.perf_counter() - began) * 1000)

    await asyncio.gather(*(one_client() for _ in range(clients)))
    return found


async def requests_a_second(client: httpx.AsyncClient, path: str, count: int) -> float:
    """How many answers a second eight clients get."""
    began = time.perf_counter()

    async def get() -> None:
        (await client.get(path)).raise_for_status()

    await timed(get, count, CLIENTS)
    return count / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
