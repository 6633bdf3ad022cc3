"""Pages of a PDF set in two columns: the left one is read before the right one, whichever way the file draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MIDDLE = (0.35, 0.65)  # of the page's width: where the right column begins
FEWEST_ROWS = 5
MOST_ROWS = 0.5  # of all: at least this part begins a piece there
STEP = 4  # points: nearer than that is the same place


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text as it is drawn, and where it begins, in points."""

    x: float
    y: float
    text: str


def page_text(page: Any) -> str:
    """The text of a page (pypdf's); in the file's order, unless rows go across two columns."""
    pieces: list[Piece] = []

    def note(text: str, matrix: Sequence[float], place: Sequence[float], *_font: object) -> None:
        if text.strip():
            x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
            y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
            pieces.append(Piece(x, y, text))

    text: str = page.extract_text(visitor_text=note)
    rows = _rows(pieces)
    gutter = _gutter(rows, float(page.mediabox.left), float(page.mediabox.width))
    return text if gutter is None else _in_columns(rows, gutter)


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each line, from the top of the page to its foot."""
    rows: dict[int, list[Piece]] = {}
    for piece in pieces:
        rows.setdefault(-round(piece.y / STEP), []).append(piece)
    return [rows[place] for place in sorted(rows)]


def _gutter(rows: Sequence[Sequence[Piece]], left: float, width: float) -> float | None:
    """Where the right column begins: in the middle of the page, a piece of most rows begins at the same place."""
    begins = Counter(
        place
        for row in rows
        for place in {round(piece.x / STEP) for piece in row if MIDDLE[0] * width < piece.x - left < MIDDLE[1] * width}
        if any(piece.x < left + MIDDLE[0] * width for piece in row)
    )
    if not begins:
        return None
    place, times = begins.most_common(1)[0]
    return (place - 1) * STEP if times >= max(FEWEST_ROWS, MOST_ROWS * len(rows)) else None


def _in_columns(rows: Sequence[Sequence[Piece]], gutter: float) -> str:
    """What stands above the columns, the left one, the right one."""
    first = next(number for number, row in enumerate(rows) if any(piece.x >= gutter for piece in row))
    left = [[piece for piece in row if piece.x < gutter] for row in rows[first:]]
    right = [[piece for piece in row if piece.x >= gutter] for row in rows[first:]]
    return "\n".join(_line(row) for row in [*rows[:first], *left, *right] if row)


def _line(row: Sequence[Piece]) -> str:
    return " ".join("".join(piece.text for piece in row).split())
