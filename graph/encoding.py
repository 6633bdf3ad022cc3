"""How small values stand in the ledger's columns: intervals, spans and qualifiers as text that reads back the same."""

from __future__ import annotations

import json
import re
from datetime import date

from .model import (
    ALWAYS,
    Interval,
    Qualifiers,
    Span,
    interval_days,
    qualifiers_of,
    value_from_key,
    value_key,
)

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes no NUL, and no half of a pair is a character


def unstorable(text: str) -> str:
    """Why no ledger takes this text: the first character of it that cannot be kept; empty where all can."""
    found = _UNSTORABLE.search(text)
    return f"it has the character U+{ord(found[0]):04X} in it, which no ledger can keep: take it out" if found else ""


def interval_text(interval: Interval) -> str:
    """Five days joined by `/`, empty for open; nothing at all for an interval that says nothing."""
    return "" if interval == ALWAYS else "/".join(str(day or "") for day in interval_days(interval))


def interval_from(text: str) -> Interval:
    """The interval that `interval_text` gave this text for."""
    return Interval(*(date.fromisoformat(day) if day else None for day in text.split("/"))) if text else ALWAYS


def spans_text(spans: tuple[Span, ...]) -> str:
    """Spans as `start-end`, separated by spaces."""
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def spans_from(text: str) -> tuple[Span, ...]:
    """The spans that `spans_text` gave this text for."""
    pairs = (pair.split("-") for pair in text.split())
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def qualifiers_text(qualifiers: Qualifiers) -> str:
    """Qualifiers as JSON; nothing at all for none."""
    listed = [[name, value_key(value)] for name, value in qualifiers]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":")) if listed else ""


def qualifiers_from(text: str) -> Qualifiers:
    """The qualifiers that `qualifiers_text` gave this text for."""
    listed: list[list[str]] = json.loads(text) if text else []
    return qualifiers_of([(name, value_from_key(key)) for name, key in listed])
