"""The port that both query languages are reached through: draw, write, read, compare.

What a store holds is decided by `draw`, a pure function from changes to pieces; `apply` writes those pieces and
`pieces` streams back what is really there. So one comparison (`graph/check.py`) finds every difference between the
ledger and a store.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ..model import Changes, Mark

if TYPE_CHECKING:
    from .reader import Reader

Cell: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one read may cost: rows given back, and seconds until it is stopped on the server."""

    rows: int = 10_000
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows of a read; `truncated` says that the row limit cut it."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    truncated: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One thing in a store, in a form that can be compared: equal pieces have equal texts.

    `kind` is what a user would call it (node, relationship, quote, triple, fact node…), `id` its own or its subject's
    id, `text` all that is drawn of it, canonically (sorted keys, JSON).
    """

    kind: str
    id: str
    text: str


def mark_from(rows: Sequence[Sequence[object]]) -> Mark | None:
    """The mark in the rows of number and seal that a store has; what is not one number with its seal fits no ledger."""
    if not rows:
        return None
    number, seal = rows[0]
    whole = len(rows) == 1 and isinstance(number, int)
    return Mark(number if whole and isinstance(number, int) else 0, str(seal or ""))


class Store(ABC):
    """A projection of the ledger, in one query language."""

    name: str  # as in `comity check`: neo4j or sparql
    language: str  # cypher or sparql

    @abstractmethod
    def apply(self, changes: Changes) -> None:
        """Write the changes and their watermark in one transaction; writing them again changes nothing."""

    @abstractmethod
    def read(self, text: str, parameters: Mapping[str, Cell], limits: Limits) -> Answer:
        """Answer a query that cannot write.

        Raises Refused on a write or a passed deadline, UsageError on bad syntax.
        """

    def console(self, text: str, limits: Limits) -> Answer:
        """Answer a text that anybody may have written: like `read`, and Refused for all that is more than reading."""
        return self.read(text, {}, limits)

    @abstractmethod
    def mark(self) -> Mark | None:
        """How far the store has followed which ledger; None where nothing says so, as in an empty store."""

    def watermark(self) -> int:
        """The `seq` of the last change written; 0 for an empty store."""
        mark = self.mark()
        return mark.number if mark else 0

    @abstractmethod
    def wipe(self) -> None:
        """Remove everything, the watermark first."""

    @abstractmethod
    def draw(self, changes: Changes) -> Iterator[Piece]:
        """The pieces that these changes put into the store; pure."""

    @abstractmethod
    def pieces(self) -> Iterator[Piece]:
        """All that is in the store (but for the watermark), in any order, each once."""

    @abstractmethod
    def counts(self) -> dict[str, int]:
        """Documents, statements, facts and entities in the store."""

    @abstractmethod
    def reader(self) -> Reader:
        """The same store for an event loop, with connections of its own."""

    @abstractmethod
    def close(self) -> None:
        """Give back connections; the engine goes on."""
