"""Are records what they say they are? Ids are worked out again, so that no text and no statement was altered unseen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, Table, func, select

from .. import tables
from ..dates import extent, is_date
from ..encoding import interval_from, qualifiers_from, spans_from
from ..errors import InputRefused, UsageError
from ..model import Datatype, Literal, Modality, Reference, Statement, Value, Verdict, value_from_key
from ..ontology import ontology
from ..records import INFERRED, chunks, find_document, recorded
from .rows import Record

Placed: TypeAlias = Sequence[tuple[str, Record]]  # where each stands, and the record
Source: TypeAlias = tuple[str, int]  # the hash of a document's text, and how long it is


def prove(connection: Connection, table: Table, said: Placed) -> None:
    """Raises InputRefused for the first record that is not what it says, with its place and the reason."""
    check = _CHECKS.get(table.name)
    sources = _sources(connection, said) if table is tables.statement else {}
    for where, record in said if check else ():
        try:
            reason = check(record, sources) if check else ""
        except (UsageError, ValueError) as error:
            reason = str(error)
        if reason:
            raise InputRefused(f"{where}: {reason.rstrip('.')}.")


def _sources(connection: Connection, said: Placed) -> dict[str, Source]:
    columns = tables.document.c
    query = select(columns.name, columns.hash, func.length(columns.text))
    return {
        row[0]: (row[1], row[2])
        for part in chunks({str(record["document"]) for _, record in said})
        for row in connection.execute(query.where(columns.name.in_(part)))
    }


def _document(record: Record, _: Mapping[str, Source]) -> str:
    if hashlib.sha256(str(record["text"]).encode()).hexdigest() != record["hash"]:
        return "the text has another hash than the one beside it, so one of them was altered"
    if record["published"] and not is_date(str(record["published"])):
        return f"its publication date “{record['published']}” is no date"
    return "" if str(record["name"]).startswith("document/") else f"“{record['name']}” is no id of a document"


def _statement(record: Record, sources: Mapping[str, Source]) -> str:
    text = {name: str(value) for name, value in record.items()}
    statement = Statement(
        subject=text["subject"],
        property=text["property"],
        value=value_from_key(text["value"]),
        reference=Reference(text["document"], spans_from(text["spans"])),
        qualifiers=qualifiers_from(text["qualifiers"]),
        valid=interval_from(text["valid"]),
        modality=Modality(text["modality"]),
    )
    document_hash, length = sources[statement.reference.document]
    if not text["method"].startswith(INFERRED) and statement.id(document_hash) != text["hash"]:
        return "the statement has another id than the one beside it, so something in it was altered"
    return _misplaced(statement, record, length) or _misfit(statement, float(record["confidence"]))


def prove_conclusions(connection: Connection) -> None:
    """Raises InputRefused for a conclusion with another id than the one beside it: its premises are part of it."""
    inferred = select(tables.term.c.id).where(tables.term.c.text.startswith(INFERRED))
    for each in recorded(connection, tables.statement.c.method.in_(inferred)):
        document = find_document(connection, tables.document.c.name == each.statement.reference.document)
        if document is None or each.statement.id(document.hash) != each.id:
            raise InputRefused(f"The conclusion {each.id} has another id than the one beside it: export it again.")


def _misplaced(statement: Statement, record: Record, length: int) -> str:
    """Why its passages cannot be; the deciding one stands beside them."""
    spans = statement.reference.spans
    inside = all(0 <= span.start < span.end <= length for span in spans)
    deciding = spans and (spans[0].start, spans[0].end) == (record["start"], record["end"])
    return "" if inside and deciding else f"the passage for {statement.property} is not in the document"


def _misfit(statement: Statement, confidence: float) -> str:
    """Why it cannot be fused. Raises UsageError for what the ontology does not know, and for dates that are none."""
    ontology().property(statement.property)
    for name, value in statement.qualifiers:
        ontology().property(name)
        _check_literal(value)
    _check_literal(statement.value)
    return "" if 0 <= confidence <= 1 else "a confidence is between 0 and 1"


def _check_literal(value: Value) -> None:
    if isinstance(value, Literal) and value.datatype is Datatype.DATE:
        extent(value.text)
    if isinstance(value, Literal) and value.datatype is Datatype.INTEGER:
        int(value.text)


def _verdict(record: Record, _: Mapping[str, Source]) -> str:
    Verdict(str(record["verdict"]))
    return ""


_CHECKS: Mapping[str, Callable[[Record, Mapping[str, Source]], str]] = {
    tables.document.name: _document,
    tables.statement.name: _statement,
    tables.verdict.name: _verdict,
}
