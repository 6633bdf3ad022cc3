"""The application: what is served, behind which layers, and what begins and ends with it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from . import errors
from .cors import Cors
from .guard import Guard
from .metrics import Metrics, MetricsLayer
from .requests import BoundedRequests, KeptAnswers, SafeHeaders
from .routers import API, CONSOLE, ROOT, pages
from .service import Service
from .version import VERSION

PREFIX = "/api/v1"
DOCUMENTS = f"{PREFIX}/documents"
# What changes without the ledger or a store having changed is not kept.
NOT_KEPT = (f"{PREFIX}/health", f"{PREFIX}/metrics", "/metrics", f"{PREFIX}/review", f"{PREFIX}/review/decisions")
_DESCRIPTION = (
    "Reports of diplomacy and the field’s data sets as one knowledge graph. Every answer can be followed to the "
    "sentence, or the table row, that says so: each `fact` leads to `/api/v1/facts/{id}`."
)


def create_app(
    service: Service, hosts: list[str] | None = None, origins: str = "*", with_stores: bool = True
) -> FastAPI:
    """The application of a service. `hosts` are the names it may be asked by (none: any), `origins` as COMITY_CORS."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        await service.start(with_stores)
        yield
        await service.close()

    metrics = Metrics(service)
    app = FastAPI(
        title="Comity",
        summary="Who met whom, for whom, about what, and which sentence says so.",
        description=_DESCRIPTION,
        version=VERSION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,  # these pages take their scripts from another host
        redoc_url=None,
        lifespan=lifespan,
        middleware=_layers(service, metrics, hosts, origins),
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.service = service
    app.state.guard = Guard(service.limits)
    app.state.metrics = metrics
    errors.install(app)
    errors.describe(app)
    app.include_router(CONSOLE)
    for router in API:
        app.include_router(router, prefix=PREFIX)
    for router in ROOT:
        app.include_router(router)
    app.mount("/static", pages.PageFiles(directory=pages.STATIC), name="static")
    return app


def _layers(service: Service, metrics: Metrics, hosts: list[str] | None, origins: str) -> list[Middleware]:
    """The layers around the application, the outermost first."""
    limits = service.limits
    return [
        Middleware(MetricsLayer, metrics=metrics),
        *([Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)] if hosts else []),
        Middleware(KeptAnswers, state=partial(_state, service), most=limits.answer_cache_bytes, applies=_is_kept),
        Middleware(SafeHeaders),
        Middleware(Cors, origins=origins),
        Middleware(BoundedRequests, most=_most_bytes(service), seconds=limits.request_seconds),
    ]


def _state(service: Service) -> str:
    """What every answer rests on: this version, the ledger, what people have decided, and how far each store is."""
    marks = [f"{each.watermark}{'' if each.is_ready else '-'}" for each in service.projections.values()]
    return ".".join([VERSION, str(service.number), str(service.decision), str(service.catalogue.watermark), *marks])


def _is_kept(path: str) -> bool:
    return path.startswith((PREFIX, "/id/")) and path not in NOT_KEPT


def _most_bytes(service: Service) -> Callable[[str], int]:
    """How many bytes a request to a path may have: a report has a limit of its own."""
    limits = service.limits
    return lambda path: limits.document_bytes if path == DOCUMENTS else limits.request_bytes
