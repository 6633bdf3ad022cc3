"""Names and texts from anybody are shown as text: nothing of them runs, turns the line around, or fills the page."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from comity.api.limits import ServiceLimits
from comity.api.service import Service
from comity.api.workspace import Workspace
from comity.graph.model import Document, Link, Literal, Reference, Span, Statement
from comity.graph.settle import settle

from ....graph.reports import add
from ..conftest import TOKEN
from .conftest import Visit, at_address, visiting

SCRIPT = "<script>document.title='gone'</script><img src=x onerror=\"document.title='gone'\">"
QUOTES = 'Anna "Ann" O\'Lm & `Co` <b>bold</b>'
LONG = "Long " * 1000
TURNED = "Olm \u202egnorw\u2066 Tan"
NAMES = {"script": SCRIPT, "quotes": QUOTES, "long": LONG, "turned": TURNED}
REPORT = "document/hostile"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with people of such names, all of whom met, and a document of such a title and text."""
    workspace = Workspace(tmp_path_factory.mktemp("hostile"), print)
    text, said = "", list[Statement]()
    meeting = f"{REPORT}#meeting"
    for key, name in NAMES.items():
        person, line = f"{REPORT}#{key}", f"{name} attended the talks {SCRIPT}."
        at = Reference(REPORT, (Span(len(text), len(text) + len(line)),))
        text += f"{line}\n"
        said += [
            Statement(person, "type", Literal("Person"), at),
            Statement(person, "name", Literal(name), at),
            Statement(person, "attended", Link(meeting), at),
            Statement(meeting, "type", Literal("Meeting"), at),
            Statement(meeting, "name", Literal(SCRIPT), at),
        ]
    with workspace.ledger.writing() as book:
        add(book, book.add_document(Document(REPORT, text, title=SCRIPT, publisher=TURNED)), said)
    settle(workspace.ledger)
    with at_address(Service(workspace, ServiceLimits(), TOKEN), with_stores=False) as address:
        yield address


@pytest.fixture
def visit(chromium: Browser, hostile: str) -> Iterator[Visit]:
    with visiting(chromium, hostile) as begun:
        yield begun


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_shown_as_text_wherever_it_stands(visit: Visit, hostile: str, name: str) -> None:
    people = httpx.get(f"{hostile}/api/v1/entities", params={"type": "Person"}).json()["entities"]
    id = next(each["id"] for each in people if each["label"].strip() == name.strip())
    shown = name.strip()[:40]
    page = visit.open("/search?q=")
    link = page.locator(f'main a[href="/entity/{id}"]')
    expect(link).to_contain_text(shown)
    link.click()
    visit.settle()
    expect(page.locator("h1 bdi")).to_contain_text(shown)
    expect(page.locator("figure canvas").first).to_be_visible()
    assert len(page.locator("h1").inner_text()) <= 165
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.get_by_role("table", name="attended").get_by_role("link", name="sentence").click()
    visit.settle()
    expect(page.locator("blockquote mark").first).to_contain_text(shown)
    expect(page.locator("script:not([src]), main img, main b")).to_have_count(0)
    assert page.title().endswith("Comity")


def test_what_is_cut_can_be_read_whole(visit: Visit) -> None:
    page = visit.open("/search?q=")
    name = page.locator("bdi[title]", has_text="Long Long").first
    assert len(name.inner_text()) == 160
    assert (name.get_attribute("title") or "").startswith(LONG.strip())


def test_a_document_is_shown_as_the_text_that_it_is(visit: Visit) -> None:
    page = visit.open("/document/hostile")
    expect(page.locator("h1")).to_have_text(SCRIPT[:160])
    expect(page.locator(".paper bdi")).to_contain_text(f"{QUOTES} attended the talks {SCRIPT}.")
    expect(page.locator("script:not([src]), main img, main b")).to_have_count(0)


def test_a_name_that_turns_the_line_around_turns_only_itself(visit: Visit) -> None:
    page = visit.open("/document/hostile")
    around = page.locator(".about")
    assert around.locator("bdi").first.evaluate("each => getComputedStyle(each).unicodeBidi") == "isolate"


def test_an_address_with_markup_in_it_is_text_too(visit: Visit) -> None:
    page = visit.open(f"/search?q={SCRIPT}")
    expect(page.locator("h1")).to_contain_text("<script>")
    assert page.title().endswith("Comity")
