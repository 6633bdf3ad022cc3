"""Lines of pages to running text: paragraphs, divided words, running heads and page numbers."""

from __future__ import annotations

import pytest

from comity.ingest.reading.pages import text_of_pages

WIDE = "The two sides reviewed the whole of their work on trade and on rail and found"


def test_lines_broken_by_the_margin_become_paragraphs() -> None:
    page = f"Joint Statement\n{WIDE}\nit good.\n{WIDE}\nit better."
    assert text_of_pages([page]) == f"Joint Statement\n{WIDE} it good.\n{WIDE} it better."


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    assert text_of_pages([WIDE, "it good."]) == f"{WIDE} it good."


def test_items_of_a_list_keep_their_lines() -> None:
    page = f"{WIDE}\n1. trade\n2. rail\n(a) by day\n• and more"
    assert text_of_pages([page]).split("\n")[1:] == ["1. trade", "2. rail", "(a) by day", "• and more"]


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ("they agreed on coop-\neration in trade", "cooperation"),
        ("the session was co-\nchaired by both", "co-chaired"),
        ("the Ruritania-\nSylvania commission", "Ruritania-Sylvania"),
        ("a long-term plan and then a long-\nterm view", "long-term view"),
        ("the co-\noperation and cooperation", "the cooperation and"),
        ("in 2023-\n24 they met", "2023-24"),
    ],
)
def test_a_divided_word_is_joined_as_it_is_written(page: str, word: str) -> None:
    assert word in text_of_pages([page])


def test_running_heads_and_page_numbers_go() -> None:
    subjects = ("rail", "trade", "rivers", "roads")
    pages = [f"Gazette No. 7, page {n}\nOn {each} {WIDE} it good.\n- {n} -" for n, each in enumerate(subjects)]
    assert text_of_pages(pages).split("\n") == [f"On {each} {WIDE} it good." for each in subjects]


def test_a_line_at_the_margin_of_one_page_is_kept() -> None:
    assert text_of_pages(["Annex\nRail was agreed.", "Trade was agreed."]).startswith("Annex\n")


def test_a_label_begins_a_line() -> None:
    assert text_of_pages([f"{WIDE}\nPublished: 2 May 2024\n{WIDE}"]).split("\n")[1] == "Published: 2 May 2024"


@pytest.mark.parametrize("pages", [[], [""], ["", "\n \n"], ["1", "2", "3"]])
def test_pages_without_text_give_none(pages: list[str]) -> None:
    assert text_of_pages(pages) == ""


def test_a_line_that_ends_in_an_abbreviation_goes_on() -> None:
    page = f"{WIDE} with Mr.\nElphberg that it was good.\nHe agreed."
    assert text_of_pages([page]).split("\n") == [f"{WIDE} with Mr. Elphberg that it was good.", "He agreed."]
