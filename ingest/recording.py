"""Records the statements of a document within one transaction: kept, resolved, and their groups noted to be fused."""

from __future__ import annotations

from collections.abc import Sequence

from ..graph.book import Book
from ..graph.model import Document, Statement
from ..graph.registry.introduce import introduce
from ..graph.resolve import Resolver
from ..graph.settle import mark_entity, mark_groups


def record(book: Book, document: Document, said: Sequence[Statement]) -> int:
    """Keep statements that the door has let in, with what the registry says of their parties; how many were new."""
    if not (new := book.add_statements(document, said)):
        return 0
    introduce(book, said)
    resolver = Resolver(book, said)
    mark_groups(book, said, resolver.resolve())
    for merged in resolver.merged:
        for entity in merged:
            mark_entity(book, entity)
    return new
