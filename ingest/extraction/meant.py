"""Is an instrument meant by a noun for one, rather than the noun used as any word ("in agreement")?"""

from __future__ import annotations

import re

from .sentences import Sentence
from .tokens import Words

_OFFICE_OF_PROTOCOL = re.compile(r"[HR][fr]t?o*$")  # "Chief of State Protocol" is no instrument
MADE = (
    r"(?:signed|adopted|issued|released|initialled|concluded|inked|signing(?: of)?|sign"
    r"|(?:put|set|affixed) (?:their|his|her) (?:signatures?|names?) (?:on \w+ )?to)"
)
_IS_MADE = re.compile(rf"\b{MADE}(?: (?:the|an?|their|agreed))?\s?$")
_IS_MADE_AFTER = re.compile(
    r"\s?(?:signed|adopted|initialled|concluded|inked|reached|issued|released)\s"
    r"(?:in|on|by|at|after|between|with|last|this|earlier|following|today)\b"
    r"|[^.;]{0,200}?\b(?:was|were) (?:also |then |later )?(?:signed|adopted|initialled|issued|released|put out)\b"
)
# Nouns that mean an instrument only where more says so, and those that mean several.
_ANY_WORD = frozenset(
    "agreement agreements arrangement declaration convention minutes accord accords charter contract deal".split()
)
MANY = frozenset("agreements mous memoranda memorandums".split())


# What was agreed rather than an instrument, a paper of a body ("the roadmap of the Committee"), and a body so named.
_AGREED = re.compile(
    r"agreement (?:to (?!avoid)[a-z]+|on th(?:is|ese|at)|of the)\b|(?:roadmap|road map|memorandum) of (?!under)"
)
_FORUM = re.compile(r"G&[ob]+[KS]|GR")  # … "the Convention Centre"


def is_named(sentence: Sentence, words: Words, first: int, at: int, end: int) -> bool:
    """Is an instrument meant, rather than the noun used as any word?"""
    head = words.tokens[at].text
    key = head.casefold().replace("-", " ")
    has_tail = end > words.tokens[at].end + 4
    is_proper = any(kind in "oAnPKML" for kind in words.kinds[first:at])
    if (key == "protocol" and _OFFICE_OF_PROTOCOL.search(words.kinds[:first])) or _FORUM.match(words.kinds, at):
        return False
    is_made = _is_made(sentence, words.tokens[first].start, end)
    if not is_made and _AGREED.match(sentence.text, words.tokens[at].start - sentence.span.start):
        return False
    if is_made and (key != "agreement" or _is_new(sentence, words, first)) and not MANY & set(key.split()):
        return True
    if key in _ANY_WORD:
        named = is_proper and (head[0].isupper() or words.kinds[at - 1 : at] in {"L", "n"})
        return (
            named or (has_tail and key in {"agreement", "arrangement"} and first == at) or _is_on(sentence, words, at)
        )
    if head[0].islower():
        is_told = _is_told_in(sentence, words, first, key) or (key in _BY_ITSELF and _is_new(sentence, words, first))
        return has_tail or is_told or (is_proper and key in _CALLED)
    return " " in head or has_tail or is_proper


_CALLED = frozenset(("treaty", "pact", "protocol", "memorandum of understanding"))  # "the Zenda Union treaty"
_BY_ITSELF = frozenset(("memorandum of understanding", "memorandum of cooperation", "letter of intent"))
_A_NEW = re.compile(r"\b(?:[Aa]n?|[Aa]nother)\s(?:[a-z-]+\s)?$")


def _is_new(sentence: Sentence, words: Words, first: int) -> bool:
    """Is it told as one that the text has not named yet: "an agreement"?"""
    return _A_NEW.search(sentence.text[: words.tokens[first].start - sentence.span.start]) is not None


_TOLD_IN = re.compile(r"\b(?:[Ii]n|[Aa]ccording to) (?:an?|the|their) (?:\w+ )?$")
_STATEMENTS = frozenset(
    f"{sort}{paper}"
    for sort in ("", "joint ", "joint press ")
    for paper in ("statement", "communiqué", "communique", "declaration")
    if sort or paper.startswith("comm")
)


def _is_told_in(sentence: Sentence, words: Words, first: int, key: str) -> bool:
    """Is it a paper in which something is said: "In a joint statement the ministers condemned …"?"""
    return key in _STATEMENTS and bool(
        _TOLD_IN.search(sentence.text[: words.tokens[first].start - sentence.span.start])
    )


_ON = re.compile(
    r"(?:accord|convention|contract)\s(?:on|for the|between)\s|(?:Accord|Convention|Charter|Declaration)\s(?:on|for)\s"
)


def _is_on(sentence: Sentence, words: Words, at: int) -> bool:
    """Is it told what the instrument is on: "an accord on security cooperation"?"""
    return _ON.match(sentence.text, words.tokens[at].start - sentence.span.start) is not None


def _is_made(sentence: Sentence, start: int, end: int) -> bool:
    """Is what stands there said to be signed, adopted or issued: "signed the minutes"?"""
    before, after = sentence.text[: start - sentence.span.start], sentence.text[end - sentence.span.start :]
    return _IS_MADE.search(before) is not None or _IS_MADE_AFTER.match(after) is not None
