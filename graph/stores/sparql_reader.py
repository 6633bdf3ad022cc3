"""Reads a SPARQL endpoint from an event loop: as cells, or as the bytes in which the endpoint says it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager

import aiohttp

from .base import Cell
from .reader import ProtocolReader, Row, Rows, Streamed
from .sparql_http import ACCEPT, CONNECT_SECONDS, GRACE, TSV, broken_off, failure, unreachable
from .sparql_text import LONG, first_word, refuse_unsafe
from .terms import cell

_KEPT_SECONDS = 4.0  # an unused connection: shorter than servers keep theirs, so that none is used that is ending
_GRAPH_COLUMNS = ("subject", "predicate", "object")


class SparqlReader(ProtocolReader):
    """Reads one endpoint. To be used within one event loop."""

    def __init__(self, query: str, headers: Mapping[str, str], trust_env: bool) -> None:
        self._query = query
        self._headers = {**headers, "Content-Type": "application/sparql-query"}
        self._trust_env = trust_env
        self._client: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def stream(self, text: str, accept: str, seconds: float) -> AsyncGenerator[Streamed]:
        """The answer in a media type of `accept`. Raises Refused for an update and for SERVICE, before it is asked."""
        await _judge(text)
        async with self._asked(text, accept, seconds) as response:
            yield Streamed(response.headers.get("Content-Type", accept), response.content.iter_any())

    @asynccontextmanager
    async def answer(self, text: str, parameters: Mapping[str, Cell], seconds: float) -> AsyncGenerator[Rows]:
        await _judge(text)
        form = first_word(text)
        async with self._asked(text, ACCEPT.get(form, TSV), seconds) as response:
            if form == "ASK":
                yield Rows(("answer",), _one(bool(json.loads(await response.read())["boolean"])))
            elif form in ACCEPT:
                yield Rows(_GRAPH_COLUMNS, _statements(_lines(response)))
            else:
                lines = _lines(response)
                header, *rest = await anext(lines, [""])
                columns = tuple(name.lstrip("?$") for name in header.split("\t") if name)
                yield Rows(columns, _solutions(rest, lines))

    console = answer  # what is more than reading is refused in either

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()

    @asynccontextmanager
    async def _asked(self, text: str, accept: str, seconds: float) -> AsyncGenerator[aiohttp.ClientResponse]:
        """The response to a query; leaving early stops the query where the server notices.

        The query is the body: neither side then has a form to write or read.
        https://www.w3.org/TR/sparql11-protocol/#query-via-post-direct
        """
        headers = {"Accept": accept, "Prefer": f"wait={seconds:g}"}
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS, sock_read=seconds + GRACE)
        with _translated(seconds):
            asked = self._opened().post(
                self._query, data=text.encode(), headers=headers, timeout=timeout, allow_redirects=False
            )
            async with asked as response:
                if response.status >= 300:
                    said = await response.text(errors="replace")
                    raise failure(response.status, said or response.reason or "", self._query)
                yield response

    def _opened(self) -> aiohttp.ClientSession:
        """The client, made within the event loop."""
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEPT_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=self._headers,
                trust_env=self._trust_env,
            )
        return self._client


@contextmanager
def _translated(seconds: float) -> Generator[None]:
    """Raise aiohttp's errors as ours: DeadlinePassed after so many seconds, StoreUnavailable before."""
    began = time.monotonic()
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise unreachable(error) from error
    except aiohttp.ClientError as error:
        timed_out = isinstance(error, aiohttp.SocketTimeoutError) or time.monotonic() - began >= seconds
        raise broken_off(error, timed_out, seconds) from error


async def _judge(text: str) -> None:
    """Raises Refused for an update and for SERVICE; a long text is read in a thread, so that others go on."""
    if len(text) > LONG:
        await asyncio.to_thread(refuse_unsafe, text)
    else:
        refuse_unsafe(text)


async def _one(value: Cell) -> AsyncIterator[list[Row]]:
    yield [(value,)]


async def _solutions(first: list[str], rest: AsyncIterator[list[str]]) -> AsyncIterator[list[Row]]:
    yield [_solution(line) for line in first]
    async for lines in rest:
        yield [_solution(line) for line in lines]


def _solution(line: str) -> Row:
    return tuple(cell(term) for term in line.split("\t"))


async def _statements(rest: AsyncIterator[list[str]]) -> AsyncIterator[list[Row]]:
    """The terms of each line of N-Triples."""
    async for lines in rest:
        yield [_statement(line) for line in lines if line.strip()]


def _statement(line: str) -> Row:
    subject, predicate, rest = line.split(" ", 2)
    return cell(subject), cell(predicate), cell(rest.rstrip().removesuffix(".").rstrip())


async def _lines(response: aiohttp.ClientResponse) -> AsyncIterator[list[str]]:
    """Lines as they come, one at least at a time.

    They are split at line feeds only: a text may hold any of the other characters that Python takes for line ends.
    """
    rest = b""
    async for part in response.content.iter_any():
        *lines, rest = (rest + part).split(b"\n")
        if lines:
            yield [_text(line) for line in lines]
    if rest:
        yield [_text(rest)]


def _text(line: bytes) -> str:
    return line.removesuffix(b"\r").decode("utf-8", "replace")
