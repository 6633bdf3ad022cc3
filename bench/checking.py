"""Measures `comity check` at size: seconds, and the most memory that the checking process had, without the engines.

    .venv/bin/python bench/checking.py [FACTS …] [--store sparql] [--store neo4j]

Of each size the same reports as for `size.py` are made (about 27 facts each) and written into the stores; then the
ledger's own hashes and decisions are checked, and each store is compared with it, each in a process
of its own. Flat
memory is the same at every size; one pass is seconds that grow as the facts do.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from size import Measured, in_a_process, read, write_reports

from comity.api.workspace import Workspace
from comity.graph.audit import damage
from comity.graph.changes import count
from comity.graph.check import differences

SIZES = (10_000, 100_000)
FACTS_PER_REPORT = 27


def main() -> None:
    """Make each size, check it, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=int, nargs="*", default=SIZES)
    parser.add_argument("--store", action="append", choices=("sparql", "neo4j"))
    asked = parser.parse_args()
    for facts in asked.facts:
        with tempfile.TemporaryDirectory() as folder:
            write_reports(Path(folder, "in"), facts // FACTS_PER_REPORT)
            in_a_process(read, Path(folder))
            check(Path(folder), asked.store or ["sparql", "neo4j"])


def check(folder: Path, stores: list[str]) -> None:
    """The ledger by itself, and then each store against it."""
    for name in stores:
        in_a_process(partial(write, name), folder)
    for step in (audit, *(partial(compare, name) for name in stores)):
        for measured in in_a_process(step, folder):
            print(
                f"{measured.name}: {measured.value:,.1f} s for {measured.unit}, "
                f"at most {measured.peak_megabytes:,.0f} MB",
                flush=True,
            )


def write(name: str, folder: Path) -> Iterator[Measured]:
    """All of the ledger into a store; nothing is measured."""
    workspace = _workspace(folder)
    with workspace.store(name) as store:
        workspace.catch_up(store)
    yield from ()


def audit(folder: Path) -> Iterator[Measured]:
    """The ledger against its own hashes and decisions."""
    workspace = _workspace(folder)
    held = count(workspace.ledger)
    start = time.monotonic()
    found = list(damage(workspace.ledger))
    yield Measured("ledger", time.monotonic() - start, f"{held['statements']:,} statements, {held['facts']:,} facts")
    if found:
        sys.exit(f"The ledger is damaged: {found[0]}")


def compare(name: str, folder: Path) -> Iterator[Measured]:
    """A store against the ledger, piece by piece."""
    workspace = _workspace(folder)
    with workspace.store(name) as store:
        start = time.monotonic()
        found = list(differences(workspace.ledger, store))
        seconds = time.monotonic() - start
        yield Measured(name, seconds, f"{sum(1 for _ in store.pieces()):,} pieces")
    if found:
        sys.exit(f"{name} is not what the ledger says: {found[0]}")


def _workspace(folder: Path) -> Workspace:
    return Workspace(folder / "data", lambda _: None)


if __name__ == "__main__":
    main()
