"""The rank of a post: by its title, and by whose it is. The rules are `rules/en/ranks.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from ...graph.names import fold
from .frames import PostFrame, Said
from .lexicon import load_yaml
from .statement_values import is_party_itself

ORGANISATIONS = "bloc/"
CONFIDENCE = 0.9  # of the rule; a rank is no surer than the title


@dataclass(frozen=True, slots=True)
class RankRule:
    """A title that means a rank, everywhere or for some parties; an empty rank means that nothing can be said."""

    id: str
    rank: str
    title: re.Pattern[str]
    parties: frozenset[str]
    not_parties: frozenset[str]
    of_the_state: bool
    reads: str
    refuses: str

    def holds(self, title: str, party: str) -> bool:
        """Is this the rule of a title, as written, of a party's post?"""
        is_theirs = party in self.parties if self.parties else party not in self.not_parties
        return is_theirs and self.title.fullmatch(fold(title)) is not None


@cache
def rank_rules() -> tuple[RankRule, ...]:
    """All rules, in the order in which they are tried."""
    return tuple(
        RankRule(
            id=row["id"],
            rank=row["rank"],
            title=re.compile(row["title"]),
            parties=frozenset(row.get("parties", ())),
            not_parties=frozenset(row.get("not_parties", ())),
            of_the_state=bool(row.get("of_the_state")),
            reads=row["reads"],
            refuses=row["refuses"],
        )
        for row in cast("list[dict[str, Any]]", load_yaml("ranks.yaml"))
    )


def rank_rule(title: str, party: str, *, in_institution: bool = False) -> RankRule | None:
    """The rule by which a post of a party has a rank; None where no rule is sure."""
    if party.startswith(ORGANISATIONS):
        return None
    rule = next((rule for rule in rank_rules() if rule.holds(title, party)), None)
    return None if rule is None or not rule.rank or (rule.of_the_state and in_institution) else rule


def rank_of(post: PostFrame) -> Said[str] | None:
    """The rank of a country's post, by its last part of the id ("minister"); None where no rule is sure."""
    if post.party is None:
        return None
    title, in_institution = post.title, bool(post.institution) and not is_party_itself(post)
    rule = rank_rule(title.value, post.party.value, in_institution=in_institution)
    return rule and Said(rule.rank, title.spans, min(CONFIDENCE, title.confidence), f"rank:{rule.id}")
