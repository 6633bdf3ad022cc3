"""Two persons whose names stand behind the post that both have, or behind two posts of one side."""

from __future__ import annotations

import pytest

from .samples import printed


def posts(text: str) -> set[tuple[str, str, str | None]]:
    return {(each["person"], each["post"], each.get("of")) for each in printed(text)["posts"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Foreign Ministers of Austria and Finland, Anna Berg and Paul Stone, signed a protocol in Vienna.",
            {("Anna Berg", "Foreign Minister", "AUT"), ("Paul Stone", "Foreign Minister", "FIN")},
        ),
        (
            "Talks between the Western directors of the Austrian and Finnish Ministries, Anna Berg and Paul Stone.",
            {("Anna Berg", "Western director", "AUT"), ("Paul Stone", "Western director", "FIN")},
        ),
        (
            "The Directors General of Consular Affairs and Migration of Austria and Finland, Anna Berg and Paul Stone.",
            {
                ("Anna Berg", "Director General of Consular Affairs and Migration", "AUT"),
                ("Paul Stone", "Director General of Consular Affairs and Migration", "FIN"),
            },
        ),
        (
            "It was led by both Ministers of Trade; Dr Anna Berg and Paul Stone, respectively of Austria and Finland.",
            {("Anna Berg", "Minister of Trade", "AUT"), ("Paul Stone", "Minister of Trade", "FIN")},
        ),
        (
            "She has meetings with the President and Prime Minister of Austria, Anna Berg and Paul Stone.",
            {("Anna Berg", "President", "AUT"), ("Paul Stone", "Prime Minister", "AUT")},
        ),
        (
            "The Foreign and Defence Ministers of Austria, Anna Berg and Paul Stone, came to Vienna.",
            {("Anna Berg", "Foreign Minister", "AUT"), ("Paul Stone", "Defence Minister", "AUT")},
        ),
        (
            "The Austrian and Finnish foreign ministers, Anna Berg and Paul Stone, met in Vienna.",
            {("Anna Berg", "foreign minister", "AUT"), ("Paul Stone", "foreign minister", "FIN")},
        ),
        (
            "The two governments' defence ministers, Anna Berg and Paul Stone, signed a letter of intent.",
            {("Anna Berg", "defence minister", None), ("Paul Stone", "defence minister", None)},
        ),
        (
            "The Foreign Ministers, Ambassador Anna Berg and Ambassador Paul Stone, signed a letter of intent.",
            {("Anna Berg", "Foreign Minister", None), ("Paul Stone", "Foreign Minister", None)},
        ),
        (
            "The arts ministers, Anna Berg of Austria and Paul Stone of Finland, reported on their work.",
            {("Anna Berg", "arts minister", "AUT"), ("Paul Stone", "arts minister", "FIN")},
        ),
    ],
)
def test_each_has_the_post_of_its_place(text: str, expected: set[tuple[str, str, str | None]]) -> None:
    assert expected <= posts(text)


def test_two_posts_of_one_person_are_no_pair() -> None:
    text = "Foreign Minister and Deputy Prime Minister of Austria Anna Berg met Prime Minister of Finland Paul Stone."
    assert {person for person, post, _ in posts(text) if "Deputy" in post} == {"Anna Berg"}
