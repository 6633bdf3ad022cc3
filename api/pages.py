"""Cursors: where the next page of a list begins, as one opaque text."""

from __future__ import annotations

import base64
import binascii

from ..graph.errors import UsageError


def cursor_of(place: str) -> str:
    """The cursor that leads to a place."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")


def place_of(cursor: str) -> str:
    """The place that a cursor leads to; empty for none. Raises UsageError for what is no cursor."""
    try:
        return base64.b64decode(f"{cursor}{'=' * (-len(cursor) % 4)}", altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise UsageError("The cursor is none: take it from `next` of the page before.") from None


def offset_of(cursor: str) -> int:
    """The number of rows that a cursor leaves out. Raises UsageError."""
    place = place_of(cursor) or "0"
    if not (place.isascii() and place.isdigit() and len(place) < 10):
        raise UsageError("The cursor is none of this list: take it from `next` of the page before.")
    return int(place)
