"""Answers a named question or a console text: binds, reads, and says what the answer rests on."""

from __future__ import annotations

from collections.abc import Mapping

from ..graph.coverage import coverage
from ..graph.ledger import Ledger
from ..graph.lookup import resolve_fact, resolve_id
from ..graph.queries import NamedQuery, bind
from ..graph.stores.base import Limits, Store
from .named_answer import NamedAnswer


def ask(ledger: Ledger, store: Store, query: NamedQuery, given: Mapping[str, str], limits: Limits) -> NamedAnswer:
    """Answer a named question. Raises UsageError for an unknown parameter or id, Refused after a deadline."""
    parameters = full_parameters(ledger, query, given)
    bound = bind(query, store.language, parameters, limit=limits.rows + 1)  # one more shows whether there are more
    answer = store.read(bound.text, bound.parameters, limits)
    rows = [dict(zip(query.columns, row, strict=True)) for row in answer.rows]
    covered = coverage(ledger).as_json()
    return NamedAnswer(query.name, store.language, parameters, query.columns, rows, answer.truncated, covered)


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
