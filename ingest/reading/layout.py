"""Tables that only place the parts of a page, as pages were made before style sheets: they become plain divisions.

A table of data stays one: none of its cells holds running text.
"""

from __future__ import annotations

import re
from typing import Any

RUNNING_TEXT = 250  # characters in one cell: no figure, name or date takes so many
_SPACES = re.compile(r"[ \t\r\n]+")
_PARTS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def unfold_layout(tree: Any) -> None:
    """Make divisions of the layout tables in a page (lxml's tree), in place; tables of data within them stay."""
    if tree is None:  # no page at all
        return
    layout = {table for table in tree.iter("table") if _is_layout(table)}
    for part in [part for part in tree.iter(*_PARTS) if _table_of(part) in layout]:
        part.tag = "div"
    if layout:
        _join_lines(tree)


def _join_lines(tree: Any) -> None:
    """Let a new line in the source be a space, as a browser has it; in divisions it would be taken for a break."""
    for node in tree.iter():
        node.text = _SPACES.sub(" ", node.text) if node.text else node.text
        node.tail = _SPACES.sub(" ", node.tail) if node.tail else node.tail


def _is_layout(table: Any) -> bool:
    """Does it hold other tables, or running text in a cell?"""
    if next(table.iterdescendants("table"), None) is not None:
        return True
    return any(len(" ".join(cell.itertext())) >= RUNNING_TEXT for cell in table.iter("td"))


def _table_of(part: Any) -> Any:
    return part if part.tag == "table" else next(part.iterancestors("table"), None)
