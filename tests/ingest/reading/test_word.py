"""Word documents: what is kept of them, and which are refused with one sentence."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from comity.graph.errors import InputRefused
from comity.ingest.reading.content import CleanText, Content, Kind, Limits
from comity.ingest.reading.word import MOST_PARTS, clean_word

from .samples import REPORT

LINES = REPORT.strip().split("\n")
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = (
    f'<w:p {NAMESPACE} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
    "<mc:Choice><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Choice>"
    "<mc:Fallback><w:p><w:r><w:t>In a box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>"
)


def _clean(data: bytes, limits: Limits = Limits()) -> CleanText:  # noqa: B008 (frozen)
    return clean_word(Content("report.docx", data, Kind.WORD), limits)


def word(*lines: str, title: str = "", xml: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for line in lines:
        document.add_paragraph(line)
    if xml:
        first: Any = document.add_paragraph() if not lines else document.paragraphs[0]
        first._element.addprevious(parse_xml(xml))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_paragraphs_are_lines() -> None:
    found = _clean(word(*LINES, title=LINES[0]))
    assert found.text.split("\n") == LINES
    assert found.title == LINES[0]


def test_a_title_that_the_text_does_not_bear_is_none() -> None:
    assert _clean(word(*LINES, title="Document1")).title == ""


def test_tables_are_read_in_their_place() -> None:
    document = docx.Document()
    document.add_paragraph("Before")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "one", "two"
    document.add_paragraph("After")
    made = io.BytesIO()
    document.save(made)
    assert _clean(made.getvalue()).text == "Before\none\ntwo\nAfter"


def test_what_was_inserted_is_text_and_what_was_deleted_is_not() -> None:
    tracked = (
        f"<w:p {NAMESPACE}><w:r><w:t>They </w:t></w:r><w:ins><w:r><w:t>signed</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>read</w:delText></w:r></w:del><w:r><w:t> it.</w:t></w:r></w:p>"
    )
    assert _clean(word(xml=tracked)).text == "They signed it."


def test_a_text_box_is_read_once() -> None:
    assert _clean(word("Below", xml=BOX)).text == "In a box\nBelow"


def test_breaks_begin_lines() -> None:
    assert _clean(word("one\ntwo\tthree")).text == "one\ntwo three"


def bomb(size: int = 30_000_000) -> bytes:
    """An archive of some kilobytes that unpacks to much more."""
    made = io.BytesIO(word(*LINES))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", b"\0" * size)
    return made.getvalue()


def _entities() -> bytes:
    """A document whose XML would unfold to gigabytes."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "boom">{levels}]>{body}'
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(*LINES))) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, xml if part.filename == "word/document.xml" else old.read(part))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\3\4 nothing more", "no readable .docx"),
        (b"no archive", "no readable .docx"),
        (word(*LINES)[:2000], "no readable .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "encrypted or of an older Word"),
        (word(), "without text"),
        (bomb(), "unpacks to 30"),
        (_entities(), "without text|no readable"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason) as refusal:
        _clean(data)
    assert "report.docx" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    data = word("They met again. " * 100_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    with pytest.raises(InputRefused, match="no readable .docx"):
        _clean(data.replace(size, (2000).to_bytes(4, "little")))


def test_more_parts_than_allowed_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(MOST_PARTS + 1):
            archive.writestr(f"{number}.xml", "")
    with pytest.raises(InputRefused, match=f"{MOST_PARTS + 1} parts"):
        _clean(made.getvalue())
