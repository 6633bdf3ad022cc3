"""What writes, over HTTP: one at a time, and fused before it is answered; the stores follow by themselves."""

from __future__ import annotations

from pathlib import Path

from ..graph.update import update
from ..ingest.pipeline import Outcome, ingest
from ..ingest.reading.files import Found
from .service import Service
from .sources import plan, reader


def take_in(service: Service, file: Path, published: str) -> Outcome:
    """Read a file into the ledger, and fuse what it says."""
    outcome = ingest(service.ledger, Found((file,)), published, reader=reader(), plan=plan())
    update(service.ledger)
    return outcome
