"""What the rows of `identity` come to: the entity of each mention, and where an id that ceased leads.

An entity ceases when its last mention goes to another one: then its id leads there, and so do those that led to it. An
entity that gets a mention back stands for itself again. That is what `resolve.join` and `curate.split` do row by row.
"""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Select, delete, func, insert, select

from . import tables
from .book import Book
from .records import chunks

BATCH = 1_000


def replay(book: Book) -> None:
    """Make the tables `mention` and `redirect` again."""
    book.connection.execute(delete(tables.mention))
    book.connection.execute(delete(tables.redirect))
    columns = tables.identity.c
    newest = select(func.max(columns.id)).group_by(columns.local)
    found = select(columns.local, columns.entity, columns.block).where(columns.id.in_(newest))
    book.connection.execute(insert(tables.mention).from_select(["local", "entity", "block"], found))
    rows = [{"gone": gone, "kept": kept} for gone, kept in sorted(_redirects(book).items())]
    for part in chunks(rows):
        book.connection.execute(insert(tables.redirect), part)


def _redirects(book: Book) -> dict[int, int]:
    """Each entity that ceased, with the one it leads to, by their numbers."""
    held, of = Counter[int](), dict[int, int]()
    leads: dict[int, int] = {}
    for local, entity in book.connection.execute(_moves(), execution_options={"yield_per": BATCH}):
        left = of.get(local)
        of[local] = entity
        if left == entity:
            continue
        held[entity] += 1
        leads.pop(entity, None)
        if left is not None:
            held[left] -= 1
            if not held[left]:
                leads |= {gone: entity for gone, kept in leads.items() if kept == left} | {left: entity}
    return leads


def _moves() -> Select[int, int]:
    """The decisions about every entity that a mention ever moved to or from, in their order: few among all."""
    columns = tables.identity.c
    moved = select(columns.local).group_by(columns.local).having(func.count() > 1)
    touched = select(columns.entity).where(columns.local.in_(moved))
    return select(columns.local, columns.entity).where(columns.entity.in_(touched)).order_by(columns.id)
