"""What the SHACL shapes of `ontology.ttl` say of one value, so that the door refuses what a drawn graph may not have.

Read are the constraints that can be told from a single statement (https://www.w3.org/TR/shacl/#core-components): class,
datatype, `sh:in`, pattern, length, least value, and how many values a qualifier has. What needs a whole graph (how many
values a subject has, which day comes first) is told by fusing and by `comity check`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rdflib import SH, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from .model import Datatype, Literal
from .ontology import nearest
from .ontology_file import local_name, ontology_graph

QUALIFIED = "Fact"  # the class whose shape speaks of qualifiers
Constraints = Mapping[tuple[str, str], tuple["Constraint", ...]]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one property shape demands of each value; an empty field demands nothing."""

    classes: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    shortest: int = 0
    least: int | None = None
    most_values: int | None = None
    message: str = ""

    def refuses_link(self, name: str, lineage: Iterable[str]) -> str:
        """Why an entity of these classes cannot be the value; empty where it can."""
        if not self.classes or set(self.classes) & set(lineage):
            return ""
        return f"{name} leads here to {' or '.join(self.classes)}, not to {' and '.join(lineage)}"

    def refuses_literal(self, name: str, literal: Literal) -> str:
        """Why a literal cannot be the value; empty where it can."""
        text, reason = literal.text, self.message
        if self.allowed and text not in self.allowed:
            return f"{name} is {' or '.join(self.allowed)}, not “{text}”.{nearest(text, self.allowed)}"
        if len(text) < self.shortest and not text:
            return f"{name} is empty"
        if self.pattern and not re.search(self.pattern, text):
            return f"“{text}” cannot be {name}: {reason}"
        if self.least is not None and literal.datatype is Datatype.INTEGER and int(text) < self.least:
            return f"“{text}” cannot be {name}: {reason}"
        return ""


class Shapes:
    """The constraints of one ontology file, by target class and property."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._constraints = self._read()

    def of(self, classes: Iterable[str], name: str) -> Iterator[Constraint]:
        """What is demanded of the values of a property of a thing with all these classes."""
        for each in (*classes, "Entity"):
            yield from self._constraints.get((each, name), ())

    def of_qualifier(self, name: str) -> Iterator[Constraint]:
        """What is demanded of the values of a qualifier."""
        return self.of((QUALIFIED,), name)

    def names(self) -> frozenset[tuple[str, str]]:
        """The pairs of class and property that some shape speaks of."""
        return frozenset(self._constraints)

    def _read(self) -> Constraints:
        found: dict[tuple[str, str], list[Constraint]] = defaultdict(list)
        for shape, target in self._graph.subject_objects(SH.targetClass):
            for demand in self._graph.objects(shape, SH.property):
                for path in self._paths(demand):
                    found[local_name(target), local_name(path)].append(self._constraint(demand))
        return {key: tuple(sorted(each, key=repr)) for key, each in found.items()}

    def _paths(self, demand: Node) -> Iterator[Node]:
        path = self._graph.value(demand, SH.path)
        several = self._graph.value(path, SH.alternativePath) if path is not None else None
        if path is not None:
            yield from [path] if several is None else Collection(self._graph, several)

    def _constraint(self, demand: Node) -> Constraint:
        node = self._graph.value(demand, SH.node) or demand  # a shape that several share
        least, most = self._graph.value(demand, SH.minInclusive), self._graph.value(demand, SH.maxCount)
        return Constraint(
            classes=tuple(self._classes(demand)),
            allowed=tuple(map(str, self._list(demand, SH["in"]))),
            pattern=str(self._graph.value(node, SH.pattern) or ""),
            shortest=int(str(self._graph.value(node, SH.minLength) or 0)),
            least=None if least is None else int(str(least)),
            most_values=None if most is None else int(str(most)),
            message=str(self._graph.value(node, SH.message) or ""),
        )

    def _classes(self, demand: Node) -> Iterator[str]:
        for each in (demand, *self._list(demand, SH["or"])):
            if (wanted := self._graph.value(each, SH["class"])) is not None:
                yield local_name(wanted)

    def _list(self, demand: Node, predicate: Node) -> Iterator[Node]:
        head = self._graph.value(demand, predicate)
        yield from [] if head is None else Collection(self._graph, head)


@cache
def shapes() -> Shapes:
    """The shapes of the ontology that ships with Comity."""
    return Shapes(ontology_graph())
