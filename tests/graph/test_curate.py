"""What people decide: merge then split is the identity, nothing is merged again, a document can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.graph import curate
from comity.graph.audit import damage
from comity.graph.changes import count
from comity.graph.errors import UsageError
from comity.graph.ledger import Ledger
from comity.graph.lookup import resolve_id
from comity.graph.resolve import mentions_of
from comity.graph.settle import settle

from .reports import RURITANIA, SYLVANIA, Chair, Session, ingest, state

# Two parts of a name and no common post or mechanism: two people, as far as a rule can be sure.
ONE = Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),), published="2023-09-20")
OTHER = Session(
    "two",
    body="Council of Bridges",
    ordinal=3,
    start="2024-02-01",
    chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Minister for Bridges",)),),
    published="2024-02-02",
)
FIRST, SECOND = "official/rudolf-rassendyll", "official/rudolf-rassendyll-2"


@pytest.fixture
def two_people(ledger: Ledger) -> Ledger:
    ingest(ledger, ONE, OTHER)
    assert state(ledger).ids("official") == [FIRST, SECOND]
    return ledger


def _mentions(ledger: Ledger, entity: str) -> list[str]:
    with ledger.reading() as connection:
        return mentions_of(connection, entity)


def test_a_merge_moves_all_facts_and_the_old_id_leads_to_the_kept_one(two_people: Ledger) -> None:
    before = state(two_people)
    curate.merge(two_people, FIRST, SECOND)
    settle(two_people)
    after = state(two_people)
    assert after.ids("official") == [FIRST]
    assert resolve_id(two_people, SECOND) == FIRST
    assert len(after.values(FIRST, "holds")) == 2
    assert len(after.values(FIRST, "co_chaired")) == 2
    assert len(after.quotes) == len(before.quotes)


def test_merge_then_split_is_as_before(two_people: Ledger) -> None:
    before = state(two_people)
    moved = _mentions(two_people, SECOND)
    curate.merge(two_people, FIRST, SECOND)
    settle(two_people)
    assert curate.split(two_people, FIRST, moved) == SECOND
    settle(two_people)
    assert state(two_people) == before
    assert resolve_id(two_people, SECOND) == SECOND


PEOPLE = ("Rudolf Rassendyll", "Flavia Elphberg", "Fritz Tarlenheim", "Osra Strakencz")
IDS = tuple(f"official/{name.lower().replace(' ', '-')}" for name in PEOPLE)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of four people, each told of in two documents, in one of which they meet the next."""
    path = tmp_path_factory.mktemp("several") / "ledger.sqlite"
    ledger = Ledger(path)
    for number, name in enumerate(PEOPLE, start=1):
        chairs = tuple(Chair(each, RURITANIA, ("Envoy",)) for each in (name, PEOPLE[number % len(PEOPLE)]))
        ingest(ledger, Session(f"report-{number}", number, f"202{number}-05-01", chairs))
    assert state(ledger).ids("official") == sorted(IDS)
    ledger.close()
    return path


ROUND = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), min_size=1, max_size=3)


@settings(max_examples=8)
@given(st.lists(ROUND, min_size=1, max_size=2))
@example([[(0, 1)], [(1, 3)]])  # one into the other, and later the other into the one
@example([[(0, 1), (2, 1), (0, 1)]])  # two pairs, and then the pairs into one
def test_any_merges_undone_in_turn_leave_all_as_it_was(several: Path, rounds: list[list[tuple[int, int]]]) -> None:
    """Merge then split is the identity, also of what was merged and split before."""
    ledger = Ledger(Path(shutil.copy(several, several.with_name("copy.sqlite"))))
    before = state(ledger)
    for merges in rounds:
        assert_undone_in_turn(ledger, merges)
        assert state(ledger) == before
    assert list(damage(ledger)) == []
    ledger.close()


def test_merges_undone_in_turn_are_undone_again_in_another_order(ledger: Ledger) -> None:
    """One case of the law above, on each database."""
    ingest(ledger, *(Session(each, chairs=(Chair(each, RURITANIA),)) for each in PEOPLE))
    before = state(ledger)
    for merges in ([(0, 1), (2, 1), (0, 1)], [(1, 3), (1, 1)]):
        assert_undone_in_turn(ledger, merges)
        assert state(ledger) == before


def assert_undone_in_turn(ledger: Ledger, merges: list[tuple[int, int]]) -> None:
    """Merge, each time two of those that are left; then split, the last merge first: each former id comes back."""
    left, merged = list(IDS), list[tuple[str, str, list[str]]]()
    for number, step in merges:
        kept, gone = (left[each % len(left)] for each in (number, number + 1 + step % (len(left) - 1)))
        merged.append((kept, gone, _mentions(ledger, gone)))
        curate.merge(ledger, kept, gone)
        settle(ledger)
        left.remove(gone)
    for kept, gone, mentions in reversed(merged):
        assert curate.split(ledger, kept, mentions) == gone
        settle(ledger)


def test_a_former_id_that_others_have_again_is_not_given_to_more(ledger: Ledger) -> None:
    ingest(ledger, *(Session(each, chairs=(Chair(each, RURITANIA),)) for each in PEOPLE[:3]))
    one, other = (_mentions(ledger, each) for each in IDS[1:3])
    curate.merge(ledger, IDS[1], IDS[2])
    curate.merge(ledger, IDS[0], IDS[1])
    assert curate.split(ledger, IDS[0], one) == IDS[1]
    assert curate.split(ledger, IDS[0], other) not in IDS[:2]
    assert _mentions(ledger, IDS[1]) == one


def test_an_id_that_leads_to_another_is_not_merged_again(two_people: Ledger) -> None:
    curate.merge(two_people, FIRST, SECOND)
    for keep, gone in ((FIRST, SECOND), (SECOND, "official/somebody")):
        with pytest.raises(UsageError, match=f"{SECOND} is {FIRST} already"):
            curate.merge(two_people, keep, gone)


def test_what_was_split_is_not_merged_again_by_a_rule(ledger: Ledger) -> None:
    full = "Rudolf Elphberg Rassendyll"
    sessions = [
        Session(stem, ordinal=number, start=day, body=body, chairs=(Chair(full, RURITANIA),))
        for stem, number, day, body in (
            ("a", 1, "2023-01-01", "Joint Commission on Trade"),
            ("b", 4, "2024-01-01", "Council of Bridges"),
            ("c", 9, "2025-01-01", "Committee on Wine"),
        )
    ]
    ingest(ledger, *sessions[:2])
    (one,) = state(ledger).ids("official")
    other = curate.split(ledger, one, _mentions(ledger, one)[:1])
    settle(ledger)
    assert sorted(state(ledger).ids("official")) == sorted([one, other])
    ingest(ledger, sessions[2])
    assert {one, other} < set(state(ledger).ids("official"))


def test_a_body_that_was_split_off_is_no_longer_found_by_its_name(ledger: Ledger) -> None:
    ingest(ledger, Session("a", ordinal=1, start="2021-01-01"), Session("b", ordinal=2, start="2022-01-01"))
    (body,) = state(ledger).ids("mechanism")
    other = curate.split(ledger, body, [each for each in _mentions(ledger, body) if each.startswith("document/b")])
    settle(ledger)
    ingest(ledger, Session("c", ordinal=3, start="2023-01-01"))
    assert sorted(state(ledger).ids("mechanism")) == sorted([body, other])
    assert len(_mentions(ledger, body)) == 2


@pytest.mark.parametrize(
    ("keep", "gone", "reason"),
    [
        (FIRST, FIRST, "one already"),
        (FIRST, "mechanism/ruritania-sylvania-joint-commission-trade", "different kinds"),
        ("party/ruritania", "country/PAK", "registry"),
    ],
)
def test_what_cannot_be_one_is_refused(two_people: Ledger, keep: str, gone: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        curate.merge(two_people, keep, gone)


def test_a_side_that_no_registry_had_may_turn_out_to_be_a_country(two_people: Ledger) -> None:
    curate.merge(two_people, "country/PAK", "party/sylvania")
    settle(two_people)
    assert state(two_people).ids("party") == ["party/ruritania"]
    assert resolve_id(two_people, "party/sylvania") == "country/PAK"


def test_some_mentions_have_to_stay_and_all_have_to_be_the_entitys(two_people: Ledger) -> None:
    mentions = _mentions(two_people, FIRST)
    for wrong in ([], mentions, ["document/one#ffffffffffffffff"]):
        with pytest.raises(UsageError, match="mention"):
            curate.split(two_people, FIRST, wrong)


def test_removing_a_document_takes_what_nothing_else_supports(
    open_ledger: Callable[[str], Ledger], tmp_path: Path
) -> None:
    both, alone = open_ledger("both"), open_ledger("alone")
    again = Session("again", sides=(SYLVANIA, RURITANIA), chairs=ONE.chairs, published="2023-09-20")
    ingest(both, ONE, again)
    ingest(alone, ONE)
    curate.remove(both, "document/again")
    settle(both)
    assert state(both) == state(alone)
    assert count(both) == count(alone)
    assert [each.id for each in both.documents()] == ["document/one"]


def test_a_removed_document_that_is_read_again_counts_again(ledger: Ledger) -> None:
    ingest(ledger, ONE, OTHER)
    before = state(ledger)
    curate.remove(ledger, "document/two")
    settle(ledger)
    assert state(ledger) != before
    with ledger.writing() as book:
        assert curate.restore(book, "document/two")
        assert not curate.restore(book, "document/one")
    settle(ledger)
    assert state(ledger) == before
