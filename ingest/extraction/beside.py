"""The patterns of beside.yaml by their ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from .lexicon import load_yaml


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    rows = cast("list[dict[str, str]]", load_yaml("beside.yaml"))
    return {row["id"]: re.compile(row["pattern"], re.IGNORECASE) for row in rows}


def beside(rule: str) -> re.Pattern[str]:
    """The compiled pattern of one rule."""
    return _patterns()[rule]
