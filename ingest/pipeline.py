"""Runs sources into the ledger: read, admit, record, resolve; each document in a transaction of its own.

A document is recorded with its statements or not at all, so a run that was stopped goes on where it was. What cannot be
taken is counted with its reason and does not stop the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from ..graph.curate import restore
from ..graph.door import Refusal, admit, place
from ..graph.errors import InputRefused
from ..graph.ledger import Ledger
from ..graph.model import Document
from ..graph.registry.introduce import introduce
from ..graph.resolve import Resolver
from ..graph.settle import Progress, mark_entity, mark_groups
from .extraction import read_report
from .extraction.frames import Reading
from .extraction.statements import METHOD, statements
from .reading import READER, SourceReader
from .reading.files import Found

NOTHING_FOUND = "no meeting, agreement, relation or post was found in it"


@dataclass
class Outcome:
    """What a run did: documents that were new and known, new statements, what was not taken, and what to know of it."""

    new: int = 0
    known: int = 0
    statements: int = 0
    refused: list[Refusal] = field(default_factory=list[Refusal])
    skipped: list[Path] = field(default_factory=list[Path])
    notes: list[str] = field(default_factory=list[str])


def ingest(
    ledger: Ledger,
    found: Found,
    published: str = "",
    progress: Progress = lambda done, total: None,
    reader: SourceReader = READER,
) -> Outcome:
    """Read files and addresses into the ledger; their facts are up to date after `settle`.

    `published` overrides the publication date; `progress` is told how many sources of how many are done; `reader` says
    what may be fetched and how large a source may be.
    """
    outcome = Outcome(skipped=list(found.skipped))
    for number, source in enumerate(found.files, start=1):
        try:
            _ingest_document(ledger, reader.read(source, published), outcome)
        except InputRefused as error:
            outcome.refused.append(Refusal(str(source), str(error)))
        progress(number, len(found.files))
    return outcome


def _ingest_document(ledger: Ledger, document: Document, outcome: Outcome) -> None:
    read = read_report(document)
    if read.is_empty:
        raise InputRefused(NOTHING_FOUND)
    document = _dated(document, read)
    with ledger.writing() as book:
        stored = book.add_document(document)
        if book.was_read(stored, METHOD):
            if document.published not in ("", stored.published):
                outcome.notes.append(_other_date(document, stored))
            restored = restore(book, stored.id)
            outcome.new, outcome.known = outcome.new + restored, outcome.known + (not restored)
            return
        said, refused = admit(stored, statements(read, stored))
        outcome.refused += [*_unread(stored, document.origin, read), *refused]
        outcome.statements += book.add_reading(stored, METHOD, said)
        introduce(book, said)
        resolver = Resolver(book, said)
        mark_groups(book, said, resolver.resolve())
        for merged in resolver.merged:
            for entity in merged:
                mark_entity(book, entity)
        outcome.new += 1


def _dated(document: Document, read: Reading) -> Document:
    """What neither the command nor a sidecar tells is as the text has it: its title and its date line."""
    published = document.published or (read.published.value if read.published else "")
    return replace(document, title=document.title or read.title, published=published)


def _unread(document: Document, origin: str, read: Reading) -> list[Refusal]:
    """The passages that reading left out, each with its line and the reason."""
    return [Refusal(place(origin, document.text, span.start), reason) for reason, span in read.refused]


def _other_date(document: Document, stored: Document) -> str:
    """The same text with another date: the first counts, so that what was read from it stays as it was."""
    known = f"published {stored.published}" if stored.published else "without a date"
    return f"{document.origin} is known as {stored.id}, {known}; its other date ({document.published}) is not used."
