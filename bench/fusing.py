"""Measures fusing alone: all groups of a ledger fused again, in groups a second of processor time.

    .venv/bin/python bench/fusing.py [REPORTS] [--rounds N]

The reports are those of size.py. Processor time, not the clock, so that a busy machine tells the same.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from size import write_reports

from comity.graph.ledger import Ledger
from comity.graph.settle import settle
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files


def main() -> None:
    """Read the reports once, then fuse all of it several times; the best round is told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=int, nargs="?", default=300)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Path(folder, "in"), asked.reports)
        ledger = Ledger(Path(folder, "ledger.sqlite"))
        ingest(ledger, find_files([str(Path(folder, "in"))]))
        first = fused(ledger)
        again = max(fused_again(ledger) for _ in range(asked.rounds))
        print(f"fused at first: {first:,.0f} groups/s; fused again, nothing changed: {again:,.0f} groups/s")
        ledger.close()


def fused(ledger: Ledger) -> float:
    """Groups a second of processor time."""
    start = time.process_time()
    groups = settle(ledger)
    return groups / (time.process_time() - start)


def fused_again(ledger: Ledger) -> float:
    """As if the rules of fusing had changed."""
    with ledger.writing() as book:
        book.set("fuse", "other")
    return fused(ledger)


if __name__ == "__main__":
    main()
