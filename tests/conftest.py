"""What several tests share: the folder of material beside the project, the engines, and how Hypothesis runs.

Strategy: real engines, few mocks, the smallest fixture. What is slow to start is started once for the run.
What is missing is skipped with its reason, and in continuous integration (COMITY_CI=1) it fails.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from uuid import uuid4

import hypothesis
import pytest
from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.schema import CreateSchema, DropSchema

from comity.graph.errors import StoreUnavailable
from comity.graph.local.cache import cache_folder
from comity.graph.local.neo4j import LocalNeo4j, Neo4jAddress
from comity.graph.local.oxigraph import LocalOxigraph, SparqlAddress
from comity.graph.ontology import ontology
from comity.graph.stores.base import Store
from comity.graph.stores.neo4j import Neo4jStore
from comity.graph.stores.sparql import SparqlStore
from comity.ingest.voters.ner import MODEL

PROJECT = Path(__file__).resolve().parents[1]

# Time is not tested: on a busy machine a slow example says nothing about the code.
hypothesis.settings.register_profile("comity", deadline=None)
hypothesis.settings.load_profile("comity")


@pytest.fixture(scope="session")
def missing() -> Callable[[str], NoReturn]:
    """Skips for a reason, or fails where nothing may be skipped."""
    return pytest.fail if os.environ.get("COMITY_CI") == "1" else pytest.skip


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was left out is said, however quiet the run."""
    if not os.environ.get("COMITY_TEST_POSTGRES"):
        terminalreporter.write_line("Not tried: PostgreSQL, as COMITY_TEST_POSTGRES names no server.", yellow=True)
    if find_spec(MODEL) is None:
        terminalreporter.write_line("Not tried: the model of comity[ner], which is not installed.", yellow=True)


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the repository."""
    return PROJECT


@pytest.fixture(scope="session")
def shared(missing: Callable[[str], NoReturn]) -> Path:
    """The folder of reports and tools beside the project; in continuous integration it has to be there."""
    folder = (PROJECT / "../shared").resolve()
    if not folder.is_dir():
        missing("The folder ../shared is not there: this test reads the reports in it.")
    return folder


@pytest.fixture(scope="session")
def postgresql(missing: Callable[[str], NoReturn]) -> Iterator[Callable[[], URL]]:
    """Gives the address of an empty schema each time, on the server that COMITY_TEST_POSTGRES names."""
    if not os.environ.get("COMITY_TEST_POSTGRES"):
        missing("COMITY_TEST_POSTGRES names no PostgreSQL server: nothing is tried on one.")
    url = make_url(os.environ["COMITY_TEST_POSTGRES"]).set(drivername="postgresql+psycopg")
    engine, names = create_engine(url), list[str]()

    def new_schema() -> URL:
        names.append(f"comity_test_{uuid4().hex}")
        with engine.begin() as connection:
            connection.execute(CreateSchema(names[-1]))
        return url.update_query_dict({"options": f"-csearch_path={names[-1]}"})

    yield new_schema
    for name in names:
        with engine.begin() as connection:
            connection.execute(DropSchema(name, cascade=True))
    engine.dispose()


@pytest.fixture(scope="session")
def neo4j_address(
    tmp_path_factory: pytest.TempPathFactory, missing: Callable[[str], NoReturn]
) -> Iterator[Neo4jAddress]:
    """The one private Neo4j of a run; whoever uses it wipes it first."""
    engine = LocalNeo4j(tmp_path_factory.mktemp("neo4j"), cache_folder(), print)
    try:
        address = engine.ensure()
    except StoreUnavailable as error:
        missing(str(error))
    yield address
    engine.stop()


@pytest.fixture(scope="session")
def sparql_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlAddress]:
    """The one private Oxigraph of a run; whoever uses it wipes it first."""
    engine = LocalOxigraph(tmp_path_factory.mktemp("oxigraph"), cache_folder(), print)
    yield engine.ensure()
    engine.stop()


@pytest.fixture(scope="session")
def neo4j_store(neo4j_address: Neo4jAddress) -> Iterator[Store]:
    store = Neo4jStore(neo4j_address.uri, neo4j_address.user, neo4j_address.password, ontology())
    yield store
    store.close()


@pytest.fixture(scope="session")
def sparql_store(sparql_address: SparqlAddress) -> Iterator[Store]:
    store = SparqlStore(sparql_address.query, sparql_address.update, sparql_address.token)
    yield store
    store.close()
