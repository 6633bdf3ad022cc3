"""The ledger's tables (SQLAlchemy Core; the same on SQLite and PostgreSQL).

Texts that recur (ids, property names, values, qualifier sets, methods) are interned in `term`: a million statements
with text keys took three times the space and were six times slower. What the ledger was told (`document`, `origin`,
`reading`, `statement`, `verdict`, `identity`, `judgement`, `withdrawal`, `purge`) only ever grows, but for a purge;
what follows from it (`mention`, `entity`, `redirect`, `fact`, `support`) can be made again.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _term(name: str, index: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey("term.id"), nullable=False, index=index)


term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False, unique=True),
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),  # document/<stem>
    Column("hash", String(64), nullable=False, unique=True),  # SHA-256 of the text
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", String, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("internal", Boolean, nullable=False),  # in no export
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

origin = Table(
    "origin",
    metadata,
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("path", Text, nullable=False),
    UniqueConstraint("document", "path"),
)

reading = Table(  # a document that was read to its end, by which method; without it, it is read again
    "reading",
    metadata,
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("method", String, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("document", "method"),
)

statement = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", LargeBinary(16), nullable=False, unique=True),
    Column("document", Integer, ForeignKey("document.id"), nullable=False, index=True),
    _term("subject"),
    _term("property"),
    _term("value"),
    _term("qualifiers"),
    Column("start", Integer, nullable=False),  # of the deciding span, in code points
    Column("end", Integer, nullable=False),
    Column("spans", String, nullable=False),
    Column("valid", String, nullable=False),
    Column("voice", String, nullable=False),
    Column("modality", String, nullable=False),
    _term("method"),
    Column("confidence", Float, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Index("statement_subject", "subject", "property"),
    Index("statement_value", "value", "property"),
)

verdict = Table(  # what was decided about a statement; the newest row counts
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement", Integer, ForeignKey("statement.id"), nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("by", String, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

identity = Table(  # what was decided about a mention: it is this entity; the newest row counts
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),
    _term("local", index=True),
    _term("entity", index=True),
    _term("block"),  # the key under which like mentions find it
    Column("rule", String, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

judgement = Table(  # what was decided about two mentions: same or different; the newest row counts
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    _term("one", index=True),
    _term("other", index=True),
    Column("judgement", String, nullable=False),
    Column("by", String, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

withdrawal = Table(  # whether a document counts, where that was ever decided; the newest row counts
    "withdrawal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.id"), nullable=False, index=True),
    Column("withdrawn", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

purge = (
    Table(  # a document that was deleted with all that it said: its id and the hash of its text are all that is left
        "purge",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("document", String, nullable=False),
        Column("hash", String(64), nullable=False, index=True),
        Column("by", String, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
    )
)

mention = Table(  # the newest identity of each local id: what the rows of `identity` come to
    "mention",
    metadata,
    Column("local", Integer, ForeignKey("term.id"), primary_key=True),
    _term("entity", index=True),
    _term("block", index=True),
)

entity = Table(
    "entity",
    metadata,
    Column("id", Integer, ForeignKey("term.id"), primary_key=True),
    Column("seq", Integer, nullable=False, index=True),
    Column("gone", Boolean, nullable=False),
)

redirect = Table(  # an id that ceased, and the one that stands for it now
    "redirect",
    metadata,
    Column("gone", Integer, ForeignKey("term.id"), primary_key=True),
    _term("kept", index=True),
)

fact = Table(
    "fact",
    metadata,
    Column("id", String(32), primary_key=True),
    _term("subject"),
    _term("property"),
    _term("value", index=True),
    _term("qualifiers"),
    Column("rank", String, nullable=False),
    Column("interval", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("seq", Integer, nullable=False, index=True),
    Column("gone", Boolean, nullable=False),
    Index("fact_subject", "subject", "property"),
)

support = Table(  # the fact that a statement speaks for: drawn as a quote
    "support",
    metadata,
    Column("statement", Integer, ForeignKey("statement.id"), primary_key=True),
    Column("fact", String(32), nullable=False, index=True),
    Column("seq", Integer, nullable=False, index=True),
    Column("gone", Boolean, nullable=False),
)

stale = Table(  # groups of statements that are to be fused again
    "stale",
    metadata,
    Column("subject", Integer, ForeignKey("term.id"), primary_key=True),
    Column("property", Integer, ForeignKey("term.id"), primary_key=True),
)

setting = Table(  # seq, schema version, the version that the facts were fused with
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
