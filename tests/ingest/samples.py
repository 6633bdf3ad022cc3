"""Short texts of invented states for the tests of reading, and how to read them."""

from __future__ import annotations

from typing import Any

from comity.graph.model import Document
from comity.ingest.extraction import read_report
from comity.ingest.extraction.frames import Reading
from comity.ingest.extraction.record import record
from comity.ingest.extraction.scenes import Scene, read_scenes


def document(text: str, published: str = "", **known: Any) -> Document:
    """A document of this text."""
    return Document("document/sample", text, published=published, origin="sample.txt", **known)


def read(text: str, published: str = "2024-03-20", **known: str) -> Reading:
    """What is read out of a text published on a Wednesday."""
    return read_report(document(text, published, **known))


def printed(text: str, published: str = "2024-03-20", **known: str) -> dict[str, Any]:
    """The record of a text."""
    made = document(text, published, **known)
    return record(read_report(made), made)


def scene(text: str) -> Scene:
    """The one sentence of a text."""
    scenes = read_scenes(document(text)).scenes
    assert len(scenes) == 1, [each.sentence.text for each in scenes]
    return scenes[0]
