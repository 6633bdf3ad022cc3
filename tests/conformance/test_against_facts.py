"""The named questions over the reports of the demonstration and the seeds: equal rows, and those that the facts give.

Strategy: one ledger of all reports is drawn into both stores. Every question is asked with no filter, with each alone
and with all, on values that its own rows have (`asked.py`). Some are worked out once more in plain Python
(`in_python.py`, `more_in_python.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from comity.graph.ledger import Ledger
from comity.graph.project import rebuild
from comity.graph.queries import catalogue, named_query
from comity.graph.settle import settle
from comity.graph.stores.base import Store
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files

from .asked import UNTOLD, values_in_rows
from .conftest import ask_both
from .in_python import IN_PYTHON, Facts, Filters, qualifiers, target
from .more_in_python import MORE_IN_PYTHON

WORKED_OUT = {**IN_PYTHON, **MORE_IN_PYTHON}
FIRST = frozenset(
    (
        *("who-co-chaired", "mechanism-sessions", "posts-of-person", "who-acted-for"),
        *("agreements-by-status", "planned-not-held", "disputed", "evidence-of-fact"),
    )
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, project: Path, shared: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path_factory.mktemp("reports") / "ledger.sqlite")
    outcome = ingest(opened, find_files([project / "examples" / "reports", shared / "corpus" / "seeds"]))
    assert outcome.new > 5
    settle(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def facts(ledger: Ledger) -> Facts:
    return Facts(ledger)


@pytest.fixture(scope="module")
def stores(ledger: Ledger, neo4j_store: Store, sparql_store: Store) -> tuple[Store, Store]:
    for store in (neo4j_store, sparql_store):
        rebuild(ledger, store)
    return neo4j_store, sparql_store


def filters(stores: tuple[Store, Store], facts: Facts, name: str) -> Iterator[Filters]:
    """No filter, each alone, and all at once, with values that occur; the required ones always."""
    values = values_of(stores, facts, name)
    needed = {each.name: values[each.name] for each in named_query(name).parameters if each.required}
    optional = {key: value for key, value in values.items() if key not in needed}
    for chosen in ({}, *({key: value} for key, value in optional.items()), optional):
        yield needed | chosen


def values_of(stores: tuple[Store, Store], facts: Facts, name: str) -> dict[str, str]:
    """A value for each parameter, all taken from one thing that the question tells of, so that all together fit."""
    if name not in FIRST:
        return values_in_rows(partial(ask_both, stores), name)
    if name == "agreements-by-status":
        return agreement_values(facts)
    if name in ("who-co-chaired", "who-acted-for"):
        return chair_values(facts, name)
    disputed = next(each for each in facts.every if each.rank.value == "disputed")
    planned = sorted(facts.subjects("has_status", "meeting-status/planned"))
    meeting = next(each for each in planned if facts.values(each, "session_of") and facts.literal(each, "start_date"))
    (mechanism,) = facts.values(meeting, "session_of")
    by = str(facts.literal(meeting, "start_date"))
    return {
        "disputed": {"subject": disputed.subject},
        "evidence-of-fact": {"fact": disputed.id},
        "mechanism-sessions": {"mechanism": mechanism, "status": "planned"},
        "planned-not-held": {"mechanism": mechanism, "party": facts.values(mechanism, "between")[0], "by": by[:4]},
        "posts-of-person": {"person": next(each.subject for each in facts.winning if each.property == "holds")},
    }[name]


def chair_values(facts: Facts, name: str) -> dict[str, str]:
    for fact in facts.winning:
        mechanism, sector = (facts.values(target(fact), each) for each in ("session_of", "covered"))
        acted_for, day = qualifiers(fact, "on_behalf_of"), facts.days(target(fact))[0]
        if fact.property != "co_chaired" or not (mechanism and sector and acted_for and day):
            continue
        there = {
            side for each in facts.winning if target(each) == target(fact) for side in qualifiers(each, "on_behalf_of")
        }
        values = {"party": acted_for[0], "from": str(day.year), "to": day.isoformat()}
        if name == "who-acted-for":
            return values | {"role": "co_chaired"}
        if counterparts := sorted(there - set(acted_for)):
            asked = {"person": fact.subject, "mechanism": mechanism[0], "sector": sector[0]}
            return values | asked | {"counterpart": counterparts[0]}
    raise AssertionError("no co-chair of whom all is known")


def agreement_values(facts: Facts) -> dict[str, str]:
    for fact in facts.winning:
        sides, sectors = (facts.values(fact.subject, each) for each in ("between", "covered"))
        if fact.property == "has_status" and facts.is_a(fact.subject, "Agreement") and sides[1:] and sectors:
            return {"status": target(fact), "party": sides[0], "counterpart": sides[1], "sector": sectors[0]}
    raise AssertionError("no agreement of which all is known")


# --- The tests


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_both_engines_give_the_same_rows_with_no_filter_with_each_and_with_all(
    stores: tuple[Store, Store], facts: Facts, name: str
) -> None:
    for asked in filters(stores, facts, name):
        assert ask_both(stores, name, asked) or name in UNTOLD, asked


@pytest.mark.parametrize("name", sorted(WORKED_OUT))
def test_the_rows_are_those_that_the_facts_give(stores: tuple[Store, Store], facts: Facts, name: str) -> None:
    for asked in filters(stores, facts, name):
        expected = [
            {column: row[column] for column in named_query(name).columns} for row in WORKED_OUT[name](facts, asked)
        ]
        assert sorted(map(repr, ask_both(stores, name, asked))) == sorted(map(repr, expected)), asked


def test_the_questions_are_there_in_both_languages() -> None:
    both = {name for name, query in catalogue().items() if query.engines == ("cypher", "sparql")}
    assert both >= FIRST
    assert len(both) >= 24
    assert catalogue().keys() - both == {"shortest-path"}
