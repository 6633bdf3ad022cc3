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
    """The rows of a named question, from both stores the same."""
    answers: list[Answer] = []
    for store in stores:
        bound = bind(named_query(name), store.language, given)
        answers.append(store.read(bound.text, bound.parameters, Limits()))
    cypher, sparql = answers
    assert cypher.columns == sparql.columns == named_query(name).columns
    assert list(cypher.rows) == list(sparql.rows)
    return [dict(zip(cypher.columns, row, strict=True)) for row in cypher.rows]


@pytest.fixture(scope="module")
def stores(neo4j_store: Store, sparql_store: Store) -> tuple[Store, Store]:
    for store in (neo4j_store, sparql_store):
        store.wipe()
        store.apply(Changes(watermark=1, entities=ENTITIES, facts=FACTS, quotes=QUOTES))
    return neo4j_store, sparql_store


@pytest.fixture
def ask(stores: tuple[Store, Store]) -> Ask:
    def both(name: str, **given: str) -> list[Row]:
        return ask_both(stores, name, {key.rstrip("_"): value for key, value in given.items()})

    return both
