"""Documents: their text with the passages that speak for facts; reports handed in and withdrawn, with the token."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from ...graph import browse, curate, tables
from ...graph.dates import extent
from ...graph.errors import InputRefused, NotFound, UsageError
from ...graph.names import slug
from ...graph.records import REGISTRY_KIND, counted_documents, find_document
from ...graph.update import update
from .. import models, views
from ..dependencies import KNOWN_ERRORS, Cursor, DocumentId, KnownOf, MayWrite, PageSize, ServiceOf
from ..errors import TokenNeeded, responses
from ..pages import cursor_of, place_of
from ..service import Service

if TYPE_CHECKING:
    from ...ingest.pipeline import Outcome

router = APIRouter(tags=["documents"])
KINDS = ("text/plain", "text/html", "application/pdf")
Name = Annotated[
    str,
    Query(description="What the document is called.", examples=["report-7"], min_length=1, max_length=100),
]
Published = Annotated[str, Query(description="When it was published, EDTF.", examples=["2024-05-30"], max_length=40)]
Kind = Annotated[models.ReportKind, Query(description="What the body is.")]
HANDED_IN = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in KINDS},
    }
}


@router.get("/sources", summary="The documents that answers rest on", responses=responses(*KNOWN_ERRORS))
def list_sources(known: KnownOf, limit: PageSize = 100, cursor: Cursor = "") -> models.SourceList:
    """Every source that counts, by its id, without its text; and the coverage of them all."""
    table, after = tables.document, place_of(cursor)
    with known.ledger.reading() as connection:
        query = select(table.c.name).where(counted_documents(), table.c.name > after).order_by(table.c.name)
        names = list(connection.execute(query.limit(limit + 1)).scalars())
        documents = [find_document(connection, table.c.name == name) for name in names[:limit]]
    return models.SourceList(
        sources=[views.source_of(each) for each in documents if each],
        coverage=views.coverage_of(known.coverage()),
        next=cursor_of(names[limit - 1]) if len(names) > limit else None,
    )


@router.get("/documents/{id:path}", summary="One document", responses=responses(NotFound, *KNOWN_ERRORS))
def show_document(id: DocumentId, known: KnownOf) -> models.DocumentOf:
    """Its text as stored, never as HTML, with the passages that speak for facts; offsets count code points."""
    full = _full(id)
    with known.ledger.reading() as connection:
        document = find_document(connection, tables.document.c.name == full)
        if document is None:
            raise NotFound(f"There is no document “{full}”.")
        supports = browse.supports_in(connection, full)
    return models.DocumentOf(
        **dict(views.source_of(document)),
        text=document.text,
        spans=[views.span_of(support, span, known.catalogue) for support in supports for span in support.spans],
    )


@router.post(
    "/documents",
    summary="Hand in a report",
    status_code=201,
    dependencies=[MayWrite],
    responses=responses(TokenNeeded, InputRefused),
    openapi_extra=HANDED_IN,
)
async def hand_in(
    request: Request,
    service: ServiceOf,
    name: Name,
    published: Published = "",
    kind: Kind = models.ReportKind.TEXT,
) -> models.OutcomeOf:
    """Read a report into the graph; the stores follow within seconds. Handed in twice, it is known."""
    content = await request.body()
    outcome = await run_in_threadpool(_take_in, service, f"{slug(name)}.{kind}", content, published)
    return _outcome_of(outcome)


@router.delete(
    "/documents/{id:path}",
    summary="Withdraw a document",
    status_code=204,
    dependencies=[MayWrite],
    responses=responses(TokenNeeded, NotFound),
)
def withdraw(id: DocumentId, service: ServiceOf) -> None:
    """What nothing else supports is no fact any more. Handed in again, it counts again."""
    full = _full(id)
    with service.ledger.reading() as connection:
        document = find_document(connection, tables.document.c.name == full)
    if document is None:
        raise NotFound(f"There is no document “{full}”.")
    if document.kind == REGISTRY_KIND:
        raise UsageError(f"{full} is a table of the registry, a part of Comity: only reports can be removed.")
    curate.remove(service.ledger, full)
    update(service.ledger)


def _take_in(service: Service, name: str, content: bytes, published: str) -> Outcome:
    from ..writing import take_in  # loads all that reads reports, for which no page has to wait

    if published:
        extent(published)
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(content)
        outcome = take_in(service, file, published)
    if not (outcome.new or outcome.known):
        raise InputRefused(outcome.refused[0].reason)
    return outcome


def _full(id: str) -> str:
    return id if id.startswith("document/") else f"document/{id}"


def _outcome_of(outcome: Outcome) -> models.OutcomeOf:
    return models.OutcomeOf(
        new=outcome.new,
        known=outcome.known,
        statements=outcome.statements,
        refused=[models.RefusalOf(where=Path(each.where).name, reason=each.reason) for each in outcome.refused],
        notes=outcome.notes,
    )
