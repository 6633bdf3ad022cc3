"""Every rule reads its example and not its counter-example; every phrase of the lexicons is found as what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from comity.graph.ontology import ontology
from comity.graph.registry import registry
from comity.ingest.extraction.agreements import find_agreements, status_of, status_rules
from comity.ingest.extraction.beside import beside
from comity.ingest.extraction.bodies import BodyRule, initiative_rules, mission_rules
from comity.ingest.extraction.chairs_by_office import offices_said
from comity.ingest.extraction.clauses import leader_rules
from comity.ingest.extraction.described import find_described
from comity.ingest.extraction.frames import PostFrame, Said
from comity.ingest.extraction.leaders import Frame, find_leaders, frames
from comity.ingest.extraction.lexicon import SHARED, load_lines, load_yaml, phrases
from comity.ingest.extraction.papers import papers_in
from comity.ingest.extraction.periods import PeriodRule, period_rules, read_period
from comity.ingest.extraction.projects import projects_in
from comity.ingest.extraction.ranks import RankRule, rank_of, rank_rules
from comity.ingest.extraction.roles import ORDER, PERSON_HERE, RoleRule, find_roles, matches_at, role_rules
from comity.ingest.extraction.standing import RelationRule, relation_rules
from comity.ingest.extraction.tokens import words_of
from comity.ingest.extraction.topics import sector_phrases, sectors_in

from .samples import scene

BESIDE = cast("list[dict[str, str]]", load_yaml("beside.yaml"))
STATUS = cast("list[dict[str, str]]", cast("dict[str, Any]", load_yaml("agreements.yaml"))["status"])


@pytest.mark.parametrize("rule", role_rules(), ids=lambda rule: rule.id)
def test_role_rules(rule: RoleRule) -> None:
    assert rule.id in {match.rule.id for match in find_roles(scene(rule.reads).skeleton)}
    assert rule.id not in {match.rule.id for match in find_roles(scene(rule.refuses).skeleton)}
    assert rule.role in ORDER


def test_rules_that_begin_with_persons_find_what_their_patterns_find() -> None:
    for text in [scene(rule.reads).skeleton.text for rule in role_rules()]:
        starts = [match.start() for match in PERSON_HERE.finditer(text)]
        for rule in (rule for rule in role_rules() if rule.begins):
            found = [match.span() for match in matches_at(rule, text, starts)]
            assert found == [match.span() for match in rule.pattern.finditer(text)], (rule.id, text)


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.id)
def test_frames_of_who_leads(frame: Frame) -> None:
    assert frame.id in {match.rule.id for match in find_leaders(scene(frame.reads).skeleton)}
    assert frame.id not in {match.rule.id for match in find_leaders(scene(frame.refuses).skeleton)}
    assert set(frame.roles.values()) <= {*ORDER, "lead"}


@pytest.mark.parametrize("row", leader_rules()["offices"]["said"], ids=lambda row: row["id"])
def test_offices_that_chaired(row: dict[str, str]) -> None:
    assert list(offices_said(row["reads"])) == [{"foreign", "minister"}]
    assert not list(offices_said(row["refuses"]))


@pytest.mark.parametrize("rule", relation_rules(), ids=lambda rule: rule.id)
def test_relation_rules(rule: RelationRule) -> None:
    assert rule.pattern.search(scene(rule.reads).skeleton.text), scene(rule.reads).skeleton.text
    assert not rule.pattern.search(scene(rule.refuses).skeleton.text)
    stems = cast("dict[str, Any]", load_yaml("relations.yaml"))["stems"][rule.relation]
    assert any(stem in rule.reads.casefold() for stem in stems)


@pytest.mark.parametrize("rule", [*mission_rules(), *initiative_rules()], ids=lambda rule: rule.id)
def test_rules_for_bodies(rule: BodyRule) -> None:
    assert rule.pattern.search(scene(rule.reads).skeleton.text), scene(rule.reads).skeleton.text
    assert not rule.pattern.search(scene(rule.refuses).skeleton.text)


def test_project_rules() -> None:
    rules = cast("dict[str, Any]", load_yaml("projects.yaml"))
    assert {text: [name for _, name in projects_in(text)] for text in rules["reads"]} == rules["reads"]
    assert [list(projects_in(text)) for text in rules["refuses"]] == [[] for _ in rules["refuses"]]


def test_paper_rules() -> None:
    rules = cast("dict[str, Any]", load_yaml("papers.yaml"))
    for text, names in rules["reads"]:
        assert {text[start:end] for start, end, _, _ in papers_in(text)} == set(names)
    assert [list(papers_in(text)) for text in rules["refuses"]] == [[] for _ in rules["refuses"]]


@pytest.mark.parametrize("row", BESIDE, ids=lambda row: row["id"])
def test_patterns_beside_events(row: dict[str, str]) -> None:
    assert beside(row["id"]).search(row["reads"])
    assert not beside(row["id"]).search(row["refuses"])


@pytest.mark.parametrize("row", STATUS, ids=lambda row: row["id"])
def test_status_rules(row: dict[str, str]) -> None:
    assert _status_rule(row["reads"]) == row["id"]
    assert _status_rule(row["refuses"]) != row["id"]


def _status_rule(text: str) -> str:
    found = scene(text)
    (mention,) = find_agreements(found.sentence, found.words)
    rule = status_of(text[: mention.span.start], text[mention.span.end :])
    return rule.id if rule else ""


@pytest.mark.parametrize("rule", period_rules(), ids=lambda rule: rule.id)
def test_period_rules(rule: PeriodRule) -> None:
    name, after = ("{}", "") if rule.where == "name" else ("Plan", "{}")
    assert read_period(name.format(rule.reads), after.format(rule.reads))[1] == rule.id
    assert read_period(name.format(rule.refuses), after.format(rule.refuses))[1] != rule.id


@pytest.mark.parametrize("rule", rank_rules(), ids=lambda rule: rule.id)
def test_rank_rules(rule: RankRule) -> None:
    party = min(rule.parties, default="country/KEN")
    for title, is_read in ((rule.reads, True), (rule.refuses, False)):
        first = next((each.id for each in rank_rules() if each.holds(title, party)), "")
        assert (first == rule.id) == is_read
    assert not rule.rank or f"post-rank/{rule.rank}" in ontology().concepts


def test_a_rank_is_by_country_and_not_by_word() -> None:
    def rank(title: str, party: str) -> str:
        said = rank_of(PostFrame(Said(title, (), 0.9, ""), Said(party, (), 0.9, "")))
        return said.value if said else ""

    assert rank("Foreign Secretary", "country/PAK") == "permanent_secretary"
    assert rank("Foreign Secretary", "country/GBR") == "minister"
    assert rank("Foreign Secretary", "country/KEN") == rank("Minister", "bloc/ASEAN") == ""
    assert rank("Federal Minister for Defence Production", "country/PAK") == "minister"
    chamber = Said("Chamber of Commerce", (), 0.9, "")
    president = PostFrame(Said("President", (), 0.9, ""), Said("country/KEN", (), 0.9, ""))
    assert (rank("President", "country/KEN"), rank_of(replace(president, institution=chamber))) == (
        "head_of_state",
        None,
    )
    assert rank("Minister of Foreign Affairs and Deputy Prime Minister", "Ruritania") == "minister"


def test_the_rule_of_described_instruments() -> None:
    rule = cast("dict[str, Any]", load_yaml("described.yaml"))
    read, refused = scene(rule["reads"]["text"]), scene(rule["refuses"])
    assert [each.name for each in find_described(read.sentence, read.words)] == [rule["reads"]["name"]]
    assert not list(find_described(refused.sentence, refused.words))


def test_rule_ids_are_unique() -> None:
    for rules in (role_rules(), relation_rules(), status_rules(), period_rules()):
        ids = [rule.id for rule in rules]
        assert len(set(ids)) == len(ids)


def test_every_sector_phrase_gives_its_codes() -> None:
    for code, phrases_of in sector_phrases().items():
        for phrase in phrases_of:
            shown = phrase.upper() if phrase == "it" else phrase
            assert code in {found for found, _ in sectors_in(f"They spoke of {shown} today.")}, (code, phrase)
    for code, entry in cast("dict[str, dict[str, list[str]]]", load_yaml("sectors.yaml")).items():
        for phrase in entry.get("not", ()):
            assert code not in {found for found, _ in sectors_in(f"The {phrase} spoke.")}, (code, phrase)


def test_every_phrase_of_the_vocabulary_is_one_token_of_its_kind() -> None:
    wrong = [
        (phrase.kind, phrase.words)
        for listed in phrases().values()
        for phrase in listed
        if phrase.kind
        not in {word.kind for word in words_of(_written(phrase.kind, phrase.words), 0, frozenset()).tokens}
    ]
    assert wrong == []  # a phrase in two lists, or one that an earlier reader takes


def _written(kind: str, words: tuple[str, ...]) -> str:
    text = " ".join(words)
    return text if kind == "b" else text.title()


def test_sites_name_parties_of_the_registry() -> None:
    unknown = [line for line in load_lines("sites.txt", SHARED) if registry().get(line.split()[1]) is None]
    assert unknown == []
