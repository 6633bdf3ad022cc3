"""The newcomer's minute, and the same page without a mouse."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .conftest import DROPPED_SOCKETS, Visit

pytestmark = DROPPED_SOCKETS


def test_a_newcomer_comes_from_the_page_to_asif_his_sentence_the_question_its_sparql_and_its_csv(
    visit: Visit, tmp_path: Path
) -> None:
    page = visit.open("/")
    page.get_by_role("link", name="Khawaja Muhammad Asif", exact=True).click()
    expect(page.locator("h1")).to_have_text("Khawaja Muhammad Asif")
    page.get_by_role("table", name=re.compile("co-chaired")).get_by_role("link", name="sentence").click()
    expect(page.locator("blockquote mark")).to_contain_text("co-chaired by Khawaja Muhammad Asif")

    _ask_who_co_chaired_for_azerbaijan(page)
    expect(page.get_by_text("answered by the RDF store, in SPARQL")).to_be_visible()
    expect(page.get_by_role("link", name="Vugar Valeh oglu Mustafayev", exact=True)).to_be_visible()
    asked = page.get_by_role("region", name="In SPARQL").locator("pre").inner_text()
    assert "<https://w3id.org/comity/id/country/AZE>" in asked
    expect(page.get_by_role("region", name="In Cypher").locator("pre")).to_contain_text(':param party => "country/AZE"')

    with page.expect_download() as fetched:
        page.get_by_role("link", name="CSV").click()
    fetched.value.save_as(tmp_path / "answer.csv")
    (row,) = csv.DictReader((tmp_path / "answer.csv").read_text("utf-8").splitlines())
    assert (row["official"], row["start_date"]) == ("Vugar Valeh oglu Mustafayev", "2025-01-24")

    link = page.get_by_role("link", name="Permalink").get_attribute("href") or ""
    page = visit.open(link)
    expect(page.get_by_role("link", name="Vugar Valeh oglu Mustafayev", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("combobox", name="party")).to_have_value("")


def _ask_who_co_chaired_for_azerbaijan(page: Page) -> None:
    page.get_by_role("link", name="Questions").click()
    page.get_by_role("link", name="Who co-chaired what").click()
    page.get_by_role("combobox", name="party").fill("azerb")
    page.get_by_role("option").filter(has_text="country/AZE").click()
    page.get_by_label("answer from").select_option("sparql")
    page.get_by_role("button", name="Ask").click()


def test_all_of_it_can_be_done_by_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("/")
    page.keyboard.type("musta")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Mustafayev")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Vugar Valeh oglu Mustafayev")
    expect(page.locator("h1")).to_be_focused()

    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", "what has the focus shows it"
        if page.evaluate("document.activeElement.className") == "sentence":
            break
    page.keyboard.press("Enter")
    expect(page.locator("blockquote mark").first).to_contain_text("Mustafayev")


def test_escape_closes_what_was_found_and_enter_lists_it(visit: Visit) -> None:
    page = visit.open("/")
    box = page.get_by_role("combobox", name="Find")
    box.fill("pakistan")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    box.press("Enter")
    expect(page.locator("h1")).to_have_text("Found for “pakistan”")


def test_a_question_that_lacks_what_it_needs_is_not_put(visit: Visit) -> None:
    page = visit.open("/questions/posts-of-person")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("combobox", name="person (needed)")).to_be_focused()
    assert page.url.endswith("/questions/posts-of-person")


def test_where_an_id_is_not_known_the_form_stays_to_mend_it(chromium: Browser, samples: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{samples}/questions/who-co-chaired?party=nobody")
    expect(page.get_by_role("alert")).to_contain_text("Nothing is known under the id")
    box = page.get_by_role("combobox", name="party")
    box.fill("azerb")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("Azerbaijan")
    box.press("Enter")
    expect(page.get_by_role("link", name="Vugar Valeh oglu Mustafayev", exact=True)).to_be_visible()
    context.close()
