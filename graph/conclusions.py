"""What Comity concludes itself: statements of method `inferred:RULE` that refer to those they were drawn from.

A conclusion is kept once for each passage of its premises, so that its evidence is what the sources say, shown as
inferred. It counts as one source, and falls as soon as one of its premises is rejected, withdrawn or purged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from . import tables
from .book import Book
from .door import classes_of, stated_types
from .errors import UsageError
from .facts import linked
from .model import ALWAYS, Document, Interval, Link, Qualifiers, Recorded, Statement, Value, Verdict
from .ontology import ontology
from .premises import find_statements
from .records import INFERRED, find_document, find_terms, recorded
from .resolve import entities_of
from .settle import mark_groups


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows by a rule: a statement without a passage. Its ids are those of mentions, or of the registry."""

    rule: str  # a short name: succession
    subject: str
    property: str
    value: Value
    qualifiers: Qualifiers = ()
    valid: Interval = ALWAYS
    confidence: float = 1.0  # of the rule; the conclusion has no more than the least certain of its premises


def conclude(book: Book, conclusion: Conclusion, premises: Sequence[str]) -> int:
    """Keep a conclusion that is drawn from statements, given by their ids; how many statements were new is given back.

    What was concluded before from the same premises is left as it is; what had been retracted counts again. Raises
    UsageError without premises, for one that the ledger does not have, and for what the ontology does not allow.
    """
    found, method = find_statements(book.connection, premises), _method(conclusion.rule)
    if not found or len(found) < len(set(premises)):
        raise UsageError(f"A conclusion by {method} needs premises that the ledger has.")
    if reason := _misfit(book.connection, conclusion):
        raise UsageError(f"The conclusion by {method} cannot be: {reason}.")
    said = {_place(book, each): each for each in _statements(conclusion, found)}
    new = sum(book.add_statements(document, [each]) for (_, document), each in said.items())
    _count_again(book, method, [id for id, _ in said])
    _mark(book, list(said.values()))
    return new


def retract(book: Book, conclusions: Iterable[Recorded]) -> None:
    """Let conclusions count no more, since their rule does not give them any longer."""
    listed = list(conclusions)
    for each in listed:
        _decide(book, each, Verdict.WITHDRAWN)
    _mark(book, [each.statement for each in listed])


def conclusions_of(connection: Connection, rule: str) -> list[Recorded]:
    """All statements that a rule has concluded, those that count no more among them."""
    method = _method(rule)
    number = find_terms(connection, [method]).get(method)
    return recorded(connection, tables.statement.c.method == number)


def _method(rule: str) -> str:
    return f"{INFERRED}{rule}"


def _statements(conclusion: Conclusion, premises: Sequence[Recorded]) -> list[Statement]:
    """One statement for each passage of the premises."""
    certain = min(conclusion.confidence, *(each.statement.confidence for each in premises))
    return [
        Statement(
            subject=conclusion.subject,
            property=conclusion.property,
            value=conclusion.value,
            reference=reference,
            qualifiers=conclusion.qualifiers,
            valid=conclusion.valid,
            method=_method(conclusion.rule),
            confidence=certain,
            premises=tuple(sorted({each.id for each in premises})),
        )
        for reference in dict.fromkeys(each.statement.reference for each in premises)
    ]


def _place(book: Book, said: Statement) -> tuple[str, Document]:
    """The id that a statement has in its document, and that document."""
    document = find_document(book.connection, tables.document.c.name == said.reference.document)
    assert document is not None  # a premise stands in it
    return said.id(document.hash), document


def _misfit(connection: Connection, conclusion: Conclusion) -> str:
    """Why it cannot be, by domain and range."""
    value = conclusion.value
    mentions = [conclusion.subject, *linked(value, ())]
    numbers = [*find_terms(connection, mentions).values()]
    types = stated_types([each.statement for each in recorded(connection, tables.statement.c.subject.in_(numbers))])
    value_classes = classes_of(value.id, types) if isinstance(value, Link) else None
    return ontology().misfit(conclusion.property, classes_of(conclusion.subject, types), value_classes)


def _count_again(book: Book, method: str, ids: Sequence[str]) -> None:
    """Undo a retraction by the rule itself; what a person has rejected stays so."""
    for known in find_statements(book.connection, ids):
        if known.verdict is Verdict.WITHDRAWN and _decided_by(book, known) == method:
            _decide(book, known, Verdict.PROPOSED)


def _decide(book: Book, known: Recorded, verdict: Verdict) -> None:
    book.decide_on([known.id], verdict, known.statement.method)


def _decided_by(book: Book, known: Recorded) -> str:
    statement, verdict = tables.statement, tables.verdict.c
    query = (
        select(verdict.by)
        .join(statement, statement.c.id == verdict.statement)
        .where(statement.c.hash == bytes.fromhex(known.id))
        .order_by(verdict.id.desc())
    )
    return book.connection.execute(query).scalar() or ""


def _mark(book: Book, said: Sequence[Statement]) -> None:
    mentions = {each for one in said for each in (one.subject, *linked(one.value, one.qualifiers))}
    mark_groups(book, said, entities_of(book.connection, sorted(mentions)))
