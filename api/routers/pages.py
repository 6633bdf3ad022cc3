"""The first page, from `api/static`: the explorer is built into that folder."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse

STATIC = Path(__file__).resolve().parents[1] / "static"
root = APIRouter(include_in_schema=False)


@root.get("/")
def first_page() -> FileResponse:
    """The page that a browser opens."""
    return FileResponse(STATIC / "index.html")
