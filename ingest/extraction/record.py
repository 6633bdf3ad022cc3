"""A Reading as the object that `comity extract` prints: the annotation guide's format, with evidence for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

from ...graph.model import Document, Span
from ...graph.ontology import ontology
from .frames import (
    ActFrame,
    AgreementFrame,
    EventFrame,
    IssuerFrame,
    ParticipationFrame,
    PersonFrame,
    PostFrame,
    ProjectFrame,
    Reading,
    RelationFrame,
    Said,
)
from .gazetteer import codes
from .statements import METHOD

Json = dict[str, Any]


class _Writer:
    """Puts values into objects and notes the evidence of each under its JSON pointer."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.evidence: list[Json] = []

    def put(self, target: Json, path: str, key: str, said: Said[Any] | None, shown: Any = None) -> None:
        """One scalar, if it is known; `shown` replaces the value (a code for an id)."""
        if said is not None:
            target[key] = said.value if shown is None else shown
            self.note(f"{path}/{key}", said)

    def put_all(self, target: Json, path: str, key: str, saids: Sequence[Said[str]], party: bool = False) -> None:
        """A list of values, left out where it is empty."""
        if saids:
            target[key] = [_code(said.value) if party else said.value for said in saids]
            for number, said in enumerate(saids):
                self.note(f"{path}/{key}/{number}", said)

    def note(self, path: str, said: Said[Any]) -> None:
        """The evidence of one value: the quote is the text of the deciding passage."""
        spans = [[span.start, span.end] for span in said.spans]
        if spans:
            quote = self.text[spans[0][0] : spans[0][1]]
            self.evidence.append(
                {
                    "path": path,
                    "spans": spans,
                    "quote": quote,
                    "confidence": said.confidence,
                    "method": METHOD,
                    "rule": said.rule,
                }
            )


def record(reading: Reading, document: Document) -> Json:
    """The printed form of a reading: what is not known is left out."""
    writer = _Writer(document.text)
    made: Json = {"id": _stem(document)}
    if reading.title:
        made["title"] = reading.title
        writer.note("/title", Said(reading.title, _title_spans(reading.title, document.text), 1.0, "title"))
    writer.put(made, "", "published", reading.published)
    made["issued_by"] = [_issuer(writer, each, number) for number, each in enumerate(reading.issuers)]
    made["meetings"] = [_meeting(writer, event, number) for number, event in enumerate(reading.events)]
    ids = {id(event): f"m{number}" for number, event in enumerate(reading.events, start=1)}
    made["agreements"] = [_agreement(writer, each, n, ids) for n, each in enumerate(reading.agreements)]
    made["relations"] = [_relation(writer, each, number) for number, each in enumerate(reading.relations)]
    made["posts"] = list(_posts(writer, reading.people))
    made["projects"] = [_project(writer, each, number) for number, each in enumerate(reading.projects)]
    made["acts"] = [_act(writer, each, n, ids) for n, each in enumerate(e for e in reading.acts if not e.is_promise)]
    promises = [each for each in reading.acts if each.is_promise]
    made["commitments"] = [_commitment(writer, each, number, ids) for number, each in enumerate(promises)]
    kept = {key: value for key, value in made.items() if value != []}
    if reading.refused:
        kept["refused"] = [{"reason": reason, "span": [span.start, span.end]} for reason, span in reading.refused]
    return {**kept, "evidence": writer.evidence}


def _issuer(writer: _Writer, frame: IssuerFrame, number: int) -> Json:
    path = f"/issued_by/{number}"
    made: Json = {}
    if frame.mention:
        writer.put(made, path, "name", frame.name)
    writer.put(made, path, "of", frame.party, _code(frame.party.value))
    return made


def _act(writer: _Writer, frame: ActFrame, number: int, ids: dict[int, str]) -> Json:
    path = f"/acts/{number}"
    made: Json = {}
    writer.put(made, path, "kind", frame.kind)
    _by(writer, made, path, frame)
    if frame.towards:
        writer.put(made, path, "towards", frame.topic, _whose(frame.towards))
    writer.put(made, path, "joint", frame.verb, frame.joint)
    return _words(writer, made, path, frame, ids)


def _commitment(writer: _Writer, frame: ActFrame, number: int, ids: dict[int, str]) -> Json:
    path = f"/commitments/{number}"
    made: Json = {}
    _by(writer, made, path, frame)
    writer.put(made, path, "due", frame.due)
    if frame.deed is not None and id(frame.deed) in ids:
        writer.put(made, path, "kept_by", frame.topic, ids[id(frame.deed)])
    return _words(writer, made, path, frame, ids)


def _words(writer: _Writer, made: Json, path: str, frame: ActFrame, ids: dict[int, str]) -> Json:
    writer.put(made, path, "verb", frame.verb)
    writer.put(made, path, "topic", frame.topic)
    writer.put_all(made, path, "sectors", frame.sectors)
    if frame.event is not None and id(frame.event) in ids:
        writer.put(made, path, "meeting", frame.topic, ids[id(frame.event)])
    return made


def _by(writer: _Writer, made: Json, path: str, frame: ActFrame) -> None:
    """Whose the act is; the evidence is the clause."""
    made["by"] = [_whose(each) for each in frame.by]
    for number in range(len(frame.by)):
        writer.note(f"{path}/by/{number}", frame.topic)


def _whose(each: Said[str] | PersonFrame) -> str:
    return each.name.value if isinstance(each, PersonFrame) else _code(each.value)


def _stem(document: Document) -> str:
    return PurePath(document.origin).stem if document.origin else document.id.removeprefix("document/")


def _title_spans(title: str, text: str) -> tuple[Span, ...]:
    """Where the title stands in the text; nowhere, if a sidecar or the page's metadata told it."""
    start = text.find(title)
    return (Span(start, start + len(title)),) if start >= 0 else ()


def _code(party: str) -> str:
    """The printed code of a registry id; a name that the registry does not know stands as it is."""
    return codes().get(party, party)


def _status(writer: _Writer, made: Json, path: str, event: EventFrame) -> None:
    """Held, past or planned; what was postponed is planned, and of what was cancelled the format has no word."""
    shown = ontology().codes_of("meeting-status").get(f"meeting-status/{event.status.value}")
    if shown == "held" and not event.news:
        shown = "past"
    if shown:
        writer.put(made, path, "status", event.status, shown)


def _meeting(writer: _Writer, event: EventFrame, number: int) -> Json:
    path = f"/meetings/{number}"
    made: Json = {"id": f"m{number + 1}"}
    writer.put(made, path, "name", event.name)
    writer.put(made, path, "series", event.mechanism.name if event.mechanism else None)
    writer.put(made, path, "ordinal", event.ordinal)
    writer.put(made, path, "kind", event.kind)
    _status(writer, made, path, event)
    writer.put(made, path, "start", event.start)
    writer.put(made, path, "end", event.end)
    writer.put(made, path, "place", event.place.name if event.place else None)
    writer.put(made, path, "country", event.country, _code(event.country.value) if event.country else None)
    writer.put(made, path, "mode", event.mode)
    writer.put_all(made, path, "parties", event.parties, party=True)
    if event.people:
        made["people"] = [_participant(writer, each, f"{path}/people/{n}") for n, each in enumerate(event.people)]
    writer.put_all(made, path, "observers", event.observers, party=True)
    writer.put_all(made, path, "sectors", event.sectors)
    if event.optional:
        made["optional"] = True
    return made


def _participant(writer: _Writer, part: ParticipationFrame, path: str) -> Json:
    made: Json = {}
    writer.put(made, path, "name", part.person.name)
    writer.put(made, path, "role", part.role)
    writer.put(made, path, "for", part.party, _code(part.party.value) if part.party else None)
    if part.post:
        writer.put(made, path, "post", part.post.title, part.post.whole or None)
    return made


def _agreement(writer: _Writer, frame: AgreementFrame, number: int, ids: dict[int, str]) -> Json:
    path = f"/agreements/{number}"
    made: Json = {}
    writer.put(made, path, "name", frame.name)
    writer.put(made, path, "kind", frame.kind)
    writer.put_all(made, path, "parties", frame.parties, party=True)
    writer.put(made, path, "status", frame.status)
    writer.put(made, path, "date", frame.date)
    writer.put_all(made, path, "sectors", frame.sectors)
    if frame.event is not None and id(frame.event) in ids:
        writer.put(made, path, "meeting", frame.status or frame.name, ids[id(frame.event)])
    return made


def _relation(writer: _Writer, frame: RelationFrame, number: int) -> Json:
    path = f"/relations/{number}"
    made: Json = {"subject": _code(frame.subject)}
    writer.put(made, path, "relation", frame.relation)
    made["object"] = _code(frame.object)
    for key in ("subject", "object"):
        writer.note(f"{path}/{key}", frame.relation)
    writer.put(made, path, "since", frame.since)
    return made


def _posts(writer: _Writer, people: Iterable[PersonFrame]) -> Iterable[Json]:
    pairs = [(person, post) for person in people for post in person.posts]
    for number, (person, post) in enumerate(pairs):
        yield _post(writer, person, post, f"/posts/{number}")


def _post(writer: _Writer, person: PersonFrame, post: PostFrame, path: str) -> Json:
    made: Json = {}
    writer.put(made, path, "person", person.name)
    writer.put(made, path, "post", post.title)
    writer.put(made, path, "org", post.institution)
    writer.put(made, path, "of", post.party, _code(post.party.value) if post.party else None)
    return made


def _project(writer: _Writer, frame: ProjectFrame, number: int) -> Json:
    path = f"/projects/{number}"
    made: Json = {}
    writer.put(made, path, "name", frame.name)
    writer.put_all(made, path, "parties", frame.parties, party=True)
    writer.put(made, path, "sector", frame.sector)
    return made
