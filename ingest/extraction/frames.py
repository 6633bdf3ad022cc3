"""What is read out of one text: event frames and the agreements, relations, posts and projects beside them.

Every value is `Said`: with the passages that say so (whole sentences, the deciding one first), a confidence and the
rule that read it. Values are the codes that the table in `ontology.ttl` maps to its terms; parties are registry ids.
Two views are made of a Reading: the record that `comity extract` prints, and the statements that go into the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ...graph.model import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value, and how we know: spans are code points of the text, `rule` is the id of the rule that read it."""

    value: T
    spans: tuple[Span, ...]
    confidence: float
    rule: str
    voter: str = ""  # who besides the rules has said how sure it is: "ner:NAME@VERSION"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a thing is first named as such in the text: its local id is a hash of kind, span and name key."""

    kind: str  # person, meeting, mechanism, agreement, project, post, place, institution, body
    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class PostFrame:
    """A post that somebody is said to hold. `party` is a registry id, or a name where the registry has none."""

    title: Said[str]  # as the record prints it: without the party where the party is given
    party: Said[str] | None = None
    institution: Said[str] | None = None  # "Ministry of Foreign Affairs", or the party's own name
    former: bool = False
    whole: str = ""  # with an institution that stands before the title: "Trade Ministry Secretary"


@dataclass(frozen=True, slots=True)
class PersonFrame:
    """A person of this text, under the fullest name; every mention of the same name is this one frame."""

    mention: Mention
    name: Said[str]  # without honorifics
    styled: str = ""  # as written, with them
    posts: tuple[PostFrame, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipationFrame:
    """What a person did at an event: role is chair, co_chair, host, guest, … (see the code table)."""

    person: PersonFrame
    role: Said[str]
    party: Said[str] | None = None
    post: PostFrame | None = None


@dataclass(frozen=True, slots=True)
class MechanismFrame:
    """A standing body that meets in numbered sessions."""

    mention: Mention
    name: Said[str]
    acronym: str = ""
    interval: Said[str] | None = None  # how often it is said to meet: a duration of ISO 8601
    turns: Said[str] | None = None  # that its sides are said to host by turns: alternately


@dataclass(frozen=True, slots=True)
class PlaceFrame:
    """A city or venue, with its country (registry id) where that is known."""

    mention: Mention
    name: Said[str]


@dataclass(frozen=True, slots=True)
class EventFrame:
    """One event; the first of a Reading is the main one. `news` is false for what the text only refers back to."""

    mention: Mention
    name: Said[str]
    kind: Said[str]
    status: Said[str]  # held, planned, postponed or cancelled
    news: bool
    mechanism: MechanismFrame | None = None
    ordinal: Said[int] | None = None
    start: Said[str] | None = None  # EDTF, as precise as the text and its publication date allow
    end: Said[str] | None = None
    place: PlaceFrame | None = None
    country: Said[str] | None = None  # registry id of the country it was held in
    mode: Said[str] | None = None
    parties: tuple[Said[str], ...] = ()
    people: tuple[ParticipationFrame, ...] = ()
    observers: tuple[Said[str], ...] = ()
    sectors: tuple[Said[str], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class StateFrame:
    """A status that an instrument has or had: `date` as the record prints it, `as_of` where only "by then" is known."""

    status: Said[str]
    date: Said[str] | None = None
    as_of: Said[str] | None = None  # EDTF "../day": at the latest on the day of the report
    until: Said[str] | None = None  # of what was extended: to when


@dataclass(frozen=True, slots=True)
class AgreementFrame:
    """An instrument between parties, with the newest status that the text states and that status's date."""

    mention: Mention
    name: Said[str]
    kind: Said[str]
    status: Said[str] | None = None
    date: Said[str] | None = None
    parties: tuple[Said[str], ...] = ()
    sectors: tuple[Said[str], ...] = ()
    event: EventFrame | None = None  # where it reached that status
    newest: StateFrame | None = None  # that status with all that is told of it
    earlier: tuple[StateFrame, ...] = ()  # what it went through before, the newest first
    period: Said[str] | None = None  # EDTF interval of the years that it is for
    mentions: tuple[Span, ...] = ()  # everywhere that it is named


@dataclass(frozen=True, slots=True)
class RelationFrame:
    """A standing relation between two parties (registry ids, or names where the registry has none)."""

    subject: str
    relation: Said[str]  # member, sectoral_dialogue_partner, … or other:<words>
    object: str
    since: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class ProjectFrame:
    """Something built or run under a name."""

    mention: Mention
    name: Said[str]
    parties: tuple[Said[str], ...] = ()
    sector: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class MissionFrame:
    """An embassy, high commission, permanent mission or consulate: `kind` is the last part of a concept’s id."""

    mention: Mention
    name: Said[str]
    kind: Said[str]
    sender: Said[str]  # registry id
    host: Said[str] | None = None  # registry id of the country or body it is in or at
    place: PlaceFrame | None = None


@dataclass(frozen=True, slots=True)
class InitiativeFrame:
    """An umbrella for projects and agreements."""

    mention: Mention
    name: Said[str]


@dataclass(frozen=True, slots=True)
class ActFrame:
    """A position or gesture, or a promise: whose, in which words, towards whom, about what, and by when."""

    mention: Mention
    kind: Said[str]  # of an act, its kind in ontology.ttl; of a promise, the rule that read it
    is_promise: bool
    verb: Said[str]
    topic: Said[str]  # in the words of the text
    by: tuple[Said[str] | PersonFrame, ...]  # parties or persons
    towards: Said[str] | PersonFrame | None = None
    joint: bool = False
    sectors: tuple[Said[str], ...] = ()
    due: Said[str] | None = None
    event: EventFrame | None = None  # at which it was said
    deed: EventFrame | AgreementFrame | None = None  # of a promise, what keeps it once it has come about


@dataclass(frozen=True, slots=True)
class IssuerFrame:
    """Whose text it is: an office of a party, or (without a mention) the party itself."""

    mention: Mention | None
    name: Said[str]
    party: Said[str]  # registry id, or a name where the registry has none


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement that a voter proposes: of a thing of a class, a property, and another thing, an id or a literal."""

    subject: Mention
    subject_class: str
    property: str
    value: Mention | str  # a thing that the text names; an id of the registry, or the text of a literal
    value_class: str  # of a thing; empty for an id and a literal
    said: Said[str]  # the quote, with its place
    voter: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one text, in the order of the text; `refused` lists what was not, as (reason, span)."""

    events: tuple[EventFrame, ...] = ()
    agreements: tuple[AgreementFrame, ...] = ()
    relations: tuple[RelationFrame, ...] = ()
    people: tuple[PersonFrame, ...] = ()
    projects: tuple[ProjectFrame, ...] = ()
    missions: tuple[MissionFrame, ...] = ()
    initiatives: tuple[InitiativeFrame, ...] = ()
    acts: tuple[ActFrame, ...] = ()
    issuers: tuple[IssuerFrame, ...] = ()
    proposals: tuple[Proposal, ...] = ()  # what voters propose
    voices: tuple[tuple[Span, str], ...] = ()  # sentences that are somebody's claim, and whose
    title: str = ""
    published: Said[str] | None = None
    refused: tuple[tuple[str, Span], ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Was nothing found that a statement could be made of?"""
        return not (self.events or self.agreements or self.relations or self.people or self.projects or self.proposals)
