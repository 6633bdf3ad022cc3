"""How sure a value is: by what it is and which rule read it, as counted on annotated reports (rules/en/confidence.csv).

A rule gives its values a confidence by judgement. Where annotations tell how often such values are right, that share
takes its place; `comity.ingest.evaluation.calibrating` counts it. What no annotation tells of keeps the rule's own.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from .frames import (
    AgreementFrame,
    EventFrame,
    MechanismFrame,
    ParticipationFrame,
    PersonFrame,
    PlaceFrame,
    PostFrame,
    ProjectFrame,
    Reading,
    RelationFrame,
    Said,
    StateFrame,
)
from .lexicon import RULES
from .walking import Walk

FILE = RULES / "confidence.csv"
OTHERS = "*"  # the rules of a kind that are too seldom to have a row
STEP = 0.05
LEAST, MOST = 0.05, 0.95  # no rule is surely wrong, none surely right
WEIGHT = 10.0  # of the share of the kind as a whole, in facts, within that of one of its rules

# Frames whose fields are kinds of evidence: "event.start", "post.party". A state is one of an agreement.
KINDS: Mapping[type, str] = {
    EventFrame: "event",
    MechanismFrame: "mechanism",
    PlaceFrame: "place",
    ParticipationFrame: "participation",
    PersonFrame: "person",
    PostFrame: "post",
    AgreementFrame: "agreement",
    StateFrame: "agreement",
    RelationFrame: "relation",
    ProjectFrame: "project",
}


class Calibrated(NamedTuple):
    """Of so many values of a kind that a rule read, how many were right, and how sure such a value is for that."""

    kind: str
    rule: str
    said: int
    right: int
    confidence: float


def share(right: int, said: int) -> float:
    """How often values are right of which `right` of `said` were: Laplace's rule of succession."""
    return (right + 1) / (said + 2)


def level(right: int, said: int, whole: float) -> float:
    """The confidence of a rule, in steps: its own share, drawn to that of its whole kind by WEIGHT facts.

    Additive smoothing towards a background (Jelinek and Mercer 1980): few facts say little, many speak for themselves.
    """
    exact = (right + WEIGHT * whole) / (said + WEIGHT)
    return round(min(MOST, max(LEAST, round(exact / STEP) * STEP)), 2)


@cache
def table() -> Mapping[tuple[str, str], float]:
    """The confidence of each kind and rule that was counted."""
    return {(row.kind, row.rule): row.confidence for row in read_table()}


def read_table() -> tuple[Calibrated, ...]:
    """The rows of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Calibrated(row["kind"], row["rule"], int(row["said"]), int(row["right"]), float(row["confidence"]))
            for row in csv.DictReader(file)
        )


def calibrated(reading: Reading) -> Reading:
    """The same reading, each value as sure as values of its kind and rule were found to be."""
    return Walk(_counted).over(reading)


def _counted(said: Said[Any], frame: type, name: str) -> Said[Any]:
    kind = f"{KINDS.get(frame, '')}.{name}"
    known = table().get((kind, said.rule)) or table().get((kind, OTHERS))
    return said if known in (None, said.confidence) else replace(said, confidence=known)
