"""The options that several commands take, each named once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from .output import Format

Data: TypeAlias = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The data folder; default: COMITY_DATA, else the user's own."),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Form: TypeAlias = Annotated[Format, typer.Option("--format", help="How to print the rows.")]
RowLimit: TypeAlias = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="Print at most this many rows.")]
LedgerOnly: TypeAlias = Annotated[
    bool, typer.Option("--ledger-only", help="Leave the stores: the next command that asks catches up.")
]
Port: TypeAlias = Annotated[
    int | None,
    typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0: any; else COMITY_PORT."),
]
Open: TypeAlias = Annotated[bool, typer.Option("--open/--no-open", help="Open the first page in a browser.")]


def chosen(form: Format, json: bool) -> Format:
    """`--json` is short for `--format json`."""
    return Format.JSON if json else form
