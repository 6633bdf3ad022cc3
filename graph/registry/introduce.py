"""What the registry says of a party goes into the ledger when a document first touches it.

Each table is a document, its text the file as shipped, and each row the passage that speaks for what is said in it. So
a code, a name and a date of a state can be followed to their row, and parties that no document names are in no store.
A new edition of a table is a new document: what the older one says of a party counts until the party is touched again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sqlalchemy import and_, insert, or_, select

from .. import tables
from ..book import Book
from ..model import Link, Statement, Value, Verdict
from ..records import REGISTRY_KIND, chunks
from ..settle import mark_groups
from . import registry
from .rows import METHOD, SUCCEEDS, Table, registry_tables, related


@dataclass(frozen=True)
class Arrival:
    """The parties that a document touches: all, those never met before, and those that relations may lead to."""

    wanted: frozenset[str]
    new: frozenset[str]
    here: frozenset[str]


def introduce(book: Book, statements: Iterable[Statement]) -> int:
    """Record what the registry says of the parties that these statements touch; how many statements were new.

    What is recorded already stays as it is, and one party's relation to another is told when both have been touched, so
    the order of documents does not matter.
    """
    wanted = frozenset(_touched(statements))
    if not wanted:
        return 0
    asked = sorted(wanted.union(*(related(party) for party in wanted)))
    known = _known(book, asked)
    met = set[str]().union(*known.values(), _known_before(book, asked))
    arrival = Arrival(wanted, wanted - met, wanted | met)
    return sum(_record(book, table, arrival, known[table.name]) for table in registry_tables())


def _touched(statements: Iterable[Statement]) -> Iterator[str]:
    """The parties of the registry that are subject, value or qualifier."""
    for each in statements:
        values: list[Value] = [Link(each.subject), each.value, *(value for _, value in each.qualifiers)]
        for value in values:
            if isinstance(value, Link) and registry().get(value.id):
                yield value.id


def _known(book: Book, parties: Iterable[str]) -> Mapping[str, set[str]]:
    """For which of these parties this edition of each table was recorded: their first statement tells."""
    first = {
        bytes.fromhex(said[0].id(table.hash)): (table.name, party)
        for table, party in product(registry_tables(), parties)
        if (said := table.unconditional(party))
    }
    column, known = tables.statement.c.hash, defaultdict[str, set[str]](set)
    for part in chunks(first):
        for found in book.connection.execute(select(column).where(column.in_(part))).scalars():
            name, party = first[found]
            known[name].add(party)
    return known


def _known_before(book: Book, parties: Iterable[str]) -> set[str]:
    """For which of these parties an older edition of any table was recorded."""
    if not (numbers := _older(book, registry_tables())):
        return set()
    subject, said = tables.term, tables.statement.c
    query = select(subject.c.text).join(tables.statement, said.subject == subject.c.id)
    found = query.where(said.document.in_(numbers), subject.c.text.in_(list(parties)))
    return set(book.connection.execute(found.distinct()).scalars())


def _older(book: Book, editions: Sequence[Table]) -> list[int]:
    """The numbers of the documents that are other editions of these tables."""
    document = tables.document.c
    # "-" is before ".", so that all editions are a range of the index on names; LIKE would read every document. Two
    # comparisons, as PostgreSQL takes no collation within BETWEEN.
    names = [each.document.id for each in editions]
    ranges = [and_(document.name >= name, document.name < f"{name}.") for name in names]
    query = select(document.id).where(document.kind == REGISTRY_KIND, or_(*ranges))
    return list(book.connection.execute(query.where(document.hash.not_in([each.hash for each in editions]))).scalars())


def _record(book: Book, table: Table, arrival: Arrival, known: set[str]) -> int:
    fresh = sorted(arrival.wanted - known)
    said = [each for party in fresh for each in table.said(party) if _is_told(each, arrival.here)]
    others = sorted(arrival.here.difference(fresh)) if arrival.new else []
    said += [each for party in others for each in table.said(party) if _leads_to(each, arrival.new)]
    if not said:
        return 0
    stored = book.add_document(table.document)
    _withdraw(book, _older(book, [table]), fresh)
    mark_groups(book, said, {})
    return book.add_reading(stored, METHOD, [table.of(stored, each) for each in said])


def _is_told(statement: Statement, here: frozenset[str]) -> bool:
    return statement.property != SUCCEEDS or _leads_to(statement, here)


def _leads_to(statement: Statement, parties: frozenset[str]) -> bool:
    return statement.property == SUCCEEDS and isinstance(statement.value, Link) and statement.value.id in parties


def _withdraw(book: Book, editions: list[int], parties: Iterable[str]) -> None:
    """Let what older editions of a table said of these parties no longer count."""
    if not editions:
        return
    said, subjects = tables.statement.c, [book.number(party) for party in parties]
    query = select(said.id, said.subject, said.property).where(said.document.in_(editions), said.subject.in_(subjects))
    rows = book.connection.execute(query).all()
    decided = {"verdict": Verdict.WITHDRAWN.value, "by": METHOD, "recorded_at": book.now}
    if rows:
        book.connection.execute(insert(tables.verdict), [{"statement": row.id} | decided for row in rows])
        book.mark_stale((row.subject, row.property) for row in rows)
