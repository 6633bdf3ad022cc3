"""Lists of persons: how far one goes on, over posts that were not read to their end and over parties."""

from __future__ import annotations

import re

from .skeleton import Item, Skeleton

_LONGEST_GAP = 200  # characters between two persons of one list
_MARK = re.compile(r"<[A-Z]\d+>")
_PIECE = re.compile(r"[^\W\d_][\w’'.&/-]*|[;.:]")
_JOINT = re.compile(r",|;|\b(?:and|as well as|along with|together with|including)\b|&")
_SMALL = frozenset(
    "of for the and by in at to on as well along with together from representing including a an both his her their its"
    " other senior respectively former de al el bin".split()
)


def whole_list(skeleton: Skeleton, found: list[Item]) -> list[Item]:
    """The persons of the list that some are of, in the order of the sentence."""
    people = skeleton.of_kind("PN")
    first, last = people.index(found[0]), people.index(found[-1])
    while last + 1 < len(people) and is_list(skeleton, people[last], people[last + 1]):
        last += 1
    while first and is_list(skeleton, people[first - 1], people[first]):
        first -= 1
    return people[first : last + 1]


def is_list(skeleton: Skeleton, one: Item, other: Item) -> bool:
    """Do two persons stand in one list: nothing but names, posts and what joins them between?"""
    gap = skeleton.text[skeleton.place_of(one)[1] : skeleton.place_of(other)[0]]
    if len(gap) > _LONGEST_GAP or not _JOINT.search(gap):
        return False
    pieces = _PIECE.findall(_MARK.sub(" ", gap))
    return all(piece == ";" or piece[0].isupper() or piece in _SMALL for piece in pieces)
