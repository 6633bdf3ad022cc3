"""Fusing what is stale: after a change of the rules, of identity, and after kills at any moment."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from comity.graph import settle as settling
from comity.graph import tables
from comity.graph.curate import merge, remove, split
from comity.graph.dates import since
from comity.graph.ledger import Ledger
from comity.graph.model import Document, Link, Literal, Reference, Span, Statement, Value, Verdict
from comity.graph.settle import settle
from comity.ingest.extraction.statements import statements

from .conftest import Open, Place
from .reports import RURITANIA, SYLVANIA, Chair, Session, add, ingest, record, state, told

INGEST = """
import pickle, sys
from pathlib import Path
from comity.graph.ledger import Ledger
from comity.graph.resolve import Resolver
from comity.graph.settle import mark_groups, mark_merged, settle

ledger = Ledger(sys.argv[1])
settling = lambda done, total: print("fused", flush=True)
for document, said in pickle.loads(Path(sys.argv[2]).read_bytes()):
    with ledger.writing() as book:
        stored = book.add_document(document)
        if not book.was_read(stored, "rules@1"):
            book.add_reading(stored, "rules@1", said)
            resolver = Resolver(book, said)
            mark_groups(book, said, resolver.resolve())
            for gone, mentions in resolver.merged:
                mark_merged(book, gone, mentions)
        print("recorded", flush=True)
    settle(ledger, settling)
"""


def sessions(number: int) -> list[Session]:
    """Reports of which several tell of one session, and the last connects people who were apart."""
    chairs = [Chair("Rudolf Rassendyll", RURITANIA, (post,)) for post in ("Envoy", "Judge")]
    told = [
        Session(f"report-{n}", 1 + n // 3, f"20{10 + n // 3}-09-{10 + n % 3}", (chairs[n % 2],), f"Talks {n % 2}")
        for n in range(number - 1)
    ]
    last = Session("last", 99, "2030", (Chair("Rudolf Rassendyll", RURITANIA, ("Envoy", "Judge")),), "Last Talks")
    return [*told, last]


def test_kills_at_any_moment_change_nothing(tmp_path: Path, place: Place, open_ledger: Open) -> None:
    told = sessions(10)
    work, random, killed = tmp_path / "work.pickle", Random(5), place("killed")
    path = str(killed) if isinstance(killed, Path) else killed.render_as_string(hide_password=False)
    reports = [each.report() for each in told]
    work.write_bytes(pickle.dumps([(document, statements(reading, document)) for document, reading in reports]))
    for _ in range(5):
        kill_after(random.randrange(1, 8), [sys.executable, "-c", INGEST, path, str(work)])
    subprocess.run([sys.executable, "-c", INGEST, path, str(work)], check=True, stdout=subprocess.DEVNULL)
    undisturbed = open_ledger("undisturbed")
    for each in told:
        ingest(undisturbed, each)
    assert state(open_ledger("killed")) == state(undisturbed)


def kill_after(steps: int, command: Sequence[str]) -> None:
    """Start it, and kill it while it works on what follows this many steps."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(steps):
            process.stdout.readline()
        process.kill()
    assert process.returncode != 0


def test_other_rules_of_fusing_are_applied_to_everything(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(ledger, *sessions(4))
    before = state(ledger)
    monkeypatch.setattr(settling, "FUSE_VERSION", "other")
    with ledger.reading() as connection:
        groups = connection.execute(
            select(func.count()).select_from(
                select(tables.fact.c.subject, tables.fact.c.property).distinct().subquery()
            )
        ).scalar_one()
    assert settle(ledger) >= groups
    assert settle(ledger) == 0
    assert state(ledger) == before


def test_groups_that_made_no_fact_so_far_are_fused_again_too(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comity.graph.fuse.COUNTED", ())
    ingest(ledger, Session("one"))
    assert state(ledger).facts == ()
    monkeypatch.undo()
    monkeypatch.setattr(settling, "FUSE_VERSION", "other")
    settle(ledger)
    assert len(state(ledger).facts) > 5


def test_progress_ends_at_its_total(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "BATCH", 7)
    record(ledger, Session("one").report())
    told: list[tuple[int, int]] = []
    total = settle(ledger, lambda done, of: told.append((done, of)))
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 2


def test_small_batches_give_the_same(open_ledger: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, piecewise = open_ledger("whole"), open_ledger("piecewise")
    ingest(whole, *sessions(6))
    monkeypatch.setattr(settling, "BATCH", 1)
    ingest(piecewise, *sessions(6))
    assert state(piecewise) == state(whole)


def test_an_entity_with_nothing_left_to_say_is_gone(ledger: Ledger) -> None:
    ingest(ledger, Session("one", chairs=(Chair("Rudolf Rassendyll", RURITANIA),)))
    (meeting,) = state(ledger).ids("meeting")
    withdraw(ledger, None)
    found = state(ledger)
    assert found.facts == found.quotes == ()
    assert [each.id for each in found.entities] == ["document/one"]
    withdraw(ledger, "session_number", Verdict.ACCEPTED)
    assert [fact.subject for fact in state(ledger).facts] == [meeting]
    assert state(ledger).ids("meeting") == [meeting]


def withdraw(ledger: Ledger, name: str | None, verdict: Verdict = Verdict.WITHDRAWN) -> None:
    """Give a verdict on all statements, or those of one property."""
    with ledger.writing() as book:
        rows = book.connection.execute(select(tables.statement.c.id, tables.statement.c.property)).all()
        for row in rows:
            if name is None or row.property == book.number(name):
                values = {"statement": row.id, "verdict": verdict.value, "by": "test", "recorded_at": book.now}
                book.connection.execute(tables.verdict.insert().values(values))
        facts = book.connection.execute(select(tables.fact.c.subject, tables.fact.c.property)).all()
        book.mark_stale((row.subject, row.property) for row in facts)
    settle(ledger)


def test_a_symmetric_relation_is_one_fact_whoever_is_named_first(ledger: Ledger) -> None:
    both = (("country/NOR", "country/ISL"), ("country/ISL", "country/NOR"))
    with ledger.writing() as book:
        for number, (one, other) in enumerate(both):
            text = f"Text {number} tells of relations between neighbours."
            stored = book.add_document(Document(f"document/{number}", text))
            value: Value = Link(other)
            reference = Reference(stored.id, (Span(0, len(text)),))
            add(book, stored, [Statement(one, "diplomatic_relations_with", value, reference)])
    settle(ledger)
    (fact,) = state(ledger).facts
    assert (fact.subject, fact.value, fact.sources) == ("country/ISL", Link("country/NOR"), 2)
    assert len(state(ledger).quotes) == 2


HOSTED = {
    "document/a": ("Ruritania", since("1990", "2005")),
    "document/b": ("Sylvania", since("1991", "2005")),
    "document/c": ("Sylvania", since("1992", "2005")),
    "document/d": ("Freedonia", since("2010")),
}
LEAGUE = "bloc/lake-league"


def tell_hosts(ledger: Ledger, *documents: str) -> None:
    """Record who hosts the league's secretariat, as these documents have it."""
    for document in documents:
        name, interval = HOSTED[document]
        side = f"{document}#{name}"
        said: list[tuple[str, Value]] = [("type", Literal("Party")), ("name", Literal(name))]
        said.append(("hosts_secretariat_of", Link(LEAGUE)))
        told(ledger, document, [(side, *each) for each in said], valid=interval)


@pytest.mark.parametrize("seed", range(3))
def test_who_hosts_is_fused_by_what_is_hosted_in_any_order(open_ledger: Open, seed: int) -> None:
    ledger, order = open_ledger(f"order-{seed}"), list(HOSTED)
    Random(seed).shuffle(order)
    for document in order:
        tell_hosts(ledger, document)
        settle(ledger)
    assert hosts(ledger) == {"party/freedonia": "normal", "party/ruritania": "disputed", "party/sylvania": "normal"}


def test_where_the_better_supported_host_is_taken_away_the_other_one_wins(ledger: Ledger) -> None:
    tell_hosts(ledger, *HOSTED)
    settle(ledger)
    for document in ("document/b", "document/c"):
        remove(ledger, document)
    settle(ledger)
    assert hosts(ledger) == {"party/freedonia": "normal", "party/ruritania": "normal"}
    assert "party/sylvania" not in state(ledger).ids("party")


def test_two_hosts_that_turn_out_to_be_one_are_one_fact_until_they_are_split(ledger: Ledger) -> None:
    tell_hosts(ledger, "document/a", "document/b")
    settle(ledger)
    before = state(ledger)
    merge(ledger, "party/sylvania", "party/ruritania")
    settle(ledger)
    assert hosts(ledger) == {"party/sylvania": "normal"}
    split(ledger, "party/sylvania", ["document/a#Ruritania"])
    settle(ledger)
    assert state(ledger) == before


def hosts(ledger: Ledger) -> dict[str, str]:
    """Who is said to host, with the ranks."""
    found = [fact for fact in state(ledger).facts if fact.property == "hosts_secretariat_of"]
    assert {fact.value for fact in found} <= {Link(LEAGUE)}
    return {fact.subject: fact.rank.value for fact in found}


def test_a_new_source_renews_the_fact_and_not_its_other_quotes(ledger: Ledger) -> None:
    ingest(ledger, Session("one"))
    with ledger.reading() as connection:
        known = {row.statement: row.seq for row in connection.execute(select(tables.support))}
    ingest(ledger, Session("two", sides=(SYLVANIA, RURITANIA)))
    with ledger.reading() as connection:
        after = {row.statement: row.seq for row in connection.execute(select(tables.support))}
    assert {statement: after[statement] for statement in known} == known
    assert len(after) == 2 * len(known)
    assert {fact.sources for fact in state(ledger).facts} == {2}
    assert Literal("Joint Commission on Trade") in [fact.value for fact in state(ledger).facts]
