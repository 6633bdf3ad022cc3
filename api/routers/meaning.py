"""The ontology, and entities by their names in RDF: a page for a browser, Turtle or JSON-LD for a machine."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response

from ...graph import browse
from ...graph.entities import EntityReader
from ...graph.errors import NotFound
from ...graph.lookup import resolve_id
from ...graph.model import Changes, Link
from ...graph.ontology import ONTOLOGY_FILE, TERMS, ontology
from ...graph.stores.rdf_drawing import draw_triples
from .. import models
from ..dependencies import Accept, EntityId, PresentOnly, ServiceOf
from ..errors import responses
from ..service import Service
from .consoles import chosen

router = APIRouter(tags=["meaning"])
root = APIRouter(tags=["meaning"], dependencies=[PresentOnly])
TURTLE, JSON_LD, HTML, JSON = "text/turtle", "application/ld+json", "text/html", "application/json"
RDF: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "In Turtle or JSON-LD.",
        "content": {TURTLE: {"schema": {"type": "string"}}, JSON_LD: {"schema": {}}},
    },
    303: {"description": "For a browser: the page of the entity."},
    307: {"description": "The entity has another id."},
}


@router.get(
    "/ontology",
    summary="What the terms mean",
    response_model=models.OntologyOf,
    responses={200: {"content": {TURTLE: {"schema": {"type": "string"}}}}},
)
def show_ontology(accept: Accept = "") -> models.OntologyOf | Response:
    """The classes and properties in short; all of it, shapes among it, as Turtle."""
    if chosen(accept, (JSON, TURTLE)) == TURTLE:
        return FileResponse(ONTOLOGY_FILE, media_type=TURTLE)
    return _terms()


@root.get(
    "/id/{id:path}",
    summary="An entity by its name in RDF",
    response_class=Response,
    responses=RDF | responses(NotFound),
)
def negotiate(id: EntityId, request: Request, service: ServiceOf, accept: Accept = "") -> Response:
    """What is held to be so of it. `https://w3id.org/comity/id/…` is to lead here."""
    full = resolve_id(service.ledger, id)
    if full != id:
        return RedirectResponse(str(request.url.replace(path=f"/id/{full}")), 307)
    kind = chosen(accept, (TURTLE, JSON_LD, HTML))
    if kind == HTML:
        return RedirectResponse(f"/entity/{quote(full)}", 303)
    triples = _triples(service, full)
    if kind == TURTLE:
        return Response(triples, media_type=f"{TURTLE}; charset=utf-8")
    return Response(_json_ld(triples), media_type=JSON_LD)


@cache
def _terms() -> models.OntologyOf:
    known = ontology()
    return models.OntologyOf(
        iri=TERMS,
        classes={name: list(line) for name, line in known.classes.items()},
        properties=[
            models.TermOf(
                name=each.name,
                label=each.label,
                domain=list(each.domain),
                range=list(each.range),
                relationship_type=each.relationship_type,
            )
            for each in known.properties.values()
        ],
    )


def _triples(service: Service, id: str) -> str:
    """The entity as the RDF store draws it, in N-Triples, which is Turtle too."""
    with service.ledger.reading() as connection:
        entities = tuple(EntityReader(connection).entities([id]))
        facts = tuple(each for each in browse.facts_about(connection, id) if isinstance(each.value, Link))
    drawn = dict.fromkeys(draw_triples(Changes(watermark=0, entities=entities, facts=facts)))
    return "".join(f"{' '.join(triple)} .\n" for triple in drawn)


def _json_ld(triples: str) -> str:
    # Imported here: what asks for nothing but JSON needs no RDF library.
    from rdflib import Graph

    try:
        return Graph().parse(data=triples, format="nt").serialize(format="json-ld")
    except ValueError as error:  # an id that no IRI can be made of
        raise HTTPException(406, f"It cannot be written as JSON-LD: {error}") from error
