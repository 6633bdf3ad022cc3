"""What people decide: identity, and what waits for review."""

from __future__ import annotations

from pydantic import BaseModel

from .fields import Id, Next, field


class MergeWish(BaseModel):
    """Which entity is one with this one."""

    gone: Id


class SplitWish(BaseModel):
    """Which mentions are another entity."""

    mentions: list[str] = field(["document/report-7#0123456789abcdef"], "As `mentions` lists them.", min_length=1)


class Decided(BaseModel):
    """Which entity came of a decision."""

    id: Id


class MentionList(BaseModel):
    """The mentions that are one entity."""

    mentions: list[str] = field(["document/report-7#0123456789abcdef"], "Their local ids.")


class WaitingOf(BaseModel):
    """What a person is asked: whether two are one, or whether it is so."""

    id: str = field("0f3c2a9b8d71", "By which it is decided.")
    question: str = field("are they one?", "are they one? or is it so?")
    one: str = field("official/anna-olm", "An entity; of a statement, its subject.")
    one_label: str = field("Anna Olm", "Its label.")
    other: str = field("official/anna-m-olm", "The other entity; of a statement, what is said.")
    other_label: str | None = field("Anna M. Olm", "Its label; null for a statement.", default=None)
    why: str = field("part of the other name", "Why they may be one, or how sure it is.")
    passages: list[str] = field(["It was co-chaired by Anna Olm."], "The sentence; of a pair, one for each.")


class WaitingList(BaseModel):
    """A page of what waits."""

    waiting: list[WaitingOf]
    total: int = field(1, "How many wait in all.")
    next: Next = None


class CorrectionWish(BaseModel):
    """What a statement should have been."""

    value: str | None = field("2024-05-29", "The right one; of a relation, an id. Without it, it stays.", default=None)
    qualifiers: dict[str, str] = field(
        {"on_behalf_of": "country/PAK"}, "The right values of qualifiers; an empty one goes.", default_factory=dict
    )


class DecisionOf(BaseModel):
    """What was done."""

    id: str = field("0f3c2a9b8d71", "What was decided.")
    done: str = field("official/anna-m-olm is official/anna-olm now.", "In a sentence.")
