"""Entities, facts and their evidence as Turtle or JSON-LD: the triples of the RDF store, written as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING

from ..errors import UsageError
from ..model import Changes
from ..ontology import BASE, TERMS
from ..stores.rdf_drawing import draw_triples
from ..stores.terms import PROV, RDF, RDFS, XSD

if TYPE_CHECKING:
    from pyoxigraph import Triple


class Rdf(StrEnum):
    """The formats that RDF is written in."""

    TURTLE = "turtle"
    JSON_LD = "jsonld"


PREFIXES = {"comity": TERMS, "id": BASE, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "xsd": XSD}


def write_rdf(changes: Iterable[Changes], form: Rdf, output: IO[bytes]) -> None:
    """Write the triples of these changes; one batch is in memory at a time.

    Raises UsageError where pyoxigraph is not installed.
    """
    if not find_spec("pyoxigraph"):
        raise UsageError(f"Writing {form} needs pyoxigraph: install it by `pip install 'comity[local]'`.")
    from pyoxigraph import RdfFormat, serialize  # an extra: whoever writes no RDF needs none

    formats = {Rdf.TURTLE: RdfFormat.TURTLE, Rdf.JSON_LD: RdfFormat.JSON_LD}
    serialize(_triples(changes), output, formats[form], prefixes=PREFIXES)


def _triples(changes: Iterable[Changes]) -> Iterator[Triple]:
    """The triples as drawn, read again by the library, so that none goes out that is no RDF."""
    from pyoxigraph import RdfFormat, parse

    for batch in changes:
        lines = "".join(f"{' '.join(triple)} .\n" for triple in dict.fromkeys(draw_triples(batch)))
        for quad in parse(lines.encode(), RdfFormat.N_TRIPLES):
            yield quad.triple
