"""An export as JSON lines: what it is, one record a line, and at the end how many there were, which tells a cut one.

Equal ledgers give equal files. Nothing of it depends on the machine, the database or the moment.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from .. import tables
from ..errors import InputRefused
from .rows import Record

FORMAT, VERSION = "comity", 1
HEADER = {FORMAT: "statements", "version": VERSION}
END = "records"
LONGEST = 1 << 28  # characters of a line: a text of 20 MB, all of it escaped, stays far below


def to_lines(records: Iterable[tuple[Table, Record]]) -> Iterator[str]:
    """The lines of an export, each with its end."""
    counts = Counter[str]()
    yield _line(HEADER)
    for table, record in records:
        counts[table.name] += 1
        yield _line({"table": table.name, **record})
    yield _line({END: dict(sorted(counts.items()))})


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def from_lines(path: Path) -> Iterator[tuple[str, Table, Record]]:
    """The records of an export, each with its place. Raises InputRefused for a file that is none, or not all of one."""
    counts = Counter[str]()
    lines = _objects(path)
    where, header = next(lines, (f"{path}, line 1", dict[str, Any]()))
    if header.get(FORMAT) != HEADER[FORMAT]:
        raise InputRefused(f"{where}: this is no export of Comity as JSON lines: make one by `comity export`.")
    if header.get("version") != VERSION:
        raise InputRefused(f"{where}: this export is of version {header.get('version')}, this Comity reads {VERSION}.")
    for where, read in lines:
        if END in read:
            _check_end(where, read[END], counts, next(lines, None))
            return
        name = read.pop("table", None)
        table = tables.metadata.tables.get(str(name))
        if table is None or table not in tables.TOLD:
            raise InputRefused(f"{where}: “{name}” is no kind of record that this Comity knows.")
        counts[table.name] += 1
        yield where, table, read
    raise InputRefused(f"{where}: the file ends before its end: export or copy it again.")


def _check_end(where: str, said: object, counts: Counter[str], more: object) -> None:
    if said != dict(counts):
        raise InputRefused(f"{where}: the file has other records than it says: export or copy it again.")
    if more is not None:
        raise InputRefused(f"{where}: something follows the end of the export: export or copy it again.")


def _objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each line as a JSON object, with its place."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST), b""), start=1):
                yield (where := f"{path}, line {number}"), _object(where, line)
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.") from None


def _object(where: str, line: bytes) -> dict[str, Any]:
    try:
        read: dict[str, Any] | None = json.loads(line)
    except ValueError:  # of JSON, or of UTF-8
        raise InputRefused(f"{where}: this is no JSON in UTF-8: export or copy it again.") from None
    if not isinstance(read, dict) or not line.endswith(b"\n"):
        raise InputRefused(f"{where}: this is no whole record: export or copy it again.")
    return read


def fingerprint(path: Path) -> str:
    """What names the content of a file: two copies of one export have one. Raises InputRefused."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.") from None
