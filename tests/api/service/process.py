"""`comity serve` as a process of its own, asked over a real connection."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import httpx

from .conftest import await_that


@contextmanager
def served(data: Path) -> Generator[str]:
    """Where a data folder is served, once all is ready; at its end it has to stop cleanly at Ctrl-C."""
    serve = ["-m", "comity.api.cli", "serve", "--port", "0", "--no-open", "--data", str(data)]
    process = subprocess.Popen([sys.executable, *serve], stderr=subprocess.PIPE, text=True, env=os.environ)
    assert process.stderr
    try:
        match = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
        assert match
        await_that(lambda: _is_ready(match[0]))
        yield match[0]
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0  # the way to end it
    finally:
        process.kill()
        process.communicate()


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/api/v1/health", timeout=30).json()["ok"]
    except httpx.HTTPError:
        return False
