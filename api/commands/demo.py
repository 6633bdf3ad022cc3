"""demo: the main job on what comes with Comity, served as a page or answered at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ...graph.changes import count
from ...graph.queries import named_query
from ...graph.stores.base import Limits, Store
from ...ingest.datasets import data_set_named
from ...ingest.datasets.loading import load
from ...ingest.reading.files import find_files
from ..answers import ask
from ..options import Data, Open, Port
from ..output import out, print_short_table, say
from ..progress import progress
from ..settings import default_data
from ..workspace import Stores, Workspace
from .reading import bring_up_to_date, fuse_all, read_into, tell

SAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
# Of the data set that ships, the rows about three of the countries of the samples: all of it takes minutes.
DATA_SET = "us_diplomacy"
ROWS = frozenset(
    (column, country)
    for column in ("from_id", "country_id", "mission")
    for country in ("azerbaijan", "pakistan", "sri-lanka")
)
# Headers of the short table, and the columns of the answer that they stand for.
COLUMNS = {
    "official": "official",
    "for": "on_behalf_of",
    "date": "start_date",
    "place": "place",
    "no.": "session_number",
    "mechanism": "mechanism",
}
TITLES = {"neo4j": "Neo4j, asked in Cypher", "sparql": "the RDF store, asked in SPARQL"}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("demo")(_demo)


def _demo(
    data: Data = None,
    served: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the page until Ctrl-C, or answer here and end.")
    ] = True,
    port: Port = None,
    opened: Open = True,
) -> int:
    """Read the packaged sample reports and open the page on them; or answer who co-chaired what from both engines here.

    Example: comity demo --no-open
    Example: comity demo --no-serve
    """
    workspace = Workspace(data or default_data().with_name("comity-demo"), say)
    _read(workspace)
    if served:
        return _serve(workspace, port, opened)
    with workspace.stores() as stores:
        bring_up_to_date(workspace, stores)
        _show_chairs(workspace, stores)
        _show_counts(workspace, stores)
    say(f"Go on: {sys.argv[0]} ask posts-of-person --param person=khawaja-muhammad-asif --data {workspace.data}")
    return 0


def _read(workspace: Workspace) -> None:
    say(f"The samples are summaries written for this demonstration, and fictions marked as such: {SAMPLES}")
    tell(read_into(workspace, find_files([SAMPLES])))
    chosen = data_set_named(DATA_SET)
    with progress(f"Loading some of {DATA_SET}", "rows") as advance:
        load(workspace.ledger, chosen, None, advance, ROWS)
    fuse_all(workspace)
    say(
        f"Some rows of a data set: {chosen.about.title} ({chosen.about.publisher}); `comity load {DATA_SET}` takes all."
    )


def _serve(workspace: Workspace, port: int | None, opened: bool) -> int:
    workspace.ledger.close()
    # Imported here: no other way through this module needs a web server.
    from ..server import serve

    return serve(workspace.data, "127.0.0.1", port, opened)


def _show_chairs(workspace: Workspace, stores: Stores) -> None:
    for store in stores.opened.values():
        rows = ask(workspace.ledger, store, named_query("who-co-chaired"), {}, Limits(rows=100)).rows
        out().print(f"\nWho co-chaired what: {len(rows)} rows from {TITLES[store.name]}\n", highlight=False)
        short = [{header: row[column] for header, column in COLUMNS.items()} for row in rows]
        print_short_table(tuple(COLUMNS), short)
    if stores.opened:
        _show_evidence(workspace, next(iter(stores.opened.values())))


def _show_evidence(workspace: Workspace, store: Store) -> None:
    """The sentence behind one row, as every row has one."""
    rows = ask(workspace.ledger, store, named_query("who-co-chaired"), {"party": "country/AZE"}, Limits(rows=1)).rows
    for row in rows:
        given = {"fact": str(row["fact"])}
        evidence = ask(workspace.ledger, store, named_query("evidence-of-fact"), given, Limits(rows=1)).rows[0]
        out().print(f"\nHow we know it of {row['official']}:\n", highlight=False, markup=False)
        out().print(f"“{evidence['quote']}”\n{evidence['document']}", highlight=False, markup=False)


def _show_counts(workspace: Workspace, stores: Stores) -> None:
    counts = {"ledger": count(workspace.ledger)} | {name: store.counts() for name, store in stores.opened.items()}
    columns = ("store", "documents", "statements", "facts", "entities")
    out().print("\nWhat each store holds\n")
    print_short_table(columns, [{"store": name, **held} for name, held in counts.items()])
