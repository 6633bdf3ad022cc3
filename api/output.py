"""How data is printed: JSON, JSON lines, CSV or a table on standard output; all else goes to standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ..graph.errors import StoreUnavailable
from ..graph.stores.base import Cell

if TYPE_CHECKING:  # imported where a table or progress is drawn: it takes as long as a question does
    from rich.console import Console

Row = Mapping[str, Cell]


class Format(StrEnum):
    """The forms in which rows can be printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def out() -> Console:
    """What prints data for people."""
    from rich.console import Console

    return Console(soft_wrap=True)


def err() -> Console:
    """What prints progress, refusals and warnings."""
    from rich.console import Console

    return Console(stderr=True, soft_wrap=True, highlight=False)


def say(line: str) -> None:
    """Tell the user something that is not data."""
    sys.stderr.write(f"{line}\n")


def print_json(value: Any) -> None:
    """One JSON document, readable."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def print_rows(columns: Sequence[str], rows: Sequence[Row], form: Format) -> None:
    """Rows in a form; JSON here is the bare list."""
    _PRINTERS[form](columns, rows)


def print_short_table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """One line a row, what does not fit cut with an ellipsis."""
    from rich.table import Table

    screen = _screen()
    natural = [max([len(column), *(len(_shown(row[column])) for row in rows)]) for column in columns]
    table = Table(show_edge=False, pad_edge=False)
    for column, width in zip(columns, _fitted(natural, screen.width - 3 * len(columns)), strict=True):
        table.add_column(column, overflow="ellipsis", no_wrap=True, width=width)
    for row in rows:
        table.add_row(*(_shown(row[column]) for column in columns))
    screen.print(table, markup=False)


def _fitted(widths: Sequence[int], available: int) -> list[int]:
    """Widths that fit, the widest made narrower first; none below one character."""
    fitted = list(widths)
    while sum(fitted) > available and max(fitted) > 1:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _print_table(columns: Sequence[str], rows: Sequence[Row]) -> None:
    """A table where it fits the screen, else a paragraph a row; an id only where there is no label beside it."""
    shown = [column for column in columns if column.removesuffix("_id") not in columns or not column.endswith("_id")]
    widths = [max([len(column), *(len(_shown(row[column])) for row in rows)]) for column in shown]
    if sum(widths) + 3 * len(widths) <= _screen().width:
        print_short_table(shown, rows)
    else:
        _print_paragraphs(shown, rows)


def _print_paragraphs(columns: Sequence[str], rows: Sequence[Row]) -> None:
    label_width = max(map(len, columns))
    for number, row in enumerate(rows, start=1):
        sys.stdout.write(f"--- {number}\n")
        for column in columns:
            if row[column] is not None:
                sys.stdout.write(f"{column:{label_width}}  {_shown(row[column])}\n")


def _screen() -> Console:
    """The terminal; where there is none, wide enough for any table."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 100_000)


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


@contextmanager
def opened(output: Path | None) -> Generator[IO[bytes]]:
    """Where an export goes; a file gets its name when it is whole. Raises StoreUnavailable where none can be."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreUnavailable(f"{output} cannot be written ({error.strerror}): name another file.") from None
