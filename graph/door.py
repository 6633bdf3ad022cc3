"""The door of the ledger: a statement that cannot be is refused with its reason; the others go on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import dates
from .encoding import unstorable
from .errors import UsageError
from .model import Datatype, Document, Link, Literal, Statement, Value
from .ontology import ontology
from .registry import registry

_INTEGER = re.compile(r"-?[0-9]{1,18}")  # what both stores can count with


LINE_END = "\n"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A piece of input that was not taken: where it stood, and why."""

    where: str
    reason: str


def admit(document: Document, statements: Sequence[Statement]) -> tuple[list[Statement], list[Refusal]]:
    """The statements that may go into the ledger, and those that may not, each with its line and the reason."""
    types = stated_types(statements)
    admitted: list[Statement] = []
    refused: list[Refusal] = []
    for statement in statements:
        if reason := _misfit(statement, document, types):
            refused.append(Refusal(_where(document, statement), reason))
        else:
            admitted.append(statement)
    return admitted, refused


def stated_types(statements: Iterable[Statement]) -> Mapping[str, set[str]]:
    """The classes that statements give to their subjects."""
    types: dict[str, set[str]] = defaultdict(set)
    for each in statements:
        if each.property == "type" and isinstance(each.value, Literal):
            types[each.subject].add(each.value.text)
    return types


def classes_of(thing: str, types: Mapping[str, set[str]]) -> Sequence[str]:
    """What a thing is, as the registry, the code lists or its document's statements of type have it."""
    if concept := ontology().concepts.get(thing):
        return concept.classes
    if entry := registry().get(thing):
        return entry.classes
    return ("Document",) if _is_document(thing) else sorted(types.get(thing, ()))


def _is_document(thing: str) -> bool:
    return thing.startswith("document/") and "#" not in thing


def _misfit(statement: Statement, document: Document, types: Mapping[str, set[str]]) -> str:
    """Why a statement cannot be; empty where it can."""
    spans = statement.reference.spans
    if not spans or any(not 0 <= span.start < span.end <= len(document.text) for span in spans):
        return f"the passage for {statement.property} is not in the document"
    value = statement.value
    try:
        value_classes = classes_of(value.id, types) if isinstance(value, Link) else None
        reason = ontology().misfit(statement.property, classes_of(statement.subject, types), value_classes)
        return reason or _bad_literal(value) or _bad_qualifier(statement, types)
    except UsageError as error:
        return str(error)


def _bad_literal(value: Value) -> str:
    """Why a literal cannot be read or kept; raises UsageError for a date."""
    if not isinstance(value, Literal):
        return ""
    if reason := unstorable(value.text):
        return reason
    if value.datatype is Datatype.DATE:
        dates.extent(value.text)
    is_bad = value.datatype is Datatype.INTEGER and not _INTEGER.fullmatch(value.text)
    return f"“{value.text}” is no whole number" if is_bad else ""


def _bad_qualifier(statement: Statement, types: Mapping[str, set[str]]) -> str:
    """Why a qualifier cannot be: none of this property’s, or with a value that does not fit it."""
    for name, value in statement.qualifiers:
        if name not in ontology().property(statement.property).qualifiers:
            return f"{name} is no qualifier of {statement.property}"
        value_classes = classes_of(value.id, types) if isinstance(value, Link) else None
        if reason := ontology().value_misfit(name, value_classes) or _bad_literal(value):
            return reason
    return ""


def _where(document: Document, statement: Statement) -> str:
    spans = statement.reference.spans
    return place(document.origin or document.id, document.text, spans[0].start if spans else 0)


def place(source: str, text: str, offset: int) -> str:
    """Where in a source something stands, as a user would look it up: by its line."""
    return f"{source}, line {text.count(LINE_END, 0, offset) + 1}"
