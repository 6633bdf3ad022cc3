"""All entities in memory, to be listed and found: by names and aliases, whatever their accents, with a slip or two.

A name is words; a query word finds the words of the vocabulary that are it, begin with it, or are spelled nearly like
it, and each of them the entities that bear it. Rarer words count more (the inverse document frequency of information
retrieval). It is derived from the ledger and follows it by its numbers, the same on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest, nsmallest
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import Connection, select

from . import tables
from .changes import last_number
from .dates import extent
from .entities import EntityReader
from .ledger import Ledger
from .model import Entity
from .names import fold
from .ontology import ontology
from .registry import registry

NAMES = ("name", "name_as_styled", "acronym", "title", "identifier", "demonym")  # the properties that name a thing
DATES = ("start_date", "published")
MOST_WORDS = 12  # of a query: more are left unread
_MOST_BEGINNINGS = 200  # vocabulary words that one query word may begin
_MOST_SLIPS = 50
_COMMON = 2000  # so many bear a word that tells little
_MOST_TAKEN_OFF = 0.11  # by `_fit`, from what is covered
_EXACT, _BEGINNING, _SLIP = 1.0, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity as lists show it. `names` are folded; `date` is EDTF text, empty where there is none."""

    id: str
    label: str
    classes: tuple[str, ...]
    states: tuple[str, ...]
    date: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, and how well it fits: 1 for a whole name as asked."""

    listed: Listed
    score: float


class _Index:
    """What is searched: from a word to the ids that bear it, the words in alphabetical order, and by their length."""

    def __init__(self) -> None:
        self.bearers: dict[str, set[str]] = {}
        self.words: list[str] = []
        self.by_length: dict[int, list[str]] = {}

    def replace(self, changed: Iterable[tuple[Listed | None, Listed | None]]) -> None:
        """Take in what each entity was and is now; None where it was or is not there."""
        for before, after in changed:
            for word in _words(before) if before else ():
                self.bearers[word].discard(before.id if before else "")
            for word in _words(after) if after else ():
                self.bearers.setdefault(word, set()).add(after.id if after else "")
        self.words = sorted(word for word, bearers in self.bearers.items() if bearers)
        self.by_length = {}
        for word in self.words:
            self.by_length.setdefault(len(word), []).append(word)

    def like(self, word: str) -> Iterator[tuple[str, float]]:
        """The words of the vocabulary that a query word may mean, each with its closeness; slips where it is none."""
        start = bisect_left(self.words, word)
        for like in self.words[start : start + _MOST_BEGINNINGS]:
            if not like.startswith(word):
                break
            yield like, _EXACT if like == word else _BEGINNING
        slips = 0 if len(word) < 4 or self.bearers.get(word) else 1 if len(word) < 8 else 2  # short ones have too many
        if slips:
            lengths = range(len(word) - slips, len(word) + slips + 1)
            words = [like for length in lengths for like in self.by_length.get(length, ())]
            near = process.extract(word, words, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_SLIPS)
            yield from ((like, _SLIP / distance) for like, distance, _ in near if distance)


class Catalogue:
    """Follows one ledger; `refresh` takes in what is new, all else only reads and may run beside it."""

    def __init__(self, ledger: Ledger) -> None:
        self.watermark = -1  # below any: nothing was read yet
        self.listed: Mapping[str, Listed] = {}
        self._ledger = ledger
        self._index = _Index()
        self._lock = Lock()

    def refresh(self) -> None:
        """Take in the entities that have changed since the last time."""
        with self._ledger.reading() as connection:
            last = last_number(connection)
            if last == self.watermark:
                return
            changed = _changed(connection, self.watermark, last)
            live = [id for id, is_gone in changed.items() if not is_gone]
            new = {entity.id: _listed(entity) for entity in EntityReader(connection).entities(live)}
        self.replace(changed, new)
        self.watermark = last

    def replace(self, changed: Iterable[str], new: Mapping[str, Listed]) -> None:
        """Put the new ones in the place of what has changed."""
        gone = frozenset(changed)
        kept = {id: each for id, each in self.listed.items() if id not in gone}
        with self._lock:
            self._index.replace((self.listed.get(id), new.get(id)) for id in gone)
            self.listed = {**kept, **new}

    def search(self, text: str, kind: str = "", limit: int = 50) -> list[Hit]:
        """The entities (of a class) that a text names, the best first; for an empty text all, by their labels."""
        if not (words := fold(text).split()[:MOST_WORDS]):
            return [Hit(each, 1.0) for each in sorted(self._of(kind), key=_by_label)[:limit]]
        with self._lock:
            scores = self._scores(words)
            found = [(self.listed[id], score) for id, score in scores.items() if id in self.listed]
        if kind:
            found = [(each, score) for each, score in found if kind in each.classes]
        least = min(nlargest(limit, (score for _, score in found)), default=0.0) - _MOST_TAKEN_OFF
        likely = [(each, score) for each, score in found if score >= least]
        if len(likely) > _COMMON:  # all that bear one common word: the shorter ones fit better
            likely = nsmallest(_COMMON, likely, key=lambda item: len(item[0].label))
        hits = [Hit(each, _fit(each, words, score)) for each, score in likely]
        return sorted(hits, key=lambda hit: (-hit.score, len(hit.listed.label), hit.listed.id))[:limit]

    def label(self, id: str) -> str:
        """What an entity is called; its id where it is not listed."""
        return self.listed[id].label if id in self.listed else id

    def lies_within(self, listed: Listed, first: date | None, last: date | None) -> bool:
        """May it have been between two days? What has no date is within no bounds."""
        if first is None and last is None:
            return True
        if not listed.date:
            return False
        span = extent(listed.date)
        ended = first is not None and span.last is not None and span.last < first
        return not ended and not (last is not None and span.first is not None and span.first > last)

    def _of(self, kind: str) -> Iterator[Listed]:
        return (each for each in self.listed.values() if not kind or kind in each.classes)

    def _scores(self, words: Sequence[str]) -> Mapping[str, float]:
        """For each entity with a like word: the part of the query, by weight, that its names cover.

        The rarest words go first; a common one only adds to what those have found, if they have found anything.
        """
        index, total = self._index, max(1, len(self.listed))
        covered: dict[str, float] = defaultdict(float)
        weights = 0.0
        for word in sorted(words, key=lambda word: len(index.bearers.get(word, ()))):
            borne = index.bearers.get(word, frozenset[str]())
            weight = math.log(1 + total / (1 + len(borne))) + 0.1
            weights += weight
            if covered and len(borne) > _COMMON:
                best: Mapping[str, float] = dict.fromkeys(borne & covered.keys(), _EXACT)
            else:
                best = self._closest(word)
            for id, closeness in best.items():
                covered[id] += weight * closeness
        return {id: score / weights for id, score in covered.items()}

    def _closest(self, word: str) -> Mapping[str, float]:
        """The entities that bear a like word, and how close it is."""
        best: dict[str, float] = {}
        for like, closeness in self._index.like(word):
            for id in self._index.bearers.get(like, ()):
                best[id] = max(best.get(id, 0.0), closeness)
        return best


def _changed(connection: Connection, watermark: int, last: int) -> Mapping[str, bool]:
    """The entities whose own row has changed, and whether each is gone."""
    entity, term = tables.entity.c, tables.term.c
    query = (
        select(term.text, entity.gone)
        .join(tables.term, term.id == entity.id)
        .where(entity.seq > watermark, entity.seq <= last)
    )
    return {row.text: row.gone for row in connection.execute(query)}


def _listed(entity: Entity) -> Listed:
    values = defaultdict[str, list[str]](list)
    for name, literal in entity.literals:
        values[name].append(literal.text)
    names = [entity.label, *(each for name in NAMES for each in values[name]), *_given_names(entity.id)]
    dates = [each for name in DATES for each in values[name]]
    folded = tuple(dict.fromkeys(fold(each) for each in names if each))
    return Listed(entity.id, entity.label, entity.classes, entity.states, dates[0] if dates else "", folded)


def _given_names(id: str) -> Sequence[str]:
    """What the registry or a code list calls a thing besides."""
    if entry := registry().get(id):
        return (*entry.names, entry.code, *entry.demonyms)
    concept = ontology().concepts.get(id)
    return concept.alternatives if concept else ()


def _words(listed: Listed) -> set[str]:
    """The words under which an entity is found: those of its names, and of the last part of its id."""
    return {*" ".join(listed.names).split(), *fold(listed.id.rpartition("/")[2]).split()}


def _fit(listed: Listed, words: Sequence[str], covered: float) -> float:
    """How much of the query is covered, less a little for what the name has more; 1 only for the whole name."""
    text = " ".join(words)
    if text in listed.names:
        return 1.0
    shortest = min(len(name.split()) for name in listed.names) if listed.names else 1
    return round(0.95 * covered - 0.01 * min(10, abs(shortest - len(words))), 4)


def _by_label(listed: Listed) -> tuple[str, str]:
    return fold(listed.label), listed.id
