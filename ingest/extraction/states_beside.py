"""The state of an instrument of which its own words tell none: as one of a list, by the next sentence, by default."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from .agreements import AgreementMention
from .beside import beside
from .dates import DateMention, resolve
from .frames import Said, StateFrame
from .framing import Story
from .scenes import Scene

_MANY = (
    r"(?:agreements|instruments|documents|texts|papers|accords|protocols|conventions|memorand(?:a|ums)|mous"
    r"|arrangements|treaties|contracts)"
)
# Several were signed: what the sentences that follow name is what was.
_SEVERAL = re.compile(
    rf"\b{_MANY}\b(?:(?!\b(?:to be|will|not|would)\b)[^.;]){{0,90}}\b(?:signed|inked|initialled|exchanged)\b"
    rf"|\b(?:(?<!to )signed|inked|initialled|(?<!early )signing of|signatures? of)\b[^.;]{{0,50}}\b{_MANY}\b",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"(?:^|[,;:–]\s|\b(?:an?|another|one|two|three|is|are|and|comprise|includes?|including|further|finally)\s)(?:[a-z-]+\s)?$",
    re.IGNORECASE,
)
# An item of a list goes on behind the one before: only "and", a comma, an article stand before it.
_GOES_ON = re.compile(
    r"(?:[,;]|\band|\bas well as|\bbesides|\bplus)\s(?:(?:and|also|further|finally|an?|another|two|three|four|five) )*"
    r"(?:(?<=\ban )[a-z-]+ |(?<=\ba )[a-z-]+ ){0,1}$"
)
_LONGEST = 220  # characters between two items of a list
_DEEPEST = 6  # sentences of a list
_ASIDE = 2  # of them that name no instrument
# The next sentence tells of what this one names.
_THE_TEXT = re.compile(
    r"^(?:It|They|Both|All|(?:The|This|These|Both|All) (?:two |three |four |five |six )?"
    r"(?:document|text|agreement|instrument|memorand|treat|accord|protocol|paper|deal|pact)\w*)\s"
    r"(?:was|were|has been|have been)\s(?:also |then |both |all )?"
    r"(?P<verb>signed|adopted|inked|concluded|approved|issued)\b(?:[^<>;.]{0,40}<D(?P<day>\d+)>)?"
)
_STATUS = {"adopted": "adopted", "approved": "adopted", "issued": "adopted"}
_REFERRED = re.compile(
    r"\b(?:the|The|their|Their|this|its)\s(?:(?:bilateral|existing|current|new)\s)?(?:(?P<year>(?:1[789]|20)\d\d)\s)?"
    r"(?:[\w-]+\s){0,2}$"
)
_OF_YEAR = re.compile(r"^(?:1[789]|20)\d\d\b")
_BINDING = frozenset({"agreement", "treaty", "fta", "pta", "framework", "protocol", "mou"})


def state_before_it(scene: Scene, place: tuple[int, int]) -> int | None:
    """The number of the mark of the instrument before this one, if both are items of one list."""
    text, found = scene.skeleton.text, None
    for number, (item, other) in enumerate(zip(scene.skeleton.items, scene.skeleton.places, strict=True)):
        if isinstance(item.thing, AgreementMention) and other[1] <= place[0]:
            found = number
    if found is None:
        return None
    between = text[scene.skeleton.places[found][1] : place[0]]
    return found if len(between) <= _LONGEST and _GOES_ON.search(between) else None


def state_of_several(story: Story, scene: Scene, place: tuple[int, int]) -> Iterator[StateFrame]:
    """Signed, where the sentence or those before it say that several instruments were, and this is one that is new."""
    before = scene.skeleton.text[: place[0]]
    if scene.sentence.part != "body" or not _NEW.search(before):
        return
    at, aside = scene.sentence.index, 0
    for told in reversed(story.report.scenes[max(0, at - _DEEPEST) : at + 1]):
        text = told.sentence.text if told is not scene else scene.sentence.text[: place[0]]
        if _SEVERAL.search(text):
            yield StateFrame(Said("signed", (scene.span, told.span), 0.7, "one-of-several"), None, None, None)
            return
        aside += told is not scene and not told.agreements
        if aside > _ASIDE:
            return


def state_behind_it(story: Story, scene: Scene, published: str) -> Iterator[StateFrame]:
    """What the next sentence says of "the document", with its day."""
    following = story.report.scenes[scene.sentence.index + 1 : scene.sentence.index + 2]
    for told in following:
        if match := _THE_TEXT.match(told.skeleton.text):
            status = Said(_STATUS.get(match["verb"], "signed"), (scene.span, told.span), 0.75, "the-document")
            yield StateFrame(status, _day(told, match["day"], published), None, None)


def _day(scene: Scene, number: str | None, published: str) -> Said[str] | None:
    if number is None:
        return None
    day = resolve(cast(DateMention, scene.skeleton.item(number).thing), published)[0]
    return Said(day, (scene.span,), 0.8, "the-document") if day else None


def _signed_on(scene: Scene, mention: AgreementMention, published: str) -> StateFrame | None:
    """Signed on the day that stands behind a name: "the naval agreement of December 2021"."""
    for item, place in zip(scene.skeleton.items, scene.skeleton.places, strict=True):
        if item.thing is mention and (match := beside("date-of-name").match(scene.skeleton.text[place[1] :])):
            day = _day(scene, match[1], published)
            return StateFrame(Said("signed", (scene.span,), 0.7, "date-of-name"), day, None, None)
    return None


def state_referred_to(scene: Scene, mention: AgreementMention, published: str) -> StateFrame | None:
    """In force, for a binding instrument that a text refers to as known and of which it tells no other state."""
    if mention.kind not in _BINDING or scene.sentence.part != "body":
        return None
    start = mention.span.start - scene.span.start
    before = scene.sentence.text[:start]
    match = _REFERRED.search(before)
    year = _OF_YEAR.match(mention.name)
    if match is None:
        return None
    if signed := _signed_on(scene, mention, published):
        return signed
    told = year.group() if year else match["year"]
    date = Said(told, (scene.span,), 0.7, "year-of-name") if told else None
    return StateFrame(Said("in_force", (scene.span,), 0.5, "referred-to"), date, None, None)
