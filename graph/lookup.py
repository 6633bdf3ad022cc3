"""Finds the entity or fact that a user means by an id, or by the last part of one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, func, select

from . import tables
from .errors import NotFound, UsageError
from .ledger import Ledger
from .ontology import nearest, ontology
from .records import find_terms
from .registry import registry


def resolve_id(ledger: Ledger, text: str) -> str:
    """The full id that a text stands for: a full one, or an unambiguous last part, as PAK.

    An id that ceased by a merge leads to the one that stands for it. Raises NotFound for
    none, UsageError for several.
    """
    with ledger.reading() as connection:
        if "/" in text:
            return _existing(connection, text)
        found = sorted({*_known_endings(text), *_ledger_endings(connection, text)} or _gone_endings(connection, text))
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(f"Nothing is known under the id “{text}”.{_hint(text, connection)}")
    raise UsageError(f"The id “{text}” may stand for {' or '.join(found[:5])}: write it in full.")


def resolve_fact(ledger: Ledger, fact: str) -> str:
    """The fact that an id stands for: of one that ceased, the fact for which most of its statements speak now.

    Raises NotFound for a fact that the ledger does not have, or that nothing speaks for any more.
    """
    with ledger.reading() as connection:
        query = select(tables.fact.c.id).where(tables.fact.c.id == fact, tables.fact.c.gone.is_(False))
        found = connection.execute(query).scalar() or connection.execute(_successors(fact)).scalar()
    if found is None:
        raise NotFound(f"There is no fact “{fact}”: take it from the column “fact” of an answer.")
    return found


def _successors(fact: str) -> Select[str]:
    """The facts for which the statements of a fact that ceased speak now, the one for most of them first."""
    former, support = tables.former_support.c, tables.support.c
    return (
        select(support.fact)
        .join(tables.former_support, former.statement == support.statement)
        .where(former.fact == fact, support.gone.is_(False))
        .group_by(support.fact)
        .order_by(func.count().desc(), support.fact)
    )


def _existing(connection: Connection, id: str) -> str:
    if id in ontology().concepts or registry().get(id):
        return id
    number = find_terms(connection, [id]).get(id)
    if number is not None:
        entity, redirect, term = tables.entity.c, tables.redirect.c, tables.term.c
        if connection.execute(select(entity.id).where(entity.id == number, entity.gone.is_(False))).first():
            return id
        kept = select(term.text).join(tables.redirect, redirect.kept == term.id).where(redirect.gone == number)
        if leads_to := connection.execute(kept).scalar():
            return leads_to
    raise NotFound(f"Nothing is known under the id “{id}”.{_hint(id, connection)}")


def _hint(text: str, connection: Connection) -> str:
    """Ids that hold the text, else the one that is spelled most like it."""
    folder, slash, wanted = text.rpartition("/")
    ids = sorted({id for id in (*_all_ids(connection), *_given_ids()) if id.startswith(f"{folder}{slash}")})
    holding = [id for id in ids if wanted and wanted.casefold() in id.rpartition("/")[2].casefold()]
    if holding:
        return f" Did you mean {' or '.join(holding[:3])}?"
    return nearest(text, ids if slash else [id.rpartition("/")[2] for id in ids])


def _known_endings(text: str) -> list[str]:
    return [id for id in _given_ids() if id.rpartition("/")[2].casefold() == text.casefold()]


def _given_ids() -> list[str]:
    return [*ontology().concepts, *(entry.id for entry in registry().entries)]


def _ledger_endings(connection: Connection, text: str) -> list[str]:
    term, entity = tables.term.c, tables.entity.c
    query = select(term.text).join(tables.entity, entity.id == term.id).where(entity.gone.is_(False))
    return list(connection.execute(query.where(_ends_in(term.text, text))).scalars())


def _gone_endings(connection: Connection, text: str) -> set[str]:
    """What the ceased ids with this ending lead to."""
    gone, kept = tables.term.alias("gone"), tables.term.alias("kept")
    query = (
        select(kept.c.text)
        .join(tables.redirect, tables.redirect.c.kept == kept.c.id)
        .join(gone, gone.c.id == tables.redirect.c.gone)
    )
    return set(connection.execute(query.where(_ends_in(gone.c.text, text))).scalars())


def _ends_in(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """Is this the last part of the id, in any case?"""
    return func.lower(column).endswith(f"/{text.lower()}", autoescape=True)


def _all_ids(connection: Connection) -> list[str]:
    query = select(tables.term.c.text).join(tables.entity, tables.entity.c.id == tables.term.c.id)
    return list(connection.execute(query.where(tables.entity.c.gone.is_(False))).scalars())
