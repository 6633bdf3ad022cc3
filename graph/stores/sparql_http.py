"""What is common to those who speak the SPARQL 1.1 Protocol: media types, times, and its failures as our errors."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager

import httpx

from ..errors import DeadlinePassed, Refused, StoreUnavailable, TooMuch, UsageError

CONNECT_SECONDS = 10.0
GRACE = 5.0  # seconds that an answer may come later than the deadline it was given
TSV, JSON, N_TRIPLES = "text/tab-separated-values", "application/sparql-results+json", "application/n-triples"
ACCEPT = {"ASK": JSON, "CONSTRUCT": N_TRIPLES, "DESCRIBE": N_TRIPLES}  # what is wanted for which form of query
_REFUSED = {403: Refused, 405: Refused, 408: DeadlinePassed, 413: TooMuch, 504: DeadlinePassed, 507: TooMuch}
_BAD = frozenset((400, 422))


def check_answer(response: httpx.Response) -> None:
    """Raise what the server said, in its first line, as one of our errors; the response has been read."""
    if response.is_success:
        return
    said = (response.text.strip() or response.reason_phrase).splitlines()[0]
    if response.status_code in _BAD:
        raise UsageError(f"The query cannot be read: {said}")
    if response.status_code in _REFUSED:
        raise _REFUSED[response.status_code](said)
    raise StoreUnavailable(f"The SPARQL store at {response.url} answered {response.status_code}: {said}")


@contextmanager
def translated(seconds: float) -> Generator[None, None, None]:
    """Raise httpx's errors as ours: DeadlinePassed after so many seconds, StoreUnavailable before."""
    began = time.monotonic()
    try:
        yield
    except httpx.ConnectError as error:
        raise StoreUnavailable(
            f"The SPARQL store cannot be reached ({error}): see `comity oxigraph status`."
        ) from error
    except httpx.HTTPError as error:
        if isinstance(error, httpx.ReadTimeout) or time.monotonic() - began >= seconds:
            raise DeadlinePassed(f"The query was stopped at its deadline of {seconds:g} s: ask for less.") from error
        reason = str(error) or type(error).__name__
        raise StoreUnavailable(f"The SPARQL store broke off ({reason}): see `comity oxigraph status`.") from error
