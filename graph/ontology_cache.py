"""Keeps what `ontology.ttl` says in a form that is read at once: parsing it takes longer than most commands."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter

from .local.cache import cache_folder
from .local.records import write_private
from .ontology import ONTOLOGY_FILE, Ontology

_FORM = TypeAdapter(Ontology)


def cached_ontology() -> Ontology:
    """What the ontology says: as kept for this very text, else parsed and kept (where the cache can be written)."""
    kept = _kept()
    try:
        return _FORM.validate_json(kept.read_bytes())
    except (OSError, ValueError):  # none yet, or of another version of these classes
        return _parsed_into(kept)


def _kept() -> Path:
    return cache_folder() / "ontology" / f"{hashlib.sha256(ONTOLOGY_FILE.read_bytes()).hexdigest()[:32]}.json"


def _parsed_into(kept: Path) -> Ontology:
    from .ontology_file import ontology_graph, read_ontology  # only here: rdflib takes as long to import as to parse

    found = read_ontology(ontology_graph())
    with suppress(OSError):
        write_private(kept, _FORM.dump_json(found).decode())
    return found
