"""Answers of engines as they come, in a form of forms.py or in the engine's own words; bounded, memory flat.

The first part is waited for before the status is sent, so a failure up to there is told as one; after it the connection
breaks off, which every client of HTTP takes for an error. Where the client hangs up, the query is stopped.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..graph.errors import TooMuch
from ..graph.stores.reader import Row, Rows, Streamed
from .forms import MEDIA_TYPES, WRITERS, Form, JsonWriter

PART = 1 << 16  # bytes that are sent at once


class RowsAnswer(Response):
    """Rows in a form. `head` and `tail` are what JSON says before and after them; `tail` is told if it was cut."""

    def __init__(
        self,
        asked: AbstractAsyncContextManager[Rows],
        admitted: AbstractContextManager[None],
        form: Form,
        most_rows: int,
        most_bytes: int,
        head: Mapping[str, Any] | None = None,
        tail: Callable[[bool], Mapping[str, Any]] = lambda truncated: {"truncated": truncated},
    ) -> None:
        super().__init__(media_type=MEDIA_TYPES[form], headers={"Comity-Row-Limit": str(most_rows)})
        del self.headers["content-length"]
        self._asked = asked
        self._admitted = admitted
        self._form = form
        self._most = most_rows, most_bytes
        self._head = dict(head or {})
        self._tail = tail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._admitted:
            sending = _Sending(self, send)
            async with while_connected(receive), self._asked as answer:
                await sending.take(self._parts(answer))
        await sending.finish()

    async def _parts(self, answer: Rows) -> AsyncGenerator[bytes]:
        """The answer in pieces, each some rows."""
        writer, room = WRITERS[self._form](answer.columns), _Room(*self._most)
        yield writer.begin(self._head)
        async for batch in answer.batches:
            yield b"".join(room.fitting(writer, batch))
            if room.exceeded:
                break
        yield writer.end(self._tail(room.exceeded))


@dataclass(slots=True)
class _Room:
    """How many rows and bytes an answer may still have."""

    rows: int
    size: int
    exceeded: bool = False

    def fitting(self, writer: JsonWriter, rows: Iterable[Row]) -> Iterator[bytes]:
        """The rows as they are written, up to the first for which there is no room."""
        for row in rows:
            text = writer.row(row)
            self.rows, self.size = self.rows - 1, self.size - writer.weight(text)
            if self.rows < 0 or self.size < 0:
                self.exceeded = True
                return
            yield text


class RawAnswer(Response):
    """An answer in the words of its endpoint. Raises TooMuch, or breaks off, above a number of bytes."""

    def __init__(
        self,
        asked: AbstractAsyncContextManager[Streamed],
        admitted: AbstractContextManager[None],
        most_bytes: int,
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(headers=headers)
        del self.headers["content-length"]
        self._asked = asked
        self._admitted = admitted
        self._most = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._admitted:
            sending = _Sending(self, send)
            async with while_connected(receive), self._asked as answer:
                self.headers["content-type"] = answer.media_type
                await sending.take(self._bounded(answer.parts))
        await sending.finish()

    async def _bounded(self, parts: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
        size = 0
        async for part in parts:
            size += len(part)
            if size > self._most:
                raise TooMuch(f"The answer has over {self._most:,} bytes.")
            yield part


class _Sending:
    """Sends pieces put together to parts; the last part waits for `finish`, when the engine was given back.

    A client that has the last part is gone for ASGI, and what goes on then would be stopped.
    """

    def __init__(self, response: Response, send: Send) -> None:
        self._response = response
        self._send = send
        self._waiting = bytearray()
        self._started = self._complete = False

    async def take(self, pieces: AsyncGenerator[bytes]) -> None:
        """Send all but the last part."""
        async with aclosing(pieces):
            async for piece in pieces:
                self._waiting += piece
                if len(self._waiting) >= PART:
                    await self._start()
                    await self._send({"type": "http.response.body", "body": bytes(self._waiting), "more_body": True})
                    self._waiting.clear()
        self._complete = True

    async def finish(self) -> None:
        """Send the last part, where the client is still there; an answer of one part with its length."""
        if self._complete:
            if not self._started:
                self._response.headers["content-length"] = str(len(self._waiting))
            await self._start()
            await self._send({"type": "http.response.body", "body": bytes(self._waiting)})

    async def _start(self) -> None:
        if not self._started:
            self._started = True
            status, headers = self._response.status_code, self._response.raw_headers
            await self._send({"type": "http.response.start", "status": status, "headers": headers})


@asynccontextmanager
async def while_connected(receive: Receive) -> AsyncGenerator[None]:
    """Stops the block where the client hangs up, and with it what was asked of an engine."""
    task, gone = asyncio.current_task(), False
    assert task

    async def listen() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        task.cancel()

    listener = asyncio.create_task(listen())
    try:
        yield
    except asyncio.CancelledError:
        if not gone:
            raise
        task.uncancel()
    finally:
        listener.cancel()
