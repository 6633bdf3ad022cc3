"""Records the statements of a document within one transaction: kept, resolved, and their groups noted to be fused.

What an earlier version of a reader said, and this one does not say, is superseded: withdrawn, not erased.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from ..graph import tables
from ..graph.book import Book
from ..graph.model import Document, Statement, Verdict
from ..graph.portraits import Portraits
from ..graph.records import recorded
from ..graph.registry.introduce import introduce
from ..graph.resolve import Resolver
from ..graph.settle import mark_groups, mark_merged, mark_statements


def record(book: Book, document: Document, said: Sequence[Statement], portraits: Portraits | None = None) -> int:
    """Keep statements that the door has let in, with what the registry says of their parties; how many were new.

    `portraits` are what was compared with before, where several documents are recorded one after the other.
    """
    if not (new := book.add_statements(document, said)):
        return 0
    introduce(book, said)
    resolver = Resolver(book, said, portraits)
    mark_groups(book, said, resolver.resolve())
    for gone, mentions in resolver.merged:
        mark_merged(book, gone, mentions)
    return new


def supersede(book: Book, document: Document, said: Sequence[Statement], method: str) -> int:
    """Withdraw what earlier versions of a reader said of a document and this one does not; how many that were.

    What a person accepted or rejected stays as decided. What an earlier version took back and this one says again
    counts again. `method` is the reader and its version: "rules@9".
    """
    if not (others := _earlier_methods(book, document, method)):
        return 0
    earlier = recorded(book.connection, _is_in(document) & tables.statement.c.method.in_(others))
    now = {each.id(document.hash) for each in said}
    dropped = [each for each in earlier if each.id not in now and each.verdict is Verdict.PROPOSED]
    again = [each for each in earlier if each.id in now and each.verdict is Verdict.WITHDRAWN]
    for changed, verdict in ((dropped, Verdict.WITHDRAWN), (again, Verdict.PROPOSED)):
        book.decide_on([each.id for each in changed], verdict, method)
        mark_statements(book, [each.statement for each in changed])
    return len(dropped)


def _earlier_methods(book: Book, document: Document, method: str) -> list[int]:
    """The numbers of the other versions of a reader that said something of a document."""
    said, term = tables.statement.c, tables.term.c
    query = select(term.id, term.text).join(tables.statement, said.method == term.id).join(tables.document)
    found = book.connection.execute(query.where(_is_in(document)).distinct())
    return [number for number, text in found if _is_earlier(text, method)]


def _is_in(document: Document) -> ColumnElement[bool]:
    return tables.document.c.name == document.id


def _is_earlier(one: str, method: str) -> bool:
    """Is a method another version of the same reader?"""
    return one != method and one.partition("@")[0] == method.partition("@")[0]
