"""A fact with the statements for it, and what speaks against it: where every answer leads."""

from __future__ import annotations

from fastapi import APIRouter

from ...graph import browse
from ...graph.errors import NotFound
from ...graph.lookup import resolve_fact
from .. import models, views
from ..dependencies import KNOWN_ERRORS, FactId, KnownOf
from ..errors import responses

router = APIRouter(tags=["evidence"])


@router.get("/facts/{id}", summary="How a fact is known", responses=responses(NotFound, *KNOWN_ERRORS))
def show_fact(id: FactId, known: KnownOf) -> models.EvidenceOf:
    """The statements for it, each with its sentence; and the facts that cannot be so together with it, with theirs.

    The id of a fact that ceased leads to the one for which its statements speak now.
    """
    catalogue, current = known.catalogue, resolve_fact(known.ledger, id)
    with known.ledger.reading() as connection:
        fact = browse.one_fact(connection, current)
        rivals = browse.rivals_of(connection, fact)
        said = {each.id: browse.statements_for(connection, each.id) for each in (fact, *rivals)}
    return models.EvidenceOf(
        fact=views.fact_of(fact, catalogue),
        statements=[views.statement_of(each, catalogue) for each in said[fact.id]],
        against=[
            models.RivalOf(
                fact=views.fact_of(rival, catalogue),
                statements=[views.statement_of(each, catalogue) for each in said[rival.id]],
            )
            for rival in rivals
        ],
    )
