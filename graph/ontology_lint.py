"""What every term of `ontology.ttl` must carry, and how its parts must fit: `python -m comity.graph.ontology_lint`.

The rules are those at the top of `ontology.ttl` and of docs/architecture.md, "The ontology". Tests and continuous
integration hold the file to them.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, SKOS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from .ontology import BASE, ONTOLOGY_FILE, SUBJECT_PER_VALUE, TERMS
from .ontology_file import COMITY
from .shapes import QUALIFIED, Shapes

EXCLUSIVE = ("value-per-subject", SUBJECT_PER_VALUE)
SPELL = "spell"
DATATYPES = (XSD.string, XSD.integer)
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
CAMEL_CASE, SNAKE_CASE = re.compile(r"([A-Z][a-z0-9]*)+"), re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
DRAWN_OTHERWISE = {"Fact": "Literal"}  # a fact is a relationship; only the literal value of a disputed one is a node
UNSHAPED = ("type",)  # drawn as classes and labels
SHAPE_TERMS = (SH.path, SH["class"], SH.targetClass, SH.lessThanOrEquals)


def problems(path: Path) -> list[str]:
    """All that is wrong with an ontology file, one sentence each, sorted; empty where nothing is."""
    try:
        terms = _Terms(Graph().parse(path, format="turtle"))
    except (BadSyntax, ParserError) as error:
        return [f"{path.name} is no Turtle that can be read: {' '.join(str(error).split())}"]
    return sorted({found for rule in _RULES for found in rule(terms)})


def main() -> int:
    """Print the problems of the ontology that ships with Comity; 1 where there are any."""
    found = problems(ONTOLOGY_FILE)
    sys.stdout.writelines(f"{each}\n" for each in found)
    return 1 if found else 0


class _Terms:
    """The declared terms of a file, and what is said of them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.classes = self._own(OWL.Class)
        self.object_properties = self._own(OWL.ObjectProperty)
        self.properties = sorted({*self.object_properties, *self._own(OWL.DatatypeProperty)})
        self.annotations = self._own(OWL.AnnotationProperty)
        below = [each for each in self.classes if COMITY.Concept in self.above(each)]
        self.concepts = sorted({term for each in below for term in self._own(each)})

    def _own(self, kind: Node) -> list[URIRef]:
        return sorted({term for term in self.graph.subjects(RDF.type, kind) if isinstance(term, URIRef)})

    def text(self, term: Node, predicate: URIRef) -> str:
        """The one text that is said; empty for none."""
        return str(self.graph.value(term, predicate) or "")

    def above(self, term: Node) -> set[Node]:
        """A class or property with all that stand above it."""
        higher = (self.graph.transitive_objects(term, each) for each in (RDFS.subClassOf, RDFS.subPropertyOf))
        return {each for listed in higher for each in listed if each is not None}

    def codes(self, term: Node) -> list[str]:
        """The codes that lead to a term."""
        return [
            str(each) for predicate in (COMITY.code, COMITY.also_code) for each in self.graph.objects(term, predicate)
        ]

    def members(self, term: Node, predicate: URIRef) -> Iterator[Node]:
        """The objects, those of a union one by one."""
        for node in self.graph.objects(term, predicate):
            union = self.graph.value(node, OWL.unionOf)
            yield from [node] if union is None else Collection(self.graph, union)


def _name(term: Node) -> str:
    return str(term).removeprefix(TERMS).removeprefix(BASE)


def _is_own(term: Node) -> bool:
    return str(term).startswith(TERMS)


def _lacking(terms: _Terms) -> Iterator[str]:
    drawn, worded = (RDFS.label, RDFS.comment, COMITY.cypher), (RDFS.label, RDFS.comment)
    entities = [each for each in terms.classes if COMITY.Entity in terms.above(each)]
    literals = [each for each in terms.properties if each not in terms.object_properties]
    wanted: list[tuple[Sequence[URIRef], Sequence[URIRef]]] = [
        (terms.classes, drawn),
        (terms.properties, (*drawn, RDFS.domain, RDFS.range)),
        (terms.object_properties, (COMITY.inverse_label,)),
        ([*entities, *literals], (SKOS.example,)),
        (terms.annotations, worded),
        (terms.concepts, (SKOS.prefLabel, SKOS.inScheme)),
    ]
    for listed, predicates in wanted:
        for term in listed:
            for predicate in predicates:
                if not terms.text(term, predicate):
                    yield f"{_name(term)} has no {re.split('[#/]', predicate)[-1]}."


def _names(terms: _Terms) -> Iterator[str]:
    for listed, pattern, form in (
        (terms.classes, CAMEL_CASE, "a class is written InCamelCase"),
        ([*terms.properties, *terms.annotations], SNAKE_CASE, "a property is written in_snake_case"),
    ):
        yield from (f"{_name(term)}: {form}." for term in listed if not pattern.fullmatch(_name(term)))


def _cypher_names(terms: _Terms) -> Iterator[str]:
    for term in (*terms.classes, *terms.properties):
        name = _name(term)
        wanted = DRAWN_OTHERWISE.get(name, name.upper() if term in terms.object_properties else name)
        if terms.text(term, COMITY.cypher) not in ("", wanted):
            yield f"{name} is drawn as {terms.text(term, COMITY.cypher)}; by its name it would be {wanted}."
    drawn = Counter(terms.text(term, COMITY.cypher) for term in (*terms.classes, *terms.properties))
    yield from (f"{name} draws {number} terms." for name, number in drawn.items() if name and number > 1)


def _how_facts_are_made(terms: _Terms) -> Iterator[str]:
    for term in terms.properties:
        name, exclusive = _name(term), terms.text(term, COMITY.exclusive)
        qualifiers = set(terms.graph.objects(term, COMITY.qualifier))
        if exclusive not in ("", *EXCLUSIVE):
            yield f"{name}: exclusive is {' or '.join(EXCLUSIVE)}, not {exclusive}."
        if exclusive == SUBJECT_PER_VALUE and term not in terms.object_properties:
            yield f"{name}: only one subject can be so for an entity, not for a literal."
        if terms.text(term, COMITY.evolves) == "true" and not exclusive:
            yield f"{name} evolves without being exclusive."
        if terms.text(term, COMITY.varies) == "true" and not list(terms.graph.subjects(COMITY.qualifier, term)):
            yield f"{name} varies by source without qualifying anything."
        for key in {str(each) for each in terms.graph.objects(term, COMITY.key)}:
            if key != SPELL and COMITY[key] not in qualifiers:
                yield f"{name}: its key {key} is neither {SPELL} nor one of its qualifiers."
        yield from (f"{name}: its qualifier {_name(each)} is no property." for each in qualifiers - {*terms.properties})


def _domains_and_ranges(terms: _Terms) -> Iterator[str]:
    classes = {*terms.classes}
    for term in terms.properties:
        values = classes if term in terms.object_properties else {*DATATYPES}
        for predicate, known in ((RDFS.domain, classes), (RDFS.range, values)):
            for each in terms.members(term, predicate):
                if each not in known:
                    yield f"{_name(term)}: {_name(each)} in its {_name(predicate).rpartition('#')[2]} is not declared."
    for above, declared in ((RDFS.subClassOf, classes), (RDFS.subPropertyOf, {*terms.properties})):
        for term, parent in terms.graph.subject_objects(above):
            if _is_own(parent) and parent not in declared:
                yield f"{_name(term)} stands below {_name(parent)}, which is not declared."


def _codes(terms: _Terms) -> Iterator[str]:
    """A code leads to one term, and a finer term is printed under a code that there is."""
    said = (COMITY.code, COMITY.also_code, COMITY.printed_as)
    given: Counter[tuple[str, str]] = Counter()
    for term in {term for predicate in (COMITY.code_list, *said) for term in terms.graph.subjects(predicate)}:
        code, printed_as = (terms.text(term, predicate) for predicate in (COMITY.code, COMITY.printed_as))
        if not terms.text(term, COMITY.code_list) or not (code or printed_as):
            yield f"{_name(term)} has a code without its list, or a list without the code."
        if len([*terms.graph.objects(term, COMITY.code), *terms.graph.objects(term, COMITY.printed_as)]) > 1:
            yield f"{_name(term)} has several codes."
        given.update((terms.text(term, COMITY.code_list), each) for each in terms.codes(term))
    yield from (f"The code {code} of the list {of} is given to {n} terms." for (of, code), n in given.items() if n > 1)
    for term, code in terms.graph.subject_objects(COMITY.printed_as):
        if (terms.text(term, COMITY.code_list), str(code)) not in given:
            yield f"{_name(term)} is printed as {code}, which is no code of its list."


def _schemes(terms: _Terms) -> Iterator[str]:
    schemes, concepts = {*terms.graph.subjects(RDF.type, SKOS.ConceptScheme)}, {*terms.concepts}
    for term in terms.concepts:
        for scheme in {*terms.graph.objects(term, SKOS.inScheme)} - schemes:
            yield f"{_name(term)} is in {_name(scheme)}, which is no declared scheme."
        for broader in {*terms.graph.objects(term, SKOS.broader)} - concepts:
            yield f"{_name(term)} is narrower than {_name(broader)}, which is not declared."
    for term in {*terms.graph.subjects(SKOS.broader)} - concepts:
        yield f"{_name(term)} has a broader one, and is not declared."


def _pillars(terms: _Terms) -> Iterator[str]:
    members = Counter(member for _, member in terms.graph.subject_objects(SKOS.member))
    sectors = {*terms.graph.subjects(RDF.type, COMITY.Sector)}
    for term in sectors:
        if members[term] != 1:
            yield f"{_name(term)} is in {members[term]} pillars: each sector is in exactly one."
    yield from (f"{_name(term)} is in a pillar, and is no sector." for term in members.keys() - sectors)


def _hierarchy(terms: _Terms) -> Iterator[str]:
    """Nothing stands above itself, and what a property is said of or leads to, its super-property is too."""
    for term in (*terms.classes, *terms.properties):
        for above in (RDFS.subClassOf, RDFS.subPropertyOf):
            for parent in terms.graph.objects(term, above):
                if term in terms.above(parent):
                    yield f"{_name(term)} stands above itself."
    for term, parent in terms.graph.subject_objects(RDFS.subPropertyOf):
        for predicate in (RDFS.domain, RDFS.range) if _is_own(parent) else ():
            wide = {*terms.members(parent, predicate)}
            for each in terms.members(term, predicate):
                if not wide & terms.above(each):
                    which = _name(predicate).rpartition("#")[2]
                    yield f"{_name(term)}: {_name(each)} in its {which} does not fit {_name(parent)}."


def _symmetry(terms: _Terms) -> Iterator[str]:
    for term in terms.graph.subjects(RDF.type, OWL.SymmetricProperty):
        if terms.text(term, RDFS.label) != terms.text(term, COMITY.inverse_label):
            yield f"{_name(term)} is symmetric, and reads otherwise from its value."
        if {*terms.members(term, RDFS.domain)} != {*terms.members(term, RDFS.range)}:
            yield f"{_name(term)} is symmetric, and leads to other things than it is said of."


def _shapes(terms: _Terms) -> Iterator[str]:
    declared: Iterable[Node] = {*terms.classes, *terms.properties, *terms.annotations}
    paths = {
        path for listed in terms.graph.objects(None, SH.alternativePath) for path in Collection(terms.graph, listed)
    }
    named = {each for predicate in SHAPE_TERMS for each in terms.graph.objects(None, predicate)} | paths
    yield from (
        f"A shape speaks of {_name(each)}, which is not declared." for each in named - {*declared} if _is_own(each)
    )
    qualifiers = {*terms.graph.objects(None, COMITY.qualifier)}
    said = Shapes(terms.graph)
    for name, property_name in sorted(said.names()):
        wanted, term = COMITY[name], COMITY[property_name]
        fits = term in qualifiers if name == QUALIFIED else terms.above(wanted) & {*terms.members(term, RDFS.domain)}
        if term in terms.properties and not fits:
            yield f"The shape of {name} speaks of {property_name}, which is not said of it."
        reached = {*terms.members(term, RDFS.range)}
        for each in {each for demand in said.of((name,), property_name) for each in demand.classes}:
            if term in terms.object_properties and not reached & terms.above(COMITY[each]):
                yield f"The shape of {name} lets {property_name} lead to {each}; its range does not."
    spoken_of = {each for _, each in said.names()}
    yield from (
        f"No shape speaks of {_name(each)}." for each in terms.properties if _name(each) not in {*spoken_of, *UNSHAPED}
    )


def _words(terms: _Terms) -> Iterator[str]:
    """A qualifier whose words are concepts has just these."""
    said = Shapes(terms.graph)
    for term, scheme in terms.graph.subject_objects(COMITY.words_of):
        concepts = {_name(each).rpartition("/")[2] for each in terms.graph.subjects(SKOS.inScheme, scheme)}
        words = {word for demand in said.of_qualifier(_name(term)) for word in demand.allowed}
        if words != concepts:
            yield f"{_name(term)} has other words than {_name(scheme)}: {', '.join(sorted(words ^ concepts))}."


_RULES: tuple[Callable[[_Terms], Iterator[str]], ...] = (
    _lacking,
    _names,
    _cypher_names,
    _how_facts_are_made,
    _domains_and_ranges,
    _codes,
    _schemes,
    _pillars,
    _hierarchy,
    _symmetry,
    _shapes,
    _words,
)

if __name__ == "__main__":
    sys.exit(main())
