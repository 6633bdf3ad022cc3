"""A watched folder: what comes or changes is read once it is whole, and Ctrl-C ends the watch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count as counting
from pathlib import Path

import pytest

from comity.graph.changes import count
from comity.graph.ledger import Ledger
from comity.ingest import watching
from comity.ingest.watching import look, settled_files

from .reading.samples import REPORT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    return made


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Instead of waiting, the next of these is done: a file is written, or the watch ends."""
    steps: list[str] = []
    numbers = counting(1)

    def next_step(_pause: float) -> bool:
        if not steps:
            return False
        if name := steps.pop(0):
            path = Path(name)
            path.write_text(f"{next(numbers)}", encoding="utf-8")
            os.utime(path, ns=(0, 1_000_000_000 * next(numbers)))
        return True

    monkeypatch.setattr(watching, "_waits", next_step)
    return steps


def test_a_file_is_given_once_it_was_left_alone(folder: Path, looks: list[str]) -> None:
    new = folder / "new.txt"
    looks += [str(new), str(new), str(new), "", "", ""]
    seen = look([folder])
    found = settled_files([folder], seen)
    assert next(found) == (new,)
    assert looks == ["", ""]
    assert list(found) == []


def test_a_file_that_came_before_the_first_look_is_not_missed(folder: Path, looks: list[str]) -> None:
    (folder / "old.txt").write_text("old", encoding="utf-8")
    seen = look([folder])
    (folder / "meanwhile.txt").write_text("new", encoding="utf-8")
    looks += ["", ""]
    assert list(settled_files([folder], seen)) == [(folder / "meanwhile.txt",)]


def test_what_changes_is_given_again_and_so_is_a_report_whose_sidecar_comes(folder: Path, looks: list[str]) -> None:
    report = folder / "old.txt"
    report.write_text("old", encoding="utf-8")
    looks += ["", str(report), "", "", str(folder / "old.meta.yaml"), "", "", str(folder / "notes.csv"), "", ""]
    assert list(settled_files([folder], look([folder]))) == [(report,), (report,)]


def test_what_goes_is_nothing_to_read(folder: Path, looks: list[str]) -> None:
    report = folder / "old.txt"
    report.write_text("old", encoding="utf-8")
    seen = look([folder])
    report.unlink()
    looks += ["", ""]
    assert list(settled_files([folder], seen)) == []


@pytest.fixture
def watcher(folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Comity watching the folder, ready."""
    command = ["-m", "comity.api.cli", "ingest", str(folder), "--watch", "--ledger-only", "--data", str(tmp_path / "d")]
    with subprocess.Popen([sys.executable, *command], stderr=subprocess.PIPE, text=True) as process:
        _until(process, "0 documents read")
        yield process
        process.kill()


def _until(process: subprocess.Popen[str], words: str) -> None:
    """Read what is told until these words."""
    assert process.stderr is not None
    alarm = threading.Timer(120, process.kill)
    alarm.start()
    found = any(words in line for line in process.stderr)
    alarm.cancel()
    assert found, f"it ended without telling “{words}”"


def test_what_comes_is_read_and_ctrl_c_ends_it(watcher: subprocess.Popen[str], folder: Path, tmp_path: Path) -> None:
    with (folder / "slow.txt").open("w", encoding="utf-8") as file:
        half = len(REPORT) // 2
        file.write(REPORT[:half])
        file.flush()
        file.write(REPORT[half:])
    (folder / "notes.csv").write_text("no,report", encoding="utf-8")
    _until(watcher, "1 documents read")
    watcher.send_signal(signal.SIGINT)
    assert watcher.wait(60) == 0
    ledger = Ledger(tmp_path / "d" / "ledger.sqlite")
    assert count(ledger)["documents"] == 1
