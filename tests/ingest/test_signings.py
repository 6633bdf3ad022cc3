"""Who signed at the session itself, and who at a ceremony of its own."""

from __future__ import annotations

from typing import Any

import pytest

from .samples import printed

SESSION = "The sixth session of the Austria-Finland Joint Commission was held in Vienna on 4 March 2024. "
TRADE = (
    "An agreement on trade was signed by Trade Minister of Austria Eva Lang and Trade Minister of Finland Otto Salo. "
)
BOOKS = (
    "An agreement on books was signed by Arts Minister of Austria Kurt Graf and Arts Minister of Finland Pia Laine. "
)


def signed(text: str) -> dict[str, list[str]]:
    """The names of those who signed at each event, by its kind."""

    def names(event: dict[str, Any]) -> list[str]:
        return [each["name"] for each in event.get("people", []) if each["role"] == "signatory"]

    return {event["kind"]: names(event) for event in printed(text)["meetings"]}


def test_several_instruments_are_signed_at_the_session() -> None:
    assert signed(SESSION + TRADE + BOOKS) == {"session": ["Eva Lang", "Otto Salo", "Kurt Graf", "Pia Laine"]}


def test_what_is_signed_on_another_day_has_a_ceremony() -> None:
    later = (
        "Trade Minister of Austria Eva Lang and Trade Minister of Finland Otto Salo signed an agreement on trade in "
    )
    assert signed(f"{SESSION}{later}Helsinki on 9 March 2024.") == {"session": [], "signing": ["Eva Lang", "Otto Salo"]}


def test_the_protocol_of_a_session_is_signed_there() -> None:
    protocol = (
        "Anna Berg, Minister of Trade of Austria, signed the Protocol of the sixth session of the Joint Commission."
    )
    assert signed(SESSION + protocol) == {"session": ["Anna Berg"]}


LANG, SALO = "Trade Minister Eva Lang of Austria", "Trade Minister Otto Salo of Finland"


@pytest.mark.parametrize(
    "told",
    [
        f"The Austria-Finland Trade Agreement was signed in Vienna on Monday by {LANG} and {SALO}.",
        f"The Presidents watched the signing of a Memorandum of Understanding on Trade by {LANG} and {SALO}.",
        f"Austria will use the Agreement on Trade that {LANG} and {SALO} signed on Friday.",
        f"An agreement was signed. {LANG} signed for Austria and {SALO} signed on behalf of Finland.",
    ],
)
def test_who_signed_in_whatever_order_it_is_told(told: str) -> None:
    assert signed(told) == {"signing": ["Eva Lang", "Otto Salo"]}
