"""Ends an ingest of many reports again and again, by Ctrl-C and by kill -9, goes on, compares with a quiet run.

    .venv/bin/python bench/resuming.py FOLDER [--documents N] [--trials N] [--seed N]

FOLDER holds reports (.txt); they are repeated with changed names until there are N, so that worker processes read them.
Told are how far the ledger was each time, whether a worker was left behind, and whether the ledgers are equal.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
from reading import repeat

from comity.graph.changes import count
from comity.graph.ledger import Ledger

COMITY = (sys.executable, "-m", "comity.api.cli", "ingest", "--ledger-only")
SIGNALS = (signal.SIGINT, signal.SIGKILL)


def main() -> int:
    """Run both; exit code 1 if the ledgers differ or a worker stayed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--trials", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as made:
        reports, ended, quiet = (Path(made, name) for name in ("reports", "ended", "quiet"))
        reports.mkdir()
        repeat(asked.folder, reports, asked.documents)
        start = time.monotonic()
        subprocess.run([*COMITY, reports, "--data", quiet], capture_output=True, check=False)
        seconds = time.monotonic() - start
        left = sum(
            end(reports, ended, SIGNALS[number % 2], chance.uniform(2, seconds / 2)) for number in range(asked.trials)
        )
        subprocess.run([*COMITY, reports, "--data", ended], capture_output=True, check=False)
        equal = told(ended) == told(quiet)
    print(f"{asked.trials} ends: {'equal' if equal else 'DIFFERENT'}, {left} processes left behind")
    return 0 if equal and not left else 1


def end(reports: Path, data: Path, by: signal.Signals, after: float) -> int:
    """Begin or go on, end it after so many seconds; how many of its processes were still there ten seconds later."""
    running = subprocess.Popen([*COMITY, reports, "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        running.wait(after)
    family = psutil.Process(running.pid).children(recursive=True) if running.returncode is None else []
    running.send_signal(by)
    running.wait()
    _, stayed = psutil.wait_procs(family, timeout=10)
    print(f"{by.name} after {after:.1f} s: exit code {running.returncode}, {told(data)}", flush=True)
    return len(stayed)


def told(data: Path) -> object:
    """The counts of a ledger."""
    return count(Ledger(data / "ledger.sqlite")) if (data / "ledger.sqlite").exists() else "no ledger"


if __name__ == "__main__":
    sys.exit(main())
