"""Kills Comity or one of its engines (kill -9) at random moments of an ingest, goes on, compares with a quiet run.

    .venv/bin/python bench/kills.py FOLDER_OF_REPORTS [--victim comity|oxigraph|neo4j] [--trials 20] [--seed 1] [--warm]

Every trial begins with nothing and goes through all of it: reading, fusing, starting the engines, writing to both
stores. Comity is killed at any moment of that; an engine while Comity writes to it. Afterwards the ingest is run again;
then comparing must find no difference and both languages must give the rows of the undisturbed run. With --warm (only
Comity is killed) the engines go on from trial to trial, which spares their starts: it is the ledger that is deleted, so
that each trial finds two stores full of another ledger's things.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from comity.api.answers import ask
from comity.api.workspace import Workspace
from comity.graph.audit import damage
from comity.graph.changes import count
from comity.graph.check import compare
from comity.graph.queries import named_query
from comity.graph.stores.base import Limits

COMITY = (sys.executable, "-m", "comity.api.cli")
QUESTION = "who-co-chaired"
LOOK = 0.01  # seconds between two looks whether an engine runs
Kill = Callable[[str, Path, random.Random], str]  # reports, data folder, chance -> what was killed when


def main() -> None:
    """Run the trials; exit code 1 if one of them did not end equal."""
    asked = _arguments()
    chance, kill = random.Random(asked.seed), KILLS[asked.victim]
    with tempfile.TemporaryDirectory() as folder:
        quiet, equal = Path(folder, "undisturbed"), 0
        keep(quiet, asked.warm)
        start = time.monotonic()
        ingest(asked.reports, quiet)
        DURATION["ingest"] = time.monotonic() - start
        expected = outcome(quiet)
        print(f"undisturbed: {DURATION['ingest']:.1f} s, counts {expected['counts']}", flush=True)
        for trial in range(1, asked.trials + 1):
            data = forgotten(quiet) if asked.warm else Path(folder, f"trial-{trial}")
            told = kill(asked.reports, data, chance)
            ingest(asked.reports, data)
            same = outcome(data) == expected
            equal += same
            print(f"trial {trial}: {told}: {'equal' if same else 'DIFFERENT'}", flush=True)
        stop(quiet)
    print(f"{equal} of {asked.trials} ended equal")
    sys.exit(0 if equal == asked.trials else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports")
    parser.add_argument("--victim", choices=list(KILLS), default="comity")
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warm", action="store_true")
    return parser.parse_args()


def keep(data: Path, warm: bool) -> None:
    """Start the engines before anything is measured, where they are to go on."""
    if warm:
        workspace = Workspace(data, lambda _: None)
        workspace.neo4j.start_and_keep()
        workspace.oxigraph.start_and_keep()


def stop(data: Path) -> None:
    """Stop the engines of a data folder."""
    workspace = Workspace(data, lambda _: None)
    for engine in (workspace.neo4j, workspace.oxigraph):
        engine.stop()


def forgotten(data: Path) -> Path:
    """The folder without its ledger: a new one knows nothing of what the stores hold."""
    for path in data.glob("ledger.sqlite*"):
        path.unlink()
    return data


DURATION = {"ingest": 0.0}  # seconds of the undisturbed run


def ingest(reports: str, data: Path) -> None:
    """An ingest that runs to its end; that some input is refused (3) is no failure."""
    done = subprocess.run(
        [*COMITY, "ingest", reports, "--data", str(data)], check=False, capture_output=True, text=True
    )
    if done.returncode not in (0, 3):
        sys.exit(f"The ingest ended with {done.returncode}: {done.stderr}")


def _start(reports: str, data: Path) -> subprocess.Popen[str]:
    command = [*COMITY, "ingest", reports, "--data", str(data)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def _last_word(process: subprocess.Popen[str]) -> str:
    told = (process.stderr.read() if process.stderr else "").strip().splitlines()
    return told[-1] if told else "before its first word"


def kill_comity(reports: str, data: Path, chance: random.Random) -> str:
    """Start an ingest and kill it at some moment of the time that it takes."""
    moment, process = chance.uniform(0, DURATION["ingest"]), _start(reports, data)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
    return f"Comity killed at {moment:.2f} s ({_last_word(process)})"


def kill_engine(name: str, patience: float) -> Kill:
    """Start an ingest, wait until the engine answers, and kill it up to `patience` seconds later."""

    def kill(reports: str, data: Path, chance: random.Random) -> str:
        moment, process = chance.uniform(0, patience), _start(reports, data)
        pid = 0
        while process.poll() is None and not pid:
            pid = _engine_pid(data, name)
            time.sleep(LOOK)
        with suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        process.wait()
        return f"{name} killed {moment:.2f} s after its start; Comity gave {process.returncode} ({_last_word(process)})"

    return kill


def _engine_pid(data: Path, name: str) -> int:
    """The process that `engines.json` names; 0 where there is none yet."""
    try:
        written: dict[str, Any] = json.loads((data / "engines.json").read_text("utf-8"))
    except (OSError, ValueError):
        return 0
    entry: dict[str, Any] = written.get(name) or {}
    process: dict[str, Any] = entry.get("process") or {}
    return int(process.get("pid", 0))


KILLS: dict[str, Kill] = {
    "comity": kill_comity,
    "oxigraph": kill_engine("sparql", 3.0),
    "neo4j": kill_engine("neo4j", 16.0),
}


def outcome(data: Path) -> dict[str, Any]:
    """What is held, all differences, and the rows in each language."""
    workspace, found = Workspace(data, lambda _: None), dict[str, Any]()
    found["counts"] = count(workspace.ledger)
    found["damage"] = list(damage(workspace.ledger))
    with workspace.stores() as stores:
        found["missing"] = stores.missing
        for name, store in stores.opened.items():
            answer = ask(workspace.ledger, store, named_query(QUESTION), {}, Limits())
            found[name] = (compare(workspace.ledger, store), store.counts(), answer.rows)
    workspace.ledger.close()
    return found


if __name__ == "__main__":
    main()
