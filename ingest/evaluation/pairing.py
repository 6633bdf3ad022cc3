"""Which item of the gold is compared with which that was read: the one-to-one pairs that are most alike in all."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from rapidfuzz import fuzz

from .values import Matcher, likeness, party_form, text_form

Item: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[Item | None, Item | None]  # of the gold, as read
Similarity: TypeAlias = Callable[[Item, Item], float]

CLUES = {"name": 3.0, "ordinal": 2.0, "start": 2.0, "people": 2.0, "country": 1.0, "status": 0.5}
ENOUGH = 2.0  # of these together, for two meetings to be one
CONTRADICTION = -0.5
CHAIRS = frozenset({"chair", "co_chair"})
UNDIRECTED = frozenset({"strategic_partner", "diplomatic_relations"})
_BY_ORDER = 1e-6  # per place: of pairs that are equally alike, those in the same order
_BY_DETAIL = 1e-2  # a detail never weighs as much as one more pair
_LEAST = 1e-12


def pair(gold: Sequence[Item], read: Sequence[Item], similarity: Similarity) -> list[Pair]:
    """Every item once, with its partner or None: those of the gold in order, then what was read besides."""
    weights = [[_ordered(similarity(one, other), row - column) for column, other in enumerate(read)]
               for row, one in enumerate(gold)]  # fmt: skip
    partner = best_pairs(weights)
    taken = set(partner.values())
    pairs: list[Pair] = [(item, read[partner[row]] if row in partner else None) for row, item in enumerate(gold)]
    return pairs + [(None, item) for column, item in enumerate(read) if column not in taken]


def _ordered(weight: float, apart: int) -> float:
    return max(0.0, weight - _BY_ORDER * abs(apart)) if weight else 0.0


def best_pairs(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Row to column, each once, such that the sum of weights is greatest; pairs without weight are left out.

    The assignment problem by successive augmenting paths of greatest gain (Jewell 1962; Busacker and Gowen 1960).
    """
    row_of: dict[int, int] = {}
    while path := _best_path(weights, row_of):
        row_of |= {column: row for row, column in path}
    return {row: column for column, row in row_of.items()}


def _best_path(weights: Sequence[Sequence[float]], row_of: dict[int, int]) -> list[tuple[int, int]]:
    """The pairs to make, from a row without partner to a column without one, that gain most; none if none gains."""
    gain = {row: 0.0 for row in range(len(weights)) if row not in row_of.values()}
    best: dict[int, float] = {}
    via: dict[int, int] = {}
    waiting = list(gain)
    while waiting:
        row = waiting.pop(0)
        for column, weight in enumerate(weights[row]):
            reached = gain[row] + weight
            if weight <= 0 or row_of.get(column) == row or reached <= best.get(column, -math.inf) + _LEAST:
                continue
            best[column], via[column] = reached, row
            if column in row_of:
                gain[row_of[column]] = reached - weights[row_of[column]][column]
                waiting.append(row_of[column])
    free = [column for column in best if column not in row_of and best[column] > _LEAST]
    return _followed(max(free, key=lambda each: best[each]), via, row_of) if free else []


def _followed(column: int, via: dict[int, int], row_of: dict[int, int]) -> list[tuple[int, int]]:
    """The pairs of a path, from its end back to its start."""
    column_of = {row: column for column, row in row_of.items()}
    path = [(via[column], column)]
    while (row := path[-1][0]) in column_of:
        path.append((via[column_of[row]], column_of[row]))
    return path


def meetings(gold: Item, read: Item) -> float:
    """How sure it is that two records are of one event: each clue agrees, contradicts or is silent; 0 if not enough."""
    said = {
        "name": _names(gold, read),
        "start": _dates(text(gold, "start"), text(read, "start")),
        "people": _people(gold.get("people") or [], read.get("people") or []),
        **{key: _equal(gold.get(key), read.get(key)) for key in ("ordinal", "country", "status")},
    }
    total = sum(CLUES[clue] * value for clue, value in said.items())
    return total if total >= ENOUGH else 0.0


def _names(gold: Item, read: Item) -> float:
    """The likeness of names and series: the best of all, and the mean of like with like; unlike ones are silent."""
    keys = ("name", "series")
    alike = {(one, other): _half_way(gold[one], read[other])
             for one in keys if gold.get(one) for other in keys if read.get(other)}  # fmt: skip
    if not alike:
        return 0.0
    best = max(alike.values())
    same = [value for (one, other), value in alike.items() if one == other] or [best]
    return max(0.0, best + sum(same) / len(same) - 1)


def _half_way(gold: str, read: str) -> float:
    """Between what a name shares with another and how equal they are."""
    return (fuzz.token_set_ratio(text_form(gold), text_form(read)) / 100 + likeness(gold, read)) / 2


def _dates(gold: str, read: str) -> float:
    if not gold or not read:
        return 0.0
    if gold == read:
        return 1.0
    return 0.5 if gold.startswith(read) or read.startswith(gold) else CONTRADICTION


def _people(gold: Sequence[Item], read: Sequence[Item]) -> float:
    """The Dice coefficient of who was there."""
    if not gold or not read:
        return 0.0
    shared = sum(None not in each for each in pair(gold, read, people(Matcher())))
    return 2 * shared / (len(gold) + len(read)) if shared else CONTRADICTION


def _equal(gold: object, read: object) -> float:
    if gold is None or read is None:
        return 0.0
    return 1.0 if str(gold) == str(read) else CONTRADICTION


def people(matcher: Matcher) -> Similarity:
    """People of one meeting: the same name, rather with the same role."""

    def similarity(gold: Item, read: Item) -> float:
        if not matcher.same_person(text(gold, "name"), text(read, "name")):
            return 0.0
        chairs = (text(gold, "role") in CHAIRS) == (text(read, "role") in CHAIRS)
        return _weight(likeness(gold["name"], read["name"]), chairs, text(gold, "role") == text(read, "role"))

    return similarity


def named(matcher: Matcher) -> Similarity:
    """Agreements and projects: the same name, rather with the same details."""

    def similarity(gold: Item, read: Item) -> float:
        if not matcher.same_text(text(gold, "name"), text(read, "name")):
            return 0.0
        details = (gold.get(key) == read.get(key) for key in ("kind", "status", "date", "sector"))
        return _weight(likeness(gold["name"], read["name"]), *details)

    return similarity


def posts(matcher: Matcher) -> Similarity:
    """Posts: the same person in the same post."""

    def similarity(gold: Item, read: Item) -> float:
        same_person = matcher.same_person(text(gold, "person"), text(read, "person"))
        if not same_person or not matcher.same_text(text(gold, "post"), text(read, "post")):
            return 0.0
        return _weight(likeness(gold["post"], read["post"]), gold.get("of") == read.get("of"))

    return similarity


def relations(matcher: Matcher) -> Similarity:
    """Standing relations: the same two parties, in this order unless the relation has none, and the same relation."""

    def similarity(gold: Item, read: Item) -> float:
        kinds = text(gold, "relation"), text(read, "relation")
        ends = [[party_form(item.get(key)) for key in ("subject", "object")] for item in (gold, read)]
        joined = ends[0] == ends[1] or (kinds[0] in UNDIRECTED and ends[0] == ends[1][::-1])
        if not joined or not _same_relation(matcher, *kinds):
            return 0.0
        return _weight(gold.get("since") == read.get("since"))

    return similarity


def _same_relation(matcher: Matcher, gold: str, read: str) -> bool:
    other = "other:"
    if gold.startswith(other) and read.startswith(other):
        return matcher.same_text(gold.removeprefix(other), read.removeprefix(other))
    return gold == read


def _weight(*details: float) -> float:
    """One pair, and a little for each detail that agrees."""
    return 1.0 + _BY_DETAIL * sum(details) / len(details)


def text(item: Item, key: str) -> str:
    """A value as text, empty where there is none."""
    return str(item.get(key) or "")
