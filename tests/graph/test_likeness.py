"""Which entities a person is asked about: each rule on portraits that are alike, and on those that are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.graph.likeness import Likeness, Portrait, likenesses

RURITANIA, SYLVANIA = "party/ruritania", "party/sylvania"
BOTH = frozenset((RURITANIA, SYLVANIA))
COUNCIL = frozenset(("mechanism/bridge-council",))
OFFICE = frozenset(("institution/office",))


def meeting(name: str, start: str = "", status: str = "held") -> Portrait:
    return Portrait("meeting/a", "Meeting", (name,), parties=BOTH, start=start, statuses=frozenset((status,)))


def session(start: str) -> Portrait:
    return replace(meeting(f"Talks of {start}", start), mechanisms=COUNCIL)


def post(title: str) -> Portrait:
    return Portrait("post/a", "Post", (title,), parties=BOTH)


def person(name: str, party: str = RURITANIA) -> Portrait:
    return Portrait("official/a", "Person", (name,), parties=frozenset((party,)))


def body(name: str, kind: str = "Mechanism", period: str = "", acronym: str = "") -> Portrait:
    acronyms = frozenset((acronym,)) if acronym else frozenset[str]()
    return Portrait("mechanism/a", kind, (name,), acronyms=acronyms, parties=BOTH, period=period)


PLANNED = meeting("Ruritania-Sylvania Wine Growers Fair", "2023", "planned")
LIKE = [
    (PLANNED, meeting("Sylvania-Ruritania Wine Fair", "2023-08"), "planned-and-held"),
    (PLANNED, meeting("Wine Fair"), "planned-and-held"),
    (session("2023-05-30"), session("2023-06-02"), "body-and-near-day"),
    (meeting("Talks", "2023-05-30"), meeting("Consultations", "2023-05-30"), "sides-and-day"),
    (meeting("Wine Fair", "2023-08"), meeting("Fair of Wine", "2023"), "name-and-time"),
    (person("Rudolf Rassendyll"), person("Rassendyll, Rudolf"), "equal-name"),
    (person("Rudolf Rassendyll"), person("Rudolf Elphberg Rassendyll"), "part-of-name"),
    (person("Muhammad Hussain"), person("Mohammed Husein"), "like-spelling"),
    (person("Rudolf Elphberg Rassendyll"), person("Rudolf Elphberg Rassendyll", SYLVANIA), "full-name"),
    (body("Council on Bridges", acronym="RSCB"), body("Standing Talks", acronym="RSCB"), "acronym"),
    (body("Council on Bridges"), body("Council on Bridges and Ferries"), "like-name"),
    (body("Plan for Bridges", "Agreement", "2021/2023"), body("Bridges Plan", "Agreement"), "like-name"),
    (post("Envoy"), replace(post("The Envoy"), institutions=OFFICE), "title"),
    (Portrait("place/a", "Place", ("Zenda",)), Portrait("place/b", "Place", ("Zenda",), countries=BOTH), "place"),
]
UNLIKE = [
    (PLANNED, meeting("Wine Fair", "2024-08")),
    (PLANNED, meeting("Cattle Fair", "2023-08")),
    (
        replace(meeting("Third round", status="planned"), ordinals=frozenset("3")),
        replace(meeting("Second round"), ordinals=frozenset("2")),
    ),
    (session("2023-05-30"), session("2023-06-03")),
    (replace(meeting("Talks", "2023-05-30"), kinds=COUNCIL), replace(meeting("Visit", "2023-05-30"), kinds=BOTH)),
    (person("Rudolf Rassendyll"), person("Rudolf Rassendyll", SYLVANIA)),
    (person("Rudolf"), person("Rudolf Rassendyll")),
    (body("Council on Bridges"), body("Council on Wine, Cattle and Grain")),
    (body("Plan for Bridges", "Agreement", "2021/2023"), body("Plan for Bridges", "Agreement", "2024/2028")),
    (body("Council on Bridges"), body("Council on Bridges", "Agreement")),
    (
        Portrait("place/a", "Place", ("Zenda",), countries=frozenset((RURITANIA,))),
        Portrait("place/b", "Place", ("Zenda",), countries=frozenset((SYLVANIA,))),
    ),
]


ALL = [replace(each, id=f"x/{n}") for n, each in enumerate(each for row in LIKE for each in row[:2])]


def pair(one: Portrait, other: Portrait) -> tuple[Portrait, Portrait]:
    return replace(one, id="x/1"), replace(other, id="x/2")


@pytest.mark.parametrize(("one", "other", "rule"), LIKE, ids=[f"{row[2]}-{n}" for n, row in enumerate(LIKE)])
def test_what_may_be_one_is_found_with_its_reason(one: Portrait, other: Portrait, rule: str) -> None:
    assert likenesses(pair(one, other)) == [Likeness("x/1", "x/2", rule)]
    assert likenesses(pair(other, one)) == [Likeness("x/1", "x/2", rule)]


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_is_told_apart_is_not_asked_about(one: Portrait, other: Portrait) -> None:
    assert likenesses(pair(one, other)) == []


@given(st.permutations(ALL))
def test_the_order_does_not_matter(portraits: list[Portrait]) -> None:
    assert likenesses(portraits) == likenesses(ALL)
