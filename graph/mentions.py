"""What is said of the mentions of documents, and the profiles that identity compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sqlalchemy import Column, Connection, select

from . import tables
from .identity import KINDS, PARTY_FOLDERS, Profile
from .model import Link, Literal, Statement
from .ontology import ontology
from .records import Claim, chunks, claims


class Draft:
    """What statements say about the mentions of documents, looked up by subject and by value."""

    def __init__(self, statements: Iterable[Statement | Claim]) -> None:
        self.by_subject: dict[str, list[Statement | Claim]] = defaultdict(list)
        self.by_value: dict[str, list[Statement | Claim]] = defaultdict(list)
        for statement in statements:
            self.by_subject[statement.subject].append(statement)
            if isinstance(statement.value, Link):
                self.by_value[statement.value.id].append(statement)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Each mention that identity has to decide on, with its kind."""
        found = {local: self._kind(local) for local in self.by_subject if is_local(local)}
        return {local: kind for local, kind in found.items() if kind}

    @cached_property
    def mentions(self) -> list[str]:
        """All mentions that are spoken of; what some are, another part of a large document may say."""
        named = {*self.by_subject, *self.by_value}
        for each in self.by_subject.values():
            named.update(value.id for one in each for _, value in one.qualifiers if isinstance(value, Link))
        return sorted(filter(is_local, named))

    def profile(self, local: str, entities: Mapping[str, str]) -> Profile:
        """The profile of one mention, ids in it resolved as far as they are known."""
        profile = Profile(
            local=local,
            kind=self.kinds[local],
            name=self._text(local, "name"),
            institution=next(iter(self._links(local, "post_in", entities)), ""),
            ordinal=self._text(local, "session_number"),
            start=self._text(local, "start_date"),
            period=self._text(local, "period"),
            country=next(iter(self._links(local, "located_in", entities)), ""),
            mechanisms=frozenset(self._links(local, "session_of", entities)),
            parties=frozenset(each for each in self._parties(local, entities) if each.startswith(PARTY_FOLDERS)),
            acronym=self._text(local, "acronym"),
            is_bloc="Bloc" in self._lineage(local),
        )
        return self._person(profile, entities) if profile.kind == "Person" else profile

    def _person(self, profile: Profile, entities: Mapping[str, str]) -> Profile:
        posts = self._raw_links(profile.local, "holds")
        meetings = {
            each.value.id
            for each in self.by_subject[profile.local]
            if isinstance(each.value, Link) and "participated_in" in ontology().property(each.property).parents
        }
        return replace(
            profile,
            posts=frozenset(entities.get(post, post) for post in posts),
            mechanisms=frozenset(each for meeting in meetings for each in self._links(meeting, "session_of", entities)),
            parties=profile.parties | {each for post in posts for each in self._links(post, "post_of", entities)},
        )

    def _parties(self, local: str, entities: Mapping[str, str]) -> Iterable[str]:
        for name in ("between", "post_of", "part_of", "sent_by"):
            yield from self._links(local, name, entities)
        for statement in self.by_value[local]:
            if statement.property == "participant_in":
                yield entities.get(statement.subject, statement.subject)
        for statement in self.by_subject[local]:
            for name, value in statement.qualifiers:
                if name == "on_behalf_of" and isinstance(value, Link):
                    yield entities.get(value.id, value.id)

    def _kind(self, local: str) -> str:
        lineage = self._lineage(local)
        return next((kind for kind in KINDS if kind in lineage), "")

    def _lineage(self, local: str) -> tuple[str, ...]:
        said = (each.value for each in self.by_subject[local] if each.property == "type")
        return ontology().lineage(value.text for value in said if isinstance(value, Literal))

    def _text(self, local: str, name: str) -> str:
        texts = (
            each.value.text
            for each in self.by_subject[local]
            if each.property == name and isinstance(each.value, Literal)
        )
        return next(texts, "")

    def _raw_links(self, local: str, name: str) -> list[str]:
        values = (each.value for each in self.by_subject[local] if each.property == name)
        return sorted(value.id for value in values if isinstance(value, Link))

    def _links(self, local: str, name: str, entities: Mapping[str, str]) -> list[str]:
        return [entities.get(each, each) for each in self._raw_links(local, name)]


def said_near(connection: Connection, mentions: Sequence[str]) -> list[Claim]:
    """What is said of mentions, what takes part in them, and what is said of the mentions that they lead to.

    That is all that their profiles are made of; of a data set, whose document may be long, no more is read.
    """
    statement = tables.statement.c
    said = _claims(connection, statement.subject, mentions)
    sides = _claims(connection, statement.value, [f"@{local}" for local in mentions])
    led_to = {each.value.id for each in said if isinstance(each.value, Link) and is_local(each.value.id)}
    return [*said, *sides, *_claims(connection, statement.subject, sorted(led_to.difference(mentions)))]


def _claims(connection: Connection, column: Column[int], texts: Sequence[str]) -> list[Claim]:
    """What the statements say that have one of these texts in a column."""
    term = tables.term.c
    return [
        each
        for part in chunks(texts)
        for each in claims(connection, column.in_(select(term.id).where(term.text.in_(part))))
    ]


def document_of(local: str) -> str:
    """The id of the document that a mention is in."""
    return local.partition("#")[0]


def is_local(subject: str) -> bool:
    """Is this the id of a mention, not of an entity?"""
    return "#" in subject
