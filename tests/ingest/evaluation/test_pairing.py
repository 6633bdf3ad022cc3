"""The pairs of an assignment: none is better, and each item stands in one."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from comity.ingest.evaluation.pairing import best_pairs, meetings, pair, relations
from comity.ingest.evaluation.values import Matcher

WEIGHTS = st.integers(0, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 9), min_size=columns, max_size=columns), max_size=4)
)


@given(WEIGHTS)
def test_no_other_pairs_weigh_more(weights: list[list[int]]) -> None:
    found = best_pairs(weights)
    assert len(set(found.values())) == len(found)
    assert all(weights[row][column] > 0 for row, column in found.items())
    assert sum(weights[row][column] for row, column in found.items()) == _most(weights)


def _most(weights: list[list[int]]) -> int:
    """By trying every order of the columns, with as many empty ones as there are rows."""
    rows = [row + [0] * len(weights) for row in weights]
    columns = range(len(rows[0]) if rows else 0)
    return max(
        sum(row[column] for row, column in zip(rows, order, strict=True)) for order in permutations(columns, len(rows))
    )


def test_every_item_stands_in_one_pair() -> None:
    gold, read = [{"n": 1}, {"n": 2}], [{"n": 2}, {"n": 3}]
    pairs = pair(gold, read, lambda one, other: float(one["n"] == other["n"]))
    assert pairs == [(gold[0], None), (gold[1], read[0]), (None, read[1])]


def test_equal_candidates_pair_in_their_order() -> None:
    gold, read = [{"n": 1}, {"n": 2}], [{"n": 3}, {"n": 4}]
    assert pair(gold, read, lambda one, other: 1.0) == [(gold[0], read[0]), (gold[1], read[1])]


def test_meetings_are_told_apart_by_what_contradicts() -> None:
    gold = {"name": "Joint Trade Committee", "ordinal": 6, "start": "2024-05-12", "status": "held"}
    assert meetings(gold, gold) > 0
    assert meetings(gold, {"name": "Rail Forum", "ordinal": 7, "start": "2026", "status": "planned"}) == 0
    assert meetings(gold, {**gold, "name": "the Committee", "start": "2024-05"}) > 0


def test_a_relation_without_direction_may_be_read_from_either_side() -> None:
    alike = relations(Matcher())
    partners = {"subject": "Ruritania", "relation": "strategic_partner", "object": "Sylvania"}
    turned = {"subject": "Sylvania", "relation": "strategic_partner", "object": "Ruritania"}
    assert alike(partners, turned) > 0
    assert alike({**partners, "relation": "member"}, {**turned, "relation": "member"}) == 0
