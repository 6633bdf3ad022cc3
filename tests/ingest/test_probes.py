"""Behavioural probes: a report is changed in one way, and the facts follow that change and no other.

After the checklists of Ribeiro et al. (ACL 2020): invariance to what does not matter, direction where it does.
"""

from __future__ import annotations

import json
import re
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .samples import printed

ONE, OTHER = "Canada", "Japan"
CODES = {
    "Canada": "CAN",
    "Japan": "JPN",
    "Kenya": "KEN",
    "Peru": "PER",
    "Norway": "NOR",
    "Ghana": "GHA",
    "Chile": "CHL",
}
CHAIRS = (
    ("Anna Petrescu", "Deputy Minister of Trade", ONE),
    ("Rudolf Elphberg", "Secretary for Commerce", OTHER),
)
SESSION = (
    "The sixth session of the {one}-{other} Joint Trade Committee {verb} in Vienna on 12 March 2024. "
    "The session was co-chaired by {chairs}. The two sides discussed cooperation in agriculture and energy."
)


def _chairs(chairs: tuple[tuple[str, str, str], ...] = CHAIRS) -> str:
    return ", and ".join(f"{name}, {post} of {side}" for name, post, side in chairs)


def _session(verb: str = "was held", chairs: tuple[tuple[str, str, str], ...] = CHAIRS) -> str:
    return SESSION.format(one=ONE, other=OTHER, verb=verb, chairs=_chairs(chairs))


def _facts(text: str) -> dict[str, Any]:
    """A record without its evidence and title, which follow the text's letters."""
    made = printed(text)
    return {key: value for key, value in made.items() if key not in ("evidence", "title")}


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """A record, or a text, in which some names stand for others."""
    found = json.dumps(value)
    pattern = re.compile("|".join(rf"\b{name}\b" for name in names))
    return json.loads(pattern.sub(lambda match: names[match[0]], found))


def _in_order(record: dict[str, Any]) -> dict[str, Any]:
    meetings = [{**each, "parties": sorted(each.get("parties", []))} for each in record.get("meetings", [])]
    return {**record, "meetings": meetings}


@settings(max_examples=30)
@given(st.permutations(sorted(CODES)))
def test_when_countries_are_renamed_the_facts_are_renamed(names: list[str]) -> None:
    words = {ONE: names[0], OTHER: names[1]}
    codes = {CODES[old]: CODES[new] for old, new in words.items()}
    renamed = _facts(_renamed(_session(), words))
    assert _in_order(renamed) == _in_order(_renamed(_facts(_session()), words | codes))


def test_who_is_named_first_does_not_matter() -> None:
    found = [_people(_session(chairs=order)) for order in permutations(CHAIRS)]
    assert found[0] == found[1]
    assert found[0] == {("Anna Petrescu", "co_chair", "CAN"), ("Rudolf Elphberg", "co_chair", "JPN")}


def test_a_sentence_about_something_else_changes_nothing() -> None:
    weather = " The weather in the city was mild, and the streets were full of people."
    assert _facts(_session() + weather) == _facts(_session())


def _people(text: str) -> set[tuple[str, str, str]]:
    return {
        (each["name"], each["role"], each.get("for", ""))
        for meeting in printed(text)["meetings"]
        for each in meeting.get("people", [])
    }


@pytest.mark.parametrize("verb", ["will be held", "is to be held", "is scheduled to be held", "will take place"])
def test_what_is_announced_is_planned(verb: str) -> None:
    text = _session(verb).replace("12 March 2024", "12 May 2024").replace("was co-chaired", "will be co-chaired")
    text = text.replace("discussed", "will discuss")
    assert [each["status"] for each in printed(text)["meetings"]] == ["planned"]


@pytest.mark.parametrize("verb", ["was held", "took place", "was convened"])
def test_what_is_told_is_held(verb: str) -> None:
    assert [each["status"] for each in printed(_session(verb))["meetings"]] == ["held"]


@pytest.mark.parametrize("verb", ["was not held", "did not take place", "was cancelled", "has been postponed"])
def test_what_did_not_happen_is_not_held(verb: str) -> None:
    text = _session(verb).partition(" The session")[0]
    assert "held" not in [each.get("status") for each in printed(text).get("meetings", [])]


@pytest.mark.parametrize("said", ["did not co-chair", "declined to co-chair", "was not among those who co-chaired"])
def test_who_did_not_chair_is_no_chair(said: str) -> None:
    text = f"The sixth session of the {ONE}-{OTHER} Joint Trade Committee was held. Anna Petrescu {said} the session."
    assert {role for _, role, _ in _people(text)} & {"chair", "co_chair"} == set()
