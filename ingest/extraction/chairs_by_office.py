"""Who chaired where only the offices are told: "their foreign ministers jointly presided over the second session".

The two persons whom the text names with that office, of different parties, are those who did. The words are those of
`offices` in leaders.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.model import Span
from .chairs_by_post import make_chair, session_without_chair
from .clauses import leader_rules
from .drafts import Role
from .framing import Story
from .lexicon import names_any, spelled_out
from .names import Person
from .posts import PostMention

_RULE = "chair-by-office"


@dataclass(frozen=True, slots=True)
class _Rules:
    """`offices` of leaders.yaml, its patterns compiled."""

    heads: Mapping[str, str]  # of an office, many and one
    below: frozenset[str]
    small: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]


@cache
def _rules() -> _Rules:
    data = cast("dict[str, Any]", leader_rules()["offices"])
    parts = {"field": data["field"], "heads": "|".join(data["heads"])}
    office = spelled_out(data["office"], parts)
    said = (re.compile(spelled_out(row["pattern"], {"office": office}), re.IGNORECASE) for row in data["said"])
    return _Rules(data["heads"], frozenset(data["below"]), frozenset(data["small"]), tuple(said))


def bind_chairs_by_office(story: Story) -> None:
    """Give the main event the two of an office that is said to have chaired, if the text names no other chair."""
    main = session_without_chair(story)
    for said, words in _offices(story) if main is not None else ():
        found = [(person, post) for person in story.report.people if (post := _of_office(person, words)) is not None]
        if main is not None and len(found) == 2 and not _of_one_party(*(post for _, post in found)):
            for person, post in found:
                make_chair(main, Role(person, "chair", _RULE, (said, post.span), post=post, joint=True))
            return


def offices_said(text: str) -> Iterator[frozenset[str]]:
    """The words of each office of which a sentence says that those who hold it chaired."""
    rules = _rules()
    for pattern in rules.patterns if names_any(rules.heads, text) else ():
        if match := pattern.search(text):
            yield frozenset(rules.heads.get(word, word) for word in _folded(match["office"]).split()) - rules.small


def _offices(story: Story) -> Iterator[tuple[Span, frozenset[str]]]:
    """The sentences that say so, with the words of the office."""
    for scene in story.report.scenes:
        for words in offices_said(scene.sentence.text):
            yield scene.span, words


def _folded(text: str) -> str:
    return text.casefold().replace("defense", "defence")


def _of_office(person: Person, words: frozenset[str]) -> PostMention | None:
    """The post by which somebody has this office."""
    for post, _ in person.posts():
        title = frozenset(re.findall(r"\w+", _folded(post.title)))
        if words <= title and not post.former and not (_rules().below & title):
            return post
    return None


def _of_one_party(one: PostMention, other: PostMention) -> bool:
    return one.party is not None and one.party == other.party
