"""What keeps one client from taking all: how many queries run at once, and how many are put in a minute.

Beside it stand, each where it belongs: read mode and the judgement of plans (graph/stores/cypher_guard.py), no update
and no SERVICE (graph/stores/sparql_text.py), deadlines that stop the work on the server (the two readers), caps on rows
and bytes (streaming.py), on requests (requests.py).
"""

from __future__ import annotations

import time
from collections import OrderedDict, defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from .errors import Busy, TooFast
from .limits import ServiceLimits

_MOST_CLIENTS = 10_000  # whose rates are remembered; the one that was away longest is forgotten


@dataclass
class _Bucket:
    """A token bucket: it fills up evenly, and each query takes one out."""

    left: float
    at: float


class Guard:
    """Lets queries in; used within one event loop."""

    def __init__(self, limits: ServiceLimits) -> None:
        self._limits = limits
        self._running: dict[str, int] = defaultdict(int)
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    @property
    def running(self) -> int:
        """How many queries run."""
        return sum(self._running.values())

    @contextmanager
    def admitted(self, client: str) -> Generator[None]:
        """A place for one query of a client. Raises TooFast, or Busy where all places are taken."""
        self._take(client)
        if self.running >= self._limits.queries:
            raise Busy(f"{self._limits.queries} queries run, which is as many as may.")
        if self._running[client] >= self._limits.client_queries:
            raise Busy(f"{self._limits.client_queries} queries of yours run, which is as many as may.")
        self._running[client] += 1
        try:
            yield
        finally:
            self._running[client] -= 1
            if not self._running[client]:
                del self._running[client]

    def _take(self, client: str) -> None:
        rate, now = self._limits.client_rate, time.monotonic()
        bucket = self._buckets.pop(client, None) or _Bucket(rate, now)
        bucket.left = min(rate, bucket.left + (now - bucket.at) * rate / 60)
        bucket.at = now
        self._buckets[client] = bucket
        if len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            raise TooFast(f"You have put {rate:,} queries within a minute, which is as many as may.")
        bucket.left -= 1
