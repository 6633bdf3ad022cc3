"""Answers of engines as they come, in JSON, JSON lines, CSV, Parquet or the engine's own words; bounded, memory flat.

The first part is waited for before the status is sent, so a failure up to there is told as one; after it the connection
breaks off, which every client of HTTP takes for an error. Where the client hangs up, the query is stopped.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager, aclosing, asynccontextmanager
from enum import StrEnum
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..graph.errors import TooMuch
from ..graph.stores.base import Cell
from ..graph.stores.reader import Rows
from ..graph.stores.sparql_reader import Streamed
from . import parquet
from .errors import FormMissing

PART = 1 << 16  # bytes that are sent at once
Row = Sequence[Cell]


class Form(StrEnum):
    """The forms in which rows can be had."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


MEDIA_TYPES = {
    Form.JSON: "application/json",
    Form.JSONL: "application/jsonl",
    Form.CSV: "text/csv; charset=utf-8",
    Form.PARQUET: parquet.MEDIA_TYPE,
}
# The other forms of a table in the OpenAPI document.
TABLES: Mapping[str, Any] = {
    "application/jsonl": {"schema": {"type": "string"}},
    "text/csv": {"schema": {"type": "string"}},
    parquet.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
}
_ACCEPTED = {
    "text/csv": Form.CSV,
    "application/jsonl": Form.JSONL,
    "application/x-ndjson": Form.JSONL,
    parquet.MEDIA_TYPE: Form.PARQUET,
}


def chosen_form(form: Form | None, accept: str) -> Form:
    """The form asked for by the parameter, else by the Accept header, else JSON. Raises FormMissing."""
    wanted = accept.partition(",")[0].partition(";")[0].strip().lower()
    chosen = form or _ACCEPTED.get(wanted, Form.JSON)
    if chosen is Form.PARQUET and not parquet.is_there():
        raise FormMissing("This service cannot write Parquet.")
    return chosen


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
        """The answer in pieces, each a row or more."""
        writer = _WRITERS[self._form](answer.columns)
        yield writer.begin(self._head)
        rows = size = 0
        most_rows, most_bytes = self._most
        truncated = False
        async for row in answer.rows:
            text = writer.row(row)
            rows, size = rows + 1, size + writer.weight(text)
            if rows > most_rows or size > most_bytes:
                truncated = True
                break
            yield text
        yield writer.end(self._tail(truncated))


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


class _JsonWriter:
    """One object: what comes before, the columns, the rows as objects, what comes after."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        self._between = b""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        return orjson.dumps({**head, "columns": self._columns})[:-1] + b',"rows":['

    def row(self, row: Row) -> bytes:
        text = self._between + _dumped(dict(zip(self._columns, row, strict=True)))
        self._between = b","
        return text

    def weight(self, text: bytes) -> int:
        """What the row just written counts, in bytes."""
        return len(text)

    def end(self, tail: Mapping[str, Any]) -> bytes:
        return b"]," + orjson.dumps(tail)[1:]


class _LinesWriter(_JsonWriter):
    """One object a row and line."""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        return b""

    def row(self, row: Row) -> bytes:
        return _dumped(dict(zip(self._columns, row, strict=True))) + b"\n"

    def end(self, tail: Mapping[str, Any]) -> bytes:
        return b""


class _CsvWriter(_LinesWriter):
    """RFC 4180 with a header line; what a spreadsheet would take for a formula is left as it is, being data."""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        return self.row(self._columns)

    def row(self, row: Row) -> bytes:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        return line.getvalue().encode()


class _ParquetWriter(_JsonWriter):
    """A whole file at the end, when the types of its columns are known; until then the rows are held."""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        self._head, self._rows = head, list[Row]()
        return b""

    def row(self, row: Row) -> bytes:
        self._rows.append(row)
        return b""

    def weight(self, text: bytes) -> int:
        return len(_dumped(dict(zip(self._columns, self._rows[-1], strict=True))))

    def end(self, tail: Mapping[str, Any]) -> bytes:
        rows = self._rows[:-1] if tail["truncated"] else self._rows  # the one that was too much is not among them
        return parquet.write(self._columns, rows, {**self._head, **tail})


_WRITERS: Mapping[Form, type[_JsonWriter]] = {
    Form.JSON: _JsonWriter,
    Form.JSONL: _LinesWriter,
    Form.CSV: _CsvWriter,
    Form.PARQUET: _ParquetWriter,
}


def _dumped(row: Mapping[str, Cell]) -> bytes:
    """A row as JSON; what its writer does not take (an integer of over 64 bits) as text."""
    return orjson.dumps(row, default=str)
