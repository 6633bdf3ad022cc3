"""export and import: what leaves a data folder, and comes into another one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer
from sqlalchemy import Connection

from ...graph import walk
from ...graph.catalogue import Catalogue
from ...graph.changes import all_changes, count, last_number
from ...graph.exchange.graphml import write_graphml
from ...graph.exchange.lines import fingerprint, from_lines, to_lines
from ...graph.exchange.load import tell
from ...graph.exchange.public import internal_documents, public
from ...graph.exchange.rdf import Rdf, write_rdf
from ...graph.exchange.rows import Selection, count_rows, records
from ...graph.ledger import Ledger
from ...graph.lookup import resolve_id
from ...graph.model import Changes
from ..drawing import draw
from ..options import Data, Json, LedgerOnly
from ..output import opened, print_json, say
from ..progress import Advance, progress
from ..settings import default_data
from ..workspace import Workspace
from .reading import bring_up_to_date, fuse_all

Writer = Callable[[Ledger, IO[bytes], Advance], None]


class Leaving(StrEnum):
    """The formats of an export."""

    LINES = "jsonl"
    TURTLE = "turtle"
    JSON_LD = "jsonld"
    GRAPHML = "graphml"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("export")(_export)
    app.command("import")(_import)


def _export(
    data: Data = None,
    form: Annotated[
        Leaving, typer.Option("--format", help="jsonl is all that the ledger was told; the others are its facts.")
    ] = Leaving.LINES,
    html: Annotated[bool, typer.Option("--html", help="The same as --format html.")] = False,
    around: Annotated[
        str,
        typer.Option("--around", metavar="ID", help="html: what lies around this; default: what has most relations."),
    ] = "",
    depth: Annotated[int, typer.Option("--depth", min=1, max=3, help="html: how many steps around it.")] = 1,
    most: Annotated[int, typer.Option("--most", min=2, max=1000, help="html: at most so many things.")] = 60,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Where to write it; default: standard output.")
    ] = None,
) -> int:
    """Write out what is held, without internal sources and what only they say.

    jsonl loses nothing and comes back by `import`; turtle and jsonld are the triples of the RDF store; graphml has
    entities and the relations between them, for Gephi and the like; html is one page to be looked at or sent, a drawing
    and a table with the passages, which fetches nothing.

    Example: comity export --output comity.jsonl

    Example: comity export --format turtle --output comity.ttl

    Example: comity export --html --around PAK --output pakistan.html
    """
    workspace = Workspace(data or default_data(), say)
    fuse_all(workspace)
    form = Leaving.HTML if html else form
    writer = _write_page(around, depth, most) if form is Leaving.HTML else _WRITERS[form]
    with opened(output) as file, progress("Exporting", "rows" if form is Leaving.LINES else "changes") as advance:
        writer(workspace.ledger, file, advance)
    if left_out := internal_documents(workspace.ledger):
        say(f"Left out: {left_out} internal sources and what only they say.")
    return 0


def _write_lines(ledger: Ledger, file: IO[bytes], advance: Advance) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
    with ledger.reading() as connection:
        total = count_rows(connection)
        for done, line in enumerate(to_lines(records(connection, Selection())), start=1):
            text.write(line)
            if done % 1_000 == 0 or done >= total:
                advance(done, max(done, total))
    text.flush()
    text.detach()


def _write_rdf(form: Rdf) -> Writer:
    def write(ledger: Ledger, file: IO[bytes], advance: Advance) -> None:
        with public(ledger) as shown, shown.reading() as connection:
            write_rdf(_held(connection, advance), form, file)

    return write


def _write_graphml(ledger: Ledger, file: IO[bytes], advance: Advance) -> None:
    with public(ledger) as shown, shown.reading() as connection:
        write_graphml(lambda: _held(connection, advance), file)


def _write_page(around: str, depth: int, most: int) -> Writer:
    def write(ledger: Ledger, file: IO[bytes], advance: Advance) -> None:
        with public(ledger) as shown, shown.reading() as connection:
            start = resolve_id(shown, around) if around else ""
            part = walk.around(connection, start, depth, most) if start else walk.busiest(connection, most)
            catalogue = Catalogue(shown)
            catalogue.refresh()
            heading = f"Around {catalogue.label(start)}" if start else "What has most relations"
            file.write(draw(connection, catalogue, part, heading, most).encode())
            advance(1, 1)

    return write


def _held(connection: Connection, advance: Advance) -> Iterator[Changes]:
    """All entities, facts and quotes, telling how far it has come."""
    last = last_number(connection)
    for batch in all_changes(connection):
        yield batch
        advance(batch.watermark, last)


_WRITERS: Mapping[Leaving, Writer] = {
    Leaving.LINES: _write_lines,
    Leaving.TURTLE: _write_rdf(Rdf.TURTLE),
    Leaving.JSON_LD: _write_rdf(Rdf.JSON_LD),
    Leaving.GRAPHML: _write_graphml,
}


def _import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `comity export` has written as JSON lines.")],
    data: Data = None,
    ledger_only: LedgerOnly = False,
    as_json: Json = False,
) -> int:
    """Take an export into a new data folder: same facts, ids, evidence, decisions and times.

    All of it is taken or nothing; stopped after that, the same command goes on. A data folder that holds anything else
    is not touched.

    Example: comity import comity.jsonl --data copy/
    """
    workspace = Workspace(data or default_data(), say)
    with progress("Importing", "rows") as advance:
        source = fingerprint(file)
        new = tell(workspace.ledger, source, from_lines(file), advance)
    if not new:
        say(f"{file} was imported before: nothing was added.")
    fuse_all(workspace)
    if not ledger_only:
        with workspace.stores() as stores:
            bring_up_to_date(workspace, stores)
    if as_json:
        print_json({"new": new, "counts": count(workspace.ledger)})
    return 0
