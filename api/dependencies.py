"""What the addresses take, each named once."""

from __future__ import annotations

import secrets
from typing import Annotated, TypeAlias

from fastapi import Depends, Header, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from .errors import TokenNeeded
from .guard import Guard
from .service import Service
from .streaming import Form


def _service(request: Request) -> Service:
    return request.app.state.service


def _guard(request: Request) -> Guard:
    return request.app.state.guard


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


ServiceOf: TypeAlias = Annotated[Service, Depends(_service)]

_bearer = HTTPBearer(auto_error=False, description="The content of the file that COMITY_TOKEN_FILE names.")


def _writer(service: ServiceOf, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> None:
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
