"""Each of several instruments told together: "agreements on trade, on tourism and on health", "another on visas"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lexicon import names_any

# One of these stands in every sentence that is read.
_TOLD = (
    *("agreements", "memorand", "mous", "protocols", "treaties"),
    *("one on", "another on", "second on", "third on", "other on"),
)
_MADE = re.compile(r"\b(?:sign|ink|conclud|exchang|initial|adopt|negotiat|prepar)\w*", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?P<head>agreements|memoranda of understanding|memorandums of understanding|MoUs|MOUs|protocols|treaties)\b"
    r"(?:(?! on )[^.;:()]){0,40}?[,:]? on (?P<list>[^.;:()]{4,220})"
)
_END = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|which|that|who|as well as|between|with|during|after|at the|while"
    r"|by the|to be|signed|concluded)\b|\sand (?:\w+ed|discussed|agreed)\b|[–—]"
)
_AGAIN = re.compile(r",? and on |, on ")  # without it a list of areas may be of one instrument as well
_ONE = re.compile(
    r"\b(?:one|another|(?:a|the) (?:second|third|other)) on (?P<on>[^.;:,()]{3,60}?)"
    r"(?=[.;:,()]|$| and (?:one|another|a|the)\b)"
)
_HEAD = re.compile(
    r"\b(?:agreement|memorand(?:um|a) of understanding|MoU|protocol|treat(?:y|ies)|convention)s?\b", re.IGNORECASE
)
_SINGULAR = {"treaties": "treaty", "memoranda of understanding": "memorandum of understanding"}


def each_of_several(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each such instrument is told in a sentence, and its name: "agreement on tourism"."""
    if not names_any(_TOLD, text) or not _MADE.search(text):
        return
    for match in _SEVERAL.finditer(text):
        items = list(_items(match["list"]))
        for start, item in items if len(items) > 1 else ():
            first = match.start("list") + start
            yield first, first + len(item), f"{_one(match['head'])} on {item}"
    for match in _ONE.finditer(text):
        if heads := _HEAD.findall(text[: match.start()]):
            yield match.start("on"), match.end("on"), f"{_one(heads[-1])} on {match['on']}"


def _items(listed: str) -> Iterator[tuple[int, str]]:
    """The items of a list, each begun by "on", with where each begins, up to the words that are of it no more."""
    end = _END.search(listed)
    listed = listed[: end.start()] if end else listed
    at = 0
    for part in _AGAIN.finditer(listed):
        yield at, listed[at : part.start()].strip(" ,")
        at = part.end()
    if rest := listed[at:].strip(" ,"):
        yield at, rest


def _one(head: str) -> str:
    return _SINGULAR.get(head.casefold(), head.removesuffix("s"))
