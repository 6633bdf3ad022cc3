"""Asks a named question of the service that runs on the data folder, so that neither ledger nor driver is opened here.

To import and open these takes longer than nearly any answer.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from ..graph.stores.base import Limits
from .languages import Language
from .named_answer import MOST_ROWS, RESERVED, NamedAnswer
from .running import service_of


def ask_service(
    data: Path, name: str, given: Mapping[str, str], engine: Language | None, limits: Limits
) -> NamedAnswer | None:
    """The answer of the running service, up to date with the ledger.

    None where no service runs, or it cannot answer so: whoever asks then does it alone, and says what is wrong.
    """
    place = service_of(data)
    if place is None or limits.rows > MOST_ROWS or not given.keys().isdisjoint(RESERVED):
        return None
    about = {"fresh": "true", "limit": limits.rows} | ({"engine": engine.value} if engine else {})
    told = _told(*place, f"/api/v1/queries/{quote(name, safe='')}?{urlencode({**given, **about})}", limits.seconds)
    if told is None or (told["truncated"] and len(told["rows"]) < limits.rows):
        return None  # cut by the service's bound of bytes, which does not hold here
    told["columns"] = tuple(told["columns"])
    return NamedAnswer(**{field: told[field] for field in NamedAnswer.__slots__})


def _told(host: str, port: int, path: str, seconds: float) -> dict[str, Any] | None:
    """The JSON under an address; None where there is none."""
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.request("GET", path, headers={"Accept": "application/json"})
        answer = connection.getresponse()
        return json.loads(answer.read()) if answer.status == http.client.OK else None
    except (OSError, ValueError, http.client.HTTPException):
        return None
    finally:
        connection.close()
