"""What is not read is told: days that cannot be, sentences and lists without an end."""

from __future__ import annotations

from comity.ingest.extraction.sentences import LONGEST
from comity.ingest.extraction.told import MOST

from .samples import printed, read


def test_a_day_that_no_calendar_has_is_refused_where_it_stands() -> None:
    text = "The first Canada-Japan Working Group met in Vienna on 31 February 2024."
    ((reason, span),) = read(text).refused
    assert "31 February 2024" in reason
    assert text[span.start : span.end] == "31 February 2024"
    assert printed(text)["refused"] == [{"reason": reason, "span": [span.start, span.end]}]


def test_a_sentence_without_end_is_refused_and_the_rest_read() -> None:
    text = "The first Canada-Japan Working Group met in Vienna. " + "Table of figures " * LONGEST
    reading = read(text)
    assert [event.name.value for event in reading.events] == ["first Canada-Japan Working Group"]
    assert [str(LONGEST) in reason for reason, _ in reading.refused] == [True]


def test_a_calendar_of_events_is_read_to_its_limit() -> None:
    text = " ".join(f"The {number}th Canada-Japan Forum was held." for number in range(1, MOST + 11))
    reading = read(text)
    assert len(reading.events) == MOST
    assert len(reading.refused) == 10
