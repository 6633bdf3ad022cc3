"""Who is one: mentions of several reports become the right entities, in whatever order the reports come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from comity.graph.identity import Profile, block, proposed_id, same
from comity.graph.ledger import Ledger
from comity.graph.lookup import resolve_id
from comity.graph.model import Link

from .reports import FREEDONIA, RURITANIA, SYLVANIA, Chair, Session, State, ingest, state

COMMISSION = "mechanism/ruritania-sylvania-joint-commission-trade"
SESSION = f"meeting/{COMMISSION.partition('/')[2]}-7"
ENVOY, FULL, SHORT = "Envoy", "Rudolf Elphberg Rassendyll", "Rudolf Rassendyll"
Open = Callable[[str], Ledger]


def people(ledger: Ledger, *sessions: Session) -> list[str]:
    ingest(ledger, *sessions)
    return state(ledger).ids("official")


def one_chair(stem: str, chair: Chair, ordinal: int = 1, body: str = "Joint Commission on Trade") -> Session:
    return Session(stem, ordinal, f"20{ordinal + 10}-01-05", (chair,), body, (RURITANIA, SYLVANIA))


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        pytest.param(Chair(FULL, RURITANIA), Chair(FULL, RURITANIA), 1, id="full name and party"),
        pytest.param(
            Chair(FULL, RURITANIA), Chair("RASSENDYLL, Rudolf Elphberg", RURITANIA), 1, id="order of the name"
        ),
        pytest.param(Chair(FULL, RURITANIA), Chair(FULL, SYLVANIA), 2, id="full name, other party"),
        pytest.param(Chair(FULL), Chair(FULL), 2, id="full name, no party"),
        pytest.param(Chair(SHORT, RURITANIA, (ENVOY,)), Chair(SHORT, RURITANIA, (ENVOY,)), 1, id="shared post"),
        pytest.param(Chair(SHORT, RURITANIA, (ENVOY,)), Chair(SHORT, RURITANIA, ("Judge",)), 2, id="other post"),
        pytest.param(Chair(SHORT, RURITANIA), Chair(FULL, RURITANIA), 2, id="another name"),
    ],
)
def test_people_are_one_by_the_rules_only(ledger: Ledger, one: Chair, other: Chair, number: int) -> None:
    assert len(people(ledger, one_chair("one", one), one_chair("other", other, 2, "Border Talks"))) == number


def test_people_of_a_short_name_are_one_by_a_shared_mechanism(ledger: Ledger) -> None:
    chair = Chair(SHORT, RURITANIA)
    assert people(ledger, one_chair("one", chair), one_chair("other", chair, 2)) == ["official/rudolf-rassendyll"]


def meetings(ledger: Ledger, *starts: str) -> State:
    ingest(ledger, *(Session(f"report-{number}", start=start) for number, start in enumerate(starts)))
    return state(ledger)


def test_a_session_with_a_day_told_otherwise_is_one_and_shows_both(ledger: Ledger) -> None:
    found = meetings(ledger, "2023-09-18", "2023-09-20", "2023-09-18")
    assert found.ids("meeting") == [SESSION]
    assert found.values(SESSION, "start_date") == {"date:2023-09-18": "normal", "date:2023-09-20": "disputed"}


def test_a_session_told_less_precisely_is_no_dispute(ledger: Ledger) -> None:
    found = meetings(ledger, "2023-09", "", "2023-09-18", "2023")
    assert found.ids("meeting") == [SESSION]
    assert found.values(SESSION, "start_date") == {"date:2023-09-18": "normal"}


def test_sessions_years_apart_are_two(ledger: Ledger) -> None:
    assert meetings(ledger, "2013-09-18", "2023-09-18").ids("meeting") == [SESSION, f"{SESSION}-2"]


def test_a_session_without_a_number_is_no_other(ledger: Ledger) -> None:
    ingest(ledger, Session("one", ordinal=None), Session("other", ordinal=None))
    assert len(state(ledger).ids("meeting")) == 2


THREE = (
    Session(
        "one",
        chairs=(Chair(FULL, RURITANIA, (ENVOY,)), Chair("Flavia Anna Strelsau", SYLVANIA)),
        place="Geneva",
        country="country/CHE",
        sectors=("trade", "tourism"),
        agreements=(("Agreement on Bridges", "signed", "2023-09-18"),),
    ),
    Session(
        "two",
        start="2023-09",
        chairs=(Chair(FULL, RURITANIA, ("Minister for Bridges",)),),
        sides=(SYLVANIA, RURITANIA),
        country="country/CHE",
        published="2023-10-01",
        agreements=(("The Agreement on Bridges (2023)", "in_force", "2024"),),
    ),
    Session(
        "three",
        8,
        "2025",
        status="planned",
        chairs=(Chair("Flavia Anna Strelsau", SYLVANIA, ("Envoy of Sylvania",)),),
        relations=((FREEDONIA, "strategic_partner", RURITANIA),),
        published="2024-05",
    ),
)


def test_any_order_of_reports_gives_the_same(open_ledger: Open) -> None:
    found: list[State] = []
    for order in permutations(THREE):
        ledger = open_ledger("-".join(each.stem for each in order))
        ingest(ledger, *order)
        found.append(state(ledger))
        together = open_ledger("one-by-one-" + "-".join(each.stem for each in order))
        for each in order:
            ingest(together, each)
        found.append(state(together))
    assert all(each == found[0] for each in found)
    assert found[0].ids("agreement") == ["agreement/ruritania-sylvania-agreement-bridges"]


def test_a_city_and_its_country_are_no_dispute_even_when_both_are_new(open_ledger: Open) -> None:
    for order in permutations(THREE[:2]):
        ledger = open_ledger(order[0].stem)
        ingest(ledger, *order)
        assert state(ledger).values(SESSION, "held_in") == {"@place/geneva": "normal"}


A_ENVOY = one_chair("a-envoy", Chair(SHORT, RURITANIA, (ENVOY,)), 1, "Border Talks")
B_JUDGE = one_chair("b-judge", Chair(SHORT, RURITANIA, ("Judge",)), 2, "River Talks")
C_BOTH = one_chair("c-both", Chair(SHORT, RURITANIA, (ENVOY, "Judge")), 3, "Forest Talks")


def test_a_report_that_connects_two_entities_makes_them_one(ledger: Ledger) -> None:
    kept, gone = people(ledger, A_ENVOY, B_JUDGE)
    before = state(ledger)
    assert people(ledger, C_BOTH) == [kept]
    after = state(ledger)
    assert resolve_id(ledger, gone) == resolve_id(ledger, gone.partition("/")[2].upper()) == kept
    assert {fact.value for fact in after.facts if fact.property == "holds"} == {
        Link("post/ruritania-office-envoy-envoy"),
        Link("post/ruritania-office-judge-judge"),
    }
    assert not [fact for fact in after.facts if gone in (fact.subject, getattr(fact.value, "id", ""))]
    assert [fact.id for fact in before.facts if fact.subject == gone] != []
    assert {quote.fact for quote in after.quotes} == {fact.id for fact in after.facts}


def test_somebody_is_known_again_by_any_of_the_earlier_mentions(ledger: Ledger) -> None:
    (kept,) = people(ledger, A_ENVOY, C_BOTH)  # the post of a judge is told by the second mention alone
    assert people(ledger, B_JUDGE) == [kept]


def test_connected_entities_are_one_in_any_order(open_ledger: Open) -> None:
    found: list[State] = []
    for order in permutations((A_ENVOY, B_JUDGE, C_BOTH)):
        ledger = open_ledger("-".join(each.stem for each in order))
        ingest(ledger, *order)
        found.append(state(ledger))
    assert all(each == found[0] for each in found)


FATHER_AND_SON = Session(
    "both", 1, "2011-01-05", (Chair(FULL, RURITANIA, (ENVOY,)), Chair(FULL, RURITANIA, ("Judge",))), sides=(RURITANIA,)
)


def test_two_people_of_one_name_in_one_report_are_two(ledger: Ledger) -> None:
    assert len(people(ledger, FATHER_AND_SON)) == 2


def test_a_report_that_may_mean_either_of_two_makes_no_one_of_them(ledger: Ledger) -> None:
    assert len(people(ledger, FATHER_AND_SON, one_chair("later", Chair(FULL, RURITANIA), 3))) == 3


def test_a_report_that_knew_one_of_them_keeps_to_one(ledger: Ledger) -> None:
    assert len(people(ledger, one_chair("earlier", Chair(FULL, RURITANIA), 3), FATHER_AND_SON)) == 2


def test_the_newest_row_of_identity_tells_where_a_mention_went(ledger: Ledger) -> None:
    (kept, _), document = people(ledger, A_ENVOY, B_JUDGE), B_JUDGE
    ingest(ledger, C_BOTH)
    ingest(ledger, Session("later", 4, "2020-01-01", document.chairs, "Lake Talks"))
    assert state(ledger).ids("official") == [kept]


def profile(kind: str, name: str, **more: object) -> Profile:
    return Profile("document/a#1", kind, name, frozenset(["party/sylvania", "party/ruritania"]), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Mechanism", "Joint Commission on Trade", "Joint Commission for Trade (JCT)"),
        ("Post", "Secretary for Bridges", "Secretary of Bridges"),
        ("Institution", "Ministry of Bridges", "Ministry for Bridges (MoB)"),
        ("Agreement", "Agreement on Bridges", "The Agreement on Bridges (2020)"),
        ("Project", "Bridge of Zenda", "The Bridge of Zenda"),
        ("Place", "The Castle of Zenda", "Castle of Zenda"),
    ],
)
def test_what_is_one_has_one_readable_id_whoever_names_it_first(kind: str, one: str, other: str) -> None:
    assert block(profile(kind, one)) == block(profile(kind, other))
    assert proposed_id(profile(kind, one)) == proposed_id(profile(kind, other))
    assert same(profile(kind, one), profile(kind, other))


def test_a_name_that_only_says_the_kind_of_instrument_tells_too_little() -> None:
    one, other = profile("Agreement", "Joint Statement"), profile("Agreement", "Joint Statement")
    assert block(one) == block(other)  # of one mention
    assert block(one) != block(replace(other, local="document/b#1"))


def test_a_well_known_city_is_one_whether_its_country_is_told_or_not() -> None:
    told, untold = profile("Place", "Vienna", country="country/AUT"), profile("Place", "Vienna")
    assert block(told) == block(untold) != block(profile("Place", "Vienna", country="country/USA"))


@pytest.mark.parametrize("kind", ["Mechanism", "Post", "Institution", "Agreement"])
def test_a_name_without_a_party_tells_too_little(kind: str) -> None:
    one, other = Profile("document/a#1", kind, "Joint Committee"), Profile("document/b#1", kind, "Joint Committee")
    assert block(one) != block(other)
