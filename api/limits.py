"""What the service lets a request cost: each limit is a setting (docs/reference)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..graph.stores.base import Limits
from ..ingest.sizes import MAX_DOCUMENT_BYTES
from .settings import positive_number, query_limits


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """The limits of one service; the defaults are those of the settings."""

    query: Limits = field(default_factory=Limits)
    query_bytes: int = 64 << 20
    query_length: int = 100_000
    request_bytes: int = 1 << 20
    request_seconds: int = 30
    document_bytes: int = MAX_DOCUMENT_BYTES
    queries: int = 16
    client_queries: int = 8
    client_rate: int = 6000
    answer_cache_bytes: int = 32 << 20
    known_at_rows: int = 200_000


def service_limits(environment: Mapping[str, str]) -> ServiceLimits:
    """The limits that the settings give. Raises UsageError for a setting that is no number above zero."""
    usual = ServiceLimits()

    def number(name: str, default: int) -> int:
        return positive_number(environment, name, default)

    return ServiceLimits(
        query=query_limits(environment),
        query_length=number("COMITY_QUERY_LENGTH", usual.query_length),
        query_bytes=number("COMITY_QUERY_BYTES", usual.query_bytes),
        request_bytes=number("COMITY_REQUEST_BYTES", usual.request_bytes),
        request_seconds=number("COMITY_REQUEST_SECONDS", usual.request_seconds),
        document_bytes=number("COMITY_MAX_DOCUMENT_BYTES", usual.document_bytes),
        queries=number("COMITY_QUERIES", usual.queries),
        client_queries=number("COMITY_CLIENT_QUERIES", usual.client_queries),
        client_rate=number("COMITY_CLIENT_RATE", usual.client_rate),
        answer_cache_bytes=number("COMITY_ANSWER_CACHE_BYTES", usual.answer_cache_bytes),
        known_at_rows=number("COMITY_KNOWN_AT_ROWS", usual.known_at_rows),
    )
