"""How a field is told, and those that several models have."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import Field


def field(example: Any, description: str, **more: Any) -> Any:
    """A field with its example and what it says."""
    return Field(description=description, examples=[example], **more)


Id: TypeAlias = Annotated[str, field("country/PAK", "The id of an entity.")]
FactHash: TypeAlias = Annotated[
    str, field("0f3c9a5e7b1d4c2f8a6e0b9d7c5f3a1e", "The id of a fact: 32 hexadecimal digits.")
]
Next: TypeAlias = Annotated[
    str | None, field("MTAw", "The cursor of the next page; null on the last one.", default=None)
]
