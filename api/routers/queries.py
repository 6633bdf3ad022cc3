"""The named questions, and their answers."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from ...graph.errors import DeadlinePassed, NotFound, StoreUnavailable, TooMuch
from ...graph.queries import NamedQuery, bind, catalogue, named_query
from ...graph.stores.reader import Rows
from .. import models, views
from ..dependencies import Accept, Client, Cursor, FormOf, GuardOf, PresentOnly, ServiceOf
from ..errors import FormMissing, TooFast, responses
from ..forms import TABLES, chosen_form
from ..languages import Language
from ..named_answer import MOST_ROWS, RESERVED
from ..pages import cursor_of, offset_of
from ..service import Service
from ..streaming import RowsAnswer

router = APIRouter(tags=["questions"], dependencies=[PresentOnly])
Name = Annotated[str, Path(description="A named question.", examples=["who-co-chaired"], max_length=200)]
ROWS = {
    200: {
        "model": models.QueryAnswer,
        "content": TABLES,
    }
}
PARAMETERS = {
    "name": "parameters",
    "in": "query",
    "description": "Those of the question, each as a parameter of the address: ?party=PAK&from=2024.",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    "style": "form",
    "explode": True,
    "example": {},
}


@router.get("/queries", summary="The named questions")
def list_queries() -> models.QueryList:
    """Every question with its parameters and columns. Each stands in both languages, but for paths."""
    return models.QueryList(queries=[views.query_of(each) for each in catalogue().values()])


@router.get(
    "/queries/{name}/text",
    summary="A question as it is written",
    responses=responses(NotFound),
    openapi_extra={"parameters": [PARAMETERS]},
)
def show_query(name: Name, request: Request, service: ServiceOf) -> models.QueryOf:
    """The question with its text in each language, all optional parts among it; and as it is put with parameters."""
    query = named_query(name)
    told = views.query_of(query, with_texts=True)
    given = {key: value for key, value in request.query_params.items() if key not in RESERVED}
    if all(each.name in given or each.default is not None for each in query.parameters if each.required):
        parameters = service.parameters(query, given)
        told.asked = {each: views.asked_text(bind(query, each, parameters)) for each in query.engines}
    return told


@router.get(
    "/queries/{name}",
    summary="Ask a named question",
    response_class=Response,
    responses=ROWS | responses(NotFound, StoreUnavailable, DeadlinePassed, TooMuch, TooFast, FormMissing),
    openapi_extra={"parameters": [PARAMETERS]},
)
async def ask(
    name: Name,
    request: Request,
    service: ServiceOf,
    guard: GuardOf,
    client: Client,
    engine: Annotated[Language | None, Query(description="Ask in this language only.")] = None,
    form: FormOf = None,
    limit: Annotated[int, Query(description="At most so many rows at once.", ge=1, le=MOST_ROWS)] = 100,
    cursor: Cursor = "",
    fresh: Annotated[bool, Query(description="Wait until what was just written to the ledger can be asked.")] = False,
    accept: Accept = "",
) -> Response:
    """The answer in the language asked for, else in Cypher where Neo4j is ready, else in SPARQL; it says in which."""
    query, offset = named_query(name), offset_of(cursor)
    given = {key: value for key, value in request.query_params.items() if key not in RESERVED}
    language = service.language_for(query, engine or "")
    if fresh:
        await service.caught_up(language)
    parameters = await service.parameters_soon(query, given)
    asked = _asked(service, query, language, parameters, limit + 1, offset)
    coverage = await service.present.coverage_soon()

    def tail(truncated: bool) -> dict[str, Any]:
        following = cursor_of(str(offset + limit)) if truncated else None
        return {"truncated": truncated, "coverage": coverage.as_json(), "next": following}

    head = {"query": name, "engine": language, "parameters": parameters}
    most_bytes = service.limits.query_bytes
    return RowsAnswer(asked, guard.admitted(client), chosen_form(form, accept), limit, most_bytes, head, tail)


def _asked(
    service: Service, query: NamedQuery, language: str, parameters: Mapping[str, str], limit: int, offset: int
) -> AbstractAsyncContextManager[Rows]:
    bound = bind(query, language, parameters, limit=limit, offset=offset)
    projection = service.projections[language]
    return projection.asked(projection.reader().answer(bound.text, bound.parameters, service.limits.query.seconds))
