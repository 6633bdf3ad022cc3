"""Names are found among many that share their common words; a slip is looked for only where a word is not known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from comity.graph.catalogue import Catalogue, Listed
from comity.graph.ledger import Ledger

COUNT = 2500  # more than may share a word that still tells something
RARE = "meeting/rare"


def listed(id: str, label: str) -> Listed:
    return Listed(id, label, ("Entity", "Meeting"), (), "", (label.lower(),))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    ledger = Ledger(tmp_path_factory.mktemp("catalogue") / "ledger.sqlite")
    found = Catalogue(ledger)
    many = [listed(f"meeting/{number}", f"Joint Commission session number{number}") for number in range(COUNT)]
    entities = {each.id: each for each in (*many, listed(RARE, "Joint Commission of Ruritania and Sylvania"))}
    found.replace(entities, entities)
    yield found
    ledger.close()


@pytest.mark.parametrize(
    "text", ["joint commission ruritania", "ruritania", "Joint Commission of Rurittania", "ruri sylv"]
)
def test_a_name_is_found_by_its_rare_words(catalogue: Catalogue, text: str) -> None:
    assert catalogue.search(text, limit=1)[0].listed.id == RARE


def test_common_words_alone_find_those_that_bear_them(catalogue: Catalogue) -> None:
    hits = catalogue.search("joint commission", limit=5)
    assert len(hits) == 5
    assert all("joint commission" in hit.listed.names[0] for hit in hits)


def test_a_whole_name_comes_first(catalogue: Catalogue) -> None:
    first = catalogue.search("joint commission session number77", limit=3)[0]
    assert (first.listed.id, first.score) == ("meeting/77", 1.0)


def test_what_is_replaced_by_nothing_is_not_found(catalogue: Catalogue) -> None:
    catalogue.replace(["meeting/3"], {})
    assert "meeting/3" not in [hit.listed.id for hit in catalogue.search("number3", limit=50)]
