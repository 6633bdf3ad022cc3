"""The reference page of the ontology, made from `ontology.ttl`: `python -m comity.graph.ontology_page`.

It is for those who ask questions, by hand or by a program that turns text into queries: directions, example values,
closed lists, and an example in both languages. A test holds docs/reference/ontology.md to what is made here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from .ontology import TERMS, Property, ontology
from .ontology_examples import PREFIXES, cypher_example, sparql_example
from .ontology_file import COMITY, local_name, ontology_graph
from .shapes import shapes

PAGE = Path(__file__).resolve().parents[1] / "docs/reference/ontology.md"
HEAD = PAGE.with_name("ontology.head.md")  # what stands before the tables
MAIN = (
    *("co_chaired", "took_part_in", "holds", "post_of", "session_of", "held_in", "covered", "between", "has_status"),
    *("adopted_at", "signed", "member_of", "by", "committed_by", "part_of"),
)
OUTSIDE = {
    "https://schema.org/": "schema",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/ns/prov#": "prov",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://purl.org/dc/terms/": "dct",
    "http://www.wikidata.org/entity/": "wd",
    "http://www.wikidata.org/prop/direct/": "wdt",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
}


def page() -> str:
    """The whole page, as Markdown."""
    parts = (
        _classes(), _relations(), _literals(), _qualifiers(), _examples(), _lists(), _sectors(),
    )  # fmt: skip
    return "\n".join([HEAD.read_text(encoding="utf-8"), *(line for part in parts for line in part)]) + "\n"


def main() -> int:
    """Write the page where it is kept."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"{PAGE.name} is written.\n")
    return 0


def _classes() -> Iterator[str]:
    yield "## Classes\n"
    yield "| class and label | below | what it is | example id | compare |\n|---|---|---|---|---|"
    for name in _by_descent():
        below = ontology().ancestors(name)[1:2]
        example = _text(COMITY[name], SKOS.example)
        cells = (f"`{name}`", _codes(below), _comment(name), _codes([example] if example else []), _compare(name))
        yield _row(cells)
    yield "\nClasses are not disjoint: the ASEAN Regional Forum is a grouping and a mechanism.\n"


def _by_descent() -> list[str]:
    """The classes, each below its own super-class, as they stand in the file’s tree."""
    return sorted(ontology().classes, key=lambda name: tuple(reversed(ontology().ancestors(name))))


def _relations() -> Iterator[str]:
    yield "## Relations\n"
    yield "Read in the direction of the arrow; from its value a relation reads as in the third column.\n"
    yield "| relation | it reads | backwards | qualifiers | what it says |\n|---|---|---|---|---|"
    for declared in _declared(is_link=True):
        arrow = f"`({'|'.join(declared.domain)})-[:{declared.relationship_type}]->({'|'.join(declared.range)})`"
        notes = " ".join([_comment(declared.name), *_making(declared)])
        yield _row((arrow, declared.label, declared.inverse_label, _codes(declared.qualifiers), notes))
    yield "\nIn RDF a relation is the term of the same name in small letters: `comity:co_chaired`.\n"


def _making(declared: Property) -> Iterator[str]:
    """How facts of a property are made, in words."""
    if declared.parents:
        yield f"Below {_codes(declared.parents)}."
    if declared.symmetric:
        yield "Symmetric: stored once, from the smaller id."
    if declared.evolves:
        yield "The latest-dated source wins; older values are history."
    elif declared.exclusive == "value-per-subject":
        yield "One value: others are disputed."
    if declared.varies:
        yield "Sources may differ in it: the best is shown, none is disputed."
    keys = [each for each in declared.key if each != "spell"]
    if declared.by_spell:
        yield "Over an interval: several spells are several facts."
    if keys:
        yield f"Each {_codes(keys)} is a fact of its own."


def _literals() -> Iterator[str]:
    yield "## Literals\n"
    yield "| property | of | kind | example | what it says |\n|---|---|---|---|---|"
    for declared in _declared(is_link=False):
        if declared.name not in _qualifier_names():
            kind = f"list of {declared.datatype}" if declared.is_list else str(declared.datatype)
            notes = " ".join([_comment(declared.name), *_making(declared)])
            yield _row((f"`{declared.name}`", _codes(declared.domain), kind, f"`{declared.example}`", notes))
    yield ""


def _qualifiers() -> Iterator[str]:
    yield "## Qualifiers\n"
    yield "They stand on the relationship in Neo4j (a thing as its id) and on the fact node in RDF.\n"
    yield "| qualifier | value | of | what it says |\n|---|---|---|---|"
    for name in sorted(_qualifier_names()):
        declared = ontology().property(name)
        words = [word for demand in shapes().of_qualifier(name) for word in demand.allowed]
        value = (
            _codes(declared.range)
            if declared.is_link
            else _codes(words) or f"{declared.datatype}, as `{declared.example}`"
        )
        users = [each.name for each in _declared(is_link=True) if name in each.qualifiers]
        notes = " ".join([_comment(name), *_making(declared)])
        yield _row((f"`{name}`", value, _codes(users), notes))
    yield ""


def _examples() -> Iterator[str]:
    yield "## Examples\n"
    yield "The main relations, each asked in both languages. All SPARQL begins with\n"
    yield f"```sparql\n{PREFIXES}```\n"
    for name in MAIN:
        declared = ontology().property(name)
        yield f"### {declared.relationship_type}: {declared.label}\n"
        yield f"```cypher\n{cypher_example(declared)}```\n"
        yield f"```sparql\n{sparql_example(declared)}```\n"


def _lists() -> Iterator[str]:
    yield "## Lists\n"
    yield "`code` is what `comity extract` prints for an item; a finer one is printed under a broader code.\n"
    for scheme in _sorted(ontology_graph().subjects(RDF.type, SKOS.ConceptScheme)):
        if scheme != COMITY.SectorScheme:
            yield f"### {_text(scheme, RDFS.label).capitalize()}\n"
            yield "| id | label | code | also called |\n|---|---|---|---|"
            yield from (_item(term) for term in _in_order(scheme))
            yield ""


def _in_order(scheme: Node) -> list[Node]:
    """The items of a scheme: in the order of its ordered collection where it has one, else by id."""
    items = _sorted(ontology_graph().subjects(SKOS.inScheme, scheme))
    for listed in ontology_graph().objects(None, SKOS.memberList):
        members = list(Collection(ontology_graph(), listed))
        if set(members) == set(items):
            return members
    return items


def _sectors() -> Iterator[str]:
    yield "## Sectors, by pillar\n"
    for pillar in _sorted(ontology_graph().subjects(RDF.type, SKOS.Collection)):
        yield f"### {_text(pillar, SKOS.prefLabel).capitalize()}\n"
        yield "| id | label | code | also called |\n|---|---|---|---|"
        yield from (_item(term) for term in _sorted(ontology_graph().objects(pillar, SKOS.member)))
        yield ""


def _item(term: Node) -> str:
    id = local_name(term)
    concept = ontology().concepts[id]
    code = next((ontology().codes_of(of)[id] for of in _code_lists() if id in ontology().codes_of(of)), "")
    broader = [local_name(each) for each in ontology_graph().objects(term, SKOS.broader)]
    label = f"{concept.label} (narrower than {_codes(broader)})" if broader else concept.label
    return _row((f"`{id}`", label, _codes([code] if code else []), ", ".join(concept.alternatives)))


def _code_lists() -> list[str]:
    return sorted({str(each) for each in ontology_graph().objects(None, COMITY.code_list)})


def _declared(*, is_link: bool) -> list[Property]:
    """The properties of one sort; those that only qualify others are no relations."""
    qualifiers = _qualifier_names() if is_link else frozenset[str]()
    return [each for each in ontology().properties.values() if each.is_link == is_link and each.name not in qualifiers]


def _qualifier_names() -> frozenset[str]:
    return frozenset(local_name(each) for each in ontology_graph().objects(None, COMITY.qualifier))


def _comment(name: str) -> str:
    return _text(COMITY[name], RDFS.comment)


def _compare(name: str) -> str:
    """What a class is aligned with: a super-class of another vocabulary, or a term to compare."""
    above = [f"below `{_outside(each)}`" for each in _outer(name, RDFS.subClassOf)]
    return ", ".join([*above, *(f"`{_outside(each)}`" for each in _outer(name, RDFS.seeAlso))])


def _outer(name: str, predicate: URIRef) -> list[str]:
    found = (str(each) for each in ontology_graph().objects(COMITY[name], predicate))
    return sorted(each for each in found if not each.startswith(TERMS))


def _outside(iri: str) -> str:
    namespace = next(each for each in OUTSIDE if iri.startswith(each))
    return f"{OUTSIDE[namespace]}:{iri.removeprefix(namespace)}"


def _sorted(terms: Iterable[Node | None]) -> list[Node]:
    """Terms by their IRIs."""
    return sorted((each for each in terms if each is not None), key=str)


def _text(term: Node, predicate: URIRef) -> str:
    return str(ontology_graph().value(term, predicate) or "")


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _row(cells: Iterable[str]) -> str:
    """A row of a table; what would end a cell is escaped."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    sys.exit(main())
