"""The page of `comity export --html` stands alone, shows what it draws in a table, and takes no name for HTML."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from comity.api.cli import run
from comity.api.drawing import COLOURS, LONGEST_LABEL, draw
from comity.graph.catalogue import Catalogue
from comity.graph.ledger import Ledger
from comity.graph.model import Link, Literal
from comity.graph.settle import settle
from comity.graph.walk import busiest

from ..graph.reports import told

HOSTILE = "</script><script>alert('1')</script> & \"quoted\" \u202eneves"
LONG = "Zenda " * 1_000
SAMPLE = Path(__file__).parents[2] / "examples/reports/pakistan-azerbaijan-joint-commission-8.txt"
TALKS, CASTLE = "meeting/river-talks", "place/zenda"


@pytest.fixture
def page(tmp_path: Path) -> str:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    said = [
        (f"document/a#{TALKS}", "type", Literal("Meeting")),
        (f"document/a#{TALKS}", "name", Literal(HOSTILE)),
        (f"document/a#{CASTLE}", "type", Literal("Place")),
        (f"document/a#{CASTLE}", "name", Literal(LONG)),
        (f"document/a#{TALKS}", "held_in", Link(f"document/a#{CASTLE}")),
    ]
    told(ledger, "document/a", said)
    settle(ledger)
    catalogue = Catalogue(ledger)
    catalogue.refresh()
    with ledger.reading() as connection:
        return draw(connection, catalogue, busiest(connection, 10), f"Around {HOSTILE}", 10)


def drawn(page: str, name: str) -> list[dict[str, str]]:
    """What the page hands to the drawing as its nodes or edges."""
    (found,) = re.findall(rf"{name}: new vis\.DataSet\((\[.*?\])\)", page)
    return json.loads(found)


def test_names_are_text_wherever_they_stand(page: str) -> None:
    assert "<script>alert" not in page
    assert page.count("&lt;/script&gt;&lt;script&gt;alert(") >= 3  # title, heading, table
    assert HOSTILE in {node["title"].removesuffix(" (Meeting)") for node in drawn(page, "nodes")}


def test_long_names_are_short_in_the_drawing_and_whole_in_the_table(page: str) -> None:
    assert max(len(node["label"]) for node in drawn(page, "nodes")) == LONGEST_LABEL
    assert f"<bdi>{LONG.strip()}" in page


def test_the_table_has_a_line_for_each_relation_drawn(page: str) -> None:
    assert len(drawn(page, "edges")) == page.count('<td class="quote">') == 1


def test_nothing_is_fetched(page: str) -> None:
    own = page[: page.index("<script>")] + page[page.rindex("<script>") :]  # without what pyvis brings
    assert "default-src 'none'" in own
    assert not re.findall(r"(?:src|href)\s*=", own)


def test_an_export_around_an_entity_is_written_whole(tmp_path: Path) -> None:
    data, output = ["--data", str(tmp_path / "data")], tmp_path / "page.html"
    assert run(["ingest", str(SAMPLE), "--ledger-only", *data]) == 0
    assert run(["export", "--html", "--around", "PAK", "--output", str(output), *data]) == 0
    text = output.read_text(encoding="utf-8")
    assert "<title>Around Pakistan" in text
    assert "Joint Commission" in text


def test_a_kind_has_the_colour_that_the_first_page_gives_it(project: Path) -> None:
    variables = dict(
        re.findall(r"--([a-z]+): (#[0-9a-f]{6});", (project / "web/src/styles/ground.css").read_text("utf-8"))
    )
    spelt_otherwise = {"Bloc": "organisation"}
    assert {kind: variables[spelt_otherwise.get(kind, kind.lower())] for kind in COLOURS} == dict(COLOURS)
