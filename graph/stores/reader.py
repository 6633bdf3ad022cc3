"""The port through which an event loop reads a projection: rows come as the server sends them, some at a time.

`Store` (base.py) writes, compares and reads whole answers; a `Reader` only reads, and many questions run at once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from .base import Answer, Cell, Limits

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of an answer, and its rows as they come, some at a time, without end: who asks stops at a limit."""

    columns: tuple[str, ...]
    batches: AsyncIterator[Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer in the endpoint's own words: its media type, and its bytes as they come."""

    media_type: str
    parts: AsyncIterator[bytes]


class Reader(ABC):
    """Reads a projection. Errors of both methods: those of `Store.read`, also between two rows.

    `on_runaway` is told where a query goes on though all was done to stop it.
    """

    on_runaway: Callable[[], None] = staticmethod(lambda: None)

    @abstractmethod
    def answer(self, text: str, parameters: Mapping[str, Cell], seconds: float) -> AbstractAsyncContextManager[Rows]:
        """The answer to a query that cannot write; it is stopped on the server after so many seconds."""

    @abstractmethod
    def console(self, text: str, parameters: Mapping[str, Cell], seconds: float) -> AbstractAsyncContextManager[Rows]:
        """The answer to a text that anybody may have written: Refused for all that is more than reading."""

    @abstractmethod
    async def close(self) -> None:
        """Give back connections; the engine goes on."""

    async def read(self, text: str, parameters: Mapping[str, Cell], limits: Limits) -> Answer:
        """A whole answer, cut at the limit of rows."""
        found: list[Row] = []
        async with self.answer(text, parameters, limits.seconds) as answer:
            async for batch in answer.batches:
                found += batch
                if len(found) > limits.rows:
                    return Answer(answer.columns, found[: limits.rows], truncated=True)
        return Answer(answer.columns, found)


class ProtocolReader(Reader):
    """Reads a projection whose endpoint writes answers in the forms of a protocol."""

    @abstractmethod
    def stream(self, text: str, accept: str, seconds: float) -> AbstractAsyncContextManager[Streamed]:
        """The answer in a media type of `accept`. Errors as of `console`."""
