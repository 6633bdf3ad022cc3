"""Processes that outlive us: told apart by pid and start time, started in a session of their own, surely stopped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

LOOPBACK = "127.0.0.1"
_SAME_START = 2.0  # seconds: start times are computed from the clock, which may be set while a process runs
_PATIENCE = 30.0  # seconds that a process has to end by itself before it is killed
_NICENESS = 5  # by so much what we start gives way to us: more, and queries would starve beside other programs


@dataclass(frozen=True, slots=True)
class ProcessIdentity:
    """One process, not merely whatever has this pid now: a pid is given to another program sooner or later."""

    pid: int
    started: float

    @property
    def alive(self) -> bool:
        return self._process() is not None

    def stop(self, patience: float = _PATIENCE) -> None:
        """End it: politely, and after that for certain. A process that is gone, or another with its pid, is let be."""
        with suppress(psutil.NoSuchProcess):
            if process := self._process():
                process.terminate()
                try:
                    process.wait(patience)
                except psutil.TimeoutExpired:
                    process.kill()
                    process.wait(patience)

    def _process(self) -> psutil.Process | None:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started) < _SAME_START
            if same and process.status() != psutil.STATUS_ZOMBIE:
                return process
        return None


def identity_of(pid: int) -> ProcessIdentity:
    """The identity of a process that runs now, or of one that has just ended: its start time is then 0."""
    try:
        return ProcessIdentity(pid, psutil.Process(pid).create_time())
    except psutil.NoSuchProcess:
        return ProcessIdentity(pid, 0.0)


def processes_naming(argument: str) -> list[ProcessIdentity]:
    """The processes that were started with exactly this argument."""
    found = psutil.process_iter(["cmdline", "create_time"])
    return [
        ProcessIdentity(process.pid, process.info["create_time"])
        for process in found
        if argument in (process.info["cmdline"] or ()) and process.pid != os.getpid()
    ]


def spawn(command: Sequence[str], log: Path, extra: Mapping[str, str] | None = None) -> ProcessIdentity:
    """Start a process that a Ctrl-C in our terminal does not reach and that goes on when we end.

    It gives way to us where both want a core: people wait for the service, and it waits for an engine only if asked to.
    Its output goes to `log`; `extra` is added to its environment. Raises OSError where it cannot be started.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    flags = 0
    if sys.platform == "win32":
        flags = (
            subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.DETACHED_PROCESS | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        )
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **(extra or {})},
            start_new_session=True,
            creationflags=flags,
        )
    process.returncode = 0  # it is not ours to wait for, and Popen would warn of that when it is collected
    _give_way(process.pid)
    return identity_of(process.pid)


def _give_way(pid: int) -> None:
    """Make a process that has just been started nicer than we are, and with it each thread that it will have.

    Linux shares out its cores among sessions before it looks at the niceness within one, so the session has one too.
    https://man7.org/linux/man-pages/man7/sched.7.html, "The autogroup feature"
    """
    if sys.platform == "win32":
        return
    with suppress(OSError):
        niceness = min(os.getpriority(os.PRIO_PROCESS, 0) + _NICENESS, 19)
        os.setpriority(os.PRIO_PROCESS, pid, niceness)
        session = Path(f"/proc/{pid}/autogroup")
        if session.exists():
            session.write_text(str(niceness), "ascii")


def free_port(preferred: int = 0) -> int:
    """A loopback port that nobody listens on: the preferred one where that is free, so that addresses last."""
    with suppress(OSError):
        return _bound(preferred)
    return _bound(0)


def _bound(port: int) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((LOOPBACK, port))
        return int(probe.getsockname()[1])
