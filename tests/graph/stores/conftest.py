"""One Neo4j and one Oxigraph for all tests of the stores, empty at the start of each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from comity.graph.errors import StoreUnavailable
from comity.graph.local.cache import cache_folder
from comity.graph.local.neo4j import LocalNeo4j, Neo4jAddress
from comity.graph.local.oxigraph import LocalOxigraph
from comity.graph.model import (
    Changes,
    Datatype,
    Entity,
    Fact,
    Interval,
    Link,
    Literal,
    Quote,
    Rank,
    qualifiers_of,
    value_key,
)
from comity.graph.stores.base import Store
from comity.graph.stores.neo4j import Neo4jStore
from comity.graph.stores.sparql import SparqlStore


class SomeTerms:
    """A small ontology: every property's type is its name in capitals, and names are lists."""

    def relationship_type(self, name: str) -> str:
        return name.upper()

    def is_list(self, name: str) -> bool:
        return name == "name"


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jAddress]:
    engine = LocalNeo4j(tmp_path_factory.mktemp("neo4j"), cache_folder(), lambda _: None)
    try:
        yield engine.ensure()
    except StoreUnavailable as error:
        (pytest.fail if os.environ.get("COMITY_CI") == "1" else pytest.skip)(str(error))
    engine.release()


@pytest.fixture(scope="session")
def neo4j_server(neo4j_address: Neo4jAddress) -> Iterator[Neo4jStore]:
    store = Neo4jStore(neo4j_address.uri, neo4j_address.user, neo4j_address.password, SomeTerms())
    yield store
    store.close()


@pytest.fixture(scope="session")
def sparql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlStore]:
    engine = LocalOxigraph(tmp_path_factory.mktemp("oxigraph"), Path(), lambda _: None)
    address = engine.ensure()
    store = SparqlStore(address.query, address.update, address.token)
    yield store
    store.close()
    engine.release()


@pytest.fixture
def neo4j_store(neo4j_server: Neo4jStore) -> Neo4jStore:
    neo4j_server.wipe()
    return neo4j_server


@pytest.fixture
def sparql_store(sparql_server: SparqlStore) -> SparqlStore:
    sparql_server.wipe()
    return sparql_server


@pytest.fixture(params=["neo4j", "sparql"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn: what is expected of one is expected of the other."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


PLACE = Fact("f2", "meeting/one", "held_in", Link("place/strelsau"))
CHAIRED = Fact(
    "f1",
    "official/rassendyll",
    "co_chaired",
    Link("meeting/one"),
    interval=Interval(from_last=date(2024, 3, 1), to_first=date(2024, 3, 1), observed_until=date(2024, 3, 2)),
    qualifiers=qualifiers_of(
        [
            ("on_behalf_of", Link("country/ruritania")),
            ("in_capacity_as", Link("post/envoy")),
            ("order_in_source", Literal("1", Datatype.INTEGER)),
        ]
    ),
    confidence=0.93,
    sources=2,
)
OTHER_PLACE = Fact("f3", "meeting/one", "held_in", Link("place/zenda"), Rank.DISPUTED, confidence=0.5)
OTHER_SIDE = Fact(
    "f5",
    "official/rassendyll",
    "co_chaired",
    Link("meeting/one"),
    Rank.DISPUTED,
    qualifiers=qualifiers_of([("on_behalf_of", Link("place/zenda"))]),
    disputed_qualifier="on_behalf_of",
    inferred=True,
)
OTHER_NUMBER = Fact("f4", "meeting/one", "session_number", Literal("8", Datatype.INTEGER), Rank.DISPUTED)


def entities() -> tuple[Entity, ...]:
    return (
        Entity(
            "meeting/one",
            ("Event", "Meeting"),
            "Seventh session of the “Ruritania–Sylvania” commission",
            (
                ("name", Literal('Line one\nand \\ "two"\ttabbed')),
                ("name", Literal("Седьмая сессия")),
                ("session_number", Literal("7", Datatype.INTEGER)),
                ("start_date", Literal("2024-03", Datatype.DATE)),
            ),
            ("held",),
        ),
        Entity("official/rassendyll", ("Official", "Person"), "Rudolf Rassendyll"),
        Entity("country/ruritania", ("Country", "Party"), "Ruritania"),
        Entity("post/envoy", ("Post",), "Envoy"),
        Entity("place/strelsau", ("Place",), "Strelsau"),
        Entity("place/zenda", ("Place",), "Zenda"),
        Entity("document/report", ("Document",), "A report", (("published", Literal("2024-03-02", Datatype.DATE)),)),
    )


@pytest.fixture
def changes() -> Changes:
    """A small graph with one of everything: lists, days, states, qualifiers, disputes, a quote."""
    quote = Quote(
        "q1", "f1", "official/rassendyll", "co_chaired", "He\nchaired “it”.", 3, 18, "document/report", "rules@1", 0.9
    )
    return Changes(11, entities(), (CHAIRED, PLACE, OTHER_PLACE, OTHER_NUMBER, OTHER_SIDE), (quote,))


@pytest.fixture
def moved() -> Changes:
    """The changes after those: the dispute over the place goes the other way, and a chair is gone."""
    won = Fact("f3", "meeting/one", "held_in", Link("place/zenda"))
    lost = Fact("f2", "meeting/one", "held_in", Link("place/strelsau"), Rank.DISPUTED)
    planned = Entity("meeting/one", ("Event", "Meeting"), "Seventh session", (), ("in_force",))
    return Changes(
        17,
        (planned,),
        (won, lost),
        gone_entities=("official/rassendyll", "post/envoy"),
        gone_facts=("f1", "f4", "f5"),
        gone_quotes=("q1",),
        plain_gone=(
            ("official/rassendyll", "co_chaired", value_key(Link("meeting/one"))),
            ("meeting/one", "held_in", value_key(Link("place/strelsau"))),
        ),
    )


@pytest.fixture
def after_move(changes: Changes, moved: Changes) -> Changes:
    """What is left when both sets of changes have been written."""
    kept = tuple(e for e in changes.entities if e.id not in (*moved.gone_entities, "meeting/one"))
    return Changes(17, (*moved.entities, *kept), moved.facts)
