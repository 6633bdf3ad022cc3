"""Answers a named question or a console text: binds, reads, and says what the answer rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..graph.coverage import Coverage, coverage
from ..graph.ledger import Ledger
from ..graph.lookup import resolve_fact, resolve_id
from ..graph.queries import NamedQuery, bind
from ..graph.stores.base import Cell, Limits, Store


@dataclass(frozen=True, slots=True)
class NamedAnswer:
    """The answer to a named question, as `comity ask --format json` prints it."""

    query: str
    engine: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: list[dict[str, Cell]]
    truncated: bool
    coverage: Coverage

    def as_json(self) -> dict[str, Any]:
        """The answer as JSON types."""
        return asdict(self) | {"coverage": self.coverage.as_json()}


def ask(ledger: Ledger, store: Store, query: NamedQuery, given: Mapping[str, str], limits: Limits) -> NamedAnswer:
    """Answer a named question. Raises UsageError for an unknown parameter or id, Refused after a deadline."""
    parameters = full_parameters(ledger, query, given)
    bound = bind(query, store.language, parameters, limit=limits.rows + 1)  # one more shows whether there are more
    answer = store.read(bound.text, bound.parameters, limits)
    rows = [dict(zip(query.columns, row, strict=True)) for row in answer.rows]
    return NamedAnswer(query.name, store.language, parameters, query.columns, rows, answer.truncated, coverage(ledger))


def full_parameters(ledger: Ledger, query: NamedQuery, given: Mapping[str, str]) -> dict[str, str]:
    """The parameters with ids written in full."""
    types = {parameter.name: parameter.type.name for parameter in query.parameters}
    full = dict(given)
    for name, text in given.items():
        if types.get(name) == "id":
            full[name] = resolve_id(ledger, text)
        elif types.get(name) == "fact":
            full[name] = resolve_fact(ledger, text)
    return full
