"""Standing relations between parties: who is a member of what, whose partner, and since when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, cast

from .acted_at import country_or_party
from .beside import beside
from .dates import DateMention, resolve
from .event_types import EventMention, parties_in
from .frames import RelationFrame, Said
from .framing import Story
from .lexicon import load_yaml, spelled_out
from .scenes import Scene
from .skeleton import Item, Skeleton
from .tokens import words_of

_MARK = re.compile(r"<[A-Z](\d+)>")


@dataclass(frozen=True, slots=True)
class RelationRule:
    """One row of relations.yaml.

    `ends` tells where its two ends are looked for: `named` both stand in the pattern, `sides` both are sides of the
    event at hand, `members` every side of that event stands in the relation to the body that the pattern names, `body`
    the parties that it names stand in it to the body that the text speaks of most.
    """

    id: str
    relation: str
    pattern: re.Pattern[str]
    ends: str
    country_first: bool
    least: int  # marks of parties that stand in every sentence that it reads
    reads: str
    refuses: str


@cache
def relation_rules() -> tuple[RelationRule, ...]:
    """The relation rules, their patterns compiled once; those that name both ends come first."""
    data = cast("dict[str, Any]", load_yaml("relations.yaml"))
    rules = [_rule(row, data["words"]) for row in data["rules"]]
    return tuple(sorted(rules, key=lambda rule: rule.ends != "named"))


def _rule(row: dict[str, Any], words: dict[str, str]) -> RelationRule:
    pattern = spelled_out(row["pattern"], words)
    return RelationRule(
        row["id"], row["relation"], re.compile(pattern, re.IGNORECASE), row.get("ends", "named"),
        row.get("order") == "country-first", _least(row["pattern"]), row["reads"], row["refuses"],
    )  # fmt: skip


def _least(pattern: str) -> int:
    return 3 if "{list}" in pattern else 1 if "{subject" in pattern else 0


def relation_frames(story: Story, published: str) -> tuple[RelationFrame, ...]:
    """The standing relations that the text states, each once, with the year since when it names one."""
    found: dict[tuple[str, str, str], RelationFrame] = {}
    for scene in story.body:
        for frame in _of_sentence(story, scene, published):
            key = (frame.subject, frame.relation.value, frame.object)
            if key not in found or (frame.since and not found[key].since):
                found[key] = frame
    return tuple(found.values())


@cache
def _stems() -> dict[str, list[str]]:
    """What stands in every sentence that tells of a relation, and of which: one quick look before their rules."""
    found: dict[str, list[str]] = {}
    for relation, stems in cast("dict[str, Any]", load_yaml("relations.yaml"))["stems"].items():
        for stem in stems:
            found.setdefault(stem, []).append(relation)
    return found


def _of_sentence(story: Story, scene: Scene, published: str) -> list[RelationFrame]:
    """The relations of a sentence; one of its parties by name is not one of the sides besides."""
    found: list[RelationFrame] = []
    marks = scene.skeleton.text.count("<C")
    text = scene.skeleton.text.casefold()
    told = {relation for stem, relations in _stems().items() if stem in text for relation in relations}
    for rule in (rule for rule in (relation_rules() if told else ()) if rule.relation in told and rule.least <= marks):
        if rule.ends == "named" or all(frame.relation.value != rule.relation for frame in found):
            for match in rule.pattern.finditer(scene.skeleton.text):
                found += _relations(story, scene, rule, match, published)
    return found


def _relations(
    story: Story, scene: Scene, rule: RelationRule, match: re.Match[str], published: str
) -> Iterator[RelationFrame]:
    words = match.groupdict().get("as")
    name = f"other:{words.casefold()}" if words else rule.relation
    relation, since = Said(name, (scene.span,), 0.85, rule.id), _since(scene, match, published)
    for subject, whom in _pairs(story, scene.skeleton, rule, match):
        if subject and whom and subject != whom:
            turned = rule.country_first and not subject.startswith("country/")
            one, other = (whom, subject) if turned else (subject, whom)
            yield RelationFrame(one, relation, other, since)


def _pairs(story: Story, skeleton: Skeleton, rule: RelationRule, match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Who stands in the relation with whom: one pair, or one for each party of a list."""
    sides = list(story.main.parties) if story.main else []
    if rule.ends == "sides":
        return iter([(sides[0], sides[1])] if len(sides) == 2 else [])
    subjects = sides if rule.ends == "members" else _parties(skeleton, match["s"])
    return product(subjects, _body(story) if rule.ends == "body" else _parties(skeleton, match["o"]))


def _body(story: Story) -> list[str]:
    """The one organisation or grouping that a text names, or the one that it names more often than any other."""
    tokens = (token for scene in story.report.scenes for token in scene.words.tokens if token.kind == "P")
    named = Counter(token.refers.id for token in tokens if token.refers.id.startswith("bloc/"))
    often = named.most_common(2)
    return [often[0][0]] if often and (len(often) == 1 or often[0][1] > often[1][1]) else []


def _parties(skeleton: Skeleton, group: str) -> list[str]:
    numbers = [group] if group.isdigit() else _MARK.findall(group)
    return [_party(skeleton.item(number)) for number in numbers]


def _party(item: Item) -> str:
    """The party of a mark; a body that stands as an event ("the Arctic Council") is one by its whole name."""
    if not isinstance(item.thing, EventMention):
        return country_or_party(item)
    words = words_of(item.thing.name, 0, frozenset())
    return parties_in(words.tokens)[0] if words.kinds in {"P", "tP"} else ""


def _since(scene: Scene, match: re.Match[str], published: str) -> Said[str] | None:
    """The day or year since when; an anniversary's own year is so many years later."""
    groups = match.groupdict()
    day, years = groups.get("year") or "", groups.get("years")
    if (
        not day
        and not groups.get("since")
        and (later := beside("since-behind").match(scene.skeleton.text[match.end() :]))
    ):
        groups["since"] = later[1]
    if groups.get("since"):
        day = resolve(cast(DateMention, scene.skeleton.item(groups["since"]).thing), published)[0]
    if not day:
        return None
    if years:
        return Said(str(int(day[:4]) - int(years)), (scene.span,), 0.8, "anniversary")
    return Said(day, (scene.span,), 0.85, "since")
