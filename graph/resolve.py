"""Applies identity to a document that has just been read: every mention in it becomes an entity, old or new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, partial

from sqlalchemy import Connection, Select, delete, insert, select, update

from . import tables
from .book import Book
from .identity import COMPARED, EQUAL_KEY, KINDS, Profile, block, is_alone, proposed_id
from .mentions import Draft, document_of, said_near
from .model import Statement
from .portraits import Portraits
from .records import chunks, find_terms, find_texts

_LOCAL = tables.term.alias("local")
PERSON = "Person"
SAME, DIFFERENT = "same", "different"  # what can be decided about two mentions
Keyed = tuple[Profile, str]  # a profile and the key of its block
Entities = dict[str, str]  # local id -> entity id; an id that is not in it is its own entity (a registry code)


def _shared(keyed: Iterable[Keyed]) -> set[str]:
    """The keys under which other mentions may be found."""
    return {key for profile, key in keyed if not is_alone(profile, key)}


class Resolver:
    """Gives every mention of one document its entity, within one writing transaction.

    `portraits` are what is remembered where several documents are recorded one after the other.
    """

    def __init__(self, book: Book, statements: Sequence[Statement], portraits: Portraits | None = None) -> None:
        self._book = book
        self._draft = Draft(statements)
        self._portraits = portraits or Portraits()
        self._read_here: set[str] = set()  # blocks in which mentions of this document were compared with each other
        self._people: dict[str, list[str]] = defaultdict(list)  # the mentions of this document, by their block
        self.entities: Entities = {}
        self.merged: list[tuple[str, Sequence[str]]] = []  # what ceased, and its mentions
        self._assigned: list[tuple[str, str, str, str]] = []  # not yet written: local, entity, block, rule

    def resolve(self) -> Entities:
        """Map each mention that has no entity yet; mentions that have one keep it."""
        known = entities_of(self._book.connection, self._draft.mentions)
        self.entities.update(known)
        if known:  # more is said of them than was read
            self._portraits.clear()
        for kind in KINDS:
            self._resolve(kind)
        self._write()
        self._portraits.forget(self._read_here)
        if known:
            self._portraits.clear()
        return self.entities

    def _resolve(self, kind: str) -> None:
        """Map the mentions of a kind: what their profiles are made of is of the kinds before it."""
        wanted = [local for local in sorted(self._draft.kinds) if self._draft.kinds[local] == kind]
        profiles = [self._draft.profile(local, self.entities) for local in wanted if local not in self.entities]
        keyed = [(profile, block(profile)) for profile in profiles]
        self._book.look_up(map(proposed_id, profiles))
        if keyed and kind in COMPARED:
            self._compare(keyed)
        elif keyed:
            self._find(keyed)

    def _find(self, keyed: Sequence[Keyed]) -> None:
        """Map mentions of a kind that are one by their blocks."""
        known = entities_under(self._book.connection, _shared(keyed))
        for profile, key in keyed:
            if key in known:
                self._assign(profile.local, known[key], key, EQUAL_KEY)
            else:
                known[key] = self._introduce(profile, key)

    def _compare(self, keyed: Sequence[Keyed]) -> None:
        """Map mentions of a kind that are one by the rules."""
        shared = _shared(keyed)
        self._portraits.recall(self._book.connection, shared, self._profiles)
        self._recall_people({key for key in shared if key.startswith(f"{PERSON}|")})
        for profile, key in keyed:
            if key in shared:
                entity = self._become(profile, key)
                self._portraits.add(key, profile.local, self._book.number(profile.local), entity)
            else:
                self._introduce(profile, key)
            if profile.kind == PERSON:
                self._people[key].append(profile.local)

    def _recall_people(self, keys: Collection[str]) -> None:
        """Of whom this document spoke before: in other rows, where it is a table."""
        for document in {document_of(local) for local in self._draft.kinds} if keys else ():
            for key, local, entity in people_of(self._book.connection, document):
                if key in keys:
                    self._people[key].append(local)
                    self.entities.setdefault(local, entity)

    def _become(self, profile: Profile, key: str) -> str:
        """Map a mention to the entity that it is one with, to one that several become by it, or to a new one."""
        apart = {self.entities[local] for local in self._people[key]}  # one document means two people by two mentions
        found = self._portraits.matches(key, profile, apart, partial(self._profiles, key=key))
        if len(found) > 1:
            self._write()
        if not found or (len(found) > 1 and self._are_apart(list(found), profile.kind)):
            return self._introduce(profile, key)
        kept, *gone = sorted(found, key=self._age) if len(found) > 1 else found
        for each in gone:
            self._merge(each, kept, found[each])
        self._assign(profile.local, kept, key, found[kept])
        return kept

    def _introduce(self, profile: Profile, key: str) -> str:
        entity = self._book.free_id(proposed_id(profile))
        self._assign(profile.local, entity, key, "new")
        return entity

    def _are_apart(self, entities: Sequence[str], kind: str) -> bool:
        """Was it decided that two of these are not one, or does a source speak of two of them as two people?"""
        connection = self._book.connection
        if kept_apart(connection, entities):
            return True
        named = [{document_of(each) for each in mentions_of(connection, entity)} for entity in entities]
        return kind == PERSON and sum(map(len, named)) > len(set[str]().union(*named))

    def _profiles(self, numbers: Sequence[int], key: str = "") -> dict[int, Profile]:
        """What their own documents say about mentions; those of other documents are asked for together."""
        connection = self._book.connection
        mentions = find_texts(connection, numbers)
        others = [local for local in mentions.values() if local not in self._draft.kinds]
        draft = Draft(said_near(connection, others) if others else ())
        entities = entities_of(connection, draft.mentions)
        self._read_here |= {key} if len(others) < len(mentions) else set()
        return {
            number: draft.profile(local, entities)
            if local in draft.kinds
            else self._draft.profile(local, self.entities)
            for number, local in mentions.items()
        }

    def _age(self, entity: str) -> tuple[int, str]:
        number = self._book.number(entity)
        first = select(tables.identity.c.id).where(tables.identity.c.entity == number).order_by(tables.identity.c.id)
        return self._book.connection.execute(first).scalar() or 0, entity

    def _assign(self, local: str, entity: str, key: str, rule: str) -> None:
        self._assigned.append((local, entity, key, rule))
        self.entities[local] = entity

    def _write(self) -> None:
        """Keep what was assigned: many rows at once, but before anything looks for them."""
        terms = self._book.intern(text for local, entity, key, _ in self._assigned for text in (local, entity, key))
        rows = [{"local": terms[a], "entity": terms[b], "block": terms[c]} for a, b, c, _ in self._assigned]
        if rows:
            decided = [{"rule": rule, "recorded_at": self._book.now} for *_, rule in self._assigned]
            identities = [row | said for row, said in zip(rows, decided, strict=True)]
            self._book.connection.execute(insert(tables.identity), identities)
            self._book.connection.execute(insert(tables.mention), rows)
        self._assigned.clear()

    def _merge(self, gone: str, kept: str, rule: str) -> None:
        self.merged.append((gone, mentions_of(self._book.connection, gone)))
        join(self._book, gone, kept, rule)
        self.entities.update({local: kept for local, entity in self.entities.items() if entity == gone})
        self._portraits.merge(gone, kept)


def join(book: Book, gone: str, kept: str, rule: str) -> None:
    """Make two entities one: the mentions of the one that ceases move, and its id leads to the other."""
    terms, redirect = book.intern([gone, kept]), tables.redirect
    move(book, mentions_of(book.connection, gone), kept, rule)
    book.connection.execute(update(redirect).where(redirect.c.kept == terms[gone]).values(kept=terms[kept]))
    book.connection.execute(delete(redirect).where(redirect.c.gone == terms[kept]))
    book.connection.execute(insert(redirect).values(gone=terms[gone], kept=terms[kept]))


def move(book: Book, mentions: Sequence[str], entity: str, rule: str, block: str = "") -> None:
    """Decide that these mentions are that entity from now on, found by the same key as before unless one is given."""
    terms, table = book.intern([*mentions, entity, block]), tables.mention
    said = {"rule": rule, "recorded_at": book.now}
    for part in chunks([terms[each] for each in mentions]):
        changed = {"entity": terms[entity]} | ({"block": terms[block]} if block else {})
        book.connection.execute(update(table).where(table.c.local.in_(part)).values(changed))
        moved = book.connection.execute(select(table).where(table.c.local.in_(part)).order_by(table.c.local)).mappings()
        if rows := [{**row, **said} for row in moved]:
            book.connection.execute(insert(tables.identity), rows)


def mentions_of(connection: Connection, entity: str) -> list[str]:
    """The mentions that are this entity, sorted."""
    number = find_terms(connection, [entity]).get(entity)
    rows = connection.execute(_mention_query().where(tables.mention.c.entity == number))
    return sorted(row.local for row in rows)


def kept_apart(connection: Connection, entities: Sequence[str]) -> bool:
    """Has it been decided that two of these entities are not one?"""
    return bool(decided_apart(connection, list(find_terms(connection, entities).values())))


def decided_apart(connection: Connection, among: Sequence[int] | None = None) -> set[frozenset[str]]:
    """The pairs of entities, of all or of some by their numbers, of which two mentions were judged to be different.

    Of several judgements on two mentions the newest counts.
    """
    one, other = tables.mention.alias(), tables.mention.alias()
    first, second = tables.term.alias(), tables.term.alias()
    judged = tables.judgement.c
    query = (
        select(judged.one, judged.other, judged.judgement, first.c.text, second.c.text)
        .join(one, one.c.local == judged.one)
        .join(other, other.c.local == judged.other)
        .join(first, first.c.id == one.c.entity)
        .join(second, second.c.id == other.c.entity)
        .where(one.c.entity != other.c.entity)
        .order_by(judged.id)
    )
    if among is not None:
        query = query.where(one.c.entity.in_(among), other.c.entity.in_(among))
    newest = {(row[0], row[1]): row for row in connection.execute(query)}
    return {frozenset((row[3], row[4])) for row in newest.values() if row[2] == DIFFERENT}


def entities_of(connection: Connection, mentions: Sequence[str]) -> Entities:
    """The entity of each mention that has one."""
    return {
        row.local: row.entity
        for part in chunks(mentions)
        for row in connection.execute(_mention_query().where(_LOCAL.c.text.in_(part)))
    }


def entities_under(connection: Connection, keys: Collection[str]) -> Entities:
    """The entity of each of these blocks that has one, of kinds of which no block has two."""
    term, mention, entity = tables.term, tables.mention.c, tables.term.alias("entity")
    known = select(mention.entity).where(mention.block == term.c.id).limit(1).correlate(term).scalar_subquery()
    query = select(term.c.text, entity.c.text).select_from(term).join(entity, entity.c.id == known)
    return {
        key: id for part in chunks(sorted(keys)) for key, id in connection.execute(query.where(term.c.text.in_(part)))
    }


def people_of(connection: Connection, document: str) -> Iterator[tuple[str, str, str]]:
    """The people that a document mentions: block, mention, entity."""
    key, local, entity = (tables.term.alias(name) for name in ("key", "local", "entity"))
    mention, statement = tables.mention.c, tables.statement.c
    query = (
        select(key.c.text, local.c.text, entity.c.text)
        .select_from(tables.document)
        .join(tables.statement, statement.document == tables.document.c.id)
        .join(tables.mention, mention.local == statement.subject)
        .join(key, key.c.id == mention.block)
        .join(local, local.c.id == mention.local)
        .join(entity, entity.c.id == mention.entity)
        .where(tables.document.c.name == document)
        .distinct()
    )
    yield from (tuple(row) for row in connection.execute(query) if row[0].startswith(f"{PERSON}|"))


@cache
def _mention_query() -> Select[str, str]:
    entity = tables.term.alias("entity")
    return (
        select(_LOCAL.c.text.label("local"), entity.c.text.label("entity"))
        .select_from(tables.mention)
        .join(_LOCAL, _LOCAL.c.id == tables.mention.c.local)
        .join(entity, entity.c.id == tables.mention.c.entity)
    )
