"""Reads a SPARQL endpoint from an event loop: as cells, or as the bytes in which the endpoint says it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from .base import Cell
from .reader import Reader, Row, Rows
from .sparql_http import ACCEPT, CONNECT_SECONDS, GRACE, TSV, check_answer, translated
from .sparql_text import first_word, refuse_unsafe
from .terms import cell

LONG = 1 << 14  # characters of a text: reading them takes some milliseconds
_GRAPH_COLUMNS = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer in the endpoint's own words: its media type, and its bytes as they come."""

    media_type: str
    parts: AsyncIterator[bytes]


class SparqlReader(Reader):
    """Reads one endpoint."""

    def __init__(self, query: str, headers: Mapping[str, str], trust_env: bool) -> None:
        self._query = query
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=20)
        self._client = httpx.AsyncClient(headers=headers, trust_env=trust_env, limits=limits)

    @asynccontextmanager
    async def stream(self, text: str, accept: str, seconds: float) -> AsyncGenerator[Streamed]:
        """The answer in a media type of `accept`. Raises Refused for an update and for SERVICE, before it is asked."""
        await _judge(text)
        async with self._asked(text, accept, seconds) as response:
            media_type = response.headers.get("content-type", accept)
            yield Streamed(media_type, response.aiter_bytes())

    @asynccontextmanager
    async def answer(self, text: str, parameters: Mapping[str, Cell], seconds: float) -> AsyncGenerator[Rows]:
        await _judge(text)
        form = first_word(text)
        async with self._asked(text, ACCEPT.get(form, TSV), seconds) as response:
            if form == "ASK":
                yield Rows(("answer",), _one(bool((await _json(response))["boolean"])))
            elif form in ACCEPT:
                yield Rows(_GRAPH_COLUMNS, _statements(_lines(response)))
            else:
                lines = _lines(response)
                header = await anext(lines, "")
                columns = tuple(name.lstrip("?$") for name in header.split("\t") if name)
                yield Rows(columns, _solutions(lines))

    console = answer  # what is more than reading is refused in either

    async def close(self) -> None:
        await self._client.aclose()

    @asynccontextmanager
    async def _asked(self, text: str, accept: str, seconds: float) -> AsyncGenerator[httpx.Response]:
        """The response to a query; leaving early stops the query where the server notices."""
        headers = {"Accept": accept, "Prefer": f"wait={seconds:g}"}
        timeout = httpx.Timeout(seconds + GRACE, connect=CONNECT_SECONDS)
        with translated(seconds):
            asked = self._client.stream("POST", self._query, data={"query": text}, headers=headers, timeout=timeout)
            async with asked as response:
                if response.is_error:
                    await response.aread()
                check_answer(response)
                yield response


async def _judge(text: str) -> None:
    """Raises Refused for an update and for SERVICE; a long text is read in a thread, so that others go on."""
    if len(text) > LONG:
        await asyncio.to_thread(refuse_unsafe, text)
    else:
        refuse_unsafe(text)


async def _json(response: httpx.Response) -> dict[str, object]:
    await response.aread()
    return response.json()


async def _one(value: Cell) -> AsyncIterator[Row]:
    yield (value,)


async def _solutions(lines: AsyncIterator[str]) -> AsyncIterator[Row]:
    async for line in lines:
        yield tuple(cell(term) for term in line.split("\t"))


async def _statements(lines: AsyncIterator[str]) -> AsyncIterator[Row]:
    """The terms of each line of N-Triples."""
    async for line in lines:
        if line.strip():
            subject, predicate, rest = line.split(" ", 2)
            yield cell(subject), cell(predicate), cell(rest.rstrip().removesuffix(".").rstrip())


async def _lines(response: httpx.Response) -> AsyncIterator[str]:
    """Lines, split at line feeds only: a text may hold any of the other characters that Python takes for line ends."""
    rest = ""
    async for part in response.aiter_text():
        *lines, rest = (rest + part).split("\n")
        for line in lines:
            yield line.removesuffix("\r")
    if rest:
        yield rest
