"""Values of statements: concepts of code lists, dates, and the chain of states of an instrument."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph import dates
from ...graph.model import ALWAYS, Datatype, Interval, Link, Literal
from ...graph.ontology import ontology
from ...graph.registry import registry
from .frames import ActFrame, AgreementFrame, PostFrame, Said, StateFrame


def concept(code_list: str, said: Said[str]) -> Link:
    """The concept of a code, or of the last part of a concept’s id; any other value is a mistake in the rules.

    That mistake raises KeyError.
    """
    known = ontology()
    term = known.in_list(code_list).get(said.value, f"{code_list}/{said.value}")
    return Link(known.concepts[term].id)


def date(said: Said[str]) -> Literal:
    """A literal that is a date."""
    return Literal(said.value, Datatype.DATE)


def history(frame: AgreementFrame) -> Iterator[StateFrame]:
    """The newest state, and the older ones whose day is told: without it they would pass for what is so today."""
    newest = frame.newest or (StateFrame(frame.status, frame.date) if frame.status else None)
    if newest:
        yield newest
        last = newest.date.value if newest.date else ""
        yield from (each for each in frame.earlier if each.date and (not last or each.date.value <= last))


LONGEST_NAME = 100  # characters of the name of an act


def name_of(frame: ActFrame) -> str:
    """What an act or promise is called: its verb and its topic, shortened at a word."""
    whole = f"{frame.verb.value} {frame.topic.value}"
    return whole if len(whole) <= LONGEST_NAME else f"{whole[:LONGEST_NAME].rpartition(' ')[0]} …"


def strength(verb: str) -> str:
    """The word of a promise that makes it stronger or weaker: agreed, pledged, will."""
    words = [word for word in verb.split() if word not in {"also", "further", "jointly"}]
    return words[0]


def still(observed: str) -> Interval:
    """The interval of what is so on the day of the report; always, where that is not known."""
    return dates.observed_on(observed) if observed else ALWAYS


def is_party_itself(post: PostFrame) -> bool:
    """Is the institution just the party's own name, as in “of ASEAN”?"""
    if not post.institution or not post.party:
        return False
    body = registry().by_name(post.institution.value)
    return body is not None and body.id == post.party.value
