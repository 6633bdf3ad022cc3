"""Views over several entities: a pair, events in time, a part of the graph, a way through it, and what is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ...graph import browse, walk
from ...graph.changes import changes_since
from ...graph.dates import extent
from ...graph.errors import NotFound, StoreUnavailable, UsageError
from ...graph.lookup import resolve_id
from ...graph.model import Changes
from ...graph.pairs import OPEN
from .. import models, views
from ..dependencies import KNOWN_ERRORS, Cursor, KnownOf, PageSize, PresentOnly, ServiceOf
from ..errors import responses
from ..known import Known
from ..pages import cursor_of, offset_of

router = APIRouter(tags=["graph"])
Segment: TypeAlias = Annotated[str, Path(description="An id, or its last part.", examples=["PAK"], max_length=300)]
An: TypeAlias = Annotated[str, Query(description="An id, or its last part.", examples=["PAK"], max_length=500)]
Maybe: TypeAlias = Annotated[str, Query(description="An id, or its last part; without it, all.", max_length=500)]
Day: TypeAlias = Annotated[str, Query(description="A date, EDTF.", examples=["2024-05"], max_length=40)]
EVENTS = ("Event", "Agreement")
_MOST_SHARED = 500
GRAPHML = {200: {"content": {"application/graphml+xml": {"schema": {"type": "string"}}}}}


@router.get(
    "/between/{one}/{other}",
    summary="What there is between two entities",
    responses=responses(NotFound, *KNOWN_ERRORS),
)
def between(one: Segment, other: Segment, known: KnownOf) -> models.PairOf:
    """When they last met, what is planned, what they share, and their direct relations; each with its facts."""
    return _pair(known, one, other)


@router.get(
    "/between/{one_kind}/{one}/{other_kind}/{other}",
    summary="What there is between two entities, by full ids",
    responses=responses(NotFound, *KNOWN_ERRORS),
)
def between_full(one_kind: Segment, one: Segment, other_kind: Segment, other: Segment, known: KnownOf) -> models.PairOf:
    """As above, with ids of two parts: /between/country/PAK/country/AZE."""
    return _pair(known, f"{one_kind}/{one}", f"{other_kind}/{other}")


def _pair(known: Known, one: str, other: str) -> models.PairOf:
    known.ready_catalogue()  # what is held and what is planned it knows
    first, second = resolve_id(known.ledger, one), resolve_id(known.ledger, other)
    if first == second:
        raise UsageError(f"{one} and {other} are the same: name two.")
    with known.ledger.reading() as connection:
        pair = walk.between(connection, first, second)
    shared = [
        models.SharedOf(entity=_listed(known, id), facts=[views.fact_of(each, known.catalogue) for each in facts])
        for id, facts in pair.shared.items()
    ]
    shared.sort(key=lambda each: (each.entity.date, each.entity.id), reverse=True)
    meetings = [each for each in shared if "Meeting" in each.entity.classes]
    return models.PairOf(
        one=_listed(known, first),
        other=_listed(known, second),
        direct=[views.fact_of(each, known.catalogue) for each in pair.direct],
        last_met=next((each for each in meetings if "held" in each.entity.states), None),
        next_meeting=next((each for each in reversed(meetings) if "planned" in each.entity.states), None),
        open=[each for each in shared if _is_open(each.entity)],
        shared=shared[:_MOST_SHARED],
        truncated=len(shared) > _MOST_SHARED,
        coverage=views.coverage_of(known.coverage()),
    )


def _is_open(entity: models.ListedEntity) -> bool:
    return "Agreement" in entity.classes and not OPEN.isdisjoint(entity.states)


@router.get("/start", summary="Where to begin", dependencies=[PresentOnly], responses=responses(StoreUnavailable))
def start(service: ServiceOf) -> models.StartOf:
    """The pair with most ahead of it among those that have met; else the entity of which most is known."""
    chosen = [_listed(service.present, each) for each in service.opening()]
    return models.StartOf(one=chosen[0] if chosen else None, other=chosen[1] if len(chosen) > 1 else None)


@router.get("/timeline", summary="Events in time", responses=responses(NotFound, *KNOWN_ERRORS))
def timeline(
    known: KnownOf, entity: Maybe = "", since: Day = "", until: Day = "", limit: PageSize = 50, cursor: Cursor = ""
) -> models.EventList:
    """Meetings, acts and agreements that have to do with an entity, the latest first; those without a date last."""
    catalogue, offset = known.ready_catalogue(), offset_of(cursor)
    first = extent(since).first if since else None
    last = extent(until).last if until else None
    ids: Iterable[str] = _related(known, resolve_id(known.ledger, entity)) if entity else catalogue.listed
    found = [each for id in ids if (each := catalogue.listed.get(id)) and not {*EVENTS}.isdisjoint(each.classes)]
    dated = [each for each in found if catalogue.lies_within(each, first, last)]
    dated.sort(key=lambda each: (each.date, each.id), reverse=True)
    page = dated[offset : offset + limit]
    following = cursor_of(str(offset + limit)) if len(dated) > offset + limit else None
    return models.EventList(events=[views.listed_entity(each) for each in page], next=following)


@router.get(
    "/graph",
    summary="A part of the graph",
    response_model=models.GraphOf,
    responses=GRAPHML | responses(NotFound, *KNOWN_ERRORS),
)
def part_of_graph(
    known: KnownOf,
    around: An,
    depth: Annotated[int, Query(description="How many steps.", ge=1, le=3)] = 1,
    limit: Annotated[int, Query(description="At most so many nodes.", ge=1, le=1000)] = 100,
    form: Annotated[models.GraphForm, Query(alias="format", description="JSON or GraphML.")] = models.GraphForm.JSON,
) -> models.GraphOf | Response:
    """What lies around an entity, the nearest first; `truncated` says that a bound left something out."""
    entity = resolve_id(known.ledger, around)
    with known.ledger.reading() as connection:
        part = walk.around(connection, entity, depth, limit)
    graph = models.GraphOf(
        nodes=[_listed(known, each) for each in part.nodes],
        edges=[views.edge_of(each) for each in part.facts],
        truncated=part.truncated,
    )
    return Response(_graphml(graph), media_type="application/graphml+xml") if form == "graphml" else graph


@router.get("/path", summary="The shortest way between two entities", responses=responses(NotFound, *KNOWN_ERRORS))
def path(
    known: KnownOf,
    start: Annotated[str, Query(alias="from", description="An id.", examples=["PAK"], max_length=500)],
    end: Annotated[str, Query(alias="to", description="An id.", examples=["AZE"], max_length=500)],
    avoid: Annotated[list[str], Query(description="Ids through which no way may lead.", max_length=50)] = [],  # noqa: B006
    hubs: Annotated[int, Query(description="Nor through what has more relations.", ge=1, le=5000)] = 200,
) -> models.PathList:
    """One shortest way, at most six steps; `length` is null where there is none within the bounds."""
    first, last = resolve_id(known.ledger, start), resolve_id(known.ledger, end)
    avoided = frozenset(resolve_id(known.ledger, each) for each in avoid)
    with known.ledger.reading() as connection:
        way = walk.shortest_way(connection, first, last, avoided, hubs) if first != last else walk.Part((first,), ())
    if way is None or not way.nodes:
        return models.PathList(nodes=[], edges=[], truncated=way is not None)
    nodes, edges = [_listed(known, each) for each in way.nodes], [views.edge_of(each) for each in way.facts]
    return models.PathList(nodes=nodes, edges=edges, length=len(edges), truncated=False)


@router.get("/changes", summary="What is new", dependencies=[PresentOnly], responses=responses())
def changes(
    service: ServiceOf,
    since: Annotated[int, Query(description="A `watermark` of an earlier answer; 0 for all.", ge=0, le=2**53)] = 0,
    limit: PageSize = 200,
) -> models.ChangesOf:
    """Entities and facts that changed or ceased after a number of the ledger's counter, in their order."""
    batch = next(changes_since(service.ledger, since, limit), None)
    if batch is None:
        batch = Changes(watermark=since)
    return models.ChangesOf(
        since=since,
        watermark=batch.watermark,
        entities=[views.bare_entity(each) for each in batch.entities],
        facts=[views.fact_of(each, service.catalogue) for each in batch.facts],
        gone_entities=list(batch.gone_entities),
        gone_facts=list(batch.gone_facts),
        more=batch.watermark < service.number,
    )


def _related(known: Known, entity: str) -> set[str]:
    with known.ledger.reading() as connection:
        facts = [*browse.facts_about(connection, entity), *browse.facts_naming(connection, entity)]
    return {end for fact in facts if fact.rank.wins for end in browse.ends_of(fact)}


def _listed(known: Known, id: str) -> models.ListedEntity:
    """An entity as lists show it; while the names are being read, by its id alone."""
    if listed := known.catalogue.listed.get(id):
        return views.listed_entity(listed)
    return models.ListedEntity(id=id, label=known.catalogue.label(id), classes=[], states=[], date="")


def _graphml(graph: models.GraphOf) -> str:
    """http://graphml.graphdrawing.org/specification.html"""
    keys = [("label", "node"), ("classes", "node"), ("date", "node"), ("property", "edge"), ("fact", "edge")]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    lines += [f'<key id="{name}" for="{kind}" attr.name="{name}" attr.type="string"/>' for name, kind in keys]
    lines.append('<graph edgedefault="directed">')
    for node in graph.nodes:
        values = {"label": node.label, "classes": " ".join(node.classes), "date": node.date}
        lines.append(f"<node id={quoteattr(node.id)}>{_data(values)}</node>")
    for edge in graph.edges:
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        lines.append(f"<edge {ends}>{_data({'property': edge.property, 'fact': edge.fact})}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _data(values: dict[str, str]) -> str:
    return "".join(f'<data key="{name}">{escape(_printable(value))}</data>' for name, value in values.items())


def _printable(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))
