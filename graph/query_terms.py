"""Whether the two texts of a named question speak of the same terms: what a query file must hold besides its header.

A relation and all below it is `rdfs:subPropertyOf* comity:member_of` in SPARQL and a list of types in Cypher, which
nothing else would keep complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .ontology import Ontology
from .stores.neo4j_drawing import FROM, OUTWEIGHED, REPRESENTED

_TYPES = re.compile(r"\[\w*:([A-Z_|]+)")
_TERM = re.compile(r"comity:(\w+)")
_BELOW = re.compile(r"rdfs:subPropertyOf[*+] comity:(\w+)")
_LISTED = re.compile(r"VALUES \?\w+ \{((?: *comity:\w+)+) *\}|(comity:\w+(?: *\| *comity:\w+)+)")
DRAWN_BESIDE = frozenset((REPRESENTED, FROM, *OUTWEIGHED.values()))  # by the store, not by a term


def unlike(cypher: str, sparql: str, terms: Ontology) -> Iterator[str]:
    """What is wrong with the terms of a question, one sentence each; nothing where they fit."""
    types = {each.relationship_type: each.name for each in terms.properties.values() if each.is_link}
    lists = [frozenset(found[1].split("|")) for found in _TYPES.finditer(cypher)]
    unknown = {each for listed in lists for each in listed} - {*types, *DRAWN_BESIDE}
    yield from (f"No relation is drawn as {each}." for each in sorted(unknown))
    named = set(_TERM.findall(sparql)) - {*terms.properties, *terms.classes, *terms.annotations}
    yield from (f"The ontology has no term comity:{each}." for each in sorted(named))
    several = {frozenset(types.get(each, each) for each in listed) for listed in lists if len(listed) > 1}
    said = {*_listed(sparql), *(_below(each, terms) for each in _BELOW.findall(sparql))}
    for listed in sorted(several ^ said, key=sorted):
        where = "Cypher" if listed in several else "SPARQL"
        yield f"Only the {where} speaks of {', '.join(sorted(listed))} as one."


def _listed(sparql: str) -> Iterator[frozenset[str]]:
    for found in _LISTED.finditer(sparql):
        names = frozenset(_TERM.findall(found[0]))
        if len(names) > 1:
            yield names


def _below(name: str, terms: Ontology) -> frozenset[str]:
    """A property and all that stand below it."""
    return frozenset({name, *(each.name for each in terms.properties.values() if name in each.parents)})
