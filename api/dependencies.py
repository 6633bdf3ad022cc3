"""What the addresses take, each named once.

These are coroutines, though nearly all wait for nothing: FastAPI puts what is a plain function into a thread, which
takes longer than all that they do.
"""

from __future__ import annotations

import secrets
from typing import Annotated, TypeAlias

from fastapi import Depends, Header, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from ..graph.errors import StoreUnavailable, TooMuch, UsageError
from ..graph.instants import instant_of
from .errors import TokenNeeded
from .forms import Form
from .guard import Guard
from .known import Known
from .service import Service


async def _service(request: Request) -> Service:
    return request.app.state.service


async def _guard(request: Request) -> Guard:
    return request.app.state.guard


async def _client(request: Request) -> str:
    return request.client.host if request.client else ""


ServiceOf: TypeAlias = Annotated[Service, Depends(_service)]

KnownAt: TypeAlias = Annotated[
    str,
    Query(
        description="Answer with what was known then: a date (its end) or a time, UTC; else with what is known now.",
        examples=["2999-12-31"],
        max_length=40,
    ),
]


async def _known(service: ServiceOf, known_at: KnownAt = "") -> Known:
    return await run_in_threadpool(service.former.at, instant_of(known_at)) if known_at else service.present


async def _present_only(request: Request) -> None:
    if "known_at" in request.query_params:
        raise UsageError(
            "This is answered for the present alone: make what was known then a data folder by "
            "`comity rebuild --known-at INSTANT --into DIR`, and serve that."
        )


KnownOf: TypeAlias = Annotated[Known, Depends(_known)]
KNOWN_ERRORS = (StoreUnavailable, TooMuch)  # that this one may raise
PresentOnly = Depends(_present_only)

_bearer = HTTPBearer(auto_error=False, description="The content of the file that COMITY_TOKEN_FILE names.")


async def _writer(
    service: ServiceOf, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    given = credentials.credentials if credentials else ""
    if not service.token or not secrets.compare_digest(given.encode(), service.token.encode()):
        raise TokenNeeded("Writing needs the token of this service.")


GuardOf: TypeAlias = Annotated[Guard, Depends(_guard)]
Client: TypeAlias = Annotated[str, Depends(_client)]
Accept: TypeAlias = Annotated[str, Header(include_in_schema=False)]
MayWrite = Depends(_writer)

EntityId: TypeAlias = Annotated[
    str,
    Path(
        description="An id, or its last part where only one entity has it.",
        examples=["country/PAK"],
        max_length=500,
    ),
]
FactId: TypeAlias = Annotated[
    str, Path(description="The id of a fact, as in the column `fact` of an answer.", pattern="^[0-9a-f]{32}$")
]
DocumentId: TypeAlias = Annotated[
    str,
    Path(description="The id of a document, with or without `document/`.", examples=["report-7"], max_length=500),
]
Cursor: TypeAlias = Annotated[
    str, Query(description="`next` of the page before; empty for the first page.", max_length=200)
]
PageSize: TypeAlias = Annotated[int, Query(description="At most so many at once.", ge=1, le=1000)]
FormOf: TypeAlias = Annotated[
    Form | None, Query(alias="format", description="The form of the rows; else the Accept header counts, else JSON.")
]
