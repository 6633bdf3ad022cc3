"""RSS and Atom feeds: the addresses of their items, with the day on which each says it was published."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, cast

from ...graph.errors import InputRefused
from ..workers import Failed
from .content import Content
from .files import Address
from .page_metadata import read_day
from .reader import SourceReader

MOST_ITEMS = 500  # of one feed; the newest stand first


@dataclass(frozen=True, slots=True)
class FeedTask:
    """What workers do with a feed's address: fetched behind the guard and within the limits of any report."""

    reader: SourceReader

    def __call__(self, address: Address) -> tuple[Address, ...] | Failed:
        """The reports that the feed lists, each once; or why it is no feed."""
        # Imported here: commands that read no address need no HTTP client.
        from .fetch import fetch

        try:
            return feed_items(fetch(address.url, self.reader.guard, self.reader.limits))
        except InputRefused as error:
            return Failed(str(error))


def feed_items(content: Content) -> tuple[Address, ...]:
    """The addresses in a feed, in its order. Raises InputRefused for what is no RSS or Atom feed."""
    # Imported here: most commands read no feed.
    import feedparser  # pyright: ignore[reportMissingTypeStubs]

    try:
        # A stream, since bytes would be tried as an address and as the path of a file first.
        found = cast("Any", feedparser).parse(
            io.BytesIO(content.data), response_headers={"content-location": content.url}
        )
    except Exception as error:  # a hostile feed can fail anywhere in the library
        raise InputRefused(f"{content.name} is no readable feed ({type(error).__name__}).") from error
    if not found.get("version"):
        raise InputRefused(f"{content.name} is no RSS or Atom feed; name a page without --feed.")
    items: dict[str, Address] = {}
    for entry in found.entries[:MOST_ITEMS]:
        link = str(entry.get("link", ""))
        if link.startswith(("http://", "https://")):
            items.setdefault(link, Address(link, _day(entry)))
    return tuple(items.values())


def _day(entry: Any) -> str:
    """When an item says that it was published; never when it was last changed."""
    return read_day(str(entry.get("published", "")))
