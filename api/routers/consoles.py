"""The two guarded consoles: Cypher in JSON, and SPARQL by its own protocol at the root, so that public clients work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ...graph.errors import DeadlinePassed, Refused, StoreUnavailable, TooMuch, UsageError
from ...graph.stores.reader import ProtocolReader
from ...graph.stores.sparql_limit import limited
from ...graph.stores.sparql_text import LONG, refuse_unsafe
from .. import models
from ..dependencies import Accept, Client, FormOf, GuardOf, PresentOnly, ServiceOf
from ..errors import FormMissing, TooFast, responses
from ..forms import TABLES, chosen_form
from ..guard import Guard
from ..service import Service
from ..streaming import RawAnswer, RowsAnswer

router = APIRouter(tags=["consoles"], dependencies=[PresentOnly])
root = APIRouter(tags=["consoles"], dependencies=[PresentOnly])
SOLUTIONS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPHS = ("text/turtle", "application/n-triples")
_MOST_FIELDS = 50
FORM, BODY = "application/x-www-form-urlencoded", "application/sparql-query"
FAILURES = responses(Refused, StoreUnavailable, DeadlinePassed, TooMuch, TooFast)
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "In the media type that `Accept` likes best.",
        "content": {
            kind: {"schema": {"type": "object" if kind.endswith("+json") else "string"}}
            for kind in (*SOLUTIONS, *GRAPHS)
        },
    }
}
EXAMPLE = "SELECT ?meeting WHERE { ?meeting a <https://w3id.org/comity/ontology#Meeting> } LIMIT 3"
ASKED = {
    "requestBody": {
        "required": True,
        "content": {
            BODY: {"schema": {"type": "string"}, "example": EXAMPLE},
            FORM: {
                "schema": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]},
                "example": {"query": EXAMPLE},
            },
        },
    }
}


@router.post(
    "/cypher",
    summary="Ask in Cypher",
    response_class=Response,
    responses={200: {"model": models.TableAnswer, "content": TABLES}} | FAILURES | responses(FormMissing),
)
async def cypher(
    asked: models.CypherQuestion,
    service: ServiceOf,
    guard: GuardOf,
    client: Client,
    form: FormOf = None,
    accept: Accept = "",
) -> Response:
    """One query that only reads; what does more is refused, by Neo4j's own plan of it. Bounded by settings."""
    _refuse_long(asked.query, service)
    limits = service.limits.query
    projection = service.projections["cypher"]
    answer = projection.asked(projection.reader().console(asked.query, asked.parameters, limits.seconds))
    return RowsAnswer(
        answer, guard.admitted(client), chosen_form(form, accept), limits.rows, service.limits.query_bytes
    )


@root.get("/sparql", summary="Ask in SPARQL", response_class=Response, responses=ANSWERS | FAILURES)
async def sparql_get(
    request: Request,
    service: ServiceOf,
    guard: GuardOf,
    client: Client,
    query: Annotated[str, Query(description="The query.", examples=[EXAMPLE])],
    accept: Accept = "",
) -> Response:
    """The SPARQL 1.1 Protocol, query by GET. https://www.w3.org/TR/sparql11-protocol/"""
    return await _answer(_parameter(request.query_params.multi_items()), accept, service, guard, client)


@root.post(
    "/sparql", summary="Ask in SPARQL", response_class=Response, responses=ANSWERS | FAILURES, openapi_extra=ASKED
)
async def sparql_post(
    request: Request,
    service: ServiceOf,
    guard: GuardOf,
    client: Client,
    accept: Accept = "",
    content_type: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """The SPARQL 1.1 Protocol, query by POST: as a form or as the body. https://www.w3.org/TR/sparql11-protocol/"""
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in (FORM, BODY):
        raise HTTPException(415, f"Send the query as {FORM} or as {BODY}.")
    body = (await request.body()).decode("utf-8", "replace")
    return await _answer(_parameter(_fields(body)) if kind == FORM else body, accept, service, guard, client)


async def _answer(text: str, accept: str, service: Service, guard: Guard, client: str) -> Response:
    _refuse_long(text, service)
    bounded = await run_in_threadpool(_bounded, text, service) if len(text) > LONG else _bounded(text, service)
    wanted = ", ".join(chosen(accept, kinds) for kinds in (SOLUTIONS, GRAPHS))
    limits = service.limits.query
    projection = service.projections["sparql"]
    reader = projection.reader()
    assert isinstance(reader, ProtocolReader)
    asked = projection.asked(reader.stream(bounded, wanted, limits.seconds))
    headers = {"Comity-Row-Limit": str(limits.rows), "Vary": "Accept"}
    return RawAnswer(asked, guard.admitted(client), service.limits.query_bytes, headers)


def _refuse_long(text: str, service: Service) -> None:
    """Raises TooMuch: guard, parser and planner all take a time that grows with the text."""
    if len(text) > service.limits.query_length:
        raise TooMuch(f"The query has over {service.limits.query_length:,} characters.")


def _bounded(text: str, service: Service) -> str:
    """A text that only reads, with a limit. Raises Refused."""
    refuse_unsafe(text)
    return limited(text, service.limits.query.rows)


def _fields(form: str) -> list[tuple[str, str]]:
    """The names and values of a form. Raises UsageError for one of very many."""
    try:
        return parse_qsl(form, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise UsageError(f"The form has over {_MOST_FIELDS} fields.") from None


def _parameter(fields: Sequence[tuple[str, str]]) -> str:
    """The query in a form or an address. Raises UsageError where it is not there once, and for other data sets."""
    if any(name == "update" for name, _ in fields):
        raise Refused("An update is refused here: this console only reads.")
    if any(name.endswith("-graph-uri") for name, _ in fields):
        raise UsageError("default-graph-uri and its like are not supported: there is one graph.")
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise UsageError("The parameter “query” must be given once.")
    return queries[0]


def chosen(accept: str, offered: tuple[str, ...]) -> str:
    """The offered media type that the Accept header likes best; the first where it likes none."""
    likes: dict[str, float] = {}
    for item in accept.lower().split(","):
        kind, *rest = (part.strip() for part in item.split(";"))
        likes[kind] = _quality(rest)
    return max(offered, key=lambda kind: likes.get(kind, 0.0))


def _quality(parameters: list[str]) -> float:
    text = next((each.removeprefix("q=") for each in parameters if each.startswith("q=")), "1")
    try:
        return float(text)
    except ValueError:
        return 0.0
