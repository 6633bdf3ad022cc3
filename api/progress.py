"""Progress on standard error: a bar with a rate and an end on a terminal, one closing line elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from .output import err, say

Advance = Callable[[int, int], None]  # told how many of how many are done


@contextmanager
def progress(title: str, unit: str) -> Generator[Advance]:
    """Shows how far something has come; nothing at all where there is nothing to do."""
    columns = (
        SpinnerColumn(),
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = err()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=None, rate="")
        state = _State()

        def advance(done: int, total: int) -> None:
            state.done = done
            bar.update(task, completed=done, total=total, rate=f"{state.rate():,.0f} {unit}/s")

        yield advance
    if state.done:
        say(f"{title}: {state.done:,} {unit}, {state.rate():,.0f}/s")


class _State:
    """How much is done, and since when."""

    def __init__(self) -> None:
        self.done = 0
        self._start = time.monotonic()

    def rate(self) -> float:
        return self.done / max(time.monotonic() - self._start, 1e-3)
