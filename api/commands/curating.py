"""merge, split and remove: what people decide about what was read."""

from __future__ import annotations

from typing import Annotated

import typer

from ...graph import curate
from ...graph.errors import UsageError
from ...graph.lookup import resolve_id
from ...graph.purge import purge, purgeable
from ...graph.resolve import mentions_of
from ...graph.update import update
from ..options import Data
from ..output import Format, print_rows, say
from ..settings import default_data
from ..workspace import Workspace
from .reading import bring_up_to_date

DOCUMENT = "document/"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("merge")(_merge)
    app.command("split")(_split)
    app.command("remove")(_remove)


def _merge(
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The entity that stays.")],
    gone: Annotated[str, typer.Argument(metavar="GONE", help="The entity that it is one with; its id leads to KEEP.")],
    data: Data = None,
) -> int:
    """Decide that two entities are one. `split` undoes it.

    Example: comity merge official/ali-khan official/ali-khan-2
    """
    workspace = Workspace(data or default_data(), say)
    kept, ceased = resolve_id(workspace.ledger, keep), resolve_id(workspace.ledger, gone)
    curate.merge(workspace.ledger, kept, ceased)
    apply(workspace)
    say(f"{ceased} is {kept} now.")
    return 0


def _split(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="The entity that is two.")],
    mentions: Annotated[
        list[str] | None, typer.Argument(metavar="MENTION…", help="Mentions of the other; without any, all are listed.")
    ] = None,
    data: Data = None,
) -> int:
    """Decide that some mentions of an entity are another one. `merge` undoes it.

    Example: comity split official/ali-khan document/report-7#0123456789abcdef
    """
    workspace = Workspace(data or default_data(), say)
    whole = resolve_id(workspace.ledger, entity)
    if not mentions:
        with workspace.ledger.reading() as connection:
            rows = [{"mention": each} for each in mentions_of(connection, whole)]
        print_rows(("mention",), rows, Format.TABLE)
        return 0
    other = curate.split(workspace.ledger, whole, mentions)
    apply(workspace)
    say(f"These {len(mentions)} mentions are {other} now.")
    return 0


def _remove(
    document: Annotated[str, typer.Argument(metavar="DOC", help="A document, as `status --documents` lists it.")],
    data: Data = None,
    purged: Annotated[bool, typer.Option("--purge", help="Delete it for good, for every instant.")] = False,
) -> int:
    """Withdraw a document: facts that nothing else supports go. Ingesting it again brings them back.

    With --purge its text and all that it said are deleted, and both stores are made anew; one row says that it was.

    Example: comity remove document/report-7

    Example: comity remove document/report-7 --purge
    """
    workspace = Workspace(data or default_data(), say)
    if purged:
        return _purge(workspace, document)
    whole = resolve_id(workspace.ledger, document)
    if not whole.startswith(DOCUMENT):
        raise UsageError(f"{whole} is no document: `comity status --documents` lists them.")
    curate.remove(workspace.ledger, whole)
    apply(workspace)
    say(f"{whole} counts no more.")
    return 0


def _purge(workspace: Workspace, document: str) -> int:
    """Delete it from the ledger, then whatever the engines have written; both are filled again."""
    whole = purgeable(workspace.ledger, document)
    purge(workspace.ledger, whole)
    for name, engine in (("Neo4j", workspace.neo4j), ("SPARQL", workspace.oxigraph)):
        if not engine.erase():
            say(f"The {name} store is filled anew, but its server’s own files and logs may keep what was in it.")
    apply(workspace)
    say(f"{whole} is purged. Exports, copies by `rebuild --known-at` and backups are files of their own: delete them.")
    return 0


def apply(workspace: Workspace) -> None:
    """Fuse what the decision has changed, and write it into the stores."""
    update(workspace.ledger)
    with workspace.stores() as stores:
        bring_up_to_date(workspace, stores)
