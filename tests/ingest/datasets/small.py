"""Small releases of our own making, in the form of the real ones."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from comity.graph.changes import changes_since
from comity.graph.ledger import Ledger
from comity.graph.model import Entity, Fact, Quote
from comity.graph.update import update
from comity.ingest.datasets.about import Bounds
from comity.ingest.datasets.loading import Loaded, load
from comity.ingest.datasets.release import DataSet

ANY = Bounds(0, None)
IGOS = """\
ioname,orgname,longorgname,ionum,igocode,sdate,deaddate
UN,United Nations,United Nations,4400,1,1945,
LAKE,Lake League,League of the Lake (LL),9001,,1950,
ISA,Sea Authority,Sea Authority (ISA),9002,,1994,
OLD,Old Union,Uni\x97n of the Old,9003,,1900,1930
"""
SPELLS = """\
ioname,ccode,stateabb,statenme,status,start_year,end_year,n_years
UN,770,PAK,Pakistan,full,1947,2014,68
LAKE,770,PAK,Pakistan,observer,1993,1996,4
LAKE,345,YUG,Yugoslavia,full,1990,2014,25
ISA,345,YUG,Yugoslavia,associate,2003,2003,1
LAKE,255,GMY,Germany,full,1990,2014,25
"""


def small(real: DataSet, files: Mapping[str, str], folder: Path) -> DataSet:
    """A data set with these files instead of its own, one of them packed; how many rows they have is not asserted."""
    for number, (name, text) in enumerate(files.items()):
        packed = number == 0
        content = gzip.compress(text.encode()) if packed else text.encode()
        (folder / f"{name}{'.gz' if packed else ''}").write_bytes(content)
    listed = [replace(each, rows=ANY, counts={}) for each in real.about.tables if each.file in files]
    return replace(real, folder=folder, about=replace(real.about, tables=listed))


def load_all(ledger: Ledger, wanted: DataSet, place: Path | None = None) -> Loaded:
    """Load and fuse."""
    done = load(ledger, wanted, place)
    update(ledger)
    return done


def held(ledger: Ledger) -> tuple[dict[str, Entity], dict[str, Fact], dict[str, Quote]]:
    """What a store would hold: entities, facts and quotes by id."""
    entities: dict[str, Entity] = {}
    facts: dict[str, Fact] = {}
    quotes: dict[str, Quote] = {}
    for changes in changes_since(ledger, 0):
        entities |= {each.id: each for each in changes.entities}
        facts |= {each.id: each for each in changes.facts}
        quotes |= {each.id: each for each in changes.quotes}
    return entities, facts, quotes
