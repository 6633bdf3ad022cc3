"""The answer to a named question, wherever it comes from: a store opened here, or the service of the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..graph.stores.base import Cell

# Parameters of an address that are about the answer, not the question.
RESERVED = ("engine", "format", "limit", "cursor", "fresh")
MOST_ROWS = 10_000  # that the service gives at once


@dataclass(frozen=True, slots=True)
class NamedAnswer:
    """The answer to a named question, as `comity ask --format json` prints it; `coverage` as `Coverage.as_json`."""

    query: str
    engine: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: list[dict[str, Cell]]
    truncated: bool
    coverage: Mapping[str, int | str | None]

    def as_json(self) -> dict[str, Any]:
        """The answer as JSON types."""
        return asdict(self)
