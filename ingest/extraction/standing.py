"""What stands beside the events: instruments with their status, relations between parties, and projects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .agreements import AgreementMention, status_of
from .at_event import SIGNED, reached_at
from .beside import beside
from .dates import DateMention, resolve
from .drafts import EventDraft, series_words
from .frames import AgreementFrame, EventFrame, Mention, ProjectFrame, RelationFrame, Said
from .framing import Story
from .gazetteer import Party, Place
from .lexicon import load_yaml
from .scenes import Scene
from .skeleton import Skeleton
from .tokens import Token
from .topics import sectors_in

_OPEN = {"proposed", "under_negotiation", "implementing", "signed", "adopted", "extended"}
_RANK = ("extended", "in_force", "signed", "adopted", "implementing", "under_negotiation", "proposed")


@dataclass(slots=True)
class AgreementDraft:
    """One instrument while the text is read."""

    mention: AgreementMention
    sentence: Span
    status: Said[str] | None = None
    date: Said[str] | None = None
    parties: tuple[Said[str], ...] = ()
    event: EventDraft | None = None


def agreement_frames(story: Story, published: str, frames: dict[int, EventFrame]) -> tuple[AgreementFrame, ...]:
    """The instruments of the text; `frames` are the frozen events by the identity of their drafts."""
    drafts: list[AgreementDraft] = []
    for scene in [*story.body, *(scene for scene in story.report.scenes if scene.sentence.part == "title")]:
        for item, place in zip(scene.skeleton.items, scene.skeleton.places, strict=True):
            if isinstance(item.thing, AgreementMention):
                _gather(drafts, story, scene, item.thing, place, published)
    return tuple(_frozen(draft, frames) for draft in drafts)


def _gather(
    drafts: list[AgreementDraft],
    story: Story,
    scene: Scene,
    mention: AgreementMention,
    place: tuple[int, int],
    published: str,
) -> None:
    known = next((each for each in drafts if _same(each.mention, mention)), None)
    if known is None and scene.sentence.part == "title" and drafts:
        return
    draft = known or AgreementDraft(mention, scene.span)
    if known is None:
        drafts.append(draft)
    elif len(mention.name) > len(draft.mention.name):
        draft.mention, draft.sentence = mention, scene.span
    _status(draft, story, scene, place, published)
    draft.parties = draft.parties or _parties(draft, story, scene, mention, place)


def _same(one: AgreementMention, other: AgreementMention) -> bool:
    words, others = series_words(one.name), series_words(other.name)
    return one.kind == other.kind and (words <= others or others <= words) and min(len(words), len(others)) > 0


def _status(draft: AgreementDraft, story: Story, scene: Scene, place: tuple[int, int], published: str) -> None:
    text = scene.skeleton.text
    before, after = _plain(text[max(0, place[0] - 90) : place[0]]), _plain(text[place[1] : place[1] + 150])
    rule = status_of(before, after)
    if rule is None or (draft.status and _RANK.index(rule.status) >= _RANK.index(draft.status.value)):
        return
    draft.status = Said(rule.status, (scene.span,), 0.8, rule.id)
    _date(draft, scene, place, published)
    draft.event = reached_at(story, scene, place, rule.status, draft.date.value if draft.date else "")
    if draft.event and draft.event.start and not draft.date and rule.status in SIGNED:
        draft.date = Said(draft.event.start.value, (scene.span, *draft.event.start.spans), 0.7, "date-of-event")


def _plain(text: str) -> str:
    return re.sub(r"<[A-Z]\d+>", "it", text)


def _date(draft: AgreementDraft, scene: Scene, place: tuple[int, int], published: str) -> None:
    before, after = scene.skeleton.text[: place[0]], scene.skeleton.text[place[1] : place[1] + 150]
    match = beside("date-of-name").match(after) or beside("date-of-status").match(after)
    if match is None and draft.status and draft.status.value in SIGNED:
        match = beside("date-before-status").search(before)
    if match:
        day = resolve(cast(DateMention, scene.skeleton.items[int(match[1])].thing), published)[0]
        draft.date = Said(day, (scene.span,), 0.85, "date-of-status") if day else None


def _parties(
    draft: AgreementDraft, story: Story, scene: Scene, mention: AgreementMention, place: tuple[int, int]
) -> tuple[Said[str], ...]:
    found = list(mention.parties)
    if len(found) < 2 and (
        match := beside("sides-of-instrument").match(scene.skeleton.text[place[1] : place[1] + 160])
    ):
        found += [party for number in match.groups() if (party := _party(scene.skeleton, int(number)))]
    if len(found) >= 2:
        return tuple(Said(party, (scene.span,), 0.9, "named-in-agreement") for party in dict.fromkeys(found))
    event = draft.event or story.main
    if draft.status and draft.status.value in _OPEN and event is not None and len(event.parties) == 2:
        return tuple(
            Said(party, (scene.span, *said.spans), 0.7, "sides-of-event") for party, said in event.parties.items()
        )
    return ()


def _party(skeleton: Skeleton, number: int) -> str:
    refers = cast(Token, skeleton.items[number].thing).refers
    return refers.id if isinstance(refers, Party) else ""


def _frozen(draft: AgreementDraft, frames: dict[int, EventFrame]) -> AgreementFrame:
    mention, spans = draft.mention, (draft.sentence,)
    codes = dict.fromkeys(code for code, _ in sectors_in(mention.name))
    return AgreementFrame(
        Mention("agreement", mention.span, mention.name),
        Said(mention.name, spans, 0.85, "named-agreement"),
        Said(mention.kind, spans, 0.85, "agreement-noun"),
        draft.status, draft.date, draft.parties,
        tuple(Said(code, spans, 0.7, "sector-words") for code in codes),
        frames.get(id(draft.event)) if draft.event else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RelationRule:
    """One row of relations.yaml."""

    id: str
    relation: str
    pattern: re.Pattern[str]
    sides: bool
    country_first: bool
    reads: str
    refuses: str


@cache
def relation_rules() -> tuple[RelationRule, ...]:
    """The relation rules, their patterns compiled once."""
    rows = cast("list[dict[str, Any]]", load_yaml("relations.yaml"))
    return tuple(
        RelationRule(
            row["id"], row["relation"], re.compile(row["pattern"], re.IGNORECASE), row.get("sides", False),
            row.get("order") == "country-first", row["reads"], row["refuses"],
        )
        for row in rows
    )  # fmt: skip


def relation_frames(story: Story, published: str) -> tuple[RelationFrame, ...]:
    """The standing relations that the text states, each once, with the year since when it names one."""
    found: dict[tuple[str, str, str], RelationFrame] = {}
    for scene in story.body:
        for rule in relation_rules():
            for match in rule.pattern.finditer(scene.skeleton.text):
                frame = _relation(story, scene, rule, match, published)
                key = (frame.subject, frame.relation.value, frame.object) if frame else ("", "", "")
                if frame and (key not in found or (frame.since and not found[key].since)):
                    found[key] = frame
    return tuple(found.values())


def _relation(
    story: Story, scene: Scene, rule: RelationRule, match: re.Match[str], published: str
) -> RelationFrame | None:
    ends = _sides(story) if rule.sides else [_end(scene.skeleton, match[group]) for group in ("s", "o")]
    if len(ends) != 2 or not all(ends) or ends[0] == ends[1]:
        return None
    if rule.country_first and not ends[0].startswith("country/"):
        ends.reverse()
    relation = Said(rule.relation, (scene.span,), 0.85, rule.id)
    return RelationFrame(ends[0], relation, ends[1], _since(scene, match, published))


def _since(scene: Scene, match: re.Match[str], published: str) -> Said[str] | None:
    if "since" not in match.re.groupindex or match["since"] is None:
        return None
    day = resolve(cast(DateMention, scene.skeleton.items[int(match["since"])].thing), published)[0]
    return Said(day, (scene.span,), 0.85, "since") if day else None


def _sides(story: Story) -> list[str]:
    return list(story.main.parties) if story.main else []


def _end(skeleton: Skeleton, number: str) -> str:
    refers = getattr(skeleton.items[int(number)].thing, "refers", None)
    if isinstance(refers, Place):
        return refers.country
    return refers.id if isinstance(refers, Party) else ""


@cache
def _project_pattern() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in cast("dict[str, list[str]]", load_yaml("projects.yaml"))["heads"])
    return re.compile(rf"(?:[A-Z][\w’'-]+\s){{2,7}}(?:\([A-Z]{{2,8}}\)\s)?(?i:{heads})\b(?!s)")


def project_frames(story: Story) -> tuple[ProjectFrame, ...]:
    """What is built or run under a name, with the sides of the event at hand and its sector."""
    found: dict[str, ProjectFrame] = {}
    for scene in story.body:
        for match in _project_pattern().finditer(scene.sentence.text):
            frame = _project(story, scene, match)
            found.setdefault(frame.name.value.casefold(), frame)
    return tuple(found.values())


def _project(story: Story, scene: Scene, match: re.Match[str]) -> ProjectFrame:
    name = re.sub(r"^(?:The|In|On|At|Under)\s", "", match.group())
    start = scene.span.start + match.end() - len(name)
    codes = [code for code, _ in sectors_in(name)]
    parties = story.main.parties if story.main else {}
    return ProjectFrame(
        Mention("project", Span(start, start + len(name)), name),
        Said(name, (scene.span,), 0.7, "named-project"),
        tuple(Said(party, (scene.span, *said.spans), 0.6, "sides-of-event") for party, said in parties.items()),
        Said(codes[-1], (scene.span,), 0.6, "sector-words") if codes else None,
    )
