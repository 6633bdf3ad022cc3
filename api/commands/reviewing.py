"""review: what waits for a person, and what is decided of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from ...graph import review
from ...graph.ledger import Ledger
from ..options import Data, Form, Json, chosen
from ..output import Format, print_rows, say
from ..workspace import Workspace, default_data
from .curating import apply

COLUMNS = ("id", "question", "one", "other", "why", "passage", "other_passage")
Id = Annotated[str, typer.Argument(metavar="ID", help="An id as `comity review` lists it.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Print at most this many.")]


def register(commands: typer.Typer) -> None:
    """Add `review list`, `review accept` and `review reject`; without one, the list."""
    app = typer.Typer(help="What waits for a person: entities that may be one, statements too unsure to count.")
    app.callback(invoke_without_command=True)(_review)
    app.command("list")(_list)
    app.command("accept")(_accept)
    app.command("reject")(_reject)
    commands.add_typer(app, name="review")


def _review(
    context: typer.Context, data: Data = None, as_json: Json = False, form: Form = Format.TABLE, limit: Limit = 50
) -> int:
    return 0 if context.invoked_subcommand else _list(data, as_json, form, limit)


def _list(data: Data = None, as_json: Json = False, form: Form = Format.TABLE, limit: Limit = 50) -> int:
    """List what waits: pairs of entities that may be one, then statements too unsure to count, the surest first.

    Example: comity review list --format csv
    """
    items, total = review.waiting(Workspace(data or default_data(), say).ledger, limit)
    rows = [
        {
            "id": each.id,
            "question": each.question.value,
            "one": each.one,
            "other": each.other,
            "why": each.why,
            "passage": each.passages[0],
            "other_passage": each.passages[1] if len(each.passages) > 1 else None,
        }
        for each in items
    ]
    print_rows(COLUMNS, rows, chosen(form, as_json))
    if len(items) < total:
        say(f"{len(items)} of {total}; --limit shows more.")
    elif not items:
        say("Nothing waits.")
    return 0


def _accept(id: Id, data: Data = None) -> int:
    """The pair is one, or the statement is so.

    Example: comity review accept 0f3c2a9b8d71
    """
    return _decide(review.accept, id, data)


def _reject(id: Id, data: Data = None) -> int:
    """The pair is two for good, or the statement is not so.

    Example: comity review reject 0f3c2a9b8d71
    """
    return _decide(review.reject, id, data)


def _decide(decision: Callable[[Ledger, str], str], id: str, data: Data) -> int:
    workspace = Workspace(data or default_data(), say)
    done = decision(workspace.ledger, id)
    apply(workspace)
    say(done)
    return 0
