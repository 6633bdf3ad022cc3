"""A part of the graph as one page that stands alone: drawn by pyvis, a table beside it that says the same.

pyvis's own template fetches style sheets from another host and takes its heading for HTML; so the page has a template
of its own (`templates/graph.html`), in which everything is in line and every text is escaped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from ..graph.browse import ends_of, statements_for
from ..graph.catalogue import Catalogue
from ..graph.model import Fact, Link
from ..graph.ontology import ontology
from ..graph.walk import Part

TEMPLATES = Path(__file__).resolve().parent / "templates"
OTHER = "other"
COLOURS: Mapping[str, str] = {  # by class, the first that fits; web/src/styles/ground.css has the same
    "Country": "#2563a8",
    "Bloc": "#c2513a",
    "Person": "#5f8a2c",
    "Mission": "#7d57a0",
    "Agreement": "#a97a1c",
    "Meeting": "#2b8a8a",
    OTHER: "#6b7683",
}
LONGEST_LABEL = 48  # characters, of a name in the drawing; the table has it whole
OPTIONS: Mapping[str, Any] = {  # https://visjs.github.io/vis-network/docs/network/
    "nodes": {
        "shape": "dot",
        "font": {"color": "#1d2733", "size": 12, "face": "system-ui, sans-serif", "strokeWidth": 3},
        "widthConstraint": {"maximum": 110},
        "scaling": {"min": 7, "max": 22, "label": {"enabled": True, "min": 12, "max": 16, "drawThreshold": 4}},
    },
    "edges": {"color": "#c3cbd4", "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}}, "smooth": False},
    "physics": {
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -70, "springLength": 70, "avoidOverlap": 0.6},
        "stabilization": {"iterations": 400},
    },
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "navigationButtons": True},
    "layout": {"randomSeed": 1},
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A line of the table: names, days as EDTF, and a passage with the document that it is in."""

    subject: str
    relation: str
    object: str
    when: str
    passage: str
    source: str


def draw(connection: Connection, catalogue: Catalogue, part: Part, heading: str, most: int) -> str:
    """The page of a part of the graph, of which at most so many things were asked for."""
    from pyvis.network import Network  # pyright: ignore[reportMissingTypeStubs] imports IPython, for which no other command should wait

    network: Any = Network(directed=True, heading=heading, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    degrees = Counter(end for fact in part.facts for end in ends_of(fact))
    for id in part.nodes:
        label, kind = catalogue.label(id), _kind(catalogue, id)
        shown = {"label": _short(label), "title": f"{label} ({kind})", "color": COLOURS[kind], "value": degrees[id]}
        network.add_node(id, **shown)
    for fact in part.facts:
        if isinstance(fact.value, Link):
            network.add_edge(fact.subject, fact.value.id, title=_label(fact))
    kinds = {_kind(catalogue, id) for id in part.nodes}
    network.templateEnv = _environment(
        relations=list(_relations(connection, catalogue, part)),
        legend=[(kind, colour) for kind, colour in COLOURS.items() if kind in kinds],
        truncated=part.truncated,
        most=most,
    )
    network.path = "graph.html"
    return str(network.generate_html())


def _environment(**shown: Any) -> Any:
    """Our template, and beside it what pyvis brings to be put in line; all that is not marked safe is escaped."""
    import pyvis  # pyright: ignore[reportMissingTypeStubs]
    from jinja2 import Environment, FileSystemLoader

    theirs = Path(str(pyvis.__file__)).parent / "templates"
    environment = Environment(loader=FileSystemLoader([TEMPLATES, theirs, theirs.parent]), autoescape=True)
    environment.globals.update(shown)
    return environment


def _relations(connection: Connection, catalogue: Catalogue, part: Part) -> Iterator[Relation]:
    for fact in sorted(part.facts, key=lambda each: (each.subject, each.property, each.id)):
        said = statements_for(connection, fact.id)
        first = min(said, key=lambda each: (len(each.passage), each.id), default=None)
        yield Relation(
            catalogue.label(fact.subject),
            _label(fact),
            catalogue.label(fact.value.id) if isinstance(fact.value, Link) else "",
            _when(catalogue, fact),
            first.passage if first else "",
            catalogue.label(first.statement.reference.document) if first else "",
        )


def _when(catalogue: Catalogue, fact: Fact) -> str:
    """The days of the relation, else the day of the event that it is about."""
    days = [day.isoformat() if day else ".." for day in (fact.interval.from_first, fact.interval.to_last)]
    if days != ["..", ".."]:
        return "/".join(days)
    ends = [fact.subject, *([fact.value.id] if isinstance(fact.value, Link) else [])]
    return next((listed.date for end in ends if (listed := catalogue.listed.get(end)) and listed.date), "")


def _label(fact: Fact) -> str:
    return ontology().property(fact.property).label


def _kind(catalogue: Catalogue, id: str) -> str:
    listed = catalogue.listed.get(id)
    return next((kind for kind in COLOURS if listed and kind in listed.classes), OTHER)


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
