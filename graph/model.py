"""What the graph is made of: small frozen types that hold no logic of reading or storing.

Documents are read into **statements** (what one source says). Identity maps the local ids in them to **entities**;
fusing makes **facts** of them (what we hold to be so). A **quote** is one passage that speaks for or against a fact.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Datatype(StrEnum):
    """How a literal is to be understood."""

    STRING = "string"
    INTEGER = "integer"
    DATE = "date"  # EDTF text, as precise as its source
    URI = "uri"


class Modality(StrEnum):
    """Whether a source tells of something as done, or otherwise."""

    HELD = "held"
    PLANNED = "planned"
    PROPOSED = "proposed"
    INVITED = "invited"
    DENIED = "denied"


class Verdict(StrEnum):
    """What has been decided about a statement; the newest verdict counts."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def counts(self) -> bool:
        """May a statement with this verdict speak for a fact?"""
        return self not in (Verdict.REJECTED, Verdict.WITHDRAWN)


class Rank(StrEnum):
    """How a fact stands among those it competes with (after Wikidata’s ranks).

    Disputed: said, but outweighed by another value; superseded: was so, until a later source told otherwise. Neither is
    drawn as a plain relation or property.
    """

    PREFERRED = "preferred"
    NORMAL = "normal"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"

    @property
    def wins(self) -> bool:
        """Is a fact of this rank drawn as a plain relation or property?"""
        return self in (Rank.PREFERRED, Rank.NORMAL)


WINNING = tuple(rank.value for rank in Rank if rank.wins)  # as the ledger writes them


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of a document's stored text: code points from start up to, not including, end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is no entity."""

    text: str
    datatype: Datatype = Datatype.STRING

    @property
    def native(self) -> str | int:
        """The value as a Python number or text."""
        return int(self.text) if self.datatype is Datatype.INTEGER else self.text


@dataclass(frozen=True, slots=True)
class Link:
    """A value that is an entity, by its id (local in a statement, resolved in a fact)."""

    id: str


Value: TypeAlias = Literal | Link
Qualifiers: TypeAlias = tuple[tuple[str, Value], ...]  # sorted by property name, then value; a property may repeat


def value_key(value: Value) -> str:
    """A value as one text, such that equal values and only they have equal texts."""
    return f"@{value.id}" if isinstance(value, Link) else f"{value.datatype}:{value.text}"


def value_from_key(key: str) -> Value:
    """The value that `value_key` gave this text for."""
    if key.startswith("@"):
        return Link(key[1:])
    datatype, _, text = key.partition(":")
    return Literal(text, Datatype(datatype))


def qualifiers_of(pairs: Mapping[str, Value] | list[tuple[str, Value]]) -> Qualifiers:
    """Qualifiers in their one order, each once."""
    listed = list(pairs.items()) if isinstance(pairs, Mapping) else pairs
    return tuple(sorted(set(listed), key=lambda pair: (pair[0], value_key(pair[1]))))


def digest(*parts: str) -> str:
    """A 128-bit hash of a list of texts, as 32 hexadecimal digits; used for every computed id."""
    return hashlib.blake2b(json.dumps(parts, ensure_ascii=False).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Interval:
    """When something held: it began in [from_first, from_last] and ended in [to_first, to_last]; None is open.

    `observed_until` is the last day on which the source looked: after it, silence says nothing.
    """

    from_first: date | None = None
    from_last: date | None = None
    to_first: date | None = None
    to_last: date | None = None
    observed_until: date | None = None

    def overlaps(self, other: Interval) -> bool:
        """May the two have held at one time?"""
        return not (_before(self.to_last, other.from_first) or _before(other.to_last, self.from_first))


def _before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


ALWAYS = Interval()


@dataclass(frozen=True, slots=True)
class Document:
    """A source as stored: its clean text and what is known about it besides."""

    id: str
    text: str
    title: str = ""
    published: str = ""  # EDTF, empty where nobody knows
    publisher: str = ""
    url: str = ""
    language: str = "en"
    kind: str = "report"  # report; summary: written for a demonstration, never the publisher's words; or fiction
    origin: str = ""  # the path or address that it was read from
    internal: bool = False  # in no export

    @property
    def hash(self) -> str:
        """SHA-256 of the stored text: what makes two documents the same."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a statement stands: a document and the passages of it, the deciding one first."""

    document: str
    spans: tuple[Span, ...]

    @property
    def locator(self) -> str:
        return " ".join(f"{span.start}-{span.end}" for span in self.spans)


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says: subject, property, value, with its qualifiers and the passage that says so."""

    subject: str
    property: str
    value: Value
    reference: Reference
    qualifiers: Qualifiers = ()
    valid: Interval = ALWAYS
    voice: str = "narrator"
    modality: Modality = Modality.HELD
    method: str = "curated"
    confidence: float = 1.0
    premises: tuple[str, ...] = ()  # of a conclusion (`inferred:RULE`): the ids of the statements it is drawn from

    def id(self, document_hash: str) -> str:
        """128-bit id. Method, confidence and times are not in it, so that reading twice adds nothing."""
        said = [f"{name}={value_key(value)}" for name, value in self.qualifiers]
        days = [str(day or "") for day in interval_days(self.valid)]
        return digest(
            document_hash,
            self.reference.locator,
            self.subject,
            self.property,
            value_key(self.value),
            *said,
            *days,
            *self.premises,
        )


def interval_days(interval: Interval) -> tuple[date | None, ...]:
    """The five days of an interval in their standing order (see INTERVAL_FIELDS)."""
    return tuple(getattr(interval, name) for name in INTERVAL_FIELDS)


INTERVAL_FIELDS = ("from_first", "from_last", "to_first", "to_last", "observed_until")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing as it is drawn: its classes (names in the ontology, ancestors included), its label, its literal values.

    `literals` holds the winning values only, sorted; a property that is a list may occur more than once.
    `states` are the local names of the status concepts that are drawn as labels (held, planned, signed…).
    """

    id: str
    classes: tuple[str, ...]
    label: str
    literals: tuple[tuple[str, Literal], ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What we hold to be so, with every statement for and against it counted together."""

    id: str
    subject: str
    property: str
    value: Value
    rank: Rank = Rank.NORMAL
    interval: Interval = ALWAYS
    qualifiers: Qualifiers = ()
    confidence: float = 1.0
    sources: int = 1
    inferred: bool = False  # no source says so: it is only concluded
    disputed_qualifier: str = ""  # of a fact that is disputed only in this qualifier: another fact has its value


@dataclass(frozen=True, slots=True)
class Quote:
    """One passage that speaks for a fact: `text` is the document's stored text from start to end."""

    id: str
    fact: str
    subject: str
    property: str
    text: str
    start: int
    end: int
    document: str
    method: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Recorded:
    """A statement as the ledger keeps it: with its id, its deciding passage, its source's date, the newest verdict."""

    id: str
    statement: Statement
    passage: str
    published: str
    verdict: Verdict = Verdict.PROPOSED

    @property
    def holds(self) -> bool:
        """Has nobody rejected or withdrawn it?"""
        return self.verdict.counts


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a store has followed a ledger: the number of the last change written, and the seal that belongs to both.

    A number that was altered by hand, or that another ledger wrote, has not the seal that this ledger gives it.
    """

    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.number} sealed {self.seal}"


def sealed(ledger: str, number: int) -> Mark:
    """The mark of a number of the ledger with this identity."""
    return Mark(number, digest("watermark", ledger, str(number)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a store has to write to get from one watermark to the next; everything listed replaces what was there.

    `seal` is written beside the watermark: see `Mark`.

    Gone things are given by id alone. `plain_gone` are (subject, property, value key) of relations for which no
    undisputed fact is left, so that the plain triple goes too.
    """

    watermark: int
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    gone_entities: tuple[str, ...] = ()
    gone_facts: tuple[str, ...] = ()
    gone_quotes: tuple[str, ...] = ()
    plain_gone: tuple[tuple[str, str, str], ...] = ()
    seal: str = ""

    def __len__(self) -> int:
        return sum(len(getattr(self, name)) for name in CHANGE_LISTS)


CHANGE_LISTS = ("entities", "facts", "quotes", "gone_entities", "gone_facts", "gone_quotes")
