"""Watches folders: gives the reports that came or changed, once they are left alone.

By looking again and again: that misses nothing between two looks, and works on every file system.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from .reading.files import find_files, sidecar_of

PAUSE = 2.0  # seconds in which a file must not change before it is read
State: TypeAlias = tuple[tuple[int, int], ...]  # size and time of change, of a report and its sidecar
Seen: TypeAlias = Mapping[Path, State]


def look(folders: Sequence[Path]) -> Seen:
    """The reports that are in these folders now, each with what changes when it is written."""
    files = (path for path in find_files(folders).files if isinstance(path, Path))
    return {path: (_state(path), _state(sidecar_of(path))) for path in files}


def settled_files(folders: Sequence[Path], read: Seen, pause: float = PAUSE) -> Iterator[tuple[Path, ...]]:
    """Reports that are not as they were when they were `read`, each time there are any, without end.

    A file that is still being written waits until it has been the same for one pause. A report is given again when its
    sidecar comes or changes.
    """
    done, before = dict(read), read
    while _waits(pause):
        now = look(folders)
        ready = tuple(path for path, state in now.items() if before.get(path) == state != done.get(path))
        done |= {path: now[path] for path in ready}
        before = now
        if ready:
            yield ready


def _waits(pause: float) -> bool:
    time.sleep(pause)
    return True


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:  # there is none, or it went meanwhile
        return -1, -1
    return found.st_size, found.st_mtime_ns
