"""What conclusions are drawn from, as the ledger's rows have it: which of them fall, and which rest on a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from . import tables
from .model import Recorded
from .records import chunks, recorded


def fallen(connection: Connection, said: Sequence[Recorded]) -> set[str]:
    """The ids of those statements that are conclusions of which a premise, or a premise of one, counts no more."""
    wanted = {premise for each in said for premise in each.statement.premises}
    if not wanted:
        return set()
    premises = find_statements(connection, wanted)
    holding = {each.id for each in premises if each.holds} - fallen(connection, premises)
    return {each.id for each in said if not holding.issuperset(each.statement.premises)}


def find_statements(connection: Connection, ids: Iterable[str]) -> list[Recorded]:
    """Those of these statements that the ledger has, in the order of their ids."""
    hashes = [bytes.fromhex(each) for each in sorted(ids)]
    return [each for part in chunks(hashes) for each in recorded(connection, tables.statement.c.hash.in_(part))]


def drawn_from(connection: Connection, statements: Iterable[str]) -> list[Recorded]:
    """The conclusions that rest on these statements, straight or by other conclusions, in the order of their ids."""
    premise, found = tables.premise.c, dict[str, Recorded]()
    left = set(statements)
    while left:
        query = select(premise.statement).where(premise.drawn_from.in_([bytes.fromhex(each) for each in sorted(left)]))
        next_ones = recorded(connection, tables.statement.c.id.in_(query))
        left = {each.id for each in next_ones} - found.keys()
        found |= {each.id: each for each in next_ones}
    return [found[each] for each in sorted(found)]


def drawn_from_document(connection: Connection, document: str) -> list[Recorded]:
    """The conclusions that rest on what a document says."""
    statement, stored = tables.statement, tables.document.c
    query = (
        select(tables.premise.c.drawn_from)
        .join(statement, statement.c.hash == tables.premise.c.drawn_from)
        .join(tables.document, stored.id == statement.c.document)
        .where(stored.name == document)
    )
    return drawn_from(connection, {each.hex() for each in connection.execute(query).scalars()})
