"""What an answer rests on."""

from __future__ import annotations

from comity.graph.coverage import coverage
from comity.graph.ledger import Ledger
from comity.graph.model import Document


def test_counts_sources_and_spans_their_dates(ledger: Ledger) -> None:
    assert coverage(ledger).as_json() == {"sources": 0, "from": None, "to": None}
    with ledger.writing() as book:
        for number, published in enumerate(("2024-05", "2023-09-19", "", "XXXX-11-02")):
            book.add_document(Document(f"document/{number}", f"text {number}", published=published))
    assert coverage(ledger).as_json() == {"sources": 4, "from": "2023-09-19", "to": "2024-05"}
