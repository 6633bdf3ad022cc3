"""Which plan comes after which: concluded from periods, marked so, and taken back when a premise falls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import permutations

import pytest

from comity.graph import curate
from comity.graph.ledger import Ledger
from comity.graph.model import Datatype, Document, Link, Literal, Reference, Span, Statement, qualifiers_of
from comity.graph.succession import Instrument, draw_successions, successions
from comity.graph.update import update

from .reports import State, add, state

SIDES = ("country/PAK", "country/AZE")


@dataclass(frozen=True)
class Plan:
    """One plan as one report tells of it."""

    stem: str
    name: str
    period: str
    extended: str = ""
    sides: tuple[str, ...] = SIDES

    def record(self, ledger: Ledger) -> None:
        text = f"{self.stem} tells of {self.name} for {self.period}, extended to {self.extended}.\n"
        with ledger.writing() as book:
            stored = book.add_document(Document(f"document/{self.stem}", text))
            add(book, stored, self._statements(stored))

    def _statements(self, stored: Document) -> list[Statement]:
        local, here = f"{stored.id}#plan", Reference(stored.id, (Span(0, len(stored.text) - 1),))
        said = [
            Statement(local, "type", Literal("Agreement"), here),
            Statement(local, "name", Literal(self.name), here),
            Statement(local, "period", Literal(self.period, Datatype.DATE), here),
            *(Statement(local, "between", Link(side), here) for side in self.sides),
        ]
        if self.extended:
            until = qualifiers_of({"extended_to": Literal(self.extended, Datatype.DATE)})
            said.append(Statement(local, "has_status", Link("agreement-status/extended"), here, until))
        return said


OLD = Plan("old", "Work Plan on Energy Cooperation (2019-2021)", "2019/2021", "2023")
NEW = Plan("new", "Energy Cooperation: Joint Work Plan (2024-2028)", "2024/2028")
AGAIN = Plan("again", "Work Plan on Energy Cooperation", "2024/2028")
BETWEEN = Plan("between", "Energy Cooperation Work Plan", "2022/2022", "2023-06")
OTHERS = (
    Plan("topic", "Culture Exchange Programme", "2019/2021"),
    Plan("sides", OLD.name, "2019/2021", sides=("country/PAK", "country/UZB")),
    Plan("long-ago", OLD.name, "2001/2005"),
    Plan("overlapping", OLD.name, "2020/2025"),
)


def succeeding(held: State) -> list[tuple[str, str]]:
    names = {each.id: each.label for each in held.entities}
    return [
        (names[fact.subject], names[fact.value.id])
        for fact in held.facts
        if fact.property == "succeeds" and isinstance(fact.value, Link) and fact.subject.startswith("agreement/")
    ]


def after(ledger: Ledger, *plans: Plan) -> State:
    for plan in plans:
        plan.record(ledger)
        update(ledger)
    return state(ledger)


def test_a_plan_succeeds_the_one_that_ran_out_before_it_and_that_is_marked_as_a_conclusion(ledger: Ledger) -> None:
    held = after(ledger, OLD, NEW)
    assert succeeding(held) == [(NEW.name, OLD.name)]
    (fact,) = [each for each in held.facts if each.property == "succeeds"]
    assert fact.confidence < 1
    quotes = [quote for quote in held.quotes if quote.fact == fact.id]
    assert {quote.document for quote in quotes} == {"document/old", "document/new"}
    assert {quote.method for quote in quotes} == {"inferred:succession"}


@pytest.mark.parametrize("other", OTHERS, ids=lambda plan: plan.stem)
def test_a_plan_of_another_topic_or_sides_or_time_is_no_forerunner(ledger: Ledger, other: Plan) -> None:
    assert succeeding(after(ledger, other, NEW)) == []


def test_the_order_of_reports_does_not_matter(open_ledger: Callable[[str], Ledger]) -> None:
    held = [
        after(open_ledger("-".join(each.stem for each in order)), *order)
        for order in permutations((OLD, BETWEEN, AGAIN))
    ]
    assert succeeding(held[0]) == [(AGAIN.name, OLD.name)]
    assert all(each == held[0] for each in held)


def test_what_no_premise_supports_any_more_falls(ledger: Ledger) -> None:
    after(ledger, OLD, NEW)
    curate.remove(ledger, "document/old")
    update(ledger)
    assert succeeding(state(ledger)) == []


def test_looking_again_concludes_nothing_new(ledger: Ledger) -> None:
    before = after(ledger, OLD, NEW)
    assert not draw_successions(ledger)
    update(ledger)
    assert state(ledger) == before


def test_the_nearest_of_several_forerunners_is_meant() -> None:
    plans = [
        Instrument(
            f"agreement/{first}", {"Energy Cooperation Plan"}, set(SIDES), date(first, 1, 1), {date(first, 12, 31)}
        )
        for first in (2019, 2020, 2021)
    ]
    assert [(later.id[-4:], earlier.id[-4:]) for later, earlier in successions(plans)] == [
        ("2020", "2019"),
        ("2021", "2020"),
    ]
