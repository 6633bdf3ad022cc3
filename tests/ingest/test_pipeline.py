"""From files to facts on the seed reports, without engines: nothing depends on order, repetition or interruption."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from comity.graph.changes import changes_since, count
from comity.graph.ledger import Ledger
from comity.graph.update import update
from comity.ingest.pipeline import Outcome, ingest
from comity.ingest.reading.files import find_files


@pytest.fixture(scope="session")
def reports(shared: Path) -> list[Path]:
    return sorted((shared / "corpus" / "seeds").glob("*.txt"))


def _ingest(ledger: Ledger, paths: Sequence[Path]) -> Outcome:
    outcome = ingest(ledger, find_files(paths))
    update(ledger)
    return outcome


def _state(data: Path) -> Any:
    """All that a store would be told, whatever the numbers of the changes."""
    ledger = Ledger(data / "ledger.sqlite")
    changes = list(changes_since(ledger, 0))
    ledger.close()
    return [
        sorted((each for one in changes for each in getattr(one, name)), key=lambda each: each.id)
        for name in ("entities", "facts", "quotes")
    ]


@pytest.fixture(scope="session")
def undisturbed(reports: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Any:
    data = tmp_path_factory.mktemp("undisturbed")
    _ingest(Ledger(data / "ledger.sqlite"), reports)
    return _state(data)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_files_gives_the_same_facts(
    reports: list[Path], undisturbed: Any, tmp_path: Path, seed: int
) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    for path in random.Random(seed).sample(reports, len(reports)):
        _ingest(ledger, [path])
    ledger.close()
    assert _state(tmp_path) == undisturbed


def test_ingesting_twice_adds_nothing(reports: list[Path], tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    first = _ingest(ledger, reports)
    held = count(ledger)
    again = _ingest(ledger, reports)
    assert (first.new, first.known) == (len(reports), 0)
    assert (again.new, again.known, again.statements) == (0, len(reports), 0)
    assert count(ledger) == held


def test_the_same_text_under_another_name_is_one_document(reports: list[Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(reports[-1].read_bytes())
    ledger = Ledger(tmp_path / "ledger.sqlite")
    outcome = _ingest(ledger, [reports[-1], copy])
    assert (outcome.new, outcome.known) == (1, 1)
    assert count(ledger)["documents"] == 1


@pytest.mark.parametrize("seed", range(4))
def test_killed_and_started_again_ends_equal(reports: list[Path], undisturbed: Any, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    command = [
        *(sys.executable, "-m", "comity.api.cli", "ingest", *map(str, reports)),
        *("--ledger-only", "--data", str(tmp_path)),
    ]
    for attempt in itertools.count():
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if attempt < 4:
            _kill_after_growth(process, tmp_path, chance.randrange(1, 200_000))
        elif process.wait() == 0:
            break
    assert _state(tmp_path) == undisturbed


def _kill_after_growth(process: subprocess.Popen[bytes], data: Path, growth: int) -> None:
    """Kill a process once it has written that many bytes: a moment that does not depend on the machine's speed."""
    start = _size(data)
    while process.poll() is None and _size(data) < start + growth:
        time.sleep(0.002)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


def _size(data: Path) -> int:
    size = 0
    for path in data.glob("ledger.sqlite*"):
        with suppress(FileNotFoundError):  # the journal goes while it is looked at
            size += path.stat().st_size
    return size


def test_a_day_that_cannot_be_is_refused_with_its_line_and_the_rest_is_kept(project: Path, tmp_path: Path) -> None:
    (report,) = (project / "examples" / "reports").glob("*31-february.txt")
    ledger = Ledger(tmp_path / "ledger.sqlite")
    outcome = _ingest(ledger, [report])
    (refusal,) = outcome.refused
    assert refusal.where == f"{report}, line 4"
    assert "31 February" in refusal.reason
    assert outcome.new == 1
    assert count(ledger)["facts"] > 0
