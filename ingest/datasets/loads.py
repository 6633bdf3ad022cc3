"""Which data sets a ledger holds, and how they and the registry are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from sqlalchemy import Connection, func, select

from ...graph import tables
from ...graph.ledger import Ledger
from ...graph.records import DATASET_KIND, counted_documents
from ...graph.registry import FOLDER as REGISTRY
from . import DATA_SETS, data_set_named
from .about import METHOD, About

REGISTRY_NAME = "registry"


@dataclass(frozen=True, slots=True)
class LoadedTable:
    """A table of a data set in a ledger: how many of its rows say how many statements, and when it was read to its end.

    `when` is empty for one that was not read to its end.
    """

    name: str
    version: str
    table: str
    document: str
    rows: int
    statements: int
    when: str


@dataclass(frozen=True, slots=True)
class Citation:
    """How a source asks to be cited."""

    name: str
    title: str
    citation: str
    licence: str


def loads(ledger: Ledger) -> list[LoadedTable]:
    """The tables that were loaded, by data set and in the order in which they were read."""
    document, reading = tables.document.c, tables.reading.c
    query = (
        select(document.id, document.name, document.title, reading.method, reading.recorded_at)
        .outerjoin(tables.reading, reading.document == document.id)
        .where(document.kind == DATASET_KIND, counted_documents())
        .order_by(document.id)
    )
    with ledger.reading() as connection:
        return [_loaded(connection, row) for row in connection.execute(query).all()]


def _loaded(connection: Connection, row: Any) -> LoadedTable:
    said, method = tables.statement.c, tables.term.alias("method")
    query = select(func.count(said.start.distinct()), func.count()).where(said.document == row.id)
    rows, statements = connection.execute(query).one()
    named = select(method.c.text).join(tables.statement, said.method == method.c.id).where(said.document == row.id)
    source = row.method or connection.execute(named.limit(1)).scalar() or METHOD
    name, _, version = source.removeprefix(METHOD).partition("@")
    when = row.recorded_at.isoformat(timespec="seconds") if row.recorded_at else ""
    return LoadedTable(name, version, row.title.rpartition(": ")[2], row.name, rows, statements, when)


def citations(ledger: Ledger, name: str = "") -> list[Citation]:
    """The citation of a data set or of the registry; without a name, of all that the ledger rests on.

    Raises UsageError for an unknown name.
    """
    if name == REGISTRY_NAME:
        return list(_of_registry())
    if name:
        return [_of(data_set_named(name).about)]
    held = sorted({each.name for each in loads(ledger)} & DATA_SETS.keys())
    return [*(_of(DATA_SETS[each].about) for each in held), *_of_registry()]


def _of(about: About) -> Citation:
    return Citation(about.name, f"{about.publisher}, {about.title}", about.citation, about.licence)


def _of_registry() -> Iterator[Citation]:
    listed = yaml.safe_load(Path(REGISTRY / "citations.yaml").read_text(encoding="utf-8"))
    for each in cast("list[Mapping[str, str]]", listed):
        yield Citation(REGISTRY_NAME, each["title"], each["citation"], each["licence"])
