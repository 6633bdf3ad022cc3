"""Whether confidence can be believed: of the values said at each confidence, how many were right.

A reliability table (DeGroot and Fienberg 1983). The expected calibration error is the mean distance between what was
stated and what was observed, each value counted once (Naeini, Cooper and Hauskrecht 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .judging import Judged, Outcome
from .scoring import COUNTED

# Where the evidence of an item as a whole is: at a field that it must have.
LEADING = ("", "/name", "/post", "/relation")


class Claim(NamedTuple):
    """A value that was read and judged: its fact type, where it stands in the record, how it was read, how it went."""

    row: str
    path: str
    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Values said at one confidence."""

    confidence: float
    said: int
    right: int

    @property
    def observed(self) -> float:
        """The share of them that is right."""
        return self.right / self.said


def claims(judged: Iterable[Judged], evidence: Iterable[Mapping[str, Any]]) -> Iterator[Claim]:
    """What was read, with its evidence; each once. What has no evidence (it was given, not read) is left out."""
    known = {str(each["path"]): each for each in evidence}
    for fact in judged:
        if fact.outcome is Outcome.MISSED or fact.row not in COUNTED:
            continue
        path = next((f"{fact.pointer}{end}" for end in LEADING if f"{fact.pointer}{end}" in known), "")
        if path:
            said = known[path]
            yield Claim(fact.row, path, said["rule"], said["confidence"], fact.outcome is Outcome.RIGHT)


def bands(said: Iterable[Claim]) -> list[Band]:
    """The values by their confidence, the surest first."""
    counted: dict[float, list[bool]] = {}
    for claim in said:
        counted.setdefault(claim.confidence, []).append(claim.right)
    return [Band(level, len(each), sum(each)) for level, each in sorted(counted.items(), reverse=True)]


def bands_by_row(said: Sequence[Claim]) -> Mapping[str, list[Band]]:
    """The same for each fact type that occurs, in their order."""
    found = {row: bands(each for each in said if each.row == row) for row in COUNTED}
    return {row: each for row, each in found.items() if each}


def error(of: Sequence[Band]) -> float:
    """The expected calibration error: how far, on average, the observed share is from what was stated."""
    said = sum(band.said for band in of)
    return sum(band.said * abs(band.observed - band.confidence) for band in of) / said if said else 0.0
