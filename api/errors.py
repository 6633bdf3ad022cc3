"""Failures over HTTP: one table from exception to status, one shape: `{"error": {"code", "message", "hint"}}`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from ..graph.errors import (
    ComityError,
    DeadlinePassed,
    InputRefused,
    NotFound,
    Refused,
    StoreUnavailable,
    TooMuch,
    UsageError,
)

_log = logging.getLogger(__name__)


class TokenNeeded(ComityError):
    """What writes wants the token of the service."""


class FormMissing(ComityError):
    """A form of answers that this installation cannot write."""


class Busy(ComityError):
    """As many queries run as may; one more can be put in a moment."""


class TooFast(ComityError):
    """A client has put as many queries as it may in a minute."""


@dataclass(frozen=True, slots=True)
class Told:
    """How a failure is told: status, code, what to do, and headers that belong to it."""

    status: int
    code: str
    hint: str
    headers: Mapping[str, str] | None = None


_TOKEN = "Send “Authorization: Bearer” with the content of the file that COMITY_TOKEN_FILE names."
# The first that an error is an instance of counts, so what is special stands before what is general.
TOLD: Mapping[type[ComityError], Told] = {
    NotFound: Told(404, "not_found", "Find ids by GET /api/v1/entities?q=…, questions by GET /api/v1/queries."),
    UsageError: Told(400, "bad_request", "GET /openapi.json says what each address takes."),
    StoreUnavailable: Told(503, "not_ready", "GET /api/v1/health says what is ready.", {"Retry-After": "3"}),
    DeadlinePassed: Told(504, "deadline", "Ask for less, or let COMITY_QUERY_SECONDS allow more."),
    TooMuch: Told(413, "too_much", "Ask for less: name what you need, filter, aggregate."),
    Refused: Told(403, "refused", "The consoles only read; what writes has addresses of its own."),
    InputRefused: Told(422, "input_refused", "Mend the report and hand it in again."),
    FormMissing: Told(406, "not_acceptable", "Take CSV, or install it: pip install 'comity[parquet]'."),
    TokenNeeded: Told(401, "token_needed", _TOKEN, {"WWW-Authenticate": "Bearer"}),
    Busy: Told(503, "busy", "Try again in a second.", {"Retry-After": "1"}),
    TooFast: Told(429, "too_fast", "Wait, or let COMITY_CLIENT_RATE allow more.", {"Retry-After": "5"}),
    ComityError: Told(500, "failed", "See the log of the service."),
}  # fmt: skip
_STATUS_CODES = {404: "not_found", 405: "method_not_allowed", 406: "not_acceptable", 415: "unsupported_media_type"}


class ErrorDetail(BaseModel):
    """What went wrong."""

    code: str = Field(description="A word for programs; docs/reference lists them.", examples=["not_found"])
    message: str = Field(
        description="One sentence: what was wrong and where.", examples=["Nothing is known under the id “country/XYZ”."]
    )
    hint: str = Field(
        description="What to do.", examples=["Find ids by GET /api/v1/entities?q=…, questions by GET /api/v1/queries."]
    )


class ErrorAnswer(BaseModel):
    """The shape of every failure."""

    model_config = ConfigDict(title="Error")
    error: ErrorDetail


def told(error: ComityError) -> Told:
    """How this error is told."""
    return next(each for kind, each in TOLD.items() if isinstance(error, kind))


def error_answer(status: int, code: str, message: str, hint: str, headers: Mapping[str, str] | None = None) -> Response:
    """A failure as an answer."""
    return JSONResponse({"error": {"code": code, "message": message, "hint": hint}}, status, headers=headers)


def answer_to(error: ComityError) -> Response:
    """One of our own errors as an answer."""
    how = told(error)
    return error_answer(how.status, how.code, str(error), how.hint, how.headers)


def install(app: FastAPI) -> None:
    """Let the application tell every failure in the one shape."""
    app.add_exception_handler(ComityError, _ours)
    app.add_exception_handler(RequestValidationError, _misfit)
    app.add_exception_handler(HTTPException, _of_the_protocol)
    app.add_exception_handler(Exception, _unforeseen)


def describe(app: FastAPI) -> None:
    """Leave FastAPI’s own shape of failures out of the OpenAPI document: a misfit is a 400 of ours."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        for item in document["paths"].values():
            for operation in item.values():
                if "HTTPValidationError" in str(operation["responses"].get("422")):
                    del operation["responses"]["422"]
        for name in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(name, None)
        return document

    app.openapi = openapi


async def _ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, ComityError)
    return answer_to(error)


async def _misfit(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    return error_answer(400, "bad_request", f"“{where}” does not fit: {first['msg']}.", TOLD[UsageError].hint)


async def _of_the_protocol(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _STATUS_CODES.get(error.status_code, "failed")
    return error_answer(error.status_code, code, error.detail, TOLD[UsageError].hint, error.headers)


async def _unforeseen(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return error_answer(500, "failed", "Something failed that should not have.", TOLD[ComityError].hint)


def responses(*kinds: type[ComityError]) -> dict[int | str, dict[str, object]]:
    """The failures that an address may tell, for its documentation; a request that does not fit is among them."""
    statuses = {TOLD[kind].status: TOLD[kind] for kind in (UsageError, *kinds)}
    return {
        status: {"model": ErrorAnswer, "description": f"Error with the code {how.code}."}
        for status, how in statuses.items()
    }
