"""Entities: found by name, looked at, with their facts and neighbours. Answered from the ledger, without an engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from ...graph import browse
from ...graph.entities import EntityReader
from ...graph.errors import NotFound
from ...graph.lookup import resolve_id
from ...graph.model import Fact, Link
from ...graph.ontology import ontology
from .. import models, views
from ..dependencies import KNOWN_ERRORS, Cursor, EntityId, KnownOf, PageSize
from ..errors import responses
from ..known import Known
from ..pages import cursor_of, offset_of, place_of

router = APIRouter(tags=["entities"])
MOVED = {307: {"description": "The entity has another id, or a full one; `Location` leads there."}}
_MOST_FOUND = 1000
ClassName = Annotated[
    str, Query(alias="type", description="A class of the ontology.", examples=["Country"], max_length=100)
]
Relation = Annotated[
    str, Query(description="One of `relations` of the entity.", examples=["took_part_in"], max_length=100)
]
Which = Annotated[models.Direction, Query(description="in, where the entity is the value.")]
At = Annotated[date | None, Query(description="Only what may have been so on this day; `certain` says whether it was.")]
Part = Annotated[
    models.Only | None, Query(description="Only values, relations, or what is disputed or superseded; else all.")
]
_IS: Mapping[models.Only, Callable[[Fact], bool]] = {
    models.Only.VALUES: lambda fact: fact.rank.wins and not isinstance(fact.value, Link),
    models.Only.RELATIONS: lambda fact: fact.rank.wins and isinstance(fact.value, Link),
    models.Only.OUTWEIGHED: lambda fact: not fact.rank.wins,
}


@router.get("/entities", summary="Find entities by name", responses=responses(*KNOWN_ERRORS))
def find_entities(
    known: KnownOf,
    q: Annotated[str, Query(description="A name or alias; accents and slips are forgiven.", max_length=500)] = "",
    kind: ClassName = "",
    limit: PageSize = 20,
    cursor: Cursor = "",
) -> models.EntityList:
    """The entities that a text names, the best first; without a text, those of a class by their labels."""
    if kind:
        ontology().ancestors(kind)
    offset = offset_of(cursor)
    most = min(offset + limit + 1, _MOST_FOUND)
    hits = known.ready_catalogue().search(q, kind, most)
    page, more = hits[offset : offset + limit], len(hits) > offset + limit
    following = cursor_of(str(offset + limit)) if more else None
    return models.EntityList(entities=[views.found_entity(each) for each in page], next=following)


@router.get(
    "/entities/{id:path}/facts",
    summary="The facts about an entity",
    response_model=models.FactList,
    responses=MOVED | responses(NotFound, *KNOWN_ERRORS),
)
def list_facts(
    id: EntityId,
    request: Request,
    known: KnownOf,
    at: At = None,
    only: Part = None,
    limit: PageSize = 100,
    cursor: Cursor = "",
) -> models.FactList | Response:
    """What is held to be so of it, by property: relations in either direction and values, disputed ones among them."""
    if moved := _moved(known, request, id):
        return moved
    offset = offset_of(cursor)
    with known.ledger.reading() as connection:
        facts = browse.facts_about(connection, id)
    wanted = [each for each in facts if only is None or _IS[only](each)]
    holding = [each for each in wanted if at is None or browse.may_hold(each.interval, at)]
    page, more = holding[offset : offset + limit], len(holding) > offset + limit
    return models.FactList(
        facts=[views.fact_of(each, known.catalogue, at) for each in page],
        next=cursor_of(str(offset + limit)) if more else None,
    )


@router.get(
    "/entities/{id:path}/neighbours",
    summary="The neighbours of an entity by one relation",
    response_model=models.NeighbourList,
    responses=MOVED | responses(NotFound, *KNOWN_ERRORS),
)
def list_neighbours(
    id: EntityId,
    request: Request,
    known: KnownOf,
    relation: Relation,
    direction: Which = models.Direction.OUT,
    limit: PageSize = 50,
    cursor: Cursor = "",
) -> models.NeighbourList | Response:
    """Who or what it is related to, a page at a time, with the fact of each."""
    ontology().property(relation)
    if moved := _moved(known, request, id):
        return moved
    after = place_of(cursor)
    with known.ledger.reading() as connection:
        facts = browse.neighbour_facts(connection, id, relation, direction, after, limit + 1)
        others = [browse.other_end(each, id) for each in facts[:limit]]
        entities = {each.id: each for each in EntityReader(connection).entities(list(dict.fromkeys(others)))}
    found = [
        models.NeighbourOf(entity=views.bare_entity(entities[other]), fact=views.fact_of(fact, known.catalogue))
        for other, fact in zip(others, facts, strict=False)
    ]
    return models.NeighbourList(neighbours=found, next=cursor_of(facts[limit - 1].id) if len(facts) > limit else None)


@router.get(
    "/entities/{id:path}",
    summary="One entity",
    response_model=models.EntityOf,
    responses=MOVED | responses(NotFound, *KNOWN_ERRORS),
)
def show_entity(id: EntityId, request: Request, known: KnownOf) -> models.EntityOf | Response:
    """Its classes, its values, and how many neighbours it has by which relation."""
    if moved := _moved(known, request, id):
        return moved
    with known.ledger.reading() as connection:
        (entity,) = EntityReader(connection).entities([id])
        return views.entity_of(entity, browse.neighbour_counts(connection, id))


def _moved(known: Known, request: Request, id: str) -> Response | None:
    """Where an id was merged away or is only the last part of one: the way to the full one. Raises NotFound.

    It is a temporary redirect, since a split gives an id back.
    """
    full = resolve_id(known.ledger, id)
    if full == id:
        return None
    path = request.url.path.replace(f"/entities/{id}", f"/entities/{full}", 1)
    return RedirectResponse(str(request.url.replace(path=path)), 307)
