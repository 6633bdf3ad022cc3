"""The steps of reading one by one, on small sentences: lines, sentences, dates, names and posts, events."""

from __future__ import annotations

import pytest

from comity.ingest.extraction.dates import find_dates, resolve
from comity.ingest.extraction.events import find_events
from comity.ingest.extraction.lines import read_lines
from comity.ingest.extraction.sentences import split_sentences
from comity.ingest.extraction.tokens import words_of

from .samples import printed, read, scene

WEDNESDAY = "2024-03-20"


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(read_lines(text).lines)]


def test_sentences_do_not_end_at_titles_and_initials() -> None:
    text = (
        "Dr. A. B. Berg met Mr. Stone. They left the U.S. The talks went on (in part). He said: “Yes.” Then No. 5 came."
    )
    assert sentences(text) == [
        "Dr. A. B. Berg met Mr. Stone.",
        "They left the U.S.",
        "The talks went on (in part).",
        "He said: “Yes.”",
        "Then No. 5 came.",
    ]


def test_a_page_clock_is_no_publication_day() -> None:
    page = read_lines(
        "Monday, 7 October 2024, 11:05:09 pm\n\nFreedonia hosts talks\nMay 17, 2023\n\nThe talks were held.\n"
    )
    assert page.title == "Freedonia hosts talks"
    assert page.published is not None
    assert resolve(page.published, "") == ("2023-05-17", "")


def test_crumbs_and_chrome_are_left_out() -> None:
    page = read_lines("HomeNewsTalks in Freedonia\n\nTalks in Freedonia\n\nicon-share\n\nThey met.\n\nFollow us\n")
    assert [line.text for line in page.lines] == ["Talks in Freedonia", "They met."]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Vienna, 25 March 2024 (XYZ): The talks ended.", "2024-03-25"),
        ("Published: 2024-03-02\n\nThe talks ended.", "2024-03-02"),
        ("Mon Feb 12 2024\n\nThe talks ended.", "2024-02-12"),
        ("The talks ended. (Vienna/Sep21/2025)", "2025-09-21"),
    ],
)
def test_date_lines(head: str, day: str) -> None:
    published = read(f"Talks end\n\n{head}\n", published="").published
    assert published is not None
    assert published.value == day


@pytest.mark.parametrize(
    ("words", "future", "expected"),
    [
        ("on Sunday", False, ("2024-03-17", "")),
        ("on Sunday", True, ("2024-03-24", "")),
        ("on Wednesday", False, ("2024-03-20", "")),
        ("yesterday", False, ("2024-03-19", "")),
        ("last evening", False, ("2024-03-19", "")),
        ("on 18 September", False, ("2023-09-18", "")),
        ("on September 18", True, ("2024-09-18", "")),
        ("in August", False, ("2023-08", "")),
        ("in August 2019", False, ("2019-08", "")),
        ("in 2027", True, ("2027", "")),
        ("next year", True, ("2025", "")),
        ("from 29 May to 2 June 2024", True, ("2024-05-29", "2024-06-02")),
        ("on 26-27 June", True, ("2024-06-26", "2024-06-27")),
        ("from June 21-22, 2022", False, ("2022-06-21", "2022-06-22")),
        ("on 28-29 January", False, ("2024-01-28", "2024-01-29")),
        ("on Monday and Tuesday, 4 and 5 March 2024,", False, ("2024-03-04", "2024-03-05")),
        ("from Friday to Sunday", False, ("2024-03-15", "2024-03-17")),
        ("from Friday to Sunday", True, ("2024-03-22", "2024-03-24")),
        ("on 04.03.2024", False, ("2024-03-04", "")),
    ],
)
def test_dates_in_view_of_the_publication_day(words: str, future: bool, expected: tuple[str, str]) -> None:
    (mention,) = find_dates(f"It was held {words} there.", 0)
    assert resolve(mention, WEDNESDAY, future) == expected


def test_the_short_name_of_a_day_counts_beside_another_date_only() -> None:
    assert not find_dates("Minister Sun Stone thanked Envoy Mon Hill.", 0)
    assert [date.weekday for date in find_dates("They met on Fri 3 May.", 0)] == [None]
    assert find_dates("They met this year, on Fri.", 0)[-1].weekday == 4


def test_without_a_publication_day_the_year_is_open() -> None:
    (mention,) = find_dates("It met on 18 September.", 0)
    assert resolve(mention, "") == ("XXXX-09-18", "")
    (weekday,) = find_dates("It met on Sunday.", 0)
    assert resolve(weekday, "") == ("", "")


def test_no_date_is_made_of_words_that_look_like_one() -> None:
    assert find_dates("They may march on 400 meetings, 31 times, in may.", 0) == () or all(
        mention.month for mention in find_dates("They may march on 400 meetings.", 0)
    )
    (impossible,) = find_dates("It met on 31 June 2024.", 0)
    assert resolve(impossible, WEDNESDAY) == ("", "")


@pytest.mark.parametrize(
    ("text", "name", "post", "of"),
    [
        ("Foreign Secretary Anna Maria Berg spoke.", "Anna Maria Berg", "Foreign Secretary", None),
        (
            "Vice Minister for Foreign Affairs of Japan Ito Kenji spoke.",
            "Ito Kenji",
            "Vice Minister for Foreign Affairs",
            "JPN",
        ),
        (
            "Canada’s Minister for Defence Industry, Oleg Petr oglu Stone, spoke.",
            "Oleg Petr oglu Stone",
            "Minister for Defence Industry",
            "CAN",
        ),
        ("The Ambassador of Japan to ASEAN, Dr. Kim Bin Stone, spoke.", "Kim Bin Stone", "Ambassador to ASEAN", "JPN"),
        (
            "Anna Berg, ASEAN deputy secretary-general for Trade, spoke.",
            "Anna Berg",
            "deputy secretary-general for Trade",
            "ASEAN",
        ),
        (
            "Anna Berg, secretary for Europe at the Japanese Ministry of Foreign Affairs, spoke.",
            "Anna Berg",
            "secretary for Europe",
            "JPN",
        ),
        ("President Anna Berg of Japan spoke.", "Anna Berg", "President", "JPN"),
        ("Ministry of Power Secretary Paul Stone spoke.", "Paul Stone", "Secretary", None),
        (
            "Ms Lee Ying-I, Permanent Secretary (Trade and Industry), Singapore, spoke.",
            "Lee Ying-I",
            "Permanent Secretary (Trade and Industry)",
            "SGP",
        ),
        (
            "Minister for Roads and Second Minister for Water K. M. Berg spoke.",
            "K. M. Berg",
            "Minister for Roads and Second Minister for Water",
            None,
        ),
    ],
)
def test_names_and_posts(text: str, name: str, post: str, of: str | None) -> None:
    (found,) = printed(text)["posts"]
    assert (found["person"], found["post"], found.get("of")) == (name, post, of)


def test_one_person_under_short_and_full_name_with_posts_in_turn() -> None:
    reading = read(
        "Defence Minister Anna Maria Berg met reporters. Anna Berg thanked them. "
        "High Commissioner of Japan, and the chair of the Trade Committee, Paul Stone was there. Mr Stone left."
    )
    assert [person.name.value for person in reading.people] == ["Anna Maria Berg", "Paul Stone"]
    assert [post.title.value for post in reading.people[1].posts] == [
        "High Commissioner",
        "chair",
    ]
    assert [post.institution and post.institution.value for post in reading.people[1].posts] == [
        None,
        "Trade Committee",
    ]


def test_honorifics_stand_apart() -> None:
    (person,) = read("Deputy Secretary-General Dato’ Anna Berg spoke.").people
    assert (person.name.value, person.styled) == ("Anna Berg", "Dato’ Anna Berg")


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Foreign Affairs of Japan issued a Joint Statement on Economic Cooperation.",
        "Foreign Ministers Vow to Deepen Ties",
        "The Prime Minister’s Office and the High Commission in London agreed.",
        "Global Green Growth and Sustainable Development Goals were discussed in New York.",
    ],
)
def test_what_is_no_person_is_none(text: str) -> None:
    assert read(text).people == ()


@pytest.mark.parametrize(
    ("text", "series", "ordinals"),
    [
        ("The 8th session of the Canada-Japan Joint Commission ended.", "Canada-Japan Joint Commission", (8,)),
        ("The third Canada–Japan Working Group meeting ended.", "Canada–Japan Working Group", (3,)),
        ("The twenty-first Joint Council for Trade (JCT) meeting ended.", "Joint Council for Trade", (21,)),
        ("The 2nd and the 3rd Canada-Japan Youth Forum were recalled.", "Canada-Japan Youth Forum", (2, 3)),
        ("The fifth round of political consultations ended.", "political consultations", (5,)),
        ("The inaugural Policy Dialogue was held.", "Policy Dialogue", (1,)),
    ],
)
def test_sessions_and_their_numbers(text: str, series: str, ordinals: tuple[int, ...]) -> None:
    found = scene(text)
    named = [each for each in find_events(found.sentence, found.words, {}) if each.form == "named"]
    assert [(each.series, each.ordinals) for each in named] == [(series, ordinals)]


def test_words_know_parties_and_places() -> None:
    words = words_of("Canada’s envoy met Japanese officials in Vienna.", 10, frozenset())
    assert [token.refers.id for token in words.tokens if token.kind == "P"] == ["country/CAN", "country/JPN"]
    assert [(token.start, token.refers.country) for token in words.tokens if token.kind == "L"] == [(51, "country/AUT")]


def test_an_acronym_that_is_spelled_like_a_country_is_read_in_capitals_only() -> None:
    tokens = words_of("GUAM met in Guam.", 0, frozenset()).tokens
    assert [token.refers.id for token in tokens if token.kind == "P"] == ["bloc/GUAM", "country/GUM"]
