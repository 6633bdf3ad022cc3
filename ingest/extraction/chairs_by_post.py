"""Who chaired a session of which nobody is said to have chaired it: those who are named as the chairs of its body."""

from __future__ import annotations

import re

from ...graph.model import Span
from .drafts import EventDraft, Role, series_words
from .framing import Story
from .names import Person
from .posts import PostMention

_RULE = "chair-by-post"
NO_SESSION = frozenset({"visit", "call_on", "phone_call", "signing"})
_MOST = 3  # so many may chair together; more are a list of such
_CO_CHAIR = re.compile(r"\bco-?\s?chair(?:man|woman|person)?\b(?: of (?:the |this )?(?P<body>.*))?", re.IGNORECASE)
_CHAIR = re.compile(
    r"^(?:current |acting )?chair(?:man|woman|person)?(?:,| of) (?:the )?(?P<body>.+?)(?:,? and \b.*)?$", re.IGNORECASE
)
_SOME_BODY = re.compile(
    r"(?:joint |intergovernmental )?(?:commission|committee|council|meeting|session|group|side)\b", re.I
)


def bind_chairs_by_post(story: Story) -> None:
    """Give the main event its chairs, if the text tells of none."""
    main = story.main
    if main is None or main.kind in NO_SESSION or any(role.role == "chair" for role in main.roles):
        return
    found = [(person, post) for person in story.report.people if (post := _post_of_chair(person, main)) is not None]
    if len(found) > _MOST:
        return
    for person, post in found:
        role = main.role_of(person)
        if role is None:
            role = Role(person, "chair", _RULE, (_sentence(story, post),))
            main.roles.append(role)
        role.role, role.rule, role.post = "chair", _RULE, role.post or post
        role.joint = _CO_CHAIR.search(post.title) is not None


def _post_of_chair(person: Person, main: EventDraft) -> PostMention | None:
    """The post by which somebody chairs the body that sits, or chairs it with somebody."""
    for post, _ in person.posts():
        match = _CO_CHAIR.search(post.title) or _CHAIR.match(post.title)
        if match and not post.former and _is_of(match["body"] or "", main, match.re is _CO_CHAIR):
            return post
    return None


def _is_of(body: str, main: EventDraft, is_joint: bool) -> bool:
    """Is a body, as a post names it, the one that sits?"""
    if is_joint and (not body or _SOME_BODY.match(body)):
        return True
    words = series_words(body)
    return bool(words) and words <= series_words(main.series or main.name)


def _sentence(story: Story, post: PostMention) -> Span:
    return next(scene.span for scene in story.report.scenes if scene.span.start <= post.span.start < scene.span.end)
