"""Reads input that means harm, and counts what came of it: nothing crashes, nothing lasts past its deadline.

    .venv/bin/python bench/hostile.py [FILES] [SECONDS]

The files are made by tests/ingest/hostile.py: 14 kinds in turn, the same each time.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from comity.ingest.pipeline import ReadTask
from comity.ingest.reading import READER
from comity.ingest.reading.files import find_files
from comity.ingest.workers import Failed, Plan, run

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ingest.hostile import hostile


def main() -> None:
    """Write the files, read them in two processes, print how many were refused for which reason."""
    number, seconds = (int(sys.argv[at]) if len(sys.argv) > at else usual for at, usual in ((1, 2000), (2, 20)))
    with tempfile.TemporaryDirectory() as folder:
        for name, data in hostile(number):
            Path(folder, name).write_bytes(data)
        counted: Counter[str] = Counter()
        slowest, before = (0.0, ""), time.monotonic()
        sources = find_files([folder]).files
        with closing(run(ReadTask(READER), sources, Plan(2, seconds), is_heavy=lambda _: True)) as results:
            for source, made in results:
                now = time.monotonic()
                slowest, before = max(slowest, (now - before, Path(str(source)).name)), now
                counted[reason(made.reason, str(source)) if isinstance(made, Failed) else "read"] += 1
    for what, times in counted.most_common():
        print(f"{times:6} {what}")
    print(f"{counted.total()} files of {number}; the longest wait for a result was {slowest[0]:.1f} s ({slowest[1]})")


def reason(said: str, source: str) -> str:
    """A reason without what is of one file alone."""
    return re.sub(r"\d+", "N", re.sub(r"\(.*?\)", "(…)", said.replace(source, "FILE")))


if __name__ == "__main__":
    main()
