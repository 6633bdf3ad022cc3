"""What `ontology.ttl` says: classes, properties, code lists, and how each is drawn in both stores."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from .errors import UsageError
from .model import Datatype, Link, Value

TERMS = "https://w3id.org/comity/ontology#"
BASE = "https://w3id.org/comity/id/"
ONTOLOGY_FILE = Path(__file__).resolve().parents[1] / "ontology.ttl"
T = TypeVar("T")
SUBJECT_PER_VALUE = "subject-per-value"


@dataclass(frozen=True, slots=True)
class Property:
    """A property as the ontology declares it; `domain` and `range` are class names, the range empty for a literal."""

    name: str
    label: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    datatype: Datatype
    inverse_label: str = ""
    relationship_type: str = ""
    symmetric: bool = False
    is_list: bool = False
    exclusive: str = ""
    evolves: bool = False
    varies: bool = False
    key: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    comment: str = ""
    example: str = ""

    @property
    def is_link(self) -> bool:
        """Is its value an entity?"""
        return bool(self.range)

    @property
    def by_spell(self) -> bool:
        """Are statements with overlapping intervals one fact, and others several?"""
        return "spell" in self.key

    @property
    def anchored_by_value(self) -> bool:
        """Can only one subject be so for a value at a time? Its statements are then fused by their value."""
        return self.exclusive == SUBJECT_PER_VALUE


@dataclass(frozen=True, slots=True)
class Concept:
    """An item of a code list: its id, its class, its label, and what else a text may call it (sorted)."""

    id: str
    classes: tuple[str, ...]
    label: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ontology:
    """The terms of one ontology, by name.

    `classes` leads from a class to itself and its super-classes; `codes` from a code list of `comity extract` to its
    codes and their terms, `printed_codes` from a code list to terms and the code that each is printed under.
    """

    properties: Mapping[str, Property]
    classes: Mapping[str, tuple[str, ...]]
    annotations: tuple[str, ...]
    concepts: Mapping[str, Concept]
    codes: Mapping[str, Mapping[str, str]]
    printed_codes: Mapping[str, Mapping[str, str]]

    def property(self, name: str) -> Property:
        """The property of that name. Raises UsageError with the nearest name for an unknown one."""
        return known(self.properties, name, "property")

    def ancestors(self, name: str) -> tuple[str, ...]:
        """A class with all its super-classes, from itself to Entity. Raises UsageError for an unknown one."""
        return known(self.classes, name, "class")

    def lineage(self, names: Iterable[str]) -> tuple[str, ...]:
        """All classes that a thing of these classes belongs to, sorted, Entity left out (every store adds it)."""
        return tuple(sorted({each for name in names for each in self.ancestors(name)} - {"Entity"}))

    def relationship_type(self, name: str) -> str:
        """The Neo4j relationship type (or property key) of a property."""
        return self.property(name).relationship_type

    def is_list(self, name: str) -> bool:
        """May one entity have several values of this literal property?"""
        return self.property(name).is_list

    def in_list(self, code_list: str) -> Mapping[str, str]:
        """A code list of `comity extract`: from code to term: a property name (role, relation) or a concept id."""
        return self.codes.get(code_list, {})

    def codes_of(self, code_list: str) -> Mapping[str, str]:
        """A code list backwards: from property name or concept id to code; a finer term to that of its broader one.

        What no code of the list says (a meeting that was cancelled) is not in it.
        """
        return self.printed_codes.get(code_list, {})

    def misfit(self, property_name: str, classes: Iterable[str], value_classes: Iterable[str] | None) -> str:
        """Why a statement cannot be, by domain and range; empty where it can. `value_classes` is None for a literal."""
        declared = self.property(property_name)
        if not set(declared.domain) & set(self.lineage(classes)) and "Entity" not in declared.domain:
            return f"{property_name} is said of {' or '.join(declared.domain)}, not of {_kinds(classes)}"
        return self.value_misfit(property_name, value_classes)

    def value_misfit(self, property_name: str, value_classes: Iterable[str] | None) -> str:
        """Why a property cannot have such a value, as `misfit` says it."""
        declared = self.property(property_name)
        if value_classes is None:
            return f"{property_name} wants an entity as its value" if declared.is_link else ""
        if not declared.is_link:
            return f"{property_name} wants a literal as its value"
        if not set(declared.range) & set(self.lineage(value_classes)):
            return f"{property_name} leads to {' or '.join(declared.range)}, not to {_kinds(value_classes)}"
        return ""

    def canonical(self, subject: str, name: str, value: Value) -> tuple[str, Value]:
        """Subject and value in stored order: of a symmetric relation, the smaller id first."""
        if isinstance(value, Link) and self.property(name).symmetric and value.id < subject:
            return value.id, Link(subject)
        return subject, value

    @cached_property
    def concept_folders(self) -> frozenset[str]:
        """Where the ids of the concepts begin: sector, meeting-kind…"""
        return frozenset(each.partition("/")[0] for each in self.concepts)

    @cached_property
    def anchored_by_value(self) -> frozenset[str]:
        """The names of the properties whose statements are fused by their value."""
        return frozenset(name for name, each in self.properties.items() if each.anchored_by_value)


def _kinds(classes: Iterable[str]) -> str:
    return " and ".join(classes) or "something of no known class"


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint that names the closest known spelling; empty where none is near."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" Did you mean {close[0]}?" if close else ""


def known(terms: Mapping[str, T], name: str, what: str) -> T:
    """The term of that name. Raises UsageError with the nearest name for an unknown one."""
    try:
        return terms[name]
    except KeyError:
        raise UsageError(f"The ontology has no {what} “{name}”.{nearest(name, terms)}") from None


@cache
def ontology() -> Ontology:
    """The ontology that ships with Comity."""
    from .ontology_cache import cached_ontology  # below this module: it makes an Ontology

    return cached_ontology()
