"""Positions, gestures, promises and whose claim a sentence is."""

from __future__ import annotations

from typing import Any, cast

import pytest

from comity.graph.door import admit
from comity.graph.model import Link, Literal, Statement
from comity.graph.ontology import ontology
from comity.ingest.extraction import read_report
from comity.ingest.extraction.acts import ActRule, act_rules, find_acts
from comity.ingest.extraction.lexicon import load_yaml
from comity.ingest.extraction.statements import statements

from .samples import document, printed, read, scene

HEAD = (
    "The third session of the Kenya-Norway Joint Commission was held in Oslo on 4 March 2024. It was co-chaired by "
    "Foreign Minister of Kenya Wanjiru Otieno and Foreign Minister of Norway Lars Moen. "
)


def acts(sentence: str) -> list[dict[str, Any]]:
    return printed(HEAD + sentence).get("acts", [])


def promises(sentence: str) -> list[dict[str, Any]]:
    return printed(HEAD + sentence).get("commitments", [])


@pytest.mark.parametrize("rule", act_rules(), ids=lambda rule: rule.id)
def test_act_rules(rule: ActRule) -> None:
    assert rule.id in {match.rule.id for match in find_acts(scene(rule.reads).skeleton)}
    assert rule.id not in {match.rule.id for match in find_acts(scene(rule.refuses).skeleton)}
    assert rule.is_promise or f"act-kind/{rule.id}" in ontology().concepts


def test_an_act_has_its_side_its_words_and_whom_it_is_directed_at() -> None:
    (act,) = acts("Foreign Minister Otieno warmly thanked Norway for its support to fisheries research.")
    assert (act["kind"], act["by"], act["towards"], act["joint"]) == ("thanks", ["Wanjiru Otieno"], "NOR", False)
    assert (act["verb"], act["topic"]) == ("thanked", "Norway for its support to fisheries research")
    assert (act["sectors"], act["meeting"]) == (["fisheries"], "m1")


@pytest.mark.parametrize(
    "rest",
    [
        "and proposed a new road.",
        "and set up a group on roads.",
        "and affirmed that roads matter.",
        ", a statement added.",
    ],
)
def test_what_is_told_by_the_next_verb_is_no_part_of_the_topic(rest: str) -> None:
    joined = rest if rest.startswith(",") else f" {rest}"
    assert [each["topic"] for each in acts(f"Kenya welcomed the growth of trade{joined}")] == ["the growth of trade"]


def test_two_verbs_that_tell_acts_are_two() -> None:
    both = acts("Kenya welcomed the growth of trade and condemned the attacks planned and made by gangs.")
    assert [each["topic"] for each in both] == ["the growth of trade", "the attacks planned and made by gangs"]


def test_both_sides_act_jointly() -> None:
    welcomed, condemned = acts("The two sides welcomed the ceasefire and strongly condemned the attack on the port.")
    assert (welcomed["kind"], welcomed["topic"], welcomed["by"]) == ("welcomes", "the ceasefire", ["KEN", "NOR"])
    assert (condemned["kind"], condemned["topic"], condemned["joint"]) == ("condemns", "the attack on the port", True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The report of Kenya welcomed by experts was read.",
        "Norway did not welcome the proposal.",
        "“We welcomed Norway warmly”, the paper wrote.",
        "Kenyan farmers welcomed the plan.",
        "The ministers who condemned the attack left.",
    ],
)
def test_what_is_no_act_of_a_side(sentence: str) -> None:
    assert acts(sentence) == []


def test_a_promise_has_its_verb_its_deed_and_its_day() -> None:
    (promise,) = promises("Both sides agreed to open a joint laboratory by June 2025.")
    assert promise == {
        "by": ["KEN", "NOR"],
        "due": "../2025-06",
        "verb": "agreed to",
        "topic": "open a joint laboratory by June 2025",
        "meeting": "m1",
    }


def test_what_somebody_is_about_to_do_is_no_promise_and_what_a_side_will_give_is() -> None:
    assert promises("Foreign Minister Moen will provide an overview.") == []
    assert [each["verb"] for each in promises("Norway will provide four research vessels.")] == ["will"]


def test_acts_and_promises_pass_the_door() -> None:
    text = f"{HEAD}Norway welcomed the reform. Kenya pledged to share data on fisheries by 2026."
    made = document(text, "2024-03-20")
    said = statements(read_report(made), made)
    assert admit(made, said)[1] == []
    promise = next(each.subject for each in said if each.value == Literal("Commitment"))
    shown = {each.property: each.value for each in said if each.subject == promise}
    assert shown["committed_by"] == Link("country/KEN")
    assert (shown["verb"], shown["strength"]) == (Literal("pledged to"), Literal("pledged"))
    assert shown["wording"] == Literal("Kenya pledged to share data on fisheries by 2026")


VOICES = cast("dict[str, Any]", load_yaml("voices.yaml"))


@pytest.mark.parametrize("text", VOICES["reads"])
def test_somebody_is_heard(text: str) -> None:
    assert [voice for _, voice in read(text).voices] == ["attributed to Anna Berg"]


@pytest.mark.parametrize("text", VOICES["refuses"])
def test_the_report_speaks_itself(text: str) -> None:
    assert read(text).voices == ()


def voice(said: list[Statement], name: str) -> set[str]:
    return {each.voice for each in said if each.property == name}


def test_a_claim_is_that_of_who_makes_it() -> None:
    text = f"{HEAD}Foreign Minister Otieno said that the fourth session will be held in Nairobi."
    made = document(text, "2024-03-20")
    said = statements(read_report(made), made)
    assert voice(said, "co_chaired") == {"narrator"}
    assert "attributed to Wanjiru Otieno" in voice(said, "session_number")


def test_a_joint_communique_speaks_for_all() -> None:
    made = document(f"Joint Communiqué of Kenya and Norway\n{HEAD}", "2024-03-20")
    assert voice(statements(read_report(made), made), "co_chaired") == {"joint text"}
