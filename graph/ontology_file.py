"""Reads `ontology.ttl`: the graph that it is, and the terms that it declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import Namespace
from rdflib.paths import AlternativePath
from rdflib.term import Node

from .model import Datatype
from .ontology import BASE, ONTOLOGY_FILE, TERMS, Concept, Ontology, Property

COMITY = Namespace(TERMS)
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
_BROADER = AlternativePath(SKOS.broader, RDFS.subPropertyOf)


@cache
def ontology_graph() -> Graph:
    """The ontology that ships with Comity, as triples."""
    return Graph().parse(ONTOLOGY_FILE, format="turtle")


def read_ontology(graph: Graph) -> Ontology:
    """The terms that a graph declares, by name."""
    return _Reader(graph).ontology()


def local_name(term: object) -> str:
    """The name of a term of the ontology, or the id of a thing under the base."""
    return str(term).removeprefix(TERMS).removeprefix(BASE)


class _Reader:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.classes = {name: self._ancestry(name) for name in self._names([OWL.Class])}

    def ontology(self) -> Ontology:
        return Ontology(
            properties={name: self._property(name) for name in self._names(_PROPERTIES)},
            classes=self.classes,
            annotations=tuple(self._names([OWL.AnnotationProperty])),
            concepts={concept.id: concept for concept in self._concepts()},
            codes=self._codes(),
            printed_codes=self._printed_codes(),
        )

    def _codes(self) -> Mapping[str, Mapping[str, str]]:
        lists: dict[str, dict[str, str]] = {}
        for term, code_list in self.graph.subject_objects(COMITY.code_list):
            for code in (*self.graph.objects(term, COMITY.code), *self.graph.objects(term, COMITY.also_code)):
                lists.setdefault(str(code_list), {})[str(code)] = local_name(term)
        return lists

    def _printed_codes(self) -> Mapping[str, Mapping[str, str]]:
        lists: dict[str, dict[str, str]] = {}
        for term in {*self.graph.subjects(COMITY.code_list), *self.graph.subjects(_BROADER)}:
            code_list, code = self._printed(term)
            if code:
                lists.setdefault(code_list, {})[local_name(term)] = code
        return lists

    def _printed(self, term: Node) -> tuple[str, str]:
        """The list and code that a term is printed under: its own, or those of the nearest broader term with any."""
        for each in (term, *self.graph.objects(term, _BROADER)):
            if code_list := self._text(each, COMITY.code_list):
                return code_list, self._text(each, COMITY.code) or self._text(each, COMITY.printed_as)
        return "", ""

    def _names(self, types: Iterable[Node]) -> list[str]:
        return sorted({local_name(term) for kind in types for term in self.graph.subjects(RDF.type, kind)})

    def _ancestry(self, name: str) -> tuple[str, ...]:
        above = self.graph.transitive_objects(COMITY[name], RDFS.subClassOf)
        return tuple(local_name(term) for term in above if str(term).startswith(TERMS))

    def _property(self, name: str) -> Property:
        term = COMITY[name]
        above = self.graph.transitive_objects(term, RDFS.subPropertyOf)
        return Property(
            name=name,
            label=self._text(term, RDFS.label),
            domain=tuple(self._members(term, RDFS.domain)),
            range=tuple(self._members(term, RDFS.range)) if (term, RDF.type, OWL.ObjectProperty) in self.graph else (),
            datatype=self._datatype(term),
            inverse_label=self._text(term, COMITY.inverse_label),
            relationship_type=self._text(term, COMITY.cypher),
            symmetric=(term, RDF.type, OWL.SymmetricProperty) in self.graph,
            is_list=self._text(term, COMITY.list) == "true",
            exclusive=self._text(term, COMITY.exclusive),
            evolves=self._text(term, COMITY.evolves) == "true",
            varies=self._text(term, COMITY.varies) == "true",
            key=tuple(sorted(str(each) for each in self.graph.objects(term, COMITY.key))),
            qualifiers=tuple(sorted(local_name(each) for each in self.graph.objects(term, COMITY.qualifier))),
            comment=self._text(term, RDFS.comment),
            example=self._text(term, SKOS.example),
            parents=tuple(local_name(each) for each in above if str(each).startswith(TERMS) and each != term),
        )

    def _datatype(self, term: URIRef) -> Datatype:
        if self._text(term, COMITY.edtf) == "true":
            return Datatype.DATE
        ranges = {str(each).rpartition("#")[2] for each in self.graph.objects(term, RDFS.range)}
        return Datatype.INTEGER if "integer" in ranges else Datatype.STRING

    def _members(self, term: URIRef, predicate: URIRef) -> Iterator[str]:
        for node in self.graph.objects(term, predicate):
            union = self.graph.value(node, OWL.unionOf)
            for member in Collection(self.graph, union) if union is not None else [node]:
                yield local_name(member)

    def _concepts(self) -> Iterator[Concept]:
        concept_classes = [name for name, line in self.classes.items() if "Concept" in line]
        for name in concept_classes:
            for term in self.graph.subjects(RDF.type, COMITY[name]):
                others = sorted(str(label) for label in self.graph.objects(term, SKOS.altLabel))
                yield Concept(local_name(term), self.classes[name], self._text(term, SKOS.prefLabel), tuple(others))

    def _text(self, term: Node, predicate: URIRef) -> str:
        return str(self.graph.value(term, predicate) or "")
