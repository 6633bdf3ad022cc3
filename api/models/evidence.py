"""How a fact is known: statements, documents, passages; and what became of a report handed in."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel

from ...graph.model import Verdict
from .entities import FactOf, SaidOf
from .fields import Next, field
from .questions import CoverageOf


class StatementOf(BaseModel):
    """What one source says, and the sentence that says so."""

    statement: str = field("9d1f…", "Its id.")
    document: str = field("document/report-7", "The source.")
    document_label: str = field("Ruritania and Sylvania hold third Joint Commission", "Its title.")
    published: str = field("2024-05-30", "When, EDTF; empty where nobody knows.")
    quote: str = field("The third session was held in Strelsau on 29 May 2024.", "The deciding passage.")
    spans: list[tuple[int, int]] = field([(12, 66)], "Passages in code points of the text; the deciding one first.")
    property: str = field("held_in", "As the source has it.")
    value: str | int = field("Strelsau", "As the source has it; a mention where it is an entity.")
    modality: str = field("held", "Told as done, or otherwise.")
    voice: str = field("narrator", "Who speaks.")
    method: str = field("rules@9", "What read it.")
    confidence: float = field(0.95, "Between 0 and 1.")
    verdict: Verdict = field("proposed", "What was decided about it.")


class RivalOf(BaseModel):
    """A fact that cannot be so together with another, and the statements for it."""

    fact: FactOf
    statements: list[StatementOf]


class EvidenceOf(BaseModel):
    """A fact with the statements for it, and what speaks against it."""

    fact: FactOf
    statements: list[StatementOf]
    against: list[RivalOf]


class SourceOf(BaseModel):
    """A document, without its text."""

    id: str = field("document/report-7", "Its id.")
    title: str = field("Ruritania and Sylvania hold third Joint Commission", "Its title.")
    published: str = field("2024-05-30", "When, EDTF; empty where nobody knows.")
    publisher: str = field("Ministry of Trade of Ruritania", "Whose words they are.")
    url: str = field("", "Where it was found.")
    language: str = field("en", "Its language.")
    kind: str = field("report", "report, summary or fiction of the demonstration, or registry.")


class SourceList(BaseModel):
    """A page of sources."""

    sources: list[SourceOf]
    coverage: CoverageOf
    next: Next = None


class SpanOf(SaidOf):
    """A passage that speaks for a fact."""

    start: int = field(12, "The first code point.")
    end: int = field(66, "After the last code point.")
    statement: str = field("9d1f0c3a9d1f0c3a9d1f0c3a9d1f0c3a", "The statement that stands there.")


class DocumentOf(SourceOf):
    """A document with its text; it may come from anybody and is to be shown as text, never as HTML."""

    text: str = field("The third session was held in Strelsau on 29 May 2024.", "As stored.")
    spans: list[SpanOf]


class ReportKind(StrEnum):
    """What a report that is handed in is."""

    TEXT = "txt"
    HTML = "html"
    PDF = "pdf"


class RefusalOf(BaseModel):
    """What was not taken of a report, and why."""

    where: str = field("report-7.txt:4", "File and line.")
    reason: str = field("no meeting, agreement, relation or post was found in it", "In a sentence.")


class OutcomeOf(BaseModel):
    """What reading a report came to."""

    new: int = field(1, "Documents that were new.")
    known: int = field(0, "Documents that were known.")
    statements: int = field(23, "New statements.")
    refused: list[RefusalOf]
    notes: list[str] = field([], "What is to be known of it.")
