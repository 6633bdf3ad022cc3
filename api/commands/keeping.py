"""check, rebuild and status: are the stores what the ledger says?"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from ...graph.audit import STORE as LEDGER
from ...graph.audit import damage
from ...graph.changes import count
from ...graph.check import Difference, compare
from ...graph.errors import UsageError
from ...graph.exchange.former import tell_former
from ...graph.instants import instant_of
from ...graph.ledger import Ledger
from ...graph.project import behind, rebuild
from ...graph.settle import settle
from ..options import Data, Json
from ..output import Format, out, print_json, print_rows, say
from ..progress import progress
from ..settings import default_data
from ..workspace import Stores, Workspace

DIFFERENT = 1
UNAVAILABLE = 4
COUNTS = ("documents", "statements", "facts", "entities")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("check")(_check)
    app.command("rebuild")(_rebuild)
    app.command("status")(_status)


def _check(
    data: Data = None,
    as_json: Json = False,
    allow_missing: Annotated[
        bool, typer.Option("--allow-missing", help="A store that cannot be reached is no difference.")
    ] = False,
) -> int:
    """Compare both stores with the ledger, piece by piece, and look for damage in it.

    Exit code 1 names every difference.

    Example: comity check --json
    """
    workspace = Workspace(data or default_data(), say)
    with workspace.stores() as stores:
        found = [each for store in stores.opened.values() for each in compare(workspace.ledger, store)]
        found += damage(workspace.ledger)
        counts = _counts(workspace.ledger, stores)
    ok = not found and (allow_missing or not stores.missing)
    if as_json:
        print_json(
            {"ok": ok, "counts": counts, "differences": [asdict(each) for each in found], "skipped": _skipped(stores)}
        )
    else:
        _print_check(found, stores, counts, ok)
    return 0 if ok else DIFFERENT


def _counts(ledger: Ledger, stores: Stores) -> dict[str, dict[str, int]]:
    return {"ledger": count(ledger)} | {name: store.counts() for name, store in stores.opened.items()}


def _skipped(stores: Stores) -> list[dict[str, str]]:
    return [{"store": name, "reason": reason} for name, reason in stores.missing.items()]


def _print_check(found: list[Difference], stores: Stores, counts: dict[str, dict[str, int]], ok: bool) -> None:
    print_rows(("store", *COUNTS), [{"store": name, **held} for name, held in counts.items()], Format.TABLE)
    if found:
        print_rows(("store", "kind", "id", "expected", "found"), [asdict(each) for each in found], Format.TABLE)
    for reason in stores.missing.values():
        say(f"Skipped: {reason}")
    say("The stores are what the ledger says." if ok else _what_to_do(found))


def _what_to_do(found: list[Difference]) -> str:
    differ = "1 difference" if len(found) == 1 else f"{len(found)} differences"
    if any(each.store == LEDGER for each in found):
        return f"{differ}; the ledger itself is damaged: put back a copy of it, then run `comity rebuild`."
    return f"{differ}; `comity rebuild` mends them."


def _rebuild(
    data: Data = None,
    as_json: Json = False,
    known_at: Annotated[
        str,
        typer.Option("--known-at", metavar="INSTANT", help="When: 2025-01-24 (its end), or a time; UTC."),
    ] = "",
    into: Annotated[
        Path | None, typer.Option("--into", metavar="DIR", help="The new data folder for what was known then.")
    ] = None,
) -> int:
    """Empty both stores and write them anew from the ledger; or make a data folder of what was known at an instant.

    The new folder has a ledger and engines of its own. What was purged is in none.

    Example: comity rebuild

    Example: comity rebuild --known-at 2025-01-24 --into january/
    """
    if bool(known_at) != bool(into):
        raise UsageError("--known-at and --into belong together: say when, and into which new folder.")
    workspace = Workspace(data or default_data(), say)
    if into:
        workspace = _as_known_at(workspace, instant_of(known_at), into)
    with workspace.stores() as stores:
        for name, store in stores.opened.items():
            with progress(f"Rebuilding {name}", "changes") as advance:
                rebuild(workspace.ledger, store, advance)
        counts = _counts(workspace.ledger, stores)
    for reason in stores.missing.values():
        say(f"Not rebuilt: {reason}")
    if as_json:
        print_json({"counts": counts, "skipped": _skipped(stores)})
    return UNAVAILABLE if stores.missing else 0


def _as_known_at(workspace: Workspace, instant: datetime, into: Path) -> Workspace:
    """A data folder with what was known at an instant: no setting leads from there to a server in use."""
    made = Workspace(into, say, settings={})
    with progress("Copying what was known", "rows") as advance:
        if not tell_former(workspace.ledger, instant, made.ledger, advance):
            say(f"{into} was made before: nothing was added.")
    with progress("Fusing", "groups") as advance:
        settle(made.ledger, advance)
    return made


def _status(
    data: Data = None,
    as_json: Json = False,
    documents: Annotated[bool, typer.Option("--documents", help="List the documents that were read.")] = False,
) -> int:
    """What is held, how far each store is behind, and where the private engines answer.

    Example: comity status --json
    """
    workspace = Workspace(data or default_data(), say)
    if documents:
        _print_documents(workspace.ledger, Format.JSON if as_json else Format.TABLE)
        return 0
    running = {"neo4j": workspace.neo4j.status().running, "sparql": workspace.oxigraph.status().running}
    with workspace.stores() as stores:
        status: dict[str, Any] = {
            "data": str(workspace.data),
            "counts": _counts(workspace.ledger, stores),
            "behind": {name: behind(workspace.ledger, store) for name, store in stores.opened.items()},
            "skipped": _skipped(stores),
            "running": running,
            **_addresses(workspace),
        }
    if as_json:
        print_json(status)
    else:
        _print_status(status)
    return 0


def _addresses(workspace: Workspace) -> dict[str, Any]:
    """Where the engines answer; null for one that does not."""
    neo4j, sparql = workspace.neo4j.status().address, workspace.oxigraph.status().address
    return {
        "neo4j": {"uri": neo4j.uri, "user": neo4j.user, "password_file": str(neo4j.password_file)} if neo4j else None,
        "sparql": {"query": sparql.query, "update": sparql.update, "token_file": str(sparql.token_file)}
        if sparql
        else None,
    }


def _print_status(status: dict[str, Any]) -> None:
    rows = [{"store": name, **held, "behind": status["behind"].get(name)} for name, held in status["counts"].items()]
    print_rows(("store", *COUNTS, "behind"), rows, Format.TABLE)
    for name, running in status["running"].items():
        kept = (
            "runs"
            if running
            else "is started when a command needs it; keep it with `comity " + _ENGINES[name] + " start`"
        )
        out().print(f"{name} {kept}", highlight=False)


_ENGINES = {"neo4j": "neo4j", "sparql": "oxigraph"}


def _print_documents(ledger: Ledger, form: Format) -> None:
    columns = ("id", "title", "published", "publisher", "kind")
    rows = [{name: getattr(each, name) for name in columns} for each in ledger.documents()]
    print_rows(columns, rows, form)
