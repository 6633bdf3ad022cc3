"""`service.json`: where the service of a data folder answers, for commands that would rather ask it than open all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..graph.local.processes import LOOPBACK, ProcessIdentity, identity_of
from ..graph.local.records import write_private
from .version import VERSION

FILE = "service.json"
_ANY = {"0.0.0.0": LOOPBACK, "::": "::1"}  # an address that only a listener has -> one to ask
_PLACES = ("COMITY_LEDGER", "COMITY_NEO4J_", "COMITY_SPARQL_")  # begin the settings that say where facts are


@contextmanager
def announced(data: Path, host: str, port: int, environment: Mapping[str, str] = os.environ) -> Generator[None]:
    """While this lasts, the data folder says where its service answers."""
    mine = _written(_ANY.get(host, host), port, environment)
    write_private(data / FILE, mine)
    try:
        yield
    finally:
        with suppress(OSError):  # gone with its folder
            if (data / FILE).read_text("utf-8") == mine:  # not that of a service which was started later
                (data / FILE).unlink()


def service_of(data: Path, environment: Mapping[str, str] = os.environ) -> tuple[str, int] | None:
    """Host and port of the service that runs on a data folder.

    None where there is none, or one of another version, or one that has its facts elsewhere than we would look.
    """
    try:
        found = json.loads((data / FILE).read_text("utf-8"))
        place, ours = (str(found["host"]), int(found["port"])), (found["version"], found["places"])
        alive = ours == (VERSION, _places(environment)) and ProcessIdentity(**found["process"]).alive
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return place if alive else None


def _written(host: str, port: int, environment: Mapping[str, str]) -> str:
    told: dict[str, Any] = {
        "host": host,
        "port": port,
        "process": asdict(identity_of(os.getpid())),
        "version": VERSION,
        "places": _places(environment),
    }
    return json.dumps(told, indent=1) + "\n"


def _places(environment: Mapping[str, str]) -> str:
    """The settings that say where facts are, as a digest: there may be a password among them."""
    named = sorted(pair for pair in environment.items() if pair[0].startswith(_PLACES) and pair[1])
    return hashlib.sha256(json.dumps([str(Path.cwd()) if named else "", named]).encode()).hexdigest()
