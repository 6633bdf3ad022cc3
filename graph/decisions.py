"""What people decided, as test cases for readers: each with its sentence, what was said of it, and what is right.

The format is in docs/reference. A decision that was turned since is told as it stands; what
internal sources say is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, func, select

from . import tables
from .curate import CURATOR
from .entities import EntityReader
from .mentions import document_of
from .model import Link, Recorded, Statement, Value, Verdict
from .records import chunks, find_terms, recorded
from .resolve import entities_of

Case: TypeAlias = dict[str, Any]
_Row: TypeAlias = Row[*tuple[Any, ...]]
_DECIDED = (Verdict.ACCEPTED, Verdict.REJECTED)


def decisions(connection: Connection) -> Iterator[Case]:
    """Verdicts on statements in the order in which they were given, then what was decided about mentions."""
    public = _public_documents(connection)
    yield from _statements(connection, public)
    yield from _identities(connection, public)


def _statements(connection: Connection, public: Mapping[str, str]) -> Iterator[Case]:
    newest = _newest_verdicts(connection)
    said = {
        each.id: each
        for part in chunks([row.hash for row in newest])
        for each in recorded(connection, tables.statement.c.hash.in_(part))
        if each.statement.reference.document in public
    }
    right = {_place(each.statement): each.statement for each in said.values() if _is_correction(each)}
    rejected = {_place(each.statement) for each in said.values() if each.verdict is Verdict.REJECTED}
    for row in newest:
        each = said.get(row.hash.hex())
        if each and not (_is_correction(each) and _place(each.statement) in rejected):
            yield _case(connection, each, row, public, right.get(_place(each.statement)))


def _case(
    connection: Connection, said: Recorded, row: _Row, public: Mapping[str, str], right: Statement | None
) -> Case:
    statement = said.statement
    labels = _labels(connection, [statement, *([right] if right else [])])
    rejected = said.verdict is Verdict.REJECTED
    return {
        "kind": "statement",
        "statement": said.id,
        "document": statement.reference.document,
        "hash": public[statement.reference.document],
        "sentence": said.passage,
        "spans": [[span.start, span.end] for span in statement.reference.spans],
        "subject": _told(Link(statement.subject), labels),
        "property": statement.property,
        **_content(statement, labels),
        "modality": statement.modality.value,
        "method": statement.method,
        "confidence": statement.confidence,
        "verdict": said.verdict.value,
        "right": _content(right, labels) if right and rejected else None,
        "by": row.by,
        "decided": row.recorded_at.isoformat(),
    }


def _content(statement: Statement, labels: Mapping[str, tuple[str, str]]) -> Case:
    qualifiers = [{"property": name, "value": _told(value, labels)} for name, value in statement.qualifiers]
    return {"value": _told(statement.value, labels), "qualifiers": qualifiers}


def _told(value: Value, labels: Mapping[str, tuple[str, str]]) -> Any:
    """A literal as it is; an entity by its mention, its id and its label."""
    if not isinstance(value, Link):
        return value.native
    entity, label = labels.get(value.id, (value.id, value.id))
    return {"mention": value.id, "id": entity, "label": label}


def _labels(connection: Connection, statements: Sequence[Statement]) -> Mapping[str, tuple[str, str]]:
    """The entity and its label of each mention in statements."""
    values = [Link(each.subject) for each in statements] + [
        value for each in statements for value in (each.value, *(pair[1] for pair in each.qualifiers))
    ]
    mentions = sorted({each.id for each in values if isinstance(each, Link)})
    entities = {each: each for each in mentions} | dict(entities_of(connection, mentions))
    labels = {each.id: each.label for each in EntityReader(connection).entities(sorted(set(entities.values())))}
    return {mention: (entity, labels[entity]) for mention, entity in entities.items()}


def _place(statement: Statement) -> tuple[str, ...]:
    """What a correction has in common with what it corrects."""
    return statement.reference.document, statement.reference.locator, statement.subject, statement.property


def _is_correction(said: Recorded) -> bool:
    return said.statement.method == CURATOR and said.verdict is Verdict.ACCEPTED


def _newest_verdicts(connection: Connection) -> Sequence[_Row]:
    verdict, statement = tables.verdict.c, tables.statement.c
    newest = select(func.max(verdict.id)).group_by(verdict.statement)
    query = (
        select(statement.hash, verdict.by, verdict.recorded_at)
        .join(tables.statement, statement.id == verdict.statement)
        .where(verdict.id.in_(newest), verdict.verdict.in_([each.value for each in _DECIDED]))
        .order_by(verdict.id)
    )
    return connection.execute(query).all()


def _identities(connection: Connection, public: Mapping[str, str]) -> Iterator[Case]:
    """One case for each decision: many mentions may have been judged at once, of which the first two stand for all."""
    judged, one, other = tables.judgement.c, tables.term.alias("one"), tables.term.alias("other")
    newest = select(func.max(judged.id)).group_by(judged.one, judged.other)
    query = (
        select(one.c.text.label("one"), other.c.text.label("other"), judged.judgement, judged.by, judged.recorded_at)
        .select_from(tables.judgement)
        .join(one, one.c.id == judged.one)
        .join(other, other.c.id == judged.other)
        .where(judged.id.in_(newest))
        .order_by(judged.id)
    )
    told = set[tuple[Any, ...]]()
    for row in connection.execute(query).all():
        decision = row.judgement, row.by, row.recorded_at
        if decision in told or not {document_of(row.one), document_of(row.other)} <= public.keys():
            continue
        told.add(decision)
        yield {
            "kind": "identity",
            "one": _named(connection, row.one),
            "other": _named(connection, row.other),
            "verdict": row.judgement,
            "by": row.by,
            "decided": row.recorded_at.isoformat(),
        }


def _named(connection: Connection, mention: str) -> Case:
    """A mention with the sentence that names it, and what it is now."""
    terms = find_terms(connection, [mention, "name"])
    statement = tables.statement.c
    said = recorded(
        connection, (statement.subject == terms.get(mention, 0)) & (statement.property == terms.get("name", 0))
    )
    entity = entities_of(connection, [mention]).get(mention, mention)
    name = said[0].statement.value if said else None
    return {
        "mention": mention,
        "id": entity,
        "name": name.native if name and not isinstance(name, Link) else "",
        "sentence": min((each.passage for each in said), key=lambda text: (len(text), text), default=""),
    }


def _public_documents(connection: Connection) -> Mapping[str, str]:
    """The documents whose words may leave, each with the hash of its text."""
    document = tables.document.c
    query = select(document.name, document.hash).where(document.internal.is_(False))
    return {row.name: row.hash for row in connection.execute(query)}
