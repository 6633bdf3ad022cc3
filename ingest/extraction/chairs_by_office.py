"""Who chaired where only the offices are told: "their foreign ministers jointly presided over the second session".

The two persons whom the text names with that office, of different parties, are those who did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...graph.model import Span
from .chairs_by_post import NO_SESSION
from .drafts import Role
from .framing import Story
from .names import Person
from .posts import PostMention

_RULE = "chair-by-office"
_HEADS = {"ministers": "minister", "secretaries": "secretary", "presidents": "president", "speakers": "speaker"}
_FIELD = (
    "foreign|external affairs|prime|finance|trade|commerce|economy|energy|transport|agriculture|culture|education"
    "|health|justice|interior|home|defen[cs]e|labour|labor|tourism|environment|permanent"
)
_OFFICE = rf"(?P<office>(?:(?:{_FIELD}) )?(?:{'|'.join(_HEADS)})(?: (?:of|for) (?:{_FIELD})(?: affairs)?)?)"
_OF_BOTH = r"(?: (?:of|from) (?:the |both |two )+(?:countries|states|sides|nations|parties))?"
_CHAIRED = r"(?:co-?chair(?:ed)?|chair(?:ed)?|(?:co-?)?preside(?:d)? over)"
_WILL = "(?:(?:will|would|have|had|are to|were to) )?(?:(?:jointly|together|also) )*"
_BY = "by (?:the |their |both |two |respective )+"
_SAID = tuple(
    re.compile(each, re.IGNORECASE)
    for each in (
        rf"\b{_OFFICE}{_OF_BOTH} {_WILL}{_CHAIRED}\b",
        rf"\b(?:chaired|presided over) (?:jointly )?{_BY}{_OFFICE}\b(?! (?-i:[A-Z]))",
    )
)
_BELOW = frozenset({"deputy", "vice", "assistant", "former", "under"})


def bind_chairs_by_office(story: Story) -> None:
    """Give the main event the two of an office that is said to have chaired, if the text names no other chair."""
    main = story.main
    if main is None or main.kind in NO_SESSION or any(role.role == "chair" for role in main.roles):
        return
    for said, words in _offices(story):
        found = [(person, post) for person in story.report.people if (post := _of_office(person, words)) is not None]
        if len(found) == 2 and not _of_one_party(*(post for _, post in found)):
            for person, post in found:
                role = main.role_of(person)
                if role is None:
                    role = Role(person, "chair", _RULE, (said, post.span))
                    main.roles.append(role)
                role.role, role.rule, role.joint, role.post = "chair", _RULE, True, role.post or post
            return


def _offices(story: Story) -> Iterator[tuple[Span, frozenset[str]]]:
    """The sentences that say so, with the words of the office."""
    for scene in story.report.scenes:
        for pattern in _SAID:
            if match := pattern.search(scene.sentence.text):
                words = match["office"].casefold().replace("defense", "defence").split()
                yield scene.span, frozenset(_HEADS.get(word, word) for word in words) - {"of", "for", "affairs"}


def _of_office(person: Person, words: frozenset[str]) -> PostMention | None:
    """The post by which somebody has this office."""
    for post, _ in person.posts():
        title = frozenset(re.findall(r"\w+", post.title.casefold().replace("defense", "defence")))
        if words <= title and not post.former and not (_BELOW & title):
            return post
    return None


def _of_one_party(one: PostMention, other: PostMention) -> bool:
    return one.party is not None and one.party == other.party
