"""What is common to those who speak the SPARQL 1.1 Protocol: media types, times, and its failures as our errors."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager

import httpx

from ..errors import ComityError, DeadlinePassed, Refused, StoreUnavailable, TooMuch, UsageError

CONNECT_SECONDS = 10.0
GRACE = 5.0  # seconds that an answer may come later than the deadline it was given
TSV, JSON, N_TRIPLES = "text/tab-separated-values", "application/sparql-results+json", "application/n-triples"
ACCEPT = {"ASK": JSON, "CONSTRUCT": N_TRIPLES, "DESCRIBE": N_TRIPLES}  # what is wanted for which form of query
_REFUSED = {403: Refused, 405: Refused, 408: DeadlinePassed, 413: TooMuch, 504: DeadlinePassed, 507: TooMuch}
_BAD = frozenset((400, 422))


def failure(status: int, said: str, address: str) -> ComityError:
    """What a server said with a status that is no success, in its first line, as one of our errors."""
    first = said.strip().partition("\n")[0].rstrip()
    if status in _BAD:
        return UsageError(f"The query cannot be read: {first}")
    if status in _REFUSED:
        return _REFUSED[status](first)
    return StoreUnavailable(f"The SPARQL store at {address} answered {status}: {first}")


def unreachable(reason: object) -> StoreUnavailable:
    """Nobody answers at the address."""
    return StoreUnavailable(f"The SPARQL store cannot be reached ({reason}): see `comity oxigraph status`.")


def broken_off(error: Exception, timed_out: bool, seconds: float) -> ComityError:
    """The connection ended in an error: at the deadline of so many seconds, or before it."""
    if timed_out:
        return DeadlinePassed(f"The query was stopped at its deadline of {seconds:g} s: ask for less.")
    reason = str(error) or type(error).__name__
    return StoreUnavailable(f"The SPARQL store broke off ({reason}): see `comity oxigraph status`.")


def check_answer(response: httpx.Response) -> None:
    """Raise what the server said as one of our errors; the response has been read."""
    if not response.is_success:
        raise failure(response.status_code, response.text.strip() or response.reason_phrase, str(response.url))


@contextmanager
def translated(seconds: float) -> Generator[None, None, None]:
    """Raise httpx's errors as ours: DeadlinePassed after so many seconds, StoreUnavailable before."""
    began = time.monotonic()
    try:
        yield
    except httpx.ConnectError as error:
        raise unreachable(error) from error
    except httpx.HTTPError as error:
        timed_out = isinstance(error, httpx.ReadTimeout) or time.monotonic() - began >= seconds
        raise broken_off(error, timed_out, seconds) from error
