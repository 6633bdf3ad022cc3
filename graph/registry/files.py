"""Where the registry's tables are, and how a cell of them is read."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SEPARATOR = "|"  # between the items of a list in one cell


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one of the CSV files of this folder."""
    return read_rows(FOLDER / name)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def items(cell: str) -> tuple[str, ...]:
    """The items of a list in one cell."""
    return tuple(cell.split(SEPARATOR)) if cell else ()
