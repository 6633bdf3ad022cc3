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


LEFT = (
    "1. The third session of the Ruritania-Sylvania",
    "Joint Commission was held in Strelsau on 22",
    "March 2024 in a friendly atmosphere.",
    "2. It was co-chaired by Rudolf Elphberg and",
    "by Anna Petrescu.",
    "",
)
RIGHT = (
    "3. The two sides reviewed their cooperation",
    "in agriculture, energy and tourism.",
    "4. They agreed to open a rail link between",
    "their capitals by the end of the year.",
    "5. The fourth session will be held in",
    "Bistritz in 2026.",
)
PARAGRAPHS = [
    " ".join(LEFT[:3]),
    "2. It was co-chaired by Rudolf Elphberg and by Anna Petrescu.",
    "3. The two sides reviewed their cooperation in agriculture, energy and tourism.",
    "4. They agreed to open a rail link between their capitals by the end of the year.",
    "5. The fourth session will be held in Bistritz in 2026.",
]


def test_numbered_paragraphs_are_each_a_line() -> None:
    assert _clean(pdf([*LEFT[:5], *RIGHT])).text.split("\n") == PARAGRAPHS


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = [f"{left}\t{right}" for left, right in zip(LEFT, RIGHT, strict=True)]
    assert _clean(pdf(["Joint Statement", *rows])).text.split("\n") == ["Joint Statement", *PARAGRAPHS]


def test_a_short_table_is_no_second_column() -> None:
    lines = _clean(
        pdf(["The trade of both grew.", "Year\tTrade", "2023\t12", "2024\t15", "It will grow further."])
    ).text
    assert "2023 12" in lines
