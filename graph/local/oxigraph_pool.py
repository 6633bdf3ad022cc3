"""Warm worker processes that answer queries on a checkpoint of the store, each killed at its query's deadline."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Store

from .oxigraph_worker import FRAME


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the media types wanted for its solutions or its graph, and the seconds it may take."""

    query: str
    solutions: str
    graph: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer as it comes: its media type, its first part (empty for an empty answer), and the rest."""

    media_type: str
    first: bytes
    rest: AsyncGenerator[bytes, None]


class QueryFailed(Exception):
    """A query without an answer: the HTTP status that says why, and one sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Checkpoints:
    """Copies of the store by hard links, made when one is asked for and the store has changed since the last."""

    def __init__(self, store: Store, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._store = store
        self._folder = folder
        self._made = 0
        self._fresh = False
        self._users: dict[Path, int] = {}

    def store_changed(self) -> None:
        """To be called after every update."""
        self._fresh = False

    @contextmanager
    def current(self) -> Generator[Path, None, None]:
        """A checkpoint as new as the store; it stays until the block ends."""
        path = self._renewed()
        self._users[path] = self._users.get(path, 0) + 1
        try:
            yield path
        finally:
            self._users[path] -= 1
            self._clear()

    def _renewed(self) -> Path:
        if not self._fresh:
            self._made += 1
            self._fresh = True
            self._store.backup(self._path)
            self._users[self._path] = 0
            self._clear()
        return self._path

    @property
    def _path(self) -> Path:
        return self._folder / str(self._made)

    def _clear(self) -> None:
        for path in [path for path, users in self._users.items() if not users and path != self._path]:
            del self._users[path]
            shutil.rmtree(path, ignore_errors=True)


class Workers:
    """A fixed number of workers; a question waits until one is free."""

    def __init__(self, checkpoints: Checkpoints, count: int) -> None:
        self._checkpoints = checkpoints
        self._idle: asyncio.Queue[Process] = asyncio.Queue()
        self._count = count
        self._all: set[Process] = set()
        self._closing = False

    async def start(self) -> None:
        """Start all workers."""
        for _ in range(self._count):
            await self._add()

    async def close(self) -> None:
        """End all workers, the busy ones too."""
        self._closing = True
        for process in list(self._all):
            await self._end(process)

    @asynccontextmanager
    async def answer(self, question: Question) -> AsyncGenerator[Streamed, None]:
        """The answer, whose first part is there already. Raises QueryFailed, before the block or between parts.

        Leaving the block before the end of the answer stops the query.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + question.seconds  # waiting for a worker counts too
        process = await self._free(question.seconds)
        alarm = loop.call_at(end, _kill, process)
        finished = asyncio.Event()
        try:
            with self._checkpoints.current() as checkpoint:
                _ask(process, question, checkpoint)
                async with aclosing(self._frames(process, question, alarm, finished)) as frames:
                    media_type = (await anext(frames)).decode()
                    yield Streamed(media_type, await anext(frames, b""), frames)
        finally:
            alarm.cancel()
            await self._give_back(process, finished.is_set())

    async def _frames(
        self, process: Process, question: Question, alarm: asyncio.TimerHandle, finished: asyncio.Event
    ) -> AsyncGenerator[bytes, None]:
        """The contents of the frames of one answer, the media type first; `finished` is set at their end."""
        assert process.stdout
        try:
            while True:
                letter, size = FRAME.unpack(await process.stdout.readexactly(FRAME.size))
                content = await process.stdout.readexactly(size)
                if letter in (b"E", b"Z"):
                    finished.set()
                    break
                yield content
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise self._stopped(question, alarm) from error
        if letter == b"E":
            raise QueryFailed(*json.loads(content))

    def _stopped(self, question: Question, alarm: asyncio.TimerHandle) -> QueryFailed:
        if alarm.when() <= asyncio.get_running_loop().time():
            return QueryFailed(504, f"The query was stopped at its deadline of {question.seconds:g} s: ask for less.")
        return QueryFailed(507, "The query needed more memory than it may have: ask for less.")

    async def _free(self, seconds: float) -> Process:
        if not self._idle.empty():
            return self._idle.get_nowait()
        try:
            return await asyncio.wait_for(self._idle.get(), seconds)
        except TimeoutError as error:
            raise QueryFailed(503, "All workers were busy with other queries: retry later.") from error

    async def _give_back(self, process: Process, finished: bool) -> None:
        if finished and process.returncode is None:
            self._idle.put_nowait(process)
            return
        await self._end(process)
        if not self._closing:
            await self._add()

    async def _end(self, process: Process) -> None:
        self._all.discard(process)
        _kill(process)
        await process.wait()

    async def _add(self) -> None:
        command = [sys.executable, "-m", "comity.graph.local.oxigraph_worker"]
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        self._all.add(process)
        self._idle.put_nowait(process)


def _ask(process: Process, question: Question, checkpoint: Path) -> None:
    assert process.stdin
    request = {**asdict(question), "checkpoint": str(checkpoint)}
    process.stdin.write(json.dumps(request).encode() + b"\n")


def _kill(process: Process) -> None:
    """End a worker, unless it has ended by itself: its output is at its end then."""
    if process.returncode is None and process.stdout and not process.stdout.at_eof():
        with suppress(ProcessLookupError):
            process.kill()
