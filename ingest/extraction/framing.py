"""Event frames first: which events a text tells of, and which event each stretch of each sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from ...graph.model import Span
from .beside import beside
from .drafts import EventDraft
from .event_types import EventMention, event_rules
from .events import said_to_sit
from .frames import Said
from .leaders import find_leaders
from .lexicon import ordinals
from .roles import RoleMatch, find_roles
from .scenes import Report, Scene
from .told import Events, drafted, nearest
from .when_told import with_time


@dataclass
class Story:
    """The report with its events. `at` holds, for each sentence, the events in it with the places of their marks."""

    report: Report
    day: str = ""  # of publication
    events: Events = field(default_factory=Events)
    at: dict[int, list[tuple[int, EventDraft]]] = field(default_factory=dict[int, list[tuple[int, EventDraft]]])
    roles: dict[int, list[RoleMatch]] = field(default_factory=dict[int, list[RoleMatch]])
    main: EventDraft | None = None
    home: str = ""  # the country whose report it is, once that is settled (home.py)
    refused: list[tuple[str, Span]] = field(default_factory=list[tuple[str, Span]])

    def event_at(self, scene: Scene, place: int) -> EventDraft | None:
        """The event that the words at this place of the sentence speak of: one named in it, else the one at hand."""
        return nearest(self.at[scene.sentence.index], place) or self.at_hand(scene)

    def at_hand(self, scene: Scene) -> EventDraft | None:
        """The event that a sentence speaks of that names none: the main one."""
        return self.main

    @property
    def in_headline(self) -> list[EventDraft]:
        """The events that the headline names."""
        return [draft for scene in self.titles for _, draft in self.at[scene.sentence.index]]

    @cached_property
    def lead(self) -> tuple[int, ...]:
        """The numbers of the first two sentences after the headline and what stands there of place and day alone."""
        return tuple(scene.sentence.index for scene in self.body[:5] if not scene.is_head)[:2]

    @cached_property
    def heads(self) -> list[Scene]:
        """What stands at the head of the text of place and day alone: "Strelsau, 3 May 2024"."""
        return [*([self.report.head] if self.report.head else []), *(each for each in self.body[:3] if each.is_head)]

    @cached_property
    def titles(self) -> list[Scene]:
        """The headline, as sentences."""
        return [scene for scene in self.report.scenes if scene.sentence.part == "title"]

    @cached_property
    def body(self) -> list[Scene]:
        return [scene for scene in self.report.scenes if scene.sentence.part != "title"]

    @cached_property
    def headline_last(self) -> list[Scene]:
        """All sentences; the headline repeats in short what the body says in full."""
        return [*self.body, *self.titles]

    def place(self, scene: Scene, at: int, draft: EventDraft) -> None:
        """Put an event among those of a sentence, by where the words stand that tell of it."""
        self.at[scene.sentence.index].append((at, draft))
        self.at[scene.sentence.index].sort(key=lambda each: each[0])


def frame_events(report: Report, day: str = "") -> Story:
    """The events of a text that was published on a day."""
    story = Story(report, day, Events(day))
    story.events.headline = tuple(_named_in(story.titles))
    for scene in story.headline_last:
        story.roles[scene.sentence.index] = [*find_leaders(scene.skeleton), *find_roles(scene.skeleton)]
        _frame_scene(story, scene)
        if story.main is None:
            story.main = _main(story)
    story.main = story.main or next(iter(story.events.drafts), None)
    story.main = _of_headline(story) or story.main
    return story


def _named_in(scenes: list[Scene]) -> Iterator[EventMention]:
    """The events that some sentences name with a name of their own."""
    for scene in scenes:
        things = (item.thing for item in scene.skeleton.items)
        yield from (thing for thing in things if isinstance(thing, EventMention) and thing.form == "named")


def _of_headline(story: Story) -> EventDraft | None:
    """The sitting that the headline names, where the report also begins with it; any event, if the body has no news."""
    if not any(_is_news(story, draft) for draft in story.events.drafts if draft not in story.in_headline):
        return next(iter(story.in_headline), None)
    if story.main is None or story.main in story.in_headline:
        return None
    named = (
        draft
        for draft in story.in_headline
        if (draft.series or draft.kind == "session") and not draft.aside and not draft.turn and not draft.is_setting
    )
    is_journey = story.main.kind == "visit"  # for the session that the headline names
    begun = (
        each for each in named if each.first in story.lead or each.ordinal or (is_journey and each.kind == "session")
    )
    return next(begun, None)


def _frame_scene(story: Story, scene: Scene) -> None:
    places: list[tuple[int, EventDraft]] = []
    for item, place in zip(scene.skeleton.items, scene.skeleton.places, strict=True):
        if isinstance(item.thing, EventMention) and not _counts(story, scene, item.thing):
            places += [(place[0], draft) for draft in story.events.known(item.thing)]
        elif isinstance(item.thing, EventMention):
            mention = with_time(_sitting_body(scene, item.thing, place), scene, place, story.day)
            for draft in _told_by(story, scene, mention, place[0], places):
                draft.told_day = draft.told_day or mention.day
                draft.told_held = draft.told_held or (mention.held and draft.first == scene.sentence.index)
                draft.aside = draft.aside or (scene.sentence.part == "aside" and draft.first == scene.sentence.index)
                is_new = draft.first == scene.sentence.index and scene.sentence.part == "body"
                before = scene.skeleton.text[: place[0]]
                draft.is_setting = draft.is_setting or (is_new and beside("setting-of").search(before) is not None)
                places.append((place[0], draft))
                _count(draft, scene, place[1])
    story.at[scene.sentence.index] = [each for each in places if not _is_frame_of_subject(scene, each[0])]


def _is_another(scene: Scene, mention: EventMention, at: int) -> bool:
    """Is it said to have come before what the text tells of, or after: "was preceded by a meeting of experts"?"""
    is_open = mention.form in {"introduced", "named"} and not mention.ordinals
    return is_open and beside("another-than-told").search(scene.skeleton.text[:at]) is not None


def _is_frame_of_subject(scene: Scene, at: int) -> bool:
    """Does an event only say within what the subject of a clause was, so that the verb behind tells of the subject?

    "The third meeting within the framework of the Alpine Council was held in Vienna."
    """
    text = scene.skeleton.text
    return beside("frame-of-event").search(text[:at]) is not None and beside("verb-behind").match(text[at:]) is not None


def _told_by(
    story: Story, scene: Scene, mention: EventMention, at: int, before: list[tuple[int, EventDraft]]
) -> list[EventDraft]:
    """The events of which a mention tells: also that which a verb before it told of, "will meet again for its …"."""
    if before and mention.ordinals and before[-1][1].turn and _FOR_ITS.search(scene.skeleton.text[before[-1][0] : at]):
        before[-1][1].ordinal = Said(mention.ordinals[0], (scene.span,), 0.85, "for-its-session")
        return [before[-1][1]]
    is_nameless = mention.form == "numbered" and not any(draft.series for draft in story.events.drafts)
    if is_nameless and not mention.day and beside("is-the-one").search(scene.skeleton.text[:at]):
        return story.events.drafts[:1]
    if _is_another(scene, mention, at):
        return [told_of(story, scene, mention)]
    return story.events.resolve(mention, scene.span) or _only_referred(story, scene, mention, at)


_FOR_ITS = re.compile(r"\bfor (?:its|the|their) $")


def _only_referred(story: Story, scene: Scene, mention: EventMention, at: int) -> list[EventDraft]:
    """The event that a text names only as "the meeting", where it tells who was there or when."""
    kinds = event_rules().references.get(mention.head, [])
    if mention.form != "reference" or not kinds or scene.sentence.part != "body" or _is_verb_told(story, scene):
        return []
    if mention.day or (not story.events.bodies and beside("told-of-meeting").match(scene.skeleton.text[at:])):
        return [told_of(story, scene, mention)]
    return []


def told_of(story: Story, scene: Scene, mention: EventMention) -> EventDraft:
    """A new event that the text only refers to."""
    kinds = event_rules().references.get(mention.head, [mention.kind])
    name = re.sub(r"^(?:the|this|these|that)\s", "", mention.name, flags=re.IGNORECASE)
    return story.events.add(drafted(replace(mention, name=name, kind=kinds[0]), "", None, scene.span))


def _is_verb_told(story: Story, scene: Scene) -> bool:
    """Did a sentence before tell by a verb who met whom, so that "the meeting" is that one?"""
    before = (story.roles.get(scene.sentence.index - back, []) for back in (1, 2))
    return any(match.rule.makes == "call_on" for matches in before for match in matches)


_TIME = re.compile(
    r"[^.;<>]{0,60}(?:<[DL]\d+>[^.;<>]{0,20}){0,2}\b(?:met|meets|sat|sits|convened|gathered|meeting|held|took place)\b"
    r"[^.;<>]{0,20}(?:<[DL]\d+>[^.;<>]{0,20}){0,2}\bfor (?:the|an?|its|their) ([\w-]+) time\b"
)


def _count(draft: EventDraft, scene: Scene, end: int) -> None:
    """The number of a sitting that is told by a verb: "the Commission met for the third time"."""
    match = _TIME.match(scene.skeleton.text, end)
    number = ordinals().get(match[1].replace("-", " ")) if match else None
    if number and draft.series and draft.ordinal is None and not draft.turn:
        draft.ordinal = Said(number, (scene.span,), 0.85, "for-the-nth-time")


def _counts(story: Story, scene: Scene, mention: EventMention) -> bool:
    """A headline names a new event only where the body names none that is news."""
    told = any(_is_news(story, draft) for draft in story.events.drafts)
    return scene.sentence.part != "title" or not told or mention.form == "reference"


def _is_news(story: Story, draft: EventDraft) -> bool:
    """Is it other than an event to come that the text mentions late, such as "the next session"?"""
    return draft.turn != "later" or draft.first in story.lead


def _sitting_body(scene: Scene, mention: EventMention, place: tuple[int, int]) -> EventMention:
    """A body that is said to meet is named as sitting."""
    if mention.form != "body":
        return mention
    before, after = scene.skeleton.text[: place[0]], scene.skeleton.text[place[1] :]
    is_gapped = beside("and-body").search(before) is not None and after.startswith((" on <D", " in <D"))
    return replace(mention, form="named") if is_gapped or said_to_sit(before, after) else mention


def _main(story: Story) -> EventDraft | None:
    """The event that the report is about: the first one named, or the session that a journey is for."""
    first = next((draft for draft in story.events.drafts if not draft.aside and not draft.is_setting), None)
    if first is None or first.kind != "visit":
        return first
    text = next(scene for scene in story.report.scenes if scene.sentence.index == first.first).skeleton.text
    events = story.at[first.first]
    for (place, draft), (end, session) in pairwise(events):
        if draft is first and session.series and beside("journey-for").search(text[place:end]):
            return session
    return first
