"""Brings facts and entities up to date with the statements: fuses the groups that are stale, a batch a transaction.

A kill in between loses nothing: the groups that were not reached are still rows of `stale`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, delete, func, or_, select, true, tuple_

from . import tables
from .book import Book
from .facts import FactKeeper, linked
from .fuse import FUSE_VERSION, fuse
from .ledger import Ledger
from .mentions import document_of
from .model import Link, Recorded, Statement, Value, qualifiers_of, value_from_key
from .names import fold
from .ontology import ontology
from .premises import drawn_from_document, fallen
from .records import chunks, fact_query, find_terms, recorded, statements_of
from .resolve import Entities, entities_of, mentions_of
from .weighing import Evidence

BATCH = 400  # groups a transaction
FIRST = "located_in"  # fused before the others, which look it up
Progress = Callable[[int, int], None]  # told how many of how many are done


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """All that is said of one thing by one property: of a subject or, where only one subject can be so, of a value."""

    anchor: str
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
        if (version := book.setting("fuse")) != FUSE_VERSION:
            if version:
                _mark_all(book)
            book.set("fuse", FUSE_VERSION)
        return book.connection.execute(select(func.count()).select_from(tables.stale)).scalar_one()


def _mark_all(book: Book) -> None:
    """Note every group: those that have facts, and those of statements that made none so far."""
    _mark_facts(book, true())
    mark_documents(book, book.connection.execute(select(tables.document.c.name)).scalars())


def mark_documents(book: Book, names: Iterable[str]) -> None:
    """Note the groups of all statements of these documents, and of what was concluded from them."""
    for name in sorted(names):
        said = statements_of(book.connection, name)
        mark_statements(book, [*said, *(each.statement for each in drawn_from_document(book.connection, name))])


def mark_statements(book: Book, said: Sequence[Statement]) -> None:
    """Note the groups of these statements."""
    mark_groups(book, said, entities_of(book.connection, sorted({each for one in said for each in _mentions(one)})))


def _next_batch(connection: Connection) -> list[Group]:
    """The next stale groups, those first that others look up: a batch of their own, so that they are kept by then."""
    anchor, name = tables.term.alias("anchor"), tables.term.alias("property")
    query = (
        select(anchor.c.text.label("anchor"), name.c.text.label("property"))
        .select_from(tables.stale)
        .join(anchor, anchor.c.id == tables.stale.c.anchor)
        .join(name, name.c.id == tables.stale.c.property)
        .order_by(name.c.text != FIRST, anchor.c.text, name.c.text)
        .limit(BATCH)
    )
    groups = [Group(row.anchor, row.property) for row in connection.execute(query)]
    return [each for each in groups if (each.property == FIRST) == (groups[0].property == FIRST)]


def _unmark(book: Book, batch: Sequence[Group]) -> None:
    terms = book.intern([text for group in batch for text in (group.anchor, group.property)])
    pairs = [(terms[group.anchor], terms[group.property]) for group in batch]
    columns = tables.stale.c
    if pairs:
        book.connection.execute(delete(tables.stale).where(tuple_(columns.anchor, columns.property).in_(pairs)))


def mark_groups(book: Book, statements: Iterable[Statement], entities: Entities) -> None:
    """Note the groups that statements belong to, now that their mentions have these entities."""
    _mark(book, {Group(_ends(each, entities)[0], each.property) for each in statements})


def _mark(book: Book, groups: Collection[Group]) -> None:
    terms = book.intern([text for group in groups for text in (group.anchor, group.property)])
    book.mark_stale((terms[group.anchor], terms[group.property]) for group in groups)


def _mark_facts(book: Book, condition: ColumnElement[bool]) -> None:
    """Note the groups of the facts that a condition finds."""
    groups: set[Group] = set()
    for row in book.connection.execute(fact_query().where(condition)):
        anchor, _ = _anchored(row.subject, row.property, value_from_key(row.value))
        groups.add(Group(anchor, row.property))
    _mark(book, groups)


def mark_merged(book: Book, gone: str, mentions: Iterable[str]) -> None:
    """Note the groups that change as an entity ceases: those of its facts, and all of the documents it was named in.

    Of the entity that it became only what these documents say is new, however many others name that one.
    """
    terms = book.intern([gone, f"@{gone}"])
    fact = tables.fact.c
    _mark_facts(book, or_(fact.subject == terms[gone], fact.value == terms[f"@{gone}"]))
    mark_documents(book, {document_of(each) for each in mentions})


def mark_entity(book: Book, entity: str) -> None:
    """Note every group that an entity has a part in: those of its facts, and all of the documents that mention it."""
    mark_merged(book, entity, mentions_of(book.connection, entity))


def _ends(statement: Statement, entities: Entities) -> tuple[str, Value]:
    """The anchor of the group that a statement belongs to, and the other end of what it says."""
    subject = entities.get(statement.subject, statement.subject)
    return _anchored(subject, statement.property, _resolved(statement.value, entities))


def _anchored(subject: str, name: str, value: Value) -> tuple[str, Value]:
    if isinstance(value, Link) and ontology().property(name).anchored_by_value:
        return value.id, Link(subject)
    return ontology().canonical(subject, name, value)


def _resolved(value: Value, entities: Entities) -> Value:
    return Link(entities.get(value.id, value.id)) if isinstance(value, Link) else value


class _Settler:
    """Fuses groups within one writing transaction, and writes what has changed with new sequence numbers."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._connection = book.connection

    def settle(self, batch: Sequence[Group]) -> None:
        """Fuse these groups and keep the difference to what was held before."""
        evidence, terms = self._evidence_of(batch), ontology()
        fused = {
            (group.anchor, group.property): fuse(
                group.anchor, terms.property(group.property), evidence[group], self._within
            )
            for group in batch
        }
        FactKeeper(self._book).keep(fused)

    def _evidence_of(self, batch: Sequence[Group]) -> Mapping[Group, list[Evidence]]:
        """What is said in each group, and perhaps in others."""
        said = self._said(batch)
        entities = entities_of(self._connection, sorted({each for one in said for each in _mentions(one.statement)}))
        found: dict[Group, list[Evidence]] = defaultdict(list)
        for one in said:
            anchor, other = _ends(one.statement, entities)
            found[Group(anchor, one.statement.property)].append(_evidence(one, other, entities))
        return found

    def _said(self, batch: Sequence[Group]) -> list[Recorded]:
        """All statements that have an anchor of the groups as their subject or, of some properties, as their value."""
        columns, declared = tables.statement.c, [ontology().property(each) for each in {g.property for g in batch}]
        by_subject = {each.name for each in declared if not each.anchored_by_value}
        by_value = {each.name for each in declared if each.anchored_by_value or each.symmetric}
        mentions = self._mentions_of({group.anchor for group in batch})
        said = self._stated(columns.subject, mentions, by_subject)
        if by_value:
            said |= self._stated(columns.value, [f"@{each}" for each in mentions], by_value)
        no_more = fallen(self._connection, list(said.values()))
        return [each for each in said.values() if each.id not in no_more]

    def _stated(self, column: Column[int], texts: Sequence[str], names: Iterable[str]) -> dict[str, Recorded]:
        """The statements of these properties that have one of the texts in a column, by id."""
        numbers = find_terms(self._connection, texts).values()
        properties = tables.statement.c.property.in_(find_terms(self._connection, sorted(names)).values())
        return {
            each.id: each
            for part in chunks(numbers)
            for each in recorded(self._connection, column.in_(part) & properties)
        }

    def _mentions_of(self, entities: Iterable[str]) -> list[str]:
        """These entities and all mentions of them."""
        local, mention = tables.term.alias("local"), tables.mention.c
        query = select(local.c.text).join(tables.mention, mention.local == local.c.id)
        numbers = find_terms(self._connection, sorted(entities))
        return [
            *numbers,
            *(
                text
                for part in chunks(numbers.values())
                for text in self._connection.execute(query.where(mention.entity.in_(part))).scalars()
            ),
        ]

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


def _evidence(said: Recorded, value: Value, entities: Entities) -> Evidence:
    """A recorded statement, with its value resolved, as fusing sees it."""
    statement = said.statement
    return Evidence(
        id=said.id,
        value=value,
        qualifiers=qualifiers_of([(name, _resolved(each, entities)) for name, each in statement.qualifiers]),
        valid=statement.valid,
        modality=statement.modality,
        verdict=said.verdict,
        confidence=statement.confidence,
        document=" ".join(statement.premises) or statement.reference.document,
        inferred=bool(statement.premises),
        published=said.published,
        passage=fold(said.passage),
    )
