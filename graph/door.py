"""The door of the ledger: a statement that cannot be is refused with its reason; the others go on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import dates
from .encoding import unstorable
from .errors import UsageError
from .model import Datatype, Document, Link, Literal, Statement, Value
from .ontology import nearest, ontology
from .registry import registry

if TYPE_CHECKING:
    from .shapes import Constraint, Shapes

_INTEGER = re.compile(r"-?[0-9]{1,18}")  # what both stores can count with


LINE_END = "\n"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A piece of input that was not taken: where it stood, and why."""

    where: str
    reason: str


def admit(
    document: Document, statements: Sequence[Statement], types: Mapping[str, set[str]] | None = None
) -> tuple[list[Statement], list[Refusal]]:
    """The statements that may go into the ledger, and those that may not, each with its line and the reason.

    `types` are the classes of their mentions, where others than these statements say them.
    """
    types = types or stated_types(statements)
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
    try:
        return _bad_statement(statement, types) or _bad_qualifier(statement, types)
    except UsageError as error:
        return str(error)


def _bad_statement(statement: Statement, types: Mapping[str, set[str]]) -> str:
    """Why subject, property and value do not go together; raises UsageError for a name or a date that cannot be."""
    name, value, classes = statement.property, statement.value, classes_of(statement.subject, types)
    reason = ontology().misfit(name, classes, _value_classes(value, types))
    return reason or _bad_value(name, value, _shapes().of(ontology().lineage(classes), name), types)


def _bad_qualifier(statement: Statement, types: Mapping[str, set[str]]) -> str:
    """Why a qualifier cannot be: none of this property’s, with a value that does not fit it, or too many."""
    given = Counter(name for name, _ in statement.qualifiers)
    for name, value in statement.qualifiers:
        if name not in (allowed := ontology().property(statement.property).qualifiers):
            return f"{name} is no qualifier of {statement.property}.{nearest(name, allowed)}"
        demanded = list(_shapes().of_qualifier(name))
        if any(each.most_values is not None and given[name] > each.most_values for each in demanded):
            return f"{name} is said {given[name]} times of one {statement.property}"
        reason = ontology().value_misfit(name, _value_classes(value, types))
        if reason := reason or _bad_value(name, value, demanded, types):
            return reason
    return ""


def _shapes() -> Shapes:
    """What the shapes demand; imported with the first statement, as rdflib takes as long as a question does."""
    from .shapes import shapes

    return shapes()


def _value_classes(value: Value, types: Mapping[str, set[str]]) -> Sequence[str] | None:
    """What an entity value is, None for a literal. Raises UsageError for a concept that no list has."""
    if not isinstance(value, Link):
        return None
    classes = classes_of(value.id, types)
    if not classes and value.id.partition("/")[0] in ontology().concept_folders:
        raise UsageError(f"No list has “{value.id}”.{nearest(value.id, ontology().concepts)}")
    return classes


def _bad_value(name: str, value: Value, demanded: Iterable[Constraint], types: Mapping[str, set[str]]) -> str:
    """Why a value cannot be read or kept, or is none that the shapes allow; raises UsageError for a date."""
    if isinstance(value, Link):
        lineage = ontology().lineage(classes_of(value.id, types))
        return next(filter(None, (each.refuses_link(name, lineage) for each in demanded)), "")
    reason = _bad_literal(ontology().property(name).datatype, value)
    return reason or next(filter(None, (each.refuses_literal(name, value) for each in demanded)), "")


def _bad_literal(wanted: Datatype, value: Literal) -> str:
    """Why a literal cannot be read or kept; raises UsageError for a date."""
    if reason := unstorable(value.text):
        return reason
    if wanted is Datatype.DATE:
        dates.extent(value.text)
    is_bad = wanted is Datatype.INTEGER and not _INTEGER.fullmatch(value.text)
    if is_bad:
        return f"“{value.text}” is no whole number"
    return f"“{value.text}” is given as {value.datatype}, not as {wanted}" if value.datatype is not wanted else ""


def _where(document: Document, statement: Statement) -> str:
    spans = statement.reference.spans
    return place(document.origin or document.id, document.text, spans[0].start if spans else 0)


def place(source: str, text: str, offset: int) -> str:
    """Where in a source something stands, as a user would look it up: by its line."""
    return f"{source}, line {text.count(LINE_END, 0, offset) + 1}"
