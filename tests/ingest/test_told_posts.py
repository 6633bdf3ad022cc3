"""Posts of counterparts, posts told once for several, and whose a post is by the line or bracket in which it stands."""

from __future__ import annotations

import pytest

from .samples import printed

HEAD = "The second session of the Kenya-Norway Joint Commission was held in Nairobi on 4 March 2024.\n"
Post = tuple[str, str, str | None]


def posts(sentence: str) -> list[Post]:
    return [(each["person"], each["post"], each.get("of")) for each in printed(HEAD + sentence).get("posts", [])]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kenyan Prime Minister Paul Stone and his Norwegian counterpart Nils Holm spoke.",
            ("Nils Holm", "Prime Minister", "NOR"),
        ),
        (
            "Foreign Minister Paul Stone received Nils Holm and Anna Brook, his colleagues from Norway and Ghana.",
            ("Anna Brook", "Foreign Minister", "GHA"),
        ),
        (
            "The Presidents of Ecuador, Paul Stone, and of Peru, Nils Holm, met.",
            ("Nils Holm", "President", "PER"),
        ),
        (
            "Present were Anna Brook (Ghana), Nils Holm (Norway) and Ed Rink (Latvia), all foreign ministers.",
            ("Ed Rink", "foreign minister", "LVA"),
        ),
        (
            "Foreign Ministers Paul Stone (Kenya), Anna Brook (Ghana) and Jorge Rivera (Peru) flew in for it.",
            ("Jorge Rivera", "Foreign Minister", "PER"),
        ),
        ("Republic of Ghana – Anna Brook, Minister of Finance", ("Anna Brook", "Minister of Finance", "GHA")),
        ("Peru: Jorge Rivera, Minister of Finance", ("Jorge Rivera", "Minister of Finance", "PER")),
        ("The session was attended by President of the European Commission Eva Berg.", ("Eva Berg", "President", "EU")),
    ],
)
def test_posts_and_whose_they_are(sentence: str, expected: Post) -> None:
    assert expected in posts(sentence)


def test_a_counterpart_whose_own_post_is_told_has_no_other() -> None:
    found = posts("Prime Minister Paul Stone and his Norwegian counterpart, State Secretary Nils Holm, spoke.")
    assert [post for person, post, _ in found if person == "Nils Holm"] == ["State Secretary"]


def test_a_friend_has_no_post_of_somebody_else() -> None:
    found = posts("Prime Minister Paul Stone and his Norwegian friend Nils Holm spoke.")
    assert [post for person, post, _ in found if person == "Nils Holm"] == []


def test_a_report_s_own_country_is_the_one_that_posts_need_not_name() -> None:
    found = posts(
        "Norwegian Prime Minister Nils Holm met Foreign Minister Paul Stone. Norwegian Foreign Minister Ed Rink and "
        "Norway's Ambassador Eva Berg took part, as did Health Minister Anna Brook."
    )
    assert ("Anna Brook", "Health Minister", "KEN") in found
