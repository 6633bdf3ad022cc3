"""What waits for a person: entities that may be one, and statements too unsure to count; and what is decided of them.

Every decision is rows (judgements, verdicts), and is undone by its opposite: `split`, `merge`, or the other verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select

from . import curate, tables
from .candidates import candidates
from .errors import NotFound
from .facts import linked
from .fuse import COUNTED, SURE
from .ledger import Ledger
from .likeness import REASONS, Likeness
from .model import Link, Recorded, Verdict, digest, value_key
from .records import find_terms, recorded
from .resolve import entities_of, mentions_of
from .settle import mark_statements

PAIR_ID = 12  # characters
STATEMENT_ID = "[0-9a-f]{32}"


class Question(StrEnum):
    """What a person is asked."""

    ONE = "are they one?"
    SO = "is it so?"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: for a pair two entities and a reason, for a statement what it says and how sure it is."""

    id: str
    question: Question
    one: str
    other: str
    why: str
    passages: tuple[str, ...]


def waiting(ledger: Ledger, limit: int, offset: int = 0) -> tuple[list[Item], int]:
    """What waits, from a place on, and how many wait in all: pairs by rule, then statements, the surest first."""
    with ledger.reading() as connection:
        pairs, said = candidates(connection), _unsure(connection)
        page = [*pairs, *said][offset : offset + limit]
        return [_item(connection, each) for each in page], len(pairs) + len(said)


def accept(ledger: Ledger, id: str, by: str = curate.CURATOR) -> str:
    """The pair is one, or the statement is so; gives back what was done. Raises NotFound for an unknown id."""
    found = _find(ledger, id)
    if isinstance(found, Likeness):
        keep, gone = _older_first(ledger, found)
        curate.merge(ledger, keep, gone, by)
        return f"{gone} is {keep} now; `comity split {keep}` undoes it."
    _decide(ledger, found, Verdict.ACCEPTED, by)
    return f"{found.statement.subject} {found.statement.property} {value_key(found.statement.value)} is accepted."


def reject(ledger: Ledger, id: str, by: str = curate.CURATOR) -> str:
    """The pair is two for good, or the statement is not so; gives back what was done."""
    found = _find(ledger, id)
    if isinstance(found, Likeness):
        curate.keep_apart(ledger, found.one, found.other, by)
        return f"{found.one} and {found.other} stay two; `comity merge` undoes it."
    _decide(ledger, found, Verdict.REJECTED, by)
    return f"{found.statement.subject} {found.statement.property} {value_key(found.statement.value)} is rejected."


def pair_id(pair: Likeness) -> str:
    """The id by which a pair is accepted or rejected."""
    return digest("pair", pair.one, pair.other)[:PAIR_ID]


def _item(connection: Connection, waits: Likeness | Recorded) -> Item:
    return _pair(connection, waits) if isinstance(waits, Likeness) else _statement(connection, waits)


def _pair(connection: Connection, pair: Likeness) -> Item:
    passages = tuple(_passage(connection, entity) for entity in (pair.one, pair.other))
    return Item(pair_id(pair), Question.ONE, pair.one, pair.other, REASONS[pair.rule], passages)


def _passage(connection: Connection, entity: str) -> str:
    """The first passage that names an entity."""
    mentions = find_terms(connection, mentions_of(connection, entity))
    statement = tables.statement.c
    named = find_terms(connection, ["name"]).get("name")
    said = recorded(connection, statement.subject.in_(list(mentions.values())) & (statement.property == named))
    return min((each.passage for each in said), key=lambda passage: (len(passage), passage), default="")


def _unsure(connection: Connection) -> list[Recorded]:
    statement = tables.statement.c
    unsure = (statement.confidence < SURE) & statement.modality.in_([each.value for each in COUNTED])
    waits = [each for each in recorded(connection, unsure) if each.verdict is Verdict.PROPOSED]
    return sorted(waits, key=lambda each: (-each.statement.confidence, each.id))


def _statement(connection: Connection, unsure: Recorded) -> Item:
    said = unsure.statement
    mentions = [said.subject, *linked(said.value, said.qualifiers)]
    entities = {each: each for each in mentions} | dict(entities_of(connection, mentions))
    value = Link(entities[said.value.id]) if isinstance(said.value, Link) else said.value
    named = f"{said.property} {value_key(value)}"
    why = f"confidence {said.confidence:.2f}"
    return Item(unsure.id, Question.SO, entities[said.subject], named, why, (unsure.passage,))


def _find(ledger: Ledger, id: str) -> Likeness | Recorded:
    """The pair that waits, or the statement, under an id as `review` lists it."""
    with ledger.reading() as connection:
        if re.fullmatch(STATEMENT_ID, id):
            found = recorded(connection, tables.statement.c.hash == bytes.fromhex(id))
        else:
            found = [each for each in candidates(connection) if pair_id(each) == id]
    if not found:
        raise NotFound(f"Nothing waits under the id “{id}”: `comity review` lists what does.")
    return found[0]


def _older_first(ledger: Ledger, pair: Likeness) -> tuple[str, str]:
    """The entity that was minted first stays, as when a rule merges."""
    with ledger.reading() as connection:
        term, identity = tables.term.c, tables.identity.c
        query = (
            select(term.text)
            .join(tables.identity, identity.entity == term.id)
            .where(term.text.in_((pair.one, pair.other)))
            .group_by(term.text)
            .order_by(func.min(identity.id))
        )
        first, second = connection.execute(query).scalars()
    return first, second


def _decide(ledger: Ledger, said: Recorded, verdict: Verdict, by: str) -> None:
    with ledger.writing() as book:
        book.decide_on([said.id], verdict, by)
        mark_statements(book, [said.statement])
