"""The forms in which rows can be had: JSON, JSON lines, CSV and Parquet; which is wanted, and what writes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import orjson

from ..graph.stores.base import Cell
from ..graph.stores.reader import Row
from . import parquet
from .errors import FormMissing


class Form(StrEnum):
    """The forms in which rows can be had."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


MEDIA_TYPES = {
    Form.JSON: "application/json",
    Form.JSONL: "application/jsonl",
    Form.CSV: "text/csv; charset=utf-8",
    Form.PARQUET: parquet.MEDIA_TYPE,
}
# The other forms of a table in the OpenAPI document.
TABLES: Mapping[str, Any] = {
    "application/jsonl": {"schema": {"type": "string"}},
    "text/csv": {"schema": {"type": "string"}},
    parquet.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}},
}
_ACCEPTED = {
    "text/csv": Form.CSV,
    "application/jsonl": Form.JSONL,
    "application/x-ndjson": Form.JSONL,
    parquet.MEDIA_TYPE: Form.PARQUET,
}


def chosen_form(form: Form | None, accept: str) -> Form:
    """The form asked for by the parameter, else by the Accept header, else JSON. Raises FormMissing."""
    wanted = accept.partition(",")[0].partition(";")[0].strip().lower()
    chosen = form or _ACCEPTED.get(wanted, Form.JSON)
    if chosen is Form.PARQUET and not parquet.is_there():
        raise FormMissing("This service cannot write Parquet.")
    return chosen


class JsonWriter:
    """One object: what comes before, the columns, the rows as objects, what comes after."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns
        self._between = b""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        return orjson.dumps({**head, "columns": self._columns})[:-1] + b',"rows":['

    def row(self, row: Row) -> bytes:
        text = self._between + _dumped(dict(zip(self._columns, row, strict=True)))
        self._between = b","
        return text

    def weight(self, text: bytes) -> int:
        """What the row just written counts, in bytes."""
        return len(text)

    def end(self, tail: Mapping[str, Any]) -> bytes:
        return b"]," + orjson.dumps(tail)[1:]


class _LinesWriter(JsonWriter):
    """One object a row and line."""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        return b""

    def row(self, row: Row) -> bytes:
        return _dumped(dict(zip(self._columns, row, strict=True))) + b"\n"

    def end(self, tail: Mapping[str, Any]) -> bytes:
        return b""


class _CsvWriter(_LinesWriter):
    """RFC 4180 with a header line; what a spreadsheet would take for a formula is left as it is, being data."""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        return self.row(tuple(self._columns))

    def row(self, row: Row) -> bytes:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(row)
        return line.getvalue().encode()


class _ParquetWriter(JsonWriter):
    """A whole file at the end, when the types of its columns are known; until then the rows are held."""

    def begin(self, head: Mapping[str, Any]) -> bytes:
        self._head, self._rows = head, list[Row]()
        return b""

    def row(self, row: Row) -> bytes:
        self._rows.append(row)
        return b""

    def weight(self, text: bytes) -> int:
        return len(_dumped(dict(zip(self._columns, self._rows[-1], strict=True))))

    def end(self, tail: Mapping[str, Any]) -> bytes:
        rows = self._rows[:-1] if tail["truncated"] else self._rows  # the one that was too much is not among them
        return parquet.write(self._columns, rows, {**self._head, **tail})


WRITERS: Mapping[Form, type[JsonWriter]] = {
    Form.JSON: JsonWriter,
    Form.JSONL: _LinesWriter,
    Form.CSV: _CsvWriter,
    Form.PARQUET: _ParquetWriter,
}


def _dumped(row: Mapping[str, Cell]) -> bytes:
    """A row as JSON; what its writer does not take (an integer of over 64 bits) as text."""
    return orjson.dumps(row, default=str)
