"""Each view: it opens by its address, shows what the samples say, and is clean by axe, wide and narrow."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import DROPPED_SOCKETS, NARROW, WIDE, Visit, visiting

pytestmark = DROPPED_SOCKETS

ASIF = "official/khawaja-muhammad-asif"
EIGHTH = "meeting/aze-pak-joint-commission-8"
REPORT = "pakistan-azerbaijan-joint-commission-8"
VIEWS = {
    "/": "Pakistan and Azerbaijan",
    "/between/country/CHN/country/PAK": "China",
    f"/entity/{ASIF}": "Khawaja Muhammad Asif",
    "/entity/country/PAK": "Pakistan",
    "/fact/{fact}": "co-chaired",
    f"/document/{REPORT}?fact={{fact}}": "Joint Commission of Pakistan and Azerbaijan",
    "/questions": "Questions",
    "/questions/who-co-chaired?party=country%2FAZE": "Who co-chaired what",
    "/questions/posts-of-person": "Posts of a person",
    "/search?q=azer": "Found for",
    "/sources": "Sources",
}


@pytest.fixture(scope="module")
def fact(samples: str) -> str:
    """That Asif co-chaired the eighth session."""
    told = httpx.get(f"{samples}/api/v1/entities/{ASIF}/facts").json()["facts"]
    return next(each["fact"] for each in told if each["property"] == "co_chaired")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("path", VIEWS)
def test_a_view_opens_by_its_address_and_is_clean(
    chromium: Browser, samples: str, fact: str, axe: str, path: str, size: tuple[int, int]
) -> None:
    with visiting(chromium, samples, size) as visit:
        page = visit.open(path.format(fact=fact))
        assert VIEWS[path] in page.locator("h1").inner_text()
        assert "· Comity" in page.title()
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert violations(page, axe) == []


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds; it is run in a world of its own, past the page's policy."""
    found: Any = page.evaluate(f"(() => {{ {axe}; return axe.run() }})()")
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def test_the_first_page_says_when_two_last_met_what_is_next_and_what_is_open(visit: Visit) -> None:
    page = visit.open("/")
    last, following, pending = (page.get_by_role("region", name=name) for name in ("Last met", "Next", "Open"))
    expect(last).to_contain_text("24 January 2025")
    expect(last).to_contain_text("Islamabad")
    chairs = last.locator("dd", has_text="Minister").all_inner_texts()
    assert ["Asif" in chairs[0], "Mustafayev" in chairs[1]] == [True, True]  # the host's first
    expect(following).to_contain_text("2027")
    expect(following).to_contain_text("Baku")
    expect(following.locator(".status")).to_have_text("planned")
    expect(pending.get_by_role("listitem")).to_have_count(2)
    expect(pending).to_contain_text("2 agreements")


@pytest.mark.parametrize(
    ("region", "says"),
    [
        ("Last met", "held in Islamabad on 24 January 2025"),
        ("Next", "to take place in Baku in 2027"),
        ("Open", "memorandum of understanding on electronic customs data"),
    ],
)
def test_each_line_of_it_leads_to_its_sentence_marked_in_its_document(visit: Visit, region: str, says: str) -> None:
    page = visit.open("/")
    page.get_by_role("region", name=region).get_by_role("link", name="sentence").first.click()
    expect(page.locator("blockquote mark").first).to_contain_text(says)
    page.locator(".from a").first.click()
    expect(page.locator(".paper mark").first).to_contain_text(says)
    expect(page.locator(".paper mark").first).to_be_in_viewport()


def test_an_entity_is_drawn_beside_tables_that_say_the_same(visit: Visit) -> None:
    page = visit.open(f"/entity/{EIGHTH}")
    expect(page.get_by_role("img", name=re.compile("drawn; the tables say the same"))).to_be_visible()
    expect(page.locator("figure canvas").first).to_be_visible()
    chairs = page.get_by_role("table", name="co-chaired by")
    expect(chairs.get_by_role("row")).to_have_count(3)
    chairs.get_by_role("link", name="sentence").first.click()
    expect(page.locator("blockquote mark").first).to_contain_text("co-chaired by")


def test_what_is_planned_never_looks_as_if_it_were_held(visit: Visit) -> None:
    page = visit.open("/entity/country/PAK")
    row = page.get_by_role("row", name=re.compile("9th session"))
    expect(row.locator(".status")).to_have_text("planned")
    assert "planned" in str(row.locator("svg").get_attribute("class"))


def test_the_name_of_a_thing_in_rdf_leads_a_browser_to_its_view(visit: Visit) -> None:
    page = visit.open(f"/id/{ASIF}")
    assert page.url.endswith(f"/entity/{ASIF}")


def test_what_is_not_known_is_said_in_one_sentence_with_a_hint(chromium: Browser, samples: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{samples}/entity/country/nowhere")
    expect(page.get_by_role("alert")).to_contain_text("Nothing is known under the id")
    expect(page.get_by_role("alert").locator(".hint")).not_to_be_empty()
    context.close()


def test_what_is_starting_is_said_and_the_ledger_answers_meanwhile(chromium: Browser, samples_alone: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(samples_alone)
    expect(page.locator("h1")).to_have_text("Pakistan and Azerbaijan")
    expect(page.get_by_role("status")).to_contain_text("Neo4j starting")
    page.goto(f"{samples_alone}/questions/who-co-chaired")
    expect(page.get_by_role("alert")).to_contain_text("starting")
    expect(page.get_by_role("alert")).to_contain_text("asks again by itself")
    context.close()


@pytest.mark.parametrize("path", ["/", "/entity/country/PAK", "/questions", "/document/x", "/static/page.js"])
def test_files_of_the_page_are_asked_for_again_and_bound_by_the_policy(samples: str, path: str) -> None:
    answer = httpx.get(samples + path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_every_question_opens_as_a_form_with_its_text_in_each_language(visit: Visit, samples: str) -> None:
    queries = httpx.get(f"{samples}/api/v1/queries").json()["queries"]
    for query in queries:
        page = visit.open(f"/questions/{query['name']}")
        expect(page.locator("h1")).to_have_text(query["title"])
        expect(page.locator("form.ask .field")).to_have_count(len(query["parameters"]) + 1)
        expect(page.locator(".texts pre")).to_have_count(len(query["engines"]))
        expect(page.get_by_role("alert")).to_have_count(0)
