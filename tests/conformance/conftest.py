"""Both stores with the made-up world in them, and how to ask both at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pytest

from comity.graph.model import Changes
from comity.graph.queries import bind, named_query
from comity.graph.stores.base import Answer, Limits, Store

from .world import ENTITIES, FACTS, QUOTES

Row = Mapping[str, Any]


class Ask(Protocol):
    """Asks both stores a named question, checks that they agree, and gives the rows."""

    def __call__(self, name: str, **given: str) -> list[Row]: ...


def ask_both(stores: tuple[Store, Store], name: str, given: Mapping[str, str]) -> list[Row]:
    """The rows of a named question, the same from each store whose language it is written in."""
    query = named_query(name)
    answers: list[Answer] = []
    for store in stores:
        if store.language in query.engines:
            bound = bind(query, store.language, given)
            answers.append(store.read(bound.text, bound.parameters, Limits()))
    first, *others = answers
    for answer in answers:
        assert answer.columns == query.columns
    for other in others:
        assert list(first.rows) == list(other.rows)
    return [dict(zip(first.columns, row, strict=True)) for row in first.rows]


def draw(stores: tuple[Store, Store], changes: Changes) -> tuple[Store, Store]:
    """Both stores with nothing in them but this."""
    for store in stores:
        store.wipe()
        store.apply(changes)
    return stores


@pytest.fixture(scope="module")
def stores(neo4j_store: Store, sparql_store: Store) -> tuple[Store, Store]:
    return draw((neo4j_store, sparql_store), Changes(watermark=1, entities=ENTITIES, facts=FACTS, quotes=QUOTES))


@pytest.fixture
def ask(stores: tuple[Store, Store]) -> Ask:
    def both(name: str, **given: str) -> list[Row]:
        return ask_both(stores, name, {key.rstrip("_"): value for key, value in given.items()})

    return both
