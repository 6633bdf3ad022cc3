"""How data is printed: JSON, JSON lines, CSV or a table on standard output; all else goes to standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table

from ..graph.stores.base import Cell

Row = Mapping[str, Cell]


class Format(StrEnum):
    """The forms in which rows can be printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def out() -> Console:
    """What prints data for people."""
    return Console(soft_wrap=True)


def err() -> Console:
    """What prints progress, refusals and warnings."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def say(line: str) -> None:
    """Tell the user something that is not data."""
    err().print(line, markup=False)


def print_json(value: Any) -> None:
    """One JSON document, readable."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_rows(columns: Sequence[str], rows: Sequence[Row], form: Format) -> None:
    """Rows in a form; JSON here is the bare list."""
    _PRINTERS[form](columns, rows)


def _print_table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    table = Table(show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_shown(row[column]) for column in columns))
    Console(width=None if sys.stdout.isatty() else 400).print(table, markup=False)


def _shown(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _print_json(_columns: Sequence[str], rows: Sequence[Row]) -> None:
    print_json([dict(row) for row in rows])


def _print_lines(_columns: Sequence[str], rows: Sequence[Row]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(dict(row), ensure_ascii=False) + "\n")


def _print_csv(columns: Sequence[str], rows: Sequence[Row]) -> None:
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


_PRINTERS: Mapping[Format, Callable[[Sequence[str], Sequence[Row]], None]] = {
    Format.TABLE: _print_table,
    Format.JSON: _print_json,
    Format.JSONL: _print_lines,
    Format.CSV: _print_csv,
}
