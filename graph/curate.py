"""What people decide: two entities are one, one is two, a document counts no more. Each is rows, and can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from sqlalchemy import delete, insert, select, update

from . import tables
from .book import Book
from .errors import UsageError
from .identity import COMPARED, proposed_id
from .ledger import Ledger
from .mentions import Draft, document_of
from .model import Verdict
from .records import REGISTRY_KIND, chunks, statements_of
from .registry import registry
from .resolve import DIFFERENT, SAME, entities_of, join, mentions_of, move
from .settle import mark_documents, mark_entity

CURATOR = "curated"
PARTY_FOLDERS = ("country", "bloc", "party")  # a side that no registry had may turn out to be one that it has


def merge(ledger: Ledger, keep: str, gone: str, by: str = CURATOR) -> None:
    """Decide that two entities are one: `keep` stays, `gone` leads to it.

    Raises UsageError where they cannot be one.
    """
    _check_mergeable(keep, gone)
    with ledger.writing() as book:
        for each in (keep, gone):
            _check_stands(book, each)
        _judge(book, mentions_of(book.connection, keep), mentions_of(book.connection, gone), SAME, by)
        mark_entity(book, gone)
        join(book, gone, keep, by)
        mark_entity(book, keep)


def split(ledger: Ledger, entity: str, mentions: Sequence[str], by: str = CURATOR) -> str:
    """Decide that some mentions of an entity are another one; gives back its id.

    The id is the one that the mentions had before a merge, else a new one. Raises UsageError for mentions that are not
    the entity's, and for all of them at once.
    """
    with ledger.writing() as book:
        known = mentions_of(book.connection, entity)
        staying = [each for each in known if each not in set(mentions)]
        _check_splittable(entity, known, mentions, staying)
        other = _former_id(book, mentions) or _new_id(book, mentions[0])
        mark_entity(book, entity)
        _judge(book, staying, mentions, DIFFERENT, by)
        move(book, mentions, other, by, _block_after_split(book, mentions[0], other))
        book.connection.execute(delete(tables.redirect).where(tables.redirect.c.gone == book.number(other)))
        mark_entity(book, other)
    return other


def keep_apart(ledger: Ledger, one: str, other: str, by: str = CURATOR) -> None:
    """Decide that two entities are two for good: no rule merges them, and nobody is asked again. `merge` undoes it."""
    with ledger.writing() as book:
        _judge(book, mentions_of(book.connection, one), mentions_of(book.connection, other), DIFFERENT, by)


def remove(ledger: Ledger, document: str, by: str = CURATOR) -> None:
    """Withdraw a document: what nothing else supports is no fact any more. Read again, it counts again.

    Raises UsageError for a table of the registry.
    """
    with ledger.writing() as book:
        _check_removable(book, document)
        set_verdicts(book, document, Verdict.WITHDRAWN, by)
        _show_document(book, document, False, by)


def restore(book: Book, document: str, by: str = CURATOR) -> bool:
    """Let a withdrawn document count again; False where it was not withdrawn."""
    table, number = tables.entity, book.number(document)
    gone = select(table.c.id).where(table.c.id == number, table.c.gone)
    if book.connection.execute(gone).first() is None:
        return False
    set_verdicts(book, document, Verdict.PROPOSED, by)
    _show_document(book, document, True, by)
    return True


def _show_document(book: Book, document: str, shown: bool, by: str) -> None:
    """Decide whether a document counts: its own entity appears in the stores, or goes."""
    table, stored = tables.entity, tables.document.c
    number = book.connection.execute(select(stored.id).where(stored.name == document)).scalar_one()
    decided = {"document": number, "withdrawn": not shown, "by": by, "recorded_at": book.now}
    book.connection.execute(insert(tables.withdrawal).values(decided))
    changed = update(table).where(table.c.id == book.number(document))
    book.connection.execute(changed.values(gone=not shown, seq=book.next_number()))


def set_verdicts(book: Book, document: str, verdict: Verdict, by: str) -> None:
    """Give every statement of a document a verdict, and note its groups."""
    stored = tables.document.c
    number = select(stored.id).where(stored.name == document).scalar_subquery()
    book.decide(tables.statement.c.document == number, verdict, by)
    mark_documents(book, [document])


def _check_removable(book: Book, document: str) -> None:
    stored = tables.document.c
    kind = book.connection.execute(select(stored.kind).where(stored.name == document)).scalar()
    if kind == REGISTRY_KIND:
        raise UsageError(f"{document} is a table of the registry, a part of Comity: only reports can be removed.")


def _check_mergeable(keep: str, gone: str) -> None:
    if keep == gone:
        raise UsageError(f"{keep} and {gone} are one already.")
    if registry().get(gone):
        raise UsageError(f"{gone} is of the registry and stays: merge the other one into it.")
    folders = {keep.partition("/")[0], gone.partition("/")[0]}
    if len(folders) > 1 and not folders <= set(PARTY_FOLDERS):
        raise UsageError(f"{keep} and {gone} are of different kinds and cannot be one.")


def _check_stands(book: Book, entity: str) -> None:
    """An id that leads to another one is no entity of its own: merging it would leave two ways to go on from it."""
    kept, redirect = tables.term.alias("kept"), tables.redirect.c
    query = select(kept.c.text).join(tables.redirect, redirect.kept == kept.c.id)
    if leads_to := book.connection.execute(query.where(redirect.gone == book.number(entity))).scalar():
        raise UsageError(f"{entity} is {leads_to} already: merge that one.")


def _check_splittable(entity: str, known: Sequence[str], mentions: Sequence[str], staying: Sequence[str]) -> None:
    if strange := [each for each in mentions if each not in known]:
        raise UsageError(f"{strange[0]} is no mention of {entity}: `comity split {entity}` lists them.")
    if not mentions or not staying:
        raise UsageError(
            f"Name some of the mentions of {entity}, not none and not all: `comity split {entity}` lists them."
        )


def _judge(book: Book, some: Sequence[str], others: Sequence[str], judgement: str, by: str) -> None:
    """Remember of each pair of mentions what was decided; the smaller id stands first."""
    terms = book.intern([*some, *others])
    pairs = [sorted((terms[one], terms[other])) for one in some for other in others]
    rows = [
        {"one": one, "other": other, "judgement": judgement, "by": by, "recorded_at": book.now} for one, other in pairs
    ]
    if rows:
        book.connection.execute(insert(tables.judgement), rows)


def _former_id(book: Book, mentions: Sequence[str]) -> str:
    """The id that these mentions had before the merge that is undone; empty for none, for several, and for one in use.

    A mention may have come and gone several times. Coming back to an id that it had undoes all that was decided since,
    so what stands last but one in its trail is what it was before it became what it is.
    """
    found = {trail[-2] for trail in _trails(book, mentions) if len(trail) > 1}
    return next((former for former in found if len(found) == 1 and not mentions_of(book.connection, former)), "")


def _trails(book: Book, mentions: Sequence[str]) -> Iterable[Sequence[str]]:
    """Of each mention the ids that it had one after another, but for those that were undone."""
    terms, identity, entity = book.intern(mentions), tables.identity.c, tables.term.alias("entity")
    trails: dict[int, list[str]] = defaultdict(list)
    query = select(identity.local, entity.c.text).join(entity, entity.c.id == identity.entity)
    for part in chunks([terms[each] for each in mentions]):
        for local, id in book.connection.execute(query.where(identity.local.in_(part)).order_by(identity.id)):
            trail = trails[local]
            trail[:] = [*takewhile(id.__ne__, trail), id]
    return trails.values()


def _new_id(book: Book, mention: str) -> str:
    draft = Draft(statements_of(book.connection, document_of(mention)))
    return book.free_id(proposed_id(draft.profile(mention, entities_of(book.connection, list(draft.kinds)))))


def _block_after_split(book: Book, mention: str, other: str) -> str:
    """Of kinds that are one by their name alone, what was split off is no longer found by it."""
    draft = Draft(statements_of(book.connection, document_of(mention)))
    return "" if draft.kinds[mention] in COMPARED else other
