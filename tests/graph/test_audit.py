"""Damage in the ledger itself is found and named: texts, statements, quotes, mentions, redirects."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from comity.graph import curate
from comity.graph.audit import damage
from comity.graph.check import Difference
from comity.graph.ledger import Ledger
from comity.graph.resolve import mentions_of
from comity.graph.settle import settle

from .reports import RURITANIA, SYLVANIA, Chair, Session, ingest

FIRST, SECOND = "official/rudolf-rassendyll", "official/rudolf-rassendyll-2"
SESSIONS = (
    Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)),)),
    Session("two", 3, "2024-02-01", (Chair("Rudolf Rassendyll", RURITANIA),), body="Council of Bridges"),
    Session("three", 4, "2024-05-01", (Chair("Flavia Elphberg", SYLVANIA),), body="Council of Bridges"),
)


@pytest.fixture
def merged(ledger: Ledger) -> Ledger:
    """A ledger with one redirect in it."""
    ingest(ledger, *SESSIONS)
    curate.merge(ledger, FIRST, SECOND)
    settle(ledger)
    return ledger


def change(ledger: Ledger, statement: str, **values: Any) -> None:
    """Write by hand, past everything that watches over the ledger."""
    with ledger.writing() as book:
        assert book.connection.execute(text(statement), values).rowcount == 1


def kinds(found: list[Difference]) -> set[tuple[str, str]]:
    return {(each.kind, each.id) for each in found}


def test_nothing_is_wrong_with_what_was_merged_split_removed_and_read_again(merged: Ledger) -> None:
    assert list(damage(merged)) == []
    with merged.reading() as connection:
        mentions = mentions_of(connection, FIRST)
    for moved in (mentions[:1], mentions[1:2]):
        other = curate.split(merged, FIRST, moved)
        settle(merged)
        assert list(damage(merged)) == []
        curate.merge(merged, FIRST, other)
        settle(merged)
        assert list(damage(merged)) == []
    curate.remove(merged, "document/two")
    settle(merged)
    assert list(damage(merged)) == []


def test_a_text_that_was_altered_spoils_its_document_and_all_that_it_says(merged: Ledger) -> None:
    change(merged, "UPDATE document SET text = text || '.' WHERE name = 'document/one'")
    (found,) = damage(merged)
    assert (found.store, found.kind, found.id) == ("ledger", "document", "document/one")
    assert found.expected != found.found


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ('UPDATE statement SET "end" = "end" - 1 WHERE id = 5', "quote"),
        ("UPDATE statement SET start = start + 1 WHERE id = 5", "quote"),
        ("UPDATE statement SET spans = '1-9' WHERE id = 5", "statement"),
        ("UPDATE statement SET value = value + 1 WHERE id = 5", "statement"),
        ("UPDATE statement SET subject = subject + 1 WHERE id = 5", "statement"),
        ("UPDATE statement SET valid = '2024-01-01////' WHERE id = 5", "statement"),
        ("UPDATE statement SET document = document + 1 WHERE id = 5", "statement"),
    ],
)
def test_a_statement_that_says_something_else_is_named(merged: Ledger, statement: str, kind: str) -> None:
    with merged.reading() as connection:
        (hashed,) = connection.execute(text("SELECT hash FROM statement WHERE id = 5")).one()
    change(merged, statement)
    assert (kind, bytes(hashed).hex()) in kinds(list(damage(merged)))


NUMBER = "(SELECT id FROM term WHERE text = '{}')"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM redirect", ("redirect", SECOND, FIRST, None)),
        (
            f"UPDATE redirect SET kept = {NUMBER.format('official/flavia-elphberg')}",
            ("redirect", SECOND, None, "official/flavia-elphberg"),
        ),
        (
            f"INSERT INTO redirect VALUES ({NUMBER.format('official/flavia-elphberg')}, {NUMBER.format(FIRST)})",
            ("redirect", "official/flavia-elphberg", None, FIRST),
        ),
    ],
)
def test_a_redirect_that_no_decision_bears_out_is_named(
    merged: Ledger, statement: str, told: tuple[str, str, str | None, str | None]
) -> None:
    change(merged, statement)
    (found,) = damage(merged)
    assert (found.kind, found.id, found.expected, found.found) == told


def test_a_mention_that_became_another_entity_by_hand_is_named(merged: Ledger) -> None:
    with merged.reading() as connection:
        (mention,) = mentions_of(connection, "official/flavia-elphberg")
    change(
        merged,
        f"UPDATE mention SET entity = {NUMBER.format(FIRST)} WHERE local = (SELECT id FROM term WHERE text = :local)",
        local=mention,
    )
    (found,) = damage(merged)
    assert (found.kind, found.id, found.expected, found.found) == (
        "mention",
        mention,
        "official/flavia-elphberg",
        FIRST,
    )
