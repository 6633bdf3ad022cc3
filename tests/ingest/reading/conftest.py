"""A web server on loopback, and a guard that lets it be asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comity.ingest.reading.guard import Guard

from .samples import LOOPBACK, Site, resolving, served


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


@pytest.fixture
def open_guard(site: Site) -> Guard:
    """A guard that takes loopback for public, and for which every host is at loopback."""
    return Guard(frozenset({site.port}), (LOOPBACK,), resolving(["127.0.0.1"]))
