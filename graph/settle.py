"""Brings facts and entities up to date with the statements: fuses the groups that are stale, a batch a transaction.

A kill in between loses nothing: the groups that were not reached are still rows of `stale`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, or_, select, tuple_

from . import tables
from .facts import FactKeeper, linked
from .fuse import FUSE_VERSION, Evidence, Fused, fuse
from .ledger import Book, Ledger
from .model import Link, Recorded, Statement, Value, qualifiers_of
from .names import fold
from .ontology import ontology
from .records import find_terms, recorded
from .resolve import Entities, entities_of

BATCH = 400  # groups a transaction
FIRST = "located_in"  # fused before the others, which look it up
Progress = Callable[[int, int], None]  # told how many of how many are done


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """All that is said of one subject by one property."""

    subject: str
    property: str


def settle(ledger: Ledger, progress: Progress = lambda done, total: None) -> int:
    """Fuse all stale groups; gives back how many there were."""
    done, total = 0, _count_stale(ledger)
    while True:
        with ledger.writing() as book:
            batch = _next_batch(book.connection)
            _Settler(book).settle(batch)
            _unmark(book, batch)
        if not batch:
            return done
        done += len(batch)
        progress(done, max(total, done))


def _count_stale(ledger: Ledger) -> int:
    """How many groups are to be fused; all of them, if the rules of fusing have changed."""
    with ledger.writing() as book:
        if book.setting("fuse") != FUSE_VERSION:
            columns = tables.fact.c
            rows = book.connection.execute(select(columns.subject, columns.property).distinct())
            book.mark_stale([(row.subject, row.property) for row in rows])
            book.set("fuse", FUSE_VERSION)
        return book.connection.execute(select(func.count()).select_from(tables.stale)).scalar_one()


def _next_batch(connection: Connection) -> list[Group]:
    """The next stale groups, those first that others look up; in an order that does not depend on how they came."""
    subject, name = tables.term.alias("subject"), tables.term.alias("property")
    query = (
        select(subject.c.text.label("subject"), name.c.text.label("property"))
        .select_from(tables.stale)
        .join(subject, subject.c.id == tables.stale.c.subject)
        .join(name, name.c.id == tables.stale.c.property)
        .order_by(name.c.text != FIRST, subject.c.text, name.c.text)
        .limit(BATCH)
    )
    return [Group(row.subject, row.property) for row in connection.execute(query)]


def _unmark(book: Book, batch: Sequence[Group]) -> None:
    terms = book.intern([text for group in batch for text in (group.subject, group.property)])
    pairs = [(terms[group.subject], terms[group.property]) for group in batch]
    columns = tables.stale.c
    if pairs:
        book.connection.execute(delete(tables.stale).where(tuple_(columns.subject, columns.property).in_(pairs)))


def mark_groups(book: Book, statements: Iterable[Statement], entities: Entities) -> None:
    """Note the groups that statements belong to, now that their mentions have these entities."""
    groups: set[Group] = set()
    for each in statements:
        subject, _ = _canonical(each, entities)
        groups.add(Group(subject, each.property))
    terms = book.intern([text for group in groups for text in (group.subject, group.property)])
    book.mark_stale((terms[group.subject], terms[group.property]) for group in groups)


def mark_merged(book: Book, gone: str, kept: str) -> None:
    """Note every group that a merge changes: those of the id that ceased, and all of the documents that name either."""
    terms = book.intern([gone, f"@{gone}", kept])
    fact, document = tables.fact.c, tables.document.c
    old = select(fact.subject, fact.property).where(or_(fact.subject == terms[gone], fact.value == terms[f"@{gone}"]))
    book.mark_stale((row.subject, row.property) for row in book.connection.execute(old.distinct()))
    mention, local = tables.mention.c, tables.term.alias("local")
    naming = select(local.c.text).join(tables.mention, mention.local == local.c.id).where(mention.entity == terms[kept])
    names = {each.partition("#")[0] for each in book.connection.execute(naming).scalars()}
    said = [each.statement for name in sorted(names) for each in recorded(book.connection, document.name == name)]
    mark_groups(book, said, entities_of(book.connection, sorted({each for one in said for each in _mentions(one)})))


def _canonical(statement: Statement, entities: Entities) -> tuple[str, Value]:
    subject = entities.get(statement.subject, statement.subject)
    return ontology().canonical(subject, statement.property, _resolved(statement.value, entities))


def _resolved(value: Value, entities: Entities) -> Value:
    return Link(entities.get(value.id, value.id)) if isinstance(value, Link) else value


class _Settler:
    """Fuses groups within one writing transaction, and writes what has changed with new sequence numbers."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._connection = book.connection

    def settle(self, batch: Sequence[Group]) -> None:
        """Fuse these groups and keep the difference to what was held before."""
        FactKeeper(self._book).keep({(group.subject, group.property): self._fuse(group) for group in batch})

    def _fuse(self, group: Group) -> list[Fused]:
        said = self._said(group)
        mentions = {each for one in said for each in _mentions(one.statement)}
        entities = entities_of(self._connection, sorted(mentions))
        evidence = [_evidence(one, entities) for one in said if _canonical(one.statement, entities)[0] == group.subject]
        return fuse(group.subject, ontology().property(group.property), evidence, self._within)

    def _said(self, group: Group) -> list[Recorded]:
        mentions = self._mentions_of(group.subject)
        terms = find_terms(self._connection, [*mentions, *(f"@{each}" for each in mentions), group.property])
        columns = tables.statement.c
        by_subject = columns.subject.in_([terms[each] for each in mentions if each in terms])
        by_value = columns.value.in_([terms[f"@{each}"] for each in mentions if f"@{each}" in terms])
        symmetric = ontology().property(group.property).symmetric
        return recorded(
            self._connection,
            (or_(by_subject, by_value) if symmetric else by_subject) & (columns.property == terms[group.property]),
        )

    def _mentions_of(self, entity: str) -> list[str]:
        local = tables.term.alias("local")
        query = select(local.c.text).join(tables.mention, tables.mention.c.local == local.c.id)
        number = self._book.number(entity)
        return [entity, *self._connection.execute(query.where(tables.mention.c.entity == number)).scalars()]

    def _within(self, inner: str, outer: str) -> bool:
        """Is the place located in the country, as facts have it?"""
        terms = find_terms(self._connection, [inner, f"@{outer}", FIRST])
        columns = tables.fact.c
        query = select(columns.id).where(
            columns.subject == terms.get(inner),
            columns.property == terms.get(FIRST),
            columns.value == terms.get(f"@{outer}"),
            columns.gone.is_(False),
        )
        return self._connection.execute(query).first() is not None


def _mentions(statement: Statement) -> list[str]:
    return [statement.subject, *linked(statement.value, statement.qualifiers)]


def _evidence(said: Recorded, entities: Entities) -> Evidence:
    """A recorded statement as fusing sees it."""
    statement = said.statement
    _, value = _canonical(statement, entities)
    return Evidence(
        id=said.id,
        value=value,
        qualifiers=qualifiers_of([(name, _resolved(each, entities)) for name, each in statement.qualifiers]),
        valid=statement.valid,
        modality=statement.modality,
        verdict=said.verdict,
        confidence=statement.confidence,
        document=statement.reference.document,
        published=said.published,
        passage=fold(said.passage),
    )
