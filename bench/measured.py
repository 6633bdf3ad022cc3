"""What is measured, and how two things are compared: in turns within one run, by their medians and 95th percentiles."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parents[1]
RESULTS = PROJECT / "bench" / "results.json"
TURNS = 10  # so that what else the machine does falls on both

Calls = Callable[[int], Awaitable[list[float]]]  # makes so many calls, gives the milliseconds of each


@dataclass(frozen=True, slots=True)
class Measured:
    """One number; with a peer, that of the peer within the same run; with a target, what issue or design ask for."""

    name: str
    value: float
    unit: str
    target: str = ""
    peer: str = ""
    peer_value: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the peer's number it is."""
        return round(self.value / self.peer_value, 2) if self.peer_value else None

    def told(self) -> str:
        """In one line."""
        beside = f" = {self.ratio} × {self.peer_value:,.3g} ({self.peer})" if self.peer_value else ""
        return f"{self.name}: {self.value:,.4g} {self.unit}{beside}{f'; target {self.target}' if self.target else ''}"


def record(results: Iterable[Measured], file: Path = RESULTS) -> None:
    """Write results as a list of objects, each with the machine and the commit it was measured on."""
    where = {"machine": machine(), "commit": commit()}
    rows = [_rounded(asdict(each)) | {"ratio": each.ratio} | where for each in results]
    file.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _rounded(row: dict[str, object]) -> dict[str, object]:
    """With four digits of each number: the rest is noise."""
    return {name: float(f"{value:.4g}") if isinstance(value, float) else value for name, value in row.items()}


def machine() -> str:
    """Cores, memory, Python and system: what figures depend on."""
    memory = psutil.virtual_memory().total / (1 << 30)
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, {platform.system()}"


def commit() -> str:
    """The commit that is checked out, and whether anything was changed since."""
    command = ("git", "-C", str(PROJECT), "describe", "--always", "--dirty", "--exclude", "*")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


async def in_turn(count: int, *all_calls: Calls) -> list[list[float]]:
    """The milliseconds of so many calls of each, in turns, after some to get warm."""
    times: list[list[float]] = [[] for _ in all_calls]
    part = max(1, count // TURNS)
    for calls in all_calls:
        await calls(part)
    for _ in range(TURNS):
        for calls, kept in zip(all_calls, times, strict=True):
            kept.extend(await calls(part))
    return times


def p50(times: Sequence[float]) -> float:
    """The median."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[18]


def compared(name: str, peer: str, own: Sequence[float], other: Sequence[float], target: str) -> list[Measured]:
    """Median and 95th percentile of our milliseconds beside the peer's."""
    return [
        Measured(f"{name}, {word}", of(own), "ms", target, peer, of(other)) for word, of in (("p50", p50), ("p95", p95))
    ]
