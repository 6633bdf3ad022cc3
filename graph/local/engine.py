"""What the private engines have in common: start or join, take a lease, give it back; the last one stops the engine."""

from __future__ import annotations

import os
import secrets
import shutil
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from ..errors import StoreUnavailable
from ..stores.base import Store
from .idle import LOCK, start_watching
from .locks import locked
from .processes import ProcessIdentity, free_port, identity_of, processes_naming
from .records import EngineRecord, Lease, Records

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_PAUSE = 0.1  # seconds between two looks whether an engine answers
_PROGRESS_EVERY = 5.0  # seconds between two words about a start that takes long

Address = TypeVar("Address", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class EngineStatus(Generic[Address]):
    """Whether an engine runs, where it answers, whether it is kept, and how many live processes use it."""

    running: bool
    address: Address | None = None
    pid: int | None = None
    kept: bool = False
    leases: int = 0


class LocalEngine(ABC, Generic[Address]):
    """A private engine of one data folder. Every method may raise StoreUnavailable, in one sentence.

    An engine is started under a lock of its folder, so that two processes never start it twice. Whoever finds it
    running joins it, also after the one that started it was killed.
    """

    name: ClassVar[str]  # its key in engines.json
    title: ClassVar[str]  # what users call it
    folder: ClassVar[str]  # its folder under the data folder
    patience: ClassVar[float]  # seconds until a start is given up
    secret: ClassVar[str]  # the file in its folder that its password or token is in

    def __init__(self, data: Path, cache: Path, say: Callable[[str], None], idle: float = 0.0) -> None:
        """`idle`: for how many seconds the engine outlives its last lease; 0 stops it at once."""
        self._data = data.resolve()
        self._home = self._data / self.folder
        self._cache = cache
        self._say = say
        self._idle = idle
        self._records = Records(self._data, self.name)
        self._token = secrets.token_hex(8)
        self._given_up = threading.Event()

    @contextmanager
    def store(self) -> Generator[Store]:
        """The store in the engine, which is started or joined and runs for as long as the store is used."""
        address = self.ensure()
        try:
            with closing(self._store(address)) as store:
                yield store
        finally:
            self.release()

    def ensure(self) -> Address:
        """The address of the running engine, started where needed; a lease keeps it running until `release`."""
        with self._lock():
            address = self._started()
            self._records.change(self._with_lease)
        return address

    def release(self) -> None:
        """Give the lease back. Where no live process has one and nobody said keep, the engine is stopped, or soon."""
        with self._lock():
            record = self._records.change(lambda record: record.without(self._token))
            if record.leases or record.keep:
                return
            if self._idle and record.running:
                self._stop_later(record)
            else:
                self._records.stop(record)

    def start_and_keep(self) -> Address:
        """Start the engine, or join it, and leave it running until `stop`."""
        with self._lock():
            address = self._started()
            self._records.change(lambda record: replace(record, keep=True))
        return address

    def give_up(self) -> None:
        """Wait for no start any more: one that goes on in another thread ends there, in StoreUnavailable."""
        self._given_up.set()

    def stop(self) -> bool:
        """Stop the engine whoever uses it, kept or not; False where it did not run."""
        with self._lock():
            record = self._records.read()
            was_running = record.running
            self._records.stop(record)
            strays = self._stop_strays()
        return was_running or strays > 0

    def erase(self) -> bool:
        """Delete all that the engine has written, so that nothing of it is left; False where somebody uses it.

        A kept engine is started again, empty; its address and its secret stay.
        """
        with self._lock():
            record = self._records.read()
            if record.live_leases:
                return False
            self._records.stop(record)
            self._stop_strays()
            for each in self._home.iterdir() if self._home.is_dir() else ():
                if each.name not in (LOCK, self.secret):
                    shutil.rmtree(each) if each.is_dir() else each.unlink()
        if record.keep:
            self.start_and_keep()
        return True

    def status(self) -> EngineStatus[Address]:
        """How it stands, without waiting for anybody."""
        record = self._records.read()
        if not record.running or record.process is None or record.address is None:
            return EngineStatus(running=False)
        address = self._address(dict(record.address))
        return EngineStatus(True, address, record.process.pid, record.keep, len(record.live_leases))

    def _lock(self) -> AbstractContextManager[None]:
        waiting = f"Waiting for another Comity process that starts or stops {self.title}"
        return locked(self._home / LOCK, lambda: self._say(waiting))

    def _with_lease(self, record: EngineRecord) -> EngineRecord:
        mine = Lease(self._token, identity_of(os.getpid()))
        return replace(record, leases=(*record.without(self._token).leases, mine))

    def _started(self) -> Address:
        record = self._records.read()
        if record.running and record.process and record.address:
            address = self._address(dict(record.address))
            if self._answered(record.process, address):
                return address
        return self._start(record)  # also where it ended just as we joined

    def _start(self, record: EngineRecord) -> Address:
        self._prepare()
        self._stop_strays()
        self._say(f"Starting {self.title}")
        for log in self._logs:
            if log.exists():
                log.replace(log.with_suffix(".previous.log"))
        port = free_port(record.port)
        address = self._address_at(port)
        process = self._spawn(address, port)
        written = {key: str(value) for key, value in asdict(address).items()}
        started = EngineRecord(process=process, address=written, port=port, watcher=record.watcher)
        self._records.change(lambda _: started)
        try:
            if not self._answered(process, address):
                raise StoreUnavailable(f"{self.title} ended while it started: {self._complaint()}")
        except BaseException:  # Ctrl-C included: what we have started and nobody uses does not stay behind
            self._records.stop(started)
            raise
        return address

    def _answered(self, process: ProcessIdentity, address: Address) -> bool:
        """Wait until the engine answers; False when its process has ended. Raises StoreUnavailable after `patience`."""
        began = said = time.monotonic()
        while not self._answers(address):
            now = time.monotonic()
            if not process.alive:
                return False
            if now - began > self.patience:
                raise StoreUnavailable(
                    f"{self.title} (process {process.pid}) has not answered for {self.patience:.0f} s: "
                    f"stop it with `comity {self.folder} stop` and retry; its log is {self._logs[0]}."
                )
            if now - said > _PROGRESS_EVERY:
                said = now
                self._say(f"Starting {self.title}: {now - began:.0f} s")
            if self._given_up.wait(_PAUSE):
                raise StoreUnavailable(f"{self.title} was still starting when it was not wanted any more.")
        return True

    def _stop_later(self, record: EngineRecord) -> None:
        """Leave it to a watcher to stop the engine, unless somebody uses it again."""
        watcher = record.watcher
        if not watcher or not watcher.alive:
            watcher = start_watching(self._data, self.folder, self.name, self._idle)
        self._records.change(lambda record: replace(record, unused_since=time.time(), watcher=watcher))

    def _stop_strays(self) -> int:
        """Stop what runs on this folder and is not written down, as after a kill between the start and the record."""
        strays = processes_naming(self._named_by)
        for stray in strays:
            stray.stop()
        return len(strays)

    def _complaint(self) -> str:
        """The last line of its logs that tells why it ended."""
        for log in (log for log in self._logs if log.exists()):
            lines = log.read_text("utf-8", errors="replace").splitlines()
            if telling := [line.strip() for line in lines if self._tells(line)]:
                return f"{telling[-1]} (all of it is in {log})."
        return f"it left no reason in {self._logs[0]}."

    @abstractmethod
    def _store(self, address: Address) -> Store:
        """The store at the address."""

    @property
    @abstractmethod
    def _named_by(self) -> str:
        """The argument by which the engine's process is known to be that of this folder."""

    @property
    @abstractmethod
    def _logs(self) -> tuple[Path, ...]:
        """The engine's own logs, the most telling one first."""

    @abstractmethod
    def _tells(self, line: str) -> bool:
        """Does this line of the log say why the engine ended?"""

    @abstractmethod
    def _prepare(self) -> None:
        """All that a start needs: files fetched and written."""

    @abstractmethod
    def _address_at(self, port: int) -> Address:
        """The address of the engine when it listens on this port."""

    @abstractmethod
    def _address(self, written: dict[str, str]) -> Address:
        """The address as it was written down."""

    @abstractmethod
    def _spawn(self, address: Address, port: int) -> ProcessIdentity:
        """Start the process."""

    @abstractmethod
    def _answers(self, address: Address) -> bool:
        """Does the engine answer, and is it ours?"""
