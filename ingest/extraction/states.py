"""The states of an instrument that the words around one mention of it tell: signed, in force, extended to …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import cast

from .agreements import AgreementMention, StatusRule, all_states, made_by_name, status_of, verbs
from .at_event import SIGNED
from .beside import beside
from .dates import DateMention, resolve
from .frames import Said, StateFrame
from .periods import extended_until
from .scenes import Scene

RANK = ("expired", "extended", "in_force", "signed", "adopted", "implementing", "under_negotiation", "proposed")
IN_USE = "in-use"  # "worked under the agreement signed in 2019": later than what is told behind the name
_TO_BE_USED = re.compile(r"\b(?:to|will|would|should|must|on|for the) (?:\w+ )?implement", re.IGNORECASE)
MADE_BY_NAME = StatusRule("made-by-name", "adopted", None, None)
TOLD_IN = StatusRule("told-in-it", "adopted", None, None)
_REACH = 150  # characters behind a name that may speak of it
# The instruments of a list before one: "signed an agreement on …, a protocol on …, as well as".
_BEFORE_IN_LIST = re.compile(
    r"(?:draft\s)?<A\d+>(?:\s?\([^()]{2,12}\))?(?:,|;)?(?:\s?and|\s?as well as|\s?in addition to|\s?along with|,|;)\s"
    r"(?:(?:an?|the|another|also|two)\s)*"
)


def rank_of(state: StateFrame) -> float:
    """The place of a state among those of one instrument, the one that is furthest on first."""
    return RANK.index("signed") - 0.5 if state.status.rule == IN_USE else RANK.index(state.status.value)


def states_at(scene: Scene, place: tuple[int, int], mention: AgreementMention, published: str) -> Iterator[StateFrame]:
    """The states told by the words around one mention: that of the first rule that fits, then what came before it."""
    text = scene.skeleton.text
    before = _plain(_BEFORE_IN_LIST.sub("", text[max(0, place[0] - 400) : place[0]])[-90:]) + _draft(mention)
    after = _plain(text[place[1] : place[1] + _REACH])
    first = status_of(before, after)
    if first is None:
        return
    others = [rule for rule in all_states(after) if rule.status != first.status]
    if others and first.status == "implementing" and not _TO_BE_USED.search(before):
        yield StateFrame(Said(first.status, (scene.span,), 0.8, IN_USE), None, None, None)
    else:
        yield _state(scene, place, published, first, True)
    for rule in others if first.status in {*SIGNED, "in_force", "extended", "implementing"} else ():
        yield _state(scene, place, published, rule, False)


def _draft(mention: AgreementMention) -> str:
    """The word that says that an instrument is a draft, where its name begins with it."""
    return "draft " if mention.name.casefold().startswith("draft ") else ""


def state_by_name(
    scene: Scene, place: tuple[int, int], mention: AgreementMention, published: str
) -> Iterator[StateFrame]:
    """The state of what no words give one to: what has a name because it was issued, as a joint statement."""
    if mention.kind in made_by_name():
        rule = MADE_BY_NAME if mention.name[:1].isupper() else TOLD_IN
        yield _state(scene, place, published, rule, True)


def state_of_list(lead: Scene, scene: Scene) -> Iterator[StateFrame]:
    """The state that the words over a list give to each of its items: "The following were signed:"."""
    text = _plain(lead.skeleton.text)
    if rule := status_of(text, text.partition("ollowing")[2] or text):
        yield StateFrame(Said(rule.status, (scene.span, lead.span), 0.8, rule.id), None, None, None)


def _plain(text: str) -> str:
    return re.sub(r"<[A-Z]\d+>", "it", text)


def _state(scene: Scene, place: tuple[int, int], published: str, rule: StatusRule, is_first: bool) -> StateFrame:
    said = Said(rule.status, (scene.span,), 0.8, rule.id)
    date = _date(scene, place, published, rule.status, is_first)
    until = _until(scene, place, published) if rule.status == "extended" else None
    return StateFrame(said, None if until and date == until else date, _at_latest(scene, place, published, said), until)


def _date(scene: Scene, place: tuple[int, int], published: str, status: str, is_first: bool) -> Said[str] | None:
    """The day beside the verb of the status or, of the state that the sentence is about, beside the name."""
    before, after = scene.skeleton.text[: place[0]], scene.skeleton.text[place[1] : place[1] + _REACH]
    match = _verb_and_date(status).search(after) if status in verbs() else None
    if match is None and is_first:
        match = beside("date-of-name").match(after) or beside("date-of-status").match(after)
        if match is None and status in SIGNED:
            match = beside("date-before-status").search(before)
    return _said(scene, match, published) if match else None


@cache
def _verb_and_date(status: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{verbs()[status]})\b(?:[^<>;]|<L\d+>){{0,25}}<D(\d+)>", re.IGNORECASE)


def _said(scene: Scene, match: re.Match[str], published: str) -> Said[str] | None:
    number = int(match[match.lastindex or 1])
    day = resolve(cast(DateMention, scene.skeleton.items[number].thing), published)[0]
    return Said(day, (scene.span,), 0.85, "date-of-status") if day and not day.startswith("X") else None


def _until(scene: Scene, place: tuple[int, int], published: str) -> Said[str] | None:
    """To when it was extended."""
    match = extended_until().search(scene.skeleton.text[place[1] : place[1] + _REACH])
    return _said(scene, match, published) if match else None


def _at_latest(scene: Scene, place: tuple[int, int], published: str, status: Said[str]) -> Said[str] | None:
    """The day of the report for what it calls recently signed or adopted."""
    if not published or status.value not in SIGNED:
        return None
    before = scene.skeleton.text[max(0, place[0] - 60) : place[0]]
    is_recent = beside("recently-made").search(before) is not None
    return Said(f"../{published}", status.spans, 0.8, "at-latest") if is_recent else None
