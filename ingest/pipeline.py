"""Runs sources into the ledger: read in workers, then admitted, recorded and resolved here, a few in a transaction.

A document is recorded with its statements or not at all, so a run that was stopped goes on where it was. What cannot be
taken is counted with its reason and does not stop the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ..graph.book import Book
from ..graph.correct import heed_rejections
from ..graph.curate import restore
from ..graph.door import Refusal, admit, place
from ..graph.errors import InputRefused
from ..graph.ledger import Ledger
from ..graph.model import Document
from ..graph.portraits import Portraits
from ..graph.records import chunks
from ..graph.settle import Progress
from .extraction import read_report
from .extraction.frames import Reading
from .extraction.statements import METHOD, statements
from .known import KnownTexts
from .reading import READER, SourceReader
from .reading.content import NotFetched
from .reading.files import Found, Source, is_large
from .recording import record, supersede
from .voters import Voter, vote
from .workers import PLAN, Failed, Plan, run

NOTHING_FOUND = "no meeting, agreement, relation or post was found in it"
BATCH = 20  # documents a transaction: what a kill can lose, and how long another writer waits


@dataclass
class Outcome:
    """What a run did: documents that were new and known, new statements, what was not taken, and what to know of it."""

    new: int = 0
    known: int = 0
    statements: int = 0
    refused: list[Refusal] = field(default_factory=list[Refusal])
    skipped: list[Path] = field(default_factory=list[Path])
    notes: list[str] = field(default_factory=list[str])
    unreached: set[str] = field(default_factory=set[str])  # addresses among the refused that may answer another time

    def __add__(self, other: Outcome) -> Outcome:
        """Two runs as one."""
        pairs = {each.name: (getattr(self, each.name), getattr(other, each.name)) for each in fields(self)}
        return Outcome(**{name: _sum(*pair) for name, pair in pairs.items()})


def _sum(one: Any, other: Any) -> Any:
    return one | other if isinstance(one, set) else one + other


@dataclass(frozen=True, slots=True)
class Read:
    """A source as a worker gives it back; without a reading where its text is known."""

    document: Document
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class ReadTask:
    """What workers do with a source: a pure function of its bytes and this."""

    reader: SourceReader
    published: str = ""
    known: KnownTexts = field(default_factory=KnownTexts)

    def __call__(self, source: Source) -> Read | Failed:
        try:
            document = self.reader.read(source, self.published)
        except InputRefused as error:
            return Failed(str(error), may_pass=isinstance(error, NotFetched))
        if document in self.known:
            return Read(document, None)
        reading = read_report(document)
        return Failed(NOTHING_FOUND) if reading.is_empty else Read(document, reading)


def ingest(
    ledger: Ledger,
    found: Found,
    published: str = "",
    progress: Progress = lambda done, total: None,
    reader: SourceReader = READER,
    plan: Plan = PLAN,
    purged_too: bool = False,
    voters: Sequence[Voter] = (),
) -> Outcome:
    """Read files and addresses into the ledger; their facts are up to date after `settle`.

    `published` overrides the publication date; `progress` is told how many sources of how many are done; `reader` says
    what may be fetched and how large a source may be; `plan` how many processes read, and how long one source may take;
    `purged_too` also takes texts that were purged; `voters` have their say here, one document after the other.
    """
    outcome, portraits = Outcome(skipped=list(found.skipped)), Portraits()
    task = ReadTask(reader, published, KnownTexts(ledger.hashes_read_by(METHOD)))
    done = 0
    with closing(run(task, found.files, plan, is_heavy=is_large)) as results:
        for batch in chunks(_voted(results, voters), BATCH):
            with ledger.writing() as book, portraits.during(book.connection):
                book.takes_purged = purged_too
                for source, read in batch:
                    _record(book, source, read, outcome, portraits)
                    done += 1
                    progress(done, len(found.files))
    return outcome


def _voted(
    results: Iterable[tuple[Source, Read | Failed]], voters: Sequence[Voter]
) -> Iterator[tuple[Source, Read | Failed]]:
    """What was read, after the voters; outside the ledger's transactions, since they may take their time."""
    for source, read in results:
        if isinstance(read, Read) and read.reading and voters:
            yield source, replace(read, reading=vote(voters, read.document, read.reading))
        else:
            yield source, read


def _record(book: Book, source: Source, read: Read | Failed, outcome: Outcome, portraits: Portraits) -> None:
    """Keep what was read in a source, or why it was not."""
    try:
        if isinstance(read, Failed):
            outcome.unreached |= {str(source)} if read.may_pass else set()
            raise InputRefused(read.reason)
        _record_document(book, read.document, read.reading, outcome, portraits)
    except InputRefused as error:
        outcome.refused.append(Refusal(str(source), str(error)))


def _record_document(
    book: Book, read: Document, reading: Reading | None, outcome: Outcome, portraits: Portraits
) -> None:
    document = _dated(read, reading) if reading else read
    stored = book.add_document(document)
    if book.was_read(stored, METHOD):
        if document.published not in ("", stored.published):
            outcome.notes.append(_other_date(document, stored))
        restored = restore(book, stored.id)
        outcome.new, outcome.known = outcome.new + restored, outcome.known + (not restored)
    else:
        _record_reading(book, stored, document.origin, reading or read_report(document), outcome, portraits)


def _record_reading(
    book: Book, stored: Document, origin: str, reading: Reading, outcome: Outcome, portraits: Portraits
) -> None:
    restore(book, stored.id)  # a report that was removed is handed in again
    said, refused = admit(stored, statements(reading, stored))
    outcome.refused += [*_unread(stored, origin, reading), *refused]
    outcome.statements += record(book, stored, said, portraits)
    supersede(book, stored, said, METHOD)
    heed_rejections(book, stored, said)
    book.add_reading(stored, METHOD, ())
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
