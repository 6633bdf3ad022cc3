"""Runs a pure function over many jobs, in worker processes where that pays, each job within a deadline; in order.

A job that passes its deadline, or takes its worker with it, fails with the reason, and the others go on. The parent
never holds more than a window of results, so memory stays flat however many jobs there are.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing.context import BaseContext
from types import FrameType
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

Job = TypeVar("Job")
Made = TypeVar("Made")

FEW = 60  # jobs that are done before worker processes have started
AHEAD = 32  # jobs a worker process may be ahead of what was taken


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Plan:
    """How many processes may work, and how many seconds one job may take."""

    workers: int = 0  # 0: as many as there are cores
    seconds: float = 90.0  # the fetching of an address, which has its own deadline, is part of it

    @property
    def processes(self) -> int:
        return self.workers or cores()


PLAN = Plan()


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that came to nothing, and why."""

    reason: str
    may_pass: bool = False  # another time it may go well


class DeadlinePassed(BaseException):
    """A job took too long. Not an Exception, so that no reader takes it for a fault of the file."""


def run(
    task: Callable[[Job], Made], jobs: Sequence[Job], plan: Plan = PLAN, *, is_heavy: Callable[[Job], bool]
) -> Generator[tuple[Job, Made | Failed]]:
    """Each job, in the order given, with what the task made of it, or why it failed.

    Few jobs, none of them heavy, are done in this process, under an alarm. `task` has to be picklable; an error that it
    raises fails its job alone. Close the generator to stop the workers.
    """
    alone = len(jobs) <= FEW or plan.processes == 1
    if alone and _has_alarm() and not any(is_heavy(job) for job in jobs):
        yield from ((job, _in_time(task, job, plan.seconds)) for job in jobs)
        return
    pool = ProcessPool(
        max_workers=min(plan.processes, len(jobs)) or 1,
        initializer=_Worker.prepare,
        initargs=(task,),
        context=_context(),  # pyright: ignore[reportArgumentType] (pebble asks for the type of one platform)
    )
    try:
        yield from _in_pool(pool, jobs, plan)
    finally:
        pool.stop()
        pool.join()


def _in_pool(pool: ProcessPool, jobs: Iterable[Job], plan: Plan) -> Iterator[tuple[Job, Any]]:
    waiting: deque[tuple[Job, ProcessFuture[Any]]] = deque()
    left = iter(jobs)
    while True:
        for job in islice(left, AHEAD * plan.processes - len(waiting)):
            waiting.append((job, pool.schedule(_Worker.work, args=(job,), timeout=plan.seconds)))
        if not waiting:
            return
        job, future = waiting.popleft()
        yield job, _result(future, plan.seconds)


def _result(future: ProcessFuture[Any], seconds: float) -> Any:
    try:
        return future.result()
    except TimeoutError:
        return _too_long(seconds)
    except ProcessExpired as error:
        return Failed(f"the process that read it ended (exit code {error.exitcode}); is there enough memory?")
    except Exception as error:  # noqa: BLE001 (whatever one job met, the others go on)
        return _broken(error)


def _in_time(task: Callable[[Job], Made], job: Job, seconds: float) -> Made | Failed:
    try:
        with _alarm(seconds):
            return task(job)
    except DeadlinePassed:
        return _too_long(seconds)
    except Exception as error:  # noqa: BLE001 (whatever one job met, the others go on)
        return _broken(error)


def _too_long(seconds: float) -> Failed:
    return Failed(f"reading it took longer than COMITY_READ_SECONDS allows, {seconds:g}")


def _broken(error: Exception) -> Failed:
    return Failed(f"reading it met an error in Comity ({type(error).__name__}): please report it with the text")


class _Worker(Generic[Job, Made]):
    """What a worker process holds: the task, given once."""

    task: Callable[[Any], Any]

    @classmethod
    def prepare(cls, task: Callable[[Any], Any]) -> None:
        cls.task = task
        threading.Thread(target=_end_with_parent, daemon=True).start()

    @classmethod
    def work(cls, job: Any) -> Any:
        return cls.task(job)


def _end_with_parent() -> None:
    """A parent that was killed tells nobody: its end is waited for, so that no worker is left behind."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _context() -> BaseContext:
    """New processes from a server process that has loaded what they need; never by forking one that has threads."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{__package__}.pipeline"])
    return context


def _has_alarm() -> bool:
    """Can work in this process be interrupted? Only the main thread can, and not on every system."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def _alarm(seconds: float) -> Generator[None]:
    """Raises DeadlinePassed in what is done here, once the time is over."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise DeadlinePassed

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
