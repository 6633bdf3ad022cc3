"""Persons: names that stand beside a post or an honorific, bare names that may be persons, and who is one with whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from ...graph.model import Span
from .apposition import with_appositions
from .lexicon import plain
from .persons import PersonMention
from .posts import CORE, POST, POST_AFTER_NAME, PostMention, read_post
from .sentences import Sentence
from .tokens import Words

_NAME = (
    r"(?>(?:[ni]|p(?=p?J?n)|L(?=n)|A(?=J?A)|(?<=[hH])A(?=n))"
    r"(?:J[npoiA]|p(?=p?J?n)|h{1,3}(?=n)|[niA]|(?<=n)p(?=[,;)x&]|$)|(?<=n)L(?!s)|W(?=[,;&x)]|$)"
    r"|(?<=hn)[om](?=[hx,;)&w]|$)|(?<=Hn)o(?=[x,)&]|$)|(?<=Hnn)o(?=[x,)&w]|$)){0,7})"  # a surname that is a common word
)
_STYLES = r"(?:hs?){0,5}"
_PERSON = re.compile(
    rf"(?:h{{1,3}}t?)?(?P<post>{POST})(?:,&t?(?P<second>{CORE}))?,?(?:t(?=h))?(?P<style>{_STYLES}(?:H(?=h{{0,3}}n)h{{0,3}})?)(?P<name>{_NAME})h*"
    rf"(?:ft?(?P<of>P)|,(?P<also>{CORE})(?=[;x)]|$|,(?!t?(?:hs?){{0,4}}[ni])))?"
    rf"|(?P<style2>{_STYLES})(?P<name2>{_NAME})h*(?:\(A\)(?=,))?(?:,h{{1,3}}(?=,))?(?:,t?|\(t?|(?P<dash>J)t?)(?P<post2>{POST_AFTER_NAME})(?!(?:hs?)?[niL]n?|s)(?<!s)"
    rf"|(?P<style3>(?:hs?){{1,5}})(?P<name3>{_NAME})"
    rf"|(?P<name4>{_NAME})"
)
_OTHER_SUBJECT = re.compile(rf"w(?:hs?)?{_NAME},t(?:{CORE})w$")  # "Thanking Mr Berg, the premier said …"
_LISTED = re.compile(r"(?:ft?P|\(t?P+\))?(?:,&?|&)t?")  # what parts the holders of a post in the plural
_MOST_WORDS = 8
MOST_PEOPLE = 1000  # of one text; of more those with the longest names


@dataclass(slots=True)
class Person:
    """One person of the text: the fullest name and every mention of it."""

    name: str
    mentions: list[PersonMention] = field(default_factory=list[PersonMention])
    party: str = ""  # the side that only the event at which the person is named says (in_order.py)

    @property
    def words(self) -> frozenset[str]:
        return name_words(self.name)

    @property
    def first_named(self) -> PersonMention:
        """The first mention under the fullest name."""
        return next((each for each in self.mentions if each.name == self.name), self.mentions[0])

    @property
    def parties(self) -> frozenset[str]:
        """The parties that the posts are of."""
        return frozenset(post.party.id for post, _ in self.posts() if post.party)

    def posts(self) -> tuple[tuple[PostMention, PersonMention], ...]:
        """Each post once, with the mention that says it, in the order of the text; the fullest form of each."""
        kept: list[tuple[PostMention, PersonMention]] = []
        for mention in self.mentions:
            for post in mention.posts:
                kept = _with_post(kept, post, mention)
        return tuple(kept)


def name_words(name: str) -> frozenset[str]:
    """The words of a name as they are compared: folded, without initials."""
    return _name_words(name)


@lru_cache(maxsize=8192)
def _name_words(name: str) -> frozenset[str]:
    return frozenset(plain(word).strip(".'’") for word in re.split(r"[\s-]+", name))


def find_persons(sentence: Sentence, words: Words) -> tuple[PersonMention, ...]:
    """The persons named in a sentence, certain or not, in order, without overlap."""
    return with_appositions(words, tuple(_mentions(sentence, words)))


def _mentions(sentence: Sentence, words: Words) -> Iterator[PersonMention]:
    shared: tuple[PostMention, ...] = ()
    end = 0
    for match in _PERSON.finditer(words.kinds):
        variant = next(name for name in ("name", "name2", "name3", "name4") if match[name])
        mark = variant.removeprefix("name")
        if _is_hyphenated(words, match.start(variant)):
            continue
        mention = _mention(sentence, words, match, variant, mark)
        is_word = bool(match["dash"]) and _is_hyphenated(words, match.start("dash") + 1)
        if mention and mark == "2" and (is_word or _OTHER_SUBJECT.match(words.kinds[: match.end() + 1])):
            mention = replace(mention, span=mention.name_span, posts=(), certain=False)
        if mention and _plausible(mention, words.kinds[match.start(variant) : match.end(variant)]):
            if shared and not mention.posts and _LISTED.fullmatch(words.kinds[end : match.start()]):
                mention = replace(mention, posts=shared, certain=True)
            yield mention
            own = mark == "" and bool(match["of"])  # what stands behind one holder's name is not said of the next
            shared = tuple(replace(post, party=None) if own else post for post in mention.posts if post.shared)
            end = match.end()


def _is_hyphenated(words: Words, at: int) -> bool:
    """Is the word the second half of another: "the Anti-Smuggling Office"?"""
    tokens = words.tokens[at - 2 : at + 1] if at > 1 and words.kinds[at - 1] == "J" else ()
    return bool(tokens) and all(one.end == other.start for one, other in pairwise(tokens))


def _mention(sentence: Sentence, words: Words, match: re.Match[str], name: str, mark: str) -> PersonMention | None:
    start, end = words.span(*match.span(name))
    has_style = mark in {"", "2", "3"} and bool(match[f"style{mark}"])
    styled_from = words.tokens[match.start(f"style{mark}")].start if has_style else start
    posts = tuple(
        read_post(words, *match.span(group)) for group in (f"post{mark}", "second", "also") if _group(match, group)
    )
    if mark == "" and match["of"] and posts:
        party = words.tokens[match.start("of")].refers
        posts = tuple(post if post.party else replace(post, party=party) for post in posts)
    whole = words.span(match.start(), match.end())
    at = sentence.span.start
    return PersonMention(
        sentence.index,
        Span(*whole),
        Span(start, end),
        _one_line(sentence.text[start - at : end - at]),
        _one_line(sentence.text[styled_from - at : end - at]),
        posts,
        certain=mark != "4" or _is_counterpart(words, match.start(name)),
    )


_COUNTERPARTS = frozenset({"counterpart", "counterparts", "homologue", "colleague", "colleagues"})
_FROM = re.compile(r"[rfuz]t?P,?$|,$")


def _is_counterpart(words: Words, first: int) -> bool:
    """Does "his Freedonian counterpart", or one "from Freedonia", stand before a name, so that it is a person's?"""
    match = _FROM.search(words.kinds[max(0, first - 4) : first])
    at = first - 1 - (len(match[0]) if match else 0)
    return at >= 0 and words.tokens[at].text in _COUNTERPARTS


def _group(match: re.Match[str], name: str) -> str | None:
    return match[name] if name in match.re.groupindex else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plausible(mention: PersonMention, kinds: str) -> bool:
    """A name has a full word; beside no post, and without honorific, at least two."""
    full = kinds.count("n") + kinds.count("A")
    in_capitals = mention.certain and kinds.count("A") > 1 and kinds[0] == "A" and mention.name.isupper()
    if not (kinds.count("n") or in_capitals) or len(mention.name) > 80 or kinds == "nJi":
        return False
    return mention.certain or full >= 1


def _with_post(
    kept: list[tuple[PostMention, PersonMention]], post: PostMention, mention: PersonMention
) -> list[tuple[PostMention, PersonMention]]:
    """The posts with one more, unless it is a short form of one that is known; a fuller form replaces a short one."""
    for at, (known, _) in enumerate(kept):
        if _same_post(known, post):
            if len(post.title) > len(known.title) and mention.certain:
                fuller = replace(
                    post, party=post.party or known.party, institution=post.institution or known.institution
                )
                kept[at] = (fuller, mention)
            elif known.party is None and post.party is not None:
                kept[at] = (replace(known, party=post.party), kept[at][1])
            return kept
    return [*kept, (post, mention)]


_DEFINITE = re.compile(
    rf"(?:t(?P<post>{CORE})|(?:^|(?<=^x)|(?<=,))(?P<bare>{CORE})(?=[wm]))(?![,]?t?(?:hs?){{0,5}}[ni])(?!J)"
)
_PRONOUN = re.compile(
    r"^(?:[^,;.]{0,60},\s|(?:During|In|On|At|While|Later|After|Before|Following)\s[^,;.]{1,60}?\s)?(?P<word>[Hh]e|[Ss]he)\b"
)


def find_titles(
    sentence: Sentence, words: Words, people: Sequence[Person], subject: Person | None = None
) -> Iterator[tuple[PersonMention, Person]]:
    """Persons meant by their post alone ("the Foreign Minister"): who has it; of several the subject before."""
    yield from _short_titles(sentence, words, people)
    for match in _DEFINITE.finditer(words.kinds):
        group = "post" if match["post"] else "bare"
        post = read_post(words, *match.span(group))
        wanted = frozenset(re.findall(r"\w+", plain(post.title)))
        holders = [person for person in people if any(_holds(each, wanted, post) for each, _ in person.posts())]
        if len(holders) > 1 and subject in holders:
            holders = [person for person in holders if person is subject]
        if len(holders) == 1 and wanted and not post.shared and not _leads_group(words, match.end()):
            yield _standing_for(sentence, Span(*words.span(*match.span(group))), holders[0])


_GROUPS = frozenset({"delegation", "delegations", "side", "team"})


def _leads_group(words: Words, at: int) -> bool:
    """Does "delegation" follow, so that the post is that of whoever leads it?"""
    return at < len(words.tokens) and words.tokens[at].text in _GROUPS


_BARE_HEAD = re.compile(r"(?<![oAMLOsnh])H(?![JHoMAnhift,(])")


def _short_titles(sentence: Sentence, words: Words, people: Sequence[Person]) -> Iterator[tuple[PersonMention, Person]]:
    """Persons meant by the initials of their post: "PM said …", "the EAM met …"."""
    for match in _BARE_HEAD.finditer(words.kinds):
        short = words.tokens[match.start()]
        holders = [
            person for person in people if any(is_short_for(short.text, post.title) for post, _ in person.posts())
        ]
        if len(holders) == 1:
            yield _standing_for(sentence, Span(short.start, short.end), holders[0])


def _holds(post: PostMention, wanted: frozenset[str], named: PostMention) -> bool:
    same_party = named.party is None or post.party is None or named.party.id == post.party.id
    return same_party and wanted <= frozenset(re.findall(r"\w+", plain(post.title)))


def find_pronoun(sentence: Sentence, subject: Person | None) -> tuple[PersonMention, Person] | None:
    """Who "he" or "she" at the head of a sentence is: the person whom the sentence before was about."""
    match = _PRONOUN.match(sentence.text)
    if match is None or subject is None:
        return None
    start = sentence.span.start
    return _standing_for(sentence, Span(start + match.start("word"), start + match.end("word")), subject)


def _standing_for(sentence: Sentence, span: Span, person: Person) -> tuple[PersonMention, Person]:
    return PersonMention(sentence.index, span, span, person.name, person.name, certain=False), person


_INNER_PRONOUN = re.compile(r"(?:\bwhere|\bwhen|\band|\bwhile|\bafter which|\bduring which|,) (?P<word>he|she)\b")


def find_inner_pronouns(sentence: Sentence, subject: Person | None) -> Iterator[tuple[PersonMention, Person]]:
    """Who "he" or "she" is in a later clause ("…, where he met"): the subject of the sentence."""
    if subject is None:
        return
    for match in _INNER_PRONOUN.finditer(sentence.text):
        start = sentence.span.start
        yield _standing_for(sentence, Span(start + match.start("word"), start + match.end("word")), subject)


_SMALL = frozenset({"of", "for", "the", "to", "and", "at", "in", "mr", "mrs", "federal"})


def is_short_for(short: str, title: str) -> bool:
    """Is the one the initials of the other: "PM" of "Prime Minister"?"""
    initials = "".join(word[0] for word in re.findall(r"\w+", title) if word[0].isupper())
    return len(short) > 1 and short.isupper() and initials.endswith(short)


def _same_post(one: PostMention, other: PostMention) -> bool:
    if is_short_for(one.title, other.title) or is_short_for(other.title, one.title):
        return True
    words, others = (frozenset(re.findall(r"\w+", plain(post.title))) - _SMALL for post in (one, other))
    return words <= others or others <= words


def unify(mentions: Sequence[PersonMention]) -> list[Person]:
    """The persons of a text: mentions are one person where the words of one name are among those of the other.

    A bare single word is a person only if it is part of exactly one certain name. Bare names of more words are kept
    as persons of their own, for the rules that know from the sentence that a person must stand there.
    """
    certain = sorted((each for each in mentions if each.certain), key=lambda each: -len(each.name.split()))
    people: list[Person] = []
    for mention in certain:
        _join(people, mention)
    for mention in sorted((each for each in mentions if not each.certain), key=lambda each: each.span):
        if match := _matching(people, mention.name):
            match.mentions.append(mention)
            if len(name_words(mention.name)) > len(match.words):
                match.name = mention.name
    for person in people:
        person.mentions.sort(key=lambda each: each.span)
    return sorted(people, key=lambda person: person.mentions[0].span)


def _join(people: list[Person], mention: PersonMention) -> None:
    if match := _matching(people, mention.name):
        match.mentions.append(mention)
    elif len(mention.name.split()) <= _MOST_WORDS and len(people) < MOST_PEOPLE:
        people.append(Person(mention.name, [mention]))


def _matching(people: Iterable[Person], name: str) -> Person | None:
    """The one person whose name has all words of this one (or all of whose words this one has)."""
    words = name_words(name)
    found = [person for person in people if words <= person.words or (len(person.words) > 1 and person.words <= words)]
    exact = [person for person in found if person.words == words]
    return (exact or found)[0] if len(exact) == 1 or len(found) == 1 else None
