"""Kills `comity ingest` (kill -9) at random moments, starts it again, and compares with an undisturbed run.

    .venv/bin/python bench/kills.py FOLDER_OF_REPORTS [TRIALS] [SEED]

Every trial has a data folder of its own and goes through all of it: reading, fusing, starting the engines, writing to
both stores. Afterwards `comity check` must find no difference and both languages must give the undisturbed rows.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

COMITY = (sys.executable, "-m", "comity.api.cli")
ENGINES = ("cypher", "sparql")


def main() -> None:
    """Run the trials; exit code 1 if one of them did not end equal."""
    reports, trials, seed = sys.argv[1], int((sys.argv[2:] or ["20"])[0]), int((sys.argv[3:] or ["1"])[0])
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        start = time.monotonic()
        ingest(reports, Path(folder, "undisturbed"))
        seconds = time.monotonic() - start
        expected = outcome(Path(folder, "undisturbed"))
        print(f"undisturbed: {seconds:.1f} s, counts {expected['counts']}", flush=True)
        equal = 0
        for trial in range(1, trials + 1):
            moment, data = chance.uniform(0, seconds), Path(folder, f"trial-{trial}")
            reached = kill_at(reports, data, moment)
            ingest(reports, data)
            same = outcome(data) == expected
            equal += same
            print(
                f"trial {trial}: killed at {moment:.2f} s ({reached}): {'equal' if same else 'DIFFERENT'}", flush=True
            )
    print(f"{equal} of {trials} ended equal")
    sys.exit(0 if equal == trials else 1)


def ingest(reports: str, data: Path) -> None:
    """An ingest that runs to its end."""
    subprocess.run([*COMITY, "ingest", reports, "--data", str(data)], check=True, capture_output=True)


def kill_at(reports: str, data: Path, moment: float) -> str:
    """Start an ingest, kill it after that many seconds, and tell what it was doing."""
    process = subprocess.Popen(
        [*COMITY, "ingest", reports, "--data", str(data)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
    told = (process.stderr.read() if process.stderr else "").strip().splitlines()
    return told[-1] if told else "before its first word"


def outcome(data: Path) -> dict[str, Any]:
    """What is held, whether the stores agree, and the rows in each language."""
    check = ask("check", "--json", "--data", str(data))
    rows = {
        engine: ask("ask", "who-co-chaired", "--engine", engine, "--json", "--data", str(data))["rows"]
        for engine in ENGINES
    }
    return {"ok": check["ok"], "counts": check["counts"], "rows": rows}


def ask(*arguments: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(subprocess.run([*COMITY, *arguments], check=False, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
