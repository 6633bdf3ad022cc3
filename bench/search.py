"""Searches among a hundred thousand invented names: whole, with accents left out, with a slip, and by a beginning.

    .venv/bin/python bench/search.py [--entities 100000] [--searches 400]

CPU milliseconds of one search in the process that answers, since the clock says little on a busy machine.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from measured import p50, p95

from comity.graph.catalogue import Catalogue, Listed
from comity.graph.ledger import Ledger
from comity.graph.names import fold

SYLLABLES = "ka ri ō mé lan do vić sø tan ul rez min ho gar é thu bel ña dor ski wa zé pol in am ber ost ley".split()
KINDS = (("Person", 6), ("Meeting", 3), ("Agreement", 1))
COMMON = ("first", "second", "session", "of", "the", "joint", "commission", "on", "trade", "minister", "agreement")


def main() -> None:
    """Make the names, search, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=400)
    asked = parser.parse_args()
    chance = random.Random(1)
    with TemporaryDirectory() as folder, closing(Ledger(Path(folder, "ledger.sqlite"))) as ledger:
        catalogue = Catalogue(ledger)
        made = {each.id: each for each in (_made(number, chance) for number in range(asked.entities))}
        catalogue.replace(made, made)
        labels = [each.label for each in catalogue.listed.values()]
        for name, change in CHANGES.items():
            times: list[float] = []
            found = 0
            for _ in range(asked.searches):
                label = chance.choice(labels)
                text = change(label, chance)
                began = time.process_time()
                hits = catalogue.search(text, limit=10)
                times.append((time.process_time() - began) * 1000)
                found += label in [hit.listed.label for hit in hits]
            first = f"{found} of {asked.searches} among the first 10"
            print(f"{name}: p50 {p50(times):.1f} ms, p95 {p95(times):.1f} ms; {first}")


def _made(number: int, chance: random.Random) -> Listed:
    kind = chance.choices([each for each, _ in KINDS], [weight for _, weight in KINDS])[0]
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).title() for _ in range(chance.randint(2, 3))]
    if kind != "Person":
        words += chance.sample(COMMON, k=5)
    label = " ".join(words)
    return Listed(f"{kind.lower()}/{number}", label, ("Entity", kind), (), "", (fold(label),))


def _plain(label: str, _: random.Random) -> str:
    return normalize("NFD", label).encode("ascii", "ignore").decode()


def _slipped(label: str, chance: random.Random) -> str:
    at = chance.randrange(1, min(len(label), 8))
    return label[:at] + chance.choice("aeiou") + label[at + 1 :]


def _beginning(label: str, _: random.Random) -> str:
    return label.split()[0][:3]


CHANGES: Mapping[str, Callable[[str, random.Random], str]] = {
    "whole": lambda label, _: label,
    "without accents": _plain,
    "with a slip": _slipped,
    "three letters of the beginning": _beginning,
    "a common word": lambda _, chance: chance.choice(COMMON),
}


if __name__ == "__main__":
    main()
