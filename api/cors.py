"""Cross-origin requests: whose pages may ask, as COMITY_CORS says. https://fetch.spec.whatwg.org/#http-cors-protocol"""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp


def Cors(app: ASGIApp, origins: str) -> ASGIApp:  # noqa: N802 - a layer, like the others
    """The layer that answers preflight requests; none for “none”. Nothing of the browser's (cookies) is taken."""
    listed = [each.strip() for each in origins.split(",") if each.strip()]
    if listed == ["none"]:
        return app
    return CORSMiddleware(
        app,
        allow_origins=listed,
        allow_methods=["GET", "POST", "HEAD", "OPTIONS"],
        allow_headers=["Accept", "Content-Type", "If-None-Match"],
        expose_headers=["ETag", "Comity-Row-Limit"],
        max_age=3600,
    )
