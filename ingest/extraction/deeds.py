"""Events that no noun names but what was done there: "the two presidents inaugurated the bridge"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from ...graph.model import Span
from .acted_at import party_of, person_of, post_in
from .beside import beside
from .drafts import EventDraft, Role
from .frames import Said
from .framing import Story
from .lexicon import load_yaml
from .lists import whole_list
from .roles import own_side
from .scenes import Scene
from .skeleton import Item
from .when_told import day_behind

_MARK = re.compile(r"<[A-Z](\d+)>")
_BY = re.compile(r"^[^<>;.]{0,30}(?:<[DLC]\d+>[^<>;.]{0,20}){0,3}\bby (?:the )?(?=<[PC])")


@dataclass(frozen=True, slots=True)
class DeedRule:
    """A row of deeds.yaml."""

    id: str
    noun: str
    verbs: re.Pattern[str]
    reads: str
    name: str
    refuses: str


@cache
def deed_rules() -> tuple[DeedRule, ...]:
    """The rules, read once."""
    rows = cast("list[dict[str, str]]", load_yaml("deeds.yaml"))
    return tuple(_rule(row) for row in rows)


def _rule(row: dict[str, str]) -> DeedRule:
    verbs = re.compile(rf"\b(?:{row['verbs']})\b")
    return DeedRule(row["id"], row["noun"], verbs, row["reads"], row["name"], row["refuses"])


def bind_deeds(story: Story) -> None:
    """One event for each deed of persons or states that is told where or when it was, or at the head of a report."""
    for scene in story.body if _any_verb().search(story.report.document.text) else ():
        for rule in deed_rules() if _any_verb().search(scene.skeleton.text) else ():
            for verb in rule.verbs.finditer(scene.skeleton.text):
                _bind(story, scene, rule, verb)


@cache
def _any_verb() -> re.Pattern[str]:
    """One look for all verbs, for quickness."""
    return re.compile("|".join(rule.verbs.pattern for rule in deed_rules()))


def _bind(story: Story, scene: Scene, rule: DeedRule, verb: re.Match[str]) -> None:
    what, who = _active(scene, verb) or _passive(scene, verb) or (None, [])
    if what is None or not who or not _is_event(story, scene, what):
        return
    name = _spelled(scene, what["what"])
    start = min(item.span.start for item in who)
    span = Span(start, max(item.span.end for item in who))
    index = scene.sentence.index
    draft = EventDraft("other", f"{rule.noun} of {name}", span, scene.span, index, rule.id, last=index)
    _join(story, scene, draft, who)
    if day := day_behind(scene, verb.end(), story.day):
        draft.start = Said(day, (scene.span,), 0.85, rule.id)
    story.events.add(draft)
    story.place(scene, verb.start(), draft)
    if story.main is None or story.main.first > index:
        story.main = draft


def _active(scene: Scene, verb: re.Match[str]) -> tuple[re.Match[str], list[Item]] | None:
    """What was done by whom: "A and B today inaugurated the bridge"."""
    subject = beside("deed-subject").search(scene.skeleton.text[: verb.start()])
    what = beside("deed-object").match(scene.skeleton.text[verb.end() :])
    return (what, _listed(scene, subject["who"])) if subject and what else None


def _passive(scene: Scene, verb: re.Match[str]) -> tuple[re.Match[str], list[Item]] | None:
    """By whom what was done: "the bridge was inaugurated in Vienna by A and B"."""
    what = beside("deed-done").search(scene.skeleton.text[: verb.start()])
    behind = _BY.match(scene.skeleton.text[verb.end() :])
    if not what or not behind:
        return None
    mark = _MARK.match(scene.skeleton.text, verb.end() + behind.end())
    return (what, _listed(scene, mark[1])) if mark else None


def _listed(scene: Scene, number: str) -> list[Item]:
    """All of the list in which a person or a party stands."""
    item = scene.skeleton.item(number)
    if item.kind != "C":
        return whole_list(scene.skeleton, [item])
    return [each for each in scene.skeleton.of_kind("C") if each.span.start <= item.span.start][-2:]


def _is_event(story: Story, scene: Scene, what: re.Match[str]) -> bool:
    """Is it an event of its own: something opened once, at the head of a report or with a day or place?"""
    if beside("no-deed").search(what["what"]):
        return False
    if story.main is None or story.main.first > scene.sentence.index:
        return scene.sentence.index in story.lead or bool(scene.skeleton.of_kind("DL"))
    return bool(scene.skeleton.of_kind("DL")) and not story.at[scene.sentence.index]


def _join(story: Story, scene: Scene, draft: EventDraft, who: list[Item]) -> None:
    for item in who:
        person = person_of(story.report, item, create=False) if item.kind in "PN" else None
        if person is not None and draft.role_of(person) is None:
            side = party_of(own_side(scene.skeleton, item))
            draft.roles.append(Role(person, "attendee", draft.rule, (scene.span,), side, post_in(person, scene)))
        elif item.kind == "C":
            draft.add_party(party_of(item), Said(party_of(item), (scene.span,), 0.75, draft.rule))


def _spelled(scene: Scene, text: str) -> str:
    """Marked words as they stand in the text."""
    start = scene.sentence.span.start

    def written(mark: re.Match[str]) -> str:
        span = scene.skeleton.item(mark[1]).span
        return scene.sentence.text[span.start - start : span.end - start]

    name = " ".join(_MARK.sub(written, text).split())
    return re.sub(r"^(?:The|An?)\b", lambda article: article[0].lower(), name)
