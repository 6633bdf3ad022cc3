"""Where and when a report was written, by the head of its first paragraph, and what follows for what it tells of."""

from __future__ import annotations

from typing import Any

import pytest

from comity.ingest.extraction.dates import find_dates, resolve
from comity.ingest.extraction.lines import read_lines

from .samples import printed

SESSION = "The second session of the Austria-Finland Joint Commission was held"


def main(text: str, published: str = "2024-03-20") -> dict[str, Any]:
    return printed(text, published)["meetings"][0]


@pytest.mark.parametrize(
    "head",
    [
        "VIENNA, March 20 (ANA) -- ",
        "Vienna, Mar 20 (News of Vienna) ",
        "Vienna, on 20 March 2024 ",
        "VIENNA, MARCH 20, ALPENPRESS. ",
        "VIENNA- ",
        "VIENNA, Austria, March 20. ",
        "20 March, Vienna: ",
        "March 20, 2024 (VIENNA, Austria) ",
        "Vienna, Austria\n",
    ],
)
def test_a_session_of_the_day_was_where_the_report_was_written(head: str) -> None:
    event = main(f"Commission meets\n{head}{SESSION} today.")
    assert (event.get("place"), event.get("country"), event.get("start")) == ("Vienna", "AUT", "2024-03-20")


def test_a_day_in_a_sentence_is_no_head() -> None:
    text = "On March 20, 2024 The Hague hosted the second session.\n1. Trade: it grew."
    assert read_lines(f"Session held\n{text}").dateline is None


def test_a_planned_session_is_not_where_the_report_was_written() -> None:
    event = main("Commission to meet\nHELSINKI, March 20 (FNA) -- The Austria-Finland Joint Commission will meet soon.")
    assert "place" not in event


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("The two-day {} opened in Vienna on 18 March 2024.", "2024-03-18", "2024-03-19"),
        ("The {} came to an end in Vienna on Tuesday after two days of work.", "2024-03-18", "2024-03-19"),
        ("Austria and Finland wrapped up the {} on 19 March. It had lasted three days.", "2024-03-17", "2024-03-19"),
        ("Austria and Finland concluded on Tuesday the {}, which opened on Monday.", "2024-03-18", "2024-03-19"),
        ("The {} began in Vienna yesterday and will end on 21 March.", "2024-03-19", "2024-03-21"),
        ("From 18 to 19 March 2024, Vienna hosted the {}.", "2024-03-18", "2024-03-19"),
        ("(Secretariat, Vienna, 20 March 2024) The {} met from 11 to 12 March.", "2024-03-11", "2024-03-12"),
        ("The {} ended on 19 March. It was part of a two-day visit.", "2024-03-19", None),
    ],
)
def test_the_days_that_an_event_lasted(told: str, start: str, end: str | None) -> None:
    event = main(told.format("fourth session of the Austria-Finland Joint Commission"))
    assert (event["start"], event.get("end")) == (start, end)


def test_the_last_day_that_is_told_in_a_sentence_of_its_own() -> None:
    event = main(f"{SESSION} in Vienna on 18 March 2024. The session will run through March 21.")
    assert (event["start"], event["end"]) == ("2024-03-18", "2024-03-21")


def test_this_year_is_not_when_a_session_was_held() -> None:
    assert "start" not in main(f"{SESSION} in Vienna to set the tasks for the second half of this year.")


def test_a_day_of_the_month_of_publication_has_its_year() -> None:
    days = [resolve(day, "2024-03")[0] for day in find_dates("on 6 March and on 6 May", 0)]
    assert days == ["2024-03-06", "XXXX-05-06"]


def test_the_years_of_a_programme_are_not_those_of_the_session() -> None:
    text = "The Foreign Ministers signed the outcomes of the second session of the Austria-Finland Joint Commission"
    assert "start" not in main(f"{text}, and a programme for 2026-2027.")


def test_a_session_that_has_no_day_is_of_the_day_that_the_report_begins_with() -> None:
    event = main(f"Commission meets\nVienna, Austria, March 19, 2024: {SESSION} in order to set its tasks.")
    assert (event["start"], event["place"]) == ("2024-03-19", "Vienna")


def test_the_headline_tells_where_a_meeting_was_that_it_does_not_name() -> None:
    text = "Trade directors of Austria and Finland met in Vienna\nToday a working meeting took place between "
    event = main(f"{text}the trade directors of Austria and Finland, Anna Berg and Paul Stone, respectively.")
    assert (event["place"], event["country"]) == ("Vienna", "AUT")


def test_a_day_within_the_month_of_publication_is_no_plan() -> None:
    event = main(f"{SESSION} in Vienna on 6 March 2024.", "2024-03")
    assert (event["start"], event["status"]) == ("2024-03-06", "held")


def test_a_sentence_that_the_width_of_a_page_parts_is_one() -> None:
    body = (
        "The second session of the Austria-Finland Joint\nCommission, of which much had been hoped, was held\n"
        "in the old town hall of the city of Vienna, Austria, on\n4 March 2024, and was attended by many guests, who\n"
        "spoke of trade and of the fisheries of both lands,\nand left."
    )
    assert [line.text for line in read_lines(f"Commission meets\n{body}").lines[1:]] == [body]
    event = main(f"Commission meets\n{body}")
    assert (event["series"], event["start"]) == ("Austria-Finland Joint Commission", "2024-03-04")


def test_the_lines_of_a_list_stay_apart() -> None:
    text = (
        "Groups meet\nThese are the working groups of the commission\ni. trade, agriculture and the fisheries\nii. arts"
    )
    assert len(read_lines(text).lines) == 4
