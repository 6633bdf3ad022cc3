"""What the tests let workers do: each a function that a worker process can import."""

from __future__ import annotations

import os
import re
import signal
import time

from comity.ingest.workers import Failed

BAIT = re.compile(r"(a+)+b")  # takes for ever on a row of a's


def double(job: int) -> int:
    return 2 * job


def process(job: int) -> int:
    return os.getpid()


def mixed(job: str) -> str | Failed:
    """Some jobs go well, the others end in every way that a job can end."""
    if job == "endless":
        BAIT.search("a" * 60)
    if job == "asleep":
        time.sleep(3600)
    if job == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "wrong":
        raise ValueError("an error in the code\nwith two lines")
    return Failed("nothing in it") if job == "empty" else job.upper()
