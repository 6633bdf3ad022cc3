"""Who chaired a session of which nobody is said to have chaired it: those who are named as the chairs of its body."""

from __future__ import annotations

import re

from ...graph.model import Span
from .drafts import EventDraft, Role, series_words
from .framing import Story
from .names import Person
from .posts import PostMention

_RULE = "chair-by-post"
_NO_SESSION = frozenset({"visit", "call_on", "phone_call", "signing"})
_MOST = 3  # so many may chair together; more are a list of such
_CO_CHAIR = re.compile(r"\bco-?\s?chair(?:man|woman|person)?\b(?: of (?:the |this )?(?P<body>.*))?", re.IGNORECASE)
_CHAIR = re.compile(
    r"^(?:current |acting )?chair(?:man|woman|person)?(?:,| of) (?:the )?(?P<body>.+?)(?:,? and \b.*)?$", re.IGNORECASE
)
_SOME_BODY = re.compile(
    r"(?:joint |intergovernmental )?(?:commission|committee|council|meeting|session|group|side)\b", re.I
)


def session_without_chair(story: Story) -> EventDraft | None:
    """The main event, if it is one that may be chaired and the text names nobody who did."""
    main = story.main
    is_open = main is not None and main.kind not in _NO_SESSION and all(role.role != "chair" for role in main.roles)
    return main if is_open else None


def make_chair(event: EventDraft, chair: Role) -> None:
    """Let somebody have chaired, whatever else he is said to have done there."""
    known = event.role_of(chair.person)
    if known is None:
        event.roles.append(chair)
    else:
        known.role, known.rule, known.joint = chair.role, chair.rule, chair.joint
        known.post = known.post or chair.post


def bind_chairs_by_post(story: Story) -> None:
    """Give the main event its chairs, if the text tells of none."""
    main = session_without_chair(story)
    if main is None:
        _bind_other_chair(story)
        return
    found = [(person, post) for person in story.report.people if (post := _post_of_chair(person, main)) is not None]
    for person, post in found if len(found) <= _MOST else ():
        is_joint = _CO_CHAIR.search(post.title) is not None
        make_chair(main, Role(person, "chair", _RULE, (_sentence(story, post),), post=post, joint=is_joint))


def _bind_other_chair(story: Story) -> None:
    """Who is named as co-chair of the body, where the one whom the text names besides is the only chair."""
    main = story.main
    chairs = [role for role in main.roles if role.role == "chair"] if main else []
    if main is None or len(chairs) != 1 or main.kind in _NO_SESSION:
        return
    for role in main.roles:
        post = _post_of_chair(role.person, main)
        if role not in chairs and post is not None and _CO_CHAIR.search(post.title):
            make_chair(main, Role(role.person, "chair", _RULE, (_sentence(story, post),), post=post, joint=True))
            return


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
