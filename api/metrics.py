"""What the service counts, for Prometheus. https://prometheus.io/docs/instrumenting/exposition_formats/"""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .projections import State
from .service import Service

_SECONDS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 30.0)


class Metrics:
    """The counters of one application."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "comity_requests", "Answers by path and status.", ("path", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "comity_request_seconds", "Seconds until an answer was sent.", buckets=_SECONDS, registry=self._registry
        )
        self._ready = Gauge("comity_store_ready", "Whether a store answers.", ("store",), registry=self._registry)
        self._behind = Gauge("comity_store_behind", "Changes it has not seen.", ("store",), registry=self._registry)
        self._number = Gauge("comity_ledger_number", "The ledger's last change.", registry=self._registry)

    def text(self) -> bytes:
        """All of it as it is now."""
        self._number.set(self._service.number)
        for projection in self._service.projections.values():
            self._ready.labels(projection.name).set(projection.state is State.READY)
            self._behind.labels(projection.name).set(max(0, self._service.number - projection.watermark))
        return generate_latest(self._registry)


class MetricsLayer:
    """Counts every answer: by the pattern of its path, so that their number stays small."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def send_counted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            route = scope.get("route")
            self._metrics.requests.labels(getattr(route, "path", "other"), str(status or 500)).inc()
            self._metrics.seconds.observe(time.perf_counter() - began)
