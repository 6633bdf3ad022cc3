"""Measures the whole path at size: reports read, fused, written into both stores, checked, rebuilt; rates and memory.

    .venv/bin/python bench/size.py [REPORTS] [--json FILE]

The reports are made up (invented states, one text a session), 40 or so statements each: 2,500 make about 100,000. Each
step runs in a process of its own, so that the memory told is that step's: its peak, without the engines.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from comity.api.workspace import Workspace
from comity.graph.changes import count
from comity.graph.check import differences
from comity.graph.ledger import Ledger
from comity.graph.project import rebuild
from comity.graph.settle import settle
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

STATES = ("Ruritania", "Sylvania", "Freedonia", "Graustark", "Borduria", "Zenda", "Karlsland", "Lutha")
FIRST = ("Anna", "Bero", "Cora", "Dario", "Elin", "Faro", "Gita", "Hugo", "Ines", "Joran", "Kira", "Lev")
MIDDLE = ("Maria", "Oskar", "Tal", "Ruth", "Emil", "Vera", "Noor", "Ivo")
LAST = ("Olm", "Tan", "Ruk", "Hale", "Brandt", "Sorel", "Vance", "Kemp", "Dorn", "Lisle", "Marek", "Stroud")
FIELDS = ("Trade", "Agriculture", "Energy", "Health", "Transport", "Education", "Culture", "Fisheries")
MONTHS = ("January", "March", "May", "June", "September", "November")


@dataclass(frozen=True, slots=True)
class Measured:
    """One number: what was measured, in which unit, and how much memory its process had at most."""

    name: str
    value: float
    unit: str
    peak_megabytes: float = 0.0


def main() -> None:
    """Make the reports, go through every step, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=2500)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    results: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Path(folder, "in"), asked.reports)
        for step in STEPS:
            for measured in in_a_process(step, Path(folder)):
                results.append(measured)
                print(f"{measured.name}: {measured.value:,.1f} {measured.unit}", end="", flush=True)
                print(f" (at most {measured.peak_megabytes:,.0f} MB)" if measured.peak_megabytes else "", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in results], indent=1) + "\n", encoding="utf-8")


def write_reports(folder: Path, count: int) -> None:
    """Reports of sessions of mechanisms between two invented states, each with two chairs."""
    folder.mkdir()
    chance = random.Random(1)
    for number in range(count):
        (folder / f"report-{number:06}.txt").write_text(_report(number, chance), encoding="utf-8")


def _report(number: int, chance: random.Random) -> str:
    one, other = chance.sample(STATES, 2)
    field, ordinal = chance.choice(FIELDS), 1 + number // 40
    day, month, year = chance.randint(1, 28), chance.choice(MONTHS), 1995 + number % 30
    chairs = [f"{chance.choice(FIRST)} {chance.choice(MIDDLE)} {chance.choice(LAST)}" for _ in range(2)]
    sectors = ", ".join(chance.sample([each.lower() for each in FIELDS], 3))
    return (
        f"{one} and {other} meet\nPublished: {year}-12-20\n\n"
        f"Session {ordinal} of the {one}-{other} Joint Committee on {field} was held in Strelsau on "
        f"{day} {month} {year}. The session was co-chaired by {chairs[0]}, Minister of {field} of {one}, and "
        f"{chairs[1]}, Deputy Minister of {field} of {other}. The two sides discussed cooperation in {sectors}.\n\n"
        f"They signed a Memorandum of Understanding on {field} number {number} at the meeting. "
        f"The next session will be held in {year + 2}.\n"
    )


def in_a_process(step: Callable[[Path], Iterator[Measured]], folder: Path) -> list[Measured]:
    """What a step measured, run in a new process, with the peak of its memory."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:  # whose processes may have processes of their own, as an ingest has
        return pool.submit(_run, step, folder).result()


def _run(step: Callable[[Path], Iterator[Measured]], folder: Path) -> list[Measured]:
    found = list(step(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [Measured(each.name, each.value, each.unit, round(peak)) for each in found]


def read(folder: Path) -> Iterator[Measured]:
    """Reports into the ledger, and fused."""
    ledger = Ledger(folder / "data" / "ledger.sqlite")
    start = time.monotonic()
    outcome = ingest(ledger, find_files([str(folder / "in")]))
    seconds = time.monotonic() - start
    yield Measured("read and recorded", outcome.new / seconds, "reports/s")
    yield Measured("statements recorded", outcome.statements / seconds, "statements/s")
    start = time.monotonic()
    groups = settle(ledger)
    yield Measured("fused", groups / (time.monotonic() - start), "groups/s")
    for name, held in count(ledger).items():
        yield Measured(f"held: {name}", held, name)
    yield Measured("ledger", (folder / "data" / "ledger.sqlite").stat().st_size / 1e6, "MB on disk")


def write_neo4j(folder: Path) -> Iterator[Measured]:
    """All of it into Neo4j, and then once more from nothing."""
    yield from _write(folder, "neo4j")


def write_sparql(folder: Path) -> Iterator[Measured]:
    """All of it into the RDF store, and then once more from nothing."""
    yield from _write(folder, "sparql")


def check_neo4j(folder: Path) -> Iterator[Measured]:
    """Neo4j compared with the ledger, piece by piece."""
    yield from _check(folder, "neo4j")


def check_sparql(folder: Path) -> Iterator[Measured]:
    """The RDF store compared with the ledger, piece by piece."""
    yield from _check(folder, "sparql")


def _write(folder: Path, name: str) -> Iterator[Measured]:
    workspace = _workspace(folder)
    with workspace.store(name) as store:
        start = time.monotonic()
        written = workspace.catch_up(store)
        yield Measured(f"written to {name}", written / (time.monotonic() - start), "changes/s")
        start = time.monotonic()
        written = rebuild(workspace.ledger, store)
        yield Measured(f"rebuilt in {name}", written / (time.monotonic() - start), "changes/s")


def _check(folder: Path, name: str) -> Iterator[Measured]:
    workspace = _workspace(folder)
    with workspace.store(name) as store:
        pieces = sum(1 for _ in store.pieces())
        start = time.monotonic()
        found = list(differences(workspace.ledger, store))
        seconds = time.monotonic() - start
        if found:
            sys.exit(f"{name} is not what the ledger says: {found[0]}")
        yield Measured(f"checked {name}", seconds, f"s for {pieces:,} pieces")


def _workspace(folder: Path) -> Workspace:
    return Workspace(folder / "data", lambda _: None)


STEPS = (read, write_neo4j, write_sparql, check_neo4j, check_sparql)

if __name__ == "__main__":
    main()
