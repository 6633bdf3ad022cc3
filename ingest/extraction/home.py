"""Whose report a text is: the country whose officials it names without saying whose they are."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from .framing import Story
from .gazetteer import Party, Place
from .lexicon import SHARED, load_lines
from .tokens import words_of


def known_home(story: Story) -> str:
    """The party whose own report this is, as its publisher or its address says; empty where they say nothing."""
    document = story.report.document
    return next(iter(_publisher_votes(document.publisher)), "") or site_country(document.url)


# What speaks for a country being the report's own. Counted on 112 annotated reports: of 354 officials whose country is
# not said, 0.53 are then of the country found without publisher and address, and 0.44 where mentions alone count.
_NAMED, _CITY, _DATELINE, _PUBLISHER = 1, 1, 8, 20
_EXPLAINED = -3  # a report says of others' officials whose they are, and of its own does not


def home_party(story: Story) -> str:
    """The party whose officials this text names without saying whose they are: its own country's."""
    if story.home:
        return story.home
    votes: Counter[str] = Counter()
    line = story.report.page.dateline
    for scene in story.report.scenes:
        for item in scene.skeleton.items:
            refers = getattr(item.thing, "refers", None)
            if isinstance(refers, Party) and refers.is_country:
                votes[refers.id] += _NAMED
            elif isinstance(refers, Place) and refers.country:
                votes[refers.country] += _DATELINE if line and line.start <= item.span.start < line.end else _CITY
    for person in story.report.people:
        votes.update({party: _EXPLAINED for party in person.parties if party in votes})
    document = story.report.document
    votes.update(_publisher_votes(document.publisher))
    if country := site_country(document.url):
        votes[country] += _PUBLISHER
    if not known_home(story) and (own := _of_unqualified(story)):
        return own
    return votes.most_common(1)[0][0] if votes else ""


def _of_unqualified(story: Story) -> str:
    """Of two countries the one that posts need not name: "the Minister met the Finnish Minister"."""
    sides = [side for side in story.main.parties if side.startswith("country/")] if story.main else []
    posts = [post for person in story.report.people for post, _ in person.posts()]
    named = Counter(post.party.id for post in posts if post.party)
    if len(sides) != 2 or all(post.party for post in posts):
        return ""
    fewer, more = sorted(sides, key=lambda side: named[side])
    return fewer if named[more] > named[fewer] else ""


@lru_cache(maxsize=256)
def _publisher_votes(publisher: str) -> dict[str, int]:
    words = words_of(publisher, 0, frozenset())
    return {
        token.refers.id: _PUBLISHER
        for token in words.tokens
        if isinstance(token.refers, Party) and token.refers.is_country
    }


@cache
def _sites() -> dict[str, str]:
    return {line.split()[0]: line.split()[1] for line in load_lines("sites.txt", SHARED)}


def site_country(url: str) -> str:
    """The country that the address of a page belongs to; empty where that says nothing."""
    host = url.partition("//")[2].partition("/")[0].partition(":")[0]
    return _sites().get(host.rpartition(".")[2].casefold(), "")
