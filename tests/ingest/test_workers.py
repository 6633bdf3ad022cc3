"""Workers: results in order, failures of single jobs with their reasons, no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

from comity.ingest.workers import FEW, Failed, Plan, run

from .worker_tasks import double, mixed, process


@pytest.fixture(autouse=True)
def _importable(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers import the tasks of the tests by their name."""
    monkeypatch.setattr(sys, "path", [str(project), *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(project))


TWO = Plan(workers=2, seconds=1)
Made = TypeVar("Made")
Job = TypeVar("Job")


def _run(
    task: Callable[[Job], Made], jobs: Sequence[Job], plan: Plan = TWO, heavy: bool = False
) -> list[tuple[Job, Made | Failed]]:
    with closing(run(task, jobs, plan, is_heavy=lambda job: heavy)) as results:
        return list(results)


def test_few_jobs_start_no_process() -> None:
    assert {made for _, made in _run(process, range(FEW))} == {os.getpid()}


def test_many_jobs_are_shared_out_and_come_back_in_order() -> None:
    jobs = range(FEW + 100)
    assert _run(double, jobs) == [(job, 2 * job) for job in jobs]
    workers = {made for _, made in _run(process, jobs)}
    assert os.getpid() not in workers
    assert 1 <= len(workers) <= 2


def test_one_heavy_job_is_done_in_a_process_of_its_own() -> None:
    ((_, worker),) = _run(process, [1], heavy=True)
    assert worker != os.getpid()


def test_what_cannot_be_interrupted_is_done_in_a_process_of_its_own() -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(made for _, made in _run(process, [1])))
    thread.start()
    thread.join()
    assert found not in ([], [os.getpid()])


@pytest.mark.parametrize("heavy", [False, True])
def test_a_job_that_takes_too_long_fails_alone(heavy: bool) -> None:
    results = dict(_run(mixed, ["one", "endless", "two", "asleep", "three"], heavy=heavy))
    assert [results[job] for job in ("one", "two", "three")] == ["ONE", "TWO", "THREE"]
    for job in ("endless", "asleep"):
        assert results[job] == Failed("reading it took longer than COMITY_READ_SECONDS allows, 1")


def test_a_job_that_takes_its_worker_with_it_fails_alone() -> None:
    results = dict(_run(mixed, ["one", "killed", "two", "empty"], heavy=True))
    failed = results.pop("killed")
    assert results == {"one": "ONE", "two": "TWO", "empty": Failed("nothing in it")}
    assert isinstance(failed, Failed)
    assert "the process that read it ended" in failed.reason


@pytest.mark.parametrize("heavy", [False, True])
def test_an_error_fails_its_job_in_one_sentence(heavy: bool) -> None:
    results = dict(_run(mixed, ["wrong", "right"], heavy=heavy))
    assert results["right"] == "RIGHT"
    assert results["wrong"] == Failed("reading it met an error in Comity (ValueError): please report it with the text")


def test_closing_early_ends_the_workers() -> None:
    results = run(process, range(1000), TWO, is_heavy=lambda job: True)
    _, worker = next(results)
    assert isinstance(worker, int)
    assert _lives(worker)
    results.close()
    assert not _lives(worker)


def test_a_parent_that_is_killed_leaves_no_worker_behind() -> None:
    code = (
        "from comity.ingest.workers import Plan, run; from tests.ingest.worker_tasks import process\n"
        "if __name__ == '__main__':\n"
        "    results = run(process, range(1000), Plan(2, 9), is_heavy=lambda job: True)\n"
        "    print(next(results)[1], flush=True); input()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert _lives(worker)
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    until = time.monotonic() + 60
    while _lives(worker) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _lives(worker)


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
