"""What people decide about identity: two entities are one, or one is two. Each undoes the other; a token is needed."""

from __future__ import annotations

from fastapi import APIRouter

from ...graph import curate
from ...graph.errors import NotFound
from ...graph.lookup import resolve_id
from ...graph.resolve import mentions_of
from ...graph.update import update
from .. import models
from ..dependencies import KNOWN_ERRORS, EntityId, KnownOf, MayWrite, ServiceOf
from ..errors import TokenNeeded, responses

router = APIRouter(tags=["identity"])


@router.get(
    "/entities/{id:path}/mentions",
    summary="The mentions that are one entity",
    responses=responses(NotFound, *KNOWN_ERRORS),
)
def list_mentions(id: EntityId, known: KnownOf) -> models.MentionList:
    """The local ids that a split takes."""
    full = resolve_id(known.ledger, id)
    with known.ledger.reading() as connection:
        return models.MentionList(mentions=mentions_of(connection, full))


@router.post(
    "/entities/{id:path}/merge",
    summary="Decide that two entities are one",
    dependencies=[MayWrite],
    responses=responses(TokenNeeded, NotFound),
)
def merge(id: EntityId, wish: models.MergeWish, service: ServiceOf) -> models.Decided:
    """This one stays, and the id of the other leads to it."""
    kept, gone = resolve_id(service.ledger, id), resolve_id(service.ledger, wish.gone)
    curate.merge(service.ledger, kept, gone)
    update(service.ledger)
    return models.Decided(id=kept)


@router.post(
    "/entities/{id:path}/split",
    summary="Decide that some mentions are another entity",
    dependencies=[MayWrite],
    responses=responses(TokenNeeded, NotFound),
)
def split(id: EntityId, wish: models.SplitWish, service: ServiceOf) -> models.Decided:
    """These mentions are another one: the one they were before a merge, else a new one, whose id is told."""
    full = resolve_id(service.ledger, id)
    other = curate.split(service.ledger, full, wish.mentions)
    update(service.ledger)
    return models.Decided(id=other)
