"""A service over the engines of the run, with a small invented world in it; asked by an ASGI client."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from comity.api.app import create_app
from comity.api.limits import ServiceLimits
from comity.api.service import Service
from comity.api.workspace import Workspace
from comity.graph.local.neo4j import Neo4jAddress
from comity.graph.local.oxigraph import SparqlAddress
from comity.graph.settle import settle
from comity.graph.stores.base import Limits, Store
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from .asgi import Client, asking

TOKEN = "open-sesame"
REPORTS = {
    "third-session": """Ruritania and Sylvania hold third Joint Commission

Published: 2024-05-30

The third session of the Ruritania-Sylvania Joint Commission on Trade was held in Strelsau on 29 May 2024. \
It was co-chaired by Anna Olm, Minister of Trade of Ruritania, and Bero Tan, Minister of Trade of Sylvania. \
The fourth session of the Ruritania-Sylvania Joint Commission on Trade will be held in Klow in 2026.
""",
    "second-session": """Ruritania and Sylvania meet in Klow

Published: 2022-03-11

The second session of the Ruritania-Sylvania Joint Commission on Trade was held in Klow on 10 March 2022. \
It was co-chaired by Cora Brandt, Minister of Trade of Ruritania, and Bero Tan, Minister of Trade of Sylvania.
""",
    "talks": """Pakistan and Azerbaijan hold talks

Published: 2024-07-12

The first session of the Pakistan-Azerbaijan Joint Commission on Fisheries was held in Baku on 11 July 2024. \
It was co-chaired by Dario Ruk, Minister of Fisheries of Pakistan, and Élin Dørn, Minister of Fisheries of Azerbaijan.
""",
}


@pytest.fixture(scope="module")
def ledger_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose ledger holds the invented reports."""
    folder = tmp_path_factory.mktemp("service")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / f"{name}.txt").write_text(text, "utf-8")
    workspace = Workspace(folder / "data", print)
    outcome = ingest(workspace.ledger, find_files([reports]))
    assert outcome.new == len(REPORTS)
    settle(workspace.ledger)
    workspace.ledger.close()
    return folder / "data"


@contextmanager
def serving(service: Service, with_stores: bool = True) -> Generator[Client]:
    """A client of a service, once all is ready that is started."""
    app = create_app(service, with_stores=with_stores)
    with asking(app) as client:
        await_that(lambda: service.catalogue.watermark >= 0)
        if with_stores:
            await_that(lambda: all(each.is_ready for each in service.projections.values()))
        yield client


def await_that(holds: Callable[[], bool], seconds: float = 180) -> None:
    """Look again and again until something holds; fails where it does not."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it was waited for in vain"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def data(ledger_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of its own with that ledger, without what a service or engines left beside it."""
    folder = tmp_path_factory.mktemp("own") / "data"
    folder.mkdir()
    shutil.copy(ledger_folder / "ledger.sqlite", folder)
    return folder


@pytest.fixture(scope="module")
def given_engines(
    neo4j_address: Neo4jAddress, sparql_address: SparqlAddress, neo4j_store: Store, sparql_store: Store
) -> Iterator[None]:
    """The engines of the run, emptied, as the servers that settings name."""
    neo4j_store.wipe()
    sparql_store.wipe()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMITY_NEO4J_URI", neo4j_address.uri)
        patch.setenv("COMITY_NEO4J_PASSWORD_FILE", str(neo4j_address.password_file))
        patch.setenv("COMITY_SPARQL_QUERY", sparql_address.query)
        patch.setenv("COMITY_SPARQL_UPDATE", sparql_address.update)
        patch.setenv("COMITY_SPARQL_TOKEN_FILE", str(sparql_address.token_file))
        yield


@pytest.fixture(scope="module")
def service(ledger_folder: Path, given_engines: None) -> Service:
    return Service(Workspace(ledger_folder, print), ServiceLimits(), TOKEN)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[Client]:
    """Asks a service of which everything is ready."""
    with serving(service) as asked:
        yield asked


@pytest.fixture(scope="module")
def without_engines(ledger_folder: Path) -> Iterator[Client]:
    """Asks a service whose engines are never started."""
    with serving(Service(Workspace(ledger_folder, print), ServiceLimits(), TOKEN), with_stores=False) as asked:
        yield asked


@pytest.fixture(scope="module")
def impatient(ledger_folder: Path, given_engines: None) -> Iterator[Client]:
    """Asks a service that stops a query after a second."""
    limits = ServiceLimits(query=Limits(seconds=1))
    with serving(Service(Workspace(ledger_folder, print), limits, TOKEN)) as asked:
        yield asked


@pytest.fixture(scope="module")
def narrow(ledger_folder: Path, given_engines: None) -> Iterator[Client]:
    """Asks a service whose answers may have 4 kB."""
    with serving(Service(Workspace(ledger_folder, print), ServiceLimits(query_bytes=4096), TOKEN)) as asked:
        yield asked
