"""Small made-up reports, already read into frames, and the way of the pipeline from there into a ledger.

Ruritania, Sylvania and Freedonia are invented, and so is everything said of them. Each value stands in a line of its
own, so that every passage is different.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from comity.graph.book import Book
from comity.graph.changes import changes_since
from comity.graph.door import admit
from comity.graph.ledger import Ledger
from comity.graph.model import Document, Entity, Fact, Quote, Reference, Span, Statement, Value, value_key
from comity.graph.portraits import Portraits
from comity.graph.resolve import Resolver
from comity.graph.settle import mark_groups, mark_merged, settle
from comity.ingest.extraction.frames import (
    AgreementFrame,
    EventFrame,
    MechanismFrame,
    Mention,
    ParticipationFrame,
    PersonFrame,
    PlaceFrame,
    PostFrame,
    Reading,
    RelationFrame,
    Said,
)
from comity.ingest.extraction.statements import METHOD, statements

T = TypeVar("T")
Report = tuple[Document, Reading]
RURITANIA, SYLVANIA, FREEDONIA = "Ruritania", "Sylvania", "Freedonia"


@dataclass
class Lines:
    """A text that grows by one line for each thing said."""

    source: str
    text: str = ""

    def said(self, value: T, confidence: float = 0.9) -> Said[T]:
        """A value, and the new line that says so."""
        return Said(value, (self.line(f"{self.source} says {value}."),), confidence, "test")

    def mention(self, kind: str, name: str) -> Mention:
        return Mention(kind, self.line(name), name)

    def line(self, line: str) -> Span:
        start = len(self.text)
        self.text += f"{line}\n"
        return Span(start, start + len(line))


@dataclass(frozen=True)
class Chair:
    """Somebody who chaired: for whom, and in which posts (the first is the capacity)."""

    name: str
    side: str = ""
    posts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Session:
    """One session of a mechanism, as one report tells of it."""

    stem: str
    ordinal: int | None = 7
    start: str = "2023-09-18"
    chairs: tuple[Chair, ...] = ()
    body: str = "Joint Commission on Trade"
    sides: tuple[str, ...] = (RURITANIA, SYLVANIA)
    place: str = ""
    country: str = ""
    status: str = "held"
    published: str = ""
    sectors: tuple[str, ...] = ()
    agreements: tuple[tuple[str, str, str], ...] = ()  # name, status, date of that status
    relations: tuple[tuple[str, str, str], ...] = ()
    origin: str = ""

    def report(self) -> Report:
        """The document and what was read out of it."""
        lines = Lines(self.stem, f"{self.stem}\n")
        people = [_person(lines, chair) for chair in self.chairs]
        event = self._event(lines, people)
        reading = Reading(
            events=(event,),
            agreements=tuple(self._agreement(lines, *each, event) for each in self.agreements),
            relations=tuple(RelationFrame(a, lines.said(name), b) for a, name, b in self.relations),
            people=tuple(people),
        )
        origin = self.origin or f"{self.stem}.txt"
        return Document(f"document/{self.stem}", lines.text, published=self.published, origin=origin), reading

    def _event(self, lines: Lines, people: Sequence[PersonFrame]) -> EventFrame:
        name = f"session {self.ordinal} of the {self.body}"
        return EventFrame(
            mention=lines.mention("meeting", name),
            name=lines.said(name),
            kind=lines.said("session"),
            status=lines.said(self.status),
            news=True,
            mechanism=MechanismFrame(lines.mention("mechanism", self.body), lines.said(self.body)),
            ordinal=lines.said(self.ordinal) if self.ordinal is not None else None,
            start=lines.said(self.start) if self.start else None,
            place=PlaceFrame(lines.mention("place", self.place), lines.said(self.place)) if self.place else None,
            country=lines.said(self.country) if self.country else None,
            parties=tuple(lines.said(side) for side in self.sides),
            people=tuple(
                _participation(lines, person, chair) for person, chair in zip(people, self.chairs, strict=True)
            ),
            sectors=tuple(lines.said(each) for each in self.sectors),
        )

    def _agreement(self, lines: Lines, name: str, status: str, date: str, event: EventFrame) -> AgreementFrame:
        return AgreementFrame(
            mention=lines.mention("agreement", name),
            name=lines.said(name),
            kind=lines.said("agreement"),
            status=lines.said(status),
            date=lines.said(date) if date else None,
            parties=tuple(lines.said(side) for side in self.sides),
            event=event,
        )


def _person(lines: Lines, chair: Chair) -> PersonFrame:
    posts = tuple(
        PostFrame(lines.said(title), lines.said(chair.side) if chair.side else None, lines.said(f"Office of {title}"))
        for title in chair.posts
    )
    return PersonFrame(lines.mention("person", chair.name), lines.said(chair.name), "", posts)


def _participation(lines: Lines, person: PersonFrame, chair: Chair) -> ParticipationFrame:
    party = lines.said(chair.side) if chair.side else None
    return ParticipationFrame(person, lines.said("co_chair"), party, person.posts[0] if person.posts else None)


def record(ledger: Ledger, report: Report, portraits: Portraits | None = None) -> int:
    """As the pipeline does it, without fusing: how many statements were new."""
    document, reading = report
    portraits = portraits or Portraits()
    with ledger.writing() as book, portraits.during(book.connection):
        stored = book.add_document(document)
        said, refused = admit(stored, statements(reading, stored))
        assert refused == []
        return add(book, stored, said, portraits)


def add(book: Book, document: Document, said: Sequence[Statement], portraits: Portraits | None = None) -> int:
    """Keep statements of a stored document, resolve its mentions and note what is to be fused."""
    new = book.add_reading(document, METHOD, said)
    resolver = Resolver(book, said, portraits)
    mark_groups(book, said, resolver.resolve())
    for gone, mentions in resolver.merged:
        mark_merged(book, gone, mentions)
    return new


def told(ledger: Ledger, document: str, said: Iterable[tuple[str, str, Value]], **details: Any) -> Document:
    """Record statements as they are, each with a line of its own in a new document; `details` are the statements'."""
    lines, statements_of_it = Lines(document, f"{document}\n"), list[Statement]()
    for subject, name, value in said:
        span = lines.line(f"{document} says of {subject}: {name} {value_key(value)}.")
        statements_of_it.append(Statement(subject, name, value, Reference(document, (span,)), **details))
    with ledger.writing() as book:
        stored = book.add_document(Document(document, lines.text))
        add(book, stored, statements_of_it)
    return stored


def ingest(ledger: Ledger, *sessions: Session) -> int:
    """Record reports and fuse; how many statements were new."""
    new = sum(record(ledger, session.report()) for session in sessions)
    settle(ledger)
    return new


@dataclass(frozen=True)
class State:
    """What a store holds that has followed all changes from the beginning."""

    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    quotes: tuple[Quote, ...]

    def values(self, subject: str, name: str) -> dict[str, str]:
        """The values of one property of one subject, with their ranks."""
        return {
            value_key(fact.value): fact.rank.value
            for fact in self.facts
            if fact.subject == subject and fact.property == name
        }

    def ids(self, folder: str) -> list[str]:
        """The ids of the entities in a folder."""
        return [entity.id for entity in self.entities if entity.id.startswith(f"{folder}/")]


def state(ledger: Ledger, size: int = 2_000) -> State:
    """Follow the ledger's changes in windows of a size, as a store does."""
    entities: dict[str, Entity] = {}
    facts: dict[str, Fact] = {}
    quotes: dict[str, Quote] = {}
    for changes in changes_since(ledger, 0, size):
        _follow(entities, changes.entities, changes.gone_entities)
        _follow(facts, changes.facts, changes.gone_facts)
        _follow(quotes, changes.quotes, changes.gone_quotes)
    return State(_sorted(entities), _sorted(facts), _sorted(quotes))


Thing = TypeVar("Thing", Entity, Fact, Quote)


def _follow(held: dict[str, Thing], listed: Iterable[Thing], gone: Iterable[str]) -> None:
    for id in gone:
        held.pop(id, None)
    held.update({each.id: each for each in listed})


def _sorted(held: dict[str, Thing]) -> tuple[Thing, ...]:
    return tuple(held[id] for id in sorted(held))
