"""The persons of whom a clause tells that they lead: behind the trigger, before it, or who its subject is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .clauses import Clause

_BRACKET = re.compile(r"\([^()]*\)")
_WHO = re.compile(r",?W[^,;&]{1,15}(?=,&)|,W[^,;&]{1,15}(?=,)")
# "…, and the Finnish side by", "… and the Finnish one", "that of Finland", "on the Finnish side"
_BY = re.compile(
    r"[,;]?[&+]t?Tb|[,;]?[&+]?,?p?t?(?:W?ot?)?(?:[TF]ot?)?C[s\"]?[OzT]{0,2}[,\-]?(?:x?b|d)|[,;]?[&+]?,?p?t?(?:Wot?)?C[s\"]?[zT],?(?:z|-|x)?|[,;]?&b"
)
_INTRO = re.compile(r"pt?(?:Tot?)?C[s\"]?T?,?t?[x-]?")  # "on the Finnish side this is"
_JOINT = re.compile(r"[,;&u]")
_NO_LIST = re.compile(r"[:.+%=\"WKcGqjxRhD!bXYwIBFSld]|[&,]v*z|zzz")
_NO_NAME = re.compile(r"[;.+%\"WKcGqjRhD!XYwIxSld]|,v*z")
_FIRST = re.compile(r"[PN]")
_LONGEST, _FARTHEST = 45, 35  # words from one person of a list to the next, and from the trigger to the first

_SIDE = r"(?:,?[pio]t?[O&]*C?s?[TF]?)?"
_ASIDE = r"(?:,[^;\"KcG]{1,45},|,?(?![vz])[OtoC&,pi\-szLM()nTgHkE]{0,30}(?<![&,]z)(?<![&,]zz)(?<![&,]zzz))?,?"
_APPOSED = re.compile(rf"(?:\([^()]*\))?T?{_SIDE}(?:\([^()]*\))?{_ASIDE}")
_ZONE = re.compile(r"(?:,?(?:[xvY]|p?t?D(?:-?D)?|p?t?L(?:,[LC])?|pt?[CE]),?)*$")
_OBLIQUE = re.compile(r"(?<![KcG])[wbuoip][tOzsn]*$")
_WITH = re.compile(
    r",?(?:t[znO]{1,3},)?(?:pt?[LDC],?|D,?|v)*[wu]v*(?:t?C?s?Z(?:[op]t?C)?,?)?(?:t?[OztoC&\-s]{0,12}?)(?=[PN](?!,?v?X))"
)
_WITH_HIM = re.compile(r",?wh")


@dataclass(frozen=True, slots=True)
class Group:
    """Persons named together: the places of their marks. `pronoun`: only "he" or "she" stands there."""

    places: tuple[int, ...]
    end: int
    pronoun: bool = False


def group_after(clause: Clause, at: int) -> Group | None:
    """The list of persons that begins behind a place."""
    match = _FIRST.search(clause.letters, at)
    if match is None or match.start() - at > _FARTHEST:
        return None
    if _NO_NAME.search(_INTRO.sub("", _BRACKET.sub("", clause.letters[at : match.start()]))):
        return None
    places = _not_subjects(clause.letters, _on(clause.letters, match.start()))
    return Group(tuple(places), places[-1] + 1)


_OWN_VERB = re.compile(r"(?:,[^,;.KGcPN]{1,30},)?[xv]*[GKc%=]")


def _not_subjects(letters: str, places: list[int]) -> list[int]:
    """The list up to somebody of whom another clause tells: "by A; B led for Oman"."""
    for number, place in enumerate(places[1:], 1):
        if _OWN_VERB.match(letters, place + 1):
            return places[:number]
    return places


_BEHIND = re.compile(r"[^;.\"KcGR]{0,40}?,t?[OzCs]{0,4}(?=[PN](?!s?,&))")
_AND = re.compile(r"[PN]&t?[O]?(?:Cs?)?(?=[PN])")


def group_behind(clause: Clause, at: int) -> Group | None:
    """The subject behind a clause that a sentence begins with: "Leading the delegation, the minister …"."""
    match = _BEHIND.match(clause.letters, at)
    both = _AND.match(clause.letters, match.end()) if match else None
    if match and both:
        return Group((match.end(), both.end()), both.end() + 1)
    return Group((match.end(),), match.end() + 1) if match else None


_SHARED_BY_HIM = re.compile(r"[B*k]oWh$")


def group_before(clause: Clause, at: int) -> Group | None:
    """The subject of the verb at a place: the persons next to it, or those that the clause begins with."""
    letters = clause.letters
    zone = _ZONE.search(letters, 0, at)
    end = zone.start() if zone else at
    if letters[max(0, end - 1) : end] == "h" and letters[end - 2 : end - 1] != "W":
        beside_him = _FRONTED_WITH.match(letters[: end - 1])
        return Group((beside_him.start("who"),) if beside_him else (), at, pronoun=True)
    who = letters[end - 1 : end] == "W"
    last = max(letters.rfind("P", 0, end), letters.rfind("N", 0, end))
    if last < 0:
        return None
    gap = letters[last + 1 : end - 1 if who else end].rstrip(",") if who else letters[last + 1 : end]
    if _APPOSED.fullmatch(gap) and not gap.endswith("&"):
        places = _of_one_clause(letters, _back(letters, last))
        if who and not _is_plural(clause, at) and not (len(places) == 2 and _is_joint(clause, at)):
            places = [last]
        return Group(tuple(places), at) if who else _with_him(letters, _subject(letters, places, at))
    takes_clause = (
        letters[at] == "a"
        or letters[max(0, at - 1) : at + 1] == ",j"
        or _SHARED_BY_HIM.search(letters[:end]) is not None
        or (letters[at] == "I" and clause.word(at).startswith("as "))
    )
    if letters[max(0, end - 1) : end] in {"&", ","} or takes_clause or _is_purpose(letters, end):
        return _of_clause(letters, end, at)
    return None


# "Together with Paul Stone, she …"; "where she and her Finnish counterpart, Paul Stone, …"
_FRONTED_WITH = re.compile(r"^(?:n\.)?[uw]v*t?[Oz]{0,3}(?P<who>[PN])(?:[otOzCs&-]{0,25}),$")
_AND_HIS = re.compile(r"h(?:,?pt?[LD])*&t?C?s?Z(?:[op]t?C)?,?t?[Oz]{0,3}$")


def _with_him(letters: str, group: Group | None) -> Group | None:
    """The group with whom "he" is, in "he and his counterpart"."""
    match = _AND_HIS.search(letters[: group.places[0]]) if group and group.places else None
    if group is None or match is None:
        return group
    him = _of_clause(letters, match.start(), match.start())
    return Group((*(him.places if him else ()), *group.places), group.end, pronoun=him is None)


def _of_one_clause(letters: str, places: list[int]) -> list[int]:
    """The end of a list, without who stands before a semicolon in a clause of its own."""
    for one, other in reversed(list(pairwise(places))):
        if ";" in letters[one:other] and "&" not in letters[one:other] and places[-1] == other:
            return [other]
    return places


_JOINTLY = re.compile(r"x[vt]*[QU]|[cQ](?![tznOEMv]{0,8}[wub])")


def _is_joint(clause: Clause, at: int) -> bool:
    """Do two do it together, and with nobody else: "A and B, who co-chaired it", "who are the co-chairs"?"""
    return _JOINTLY.match(clause.letters, at) is not None and clause.word(at) not in {"is", "was", "has"}


def _is_plural(clause: Clause, at: int) -> bool:
    start, end = clause.at[at]
    return clause.letters[at] in "kQgr" and not clause.skeleton.text[start:end].endswith("s")


def _is_purpose(letters: str, end: int) -> bool:
    """Does somebody come "to chair"?"""
    return letters[max(0, end - 1) : end] == "i" and re.search("[YE]", letters[:end]) is not None


def _subject(letters: str, places: list[int], at: int) -> Group | None:
    """The group, unless it stands there as an object; of "During his talks with A, B …" only the last one."""
    if not _OBLIQUE.search(letters[: places[0]]) or letters[at] in "qjyIJVl,aSp(":
        return Group(tuple(places), at)
    if len(places) > 1 and all("&" not in letters[one:other] for one, other in pairwise(places)):
        return Group((places[-1],), at)
    return _of_clause(letters, places[0], at)


def _of_clause(letters: str, end: int, at: int) -> Group | None:
    """The persons whom the clause names first, not as an object."""
    start = max(letters.rfind(stop, 0, end) for stop in ";:") + 1
    if letters.count('"', start, end) % 2:  # in the middle of what is quoted, or behind it
        start = letters.rfind('"', start, end) + 1
    for match in _FIRST.finditer(letters, start, end):
        if not _OBLIQUE.search(letters[start : match.start()]):
            return Group(tuple(place for place in _on(letters, match.start()) if place < at), at)
    return None


def together_with(clause: Clause, at: int, group: Group) -> tuple[int, ...]:
    """Those with whom somebody leads: "… with his Finnish counterpart, the minister"; "him" is who was named last."""
    if match := _WITH.match(clause.letters, at):
        return tuple(_on(clause.letters, match.end()))
    if _WITH_HIM.match(clause.letters, at):
        named = [place.start() for place in _FIRST.finditer(clause.letters, 0, at)]
        return tuple(place for place in named if place not in group.places)[-1:]
    return ()


_INTRODUCED = re.compile(
    r"(?:[pio]t?(?:Tot?)?C[s\"]?[Tz]?[,:-]?t?[x-]?|C[s\"]?[Tz]?[,\-]?b|Wot?C,?(?:x?b)?|C[s\"]?[Tz]|C(?=s))s?t?(?:,t?O{0,2}|t?[Oz]{0,2})$"
    r"|Cs[Oo&z]{1,9},?$"  # "Finland's Minister of Trade and Industry, Anna Berg"
)
# "the Finnish and Austrian co-chairs, A and B"
_IN_ORDER = re.compile(r"(?P<one>C),?&t?(?P<two>C)[s\"]?[OzvxkUQHgT:,\-]{1,8}$")
# "A and B, Prime Ministers of Finland and Austria"
_IN_ORDER_BEHIND = re.compile(r"(?:\([^()]*\))?,t?[OznH]{1,6}ot?(?P<one>C),?&t?(?P<two>C)(?=[,.;x]|$)")
_HOST = re.compile(r"[,&+]t?TbO*$")  # "… and the host side by": not the side that is named
_FRONTED = re.compile(r"pt?C[s\"]?T,?")  # "from the Finnish side, the meeting was chaired by"


def own_sides(clause: Clause, places: Sequence[int], led: Sequence[int], goes_on: bool) -> list[Sequence[int]]:
    """For each person the party right before: "for the Finnish side, the minister"; else those that are led.

    `goes_on`: a party holds for the next persons too, and the one that is led for the first.
    """
    if len(places) == 2 and (order := _IN_ORDER.search(clause.letters, max(0, places[0] - 14), places[0])):
        return [(order.start("one"),), (order.start("two"),)]
    if len(places) == 2 and (order := _IN_ORDER_BEHIND.match(clause.letters, places[1] + 1)):
        return [(order.start("one"),), (order.start("two"),)]
    found = [_introduced(clause, place) or _followed(clause, place) for place in places]
    if found and not found[0] and not led and (fronted := _FRONTED.match(clause.letters)):
        found[0] = (clause.letters.index("C", 0, fronted.end()),)
    if not any(found) and any(hosts := [_HOST.search(clause.letters[:place]) is not None for place in places]):
        return [() if is_host else led for is_host in hosts]
    if not any(found):
        return [(side,) for side in led] if len(led) == len(places) > 1 else [led] * len(places)
    sides: list[Sequence[int]] = []
    for own in found:
        last = sides[-1] if sides else led[:1] if len(led) == 1 else ()
        sides.append(own or (last if goes_on else ()))
    return sides


# "… and B the Finnish one"; "…; for Finland, B"; "… and B as head of the Finnish delegation"
_PARALLEL = re.compile(
    r"(?:,?pt?(?:Fot?)?Cs?[Tz]?)?(?:,?pt?[LD]|D)*(?:"
    r"[,;]?(?:[&+]w?|w)?,?t?(?P<one>[PN])(?:,?pt?(?:[TF]ot?)?(?P<side>C)|t?(?P<side2>C))s?[zT]?(?=[.,;p]|$)"
    r"|[,;]?[&+]w?t?(?P<two>[PN])(?:ot?(?P<side3>C)s?[zT]?|at?[gHQU]ot?(?P<side4>C)T?)(?=[.,;p]|$)"
    r"|;pt?(?P<side5>C),?t?(?P<three>[PN])(?=[.;]|$))"
)


def in_parallel(clause: Clause, at: int) -> Iterator[tuple[int, int]]:
    """Who does the same for another side, told without the verb, and where that side stands."""
    match = _PARALLEL.match(clause.letters, at)
    if match:
        side = next(name for name in ("side", "side2", "side3", "side4", "side5") if match[name])
        yield next(match.start(name) for name in ("one", "two", "three") if match[name]), match.start(side)


_FOR = re.compile(r"pt?(?:[TF]ot?)?(?P<side>C)s?(?P<part>[zT])?")
_STANDING_FOR = frozenset({"for", "from", "on behalf of", "from the side of", "on the side of", "on the part of"})


def stands_for(clause: Clause, at: int) -> Sequence[int]:
    """The party behind a verb that says for whom somebody chairs: "chaired for Finland", "on the Finnish side"."""
    match = _FOR.match(clause.letters, at)
    if match is None or (
        clause.word(at) not in _STANDING_FOR and not (match["part"] == "T" and clause.word(at) == "on")
    ):
        return ()
    return (match.start("side"),)


_FOLLOWED = re.compile(
    r"=?(?P<for>p)t?(?:[TF]ot?)?(?P<side>C)s?(?P<part>T)?(?!,?[xb])|(?:,t?g)?ot?(?:T[op]t?(?P<side2>C)|(?P<side3>C)T)"
)


def _followed(clause: Clause, place: int) -> Sequence[int]:
    """The side that stands right behind a person: "A from the Finnish side", "A, leader of the delegation of Malta"."""
    match = _FOLLOWED.match(clause.letters, place + 1)
    if match is None:
        return ()
    if match["side"]:
        return stands_for(clause, match.start("for"))
    return (match.start("side2" if match["side2"] else "side3"),)


def _introduced(clause: Clause, place: int) -> Sequence[int]:
    start = max(0, place - 12)
    match = _INTRODUCED.search(clause.letters[start:place])
    if match is None or clause.word(start + match.start()) in {"in", "at"}:
        return ()
    return (start + match.start() + match.group().rindex("C"),)


def _on(letters: str, first: int) -> list[int]:
    """The places of the persons of a list, from the first on."""
    places = [first]
    for match in _FIRST.finditer(letters, first + 1):
        if not _is_list(letters[places[-1] + 1 : match.start()]):
            break
        places.append(match.start())
    return places


def _back(letters: str, last: int) -> list[int]:
    """The places of the persons of a list, up to the last."""
    places = [last]
    for match in reversed(list(_FIRST.finditer(letters, 0, last))):
        if not _is_list(letters[match.end() : places[0]]):
            break
        places.insert(0, match.start())
    return places


def _is_list(gap: str) -> bool:
    """May this stand between two persons of a list: nothing but posts, sides and what joins them?"""
    if not gap:
        return True
    if len(gap) > _LONGEST or not _JOINT.search(gap):
        return False
    bare = _INTRO.sub("", _BY.sub("&", _WHO.sub("", _BRACKET.sub("", gap))))
    return _NO_LIST.search(bare) is None
