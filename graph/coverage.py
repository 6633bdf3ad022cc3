"""What an answer rests on: how many sources were read, and from when to when they were published."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from . import tables
from .ledger import Ledger
from .records import counted_documents


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sources read, and the first and last publication date among them: EDTF with a year; None where none is known."""

    sources: int
    first: str | None
    last: str | None

    def as_json(self) -> dict[str, int | str | None]:
        """As `comity ask` prints it."""
        return {"sources": self.sources, "from": self.first, "to": self.last}


def coverage(ledger: Ledger) -> Coverage:
    """The coverage of the whole ledger."""
    published = tables.document.c.published
    with ledger.reading() as connection:
        counted = select(func.count()).select_from(tables.document).where(counted_documents())
        sources = connection.execute(counted).scalar_one()
        dated = select(func.min(published), func.max(published)).where(counted_documents(), published != "")
        first, last = connection.execute(dated.where(~published.startswith("XXXX"))).one()
    return Coverage(sources, first, last)
