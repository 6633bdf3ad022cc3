"""What an event has though its own sentence does not say it: place and day of the head, sides of the report."""

from __future__ import annotations

from typing import Any

import pytest

from comity.ingest.extraction.dates import find_dates, resolve

from .samples import printed

SESSION = "The second session of the Austria-Finland Joint Commission"


def events(text: str, published: str = "2024-03-20", **known: str) -> list[dict[str, Any]]:
    return printed(text, published, **known)["meetings"]


def where(event: dict[str, Any]) -> tuple[str | None, str | None, str | None]:
    return event.get("place"), event.get("country"), event.get("start")


@pytest.mark.parametrize(
    "head",
    [
        "Vienna, 20 March 2024",
        "Vienna, Austria – 20 March 2024",
        "Vienna, Austria | 20 March 2024",
        "20.03.2024 18:40, Vienna",
        "20 March 2024, Vienna.",
        "Vienna, March 20, 2024.",
    ],
)
def test_a_line_of_place_and_day_is_the_head_of_what_follows(head: str) -> None:
    (event,) = events(f"Commission meets\n\n{head}\n\n{SESSION} was opened by Minister Paul Stone.")
    assert where(event) == ("Vienna", "AUT", "2024-03-20")


@pytest.mark.parametrize("head", ["Vienna Times, 20 March 2024", "By Paul Stone, Vienna", "Published: 20 March 2024"])
def test_other_lines_above_a_report_are_no_place(head: str) -> None:
    (event,) = events(f"Commission meets\n\n{head}\n\n{SESSION} was opened by Minister Paul Stone.")
    assert "place" not in event


def test_a_country_called_as_its_capital_is_a_place() -> None:
    (event,) = events(
        "The second session of the Austria-Singapore Joint Commission was held in Singapore on 4 March 2024."
    )
    assert where(event) == ("Singapore", "SGP", "2024-03-04")


@pytest.mark.parametrize(
    ("told", "place", "country"),
    [
        ("{} was held in the Austrian capital on 4 March 2024.", "Vienna", "AUT"),
        ("{} was opened by Minister Paul Stone in Klow, Austria.", "Klow", "AUT"),
        ("{} took place on 4 March 2024 in the town of Klow.", "Klow", None),
        ("STRELSAU – {} was opened by Minister Paul Stone.", "Strelsau", None),
        ("{} praised the Austrian capital.", None, None),
        ("{} heard of the merits of Klow.", None, None),
    ],
)
def test_places_that_no_list_has(told: str, place: str | None, country: str | None) -> None:
    (event,) = events("Commission meets\n\n" + told.format(SESSION))
    assert (event.get("place", "").title() or None, event.get("country")) == (place, country)


def test_the_head_stands_before_a_place_that_is_told_late() -> None:
    (event,) = events(
        f"Oslo office greets commission\n\nVienna, 20 March 2024 – {SESSION} was opened by Minister Paul Stone. He "
        "spoke of trade. The delegations ate. All delegates of the session will be remembered in Oslo."
    )
    assert where(event)[:2] == ("Vienna", "AUT")


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("{} was held in Vienna on 4 March 2024 on the occasion of the state visit of Paul Stone.", "2024-03-04", None),
        ("{} is envisaged for 2025.", "2025", None),
        ("{} will be held in Vienna in June next year.", "2025-06", None),
        ("{} was held in Vienna yesterday and today.", "2024-03-19", "2024-03-20"),
        ("{} will be held in Vienna in six months.", "2024-09", None),
        ("{} was held in Vienna two years ago.", "2022", None),
        ("{}, the first in nine years, was held in Vienna on 4 March 2024.", "2024-03-04", None),
        ("{} ended on 6 March 2024. The session was held in Vienna on 5-6 March 2024.", "2024-03-05", "2024-03-06"),
    ],
)
def test_days_of_an_event(told: str, start: str, end: str | None) -> None:
    event = events(told.format(SESSION))[0]
    assert (event.get("start"), event.get("end")) == (start, end)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [("The next day", "2024-03-05"), ("The day before", "2024-03-03"), ("Two days later", "2024-03-06")],
)
def test_days_counted_from_the_event_before(phrase: str, day: str) -> None:
    made = events(
        f"{SESSION} was held in Vienna on 4 March 2024. {phrase} Foreign Minister Paul Stone of Finland met with "
        "President Anna Berg of Austria."
    )
    assert [event.get("start") for event in made] == ["2024-03-04", day]


def test_a_day_is_that_of_what_preceded() -> None:
    first, second = events(
        "The fourth Senior Officials’ Meeting preceded the third Ministerial Conference of Lakes on 4 March 2024."
    )
    assert (first.get("start"), second.get("start")) == ("2024-03-04", None)


@pytest.mark.parametrize(("text", "start"), [("in November next year", "2025-11"), ("12 May last year", "2023-05-12")])
def test_a_month_with_the_year_told_beside_it(text: str, start: str) -> None:
    assert [resolve(each, "2024-03-20")[0] for each in find_dates(text, 0)] == [start]


@pytest.mark.parametrize(
    "sentence",
    [
        "The next session of the Steering Group will take place in Oslo in May 2024.",
        "The Agriculture Dialogue met in Oslo in May 2023.",
    ],
)
def test_another_sitting_in_a_report_on_two_is_between_the_two(sentence: str) -> None:
    made = events(f"{SESSION} was held in Vienna on 4 March 2024. {sentence}")
    assert [set(event.get("parties", [])) for event in made] == [{"AUT", "FIN"}, {"AUT", "FIN"}]


def test_a_conference_in_a_report_on_two_is_not_between_the_two() -> None:
    made = events(f"{SESSION} was held in Vienna on 4 March 2024. The Lakes Conference met in Oslo in May 2023.")
    assert all("parties" not in event for event in made[1:])


@pytest.mark.parametrize(
    "sentence",
    [
        "Malta sent its deputy minister and Kenya, still without one, was represented by Ambassador Paul Stone.",
        "Those present were Paul Stone (Malta), Anna Berg (Kenya) and John Smith (Ghana), all foreign ministers.",
        "Heads of delegation\nMalta – Paul Stone, Minister\nKenya – Anna Berg, Minister\nGhana – John Smith, Minister",
        "Ministers adopted a plan in the bloc of Malta, Kenya and Ghana.",
    ],
)
def test_sides_told_one_by_one(sentence: str) -> None:
    (main, *_) = events(f"The second session of the Council of Lakes was held in Oslo on 4 March 2024.\n{sentence}")
    assert {"MLT", "KEN"} <= set(main.get("parties", []))


def test_observers_of_a_list_are_no_sides() -> None:
    (main,) = events(
        "The second session of the Council of Lakes was held in Oslo on 4 March 2024.\n"
        "Observers: representatives of Malta, Kenya and Ghana."
    )
    assert "parties" not in main
    assert set(main["observers"]) == {"MLT", "KEN", "GHA"}


def test_a_body_that_holds_its_summit() -> None:
    (main,) = events("Leaders of the African Union held their fortieth summit in Nairobi on 4 March 2024.")
    assert (main["parties"], main["series"], main["ordinal"]) == (["AU"], "African Union summit", 40)


def test_two_sittings_in_one_breath_share_what_one_has() -> None:
    made = events(
        "The Presidents of Austria and Finland met on 4 March 2024 in Vienna, where they presided over the XV Lakes "
        "Council and the XIV Austria-Finland Cabinet Council."
    )
    assert {where(event) for event in made} == {("Vienna", "AUT", "2024-03-04")}


@pytest.mark.parametrize(
    "text",
    [
        "The sixth Lakes Summit was chaired by the President of Austria, Paul Stone.",
        f"{SESSION} was held online on 4 March 2024. The visit of President Paul Stone of Finland began yesterday.",
    ],
)
def test_the_country_of_an_event_that_no_words_place(text: str) -> None:
    assert {event.get("country") for event in events(text)} <= {"AUT", None}
    assert "AUT" in {event.get("country") for event in events(text)}


def test_areas_told_where_reports_tell_their_news() -> None:
    (main,) = events(
        f"{SESSION} was held in Vienna on 4 March 2024. Minister Paul Stone said farmers and nurses would gain. "
        "It was sunny. People clapped. The hall was full. Students of fisheries clapped too."
    )
    assert {"agriculture", "health"} <= set(main["sectors"])
    assert "fisheries" not in main["sectors"]


def test_the_area_in_the_name_of_another_sitting() -> None:
    made = events(
        f"{SESSION} was held in Vienna on 4 March 2024. The next Agriculture Dialogue will be held in Oslo in May."
    )
    assert [event.get("sectors") for event in made] == [None, ["agriculture"]]
