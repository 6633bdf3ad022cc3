"""The ledger's tables (SQLAlchemy Core; the same on SQLite and PostgreSQL).

Texts that recur (ids, property names, values, qualifier sets, methods) are interned in `term`: a million statements
with text keys took three times the space and were six times slower. What the ledger was told (`document`, `origin`,
`reading`, `statement`, `premise`, `verdict`, `identity`, `judgement`, `withdrawal`, `purge`) only ever grows, but for a
purge; what follows from it (`mention`, `entity`, `redirect`, `fact`, `support`) can be made again, but for
`former_support`, without which the facts of old answers are only not found. A new table belongs into one of the two
lists at the end: what is listed as told is exported, imported and known at an instant.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    event,
)

from .columns import Instant, Text

metadata = MetaData()


def _term(name: str, index: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey("term.id"), nullable=False, index=index)


term = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    UniqueConstraint("text").ddl_if(dialect="sqlite"),
)
# The same for PostgreSQL, whose usual index takes no text of more than 2.7 kB. (SQLAlchemy has a class for it, whose
# import takes as long as that of all tables.)
_unique_text = DDL("ALTER TABLE %(table)s ADD CONSTRAINT term_text_excl EXCLUDE USING hash (text WITH =)")
event.listen(term, "after_create", _unique_text.execute_if(dialect="postgresql"))

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),  # document/<stem>
    Column("hash", Text, nullable=False, unique=True),  # SHA-256 of the text
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("internal", Boolean, nullable=False),  # in no export
    Column("recorded_at", Instant, nullable=False),
)

origin = Table(
    "origin",
    metadata,
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("path", Text, nullable=False),
    UniqueConstraint("document", "path").ddl_if(dialect="sqlite"),  # an address may be longer than PostgreSQL takes
    Index("origin_document", "document").ddl_if(dialect="postgresql"),
)

reading = Table(  # a document that was read to its end, by which method; without it, it is read again
    "reading",
    metadata,
    Column("document", Integer, ForeignKey("document.id"), nullable=False),
    Column("method", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
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
    Column("spans", Text, nullable=False),
    Column("valid", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("modality", Text, nullable=False),
    _term("method"),
    Column("confidence", Float, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index("statement_subject", "subject", "property"),
    Index("statement_value", "value", "property"),
)

premise = Table(  # what a conclusion is drawn from: by hash, since a premise may be purged, or come later in an import
    "premise",
    metadata,
    Column("statement", Integer, ForeignKey("statement.id"), primary_key=True),
    Column("drawn_from", LargeBinary(16), primary_key=True, index=True),
)

verdict = Table(  # what was decided about a statement; the newest row counts
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("statement", Integer, ForeignKey("statement.id"), nullable=False, index=True),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

identity = Table(  # what was decided about a mention: it is this entity; the newest row counts
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),
    _term("local", index=True),
    _term("entity", index=True),
    _term("block"),  # the key under which like mentions find it
    Column("rule", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

judgement = Table(  # what was decided about two mentions: same or different; the newest row counts
    "judgement",
    metadata,
    Column("id", Integer, primary_key=True),
    _term("one", index=True),
    _term("other", index=True),
    Column("judgement", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

withdrawal = Table(  # whether a document counts, where that was ever decided; the newest row counts
    "withdrawal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("document.id"), nullable=False, index=True),
    Column("withdrawn", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
)

purge = (
    Table(  # a document that was deleted with all that it said: its id and the hash of its text are all that is left
        "purge",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("document", Text, nullable=False),
        Column("hash", Text, nullable=False, index=True),
        Column("internal", Boolean, nullable=False),
        Column("by", Text, nullable=False),
        Column("recorded_at", Instant, nullable=False),
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
    Column("seq", BigInteger, nullable=False, index=True),
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
    Column("id", Text, primary_key=True),
    _term("subject"),
    _term("property"),
    _term("value", index=True),
    _term("qualifiers"),
    Column("rank", Text, nullable=False),
    Column("interval", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("inferred", Boolean, nullable=False),
    Column("disputed_qualifier", Text, nullable=False),  # empty where its value is disputed, or nothing
    Column("seq", BigInteger, nullable=False, index=True),
    Column("gone", Boolean, nullable=False),
    Index("fact_subject", "subject", "property"),
)

support = Table(  # the fact that a statement speaks for: drawn as a quote
    "support",
    metadata,
    Column("statement", Integer, ForeignKey("statement.id"), primary_key=True),
    Column("fact", Text, nullable=False, index=True),
    Column("seq", BigInteger, nullable=False, index=True),
    Column("gone", Boolean, nullable=False),
)

former_support = Table(  # the facts that a statement spoke for before: where the id of a fact that ceased leads to
    "former_support",
    metadata,
    Column("fact", Text, primary_key=True),
    Column("statement", Integer, ForeignKey("statement.id"), primary_key=True, index=True),
)

stale = Table(  # groups of statements that are to be fused again
    "stale",
    metadata,
    Column("anchor", Integer, ForeignKey("term.id"), primary_key=True),  # the subject or, of some properties, the value
    Column("property", Integer, ForeignKey("term.id"), primary_key=True),
)

setting = Table(  # seq, schema version, the ledger's own identity, the version that the facts were fused with
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

TOLD = frozenset({document, origin, reading, statement, premise, verdict, identity, judgement, withdrawal, purge})
DERIVED = frozenset({mention, entity, redirect, fact, support, former_support, stale, setting})  # and `term`
