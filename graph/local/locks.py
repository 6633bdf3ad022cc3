"""A lock between processes, held by a file; the system gives it back when its holder ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ..errors import StoreUnavailable

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes], wait: bool) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes], wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, on_wait: Callable[[], None] | None = None) -> Generator[None, None, None]:
    """Hold the lock of this file. `on_wait` is called once where another process has it, before we wait for it.

    Raises StoreUnavailable where the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise StoreUnavailable(f"{path.parent} cannot be written ({error.strerror}): give another --data.") from error
    with file:
        try:
            _lock(file, wait=False)
        except OSError:
            if on_wait:
                on_wait()
            _lock(file, wait=True)
        yield
