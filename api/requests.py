"""The outer layers of the application: bounded requests, headers for safety, and answers that are kept.

They are plain ASGI: what they add to each request is counted in microseconds.
https://asgi.readthedocs.io/en/latest/specs/www.html
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import error_answer

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SAFE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_SAFE = [(name.lower().encode(), value.encode()) for name, value in SAFE_HEADERS.items()]


# After a refusal of a request that has not come whole: uvicorn would take in the rest of it, however long that takes.
_CLOSE = {"Connection": "close"}


class SafeHeaders:
    """Sets the headers that keep a browser from doing more with an answer than showing it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_SAFE]
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


class BoundedRequests:
    """Refuses requests that are too large (413) or arrive too slowly (408)."""

    def __init__(self, app: ASGIApp, most: Callable[[str], int], seconds: float) -> None:
        """`most` says how many bytes a request to a path may have."""
        self._app = app
        self._most = most
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        most = self._most(scope["path"])
        try:
            async with asyncio.timeout(self._seconds):
                body = await _body(receive, most)
        except TimeoutError:
            refusal = error_answer(
                408, "too_slow", f"The request took over {self._seconds:g} s.", "Send it faster.", _CLOSE
            )
            await refusal(scope, receive, send)
            return
        if body is None:
            refusal = error_answer(
                413, "too_large", f"The request has over {most:,} bytes.", "Send less at once.", _CLOSE
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, _replayed(body, receive), send)


async def _body(receive: Receive, most: int) -> bytes | None:
    """The whole body; None for one that is too large."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Gives the body once, then whatever comes after it: the client hanging up."""
    parts: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return parts.pop() if parts else await receive()

    return replay


_Key = tuple[str, bytes, str, str]  # path, query, and the headers that an answer depends on


@dataclass(slots=True)
class _Kept:
    """An answer that is kept: its headers, and its body."""

    headers: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])
    body: bytes = b""


class KeptAnswers:
    """Gives answers an ETag, answers 304 to who has one, and keeps small answers while nothing has changed."""

    def __init__(self, app: ASGIApp, state: Callable[[], str], most: int, applies: Callable[[str], bool]) -> None:
        """`state` names what answers rest on now, `most` is the memory in bytes, `applies` chooses paths."""
        self._app = app
        self._state = state
        self._most = most
        self._applies = applies
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._size = 0
        self._kept_state = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not self._applies(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers, tag = Headers(scope=scope), f'W/"{self._state()}"'
        if tag in headers.get("if-none-match", "").split(", "):
            await _send_whole(send, 304, [(b"etag", tag.encode()), (b"vary", b"Accept")], b"")
            return
        key = scope["path"], scope["query_string"], headers.get("accept", ""), headers.get("origin", "")
        if (kept := self._find(key, tag)) is not None:
            await _send_whole(send, 200, kept.headers, kept.body)
            return
        await self._app(scope, receive, _Keeper(send, tag, lambda answer: self._keep(key, tag, answer)))

    def _find(self, key: _Key, tag: str) -> _Kept | None:
        if tag != self._kept_state:
            self._kept.clear()
            self._size, self._kept_state = 0, tag
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def _keep(self, key: _Key, tag: str, answer: _Kept) -> None:
        if tag != self._kept_state or key in self._kept:
            return
        self._kept[key] = answer
        self._size += len(answer.body)
        while self._size > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped.body)


_LARGEST_KEPT = 256 << 10


class _Keeper:
    """Sends an answer on, with its ETag, and hands it over whole where it was given, and small."""

    def __init__(self, send: Send, tag: str, keep: Callable[[_Kept], None]) -> None:
        self._send = send
        self._tag = tag
        self._keep = keep
        self._answer: _Kept | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            headers = MutableHeaders(scope=message)
            headers["etag"] = self._tag
            headers["cache-control"] = "no-cache"  # may be kept, and is to be asked for again
            headers["vary"] = "Accept"
            self._answer = _Kept(list(message["headers"]))
        elif message["type"] == "http.response.body" and self._answer is not None:
            self._add(message)
        await self._send(message)

    def _add(self, message: Message) -> None:
        assert self._answer
        self._answer.body += message.get("body", b"")
        if len(self._answer.body) > _LARGEST_KEPT:
            self._answer = None
        elif not message.get("more_body"):
            self._keep(self._answer)


async def _send_whole(send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
