"""Clients of an HTTP server that cost little themselves: plain sockets that are kept open, one a client."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, and the whole body."""

    status: int
    body: bytes


class Clients:
    """A number of clients of one server, each with a connection of its own."""

    def __init__(self, address: str, count: int) -> None:
        parts = urlsplit(address)
        assert parts.hostname
        assert parts.port
        self._host, self._port = parts.hostname, parts.port
        self._count = count
        self._streams: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def __aenter__(self) -> Clients:
        self._streams = [await asyncio.open_connection(self._host, self._port) for _ in range(self._count)]
        return self

    async def __aexit__(self, *error: object) -> None:
        for _, writer in self._streams:
            writer.close()

    async def get(self, path: str, accept: str = "*/*") -> Answer:
        """One answer, by the first client."""
        return await _ask(*self._streams[0], self._request(path, accept))

    async def times(self, path: str, count: int, accept: str = "*/*") -> list[float]:
        """The milliseconds of so many answers, shared among all clients. Fails where one is not 200."""
        request, found = self._request(path, accept), list[float]()

        async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            for _ in range(max(1, count // self._count)):
                began = time.perf_counter()
                answer = await _ask(reader, writer, request)
                found.append((time.perf_counter() - began) * 1000)
                assert answer.status == 200, answer.body[:500]

        await asyncio.gather(*(one(*streams) for streams in self._streams))
        return found

    async def rate(self, path: str, count: int) -> float:
        """How many answers a second all clients together get."""
        began = time.perf_counter()
        made = len(await self.times(path, count))
        return made / (time.perf_counter() - began)

    def _request(self, path: str, accept: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nAccept: {accept}\r\n\r\n".encode()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> Answer:
    writer.write(request)
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]), await _body(reader, headers))


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> bytes:
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    body = bytearray()
    while size := int(await reader.readuntil(b"\r\n"), 16):  # chunked; RFC 9112, section 7.1
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readexactly(2)
    return bytes(body)
