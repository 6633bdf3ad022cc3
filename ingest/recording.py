"""Records the statements of a document within one transaction: kept, resolved, and their groups noted to be fused.

What an earlier version of a reader said, and this one does not say, is superseded: withdrawn, not erased.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..graph import tables
from ..graph.book import Book
from ..graph.model import Document, Recorded, Statement, Verdict
from ..graph.records import recorded
from ..graph.registry.introduce import introduce
from ..graph.resolve import Resolver
from ..graph.settle import mark_entity, mark_groups, mark_statements


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


def supersede(book: Book, document: Document, said: Sequence[Statement], method: str) -> int:
    """Withdraw what earlier versions of a reader said of a document and this one does not; how many that were.

    What a person accepted or rejected stays as decided. What an earlier version took back and this one says again
    counts again. `method` is the reader and its version: "rules@8".
    """
    now = {each.id(document.hash) for each in said}
    earlier = [each for each in _read_in(book, document) if _is_earlier(each.statement.method, method)]
    dropped = [each for each in earlier if each.id not in now and each.verdict is Verdict.PROPOSED]
    again = [each for each in earlier if each.id in now and each.verdict is Verdict.WITHDRAWN]
    for changed, verdict in ((dropped, Verdict.WITHDRAWN), (again, Verdict.PROPOSED)):
        book.decide_on([each.id for each in changed], verdict, method)
        mark_statements(book, [each.statement for each in changed])
    return len(dropped)


def _read_in(book: Book, document: Document) -> list[Recorded]:
    return recorded(book.connection, tables.document.c.name == document.id)


def _is_earlier(one: str, method: str) -> bool:
    """Is a method another version of the same reader?"""
    return one != method and one.partition("@")[0] == method.partition("@")[0]
