"""The service as a process of its own, as users start it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import httpx
import psutil

COMITY = (sys.executable, "-m", "comity.api.cli")
# What no measurement is to run into; and nothing is kept, so that each answer is made anew.
FORBEARING = {"COMITY_CLIENT_RATE": "100000000", "COMITY_ENGINE_IDLE_SECONDS": "0"}
NOT_KEPT = {"COMITY_ANSWER_CACHE_BYTES": "1"}


@dataclass(frozen=True, slots=True)
class Running:
    """A service that runs: where, as which process, since when (`time.perf_counter`), and the file of what it says."""

    address: str
    process: psutil.Process
    began: float
    log: Path

    @property
    def megabytes(self) -> float:
        """Its resident memory, without the engines: these are processes of their own."""
        return self.process.memory_info().rss / 1e6


@contextmanager
def serving(data: Path, settings: Mapping[str, str] | None = None, ready: bool = True) -> Generator[Running]:
    """`comity serve` of a data folder on a free port; where `ready`, once both engines answer."""
    command = [*COMITY, "serve", "--port", "0", "--no-open", "--data", str(data)]
    began = time.perf_counter()
    environment = {**os.environ, **FORBEARING, **(settings or {})}
    with (
        NamedTemporaryFile(prefix="comity-serve-", suffix=".log") as log,
        subprocess.Popen(command, stderr=log, env=environment) as process,
    ):
        try:
            address = _address(Path(log.name))
            if ready:
                await_ready(address)
            yield Running(address, psutil.Process(process.pid), began, Path(log.name))
        finally:
            process.terminate()
            process.wait()


def _address(log: Path, seconds: float = 60) -> str:
    """Where it says that it is, as soon as it does."""
    deadline = time.monotonic() + seconds
    while not (match := re.search(r"http://127\.0\.0\.1:\d+", log.read_text("utf-8"))):
        assert time.monotonic() < deadline, "the service did not start"
        time.sleep(0.01)
    return match[0]


def await_ready(address: str, seconds: float = 120) -> None:
    """Wait until both engines answer and have caught up."""
    deadline = time.monotonic() + seconds
    while not httpx.get(f"{address}/api/v1/health", timeout=60).json()["ok"]:
        assert time.monotonic() < deadline, "the engines were waited for in vain"
        time.sleep(0.2)
