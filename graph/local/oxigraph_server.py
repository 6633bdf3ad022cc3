"""The one process that owns a private Oxigraph folder and speaks the SPARQL 1.1 Protocol on loopback.

    python -m comity.graph.local.oxigraph_server FOLDER PORT TOKEN_FILE

`/query` is for everybody on this machine, `/update` wants the token (Authorization: Bearer). A query is stopped at the
seconds of its `Prefer: wait=` header (RFC 7240), at most 60, or 3,600 with the token. Nobody else opens the folder.
https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs

import uvicorn
from pyoxigraph import Store
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ..stores.sparql_text import is_update, reaches_out
from .oxigraph_pool import Checkpoints, QueryFailed, Question, Streamed, Workers
from .processes import LOOPBACK

_SECONDS, _MOST_SECONDS, _MOST_SECONDS_WITH_TOKEN = 30.0, 60.0, 3600.0
_QUERY_BYTES, _UPDATE_BYTES = 4 << 20, 512 << 20
_WORKERS = 2
# What was written since the last flush is written again when the store is opened (1.5 million triples: half a minute).
_FLUSHED_BYTES = 32 << 20  # of updates
_FORM = "application/x-www-form-urlencoded"
_SOLUTIONS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
_GRAPHS = ("text/turtle", "application/n-triples")


class Server:
    """The store and its workers, and what the addresses do with them."""

    def __init__(self, folder: Path, token: str) -> None:
        self._store = Store(folder / "store")
        self._token = token
        self._writing = asyncio.Lock()
        self._unflushed = 0  # bytes of updates
        self._checkpoints = Checkpoints(self._store, folder / "checkpoints")
        self._workers = Workers(self._checkpoints, _WORKERS)

    def application(self) -> Starlette:
        """The ASGI application."""
        return Starlette(
            routes=[
                Route("/", self._who, methods=["GET"]),
                Route("/query", self._query, methods=["GET", "POST"]),
                Route("/update", self._update, methods=["POST"]),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])],
            exception_handlers={HTTPException: _told},
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncGenerator[None, None]:
        await self._workers.start()
        yield
        await self._workers.close()
        async with self._writing:
            await run_in_threadpool(self._store.flush)

    async def _who(self, _: Request) -> Response:
        return JSONResponse({"engine": "oxigraph", "pid": os.getpid()})

    async def _query(self, request: Request) -> Response:
        text = await _text(request, "query", _QUERY_BYTES)
        if reaches_out(text):
            raise HTTPException(403, "SERVICE is refused here: this endpoint asks no other server.")
        if is_update(text):
            raise HTTPException(403, "An update is refused here: this address only answers queries.")
        accepted = request.headers.get("accept", "")
        seconds = self._seconds(request)
        question = Question(text, _chosen(accepted, _SOLUTIONS), _chosen(accepted, _GRAPHS), seconds)
        return _WorkerAnswer(self._workers, question)

    async def _update(self, request: Request) -> Response:
        if not self._is_owner(request):
            headers = {"WWW-Authenticate": "Bearer"}
            raise HTTPException(401, "An update wants the token of this engine: see `comity status`.", headers)
        text = await _text(request, "update", _UPDATE_BYTES)
        async with self._writing:
            try:
                await run_in_threadpool(self._write, text)
            except SyntaxError as error:
                raise HTTPException(400, str(error)) from error
            finally:
                self._checkpoints.store_changed()
        return Response(status_code=204)

    def _write(self, text: str) -> None:
        """Apply an update; now and then move what was written from the log to where it stays."""
        self._store.update(text)
        self._unflushed += len(text)
        if self._unflushed > _FLUSHED_BYTES:
            self._store.flush()
            self._unflushed = 0

    def _seconds(self, request: Request) -> float:
        wished = re.search(r"\bwait=(\d+(?:\.\d+)?)", request.headers.get("prefer", ""))
        most = _MOST_SECONDS_WITH_TOKEN if self._is_owner(request) else _MOST_SECONDS
        return min(float(wished[1]) if wished else _SECONDS, most)

    def _is_owner(self, request: Request) -> bool:
        given = request.headers.get("authorization", "").encode()
        return secrets.compare_digest(given, f"Bearer {self._token}".encode())


class _WorkerAnswer(Response):
    """Streams what a worker says. A failure before the first part is a status; after it, the connection breaks off."""

    def __init__(self, workers: Workers, question: Question) -> None:
        super().__init__()
        self._workers = workers
        self._question = question

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent = False
        try:
            async with self._workers.answer(self._question) as answer:
                sent = True
                await send(_start(answer.media_type))
                await _pass_on(answer, receive, send)
        except QueryFailed as failure:
            if not sent:
                await PlainTextResponse(str(failure), failure.status)(scope, receive, send)


async def _pass_on(answer: Streamed, receive: Receive, send: Send) -> None:
    """Send the parts as they come, until the end or until the client has hung up. Raises QueryFailed."""
    gone = asyncio.create_task(_hung_up(receive))
    try:
        part: bytes | None = answer.first
        while part is not None and not gone.done():
            await send({"type": "http.response.body", "body": part, "more_body": True})
            part = await anext(answer.rest, None)
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _start(media_type: str) -> dict[str, object]:
    headers = [(b"content-type", f"{media_type}; charset=utf-8".encode()), (b"cache-control", b"no-store")]
    return {"type": "http.response.start", "status": 200, "headers": headers}


async def _text(request: Request, name: str, most: int) -> str:
    """The query or update of a request: in the address, in a form, or as the body."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "GET":
        return _parameter(request.url.query, name)
    body = (await _body(request, most)).decode("utf-8", "replace")
    if kind == _FORM:
        return _parameter(body, name)
    if kind == f"application/sparql-{name}":
        return body
    raise HTTPException(415, f"Send the {name} as {_FORM} or as application/sparql-{name}.")


async def _body(request: Request, most: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise HTTPException(413, f"A request may have at most {most:,} bytes.")
    return bytes(body)


def _parameter(text: str, name: str) -> str:
    values = parse_qs(text, keep_blank_values=True, max_num_fields=20)
    if any(key.endswith("-graph-uri") for key in values):
        raise HTTPException(400, "default-graph-uri and its like are not supported: there is one graph.")
    if len(values.get(name, [])) != 1:
        raise HTTPException(400, f"The parameter “{name}” must be given once.")
    return values[name][0]


def _chosen(accepted: str, offered: Sequence[str]) -> str:
    """The offered media type that the Accept header likes best; the first one where it likes none."""
    likes: dict[str, float] = {}
    for item in accepted.lower().split(","):
        kind, _, rest = item.strip().partition(";")
        quality = re.search(r"q=([\d.]+)", rest)
        likes[kind.strip()] = float(quality[1]) if quality else 1.0
    return max(offered, key=lambda kind: likes.get(kind, 0.0))


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, error.status_code, error.headers)


def main(folder: str, port: str, token_file: str) -> None:
    """Serve a folder until told to stop."""
    server = Server(Path(folder), Path(token_file).read_text("utf-8").strip())
    uvicorn.run(
        server.application(),
        host=LOOPBACK,
        port=int(port),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=60,
        server_header=False,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
