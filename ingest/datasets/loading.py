"""Loads a data set into the ledger: its tables as documents, its rows as statements, some hundred rows a transaction.

A table whose last rows were recorded was read to its end; one that was not (a kill, a full disk) is read again from the
start, and what is recorded already stays as it is. What cannot be taken is listed with its line and does not stop the
rest; files that are not the release that `about.yaml` describes are not read at all. Some rows may be chosen: a table
of which only they were read is not read to its end, so that another load takes the others, and adds to these nothing.
"""

from __future__ import annotations

import gzip
import zlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...graph.curate import restore
from ...graph.door import Refusal, admit, stated_types
from ...graph.errors import InputRefused, UsageError
from ...graph.ledger import Ledger
from ...graph.model import Document, Statement
from ...graph.ontology import nearest
from ...graph.records import chunks
from ...graph.sheets import Row, rows
from ..recording import record
from .about import About, TableAbout
from .release import DataSet, Sheet, document_of

BATCH = 1_000  # rows a transaction
PACKED = ".gz"
Where = frozenset[tuple[str, str]]  # columns, each with a value that a row is to have there
Progress = Callable[[int, int], None]  # told how many rows of how many are done


@dataclass
class Loaded:
    """What a load did: rows read now and known before, new statements, and what was not taken."""

    rows: int = 0
    known: int = 0
    statements: int = 0
    refused: list[Refusal] = field(default_factory=list[Refusal])


@dataclass(frozen=True, slots=True)
class Source:
    """A table of a release with its text and rows, and the file that it was read from."""

    about: TableAbout
    path: Path
    text: str
    rows: Sequence[Row]  # that are to be read
    is_whole: bool = True


def load(
    ledger: Ledger,
    chosen: DataSet,
    place: Path | None = None,
    progress: Progress = lambda done, total: None,
    where: Where = frozenset(),
) -> Loaded:
    """Load a data set from a folder of its publisher's files, or from those that ship; `update` makes its facts.

    With `where` only the rows that have one of these values in its column; a table with none of the columns is read
    whole. Raises UsageError for files and columns that are not there, InputRefused for files that are not those of the
    release.
    """
    sources = read_sources(chosen.about, place or chosen.folder)
    _check_columns(sources, where)
    return _Load(ledger, chosen, [_chosen(each, where) for each in sources], progress).run()


def _check_columns(sources: Sequence[Source], where: Where) -> None:
    columns = {column for each in sources for row in each.rows[:1] for column in row.cells}
    if strange := sorted({column for column, _ in where} - columns):
        raise UsageError(f"No table has a column “{strange[0]}”.{nearest(strange[0], columns)}")


def _chosen(source: Source, where: Where) -> Source:
    """The source with the rows that were asked for."""
    asked = {column for column, _ in where}
    if source.rows and asked.isdisjoint(source.rows[0].cells):
        return source
    return replace(source, rows=[row for row in source.rows if not where.isdisjoint(row.cells.items())], is_whole=False)


def read_sources(about: About, place: Path) -> list[Source]:
    """The tables of a release in a folder, as they are or packed by gzip. Raises UsageError or InputRefused."""
    sources = [_source(about, table, place) for table in about.tables]
    for each in sources:
        if differences := each.about.differences(each.rows):
            raise InputRefused(
                f"{each.path} is not {each.about.file} of {about.title}: {'; '.join(differences)}. Nothing was loaded."
            )
    return sources


def _source(about: About, table: TableAbout, place: Path) -> Source:
    paths = [place / table.file, place / f"{table.file}{PACKED}"]
    path = next((each for each in paths if each.is_file()), None)
    if path is None:
        raise UsageError(
            f"There is no {table.file} in {place}: name by --from the folder of “{about.title}” ({about.url}). "
            f"Wanted: {about.form}."
        )
    text = _text(path)
    return Source(table, path, text, list(rows(text)))


def _text(path: Path) -> str:
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == PACKED else path.read_bytes()
        return content.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise InputRefused(f"{path} cannot be read as text in UTF-8 ({error}).") from error


class _Load:
    """One load: the tables in their order, each in batches."""

    def __init__(self, ledger: Ledger, chosen: DataSet, sources: Sequence[Source], progress: Progress) -> None:
        self._ledger = ledger
        self._about = chosen.about
        self._readers = chosen.readers
        self._sources = sources
        self._progress = progress
        self._types: defaultdict[str, set[str]] = defaultdict(set)  # of every mention so far
        self._done = Loaded()

    def run(self) -> Loaded:
        """Load what is not loaded yet."""
        documents, known = self._documents()
        if len(known) == len(self._sources):
            self._done.known = sum(len(each.rows) for each in self._sources)
            return self._done
        sheets = Sheet(self._about, documents)
        total, done = sum(len(each.rows) for each in self._sources), 0
        for source in self._sources:
            for batch in chunks(source.rows, BATCH):
                self._batch(sheets.of(source.about.file), source, batch)
                done += len(batch)
                self._progress(done, total)
        return self._done

    def _documents(self) -> tuple[Mapping[str, Document], set[str]]:
        """All tables as stored, and those that were read to their end; one that was withdrawn counts again."""
        documents: dict[str, Document] = {}
        known: set[str] = set()
        with self._ledger.writing() as book:
            for each in self._sources:
                document = document_of(self._about, each.about, each.text)
                stored = book.add_document(replace(document, origin=str(each.path)))
                documents[each.about.file] = stored
                if book.was_read(stored, self._about.method):
                    restore(book, stored.id)
                    known.add(each.about.file)
        return documents, known

    def _batch(self, sheet: Sheet, source: Source, batch: Sequence[Row]) -> None:
        """Record what some rows say, and with the last of them that the table was read to its end."""
        said, refused = self._read(sheet, source, batch)
        with self._ledger.writing() as book:
            self._done.statements += record(book, sheet.document, said)
            if source.is_whole and batch[-1] is source.rows[-1]:
                book.add_reading(sheet.document, self._about.method, ())
        self._done.rows += len(batch)
        self._done.refused += refused

    def _read(self, sheet: Sheet, source: Source, batch: Sequence[Row]) -> tuple[list[Statement], list[Refusal]]:
        """What the rows say that may go into the ledger, and what may not, with its line."""
        said: list[Statement] = []
        refused: list[Refusal] = []
        for row in batch:
            try:
                said += self._row(sheet, source, row)
            except InputRefused as error:
                refused.append(Refusal(f"{source.path}, line {row.line}", str(error)))
        for mention, types in stated_types(said).items():
            self._types[mention] |= types
        admitted, misfits = admit(replace(sheet.document, origin=str(source.path)), said, self._types)
        return admitted, [*refused, *misfits]

    def _row(self, sheet: Sheet, source: Source, row: Row) -> list[Statement]:
        if row.fault:
            raise InputRefused(row.fault)
        return list(self._readers[source.about.file](sheet, row))
