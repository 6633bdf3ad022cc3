"""The page, from `api/static`: built there by `make page` from `web/`. Each of its views has an address of its own."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).resolve().parents[1] / "static"
# The views that web/src/address.ts knows; what follows in the path is theirs.
VIEWS = ("entity", "between", "fact", "document", "questions", "search", "sources")
ASK_AGAIN = {"Cache-Control": "no-cache"}  # may be kept, and is to be asked for again: names have no version in them
root = APIRouter(include_in_schema=False)


class PageFiles(StaticFiles):
    """The files of the page."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file, or 304 for who has it."""
        answer = await super().get_response(path, scope)
        answer.headers.update(ASK_AGAIN)
        return answer


def first_page() -> FileResponse:
    """The page that a browser opens, whatever view it is to show."""
    return FileResponse(STATIC / "index.html", headers=ASK_AGAIN)


root.add_api_route("/", first_page)
for view in VIEWS:
    root.add_api_route(f"/{view}", first_page, name=f"{view}_view")
    root.add_api_route(f"/{view}/{{path:path}}", first_page, name=f"{view}_page")
