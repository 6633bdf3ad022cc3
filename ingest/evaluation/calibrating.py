"""Makes rules/en/confidence.csv anew from annotated reports: how often each kind of evidence was right.

    python -m comity.ingest.evaluation.calibrating GOLD_DIR [--try]

`--try` writes nothing: it counts on each half of the reports and tells how far the other half is from what that states.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..extraction.confidence import FILE, OTHERS, Calibrated, level, share
from ..extraction.reader import read_by_rules
from ..extraction.record import record
from ..reading import READER
from .gold import Annotated, read_gold
from .judging import judge
from .reliability import Claim, bands, claims, error

ENOUGH = 15  # facts of a rule, for it to have a row of its own

# Where in a record the value of a frame's field stands, where it is not at the field's own name.
FRAMES = {"meetings": "event", "meetings.people": "participation", "agreements": "agreement", "projects": "project"}
FIELDS = {
    "meetings.series": "mechanism.name",
    "meetings.place": "place.name",
    "meetings.people.name": "person.name",
    "meetings.people.for": "participation.party",
    "meetings.people.post": "post.title",
    "posts.post": "post.title",
    "posts.of": "post.party",
    "relations.relation": "relation.relation",
    "relations.since": "relation.since",
}


def main() -> int:
    """Count, then write the file or tell how well it would do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--try", action="store_true", dest="tries")
    asked = parser.parse_args()
    said = [tuple(judged_claims(each)) for each in read_gold(asked.gold)]
    if asked.tries:
        sys.stdout.write(f"stated by one half, observed in the other: {across_halves(said):.3f} apart on average\n")
    else:
        write(calibrate(claim for each in said for claim in each))
    return 0


def judged_claims(annotated: Annotated) -> Iterator[Claim]:
    """What the rules read in a report, each value judged, with the confidence that its rule gave it."""
    document = READER.read(annotated.path)
    made = record(read_by_rules(document), document)
    return claims(judge(annotated.gold, made), made["evidence"])


def calibrate(said: Iterable[Claim]) -> list[Calibrated]:
    """A row for each rule of a kind of evidence that was met often enough, and one for the others of that kind."""
    counted: dict[str, dict[str, list[bool]]] = {}
    for claim in said:
        counted.setdefault(kind_of(claim.path), {}).setdefault(claim.rule, []).append(claim.right)
    return [row for kind in sorted(counted) for row in _rows(kind, counted[kind])]


def _rows(kind: str, by_rule: Mapping[str, Sequence[bool]]) -> Iterator[Calibrated]:
    whole = share(*_counts(by_rule.values()))
    others = _counts(each for each in by_rule.values() if len(each) < ENOUGH)
    yield _row(kind, OTHERS, others, whole)
    for rule, each in sorted(by_rule.items()):
        if len(each) >= ENOUGH:
            yield _row(kind, rule, _counts([each]), whole)


def _counts(judged: Iterable[Sequence[bool]]) -> tuple[int, int]:
    """How many are right, of how many."""
    each = [right for some in judged for right in some]
    return sum(each), len(each)


def _row(kind: str, rule: str, counts: tuple[int, int], whole: float) -> Calibrated:
    right, said = counts
    return Calibrated(kind, rule, said, right, level(right, said, whole))


def kind_of(path: str) -> str:
    """The kind of evidence at a place of a record: "/meetings/0/people/1/role" is "participation.role"."""
    place = ".".join(part for part in path.strip("/").split("/") if not re.fullmatch(r"\d+", part))
    owner, _, name = place.rpartition(".")
    return FIELDS.get(place) or f"{FRAMES[owner]}.{name}"


def across_halves(said: Sequence[Sequence[Claim]]) -> float:
    """The calibration error on each half of the reports, by what the other half tells; the mean of both."""
    halves = [[claim for each in said[start::2] for claim in each] for start in (0, 1)]
    return sum(_error_of(calibrate(one), other) for one, other in (halves, halves[::-1])) / 2


def _error_of(rows: Iterable[Calibrated], said: Iterable[Claim]) -> float:
    known = {(row.kind, row.rule): row.confidence for row in rows}
    stated = (claim._replace(confidence=_stated(known, claim)) for claim in said)
    return error(bands(stated))


def _stated(known: Mapping[tuple[str, str], float], claim: Claim) -> float:
    kind = kind_of(claim.path)
    return known.get((kind, claim.rule), known.get((kind, OTHERS), claim.confidence))


def write(rows: Iterable[Calibrated], path: Path = FILE) -> None:
    """The file, whole."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Calibrated._fields)
        writer.writerows((*row[:4], f"{row.confidence:.2f}") for row in rows)


if __name__ == "__main__":
    sys.exit(main())
