"""How entities look: classes, label, literal values and status, from facts, registry, code lists and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from . import tables
from .model import WINNING, Datatype, Entity, Fact, Link, Literal, value_key
from .ontology import ontology
from .records import chunks, document_from, fact_from, fact_query
from .registry import registry

DOCUMENT_LITERALS = ("title", "published", "publisher", "url", "language")
STATUS = "has_status"
# What must be seen wherever such a document is shown.
DEMONSTRATION = {
    "summary": " (summary written for this demonstration)",
    "fiction": " (fiction written for this demonstration)",
}


class EntityReader:
    """Reads entities as they are to be drawn."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entities(self, ids: Sequence[str]) -> Iterator[Entity]:
        """The entities with these ids, in this order."""
        for part in chunks(ids):
            facts = self._facts(part)
            documents = self._documents([each for each in part if each.startswith("document/")])
            for each in part:
                yield documents.get(each) or _given(each, facts.get(each, [])) or _from_facts(each, facts.get(each, []))

    def _facts(self, ids: Sequence[str]) -> Mapping[str, list[Fact]]:
        """The winning literals and the status of each."""
        found: dict[str, list[Fact]] = defaultdict(list)
        subject, fact = tables.term.alias("wanted"), tables.fact.c
        query = (
            fact_query()
            .join(subject, subject.c.id == fact.subject)
            .where(subject.c.text.in_(ids), fact.gone.is_(False), fact.rank.in_(WINNING))
        )
        for row in self._connection.execute(query):
            if row.property == STATUS or not row.value.startswith("@"):
                found[row.subject].append(fact_from(row))
        return found

    def _documents(self, ids: Sequence[str]) -> Mapping[str, Entity]:
        rows = self._connection.execute(select(tables.document).where(tables.document.c.name.in_(ids)))
        return {row.name: _document_entity(row) for row in rows}


def _given(entity: str, facts: Sequence[Fact]) -> Entity | None:
    """Label and classes as a registry or a code list has them; None for what only sources tell of."""
    if concept := ontology().concepts.get(entity):
        return Entity(entity, ontology().lineage(concept.classes), concept.label)
    if entry := registry().get(entity):
        literals = [("identifier", Literal(entry.code))] if entry.code else []
        literals += [(each.property, each.value) for each in facts if isinstance(each.value, Literal)]
        # A name or a code may have come back: two facts, one value.
        return Entity(entity, ontology().lineage(entry.classes), entry.label, tuple(sorted(set(literals), key=_order)))
    return None


def _document_entity(row: Any) -> Entity:
    document = document_from(row)
    literals = [
        (name, _literal(name, getattr(document, name))) for name in DOCUMENT_LITERALS if getattr(document, name)
    ]
    literals.append(("document_kind", Literal(document.kind)))
    label = (document.title or document.id.partition("/")[2]) + DEMONSTRATION.get(document.kind, "")
    return Entity(document.id, ("Document",), label, tuple(sorted(literals, key=_order)))


def _from_facts(entity: str, facts: Sequence[Fact]) -> Entity:
    """An entity that only sources tell of; one of no known class has none."""
    types = sorted({each.value.text for each in facts if each.property == "type" and isinstance(each.value, Literal)})
    literals = [
        (each.property, each.value) for each in facts if isinstance(each.value, Literal) and each.property != "type"
    ]
    states = sorted(each.value.id.rpartition("/")[2] for each in facts if isinstance(each.value, Link))
    return Entity(
        entity, ontology().lineage(types), _label(entity, facts), tuple(sorted(literals, key=_order)), tuple(states)
    )


def _label(entity: str, facts: Sequence[Fact]) -> str:
    """The name that most sources use; of those the longest; the id's last part where there is none."""
    names = [
        (each.sources, each.value.text) for each in facts if each.property == "name" and isinstance(each.value, Literal)
    ]
    best = sorted(names, key=lambda name: (-name[0], -len(name[1]), name[1]))
    return best[0][1] if best else entity.rpartition("/")[2]


def _order(pair: tuple[str, Literal]) -> tuple[str, str]:
    return pair[0], value_key(pair[1])


def _literal(name: str, text: str) -> Literal:
    return Literal(text, ontology().property(name).datatype if name != "url" else Datatype.URI)
