"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, types
from sqlalchemy.types import TypeDecorator, TypeEngine

POSTGRESQL = "postgresql"


class Text(TypeDecorator[str]):
    """A text of any length, sorted by its code points: PostgreSQL would sort by the customs of some language."""

    impl = types.Text
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        """What a row holds."""
        return str

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """On PostgreSQL the collation is named; SQLite has no other."""
        return dialect.type_descriptor(types.Text(collation="C") if dialect.name == POSTGRESQL else types.Text())


class Instant(TypeDecorator[datetime]):
    """An instant with its zone, always given back in UTC: SQLite keeps no zone, PostgreSQL gives back the session's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a row holds."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """An instant without a zone is no instant; it is refused rather than guessed."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, whatever the database keeps."""
        if value is None or value.tzinfo is None:
            return value.replace(tzinfo=UTC) if value else None
        return value.astimezone(UTC)
