"""Whose an instrument is: the parties that its name, its clause or its signatories tell, else the sides of an event."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .acted_at import country_or_party, party_of
from .agreements import AgreementMention
from .at_event import SIGNED
from .beside import beside
from .drafts import EventDraft
from .event_types import parties_in
from .frames import Said
from .framing import Story
from .scenes import Scene
from .tokens import words_of

_MARK = re.compile(r"<[CL](\d+)>")
_MOST = 6  # sides of an event that an instrument without sides of its own is of
# Without a status, what is not by its name an instrument of many states is one of the two sides that speak of it.
_OF_MANY = re.compile(
    r"\b(?:convention|charter|UN|united nations|world|international|global|sustainable|paris|non-proliferation"
    r"|(?<!joint )(?<!partnership )(?<!cooperation )declaration)\b",
    re.IGNORECASE,
)
_OPEN = {"proposed", "under_negotiation", "implementing", "signed", "adopted", "extended"}


def sides_told(scene: Scene, mention: AgreementMention, place: tuple[int, int]) -> tuple[Said[str], ...]:
    """The parties that the sentence itself gives an instrument; none where it names fewer than two."""
    found = [*mention.parties, *_behind(scene, mention, place)]
    if len(set(found)) == 1 and beside("instrument-with").search(mention.name):
        found += _maker(scene, place, found[0])
    if len(set(found)) >= 2:
        return _said(found, scene, 0.9, "named-in-agreement")
    return _said(_makers(scene, place), scene, 0.8, "makers-of-instrument")


def sides_by_event(
    story: Story, scene: Scene, mention: AgreementMention, event: EventDraft | None, status: str
) -> tuple[Said[str], ...]:
    """The parties of an instrument of which its sentence tells none: of who signed it, of a body, of an event."""
    signatories = _signatories(event) if status in SIGNED else {}
    if len(signatories) >= 2:
        return tuple(signatories.values())
    name = mention.name
    if len(mention.parties) == 1 and not mention.parties[0].startswith("country/") and not _OF_MANY.search(name):
        return _of_body(story, scene, mention.parties[0])
    of_whose = _of_whose_sides(story, mention, event, status)
    body = _body_of(of_whose or story.main)
    if body and (of_whose or status in SIGNED or not _OF_MANY.search(name)):
        return _said([body], scene, 0.7, "body-of-event")
    sides = of_whose.parties if of_whose and not body else {}
    return tuple(Said(party, (scene.span, *said.spans), 0.7, "sides-of-event") for party, said in sides.items())


def _said(parties: Iterable[str], scene: Scene, confidence: float, rule: str) -> tuple[Said[str], ...]:
    return tuple(Said(party, (scene.span,), confidence, rule) for party in dict.fromkeys(parties))


def _behind(scene: Scene, mention: AgreementMention, place: tuple[int, int]) -> list[str]:
    """The parties behind a name: "between Freedonia and Sylvania", "and the Ministry of Trade of Sylvania"."""
    behind = scene.skeleton.text[place[1] : place[1] + 160]
    found: list[str] = []
    if len(mention.parties) < 2 and (match := beside("sides-of-instrument").match(behind)):
        found += [party for number in match.groups() if (party := party_of(scene.skeleton.item(number)))]
    if len({*mention.parties, *found}) == 1 and "between" in mention.name:
        match = beside("other-side-of-instrument").match(behind)
        found += [party_of(scene.skeleton.item(match[1]))] if match else []
    return [party for party in found if party]


def _maker(scene: Scene, place: tuple[int, int], other: str) -> list[str]:
    """Who made an instrument "with" somebody: the first party of the sentence that is its subject."""
    for match in beside("subject-party").finditer(scene.skeleton.text[: place[0]]):
        party = country_or_party(scene.skeleton.item(match[1]))
        if party and party != other:
            return [party]
    return []


def _makers(scene: Scene, place: tuple[int, int]) -> list[str]:
    """The parties that are said to have made it or to be making it: "Freedonia and Sylvania signed"."""
    match = beside("makers-of-instrument").search(scene.skeleton.text[: place[0]])
    numbers = _MARK.findall(match["sides"]) if match else []
    return [party for number in numbers if (party := country_or_party(scene.skeleton.item(number)))]


def _signatories(event: EventDraft | None) -> dict[str, Said[str]]:
    """The sides of those who signed at an event, each once."""
    if event is None:
        return {}
    signed = [role for role in event.roles if role.role == "signatory" and role.side]
    return {role.side: Said(role.side, role.spans, 0.75, "sides-of-signatories") for role in signed}


def _of_body(story: Story, scene: Scene, body: str) -> tuple[Said[str], ...]:
    """An instrument that is named by one organisation is its own, unless it has one partner at the event."""
    sides = story.main.parties if story.main else {}
    is_of_two = len(sides) == 2 and body in sides
    return _said(sides if is_of_two else [body], scene, 0.7, "named-by-body")


def _of_whose_sides(
    story: Story, mention: AgreementMention, event: EventDraft | None, status: str
) -> EventDraft | None:
    """The event whose sides an instrument is of: that of its signing, else the main one, if it is of two or of few."""
    if status not in _OPEN and _OF_MANY.search(mention.name):
        return None
    for each in (event, story.main):
        if each is not None and len(each.parties) >= 2:
            is_of_all = each is event and status in SIGNED
            is_of_few = len(each.parties) <= _MOST and not each.bodies
            return each if len(each.parties) == 2 or is_of_all or is_of_few else None
    return None


def _body_of(event: EventDraft | None) -> str:
    """The organisation of whose own sitting an event's name tells: what is made there, or spoken of, is its own."""
    if event is None or not event.series:
        return ""
    named = parties_in(words_of(event.name, 0, frozenset()).tokens)
    is_own = len(named) == 1 and not named[0].startswith("country/") and len(event.parties) != 2
    return named[0] if is_own else ""
