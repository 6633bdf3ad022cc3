"""The facts that may be shown to others: those that are left where no internal source was ever read."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import func, select

from .. import tables
from ..ledger import Ledger
from ..settle import Progress, settle
from .load import tell
from .rows import Selection, count_rows, records


def copy(
    ledger: Ledger, into: Ledger, selection: Selection, source: str, progress: Progress = lambda done, total: None
) -> bool:
    """Tell another ledger what this one was told, as far as it is selected; False where that was done already.

    Raises UsageError where the other one holds anything else.
    """
    with ledger.reading() as connection:
        said = ((ledger.where, table, record) for table, record in records(connection, selection))
        return tell(into, source, said, progress, count_rows(connection))


def internal_documents(ledger: Ledger) -> int:
    """How many sources are in no export."""
    with ledger.reading() as connection:
        query = select(func.count()).select_from(tables.document).where(tables.document.c.internal)
        return connection.execute(query).scalar_one()


@contextmanager
def public(ledger: Ledger) -> Generator[Ledger]:
    """The ledger as it would be without its internal sources: itself, or a copy that is fused anew and then deleted.

    A fact that a public source tells too stays, with what that source alone says of it.
    """
    if not internal_documents(ledger):
        yield ledger
        return
    with (
        tempfile.TemporaryDirectory(prefix="comity-") as folder,
        closing(Ledger(Path(folder, "ledger.sqlite"))) as made,
    ):
        copy(ledger, made, Selection(), "public")
        settle(made)
        yield made
