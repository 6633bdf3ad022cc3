"""The words of events.yaml that say when an event is: to come, held, past; and in which way it was held."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from .lexicon import load_yaml


@cache
def tense_patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one name."""
    listed = cast("dict[str, Any]", load_yaml("events.yaml"))[name]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in listed)


def says(name: str, text: str) -> bool:
    """Does a text have one of the words of this name?"""
    return any(pattern.search(text) for pattern in tense_patterns(name))
