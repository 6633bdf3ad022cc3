"""Evidence: for any text each value has passages within the text, and the quote is what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import given, settings

from comity.ingest.extraction import read_report
from comity.ingest.extraction.record import record
from comity.ingest.extraction.scenes import read_scenes
from comity.ingest.reading import read_text

from .samples import document, printed
from .test_binding import SESSION

PIECES = st.sampled_from(
    [
        "The third session",
        "of the",
        "Canada-Japan",
        "Joint Commission",
        "(JC)",
        "was co-chaired by",
        "Foreign Minister",
        "Anna Berg",
        "and",
        "Dr. Ito Kenji,",
        "of Japan",
        "on Sunday",
        "in Vienna",
        "will visit",
        "signed a",
        "Agreement on Trade",
        "met with",
        "<P1>",
        "<E0>",
        "\n",
        ". ",
        ", ",
        "; ",
        "((((",
        "oglu",
        "Bin",
        "18 September",
        "31 February 2024",
        "\u2028",
        "\u200f",
        "A. A. A.",
        "the",
        "He",
        "’s",
        "2nd and the 3rd",
        "Forum",
        "it was held",
        "IT",
        "U.S.-",
    ]
)
HOSTILE = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map(" ".join))


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar of a record but the ids, with its JSON pointer."""
    if isinstance(value, dict):
        for key, each in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from leaves(each, f"{path}/{key}")
    elif isinstance(value, list):
        for number, each in enumerate(value):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            yield from leaves(each, f"{path}/{number}")
    else:
        yield path, value


def check(made: dict[str, Any], text: str) -> None:
    for row in made["evidence"]:
        for start, end in row["spans"]:
            assert 0 <= start < end <= len(text)
        start, end = row["spans"][0]
        assert row["quote"] == text[start:end]
        assert 0 < row["confidence"] <= 1
        assert row["method"] == "rules@9"


@given(HOSTILE, st.sampled_from(["", "2024-03-20", "2024", "soon"]))
@settings(max_examples=150)
def test_any_text_is_read_and_its_spans_hold(text: str, published: str) -> None:
    made = document(text, published)
    reading = read_report(made)
    check(record(reading, made), text)
    mentions = [each.mention for each in (*reading.events, *reading.people, *reading.agreements, *reading.projects)]
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)


@given(HOSTILE)
@settings(max_examples=100)
def test_sentences_cover_no_character_twice(text: str) -> None:
    end = 0
    for scene in read_scenes(document(text)).scenes:
        span = scene.sentence.span
        assert end <= span.start < span.end
        assert text[span.start : span.end] == scene.sentence.text
        end = span.end


def test_every_value_has_its_evidence() -> None:
    made = printed(SESSION)
    check(made, SESSION)
    known = {row["path"] for row in made["evidence"]}
    shown = {path for path, _ in leaves({key: each for key, each in made.items() if key != "evidence"})}
    assert {path for path in shown - known if not path.endswith("/id")} == {"/published"}  # which was given, not read


def test_a_mention_of_a_person_is_its_name() -> None:
    for person in read_report(document(SESSION, "2024-03-20")).people:
        assert SESSION[person.mention.span.start : person.mention.span.end] == person.name.value


def test_long_lines_are_read_in_steps(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Minister " * 4000 + "A " * 4000 + "and Foreign " * 4000, encoding="utf-8")
    made = read_text(path)
    assert record(read_report(made), made)["id"] == "long"
