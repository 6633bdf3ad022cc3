"""Instants as users write them: what was known when."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from .dates import extent
from .errors import UsageError

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def instant_of(text: str) -> datetime:
    """The instant that a text means, in UTC: of a date its end, of a time without a zone that time in UTC.

    Raises UsageError for a text that is neither.
    """
    try:
        if _DATE.fullmatch(text) and (day := extent(text).last):
            return datetime.combine(day, time.max, UTC)
        instant = datetime.fromisoformat(text)
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (UsageError, ValueError, OverflowError):
        raise UsageError(f"“{text}” is no instant: write 2025-01-24, or 2025-01-24T12:00:00Z.") from None
