"""What came of a chunk of fuzzed texts, kept as a line of JSON, and the sum of many."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measured import p50, p95


@dataclass
class Chunk:
    """What came of `count` texts from number `first` on. `statuses` counts “language kind status”, 0 for broken off."""

    first: int
    count: int
    statuses: Counter[str] = field(default_factory=Counter[str])
    faults: list[str] = field(default_factory=list[str])
    slowest: float = 0.0  # seconds
    seconds: float = 0.0  # that all took
    quiet: list[float] = field(default_factory=list[float])  # milliseconds of light requests before
    light: list[float] = field(default_factory=list[float])  # and meanwhile
    put_again: int = 0  # how often a text was, since its engine was not there
    engines_ended: int = 0  # how often a private engine was ended, since a query went on in it
    reached: int = 0  # how often somebody came to the address

    def append_to(self, file: Path) -> None:
        """Write it as one more line."""
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(vars(self)) + "\n")

    @staticmethod
    def all_in(file: Path) -> list[Chunk]:
        """The chunks of a file; of two from the same number on, the later."""
        made = [Chunk(**json.loads(line)) for line in file.read_text("utf-8").splitlines()]
        return list({chunk.first: chunk for chunk in made}.values())


def summed_up(chunks: Sequence[Chunk]) -> str:
    """What all of them came to, in one line."""
    by_status = Counter[str]()
    for chunk in chunks:
        for each, number in chunk.statuses.items():
            by_status[each.rpartition(" ")[2]] += number
    quiet, light = ([time for chunk in chunks for time in getattr(chunk, name)] for name in ("quiet", "light"))
    return (
        f"{sum(chunk.count for chunk in chunks)} texts from {min(chunk.first for chunk in chunks)} on in "
        f"{sum(chunk.seconds for chunk in chunks):.0f} s: {dict(sorted(by_status.items()))}, "
        f"{sum(chunk.put_again for chunk in chunks)} put again, "
        f"{sum(chunk.engines_ended for chunk in chunks)} engines ended; "
        f"slowest {max(chunk.slowest for chunk in chunks):.2f} s; "
        f"light p50 {p50(light):.1f} ms (quiet {p50(quiet):.1f}), "
        f"p95 {p95(light):.1f} ms (quiet {p95(quiet):.1f}: x {p95(light) / p95(quiet):.2f}); "
        f"address reached {sum(chunk.reached for chunk in chunks)} times; "
        f"{sum(len(chunk.faults) for chunk in chunks)} faults"
    )
