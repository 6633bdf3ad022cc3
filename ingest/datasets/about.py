"""What a data set says of itself: its `about.yaml`, and whether files are the release that it describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import yaml

from ...graph.sheets import Row


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of something there have to be."""

    least: int
    most: int | None

    def __contains__(self, number: int) -> bool:
        return self.least <= number and (self.most is None or number <= self.most)

    def __str__(self) -> str:
        if self.least == self.most:
            return f"{self.least:,}"
        return f"{self.least:,} to {self.most:,}" if self.most is not None else f"{self.least:,} or more"


@dataclass(frozen=True, slots=True)
class TableAbout:
    """A table of a release: its file, its title, how many rows it has, and how many with which value in a column."""

    file: str
    title: str
    rows: Bounds
    counts: Mapping[str, Mapping[str, Bounds]]

    def differences(self, found: Iterable[Row]) -> list[str]:
        """In what the rows of a file differ from what is expected; nothing where they do not."""
        listed = list(found)
        numbers = [("rows", self.rows, len(listed))]
        for column, expected in self.counts.items():
            counted = Counter(row.cells.get(column, "") for row in listed)
            numbers += [(f"rows with {column} {value}", bounds, counted[value]) for value, bounds in expected.items()]
        return [
            f"{what}: {bounds} expected, {number:,} found" for what, bounds, number in numbers if number not in bounds
        ]


@dataclass(frozen=True, slots=True)
class About:
    """A release of a data set. `observed_until` is the last day that it looks at, where it says."""

    name: str
    title: str
    version: str
    publisher: str
    published: str
    url: str
    licence: str
    citation: str
    form: str  # which files are read, and how they come of the publisher's
    notes: str
    observed_until: date | None
    tables: Sequence[TableAbout]

    @property
    def method(self) -> str:
        """The method of its statements."""
        return f"{METHOD}{self.name}@{self.version}"


METHOD = "dataset:"


def read_about(folder: Path) -> About:
    """What the `about.yaml` of a data set's folder says."""
    given = cast("dict[str, Any]", yaml.safe_load((folder / "about.yaml").read_text(encoding="utf-8")))
    texts = ("title", "version", "publisher", "published", "url", "licence", "citation", "form", "notes")
    return About(
        name=folder.name,
        **{name: " ".join(str(given.get(name, "")).split()) for name in texts},
        observed_until=given.get("observed_until"),
        tables=[_table(each) for each in given["tables"]],
    )


def _table(given: Mapping[str, Any]) -> TableAbout:
    counts = cast("Mapping[str, Mapping[str, Any]]", given.get("counts", {}))
    return TableAbout(
        file=given["file"],
        title=given["title"],
        rows=_bounds(given["rows"]),
        counts={column: {str(v): _bounds(n) for v, n in values.items()} for column, values in counts.items()},
    )


def _bounds(given: Any) -> Bounds:
    """An exact number, or `{min: …, max: …}`."""
    if isinstance(given, int):
        return Bounds(given, given)
    limits = cast("Mapping[str, int]", given)
    return Bounds(limits.get("min", 0), limits.get("max"))
