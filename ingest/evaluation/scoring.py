"""Sums up judged facts: precision, recall and F1 of each fact type and role; documents that are right as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .judging import FACT_TYPES, MAIN, Judged, Outcome

CORE = ("series", "ordinal", "start", "country", "parties")  # of the main meeting
COUNTED = tuple(row for kind in FACT_TYPES if not kind.is_view for row in kind.rows)
ROWS = tuple(row for kind in FACT_TYPES for row in kind.rows)
ROLE = "role."


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def n(self) -> int:
        """How many facts the gold has."""
        return self.tp + self.fn

    @property
    def precision(self) -> float | None:
        """Of what was read, how much is right; None where nothing was."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Of what the gold has, how much was read; None where it has nothing."""
        return _share(self.tp, self.n)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both (van Rijsbergen 1979)."""
        return _share(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


_COUNTS = {
    Outcome.RIGHT: Counts(tp=1),
    Outcome.WRONG: Counts(fp=1, fn=1),
    Outcome.MISSED: Counts(fn=1),
    Outcome.SPURIOUS: Counts(fp=1),
}


@dataclass(frozen=True)
class Score:
    """The judged facts of all documents, by the document's id."""

    judged: Mapping[str, tuple[Judged, ...]]

    @cached_property
    def rows(self) -> Mapping[str, Counts]:
        """The figures of every fact type and role that occurs."""
        counted = Counter((fact.row, fact.outcome) for facts in self.judged.values() for fact in facts)
        found: dict[str, Counts] = {}
        for (row, outcome), times in counted.items():
            one = _COUNTS[outcome]
            found[row] = found.get(row, Counts()) + Counts(one.tp * times, one.fp * times, one.fn * times)
        return found

    @property
    def facts(self) -> Mapping[str, Counts]:
        """The rows of fact types, in their order."""
        return {row: self.rows.get(row, Counts()) for row in ROWS}

    @property
    def roles(self) -> Mapping[str, Counts]:
        """The rows of roles, the commonest first: how many people were found in the right one."""
        found = {row.removeprefix(ROLE): counts for row, counts in self.rows.items() if row.startswith(ROLE)}
        return dict(sorted(found.items(), key=lambda each: (-each[1].n, each[0])))

    @property
    def micro(self) -> Counts:
        """All facts together, each once."""
        return sum((self.facts[row] for row in COUNTED), Counts())

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 of the fact types that the gold has."""
        scores = [self.facts[row].f1 or 0.0 for row in COUNTED if self.facts[row].n]
        return sum(scores) / len(scores) if scores else None

    @property
    def chairs_right(self) -> tuple[int, int]:
        """Of the documents with a chair, in how many every chair and side is right and none is spurious."""
        return self._right({"chair.who_what", "chair.side"}, "chair.who_what")

    @property
    def main_right(self) -> tuple[int, int]:
        """Of the documents with a meeting, in how many the main one is found and its core right."""
        return self._right({MAIN.row, *(f"{MAIN.prefix}.{name}" for name in CORE)}, MAIN.row)

    def _right(self, rows: set[str], asked: str) -> tuple[int, int]:
        """Documents that have a row in the gold, and those of them that are right in all these rows."""
        in_gold = (Outcome.RIGHT, Outcome.MISSED)
        has = [facts for facts in self.judged.values() if any(f.row == asked and f.outcome in in_gold for f in facts)]
        right = [facts for facts in has if all(f.outcome is Outcome.RIGHT for f in facts if f.row in rows)]
        return len(right), len(has)


def score(judged: Iterable[tuple[str, Iterable[Judged]]]) -> Score:
    """The score of documents whose facts have been judged."""
    return Score({document: tuple(facts) for document, facts in judged})
