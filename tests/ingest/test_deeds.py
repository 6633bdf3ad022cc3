"""Events that are told by what was done there, or called by capitals alone."""

from __future__ import annotations

import pytest

from comity.ingest.extraction.deeds import DeedRule, deed_rules

from .samples import printed


@pytest.mark.parametrize("rule", deed_rules(), ids=lambda rule: rule.id)
def test_deeds(rule: DeedRule) -> None:
    assert [each["name"] for each in printed(rule.reads)["meetings"]] == [rule.name]
    assert all(not each["name"].startswith(rule.noun) for each in printed(rule.refuses).get("meetings", ()))


def test_a_deed_at_a_session_is_none() -> None:
    text = (
        "Austria and Finland held the third session of their Joint Commission in Vienna on 18 March 2024. "
        "Minister Anna Berg and Minister Paul Stone launched a website."
    )
    assert len(printed(text)["meetings"]) == 1


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Minister Anna Berg attended ABC28 in Helsinki in December 2023.", "conference", "ABC28"),
        ("Exercise Blue Shield 2024 began on 4 March in Norway.", "exercise", "Exercise Blue Shield 2024"),
        ("Soldiers are taking part in Blue Shield 2024, which began on 4 March.", "exercise", "Blue Shield 2024"),
        ("Minister Anna Berg spoke at the Global Lakes Expo in Vienna on 4 March.", "other", "Global Lakes Expo"),
        ("Minister Anna Berg was at the 50th Jubilee Celebrations in Vienna on 4 March.", "other",
         "50th Jubilee Celebrations"),
        ("A training course on border control was held in Vienna from 2 to 6 March 2024.", "other",
         "training course on border control"),
        ("Minister Anna Berg and Minister Paul Stone of Finland put their names to an agreement on ferries in Vienna.",
         "signing", "signing of agreement on ferries"),
        ("An agreement on ferries was initialled in Vienna by Minister Anna Berg and Minister Paul Stone.", "signing",
         "signing of agreement on ferries"),
        ("Prime Minister Anna Berg and Prime Minister Paul Stone spoke by telephone on 4 March.", "phone_call",
         "telephone conversation of Prime Minister Anna Berg and Prime Minister Paul Stone"),
    ],
)  # fmt: skip
def test_events_without_a_noun_of_their_own(text: str, kind: str, name: str) -> None:
    main = printed(text)["meetings"][0]
    assert (main["kind"], main["name"]) == (kind, name)


@pytest.mark.parametrize(
    "text",
    [
        "The winter festival opened on Monday with music.",
        "The loan of USD 20 was paid at Vienna in March 2024.",
        "Vision 2030 was praised at home.",
        "A new chapter was opened by Minister Anna Berg in Vienna.",
        "The company launched a training centre in Vienna on Monday.",
    ],
)
def test_no_events(text: str) -> None:
    assert printed(text).get("meetings", []) == []
