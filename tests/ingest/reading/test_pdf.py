"""PDF files: their text and title, and which are refused with one sentence."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter

from comity.graph.errors import InputRefused
from comity.ingest.reading.content import CleanText, Content, Kind, Limits
from comity.ingest.reading.pdf import clean_pdf

from .samples import REPORT, pdf

LINES = REPORT.strip().split("\n")


def _clean(data: bytes, limits: Limits = Limits()) -> CleanText:  # noqa: B008 (frozen)
    return clean_pdf(Content("report.pdf", data, Kind.PDF), limits)


def _protected(user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(LINES)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_pages_become_text_and_dates_of_the_file_are_no_publication() -> None:
    found = _clean(pdf(LINES, ["A second page."], title=LINES[0]))
    assert found.text.split("\n")[0] == LINES[0]
    assert "Minister for Trade of Sylvania." in found.text
    assert "A second page." in found.text
    assert (found.title, found.published) == (LINES[0], "")


def test_a_title_that_the_text_does_not_bear_is_none() -> None:
    assert _clean(pdf(LINES, title="Microsoft Word - final_v2.doc")).title == ""


def test_a_file_protected_only_against_changes_is_read() -> None:
    assert "Rudolf Elphberg" in _clean(_protected("", "owner")).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4\nnothing more", "broken"),
        (b"no PDF at all", "broken"),
        (pdf(LINES)[:400], "broken"),
        (pdf([]), "without text"),
        (_protected("secret", "owner"), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        _clean(data)
    assert "report.pdf" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_more_pages_or_text_than_allowed_are_refused() -> None:
    data = pdf(LINES, LINES)
    with pytest.raises(InputRefused, match="max_pages"):
        _clean(data, Limits(max_pages=1))
    with pytest.raises(InputRefused, match="COMITY_MAX_DOCUMENT_BYTES"):
        _clean(data, Limits(max_document_bytes=50))
