"""Entities and the relations between them as GraphML, which Gephi, yEd, igraph and networkx read.

http://graphml.graphdrawing.org/specification.html · Nodes are entities with their literal values (several joined by
semicolons), edges are facts: id, property, rank, days, qualifiers. Quotes and literal values that lost are left to the
other formats. All nodes come before the edges, as some programs want it; so the ledger is gone through twice.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any, cast
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from ..model import INTERVAL_FIELDS, Changes, Datatype, Fact, Link
from ..ontology import ontology
from ..stores.neo4j_drawing import day_names, draw_entity

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NUMBERS = {"confidence": "double", "sources": "int", "inferred": "boolean"}
SEVERAL = "; "
# XML 1.0 has no way to write these (https://www.w3.org/TR/xml/#charsets); they become the replacement character.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COUNTED = ("rank", "confidence", "sources", "inferred")
_NODE_FIRST, _EDGE_FIRST = ("label", "classes"), ("property", *INTERVAL_FIELDS, *_COUNTED)


def write_graphml(changes: Callable[[], Iterable[Changes]], output: IO[bytes]) -> None:
    """Write a graph; `changes` gives all that is held, the same each time. One batch is in memory at a time."""
    text = io.TextIOWrapper(output, encoding="utf-8", newline="\n", write_through=True)
    xml = XMLGenerator(text, encoding="utf-8", short_empty_elements=True)
    nodes, edges = _node_names(), _edge_names()
    xml.startDocument()
    xml.startElement("graphml", AttributesImpl({"xmlns": NAMESPACE}))
    _declare(xml, "node", nodes)
    _declare(xml, "edge", edges)
    xml.startElement("graph", AttributesImpl({"id": "comity", "edgedefault": "directed"}))
    for entity in (entity for batch in changes() for entity in batch.entities):
        data = {**draw_entity(entity, ontology()).properties, "classes": entity.classes}
        _element(xml, "node", {"id": entity.id}, _data("node", nodes, data))
    for fact in (fact for batch in changes() for fact in batch.facts):
        if isinstance(fact.value, Link):
            ends = {"id": fact.id, "source": fact.subject, "target": fact.value.id}
            _element(xml, "edge", ends, _data("edge", edges, _edge_data(fact)))
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()
    text.detach()  # what it was written to goes on


def _declare(xml: XMLGenerator, kind: str, names: Iterable[str]) -> None:
    """Say which data a node or an edge may have."""
    for name in names:
        said = {"id": f"{kind}.{name}", "for": kind, "attr.name": name, "attr.type": NUMBERS.get(name, "string")}
        _element(xml, "key", said, {})


def _node_names() -> list[str]:
    """The names that a node's data may have: those of all properties whose values are literals, and of their days."""
    literal = sorted((each for each in ontology().properties.values() if not each.is_link), key=lambda each: each.name)
    days = [name for each in literal if each.datatype is Datatype.DATE for name in day_names(each.name)]
    return list(dict.fromkeys([*_NODE_FIRST, *(each.name for each in literal), *days]))


def _edge_names() -> list[str]:
    qualifiers = sorted({name for each in ontology().properties.values() for name in each.qualifiers})
    return list(dict.fromkeys([*_EDGE_FIRST, *qualifiers]))


def _data(kind: str, names: Iterable[str], values: Mapping[str, Any]) -> dict[str, str]:
    """What is written of a node or an edge: key and text."""
    return {f"{kind}.{name}": _text(values[name]) for name in names if name in values}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return SEVERAL.join(map(str, cast("Iterable[Any]", value))) if isinstance(value, list | tuple) else str(value)


def _edge_data(fact: Fact) -> Mapping[str, Any]:
    qualifiers: dict[str, list[str]] = {}
    for name, value in fact.qualifiers:
        qualifiers.setdefault(name, []).append(value.id if isinstance(value, Link) else value.text)
    days = {name: day for name in INTERVAL_FIELDS if (day := getattr(fact.interval, name))}
    counted = {name: getattr(fact, name) for name in _COUNTED}
    return {**qualifiers, **days, **counted, "property": fact.property}


def _element(xml: XMLGenerator, name: str, attributes: Mapping[str, str], data: Mapping[str, str]) -> None:
    xml.startElement(name, AttributesImpl({key: _writable(value) for key, value in attributes.items()}))
    for key, value in data.items():
        xml.startElement("data", AttributesImpl({"key": key}))
        xml.characters(_writable(value))
        xml.endElement("data")
    xml.endElement(name)
    xml.characters("\n")


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
