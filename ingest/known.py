"""Which texts a ledger has read already, small enough to be given to every worker process."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable

from ..graph.model import Document

_DIGITS = 16  # hexadecimal, of a SHA-256: 64 bits tell a hundred million texts apart


class KnownTexts:
    """The first 64 bits of each text's hash: eight bytes a document.

    A text that is not among them is new. One that is among them is known but for a chance in billions, so whoever
    records it asks the ledger.
    """

    def __init__(self, hashes: Iterable[str] = ()) -> None:
        self._heads = array("Q", sorted(int(each[:_DIGITS], 16) for each in hashes))

    def __contains__(self, document: Document) -> bool:
        head = int(document.hash[:_DIGITS], 16)
        place = bisect_left(self._heads, head)
        return place < len(self._heads) and self._heads[place] == head
