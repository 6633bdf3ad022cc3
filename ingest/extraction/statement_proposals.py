"""What a voter proposes, as statements: of its own method, and no surer than what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...graph.model import Link, Literal, Statement, Value
from ...graph.ontology import ontology
from .frames import Mention, Proposal, Said
from .saying import Saying


def proposed(saying: Saying, proposal: Proposal) -> Iterator[Statement]:
    """The proposed statement, and what its things are called. The door of the ledger judges domain and range."""
    said = proposal.said
    known = [*_named(saying, proposal.subject, proposal.subject_class, said)]
    if isinstance(proposal.value, Mention):
        known += _named(saying, proposal.value, proposal.value_class, said)
    fact = saying.say(saying.local(proposal.subject), proposal.property, _value(saying, proposal), said)
    yield from (replace(each, method=proposal.voter) for each in (*known, fact))


def _named(saying: Saying, thing: Mention, kind: str, said: Said[str]) -> Iterator[Statement]:
    return saying.named_thing(saying.local(thing), kind, said, thing.name)


def _value(saying: Saying, proposal: Proposal) -> Value:
    if isinstance(proposal.value, Mention):
        return Link(saying.local(proposal.value))
    declared = ontology().properties[proposal.property]
    return Link(proposal.value) if declared.is_link else Literal(proposal.value, declared.datatype)
