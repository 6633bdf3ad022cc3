"""The second view of a Reading: statements for the ledger, each with the passages that say so.

Mentions get local ids (the document's id and a hash of kind, first span and name key), so that a newer extractor which
reads the same thing makes the same mention. What was planned is said to be planned, statement by statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from ...graph import dates
from ...graph.model import (
    ALWAYS,
    Datatype,
    Document,
    Link,
    Literal,
    Modality,
    Statement,
    Value,
    qualifiers_of,
)
from ...graph.ontology import ontology
from ...graph.registry import registry
from .bodies import initiative_in
from .frames import (
    AgreementFrame,
    EventFrame,
    IssuerFrame,
    MechanismFrame,
    MissionFrame,
    ParticipationFrame,
    PersonFrame,
    PostFrame,
    ProjectFrame,
    Reading,
    RelationFrame,
    Said,
)
from .ranks import rank_of
from .saying import METHOD, Saying
from .statement_acts import act_statements
from .statement_proposals import proposed
from .statement_values import concept, date, history, is_party_itself, still

__all__ = ["METHOD", "statements"]

OTHER_RELATION = "other:"


def statements(reading: Reading, document: Document) -> list[Statement]:
    """All statements of a reading of this document, each once, in the order of the frames."""
    writer = _Writer(reading, document)
    proposals = (proposed(writer, each) for each in reading.proposals)
    return list(dict.fromkeys(chain(writer.write(), *proposals)))


class _Writer(Saying):
    """Walks over the frames of one reading."""

    def write(self) -> Iterator[Statement]:
        """The statements of every frame."""
        for issuer in self.reading.issuers:
            yield from self._issuer(issuer)
        for event in self.reading.events:
            yield from self._event(event)
        for person in self.reading.people:
            yield from self._person(person, self._day_of(person))
        for agreement in self.reading.agreements:
            yield from self._agreement(agreement)
        for relation in self.reading.relations:
            yield from self._relation(relation)
        for project in self.reading.projects:
            yield from self._project(project)
        for act in self.reading.acts:
            yield from act_statements(self, act)
        for mission in self.reading.missions:
            yield from self._mission(mission)
        for initiative in self.reading.initiatives:
            yield from self.named_thing(self.local(initiative.mention), "Initiative", initiative.name)

    def _issuer(self, frame: IssuerFrame) -> Iterator[Statement]:
        yield from self.introduce(frame.party)
        issuer, party = self.party(frame.party.value), Link(self.party(frame.party.value))
        if frame.mention:
            issuer = self.local(frame.mention)
            yield from self.named_thing(issuer, "Institution", frame.name)
            yield self.say(issuer, "part_of", party, frame.party)
        yield self.say(self.document.id, "issued_by", Link(issuer), frame.name)

    # Events

    def _event(self, event: EventFrame) -> Iterator[Statement]:
        meeting = self.meeting_id(event)
        modality = Modality.HELD if event.status.value == "held" else Modality.PLANNED
        said = [*self._meeting(event, meeting), *self._sides(event, meeting)]
        for each in said:
            yield replace(each, modality=modality)
        for order, participation in enumerate(event.people, start=1):
            for each in self._participation(participation, meeting, order):
                yield replace(each, modality=modality)

    def _meeting(self, event: EventFrame, meeting: str) -> Iterator[Statement]:
        yield from self.named_thing(meeting, "Meeting", event.name)
        yield self.say(meeting, "has_kind", concept("meeting-kind", event.kind), event.kind)
        yield self.say(meeting, "has_status", concept("meeting-status", event.status), event.status)
        for name, value in (("start_date", event.start), ("end_date", event.end)):
            if value and dates.is_date(value.value):
                yield self.say(meeting, name, Literal(value.value, Datatype.DATE), value)
        if event.ordinal:
            number = Literal(str(event.ordinal.value), Datatype.INTEGER)
            yield self.say(meeting, "session_number", number, event.ordinal)
        if event.mode:
            yield self.say(meeting, "has_mode", concept("meeting-mode", event.mode), event.mode)
        if event.mechanism:
            yield from self._mechanism(event, event.mechanism, meeting)
        yield from self._where(event, meeting)

    def _where(self, event: EventFrame, meeting: str) -> Iterator[Statement]:
        """The place with its country; the country itself where no nearer place is said."""
        if not event.place:
            if event.country:
                yield self.say(meeting, "held_in", Link(event.country.value), event.country)
            return
        place = self.local(event.place.mention)
        yield from self.named_thing(place, "Place", event.place.name)
        yield self.say(meeting, "held_in", Link(place), event.place.name)
        if event.country:
            yield self.say(place, "located_in", Link(event.country.value), event.country)

    def _sides(self, event: EventFrame, meeting: str) -> Iterator[Statement]:
        for name, parties in (("took_part_in", event.parties), ("observer_at", event.observers)):
            for party in parties:
                yield from self.introduce(party)
                yield self.say(self.party(party.value), name, Link(meeting), party)
        for sector in event.sectors:
            yield self.say(meeting, "covered", concept("sector", sector), sector)

    def _mechanism(self, event: EventFrame, frame: MechanismFrame, meeting: str) -> Iterator[Statement]:
        body = registry().by_name(frame.name.value)
        is_known = body is not None and "Mechanism" in body.classes
        mechanism = body.id if body and is_known else self.local(frame.mention)
        if not is_known:
            yield from self.named_thing(mechanism, "Mechanism", frame.name)
            if frame.acronym:
                yield self.say(mechanism, "acronym", Literal(frame.acronym), frame.name)
            for party in event.parties:
                yield from self.introduce(party)
                yield self.say(mechanism, "between", Link(self.party(party.value)), party)
            serves = initiative_in(frame.name.value)
            for initiative in self.reading.initiatives:
                if initiative.name.value == serves:
                    yield self.say(mechanism, "part_of", Link(self.local(initiative.mention)), frame.name)
        if frame.interval:
            yield self.say(mechanism, "expected_interval", Literal(frame.interval.value), frame.interval)
        if frame.turns:
            yield self.say(mechanism, "host_rotation", Literal(frame.turns.value), frame.turns)
        yield self.say(meeting, "session_of", Link(mechanism), frame.name)

    def _participation(self, frame: ParticipationFrame, meeting: str, order: int) -> Iterator[Statement]:
        person = self.local(frame.person.mention)
        qualifiers: list[tuple[str, Value]] = [("order_in_source", Literal(str(order), Datatype.INTEGER))]
        if frame.party:
            yield from self.introduce(frame.party)
            qualifiers.append(("on_behalf_of", Link(self.party(frame.party.value))))
        if frame.post:
            yield from self._post(frame.post)
            qualifiers.append(("in_capacity_as", Link(self._post_id(frame.post))))
        role = ontology().in_list("role")[frame.role.value]
        yield self.say(person, role, Link(meeting), frame.role, qualifiers=qualifiers_of(qualifiers))

    # Persons and posts

    def _person(self, person: PersonFrame, day: str) -> Iterator[Statement]:
        local = self.local(person.mention)
        yield from self.named_thing(local, "Official" if person.posts else "Person", person.name)
        if person.styled and person.styled != person.name.value:
            yield self.say(local, "name_as_styled", Literal(person.styled), person.name)
        for post in person.posts:
            yield from self._post(post)
            tenure = qualifiers_of({"tenure": Literal("former")}) if post.former else ()
            told = dates.over_by if post.former else dates.observed_on
            valid = told(day) if day else ALWAYS
            yield self.say(local, "holds", Link(self._post_id(post)), post.title, qualifiers=tenure, valid=valid)

    def _day_of(self, person: PersonFrame) -> str:
        """The date at which the text shows the person in office: that of the event, else of the publication."""
        for event in self.reading.events:
            took_part = any(each.person.mention == person.mention for each in event.people)
            if took_part and event.status.value == "held" and event.start and dates.is_date(event.start.value):
                return event.start.value
        return self.published if dates.is_date(self.published) else ""

    def _post(self, post: PostFrame) -> Iterator[Statement]:
        local = self._post_id(post)
        yield from self.named_thing(local, "Post", post.title)
        if post.party:
            yield from self.introduce(post.party)
            yield self.say(local, "post_of", Link(self.party(post.party.value)), post.party)
        if rank := rank_of(post):
            yield self.say(local, "has_rank", concept("post-rank", rank), rank)
        if post.institution and not is_party_itself(post):
            yield from self._institution(post, post.institution, local)

    def _institution(self, post: PostFrame, name: Said[str], local: str) -> Iterator[Statement]:
        institution = self.hashed("institution", name.spans[0], name.value)
        yield from self.named_thing(institution, "Institution", name)
        yield self.say(local, "post_in", Link(institution), name)
        if post.party:
            yield self.say(institution, "part_of", Link(self.party(post.party.value)), post.party)

    def _post_id(self, post: PostFrame) -> str:
        parts = (
            post.title.value,
            post.party.value if post.party else "",
            post.institution.value if post.institution else "",
        )
        return self.hashed("post", post.title.spans[0], "|".join(parts))

    # What stands beside events

    def _agreement(self, frame: AgreementFrame) -> Iterator[Statement]:
        agreement = self.local(frame.mention)
        yield from self.named_thing(agreement, "Agreement", frame.name)
        yield self.say(agreement, "has_kind", concept("agreement-kind", frame.kind), frame.kind)
        for state in history(frame):
            status, since = concept("agreement-status", state.status), state.date or state.as_of
            days = {"as_of": since, "extended_to": state.until}
            said = {name: date(day) for name, day in days.items() if day and dates.is_date(day.value)}
            yield self.say(agreement, "has_status", status, state.status, qualifiers=qualifiers_of(said))
        if frame.period:
            yield self.say(agreement, "period", date(frame.period), frame.period)
        for party in frame.parties:
            yield from self.introduce(party)
            yield self.say(agreement, "between", Link(self.party(party.value)), party)
        for sector in frame.sectors:
            yield self.say(agreement, "covered", concept("sector", sector), sector)
        if frame.event:
            yield self.say(agreement, "adopted_at", Link(self.meeting_id(frame.event)), frame.status or frame.name)

    def _relation(self, frame: RelationFrame) -> Iterator[Statement]:
        code = frame.relation.value
        other = code.startswith(OTHER_RELATION)
        name = ontology().in_list("relation")["other" if other else code]
        qualifiers = qualifiers_of({"formula": Literal(code.removeprefix(OTHER_RELATION))}) if other else ()
        for party in (frame.subject, frame.object):
            yield from self.introduce(replace(frame.relation, value=party))
        known = frame.since and dates.is_date(frame.since.value)
        observed = self.published if dates.is_date(self.published) else ""
        valid = dates.since(frame.since.value, observed) if frame.since and known else still(observed)
        subject, value = self.party(frame.subject), Link(self.party(frame.object))
        yield self.say(subject, name, value, frame.relation, qualifiers=qualifiers, valid=valid)

    def _project(self, frame: ProjectFrame) -> Iterator[Statement]:
        project = self.local(frame.mention)
        yield from self.named_thing(project, "Project", frame.name)
        for party in frame.parties:
            yield from self.introduce(party)
            yield self.say(self.party(party.value), "participant_in", Link(project), party)
        if frame.sector:
            yield self.say(project, "covered", concept("sector", frame.sector), frame.sector)

    def _mission(self, frame: MissionFrame) -> Iterator[Statement]:
        mission = self.local(frame.mention)
        yield from self.named_thing(mission, "Mission", frame.name)
        yield self.say(mission, "has_kind", Link(f"institution-kind/{frame.kind.value}"), frame.kind)
        yield self.say(mission, "sent_by", Link(frame.sender.value), frame.sender)
        if frame.host:
            yield self.say(mission, "accredited_to", Link(frame.host.value), frame.host)
        if frame.place:
            place = self.local(frame.place.mention)
            yield from self.named_thing(place, "Place", frame.place.name)
            yield self.say(mission, "located_in", Link(place), frame.place.name)
