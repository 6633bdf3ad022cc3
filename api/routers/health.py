"""What is ready, and what the service counts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ...graph.changes import count
from .. import models
from ..dependencies import ServiceOf
from ..version import VERSION

router = APIRouter(tags=["service"])
METRICS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}, "example": "comity_ledger_number 1204.0"}}}
}


@router.get("/health", summary="What is ready")
def health(service: ServiceOf) -> models.Health:
    """What the ledger holds, and of each store whether it answers and how far it is behind. It never waits for one."""
    stores = [
        models.StoreHealth(
            name=each.name,
            language=language,
            state=each.state,
            reason=each.reason,
            behind=max(0, service.number - each.watermark),
        )
        for language, each in service.projections.items()
    ]
    return models.Health(
        ok=all(each.is_ready for each in service.projections.values()),
        version=VERSION,
        number=service.number,
        stores=stores,
        **count(service.ledger),
    )


@router.get("/metrics", summary="Counters for Prometheus", response_class=Response, responses=METRICS)
def metrics(request: Request) -> Response:
    """Requests by path and status, their seconds, and how the stores stand."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
