"""What all writers of statements share: the local ids of one reading, and how a statement is said."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.model import (
    ALWAYS,
    Document,
    Interval,
    Literal,
    Qualifiers,
    Reference,
    Span,
    Statement,
    Value,
    digest,
)
from ...graph.names import fold
from ...graph.registry import registry
from .frames import EventFrame, Mention, Reading, Said
from .voices import NARRATOR

METHOD = "rules@9"


class Saying:
    """The statements of one reading of one document, each with its passage, its voice and the method."""

    def __init__(self, reading: Reading, document: Document) -> None:
        self.reading = reading
        self.document = document
        self.published = reading.published.value if reading.published else document.published
        self._voices = dict(reading.voices)
        self._named: dict[str, str] = {}  # parties without a registry id: name key -> local id

    def named_thing(self, local: str, kind: str, said: Said[str], name: str = "") -> Iterator[Statement]:
        yield self.say(local, "type", Literal(kind), said)
        yield self.say(local, "name", Literal(name or said.value), said)

    def introduce(self, party: Said[str]) -> Iterator[Statement]:
        """The name of a party that no registry has; nothing for one that it has."""
        if registry().get(party.value) is None:
            yield from self.named_thing(self.party_local(party), "Party", party)

    def party(self, party: str) -> str:
        return party if registry().get(party) else self._named[fold(party)]

    def party_local(self, party: Said[str]) -> str:
        return self._named.setdefault(fold(party.value), self.hashed("party", party.spans[0], party.value))

    def local(self, mention: Mention) -> str:
        return self.hashed(mention.kind, mention.span, mention.name)

    def meeting_id(self, event: EventFrame) -> str:
        """“The 2nd and the 3rd Forum” is one mention of two meetings: the ordinal tells them apart."""
        number = str(event.ordinal.value) if event.ordinal else ""
        return self.hashed(event.mention.kind, event.mention.span, f"{event.mention.name} {number}")

    def hashed(self, kind: str, span: Span, name: str) -> str:
        return f"{self.document.id}#{digest(kind, str(span.start), str(span.end), fold(name))[:16]}"

    def say(
        self,
        subject: str,
        name: str,
        value: Value,
        said: Said[str] | Said[int],
        *,
        qualifiers: Qualifiers = (),
        valid: Interval = ALWAYS,
    ) -> Statement:
        return Statement(
            subject=subject,
            property=name,
            value=value,
            reference=Reference(self.document.id, said.spans),
            qualifiers=qualifiers,
            valid=valid,
            voice=self._voices.get(said.spans[0], NARRATOR),
            method=f"{METHOD}+{said.voter}" if said.voter else METHOD,
            confidence=said.confidence,
        )
