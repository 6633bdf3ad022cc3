"""Rows of a table and their passages: whatever the cells hold, the text of a passage is the row as it stands."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from comity.graph.sheets import rows

CELLS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6)


@given(TABLES, st.sampled_from(["\n", "\r\n"]))
def test_a_passage_reads_back_as_its_row(cells: list[list[str]], line_end: str) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator=line_end).writerows([["one", "other"], *cells])
    text = written.getvalue()
    found = list(rows(text))
    assert [list(row.cells.values()) for row in found] == cells
    for row in found:
        (again,) = csv.reader(io.StringIO(text[row.span.start : row.span.end], newline=""))
        assert again == list(row.cells.values())
        assert text[: row.span.start].endswith(line_end)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    found = list(rows('id,text\n1,"two\nlines"\n\n2,one\n'))
    assert [(row.line, row["id"]) for row in found] == [(2, "1"), (5, "2")]


def test_a_row_with_too_few_cells_is_faulty_and_the_others_are_read() -> None:
    one, other = rows("id,text\n1\n2,b\n")
    assert (one.line, one.cells) == (2, {})
    assert "1 cells" in one.fault
    assert other["text"] == "b"


def test_a_quote_that_is_never_closed_is_one_fault() -> None:
    text = 'id,text\n1,a\n2,"' + "x" * 200_000
    first, last = rows(text)
    assert (first["text"], last.line) == ("a", 3)
    assert last.fault
    assert last.span.end == len(text)


def test_an_empty_text_has_no_rows() -> None:
    assert list(rows("")) == []
