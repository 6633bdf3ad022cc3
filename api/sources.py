"""What reads sources, as the settings in the environment have it; for commands and for the service."""

from __future__ import annotations

import os
from dataclasses import replace

from ..ingest.reading import LIMITS, SourceReader, guard_from
from ..ingest.workers import PLAN, Plan
from .settings import positive_number


def reader() -> SourceReader:
    """What reads sources, as the settings in the environment have it."""
    largest = positive_number(os.environ, "COMITY_MAX_DOCUMENT_BYTES", LIMITS.max_document_bytes)
    return SourceReader(guard_from(os.environ), replace(LIMITS, max_document_bytes=largest))


def plan() -> Plan:
    """How many processes read, and how long one source may take, as the settings have it."""
    return Plan(
        workers=positive_number(os.environ, "COMITY_WORKERS", PLAN.processes),
        seconds=positive_number(os.environ, "COMITY_READ_SECONDS", int(PLAN.seconds)),
    )
