"""A person as a sentence names it."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.model import Span
from .posts import PostMention


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person as named in one place. `certain` is false for a bare name, which needs other evidence."""

    sentence: int
    span: Span  # with the post
    name_span: Span
    name: str
    styled: str
    posts: tuple[PostMention, ...] = ()
    certain: bool = True
