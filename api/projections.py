"""A store as the service uses it: its engine is started beside the service, never waited for, and kept up to date."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from enum import StrEnum
from typing import TypeVar

from ..graph.errors import ComityError, StoreUnavailable
from ..graph.project import last_ledger_number, project
from ..graph.stores.base import Store
from ..graph.stores.reader import Reader
from .workspace import Workspace

_LOOK_SECONDS = 5.0  # between two looks whether an engine still answers, and after a failure until the next start
TITLES = {"neo4j": "Neo4j", "sparql": "The RDF store"}
_WRITING_SECONDS = 0.02  # between two looks whether what is being written is there
T = TypeVar("T")
_log = logging.getLogger(__name__)


class State(StrEnum):
    """What a projection is doing."""

    STARTING = "starting"
    CATCHING_UP = "catching up"
    READY = "ready"
    FAILED = "failed"
    STOPPED = "stopped"


class Projection:
    """One store. A thread of its own starts the engine, writes what is new, and starts it again where it has ended."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self.name = name
        self.state = State.STARTING
        self.reason = ""
        self.watermark = 0
        self._workspace = workspace
        self._reader: Reader | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"comity-{name}", daemon=True)
        self.on_change: Callable[[], None] = lambda: None

    @property
    def is_ready(self) -> bool:
        return self.state is State.READY

    @property
    def started(self) -> bool:
        return self._loop is not None

    def start(self) -> None:
        """Begin; comes back at once. To be called in the event loop that will read."""
        self._loop = asyncio.get_running_loop()
        self._thread.start()

    def wake(self) -> None:
        """Look now whether there is something to write, or whether the engine has ended."""
        self._wake.set()

    async def close(self) -> None:
        """Give the engine back; waits until it has stopped, where nobody else uses it, but for no start."""
        self._closing.set()
        self._workspace.give_up(self.name)
        self._wake.set()
        await asyncio.to_thread(self._thread.join)
        await self._drop_reader()

    def reader(self) -> Reader:
        """What questions are put to. Raises StoreUnavailable, saying what is going on, where it is not ready."""
        if self._reader is None or self.state is not State.READY:
            raise StoreUnavailable(self.told())
        return self._reader

    async def reached(self, number: int) -> None:
        """Wait until what was written to the ledger up to a number is in the store, if it is ready."""
        while self.is_ready and self.watermark < number:
            await asyncio.sleep(_WRITING_SECONDS)

    @asynccontextmanager
    async def asked(self, question: AbstractAsyncContextManager[T]) -> AsyncGenerator[T]:
        """A question put to the reader. Where the engine does not answer, it is looked after at once."""
        try:
            async with question as answer:
                yield answer
        except StoreUnavailable:
            self.wake()
            raise

    def told(self) -> str:
        """How it stands, in one sentence."""
        title = TITLES[self.name]
        if self.state is State.FAILED:
            return f"{title} is not available: {self.reason}"
        return f"{title} is {self.state}: ask again in a few seconds."

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._change(State.STARTING)
                with self._workspace.store(self.name) as store:
                    self._keep(store)
            except ComityError as error:
                if self._closing.is_set():
                    break
                _log.warning("%s", error)
                self._change(State.FAILED, str(error))
                self._wait()
        self._change(State.STOPPED)

    def _keep(self, store: Store) -> None:
        """Keep a store up to date until the service ends. Raises StoreUnavailable where its engine has ended."""
        self._change(State.CATCHING_UP)
        project(self._workspace.ledger, store, self._go_on)
        self._replace_reader(store.reader())
        while not self._closing.is_set():
            self._catch_up(store)
            self._wait()
            if not self._workspace.runs(self.name):
                raise StoreUnavailable("its engine has ended; it is started again.")

    def _catch_up(self, store: Store) -> None:
        last = last_ledger_number(self._workspace.ledger)
        if last != self.watermark or self.state is not State.READY:
            project(self._workspace.ledger, store, self._go_on)
            self.watermark = store.watermark()
            self._change(State.READY)

    def _go_on(self, _done: int, _last: int) -> None:
        """After each batch: what is written stays, and the rest is written the next time."""
        if self._closing.is_set():
            raise StoreUnavailable(f"{TITLES[self.name]} was left behind, as the service ended.")

    def _wait(self) -> None:
        self._wake.wait(_LOOK_SECONDS)
        self._wake.clear()

    def _change(self, state: State, reason: str = "") -> None:
        self.state, self.reason = state, reason
        self.on_change()

    def _replace_reader(self, reader: Reader) -> None:
        assert self._loop
        reader.on_runaway = self._restart_for_runaway
        asyncio.run_coroutine_threadsafe(self._drop_reader(), self._loop).result()
        self._reader = reader

    async def _drop_reader(self) -> None:
        if self._reader is not None:
            await self._reader.close()
            self._reader = None

    def _restart_for_runaway(self) -> None:
        """End a private engine in which a query goes on that nothing else stops; its thread starts it again."""
        self._change(State.STARTING)
        threading.Thread(target=self._stop_engine, daemon=True).start()

    def _stop_engine(self) -> None:
        try:
            self._workspace.stop_private(self.name)
        except StoreUnavailable as error:
            _log.warning("%s", error)
        self.wake()
