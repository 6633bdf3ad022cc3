"""Sidecars: `ID.meta.yaml` beside a report tells what a reader of the page knows besides its text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import yaml

from ...graph.errors import InputRefused
from ...graph.records import DATASET_KIND, REGISTRY_KIND
from .files import sidecar_of

_TABLES = {REGISTRY_KIND: "the registry", DATASET_KIND: "a data set"}
SIDECAR_KEYS = ("title", "published", "publisher", "url", "language", "kind", "internal")


def sidecar_fields(path: Path) -> dict[str, Any]:
    """What the sidecar of a report says of the fields of a Document. Raises InputRefused for a broken one."""
    found = read_sidecar(path)
    if called := _TABLES.get(str(found.get("kind"))):
        raise InputRefused(
            f"The sidecar of {path} calls it a table of {called}; its kind is report, summary or fiction."
        )
    return {key: _plain(value) for key, value in found.items() if key in SIDECAR_KEYS and value is not None}


def read_sidecar(path: Path) -> Mapping[str, Any]:
    """The keys and values of the sidecar beside a file; nothing where there is none."""
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return {}
    try:
        content = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise InputRefused(f"The sidecar {sidecar} is no readable YAML; mend it or take it away.") from error
    if content is not None and not isinstance(content, dict):
        raise InputRefused(f"The sidecar {sidecar} is no list of keys and values; mend it or take it away.")
    return cast("Mapping[str, Any]", content or {})


def _plain(value: Any) -> str | bool:
    """A sidecar's value as text, or as yes or no; YAML makes dates of unquoted days."""
    if isinstance(value, bool):
        return value
    return value.isoformat()[:10] if isinstance(value, (date, datetime)) else str(value)
