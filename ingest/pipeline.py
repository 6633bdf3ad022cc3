"""Runs sources into the ledger: read, admit, record, resolve, fuse; each document in a transaction of its own.

A document is recorded with its statements or not at all, so a run that was stopped goes on where it was. What cannot be
taken is counted with its reason and does not stop the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..graph.door import Refusal, admit
from ..graph.errors import InputRefused
from ..graph.ledger import Ledger
from ..graph.model import Document
from ..graph.resolve import Resolver
from ..graph.settle import Progress, mark_groups, mark_merged, settle
from .extraction import read_report
from .extraction.statements import METHOD, statements
from .reading import read_file
from .reading.files import Found

NOTHING_FOUND = "no meeting, agreement, relation or post was found in it"


@dataclass
class Outcome:
    """What a run did: documents that were new and known, statements that were new, and what was not taken."""

    new: int = 0
    known: int = 0
    statements: int = 0
    refused: list[Refusal] = field(default_factory=list[Refusal])
    skipped: list[Path] = field(default_factory=list[Path])


def ingest(
    ledger: Ledger,
    found: Found,
    published: str = "",
    reading: Callable[[Path], None] = lambda path: None,
    fusing: Progress = lambda done, total: None,
) -> Outcome:
    """Read files into the ledger and bring its facts up to date.

    `published` overrides the publication date; `reading` is told of each file, `fusing` of the progress of fusing.
    """
    outcome = Outcome(skipped=list(found.skipped))
    for path in found.files:
        reading(path)
        try:
            _ingest_document(ledger, read_file(path, published), outcome)
        except InputRefused as error:
            outcome.refused.append(Refusal(str(path), str(error)))
    settle(ledger, fusing)
    return outcome


def _ingest_document(ledger: Ledger, document: Document, outcome: Outcome) -> None:
    read = read_report(document)
    if read.is_empty:
        raise InputRefused(NOTHING_FOUND)
    with ledger.writing() as book:
        stored = book.add_document(document)
        if book.was_read(stored, METHOD):
            outcome.known += 1
            return
        said, refused = admit(stored, statements(read, stored))
        outcome.refused += refused
        outcome.statements += book.add_reading(stored, METHOD, said)
        resolver = Resolver(book, said)
        mark_groups(book, said, resolver.resolve())
        for gone, kept in resolver.merged:
            mark_merged(book, gone, kept)
        outcome.new += 1
