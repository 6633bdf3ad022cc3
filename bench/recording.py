"""Measures what recording costs as a ledger grows: CPU of the process that records, and memory, at each thousand.

    .venv/bin/python bench/recording.py FOLDER [--documents N] [--step N] [--data FOLDER]

FOLDER holds reports (.txt); they are repeated with changed names until there are N, and given to `comity ingest
--ledger-only`. On the way it is ended four times, by Ctrl-C and by kill -9 in turn, and goes on; when no more are
recorded it is ended for good, since fusing is measured elsewhere (`size.py`). What a run takes until its first new
document (to start, and to see what is known) is told apart. With --data the ledger stays there, or grows on.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from reading import repeat
from sqlalchemy import func, select

from comity.graph import tables
from comity.graph.ledger import Ledger
from comity.ingest.extraction.statements import METHOD

COMITY = (sys.executable, "-m", "comity.api.cli", "ingest", "--ledger-only")
SIGNALS = (signal.SIGINT, signal.SIGKILL, signal.SIGINT, signal.SIGKILL)
PAUSE = 0.5  # seconds between two looks
QUIET = 30  # seconds without a new document, after which all are taken for recorded: some say nothing


@dataclass(frozen=True, slots=True)
class Sample:
    """How far a ledger is, and what the recording process has taken: CPU seconds, megabytes, those of all processes."""

    documents: int
    seconds: float
    parent: float
    everything: float


def main() -> None:
    """Print one row for each step, and a line for each end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--step", type=int, default=1_000)
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("| documents | CPU of the parent for one | all processes together, the parent |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as made:
        reports = Path(made, "reports")
        reports.mkdir()
        repeat(asked.folder, reports, asked.documents)
        grow(reports, asked.data or Path(made, "data"), asked.documents, asked.step)


def grow(reports: Path, data: Path, documents: int, step: int) -> None:
    """Ingest all, in one run more than there are ends."""
    known = recorded(data)
    ends = [known + (documents - known) * (number + 1) // (len(SIGNALS) + 1) for number in range(len(SIGNALS))]
    for end, by in zip([*ends, documents], [*SIGNALS, signal.SIGKILL], strict=True):
        running = subprocess.Popen(
            [*COMITY, reports, "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        tell(watch(running, data, end), step)
        running.send_signal(by)
        print(f"{by.name}: exit code {running.wait()}", flush=True)


def tell(samples: Iterator[Sample], step: int) -> None:
    """Print a row whenever so many documents more were recorded, and for what is left at the end."""
    before = last = next(samples)
    print(f"goes on at {before.documents}, after {before.seconds:.1f} s of CPU", flush=True)
    for last in samples:
        if last.documents // step > before.documents // step:
            before = row(before, last)
    if last.documents > before.documents:
        row(before, last)


def row(before: Sample, now: Sample) -> Sample:
    """Print what was taken between two looks, the later of which is given back."""
    each = (now.seconds - before.seconds) / (now.documents - before.documents)
    span = f"{before.documents:,} to {now.documents:,}"
    print(f"| {span} | {each * 1000:.0f} ms | {now.everything:.0f} MB, {now.parent:.0f} MB |", flush=True)
    return now


def watch(running: subprocess.Popen[bytes], data: Path, end: int) -> Iterator[Sample]:
    """Looks at a run whenever documents are new, until so many are recorded or nothing more comes."""
    start = known = recorded(data)
    grown = time.monotonic()
    while running.poll() is None and known < end and (known == start or time.monotonic() - grown < QUIET):
        time.sleep(PAUSE)
        if (documents := recorded(data)) > known:
            known, grown = documents, time.monotonic()
            with suppress(psutil.NoSuchProcess):
                yield sample(psutil.Process(running.pid), documents)


def sample(parent: psutil.Process, documents: int) -> Sample:
    """What the process has taken, and what it and those that it started hold."""
    times, held = parent.cpu_times(), [parent.memory_info().rss]
    for child in parent.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            held.append(child.memory_info().rss)
    return Sample(documents, times.user + times.system, held[0] / 1e6, sum(held) / 1e6)


def recorded(data: Path) -> int:
    """How many reports a ledger has."""
    if not (data / "ledger.sqlite").exists():
        return 0
    reports = select(func.count()).select_from(tables.reading).where(tables.reading.c.method == METHOD)
    with Ledger(data / "ledger.sqlite").reading() as connection:
        return connection.execute(reports).scalar_one()


if __name__ == "__main__":
    sys.exit(main())
