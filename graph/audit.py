"""Damage in the ledger itself: what its own hashes and decisions do not bear out.

Each document carries the hash of its text, each statement a hash of what it says and where in which text. One pass over
both tells whether every quote is still what was read. What follows from decisions about identity (mentions, redirects)
is compared with these. A ledger is damaged by a disk or by hand only, and a copy of it mends that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from sqlalchemy import Connection, Subquery, func, or_, select

from . import tables
from .check import Difference
from .ledger import Ledger
from .model import Recorded
from .records import chunks, recorded

STORE = "ledger"
BATCH = 1_000  # rows in memory at once


def damage(ledger: Ledger) -> Iterator[Difference]:
    """Every document, statement, quote, mention and redirect that is not as it was recorded."""
    with ledger.reading() as connection:
        for found in (_documents, _quotes, _statements, _mentions, _redirects, _lost_redirects):
            yield from found(connection.execution_options(yield_per=BATCH))


def _documents(connection: Connection) -> Iterator[Difference]:
    """Texts that are no longer what was read."""
    columns = tables.document.c
    for row in connection.execute(select(columns.name, columns.hash, columns.text)):
        if (found := sha256(row.text.encode()).hexdigest()) != row.hash:
            yield Difference(STORE, "document", row.name, row.hash, found)


def _quotes(connection: Connection) -> Iterator[Difference]:
    """Quotes that are not where their statements stand."""
    columns = tables.statement.c
    for row in connection.execute(select(columns.hash, columns.start, columns.end, columns.spans)):
        place, expected = f"{row.start}-{row.end}", row.spans.partition(" ")[0]
        if place != expected:
            yield Difference(STORE, "quote", row.hash.hex(), expected, place)


def _statements(connection: Connection) -> Iterator[Difference]:
    """Statements whose id is not that of what they say and where."""
    columns = tables.statement.c
    for part in chunks(connection.execute(select(columns.hash).order_by(columns.id)).scalars()):
        said = _readable(connection, part)
        texts = _document_hashes(connection, {each.statement.reference.document for each in said.values()})
        for id in (each.hex() for each in part):
            found = said[id].statement.id(texts[said[id].statement.reference.document]) if id in said else None
            if found != id:
                yield Difference(STORE, "statement", id, id, found)


def _readable(connection: Connection, hashes: Sequence[bytes]) -> Mapping[str, Recorded]:
    """Those of these statements that say anything at all, by id."""
    try:
        return {each.id: each for each in recorded(connection, tables.statement.c.hash.in_(hashes))}
    except ValueError:
        if len(hashes) == 1:
            return {}
    middle = len(hashes) // 2
    return {**_readable(connection, hashes[:middle]), **_readable(connection, hashes[middle:])}


def _document_hashes(connection: Connection, names: Iterable[str]) -> Mapping[str, str]:
    columns = tables.document.c
    query = select(columns.name, columns.hash).where(columns.name.in_(sorted(names)))
    return {row.name: row.hash for row in connection.execute(query)}


def _decided() -> Subquery:
    """The entity that was decided last of each mention."""
    identity = tables.identity.c
    newest = select(func.max(identity.id)).group_by(identity.local).scalar_subquery()
    return select(identity.local, identity.entity).where(identity.id.in_(newest)).subquery("decided")


def _mentions(connection: Connection) -> Iterator[Difference]:
    """Mentions that are another entity than was decided last, or none."""
    decided, mention = _decided(), tables.mention.c
    local, expected, found = (tables.term.alias(name) for name in ("local", "expected", "found"))
    query = (
        select(local.c.text.label("local"), expected.c.text.label("expected"), found.c.text.label("found"))
        .select_from(decided)
        .join(local, local.c.id == decided.c.local)
        .join(expected, expected.c.id == decided.c.entity)
        .outerjoin(tables.mention, mention.local == decided.c.local)
        .outerjoin(found, found.c.id == mention.entity)
        .where(or_(mention.local.is_(None), mention.entity != decided.c.entity))
    )
    for row in connection.execute(query):
        yield Difference(STORE, "mention", row.local, row.expected, row.found)


def _redirects(connection: Connection) -> Iterator[Difference]:
    """Redirects of what has not ceased, or to what none of its mentions ever became."""
    decided, redirect = _decided(), tables.redirect.c
    before, after = tables.identity.alias("before"), tables.identity.alias("after")
    became = (
        select(after.c.id)
        .join(before, before.c.local == after.c.local)
        .where(before.c.entity == redirect.gone, after.c.entity == redirect.kept)
    )
    gone, kept = tables.term.alias("gone"), tables.term.alias("kept")
    query = (
        select(gone.c.text.label("gone"), kept.c.text.label("kept"))
        .select_from(tables.redirect)
        .join(gone, gone.c.id == redirect.gone)
        .join(kept, kept.c.id == redirect.kept)
        .where(or_(redirect.gone.in_(select(decided.c.entity)), ~became.exists()))
    )
    for row in connection.execute(query):
        yield Difference(STORE, "redirect", row.gone, None, row.kept)


def _lost_redirects(connection: Connection) -> Iterator[Difference]:
    """Entities that ceased, as all that they were is others now, and lead nowhere."""
    decided, identity = _decided(), tables.identity.c
    gone, kept = tables.term.alias("gone"), tables.term.alias("kept")
    query = (
        select(gone.c.text.label("gone"), func.min(kept.c.text).label("kept"))
        .select_from(tables.identity)
        .join(gone, gone.c.id == identity.entity)
        .join(decided, decided.c.local == identity.local)
        .join(kept, kept.c.id == decided.c.entity)
        .where(
            identity.entity.not_in(select(decided.c.entity)),
            identity.entity.not_in(select(tables.redirect.c.gone)),
        )
        .group_by(gone.c.text)
    )
    for row in connection.execute(query):
        yield Difference(STORE, "redirect", row.gone, row.kept, None)
