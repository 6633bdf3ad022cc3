"""Ledgers of their own, on each database, closed at the end of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from comity.graph.ledger import Ledger

Place = Callable[[str], Path | URL]
Open = Callable[[str], Ledger]

DATABASES = ("sqlite", "postgresql")
# They make many ledgers, or ask nothing of a ledger that others do not: on a server they would take long.
ON_SQLITE_ONLY = frozenset(
    """
    test_check
    test_ontology_lint
    test_any_order_of_reports_gives_the_same
    test_connected_entities_are_one_in_any_order
    test_people_are_one_by_the_rules_only
    test_small_batches_give_the_same
    test_windows_of_any_size_lead_to_the_same_state
    """.split()
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test of a ledger runs on each database, but for those above and those of Hypothesis."""
    if "place" in metafunc.fixturenames:
        names = {metafunc.definition.path.stem, metafunc.function.__name__}
        is_small = names.isdisjoint(ON_SQLITE_ONLY) and not hasattr(metafunc.function, "hypothesis")
        metafunc.parametrize("place", DATABASES if is_small else DATABASES[:1], indirect=True)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the ledger of a name is: the same place each time."""
    if request.param == "sqlite":
        return lambda name: tmp_path / f"{name}.sqlite"
    new_schema: Callable[[], URL] = request.getfixturevalue("postgresql")
    schemas: dict[str, URL] = {}

    def schema(name: str) -> URL:
        if name not in schemas:
            schemas[name] = new_schema()
        return schemas[name]

    return schema


@pytest.fixture
def open_ledger(place: Place) -> Iterator[Open]:
    """Opens the ledger of that name: the same one each time."""
    opened: list[Ledger] = []

    def open_one(name: str) -> Ledger:
        opened.append(Ledger(place(name)))
        return opened[-1]

    yield open_one
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(open_ledger: Open) -> Ledger:
    return open_ledger("ledger")
