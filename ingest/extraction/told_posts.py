"""Posts that are told of somebody beside another: of a counterpart, or once for several whose states differ.

"Premier Stone and his Freedonian counterpart Anna Berg"; "the Presidents of Freedonia, A, and of Sylvania, B";
"A (Freedonia) and B (Sylvania), both foreign ministers".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from .acted_at import party_of, person_of
from .beside import beside
from .framing import Story
from .gazetteer import Party
from .lexicon import names_any
from .names import Person
from .paired import as_written, nouns_in_singular
from .persons import PersonMention
from .posts import PostMention
from .scenes import Scene
from .skeleton import Item

_COUNTERPARTS = ("counterpart", "colleague", "opposite number", "homologue")
_HOLDERS = ("ministers", "presidents", "secretaries", "premiers", "chancellors", "ambassadors", "leaders")
_RULES = ("counterpart-before", "counterpart-behind")
_SEVERAL = ("posts-of-several", "several-of-a-post")
_PAIR = re.compile(
    r"(?:<C(?P<before>\d+)>,? \(?)?<[PN](?P<who>\d+)>"
    r"(?:,? \((?:the )?<C(?P<behind>\d+)>\)| of (?:the )?<C(?P<of>\d+)>)?"
)


def tell_posts(story: Story) -> None:
    """Give each such person, of whom no post is known, the post that stands beside another or for all of them."""
    before: Scene | None = None
    for scene in story.body:
        text = scene.skeleton.text
        if names_any(_COUNTERPARTS, text):
            _of_counterparts(story, scene, before)
        if names_any(_HOLDERS, text):
            _of_several(story, scene)
        before = scene


def _of_counterparts(story: Story, scene: Scene, before: Scene | None) -> None:
    text = scene.skeleton.text
    for match in (each for rule in _RULES for each in beside(rule).finditer(text)):
        post = _post_before(story, scene, match.start()) or (_post_before(story, before, -1) if before else None)
        told = {key: scene.skeleton.item(number) for key, number in sorted(match.groupdict().items()) if number}
        people = [told[key] for key in ("one", "other") if key in told]
        parties = [party_of(item) for key, item in told.items() if key.startswith("side")]
        for item, party in zip(people, [*parties, "", ""], strict=False):
            if post is not None:
                _give(story, item, post.title, party)


def _post_before(story: Story, scene: Scene, at: int) -> PostMention | None:
    """The post of who is named last before a place of the sentence, or first in the sentence before."""
    items = scene.skeleton.of_kind("P")
    named = [item for item in items if at < 0 or scene.skeleton.place_of(item)[1] <= at]
    for item in named if at < 0 else reversed(named):
        person = person_of(story.report, item, create=False)
        if person is not None and person.posts():
            return person.posts()[0][0]
    return None


def _of_several(story: Story, scene: Scene) -> None:
    text = scene.skeleton.text
    for match in (each for rule in _SEVERAL for each in beside(rule).finditer(text)):
        for item, party in _pairs(scene, match["list"]):
            _give(story, item, _of_one(match["post"]), party)


def _pairs(scene: Scene, listed: str) -> Iterator[tuple[Item, str]]:
    """The persons of a list, each with the state that stands beside the name."""
    for match in _PAIR.finditer(listed):
        number = match["before"] or match["behind"] or match["of"]
        yield scene.skeleton.item(match["who"]), party_of(scene.skeleton.item(number)) if number else ""


def _of_one(post: str) -> str:
    """A post in the plural as one has it: "Ministers of Trade" -> "Minister of Trade"."""
    return re.sub(r"\w+", lambda word: as_written(nouns_in_singular().get(word[0].casefold(), word[0]), word[0]), post)


def _give(story: Story, item: Item, title: str, party: str) -> None:
    """A post for somebody of whom none is known but in initials."""
    person = cast(Person, person_of(story.report, item))
    if any(not post.title.isupper() for post, _ in person.posts()):
        return
    mention = cast(PersonMention, item.thing)
    post = PostMention(mention.name_span, title, Party(party, "") if party else None)
    told = replace(mention, posts=(post,), certain=True)
    at = next((number for number, each in enumerate(person.mentions) if each.name_span == mention.name_span), None)
    if at is None:
        person.mentions.append(told)
    else:
        person.mentions[at] = told
    if person not in story.report.people:
        story.report = replace(story.report, people=(*story.report.people, person))
