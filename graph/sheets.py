"""A table as a document: its text is the file as shipped, each row the passage that speaks for what is said in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .errors import InputRefused
from .model import Span

LINE_ENDS = "\r\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the line on which it begins, its passage, its cells by the names of their columns.

    `fault` says why it cannot be read; it has no cells then.
    """

    line: int
    span: Span
    cells: Mapping[str, str] = field(default_factory=dict[str, str])
    fault: str = ""

    def __getitem__(self, column: str) -> str:
        """A cell; raises InputRefused where the table has no such column."""
        if column not in self.cells:
            raise InputRefused(f"the table has no column “{column}”")
        return self.cells[column]


def rows(text: str) -> Iterator[Row]:
    """The rows of a table in CSV whose first row names its columns; a cell may hold ends of lines (RFC 4180)."""
    lines = _Lines(text)
    reader = csv.reader(lines)
    header, start, line = next(reader, list[str]()), lines.read, reader.line_num
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(line + 1, Span(start, len(text)), fault=f"it is no row of a table ({error})")
            return
        if cells:
            yield _row(line + 1, Span(start, start + len(text[start : lines.read].rstrip(LINE_ENDS))), header, cells)
        start, line = lines.read, reader.line_num


def _row(line: int, span: Span, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        return Row(line, span, fault=f"it has {len(cells)} cells, the table {len(header)} columns")
    return Row(line, span, dict(zip(header, cells, strict=True)))


class _Lines:
    """The lines of a text, and how many code points of it were read."""

    def __init__(self, text: str) -> None:
        self.read = 0
        self._lines = io.StringIO(text, newline="")

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.read += len(line)
        return line
