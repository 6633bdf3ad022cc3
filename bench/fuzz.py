"""Puts texts made by a grammar to both consoles, those that mean harm among them, and looks what came of it.

    .venv/bin/python bench/fuzz.py --data DIR [--count 20000] [--from 0] [--seed 1] [--chunk 1000] [--record FILE]

DIR is a copy of a data folder that may be spoilt. It must hold that nothing was written (both stores compared with the
ledger piece by piece, at the end), that the file and the address named in the texts were not read, that no answer came
over a second after its deadline, that each status is one of those that the reference tells, and that a light request
meanwhile takes at most three times what it takes in quiet (p95). Every text hangs on seed and number alone: `--from`
goes on. In FILE stands a line of JSON for each chunk; what it tells is summed up at the end, those of earlier runs too.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from asking import Clients
from fuzzed import Chunk, summed_up
from serving import NOT_KEPT, Running, serving

from comity.api.workspace import Workspace
from comity.graph.check import compare

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.api.service.console_grammar import Made, texts

CLIENTS = 4
DEADLINE = 2  # seconds, of one query
LATE = 1.0  # by so much an answer may come later
PATIENCE = 180.0  # seconds in which an engine that was ended must be there again, however busy the machine is
EXPECTED = frozenset((200, 400, 403, 413, 429, 503, 504))
LIGHT = "/api/v1/entities?q=pakistan&limit={}"
SETTINGS = {**NOT_KEPT, "COMITY_QUERY_SECONDS": str(DEADLINE)}
RUNAWAY = "went on for"  # what the service says when it ends an engine


def main() -> None:
    """Run all; exit code 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chunk", type=int, default=1000)
    parser.add_argument("--record", type=Path)
    asked = parser.parse_args()
    record = asked.record or asked.data / "fuzz.jsonl"
    canary = asked.data / "canary.txt"
    canary.write_text(secrets.token_hex(16), "utf-8")
    for first in range(asked.first, asked.first + asked.count, asked.chunk):
        with serving(asked.data, SETTINGS) as service:
            numbers = range(first, min(first + asked.chunk, asked.first + asked.count))
            chunk = asyncio.run(_chunk(service, asked.seed, numbers, canary))
        chunk.append_to(record)
        print(summed_up([chunk]), flush=True)
    chunks = Chunk.all_in(record)
    differences = _differences(asked.data)
    print(f"all: {summed_up(chunks)}")
    print(f"after all: {len(differences)} differences between ledger and stores", *differences[:5], sep="\n")
    sys.exit(bool(differences or any(chunk.faults for chunk in chunks)))


async def _chunk(service: Running, seed: int, numbers: range, canary: Path) -> Chunk:
    """Put the texts of these numbers, by some clients at once, while another one asks what is light."""
    seen, began = Chunk(numbers.start, len(numbers)), time.perf_counter()
    async with _listening(seen) as bait, httpx.AsyncClient(base_url=service.address, timeout=20) as client:
        seen.quiet = await _light(service.address, 200)
        waiting = iter(zip(numbers, texts(seed, numbers, str(canary), bait), strict=True))
        secret = canary.read_bytes()

        async def one() -> None:
            for number, made in waiting:
                await _put(client, made, number, seen, secret)

        beside = asyncio.create_task(_light(service.address, 1_000_000, seen.light))
        await asyncio.gather(*(one() for _ in range(CLIENTS)))
        beside.cancel()
    if seen.reached:
        seen.faults.append("the address was reached")
    seen.seconds = time.perf_counter() - began
    seen.engines_ended = service.log.read_text("utf-8").count(RUNAWAY)
    return seen


async def _put(client: httpx.AsyncClient, made: Made, number: int, seen: Chunk, secret: bytes) -> None:
    """Put one text, again while its engine is being started, and judge the answer."""
    began = time.perf_counter()
    answer, seconds = await _timed(client, made)
    while answer is not None and answer.status_code == 503 and time.perf_counter() - began < PATIENCE:
        seen.put_again += 1
        await asyncio.sleep(0.5)
        answer, seconds = await _timed(client, made)
    status = 0 if answer is None else answer.status_code
    seen.statuses[f"{made.language} {made.kind} {status}"] += 1
    seen.slowest = max(seen.slowest, seconds)
    for fault in _faults(status, seconds, answer is not None and secret in answer.content):
        seen.faults.append(f"{number} {made.kind} {made.language}: {fault}: {made.text[:300]!r}")
        print(f"FAULT {seen.faults[-1]}", flush=True)


def _faults(status: int, seconds: float, leaked: bool) -> list[str]:
    """What must not be of an answer; a status of 0 is one that broke off."""
    judged = {
        f"{seconds:.1f} s": seconds > DEADLINE + LATE,
        f"status {status}": bool(status) and status not in EXPECTED,
        f"no answer for {PATIENCE:g} s": status == 503,
        "the file was read": leaked,
    }
    return [fault for fault, holds in judged.items() if holds]


async def _timed(client: httpx.AsyncClient, made: Made) -> tuple[httpx.Response | None, float]:
    """The answer (none where it broke off after it had begun) and how many seconds it took."""
    began = time.perf_counter()
    try:
        if made.language == "cypher":
            answer = await client.post("/api/v1/cypher", json={"query": made.text})
        else:
            answer = await client.post("/sparql", data={"query": made.text})
    except (httpx.RemoteProtocolError, httpx.TimeoutException):
        answer = None
    return answer, time.perf_counter() - began


async def _light(address: str, count: int, found: list[float] | None = None) -> list[float]:
    """The milliseconds of so many light requests, twenty a second."""
    times = [] if found is None else found
    async with Clients(address, 1) as client:
        for number in range(count):
            times += await client.times(LIGHT.format(1 + number % 1000), 1)
            await asyncio.sleep(0.05)
    return times


@asynccontextmanager
async def _listening(seen: Chunk) -> AsyncGenerator[str]:
    """Somebody who listens at the address that the texts name."""

    async def called(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.reached += 1
        writer.close()

    server = await asyncio.start_server(called, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


def _differences(data: Path) -> list[str]:
    workspace = Workspace(data, print)
    with workspace.stores() as stores:
        return [str(each) for store in stores.opened.values() for each in compare(workspace.ledger, store)]


if __name__ == "__main__":
    main()
