"""A release as it is read: its tables as documents, and how a row of one makes statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...graph.model import ALWAYS, Document, Interval, Qualifiers, Reference, Statement, Value
from ...graph.names import slug
from ...graph.records import DATASET_KIND
from ...graph.sheets import Row
from .about import About, TableAbout, read_about

Reader = Callable[["Sheet", Row], Iterator[Statement]]  # what one row says; raises InputRefused for what cannot be


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set that Comity can load: what it says of itself, and the reader of each of its tables, by file."""

    folder: Path
    about: About
    readers: Mapping[str, Reader]


def data_set(folder: Path, readers: Mapping[str, Reader]) -> DataSet:
    """The data set of a folder."""
    return DataSet(folder, read_about(folder), readers)


def document_of(about: About, table: TableAbout, text: str) -> Document:
    """A table of a release as the document that it is in the ledger."""
    stem = slug(f"{about.name} {about.version} {table.file.partition('.')[0]}")
    return Document(
        id=f"document/{stem}",
        text=text,
        title=f"{about.title}: {table.title}",
        published=about.published,
        publisher=about.publisher,
        url=about.url,
        kind=DATASET_KIND,
    )


@dataclass(frozen=True)
class Sheet:
    """A table in the hands of its reader."""

    about: About
    documents: Mapping[str, Document]  # all tables of the load as stored, by file
    file: str = ""
    memory: dict[str, str] = field(default_factory=dict[str, str])  # what one row leaves for later ones, of any table
    _named: set[str] = field(default_factory=set[str])

    def of(self, file: str) -> Sheet:
        """Another table of the same load."""
        return replace(self, file=file)

    @property
    def document(self) -> Document:
        """The table itself."""
        return self.documents[self.file]

    def local(self, key: str, file: str = "") -> str:
        """The id of the mention that a key stands for, in this table or another."""
        return f"{self.documents[file or self.file].id}#{key}"

    def is_new(self, local: str) -> bool:
        """Is this the first time that it is asked for? What a thing is, its first row says."""
        if local in self._named:
            return False
        self._named.add(local)
        return True

    def say(
        self,
        row: Row,
        subject: str,
        name: str,
        value: Value,
        *,
        qualifiers: Qualifiers = (),
        valid: Interval = ALWAYS,
    ) -> Statement:
        """What a row says."""
        return Statement(
            subject=subject,
            property=name,
            value=value,
            reference=Reference(self.document.id, (row.span,)),
            qualifiers=qualifiers,
            valid=valid,
            method=self.about.method,
        )
