"""What waits for a person: read by anybody; accepted, rejected and corrected with the token."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Path
from starlette.responses import Response, StreamingResponse

from ...graph import review
from ...graph.correct import correct
from ...graph.decisions import decisions
from ...graph.errors import NotFound
from ...graph.ledger import Ledger
from ...graph.update import update
from .. import models
from ..dependencies import Cursor, MayWrite, PageSize, PresentOnly, ServiceOf
from ..errors import TokenNeeded, responses
from ..pages import cursor_of, offset_of
from ..service import Service

router = APIRouter(tags=["review"], dependencies=[PresentOnly])
FAILURES = responses(TokenNeeded, NotFound)
LINES: dict[int | str, dict[str, Any]] = {200: {"content": {"application/jsonl": {"schema": {"type": "string"}}}}}
WaitingId = Annotated[
    str,
    Path(
        description="The id of a pair or a statement.",
        examples=["0f3c2a9b8d71"],
        pattern="^([0-9a-f]{12}|[0-9a-f]{32})$",
    ),
]
StatementId = Annotated[str, Path(description="The id of a statement.", pattern="^[0-9a-f]{32}$")]


@router.get("/review", summary="What waits for a person", responses=responses())
def list_waiting(service: ServiceOf, limit: PageSize = 50, cursor: Cursor = "") -> models.WaitingList:
    """Pairs of entities that may be one, then statements too unsure to count, each with its sentence."""
    offset = offset_of(cursor)
    items, total = review.waiting(service.ledger, limit, offset)
    following = cursor_of(str(offset + limit)) if total > offset + limit else None
    return models.WaitingList(waiting=[_waiting(service, each) for each in items], total=total, next=following)


@router.get("/review/decisions", summary="What was decided", response_class=Response, responses=LINES)
def list_decisions(service: ServiceOf) -> Response:
    """One JSON object a line, as `comity review export` writes them: the sentence, what was said, what is right."""
    return StreamingResponse(_lines(service.ledger), media_type="application/jsonl")


@router.post("/review/{id}/accept", summary="They are one, or it is so", dependencies=[MayWrite], responses=FAILURES)
def accept(id: WaitingId, service: ServiceOf) -> models.DecisionOf:
    """A pair is merged, a statement counts, however unsure it was read."""
    return _decided(service, id, review.accept)


@router.post(
    "/review/{id}/reject", summary="They are two, or it is not so", dependencies=[MayWrite], responses=FAILURES
)
def reject(id: WaitingId, service: ServiceOf) -> models.DecisionOf:
    """A pair is two for good, a statement counts no more."""
    return _decided(service, id, review.reject)


@router.post("/review/{id}/correct", summary="What it should have been", dependencies=[MayWrite], responses=FAILURES)
def correct_it(id: StatementId, wish: models.CorrectionWish, service: ServiceOf) -> models.DecisionOf:
    """The statement is rejected, and its passage says what is right instead; newer readers change neither."""
    return _decided(service, id, lambda ledger, id: correct(ledger, id, wish.value, wish.qualifiers))


def _decided(service: Service, id: str, decision: Callable[[Ledger, str], str]) -> models.DecisionOf:
    done = decision(service.ledger, id)
    update(service.ledger)
    return models.DecisionOf(id=id, done=done)


def _waiting(service: Service, item: review.Item) -> models.WaitingOf:
    label = service.catalogue.label
    is_pair = item.question is review.Question.ONE
    return models.WaitingOf(
        id=item.id,
        question=item.question.value,
        one=item.one,
        one_label=label(item.one),
        other=item.other,
        other_label=label(item.other) if is_pair else None,
        why=item.why,
        passages=list(item.passages),
    )


def _lines(ledger: Ledger) -> Iterator[bytes]:
    with ledger.reading() as connection:
        for each in decisions(connection):
            yield orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE)
