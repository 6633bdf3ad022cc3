"""What feeds list, and which of it was read before, so that each item is fetched once."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ..graph.door import Refusal
from .reading import SourceReader
from .reading.feed import FeedTask
from .reading.files import Address
from .workers import Failed, Plan, run


def read_feeds(urls: Iterable[str], reader: SourceReader, plan: Plan) -> tuple[list[Address], list[Refusal]]:
    """The items of these feeds, each once, and the feeds that could not be read."""
    items: dict[str, Address] = {}
    refused: list[Refusal] = []
    feeds = [Address(url) for url in dict.fromkeys(urls)]
    with closing(run(FeedTask(reader), feeds, plan, is_heavy=lambda _: False)) as results:
        for feed, listed in results:
            if isinstance(listed, Failed):
                refused.append(Refusal(feed.url, listed.reason))
            else:
                items = {item.url: item for item in listed} | items
    return list(items.values()), refused


class SeenItems:
    """A file of addresses, one a line. It may be deleted: what is then fetched again is known by its text."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = set(path.read_text("utf-8").splitlines()) if path.exists() else set[str]()

    def new(self, items: Iterable[Address]) -> tuple[Address, ...]:
        """The items that were not seen."""
        return tuple(item for item in items if item.url not in self._seen)

    def add(self, items: Iterable[Address]) -> None:
        """Note that these need not be fetched again."""
        lines = [item.url for item in self.new(items)]
        with self._path.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
        self._seen.update(lines)
