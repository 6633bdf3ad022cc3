"""Which agreement succeeds which: concluded from their periods (rule `succession`), and marked as a conclusion.

An agreement succeeds the last one before it that has the same sides and a like name, if no more than a few years lie
between them. The premises are the statements of both periods, and those that say to when the older one was extended.
What the facts no longer give is retracted, so what is held does not depend on the order of documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from . import dates, tables
from .conclusions import Conclusion, conclude, conclusions_of, retract
from .identity import LIKE_NAME, SURE_WORDS, Profile, overlap, telling_words
from .ledger import Ledger
from .model import WINNING, Fact, Link, Literal, Rank, Recorded, Verdict
from .records import fact_from, fact_query, find_terms, recorded

RULE = "succession"
CONFIDENCE = 0.7
LONGEST_GAP = 5 * 366  # days between the end of one and the beginning of the next
PERIOD, SIDE, NAME, STATUS, EXTENDED = "period", "between", "name", "has_status", "extended_to"
SEEN = "succession"  # the setting that says up to which change facts were looked at
TOLD = (*WINNING, Rank.SUPERSEDED.value)  # an extension stays one when it has run out


@dataclass
class Instrument:
    """An agreement with a period, as its facts have it."""

    id: str
    names: set[str] = field(default_factory=set[str])
    sides: set[str] = field(default_factory=set[str])
    first: date = date.min
    ends: set[date] = field(default_factory=set[date])  # of its period, and to when it was extended
    facts: list[str] = field(default_factory=list[str])  # those that say so

    @property
    def last(self) -> date:
        """The last day for which it is; the end of time where none is told."""
        return max(self.ends, default=date.max)

    def words(self) -> Iterator[frozenset[str]]:
        for name in self.names:
            yield telling_words(Profile(self.id, "Agreement", name, parties=frozenset(self.sides)))


@dataclass(frozen=True, slots=True)
class Succession:
    """The later agreement, the earlier one, and the ids of the statements that this is drawn from."""

    later: str
    earlier: str
    premises: frozenset[str]


def draw_successions(ledger: Ledger) -> bool:
    """Conclude and retract what follows from the facts that changed; whether there was anything to do."""
    with ledger.reading() as connection:
        if not _touched(connection):
            return False
    with ledger.writing() as book:
        drawn = [_succession(book.connection, *pair) for pair in successions(_instruments(book.connection))]
        held = [each for each in conclusions_of(book.connection, RULE) if each.verdict is not Verdict.WITHDRAWN]
        given = {each.premises for each in drawn}
        fallen = [each for each in held if frozenset(each.statement.premises) not in given]
        new = given - {frozenset(each.statement.premises) for each in held}
        retract(book, fallen)
        for each in drawn:
            if each.premises in new:
                conclude(book, _conclusion(book.connection, each), sorted(each.premises))
        book.set(SEEN, book.setting("seq"))
    return bool(new or fallen)


def _touched(connection: Connection) -> bool:
    """Has a fact about an agreement with a period changed since they were last looked at?"""
    setting = tables.setting.c
    seen = int(connection.execute(select(setting.value).where(setting.name == SEEN)).scalar() or 0)
    terms = find_terms(connection, [PERIOD, SIDE, NAME, STATUS])
    fact, dated = tables.fact.c, tables.fact.alias("dated")
    with_period = select(dated.c.subject).where(dated.c.property == terms.get(PERIOD))
    changed = select(fact.id).where(fact.seq > seen, fact.property.in_(terms.values()), fact.subject.in_(with_period))
    return connection.execute(changed.limit(1)).first() is not None


def _instruments(connection: Connection) -> list[Instrument]:
    """All agreements that have a period."""
    found: dict[str, Instrument] = {}
    terms, fact, dated = find_terms(connection, [PERIOD, SIDE, NAME, STATUS]), tables.fact.c, tables.fact.alias("dated")
    with_period = select(dated.c.subject).where(dated.c.property == terms.get(PERIOD), dated.c.gone.is_(False))
    query = fact_query().where(
        fact.subject.in_(with_period), fact.property.in_(terms.values()), fact.gone.is_(False), fact.rank.in_(TOLD)
    )
    for row in connection.execute(query.order_by(fact.id)):
        _add(found.setdefault(row.subject, Instrument(row.subject)), fact_from(row))
    return list(found.values())


def _add(instrument: Instrument, fact: Fact) -> None:
    value = fact.value
    if isinstance(value, Link):
        if fact.property == SIDE:
            instrument.sides.add(value.id)
        for name, until in fact.qualifiers:
            if name == EXTENDED and isinstance(until, Literal):
                _end(instrument, fact, dates.extent(until.text).last)
    elif fact.property == NAME:
        instrument.names.add(value.text)
    elif fact.property == PERIOD:
        extent = dates.extent(value.text)
        instrument.first = extent.first or date.min
        _end(instrument, fact, extent.last)


def _end(instrument: Instrument, fact: Fact, last: date | None) -> None:
    instrument.facts.append(fact.id)
    if last:
        instrument.ends.add(last)


def successions(instruments: Iterable[Instrument]) -> list[tuple[Instrument, Instrument]]:
    """The pairs (later, earlier), each later one with its nearest forerunner, sorted by ids; pure."""
    by_sides: dict[frozenset[str], list[Instrument]] = defaultdict(list)
    for each in instruments:
        if each.sides:
            by_sides[frozenset(each.sides)].append(each)
    pairs = [pair for family in by_sides.values() for pair in _in_family(family)]
    return sorted(pairs, key=lambda pair: (pair[0].id, pair[1].id))


def _in_family(family: Sequence[Instrument]) -> Iterator[tuple[Instrument, Instrument]]:
    for later in family:
        before = [each for each in family if _precedes(each, later)]
        if before:
            yield later, max(before, key=lambda each: (each.last, each.id))


def _precedes(earlier: Instrument, later: Instrument) -> bool:
    if not earlier.last < later.first or (later.first - earlier.last).days > LONGEST_GAP:
        return False
    return any(
        len(words & others) >= SURE_WORDS and overlap(words, others) >= LIKE_NAME
        for words in earlier.words()
        for others in later.words()
    )


def _succession(connection: Connection, later: Instrument, earlier: Instrument) -> Succession:
    said = _speaking_for(connection, [*later.facts, *earlier.facts])
    return Succession(later.id, earlier.id, frozenset(each.id for each in said))


def _speaking_for(connection: Connection, facts: Sequence[str]) -> list[Recorded]:
    support = tables.support.c
    numbers = select(support.statement).where(support.fact.in_(facts), support.gone.is_(False))
    return recorded(connection, tables.statement.c.id.in_(numbers))


def _conclusion(connection: Connection, drawn: Succession) -> Conclusion:
    """Between mentions, the first of each by id: so it survives a merge, and a split takes it to the right side."""
    mentions = _mentions(connection, drawn.premises)
    return Conclusion(RULE, mentions[drawn.later], "succeeds", Link(mentions[drawn.earlier]), confidence=CONFIDENCE)


def _mentions(connection: Connection, premises: Iterable[str]) -> Mapping[str, str]:
    """The first mention of each entity that the premises speak of."""
    local, entity, mention = tables.term.alias("local"), tables.term.alias("entity"), tables.mention.c
    hashes = [bytes.fromhex(each) for each in premises]
    query = (
        select(entity.c.text, local.c.text)
        .join(tables.mention, mention.entity == entity.c.id)
        .join(local, local.c.id == mention.local)
        .join(tables.statement, tables.statement.c.subject == local.c.id)
        .where(tables.statement.c.hash.in_(hashes))
        .order_by(local.c.text.desc())
    )
    return {row[0]: row[1] for row in connection.execute(query)}
