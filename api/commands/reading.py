"""ingest and extract: from reports to facts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import closing, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ...graph.changes import count
from ...graph.dates import extent
from ...graph.door import Refusal
from ...graph.errors import StoreUnavailable, UsageError
from ...graph.update import update
from ...ingest.feeds import SeenItems, read_feeds
from ...ingest.pipeline import Outcome, ingest
from ...ingest.printing import PrintTask
from ...ingest.reading.files import Found, find_files, is_large
from ...ingest.watching import look, settled_files
from ...ingest.workers import Failed, run
from ..options import Data, Json, LedgerOnly
from ..output import print_json, say
from ..progress import progress
from ..settings import default_data
from ..sources import plan, reader, voters
from ..workspace import Stores, Workspace

SOME_REFUSED = 3


def _checked(published: str) -> str:
    """A date is checked before anything is read. Raises UsageError."""
    if published:
        extent(published)
    return published


Published = Annotated[
    str, typer.Option("--published", metavar="DATE", help="When they were published: 2025-01-24.", callback=_checked)
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("ingest")(_ingest)
    app.command("extract")(_extract)


def _ingest(
    places: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL…", help="Files (.txt .html .pdf .docx), folders that are walked, addresses."),
    ] = None,
    feeds: Annotated[
        list[str] | None,
        typer.Option("--feed", metavar="URL", help="An RSS or Atom feed; its new items are read."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on reading what comes into these folders, until Ctrl-C.")
    ] = False,
    data: Data = None,
    published: Published = "",
    ledger_only: LedgerOnly = False,
    purged_too: Annotated[
        bool, typer.Option("--purged-too", help="Read texts again that `remove --purge` has deleted.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Read reports into the graph, and bring both stores up to date.

    Only public addresses are fetched; COMITY_FETCH_PORTS and COMITY_FETCH_NETWORKS (lists with commas) allow others.

    Example: comity ingest reports/ --published 2024-03-25
    Example: comity ingest --feed https://ministry.example/news.rss
    """
    _check_watch(watch, places or [], feeds or [])
    folders = [Path(place) for place in places or []] if watch else []
    seen = look(folders)
    found = find_files(places or [])
    workspace = Workspace(data or default_data(), say)
    outcome = _read_with_feeds(workspace, found, feeds or [], published, purged_too)
    with nullcontext(Stores()) if ledger_only else workspace.stores() as stores:
        bring_up_to_date(workspace, stores)
        tell(outcome)
        if watch:
            outcome += _watch(workspace, stores, settled_files(folders, seen), published, purged_too)
    if as_json:
        print_json(_outcome_json(outcome) | {"counts": count(workspace.ledger)})
    return SOME_REFUSED if outcome.refused else 0


def _watch(
    workspace: Workspace, stores: Stores, batches: Iterable[tuple[Path, ...]], published: str, purged_too: bool
) -> Outcome:
    """Read what comes into the folders until Ctrl-C, which is the way to end a watch."""
    outcome = Outcome()
    with suppress(KeyboardInterrupt):  # what was not finished is new to the next watch
        for batch in batches:
            came = read_into(workspace, Found(batch), published, purged_too)
            bring_up_to_date(workspace, stores)
            tell(came)
            outcome += came
    return outcome


def _check_watch(watch: bool, places: list[str], feeds: list[str]) -> None:
    """Refuse what has nothing to read, and a watch over what cannot be watched. Raises UsageError."""
    if not places and not feeds:
        raise UsageError("Name what to read: files, folders, addresses, or a feed with --feed.")
    if watch and (feeds or not all(Path(place).is_dir() for place in places)):
        raise UsageError("--watch is for folders alone; let a timer run --feed again.")


def _read_with_feeds(workspace: Workspace, found: Found, feeds: list[str], published: str, purged_too: bool) -> Outcome:
    """Read files, addresses and the new items of feeds; an item that did not answer is asked again another time."""
    items, refused = read_feeds(feeds, reader(), plan())
    seen = SeenItems(workspace.data / "feeds.txt")
    new = seen.new(items)
    outcome = read_into(workspace, replace(found, files=(*found.files, *new)), published, purged_too)
    outcome.refused += refused
    if new:
        seen.add(item for item in new if item.url not in outcome.unreached)
    return outcome


def read_into(workspace: Workspace, found: Found, published: str = "", purged_too: bool = False) -> Outcome:
    """Read files and addresses into the ledger, showing how far it has come."""
    with progress("Reading", "files") as advance:
        outcome = ingest(workspace.ledger, found, published, advance, reader(), plan(), purged_too, voters())
    fuse_all(workspace)
    return outcome


def fuse_all(workspace: Workspace) -> None:
    """Fuse what is to be fused, showing how far it has come."""
    with progress("Fusing", "groups") as advance:
        update(workspace.ledger, advance)


def bring_up_to_date(workspace: Workspace, stores: Stores) -> None:
    """Write into each store what it has not seen; say of each other why it is left, also of one that ends meanwhile."""
    for name, store in list(stores.opened.items()):
        try:
            with progress(f"Writing to {name}", "changes") as advance:
                workspace.catch_up(store, advance)
        except StoreUnavailable as error:
            del stores.opened[name]
            stores.missing[name] = str(error)
    for reason in stores.missing.values():
        say(f"Left for later: {reason}")


def tell(outcome: Outcome) -> None:
    """Say what was read, what was skipped, and what was refused for which reason."""
    for path in outcome.skipped:
        say(f"Skipped (not a report): {path}")
    for refusal in outcome.refused:
        say(f"Refused: {refusal.where}: {refusal.reason}")
    for note in outcome.notes:
        say(f"Note: {note}")
    say(
        f"{outcome.new} documents read, {outcome.known} known already, {outcome.statements} new statements, "
        f"{len(outcome.refused)} refused."
    )


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    return {
        "new": outcome.new,
        "known": outcome.known,
        "statements": outcome.statements,
        "refused": [{"where": each.where, "reason": each.reason} for each in outcome.refused],
        "skipped": [str(path) for path in outcome.skipped],
        "notes": outcome.notes,
    }


def _extract(
    places: Annotated[list[str], typer.Argument(metavar="FILE|URL…", help="Reports; folders are walked.")],
    published: Published = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (the only form there is).")] = True,
) -> int:
    """Print what is read out of reports, one JSON object a line; no graph is touched and no engine started.

    For pages, PDF files and addresses the clean text is printed too: offsets are into it.

    Example: comity extract report.txt --json
    """
    refused: list[Refusal] = []
    sources = find_files(places).files
    with closing(run(PrintTask(reader(), published), sources, plan(), is_heavy=is_large)) as results:
        for source, line in results:
            if isinstance(line, Failed):
                refused.append(Refusal(str(source), line.reason))
            else:
                sys.stdout.write(line + "\n")
    for refusal in refused:
        say(f"Refused: {refusal.where}: {refusal.reason}")
    return SOME_REFUSED if refused else 0
