"""load, loads and cite: the field's data sets, which of them are held, and how they are cited."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ...graph.changes import count
from ...graph.errors import UsageError
from ...graph.update import update
from ...ingest.datasets import DATA_SETS, data_set_named
from ...ingest.datasets.loading import Loaded, load
from ...ingest.datasets.loads import LoadedTable, citations, loads
from ..options import Data, Form, Json, LedgerOnly, chosen
from ..output import Format, out, print_json, print_rows, say
from ..progress import progress
from ..settings import default_data
from ..workspace import Workspace
from .reading import SOME_REFUSED, bring_up_to_date

COLUMNS = tuple(LoadedTable.__dataclass_fields__)
Name = Annotated[str, typer.Argument(metavar="NAME", help=f"{' or '.join(DATA_SETS)}.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("load")(_load)
    app.command("loads")(_loads)
    app.command("cite")(_cite)


def _load(
    name: Name,
    place: Annotated[
        Path | None, typer.Option("--from", metavar="PATH", help="The folder of the publisher's files, packed or not.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="COLUMN=VALUE", help="Only rows with this, or with another one that is named."),
    ] = None,
    data: Data = None,
    ledger_only: LedgerOnly = False,
    as_json: Json = False,
) -> int:
    """Load a data set into the graph: each row is evidence for what it says. Loading again adds nothing.

    A row that cannot be taken is listed with its line; files that are not the release are refused as a whole.

    Example: comity load igo_membership --from downloads/cow-igo

    Example: comity load us_diplomacy --where from_id=pakistan --where country_id=pakistan
    """
    wanted = data_set_named(name)
    _check_place(place)
    workspace = Workspace(data or default_data(), say)
    with progress(f"Loading {wanted.about.name}", "rows") as advance:
        done = load(workspace.ledger, wanted, place, advance, frozenset(map(_condition, where or [])))
    with progress("Fusing", "groups") as advance:
        update(workspace.ledger, advance)
    if not ledger_only:
        with workspace.stores() as stores:
            bring_up_to_date(workspace, stores)
    _tell(wanted.about.name, done)
    if as_json:
        print_json(asdict(done) | {"counts": count(workspace.ledger)})
    return SOME_REFUSED if done.refused else 0


def _condition(text: str) -> tuple[str, str]:
    column, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"“{text}” names no value: write COLUMN=VALUE.")
    return column, value


def _check_place(place: Path | None) -> None:
    if place is not None and not place.is_dir():
        raise UsageError(f"{place} is no folder: name the one that holds the publisher's files.")


def _tell(name: str, done: Loaded) -> None:
    for refusal in done.refused:
        say(f"Refused: {refusal.where}: {refusal.reason}")
    say(
        f"{name}: {done.rows:,} rows read, {done.known:,} known already, {done.statements:,} new statements, "
        f"{len(done.refused):,} refused."
    )


def _loads(data: Data = None, form: Form = Format.TABLE, as_json: Json = False) -> int:
    """The data sets that are held: version, rows that say something, statements, and when each table was read.

    Example: comity loads
    """
    workspace = Workspace(data or default_data(), say)
    print_rows(COLUMNS, [asdict(each) for each in loads(workspace.ledger)], chosen(form, as_json))
    return 0


def _cite(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A data set, or registry; without it, all held.")] = "",
    data: Data = None,
    as_json: Json = False,
) -> int:
    """How the data sets that are held, and the registry, ask to be cited, with their licences.

    Example: comity cite igo_membership
    """
    found = citations(Workspace(data or default_data(), say).ledger, name)
    if as_json:
        print_json([asdict(each) for each in found])
        return 0
    for each in found:
        out().print(f"{each.title}\n  {each.citation}\n  Licence: {each.licence}\n", highlight=False, markup=False)
    return 0
