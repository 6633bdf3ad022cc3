"""Slow clients (bench/slow_clients.py: 1,000) are closed, and others answered meanwhile; over real connections."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import Receive, Scope, Send

from comity.api.connections import connections

SLOW = 60
PATIENCE = 0.5
HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
QUICK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
ENDLESS = b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Application:
    """Answers at once, or without end; counts the endless answers that have ended all the same."""

    def __init__(self) -> None:
        self.ended = 0
        self.all_ended = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if scope["path"] != "/endless":
            await send({"type": "http.response.body", "body": b"x"})
            return
        gone = asyncio.create_task(self._until_gone(receive))
        while not gone.done():
            await send({"type": "http.response.body", "body": b"x" * 65536, "more_body": True})
        self.ended += 1
        if self.ended == SLOW:
            self.all_ended.set()

    async def _until_gone(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass


@asynccontextmanager
async def listening(app: Application) -> AsyncGenerator[int]:
    """The port at which an application is served."""
    config = uvicorn.Config(app, http=connections(PATIENCE), lifespan="off", log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        running = asyncio.create_task(server.serve(sockets=[bound]))
        yield bound.getsockname()[1]
        server.should_exit = server.force_exit = True
        await running


async def called(port: int, request: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        except OSError:  # it does not listen yet
            await asyncio.sleep(0)
        else:
            writer.write(request)
            return reader, writer


async def closed(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read() == b""
    except ConnectionResetError:
        return True


async def is_answered(port: int) -> bool:
    reader, writer = await called(port, QUICK)
    line = await reader.readline()
    writer.close()
    return line.startswith(b"HTTP/1.1 200")


def test_a_head_that_does_not_come_ends_the_connection() -> None:
    asyncio.run(heads_that_do_not_come())


def test_an_answer_that_is_not_taken_ends_the_connection() -> None:
    asyncio.run(answers_that_are_not_taken())


async def heads_that_do_not_come() -> None:
    async with listening(Application()) as port:
        slow = [await called(port, (HALF_A_HEAD, b"")[number % 2]) for number in range(SLOW)]
        assert await is_answered(port)
        assert all(await asyncio.gather(*(closed(reader) for reader, _ in slow)))
        for _, writer in slow:
            writer.close()


async def answers_that_are_not_taken() -> None:
    app = Application()
    async with listening(app) as port:
        slow = [await called(port, ENDLESS) for _ in range(SLOW)]
        assert await is_answered(port)
        await app.all_ended.wait()
        for _, writer in slow:
            writer.close()
