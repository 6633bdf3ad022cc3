"""What is remembered of earlier mentions changes no outcome: it is as if each were compared with every other.

Strategy: few names, posts, bodies and sides, so that portraits recur and entities come together.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from comity.graph import curate, tables
from comity.graph.identity import COMPARED, Profile, block, same
from comity.graph.ledger import Ledger
from comity.graph.mentions import Draft
from comity.graph.portraits import Portraits, portrait
from comity.graph.records import statements_of
from comity.graph.resolve import Entities, entities_of, mentions_of

from .reports import RURITANIA, SYLVANIA, Chair, Session, record

Open = Callable[[str], Ledger]
Rows = list[tuple[str, ...]]
chairs = st.builds(
    Chair,
    st.sampled_from(["Rudolf Rassendyll", "Rudolf Elphberg Rassendyll"]),
    st.sampled_from([RURITANIA, SYLVANIA]),
    st.lists(st.sampled_from(["Envoy", "Judge", "Consul"]), min_size=1, max_size=2, unique=True).map(tuple),
)
sessions = st.builds(
    Session,
    stem=st.just(""),
    ordinal=st.integers(1, 3),
    start=st.sampled_from(["2020-01-05", "2020-01-09", "2020", "2023-05-01", ""]),
    chairs=st.lists(chairs, max_size=2, unique_by=lambda chair: chair.name).map(tuple),
    body=st.sampled_from([f"{field} Talks" for field in ("Border", "River", "Forest", "Lake", "Sea")]),
    agreements=st.lists(
        st.sampled_from([("Agreement on Bridges", "signed", ""), ("The Agreement on Bridges (2020)", "signed", "")]),
        max_size=2,
        unique=True,
    ).map(tuple),
)
numbered = st.lists(sessions, min_size=1, max_size=6).map(
    lambda listed: [replace(each, stem=f"report-{number}") for number, each in enumerate(listed)]
)


@contextmanager
def new_ledger() -> Generator[Ledger]:
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder, "ledger.sqlite"))
        yield ledger
        ledger.close()


def told(ledger: Ledger) -> Rows:
    """Every row of `identity`, `mention` and `redirect`, with texts for numbers."""
    with ledger.reading() as connection:
        texts = {row.id: row.text for row in connection.execute(select(tables.term))}
        identity = select(*(tables.identity.c[name] for name in ("local", "entity", "block", "rule")))
        rows: Rows = [
            tuple(texts.get(each, each) for each in row)
            for row in connection.execute(identity.order_by(tables.identity.c.id))
        ]
        for table in (tables.mention, tables.redirect):
            rows += sorted(tuple(texts[each] for each in row) for row in connection.execute(select(table)))
    return rows


@settings(max_examples=15, deadline=None)
@given(numbered, st.sampled_from([3, 1_000]))
def test_what_is_remembered_gives_the_same_rows_as_what_is_read_anew(reports: Sequence[Session], limit: int) -> None:
    portraits = Portraits(limit)
    with new_ledger() as remembering, new_ledger() as reading:
        for each in reports:
            record(remembering, each.report(), portraits)
            record(reading, each.report())
        assert told(remembering) == told(reading)


@settings(max_examples=15, deadline=None)
@given(numbered)
def test_two_mentions_that_a_rule_takes_for_one_are_one_entity(reports: Sequence[Session]) -> None:
    portraits = Portraits()
    with new_ledger() as ledger:
        for each in reports:
            record(ledger, each.report(), portraits)
        profiles, entities = everybody(ledger)
    # In this order two sessions of one report may be compared, never two people: each has its own name.
    for one, other in combinations(profiles, 2):
        if block(one) == block(other) and same(one, other):
            assert entities[one.local] == entities[other.local]


def everybody(ledger: Ledger) -> tuple[list[Profile], Entities]:
    """The profile of every mention that is compared, and the entity of each mention."""
    with ledger.reading() as connection:
        said = [each for document in ledger.documents() for each in statements_of(connection, document.id)]
        draft = Draft(said)
        entities = entities_of(connection, draft.mentions)
    return [draft.profile(local, entities) for local, kind in draft.kinds.items() if kind in COMPARED], entities


@settings(max_examples=15, deadline=None)
@given(numbered)
def test_a_rule_sees_nothing_of_a_mention_but_its_portrait(reports: Sequence[Session]) -> None:
    with new_ledger() as ledger:
        for each in reports:
            record(ledger, each.report())
        profiles, _ = everybody(ledger)
    for one, other in combinations(profiles, 2):
        if block(one) == block(other):
            assert same(one, other) == same(portrait(one), portrait(other)) == same(one, portrait(other))


ENVOY, JUDGE, BOTH = (
    Session(
        f"report-{number}", number, f"201{number}", (Chair("Rudolf Rassendyll", RURITANIA, posts),), f"Talks {number}"
    )
    for number, posts in enumerate([("Envoy",), ("Judge",), ("Envoy", "Judge")], start=1)
)


LATER = replace(JUDGE, stem="later", ordinal=4, body="Talks 4")


def test_who_becomes_one_on_the_way_is_remembered_as_one(open_ledger: Open) -> None:
    for number, order in enumerate(permutations((ENVOY, JUDGE, BOTH, LATER))):
        portraits, remembering, reading = Portraits(), open_ledger(f"remembering-{number}"), open_ledger(f"{number}")
        for each in order:
            record(remembering, each.report(), portraits)
            record(reading, each.report())
        assert told(remembering) == told(reading)
        assert len({row[1] for row in told(reading) if len(row) == 3 and row[1].startswith("official/")}) == 1


def split(ledger: Ledger) -> None:
    """Take the judge out of the one that all three were."""
    with ledger.reading() as connection:
        mentions = mentions_of(connection, "official/rudolf-rassendyll")
    curate.split(ledger, "official/rudolf-rassendyll", [each for each in mentions if JUDGE.stem in each])


def test_what_somebody_else_decides_between_two_documents_counts(open_ledger: Open) -> None:
    portraits = Portraits()
    for name, remembered in (("remembering", portraits), ("reading", None)):
        ledger = open_ledger(name)
        for each in (ENVOY, JUDGE, BOTH):
            record(ledger, each.report(), remembered)
        split(open_ledger(name))
        record(ledger, LATER.report(), remembered)
    assert told(open_ledger("remembering")) == told(open_ledger("reading"))


def interrupted(ledger: Ledger, portraits: Portraits) -> None:
    """Remember what is never committed."""
    with ledger.writing() as book, portraits.during(book.connection):
        portraits.recall(book.connection, ["Person|rassendyll rudolf"], lambda _: {})
        portraits.add("Person|rassendyll rudolf", "document/none#1", 1, "official/nobody")
        raise InterruptedError


def test_what_was_taken_back_with_its_transaction_is_forgotten(ledger: Ledger) -> None:
    portraits = Portraits()
    record(ledger, ENVOY.report(), portraits)
    with pytest.raises(InterruptedError):
        interrupted(ledger, portraits)
    record(ledger, BOTH.report(), portraits)
    assert {row[1] for row in told(ledger) if row[1].startswith("official/")} == {"official/rudolf-rassendyll"}
