"""Fetches reports from addresses: guarded at each hop, capped in size and time, and only what can be read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from email.message import Message
from http import HTTPStatus

import httpx

from ...graph.errors import InputRefused
from .content import LIMITS, Content, Kind, Limits, NotFetched
from .guard import Guard

KINDS = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/pdf": Kind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.WORD,
    "text/plain": Kind.TEXT,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/rdf+xml": Kind.FEED,
    "application/xml": Kind.FEED,
    "text/xml": Kind.FEED,
}
# No compression: a small answer could unfold to any size.
HEADERS = {"Accept": ", ".join(KINDS), "Accept-Encoding": "identity", "User-Agent": "comity"}


def fetch(address: str, guard: Guard, limits: Limits = LIMITS) -> Content:
    """What an address holds, after at most `max_redirects` redirects, each checked anew.

    Raises InputRefused, with one sentence, for whatever may not or cannot be fetched.
    """
    try:
        return asyncio.run(_fetch_in_time(httpx.URL(address).copy_with(fragment=None), guard, limits))
    except httpx.InvalidURL as error:
        raise InputRefused(f"{address} is no address ({error}).") from error
    except TimeoutError:
        raise NotFetched(f"{address} took longer than fetch_seconds allows, {limits.fetch_seconds:g}.") from None
    except httpx.HTTPError as error:
        raise NotFetched(f"{address} cannot be fetched ({_reason(error)}); try again later.") from error


async def _fetch_in_time(url: httpx.URL, guard: Guard, limits: Limits) -> Content:
    # One deadline for all of it: httpx times each read, and a server that drips bytes never lets such a time pass.
    async with asyncio.timeout(limits.fetch_seconds):
        return await _fetch(url, guard, limits)


async def _fetch(url: httpx.URL, guard: Guard, limits: Limits) -> Content:
    asked = url
    for _ in range(limits.max_redirects + 1):
        addresses = await asyncio.to_thread(guard.addresses, url)
        async with _answer(url, addresses) as response:
            if not response.has_redirect_location:
                return await _content(asked, url, response, limits)
            url = url.join(response.headers["location"]).copy_with(fragment=None)
    raise InputRefused(f"{asked} redirects more than {limits.max_redirects} times (max_redirects).")


@asynccontextmanager
async def _answer(url: httpx.URL, addresses: Sequence[str]) -> AsyncGenerator[httpx.Response]:
    """The answer of the first of these addresses that can be connected to, its body not yet read.

    No proxy and no cookies, whatever the environment says: a proxy would look the name up once more.
    """
    async with httpx.AsyncClient(trust_env=False, follow_redirects=False, headers=HEADERS) as client:
        for number, address in enumerate(addresses, start=1):
            try:
                response = await client.send(_request(client, url, address), stream=True)
                break
            except httpx.ConnectError:
                if number == len(addresses):
                    raise
        else:
            raise httpx.ConnectError("it has no address")
        try:
            yield response
        finally:
            await response.aclose()


def _request(client: httpx.AsyncClient, url: httpx.URL, address: str) -> httpx.Request:
    """A request to a checked address that still names the host, and expects its certificate."""
    host = url.raw_host.decode("ascii").strip("[]")
    named = {"Host": url.netloc.decode("ascii")}
    return client.build_request("GET", url.copy_with(host=address), headers=named, extensions={"sni_hostname": host})


async def _content(asked: httpx.URL, url: httpx.URL, response: httpx.Response, limits: Limits) -> Content:
    if response.status_code != HTTPStatus.OK:
        raise NotFetched(f"{asked} cannot be fetched: it answers {response.status_code}.")
    kind, charset = _kind(asked, response)
    data = await _body(asked, response, limits)
    return Content(str(asked), data, kind, charset, url=str(url))


def _kind(asked: httpx.URL, response: httpx.Response) -> tuple[Kind, str]:
    """What the server says it sends. Raises InputRefused for what is no report."""
    said = Message()
    said["Content-Type"] = response.headers.get("content-type", "unknown/unknown")
    kind = KINDS.get(said.get_content_type())
    if kind is None:
        raise InputRefused(f"{asked} is {said.get_content_type()}, not HTML, PDF, .docx or plain text.")
    packed = response.headers.get("content-encoding", "identity")
    if packed != "identity":
        raise InputRefused(f"{asked} is sent packed ({packed}) though it was asked for unpacked.")
    return kind, said.get_content_charset() or ""


async def _body(asked: httpx.URL, response: httpx.Response, limits: Limits) -> bytes:
    """All bytes of an answer, if they are not too many. Raises InputRefused."""
    data = bytearray()
    announced = response.headers.get("content-length", "0")
    too_large = announced.isdecimal() and int(announced) > limits.max_document_bytes
    if not too_large:
        async for chunk in response.aiter_raw():
            data += chunk
            if too_large := len(data) > limits.max_document_bytes:
                break
    if too_large:
        raise InputRefused(f"{asked} is too large; COMITY_MAX_DOCUMENT_BYTES allows {limits.max_document_bytes}.")
    if not data:
        raise InputRefused(f"{asked} is empty; there is nothing to read.")
    return bytes(data)


def _reason(error: httpx.HTTPError) -> str:
    return " ".join(str(error).split()) or type(error).__name__
