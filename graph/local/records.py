"""`engines.json`: which private engines run, where they answer, and who uses them (leases)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

from .locks import locked
from .processes import ProcessIdentity

FILE = "engines.json"
_LOCK = ".engines.lock"


@dataclass(frozen=True, slots=True)
class Lease:
    """One use of an engine: it counts as long as the process that took it lives."""

    token: str
    holder: ProcessIdentity


@dataclass(frozen=True, slots=True)
class EngineRecord:
    """What is written down of one engine. `port` is kept after a stop, so that the next start has the same address.

    `unused_since` is when the last lease was given back, `watcher` the process that ends the engine some time after.
    """

    process: ProcessIdentity | None = None
    address: Mapping[str, str] | None = None
    port: int = 0
    keep: bool = False
    leases: tuple[Lease, ...] = ()
    unused_since: float = 0.0
    watcher: ProcessIdentity | None = None

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.alive

    @property
    def live_leases(self) -> tuple[Lease, ...]:
        return tuple(lease for lease in self.leases if lease.holder.alive)

    def without(self, token: str) -> EngineRecord:
        """The record when this lease is given back; leases of the dead go with it."""
        return replace(self, leases=tuple(lease for lease in self.live_leases if lease.token != token))


class Records:
    """The entry of one engine in `engines.json` of a data folder."""

    def __init__(self, data: Path, name: str) -> None:
        self._path = data / FILE
        self._lock = data / _LOCK
        self._name = name

    def read(self) -> EngineRecord:
        """What is written down now; an engine that was never started has an empty record."""
        return _record(_entries(self._path).get(self._name, {}))

    def change(self, change: Callable[[EngineRecord], EngineRecord]) -> EngineRecord:
        """Replace the entry by what `change` makes of it, while no other process can write."""
        with locked(self._lock):
            entries = _entries(self._path)
            changed = change(_record(entries.get(self._name, {})))
            _write(self._path, {**entries, self._name: _entry(changed)})
        return changed

    def stop(self, record: EngineRecord) -> None:
        """End the engine of the record and its watcher, unless we are that, and write down that nothing runs."""
        for process in (record.process, record.watcher):
            if process and process.pid != os.getpid():
                process.stop()
        self.change(lambda now: EngineRecord(port=now.port))


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, beside and renamed: nobody ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", delete=False) as file:
        file.write(text)  # the temporary file has mode 600 from the start
    Path(file.name).replace(path)


def _entries(path: Path) -> dict[str, Any]:
    try:
        found: Any = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):  # a damaged file says nothing: engines are found again by their folders
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _write(path: Path, entries: Mapping[str, Any]) -> None:
    write_private(path, json.dumps(entries, indent=1) + "\n")


def _record(entry: Mapping[str, Any]) -> EngineRecord:
    return EngineRecord(
        process=_process(entry.get("process")),
        address=entry.get("address"),
        port=entry.get("port", 0),
        keep=entry.get("keep", False),
        leases=tuple(Lease(lease["token"], ProcessIdentity(**lease["holder"])) for lease in entry.get("leases", ())),
        unused_since=entry.get("unused_since", 0.0),
        watcher=_process(entry.get("watcher")),
    )


def _process(written: Mapping[str, Any] | None) -> ProcessIdentity | None:
    return ProcessIdentity(**written) if written else None


def _entry(record: EngineRecord) -> dict[str, Any]:
    return {
        "address": dict(record.address) if record.address else None,
        "port": record.port,
        "process": asdict(record.process) if record.process else None,
        "keep": record.keep,
        "leases": [{"token": lease.token, "holder": asdict(lease.holder)} for lease in record.leases],
        "unused_since": record.unused_since,
        "watcher": asdict(record.watcher) if record.watcher else None,
    }
