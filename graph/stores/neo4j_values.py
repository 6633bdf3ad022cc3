"""Values that the driver gives back: as cells of an answer, and as natives that can be compared with what was drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain, zip_longest
from typing import Any, cast

from neo4j.graph import Node, Path, Relationship

from .base import Cell

_SCALARS = frozenset((type(None), str, int, float, bool))


def natives(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of a node or relationship with Python's own dates."""
    return {name: _native(value) for name, value in properties.items()}


def _native(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value


def row(values: Iterable[Any]) -> tuple[Cell, ...]:
    """A row of an answer; scalars, which most values are, are not looked into."""
    return tuple([value if type(value) in _SCALARS else cell(value) for value in values])


def cell(value: Any) -> Cell:
    """A value of an answer: scalars as they are, days as ISO text, everything with parts as compact JSON text."""
    plain = _plain(value)
    if isinstance(plain, dict | list):
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return plain


def _plain(value: Any) -> Any:
    """A value made of what JSON has."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **_mapped(value)}
    if isinstance(value, Relationship):
        return {"type": value.type, **_mapped(value)}
    if isinstance(value, Path):
        parts = chain.from_iterable(zip_longest(value.nodes, value.relationships))
        return [_plain(part) for part in parts if part is not None]
    if hasattr(value, "iso_format"):  # dates and times, and durations, which are tuples too
        return value.iso_format()
    if isinstance(value, dict):
        return _mapped(cast("Mapping[str, Any]", value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in cast("Iterable[Any]", value)]
    return str(value)


def _mapped(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(each) for name, each in value.items()}
