"""Measures the service on a data folder: questions over HTTP beside the bare engines, small answers, start, memory.

    .venv/bin/python bench/service.py --data DIR [--calls 2000]

DIR holds reports (`comity demo --no-serve --data DIR`), and nobody else uses it meanwhile. `make bench` makes one, runs
this and writes bench/results.json. The peers are in bench/peers, the method is in bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import uvloop
from asking import Clients
from measured import Measured, compared, in_turn
from peers import floor, peer
from serving import COMITY, NOT_KEPT, Running, serving

from comity.graph.queries import bind, named_query

CLIENTS = 8
QUESTION = "who-co-chaired"
PAGE = 100  # rows of one answer
SMALL = "/api/v1/entities/country/PAK"
STARTS, RUNS = 3, 9
ROWS = "UNWIND range(1, {}) AS number RETURN number, 'a text of some length, as labels have' AS label"
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
JSON = "application/sparql-results+json"


def main() -> None:
    """Measure all and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--calls", type=int, default=2000)
    asked = parser.parse_args()
    for each in measure(asked.data, asked.calls):
        print(each.told(), flush=True)


def measure(data: Path, calls: int) -> Iterator[Measured]:
    """All numbers of the service, as they are found."""
    yield starts(data)
    with serving(data, NOT_KEPT) as service:
        yield Measured("memory of the service at rest, engines up", service.megabytes, "MB", "≤ 200")
        yield from uvloop.run(in_cypher(service, data, calls))
        yield from uvloop.run(in_sparql(service, data, calls // 2))
    with serving(data) as service:
        yield uvloop.run(small_answers(service, calls * 5))
        yield from asking_in_a_shell(data)
    with serving(data, {"COMITY_QUERY_ROWS": "1000000"}) as service:
        yield from streaming(service)


async def in_cypher(service: Running, data: Path, calls: int) -> list[Measured]:
    """The question in Cypher by eight clients, and its text by eight clients of the bare driver."""
    bound = bind(named_query(QUESTION), "cypher", {}, limit=PAGE + 1)
    written = json.loads((data / "engines.json").read_text("utf-8"))["neo4j"]["address"]
    asked = {
        "uri": written["uri"],
        "user": written["user"],
        "password": Path(written["password_file"]).read_text("utf-8").strip(),
        "text": bound.text,
        "parameters": dict(bound.parameters),
        "clients": CLIENTS,
    }
    path = f"/api/v1/queries/{QUESTION}?engine=cypher&limit={PAGE}"
    async with Clients(service.address, CLIENTS) as clients, peer("driver.py", asked) as driver:
        own, bare = await in_turn(calls, lambda count: clients.times(path, count), driver.times)
    name = f"{QUESTION} in Cypher over HTTP, {CLIENTS} clients"
    return compared(name, "the bare asynchronous driver, same text", own, bare, "≤ 1.3 × peer")


async def in_sparql(service: Running, data: Path, calls: int) -> list[Measured]:
    """The question's text in SPARQL over HTTP, and by bare pyoxigraph on the same triples."""
    text = bind(named_query(QUESTION), "sparql", {}, limit=PAGE).text
    written = json.loads((data / "engines.json").read_text("utf-8"))["sparql"]["address"]
    with tempfile.TemporaryDirectory() as folder:
        triples = Path(folder, "all.nt")
        answer = httpx.post(written["query"], data={"query": ALL}, headers={"Accept": "application/n-triples"})
        triples.write_bytes(answer.raise_for_status().content)
        path = f"/sparql?{urlencode({'query': text}, quote_via=quote)}"
        asked = {"triples": str(triples), "folder": str(Path(folder, "store")), "query": text}
        async with Clients(service.address, 1) as client, peer("triples.py", asked) as bare_store:
            own, bare = await in_turn(calls, lambda count: client.times(path, count, JSON), bare_store.times)
    name = f"{QUESTION} in SPARQL over HTTP, 1 client"
    return compared(name, "bare pyoxigraph, same text", own, bare, "≤ 1.5 × peer + 2 ms")


async def small_answers(service: Running, calls: int) -> Measured:
    """Answers a second of one process: a small JSON answer that is kept, beside an application that only writes it."""
    with tempfile.TemporaryDirectory() as folder:
        async with Clients(service.address, CLIENTS) as clients:
            file = Path(folder, "small.json")
            file.write_bytes((await clients.get(SMALL)).body)
            async with floor(file) as address, Clients(address, CLIENTS) as bare:
                rates = [(await clients.rate(SMALL, calls // 5), await bare.rate("/", calls // 5)) for _ in range(6)]
    own, other = (statistics.median(each) for each in zip(*rates[1:], strict=True))
    return Measured(f"{SMALL}, kept", own, "requests/s", "≥ 3,000", "orjson and uvicorn alone", other)


def starts(data: Path) -> Measured:
    """Seconds from the command to the page: its files, where it opens, what it shows there; the engines are down."""
    times: list[float] = []
    for _ in range(STARTS + 1):
        with serving(data, ready=False) as service, httpx.Client(base_url=service.address, timeout=60) as client:
            _open_page(client)
            times.append(time.perf_counter() - service.began)
    return Measured("comity serve: page usable", statistics.median(times[1:]), "s", "≤ 2")


def _open_page(client: httpx.Client) -> None:
    """Ask for all that a browser asks for until the page shows something."""
    for path in ("/", *(f"/static/{name}" for name in ("page.js", "preact.js", "index.css"))):
        client.get(path).raise_for_status()
    while (opening := client.get("/api/v1/start")).status_code == 503:  # as the page does, which says so meanwhile
        time.sleep(0.05)
    one, other = (opening.raise_for_status().json()[side]["id"] for side in ("one", "other"))
    client.get(f"/api/v1/between/{one}/{other}").raise_for_status()


def asking_in_a_shell(data: Path) -> Iterator[Measured]:
    """Seconds of a whole `comity ask` while the engines are up: the service is asked, or the stores themselves are."""
    yield Measured("comity ask with engines up", _asked(data, {}), "s", "≤ 0.6")
    elsewhere = {"COMITY_LEDGER": str(data / "ledger.sqlite")}  # the same ledger; the service is not known to have it
    yield Measured("comity ask with engines up, beside no service", _asked(data, elsewhere), "s", "≤ 0.6")


def _asked(data: Path, settings: Mapping[str, str]) -> float:
    command = [*COMITY, "ask", QUESTION, "--data", str(data), "--format", "json"]
    times: list[float] = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, **settings})
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def streaming(service: Running) -> Iterator[Measured]:
    """How much the memory of the service grows while it streams rows: ten thousand, and ten times as many."""
    _streamed(service, 10_000)
    for rows in (10_000, 100_000):
        before = service.megabytes
        grown = max(_streamed(service, rows) for _ in range(3)) - before
        yield Measured(f"growth of memory by streaming {rows:,} rows", max(0.0, grown), "MB", "flat")


def _streamed(service: Running, rows: int) -> float:
    """The most memory in MB while an answer of so many rows is taken."""
    most, lines = 0.0, 0
    asked = {"query": ROWS.format(rows)}
    with httpx.stream("POST", f"{service.address}/api/v1/cypher?format=jsonl", json=asked, timeout=120) as answer:
        for part in answer.iter_bytes():
            lines += part.count(b"\n")
            most = max(most, service.megabytes)
    assert lines == rows
    return most


if __name__ == "__main__":
    main()
