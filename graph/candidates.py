"""Which entities of a ledger may be one: portraits of them from the facts that win, less what was decided already.

Nothing of this is kept: it is worked out anew from facts and judgements, so the order of documents does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from . import tables
from .identity import KINDS, PARTY_FOLDERS
from .likeness import Likeness, Portrait, likenesses
from .model import WINNING, Fact, Link, Literal
from .ontology import ontology
from .records import fact_from, fact_query
from .resolve import decided_apart

# What a portrait takes from facts about its entity, and, of relations that lead to it, from their subjects.
OWN: Mapping[str, str] = {
    "type": "types",
    "name": "names",
    "acronym": "acronyms",
    "session_number": "ordinals",
    "start_date": "starts",
    "period": "periods",
    "between": "parties",
    "post_of": "parties",
    "part_of": "parties",
    "post_in": "institutions",
    "session_of": "mechanisms",
    "located_in": "countries",
    "has_kind": "kinds",
    "has_status": "statuses",
    "holds": "posts",
}
LED_TO: Mapping[str, str] = {"took_part_in": "parties", "participant_in": "parties"}


@dataclass
class _Draft:
    """What is gathered of one entity, by field."""

    told: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def kind(self) -> str:
        lineage = ontology().lineage(sorted(self.told["types"]))
        return next((kind for kind in KINDS if kind in lineage), "")

    def portrait(self, id: str, parties: Iterable[str]) -> Portrait:
        told = self.told
        return Portrait(
            id=id,
            kind=self.kind,
            names=tuple(sorted(told["names"])),
            acronyms=frozenset(told["acronyms"]),
            parties=frozenset(each for each in parties if each.startswith(PARTY_FOLDERS)),
            mechanisms=frozenset(told["mechanisms"]),
            institutions=frozenset(told["institutions"]),
            countries=frozenset(told["countries"]),
            ordinals=frozenset(told["ordinals"]),
            kinds=frozenset(told["kinds"]),
            statuses=frozenset(each.rpartition("/")[2] for each in told["statuses"]),
            start=min(told["starts"], default=""),
            period=min(told["periods"], default=""),
        )


def candidates(connection: Connection) -> list[Likeness]:
    """The pairs of entities that may be one and of which nobody has decided yet."""
    apart = decided_apart(connection)
    return [each for each in likenesses(portraits(connection)) if frozenset((each.one, each.other)) not in apart]


def portraits(connection: Connection) -> list[Portrait]:
    """What the winning facts tell of each entity that sources alone tell of."""
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for fact in _facts(connection):
        _gather(drafts, fact)
    return [draft.portrait(id, _parties(draft, drafts)) for id, draft in drafts.items() if draft.kind]


def _parties(draft: _Draft, drafts: Mapping[str, _Draft]) -> set[str]:
    """The parties told of an entity itself, and of the posts that a person holds."""
    return draft.told["parties"].union(*(drafts[post].told["parties"] for post in draft.told["posts"] & drafts.keys()))


def _facts(connection: Connection) -> Iterator[Fact]:
    fact, name = tables.fact.c, tables.term.alias("named")
    wanted = (*OWN, *LED_TO, *_roles())
    query = (
        fact_query()
        .join(name, name.c.id == fact.property)
        .where(name.c.text.in_(wanted), fact.gone.is_(False), fact.rank.in_(WINNING))
    )
    return (fact_from(row) for row in connection.execute(query))


def _roles() -> list[str]:
    """The properties by which a person takes part in a meeting."""
    return [name for name, declared in ontology().properties.items() if "participated_in" in declared.parents]


def _gather(drafts: Mapping[str, _Draft], fact: Fact) -> None:
    if name := OWN.get(fact.property):
        drafts[fact.subject].told[name].add(fact.value.text if isinstance(fact.value, Literal) else fact.value.id)
    elif isinstance(fact.value, Link) and (name := LED_TO.get(fact.property)):
        drafts[fact.value.id].told[name].add(fact.subject)
    for name, value in fact.qualifiers:
        if name == "on_behalf_of" and isinstance(value, Link):
            drafts[fact.subject].told["parties"].add(value.id)
