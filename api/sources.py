"""What reads sources, as the settings in the environment have it; for commands and for the service."""

from __future__ import annotations

import os
from dataclasses import replace

from ..graph.local.cache import cache_folder
from ..ingest.reading import LIMITS, SourceReader, guard_from
from ..ingest.voters import Voter
from ..ingest.voters.chat import Address, Chat
from ..ingest.voters.llm import LanguageModelVoter
from ..ingest.voters.ner import load_voter
from ..ingest.workers import PLAN, Plan
from .settings import language_model, positive_number


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


def voters() -> tuple[Voter, ...]:
    """Who has a voice beside the rules; nobody, unless settings say so. Raises UsageError for what cannot be had."""
    models = (load_voter(),) if os.environ.get("COMITY_NER") == "1" else ()
    if named := language_model(os.environ):
        address = Address(named.url, named.model, named.key_file, named.seconds, named.tokens)
        return (*models, LanguageModelVoter(Chat(address, cache_folder() / "answers")))
    return models
