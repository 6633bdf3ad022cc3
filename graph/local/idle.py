"""Ends an engine that nobody has used for a while: a small process, started when its last lease is given back.

    python -m comity.graph.local.idle DATA FOLDER NAME SECONDS

It sleeps until the time could be over, looks at the record under the engine's lock, and goes on or ends. If it is
killed, the engine stays until the next command uses it and gives it back.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from .locks import locked
from .processes import ProcessIdentity, spawn
from .records import Records

LOCK = ".lock"  # in the engine's folder
_DONE = 0.0


def start_watching(data: Path, folder: str, name: str, seconds: float) -> ProcessIdentity:
    """Start the process that ends the engine after so many seconds without a lease."""
    arguments = [str(data), folder, name, str(seconds)]
    return spawn([sys.executable, "-m", "comity.graph.local.idle", *arguments], data / folder / "idle.log")


def end_if_unused(data: Path, folder: str, name: str, seconds: float, now: float) -> float:
    """End the engine if it has had no lease for so long.

    Gives back the seconds until it is worth looking again; 0 where it has ended, or is kept.
    """
    records = Records(data, name)
    with locked(data / folder / LOCK):
        record = records.read()
        if not record.running or record.keep:
            return _DONE
        if record.live_leases:
            return seconds
        left = min(record.unused_since + seconds - now, seconds)  # the clock may have been set back
        if left <= 0:
            records.stop(record)
        return max(left, _DONE)


def watch(data: Path, folder: str, name: str, seconds: float) -> None:
    """Watch until the engine has ended, or is kept. Where its folder is deleted, it is ended too."""
    process, left = Records(data, name).read().process, seconds
    while left:
        time.sleep(left)
        if not (data / folder).is_dir():
            if process:
                process.stop()
            return
        left = end_if_unused(data, folder, name, seconds, time.time())


if __name__ == "__main__":
    watch(Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4]))
