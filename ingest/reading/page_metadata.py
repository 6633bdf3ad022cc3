"""When a web page says in its markup that it was published, and in which language it says it is.

The libraries that look for a page's date also guess from clocks, images and days of change; here only marks that mean
publication count (page_metadata.yaml), and a date that can be read in two ways is not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from ...graph.dates import is_date

_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?(?![\d/.-])")
_NAMES = ("property", "name", "itemprop")


@cache
def _rules() -> dict[str, list[str]]:
    path = Path(__file__).resolve().parent / "page_metadata.yaml"
    return cast("dict[str, list[str]]", yaml.safe_load(path.read_text(encoding="utf-8")))


def page_published(tree: Any) -> str:
    """The day that the markup of a page (lxml's tree) gives as that of its publication; empty where it gives none."""
    meta = _meta(tree)
    named = (value for name in _rules()["published"] for value in meta.get(name, ()))
    for written in (*named, *_in_json(_scripts(tree)), *_only_time(tree)):
        if day := read_day(written):
            return day
    return ""


def page_language(tree: Any) -> str:
    """The language that a page says it is in (BCP 47); empty where it says none."""
    return str(tree.get("lang") or "").strip()[:35]


def read_day(written: str) -> str:
    """A day, or a month, as markup writes it, in ISO 8601; empty if it is none or can be read in two ways."""
    text = " ".join(written.split())
    if iso := _ISO.match(text):
        return iso.group() if is_date(iso.group()) else ""
    for form in _rules()["formats"]:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except ValueError:
        return ""


def _meta(tree: Any) -> dict[str, list[str]]:
    """What the meta elements of a page say, by what they are called."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        for name in _NAMES:
            found.setdefault(element.get(name, "").casefold(), []).append(element.get("content", ""))
    return found


def _scripts(tree: Any) -> list[str]:
    marked = (each for each in tree.iter("script") if each.get("type", "").casefold() == "application/ld+json")
    return [each.text or "" for each in marked]


def _only_time(tree: Any) -> tuple[str, ...]:
    """The one time that is marked as that of publication: where there are several, they are of other pages too."""
    marked = (
        each for each in tree.iter("time") if each.get("itemprop") == "datePublished" or each.get("pubdate") is not None
    )
    found = {str(each.get("datetime", "")) for each in marked}
    return tuple(found) if len(found) == 1 else ()


def _in_json(scripts: list[str]) -> Iterator[str]:
    """The values of datePublished, those of the surest types first."""
    found = [pair for script in scripts for pair in _dated(_parsed(script))]
    for wanted in _rules()["types"]:
        yield from (day for types, day in found if wanted in types)


def _parsed(script: str) -> Any:
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def _dated(value: Any) -> Iterator[tuple[list[str], str]]:
    """Each object with a datePublished, by its types; a stack, not recursion, since a page can nest at will."""
    waiting: list[Any] = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting.extend(cast("list[Any]", each))
        elif isinstance(each, dict):
            made = cast("dict[str, Any]", each)
            waiting.extend(child for key, child in made.items() if key not in _rules()["elsewhere"])
            types = made.get("@type")
            if isinstance(made.get("datePublished"), str):
                yield (
                    ([str(kind) for kind in cast("list[Any]", types)] if isinstance(types, list) else [str(types)]),
                    (made["datePublished"]),
                )
