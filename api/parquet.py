"""Rows as Parquet, for answers that are tables: `pip install 'comity[parquet]'` brings pyarrow, which writes it.

https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import orjson

from ..graph.stores.base import Cell

MEDIA_TYPE = "application/vnd.apache.parquet"
METADATA = b"comity"  # under this key of the file: what JSON says beside the rows


def is_there() -> bool:
    """Can Parquet be written here?"""
    return find_spec("pyarrow") is not None


def write(columns: Sequence[str], rows: Sequence[Sequence[Cell]], told: Mapping[str, Any]) -> bytes:
    """A whole file. A column of integers is one; one of texts, of nothing, or of several types is one of texts."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    arrays = [_array(arrow, [row[place] for row in rows]) for place in range(len(columns))]
    table = arrow.table(arrays, names=list(columns)).replace_schema_metadata({METADATA: orjson.dumps(told)})
    file = io.BytesIO()
    parquet.write_table(table, file)
    return file.getvalue()


def _array(arrow: Any, values: Sequence[Cell]) -> Any:
    kinds = {type(each) for each in values if each is not None}
    if len(kinds) == 1 and kinds <= {bool, int, float}:
        try:
            return arrow.array(values)
        except OverflowError:  # an integer of over 64 bits
            pass
    return arrow.array([None if each is None else _text(each) for each in values], type=arrow.string())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value, default=str).decode()
