"""The registry's tables as documents, and their rows as statements, made when they are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ..model import ALWAYS, Document, Interval, Link, Literal, Reference, Span, Statement, Value
from ..ontology import ontology
from ..records import REGISTRY_KIND
from ..sheets import rows as sheet_rows
from .files import FOLDER, items
from .timed import CODES, NAMES, STATES, history, valid

METHOD = "registry@1"
SUCCEEDS = "succeeds"
Row = Mapping[str, str]
Said = Iterator[tuple[str, Value, Interval]]  # property, value, when


@dataclass(frozen=True)
class Source:
    """A file of the registry: what it is called as a document, and what a row of it says."""

    file: str
    name: str
    title: str
    read: Callable[[Row], Said]


@dataclass(frozen=True)
class Table:
    """A table as the document that it is in the ledger, and its rows by the party they are about."""

    document: Document
    hash: str
    rows: Mapping[str, tuple[tuple[Span, Row], ...]]
    read: Callable[[Row], Said]

    @property
    def name(self) -> str:
        return self.document.id

    def said(self, party: str) -> list[Statement]:
        """What the table says of a party, in the order of its rows."""
        return [
            Statement(party, name, value, Reference(self.document.id, (span,)), valid=when, method=METHOD)
            for span, row in self.rows.get(party, ())
            for name, value, when in self.read(row)
        ]

    def unconditional(self, party: str) -> list[Statement]:
        """What it says of a party whatever other parties are known."""
        return [each for each in self.said(party) if each.property != SUCCEEDS]

    def of(self, stored: Document, statement: Statement) -> Statement:
        """The statement as one of the stored document, which may bear another id than the table's own."""
        return replace(statement, reference=Reference(stored.id, statement.reference.spans))


def _literal(name: str, text: str) -> Literal:
    return Literal(text, ontology().property(name).datatype)


def _states(row: Row) -> Said:
    for interval in items(row["exists"]):
        yield "exists", _literal("exists", interval), ALWAYS
    if row["standing"]:
        yield "has_standing", Link(f"standing/{row['standing']}"), ALWAYS
    for party in items(row["succeeds"]):
        yield SUCCEEDS, Link(party), ALWAYS


def _codes(row: Row) -> Said:
    yield row["scheme"], _literal(row["scheme"], row["code"]), valid(row)


def _names(row: Row) -> Said:
    yield "name", _literal("name", row["name"]), valid(row)


def _demonyms(row: Row) -> Said:
    for demonym in items(row["demonyms"]):
        yield "demonym", _literal("demonym", demonym), ALWAYS


# The titles carry the citations that the sources ask for.
SOURCES = (
    Source(
        STATES,
        "registry-states",
        "Registry of states: since when they are and how they stand (The World Factbook; Correlates of War Project, "
        "State System Membership, v2016; Gleditsch and Ward 1999; Pevehouse et al. 2020)",
        _states,
    ),
    Source(
        CODES,
        "registry-codes",
        "Registry of states: codes and their validity (ISO 3166 after Unicode CLDR 48; Correlates of War Project, "
        "State System Membership, v2016; Gleditsch and Ward 1999)",
        _codes,
    ),
    Source(NAMES, "registry-names", "Registry of parties: names by date (kept by hand)", _names),
    Source(
        "countries.csv",
        "registry-countries",
        "Registry of countries: names and demonyms (i18n-iso-countries; The World Factbook)",
        _demonyms,
    ),
)


@cache
def registry_tables() -> tuple[Table, ...]:
    """The tables that say something of parties, read once."""
    return tuple(table(source, (FOLDER / source.file).read_text(encoding="utf-8")) for source in SOURCES)


@cache
def _related() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for party, life in history().lives.items():
        for other in life.succeeds:
            found[party].add(other)
            found[other].add(party)
    return {party: frozenset(others) for party, others in found.items()}


def related(party: str) -> frozenset[str]:
    """The parties that it came after, and those that came after it."""
    return _related().get(party, frozenset())


def table(source: Source, text: str) -> Table:
    """A table from its text: a header, then a row a line."""
    document = Document(
        id=f"document/{source.name}", text=text, title=source.title, publisher="Comity", kind=REGISTRY_KIND
    )
    rows: defaultdict[str, list[tuple[Span, Row]]] = defaultdict(list)
    for row in sheet_rows(text):
        rows[row["id"]].append((row.span, row.cells))
    found = {party: tuple(listed) for party, listed in rows.items()}
    return Table(document, document.hash, found, source.read)
