"""review: what waits for a person, and what is decided of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import orjson
import typer

from ...graph import review
from ...graph.correct import correct
from ...graph.decisions import decisions
from ...graph.errors import UsageError
from ...graph.ledger import Ledger
from ..options import Data, Form, Json, chosen
from ..output import Format, opened, print_rows, say
from ..settings import default_data
from ..workspace import Workspace
from .curating import apply

COLUMNS = ("id", "question", "one", "other", "why", "passage", "other_passage")
Id = Annotated[str, typer.Argument(metavar="ID", help="An id as `comity review` lists it.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Print at most this many.")]


def register(commands: typer.Typer) -> None:
    """Add `review list`, `accept`, `reject`, `correct` and `export`; without one, the list."""
    app = typer.Typer(help="What waits for a person: entities that may be one, statements too unsure to count.")
    app.callback(invoke_without_command=True)(_review)
    app.command("list")(_list)
    app.command("accept")(_accept)
    app.command("reject")(_reject)
    app.command("correct")(_correct)
    app.command("export")(_export)
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


def _correct(
    id: Id,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="What is right; of a relation, an id.")] = None,
    qualifiers: Annotated[
        list[str] | None,
        typer.Option("--qualifier", metavar="NAME=VALUE", help="The right value of a qualifier; NAME= takes it away."),
    ] = None,
    data: Data = None,
) -> int:
    """Say what a statement should have been: it is rejected, and its passage says the right thing instead.

    Example: comity review correct 9d1f0c3a9d1f0c3a9d1f0c3a9d1f0c3a 2024-05-29

    Example: comity review correct 9d1f0c3a9d1f0c3a9d1f0c3a9d1f0c3a --qualifier on_behalf_of=country/PAK
    """
    return _decide(partial(correct, value=value, qualifiers=_told(qualifiers or [])), id, data)


def _told(qualifiers: Sequence[str]) -> dict[str, str]:
    told = [each.partition("=") for each in qualifiers]
    for name, equals, _ in told:
        if not (name and equals):
            raise UsageError(f"“--qualifier {name}” should be written --qualifier NAME=VALUE.")
    return {name: value for name, _, value in told}


def _export(
    data: Data = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Where to write it; default: standard output.")
    ] = None,
) -> int:
    """Write out what was decided, one JSON object a line, as test cases: the sentence, what was said, what is right.

    Example: comity review export --output decisions.jsonl
    """
    with Workspace(data or default_data(), say).ledger.reading() as connection, opened(output) as file:
        for each in decisions(connection):
            file.write(orjson.dumps(each, option=orjson.OPT_APPEND_NEWLINE))
    return 0


def _decide(decision: Callable[[Ledger, str], str], id: str, data: Data) -> int:
    workspace = Workspace(data or default_data(), say)
    done = decision(workspace.ledger, id)
    apply(workspace)
    say(done)
    return 0
