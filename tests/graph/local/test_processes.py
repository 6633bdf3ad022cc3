"""Processes are told apart by more than their pid, and end when they are told to."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from comity.graph.local.processes import free_port, identity_of, spawn

STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on', flush=True); signal.pause()"


def test_an_identity_is_of_one_process() -> None:
    mine = identity_of(os.getpid())
    assert mine.alive
    assert not replace(mine, started=mine.started - 60).alive


def test_a_process_that_ended_is_not_alive_even_before_it_is_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as process:
        identity = identity_of(process.pid)
        assert process.stdout
        process.stdout.read()
        psutil.Process(process.pid).wait(20)
        assert not identity.alive


def test_a_stubborn_process_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    identity = spawn([sys.executable, "-c", STUBBORN], log)
    while not log.read_text():
        assert identity.alive
    identity.stop(patience=0.2)
    assert not identity.alive


@pytest.mark.skipif(sys.platform == "win32", reason="niceness is of POSIX")
def test_what_is_started_gives_way_to_us(tmp_path: Path) -> None:
    log = tmp_path / "log"
    identity = spawn([sys.executable, "-c", STUBBORN], log)
    try:
        ours = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, identity.pid) > ours or ours == 19
        session = Path(f"/proc/{identity.pid}/autogroup")
        if session.exists():  # on Linux, where its kernel groups by session
            assert int(session.read_text("ascii").split()[-1]) > 0
    finally:
        identity.stop(patience=0.2)


def test_another_program_with_its_pid_is_let_be() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        replace(identity_of(process.pid), started=1.0).stop(patience=0.2)
        assert process.poll() is None
        process.communicate(b"\n")


def test_a_free_port_is_the_preferred_one_where_it_can_be() -> None:
    port = free_port()
    assert free_port(port) == port
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert free_port(port) != port
